"""Texts read by our tokenizer, for tests of single rules."""

from provenance.core.records import Article
from provenance.core.wire import text_sha256
from provenance.nlp.sentences import Reading, read_doc
from provenance.nlp.tokens import build_language

_LANGUAGE = build_language()


def read(text: str) -> Reading:
    return read_doc(_LANGUAGE.make_doc(text))


def build_article(text: str, **fields: str) -> Article:
    return Article(locator="test", text=text, raw_sha256=text_sha256(text), **fields)
