"""The reader of web archives.

Owns the walk over the records: a broken one is reported with its offset, and the next one is found and read.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.core.records import Article
from provenance.errors import InputError
from provenance.plugins import hookimpl
from provenance.readers.html.encoding import decode_page
from provenance.readers.html.page import PageOrigin, read_page
from provenance.readers.lines import find_credit_line, find_dateline
from provenance.readers.locators import record_locator, url_locator
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable, build_skipped
from provenance.readers.warc.blocks import MAGIC, Blocks, GzipBlocks, PlainBlocks
from provenance.readers.warc.payload import decode_payload
from provenance.readers.warc.records import PageRecord, media_type_of, next_page
from provenance.readers.warc.tape import Tape

MAX_PAGE_BYTES = 20 * 1024 * 1024

_PLAIN_TEXT = "text/plain"
_SUFFIXES = (".warc.gz", ".wet.gz")
_RECORD = re.compile(rb"\s*WARC/[01]\.\d")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CUT = "cut_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcReader:
    """Reads each page of a WARC archive as one article.

    Attributes:
        name: What users call it.
        limit: The most bytes of a page, 1 or more, packed and unpacked; a larger one is left out.
    """

    name: str = "warc"
    limit: int = MAX_PAGE_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what begins like a record, packed or not; a gzip file that cannot be looked into by its name."""
        if _RECORD.match(head) or _RECORD.match(_peek(head)):
            return 1.0
        return 0.5 if head.startswith(MAGIC) and name.lower().endswith(_SUFFIXES) else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the pages, in the order of the archive.

        Records that hold no page are passed over: requests, pictures, redirections, errors of servers.

        Raises:
            Unusable: There is no record in it.
        """
        blocks: Blocks = GzipBlocks(source.stream) if source.head.startswith(MAGIC) else PlainBlocks(source.stream)
        tape = Tape(blocks, size=source.size)
        while True:
            try:
                page = next_page(tape, limit=self.limit)
            except Unusable as error:
                yield _build_skipped(error, source=source)
                if not tape.find_record():
                    return
                continue
            if page is None:
                return
            yield self._read_page(page, source=source)

    def _read_page(self, page: PageRecord, *, source: Source) -> Article | Skipped:
        name = f"{page.url} in {source.name}"
        try:
            raw = decode_payload(page.body, headers=page.headers, limit=self.limit)
            is_plain = media_type_of(page.headers) == _PLAIN_TEXT
            article = (_read_text if is_plain else _read_html)(raw, page=page, name=name, source=source)
        except InputError as error:
            return replace(build_skipped(error, locator=url_locator(page.url)), offset=page.offset)
        remarks = (*article.remarks, _CUT) if page.is_cut else article.remarks
        digest = source.keep(raw, suffix=".txt" if is_plain else ".html")
        return replace(article, raw_sha256=digest, remarks=remarks, reader=self.name)


def _read_html(raw: bytes, *, page: PageRecord, name: str, source: Source) -> Article:
    origin = PageOrigin(
        name=name,
        locator=url_locator(page.url),
        url=page.url,
        path=source.path,
        charset=_charset_of(page),
    )
    return read_page(raw, origin=origin)


def _read_text(raw: bytes, *, page: PageRecord, name: str, source: Source) -> Article:
    decoded = decode_page(raw, name=name, charset=_charset_of(page))
    if not decoded.text.strip():
        message = f"{name} has no words in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave the record out")
    return Article(
        locator=url_locator(page.url),
        text=decoded.text,
        raw_sha256="",
        path=source.path,
        url=page.url,
        dateline=find_dateline(decoded.text),
        credit_line=find_credit_line(decoded.text),
        remarks=("characters_lost",) if decoded.is_damaged else (),
        encoding=decoded.encoding,
    )


def _charset_of(page: PageRecord) -> str | None:
    found = _CHARSET.search(page.headers.get_header("Content-Type") or "")
    return found[1].lower() if found else None


def _build_skipped(error: Unusable, *, source: Source) -> Skipped:
    offset = error.offset or 0
    skipped = build_skipped(error, locator=record_locator(source.locator, offset), offset=offset)
    return replace(skipped, message=f"the record at byte {offset} of {source.name}: {error.message}")


def _peek(head: bytes) -> bytes:
    """Unpack the beginning of a gzip file; nothing for any other."""
    if not head.startswith(MAGIC):
        return b""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 100)
    except zlib.error:
        return b""


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of web archives."""
    return [WarcReader()]
