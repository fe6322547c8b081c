"""Print how fast and how large we are, against others in the same run: `python -m tests.benchmarks`.

`python -m tests.benchmarks variants 20000` measures how so many quotations find their variants,
`python -m tests.benchmarks drafts 20000` how drafts are checked against them, and
`python -m tests.benchmarks publication 20000` how they are exported and how fast their pages answer.
`python -m tests.benchmarks audits 10000 100000` measures how so many are audited,
`python -m tests.benchmarks files 20000` measures the other exports against a plain dump.
`python -m tests.benchmarks tradeoffs CORPORA` prints what other windows and vocabularies would give, and
`python -m tests.benchmarks layers CORPORA 3` what fewer layers would.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from html import escape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import spacy
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from provenance.cli.app import collect_seldom
from provenance.core.records import Article
from provenance.nlp.pipeline import load_extractor
from provenance.readers.dispatch import read_inputs
from provenance.readers.html.reader import MAX_PAGE_BYTES
from provenance.readers.warc.blocks import GzipBlocks
from provenance.readers.warc.records import next_page
from provenance.readers.warc.tape import Tape
from provenance.registry import load_registry
from provenance.resources import BASELINE_MODEL, DEFAULT_MODEL, resource_path
from tests.benchmarks.baselines import build_small_pipeline, find_textacy

ROUNDS = 3
COPIES = 10
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


Row = tuple[str, str]


def measure_models(articles: list[Article]) -> Iterator[Row]:
    """Measure what extracts, from text to extraction, on one thread."""
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    tokenizer, small = spacy.blank("en"), build_small_pipeline()
    speeds = {"tokenizer alone": words / seconds(lambda: [tokenizer.make_doc(text) for text in texts])}
    speeds["spaCy, layers of the small pipeline"] = words / seconds(lambda: list(map(small, texts)))
    quotations = find_textacy()
    if quotations:
        speeds["the same and textacy"] = words / seconds(lambda: [quotations(small(text)) for text in texts])
    for name in (DEFAULT_MODEL, BASELINE_MODEL):
        extractor = load_extractor(name, registry=load_registry())
        speeds[name] = words / seconds(lambda extractor=extractor: list(map(extractor.extract, articles)))  # type: ignore[misc]
    yield from ((name, f"{speed:,.0f} words/s") for name, speed in speeds.items())
    yield f"{DEFAULT_MODEL} / spaCy", f"{speeds[DEFAULT_MODEL] / speeds['spaCy, layers of the small pipeline']:.2f}"
    yield f"{BASELINE_MODEL} / tokenizer", f"{speeds[BASELINE_MODEL] / speeds['tokenizer alone']:.3f}"


def measure_process(code: str) -> tuple[float, float]:
    """Run code in a fresh process; return the seconds that it prints and its peak memory in MB."""
    # Not by `getrusage`, in whose peak that of the process which started this one counts too.
    tail = "\nprint(next(int(l.split()[1]) for l in open('/proc/self/status') if l.startswith('VmHWM')) / 1024)"
    done = subprocess.run([sys.executable, "-c", code + tail], capture_output=True, check=True, text=True)
    first, last = done.stdout.split()
    return float(first), float(last)


def measure_start(name: str) -> Iterator[Row]:
    """Measure the load of a model, and the peak of memory after reading the seed articles."""
    code = f"""
from time import perf_counter
from provenance import load_extractor, load_registry, read_inputs
from provenance.resources import resource_path
import provenance.nlp.pipeline
start = perf_counter()
extractor = load_extractor({name!r}, registry=load_registry())
print(perf_counter() - start)
for article in read_inputs([str(resource_path("seeds/articles"))]):
    extractor.extract(article)
"""
    loaded, peak = measure_process(code)
    yield f"{name}: load, with the registry", f"{loaded:.2f} s"
    yield f"{name}: peak memory", f"{peak:,.0f} MB"


def measure_readers(seeds: list[Article]) -> Iterator[Row]:
    """Measure the reading of pages and archives."""
    extractor = load_extractor(BASELINE_MODEL, registry=load_registry())
    with TemporaryDirectory() as folder:
        write_pages(Path(folder), seeds)
        html = seconds(lambda: list(read_inputs([folder])))
        archive = Path(folder) / "pages.warc.gz"
        write_archive(archive, PAGES)
        ours = seconds(lambda: list(read_inputs([str(archive)])))
        walking = seconds(lambda: walk(archive))
        theirs = seconds(lambda: iterate(archive))
    once = seconds(lambda: [extractor.extract(article) for article in seeds])
    yield "read as web pages / extract by rules", f"{html / once:.2f}"
    yield "WARC records / warcio alone", f"{walking / theirs:.2f}"
    yield "WARC to articles / warcio alone", f"{ours / theirs:.2f}"


def run() -> None:
    """Measure and print."""
    seeds = [a for a in read_inputs([str(resource_path("seeds/articles"))]) if isinstance(a, Article)]
    starts = (measure_start(name) for name in (DEFAULT_MODEL, BASELINE_MODEL))
    parts = (measure_models(seeds * COPIES), *starts, measure_readers(seeds))
    for part in parts:
        sys.stdout.writelines(f"{name:<38}{figure}\n" for name, figure in part)


if __name__ == "__main__":
    collect_seldom()
    if sys.argv[1:]:
        asked = import_module(f"tests.benchmarks.{sys.argv[1]}")
        asked.run(*(int(word) if word.isdecimal() else word for word in sys.argv[2:]))
    else:
        run()
