"""The reader of web pages saved as files.

Owns telling pages by their content, and their limit of size.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.core.records import Article
from provenance.plugins import hookimpl
from provenance.readers.html.page import READER, PageOrigin, read_page
from provenance.readers.records import Reader, Skipped, Source
from provenance.readers.signatures import plain_start
from provenance.readers.whole import read_whole, whole_locator

MAX_PAGE_BYTES = 20 * 1024 * 1024

_PREAMBLE = rb"(?:\s|<!--.{0,2000}?-->|<\?xml\s[^>]{0,200}\?>)*"
_PAGE = re.compile(_PREAMBLE + rb"(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_PART = re.compile(
    _PREAMBLE + rb"<(?:head|body|title|meta|link|base|article|main|header|section|div|table|h1|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_CERTAIN = 0.95
_LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlReader:
    """Reads a web page as one article.

    Attributes:
        name: What users call it.
        limit: The most bytes of a page, 1 or more; a larger one is left out without being read.
    """

    name: str = READER
    limit: int = MAX_PAGE_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what begins as a page does; a part of a page is less sure."""
        del name
        start = plain_start(head)
        if _PAGE.match(start):
            return _CERTAIN
        return _LIKELY if _PART.match(start) else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the one article.

        Raises:
            Unusable: The page is too large, is no page, or has no article in it.
        """
        hint = "save its text as a plain text file in UTF-8"
        raw = read_whole(source, limit=self.limit, hint=hint)
        digest = hashlib.sha256(raw).hexdigest()
        origin = PageOrigin(
            name=source.name,
            locator=whole_locator(source, digest=digest),
            url=source.url,
            path=source.path,
            charset=source.charset,
            raw_sha256=digest,
        )
        article = read_page(raw, origin=origin)
        source.keep(raw, suffix=".html")
        yield article


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of web pages."""
    return [HtmlReader()]
