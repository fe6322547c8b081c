"""Texts read by our tokenizer, for tests of single rules."""

from typing import Protocol

from provenance.core.records import Article, Extraction
from provenance.core.wire import text_sha256
from provenance.nlp.sentences import Reading, TokenRange, read_doc
from provenance.nlp.tokens import build_language


class Extract(Protocol):
    """Extracts from a text alone."""

    def __call__(self, text: str, *, publisher: str | None = None) -> Extraction: ...


_LANGUAGE = build_language()


def read(text: str) -> Reading:
    return read_doc(_LANGUAGE.make_doc(text))


def words_at(reading: Reading, words: str) -> TokenRange:
    """Find words of a text as a range, so that rows can be written as text."""
    start = reading.doc.text.index(words)
    inside = [n for n in range(len(reading.words)) if start <= reading.span((n, n + 1)).start < start + len(words)]
    return inside[0], inside[-1] + 1


def build_article(text: str, *, publisher: str | None = None, published: str | None = None) -> Article:
    return Article(locator="test", text=text, raw_sha256=text_sha256(text), publisher=publisher, published=published)
