"""Round trip: an article that is printed as a page and read back has the same quotations."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.readers.html.page import PageOrigin, read_page
from provenance.registry import load_registry

SEEDS = sorted((Path(__file__).parents[3] / "seeds" / "articles").glob("*.txt"))
NAVIGATION = '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'


def paragraphs(lines: Sequence[str]) -> str:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return f"{NAVIGATION}<article><h1>A headline</h1>{body}</article><footer>All rights reserved</footer>"


def breaks(lines: Sequence[str]) -> str:
    return f"{NAVIGATION}<div class='story'>{'<br><br>'.join(escape(line, quote=False) for line in lines)}</div>"


def boxes(lines: Sequence[str]) -> str:
    body = "".join(f"<div><span>{escape(line)}</span></div>" for line in lines)
    return f"<main><section>{body}</section></main><aside>Ten best beaches for a rainy day</aside>"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    # By rule, clause by clause: what a page leaves out in front must not change what is read behind it.
    return load_extractor("rules", registry=load_registry())


def quoted(extractor: Extractor, article: Article) -> list[list[str]]:
    quotations = extractor.extract(article).quotations
    return [[span.text_in(article.text) for span in quotation.content] for quotation in quotations]


@pytest.mark.parametrize("template", [paragraphs, breaks, boxes])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_page_has_the_quotations_of_its_text(
    seed: Path, template: Callable[[Sequence[str]], str], extractor: Extractor
) -> None:
    """Whatever the template, the reader gives back the words from which the same quotations are read."""
    lines = [" ".join(line.split()) for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
    raw = f"<!doctype html><html><head><meta charset=utf-8></head><body>{template(lines)}</body></html>".encode()
    article = read_page(raw, origin=PageOrigin(name="page.html", locator="page.html"))
    plain = Article(locator="page.txt", text="\n".join(lines), raw_sha256="")
    assert quoted(extractor, article) == quoted(extractor, plain)
    assert article.remarks == ()
