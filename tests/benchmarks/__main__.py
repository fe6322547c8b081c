"""Print how fast the rules read, against spaCy's tokenizer alone on the same texts: `python -m tests.benchmarks`."""

import resource
import sys
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import spacy
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from provenance.core.records import Article
from provenance.nlp.pipeline import load_extractor
from provenance.readers.dispatch import read_inputs
from provenance.readers.html.reader import MAX_PAGE_BYTES
from provenance.readers.warc.blocks import GzipBlocks
from provenance.readers.warc.records import next_page
from provenance.readers.warc.tape import Tape
from provenance.registry import load_registry
from provenance.resources import resource_path

ROUNDS = 3
COPIES = 40
PAGES = 400


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


def write_archive(path: Path, pages: int) -> None:
    """Write a compressed WARC of text pages as large as news pages are, some 30 kB."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
            body = BytesIO(f"Page {number}. “We will win,” the minister said.\n".encode() * 600)
            address = f"https://news.example/{number}"
            writer.write_record(writer.create_warc_record(address, "response", payload=body, http_headers=headers))


def iterate(path: Path) -> None:
    """Read an archive as warcio itself does."""
    with path.open("rb") as archive:
        for record in ArchiveIterator(archive):
            record.content_stream().read()


def walk(path: Path) -> None:
    """Read an archive as our reader does, before any page becomes an article."""
    with path.open("rb") as archive:
        tape = Tape(GzipBlocks(archive))
        while next_page(tape, limit=MAX_PAGE_BYTES):
            pass


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
        archive = Path(folder) / "pages.warc.gz"
        write_archive(archive, PAGES)
        ours = seconds(lambda: list(read_inputs([str(archive)])))
        walking = seconds(lambda: walk(archive))
        theirs = seconds(lambda: iterate(archive))
    once = seconds(lambda: [extractor.extract(article) for article in seeds])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        ("load the model and the registry", f"{loaded:.2f} s"),
        ("tokenizer alone", f"{words / baseline:,.0f} words/s"),
        ("rules, text to extraction", f"{words / rules:,.0f} words/s"),
        ("rules / tokenizer", f"{baseline / rules:.3f}"),
        ("read as web pages / extract", f"{html / once:.2f}"),
        ("WARC records / warcio alone", f"{walking / theirs:.2f}"),
        ("WARC to articles / warcio alone", f"{ours / theirs:.2f}"),
        ("peak memory", f"{peak:,.0f} MB"),
    ]
    sys.stdout.writelines(f"{name:<34}{figure}\n" for name, figure in rows)


if __name__ == "__main__":
    run()
