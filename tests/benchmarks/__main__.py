"""Print how fast the rules read, against spaCy's tokenizer alone on the same texts: `python -m tests.benchmarks`."""

import resource
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import spacy

from provenance.core.records import Article
from provenance.nlp.pipeline import load_extractor
from provenance.readers.dispatch import read_inputs
from provenance.registry import load_registry
from provenance.resources import resource_path

ROUNDS = 3
COPIES = 40


def seconds(work: Callable[[], object]) -> float:
    """Return the best of a few runs, which is the one that other programs disturbed least."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def write_pages(folder: Path, articles: list[Article]) -> None:
    """Write articles as plain web pages, a paragraph a line."""
    for number, article in enumerate(articles):
        body = "".join(f"<p>{escape(line)}</p>" for line in article.text.splitlines() if line.strip())
        page = f"<html><head><title>{number}</title></head><body><article>{body}</article></body></html>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")


def run() -> None:
    """Measure and print."""
    seeds = [a for a in read_inputs([str(resource_path("seeds/articles"))]) if isinstance(a, Article)]
    articles = seeds * COPIES
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    start = perf_counter()
    extractor = load_extractor("rules", registry=load_registry())
    loaded = perf_counter() - start
    tokenizer = spacy.blank("en")
    baseline = seconds(lambda: [tokenizer.make_doc(text) for text in texts])
    rules = seconds(lambda: [extractor.extract(article) for article in articles])
    with TemporaryDirectory() as folder:
        write_pages(Path(folder), seeds)
        html = seconds(lambda: list(read_inputs([folder])))
    once = seconds(lambda: [extractor.extract(article) for article in seeds])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        ("load the model and the registry", f"{loaded:.2f} s"),
        ("tokenizer alone", f"{words / baseline:,.0f} words/s"),
        ("rules, text to extraction", f"{words / rules:,.0f} words/s"),
        ("rules / tokenizer", f"{baseline / rules:.3f}"),
        ("read as web pages / extract", f"{html / once:.2f}"),
        ("peak memory", f"{peak:,.0f} MB"),
    ]
    sys.stdout.writelines(f"{name:<34}{figure}\n" for name, figure in rows)


if __name__ == "__main__":
    run()
