"""JSON Lines: one JSON object a line, one article each.

Owns the record format. A line is read at a time, so that a file may be larger than the memory; a line that cannot be
used is reported with its number and byte offset, and the next one follows.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.core.records import Article
from provenance.errors import InputError, UnknownFormat
from provenance.plugins import hookimpl
from provenance.readers.fields import RECORD_FIELDS, parse_object, read_fields, read_id, read_text
from provenance.readers.locators import record_locator, url_locator
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable, build_skipped
from provenance.readers.signatures import find_binary, mark_of, plain_start

MAX_RECORD_BYTES = 100 * 1024 * 1024

_PIECE_BYTES = 1024 * 1024
_SUFFIXES = (".jsonl", ".ndjson")
_RECORD = re.compile(rb'\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:)')
_WHOLE_DOCUMENT = re.compile(rb'\{[ \t\r]*\n|\[\s*\{\s*"')
_UTF16_RECORD = re.compile(rb"\{\x00|\x00\{")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonlReader:
    """Reads one article a line.

    Attributes:
        name: What users call it.
        limit: The most bytes of a line, 1 or more; a longer one is left out and never held in memory.
    """

    name: str = "jsonl"
    limit: int = MAX_RECORD_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what begins like a JSON record; by its name alone only what holds text."""
        start = plain_start(head)
        if any(pattern.match(start) for pattern in (_RECORD, _WHOLE_DOCUMENT, _UTF16_RECORD)):
            return 0.9
        return 0.5 if name.lower().endswith(_SUFFIXES) and not _is_binary(head) else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the articles, one a line; blank lines count as lines and give nothing.

        Raises:
            Unusable: The input is not in UTF-8, no text, or has no record.
            UnknownFormat: It is JSON, but not one object a line.
        """
        _check_head(source)
        is_empty = True
        for line in self._lines(source):
            if not line.raw.strip() and line.is_whole:
                continue
            is_empty = False
            yield self._read_line(line, source=source)
        if is_empty:
            message = f"{source.name} has no record in it"
            raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole")

    def _lines(self, source: Source) -> Iterator["_Line"]:
        offset, number = 0, 0
        while raw := source.stream.readline(self.limit + 1):
            number += 1
            is_whole = len(raw) <= self.limit
            words = raw.removeprefix(BOM_UTF8) if number == 1 else raw
            yield _Line(raw=words.rstrip(b"\r\n"), number=number, offset=offset, is_whole=is_whole)
            offset += len(raw) + (0 if is_whole else _skip_line(source, raw))

    def _read_line(self, line: "_Line", *, source: Source) -> Article | Skipped:
        try:
            if not line.is_whole:
                message = f"more than {self.limit} bytes, too many for one record"
                raise Unusable(SkipReason.TOO_LARGE, message, hint="split the record")
            return self._build_article(parse_object(line.raw), line=line, source=source)
        except InputError as error:
            skipped = build_skipped(error, locator=record_locator(source.locator, line.number), offset=line.offset)
            return replace(skipped, message=f"line {line.number} of {source.name}: {error.message}")

    def _build_article(self, record: dict[str, object], *, line: "_Line", source: Source) -> Article:
        text, fields = read_text(record), read_fields(record, names=RECORD_FIELDS)
        address = record_locator(source.locator, read_id(record) or line.number)
        return Article(
            locator=url_locator(fields["url"]) if "url" in fields else address,
            text=text,
            raw_sha256=source.keep(line.raw, suffix=".json"),
            path=source.path,
            reader=self.name,
            **fields,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the input without its end, cut off at the limit where it is not whole."""

    raw: bytes
    number: int
    offset: int
    is_whole: bool


def _skip_line(source: Source, begun: bytes) -> int:
    """Read on to the end of a line that is too long, keeping nothing, and return the number of bytes."""
    skipped, piece = 0, begun
    while piece and not piece.endswith(b"\n"):
        piece = source.stream.readline(_PIECE_BYTES)
        skipped += len(piece)
    return skipped


def _check_head(source: Source) -> None:
    """Refuse what is JSON or text of another kind, instead of line by line."""
    signature = find_binary(source.head)
    if signature:
        message = f"{source.name} is {signature.what}, not JSON Lines"
        raise Unusable(SkipReason.BINARY, message, hint=signature.hint)
    mark = mark_of(source.head)
    if (mark and mark[0] != BOM_UTF8) or _UTF16_RECORD.match(source.head):
        message = f"{source.name} is in {mark[1].upper() if mark else 'UTF-16'}, but JSON Lines are always in UTF-8"
        raise Unusable(SkipReason.ENCODING, message, hint="save it as UTF-8")
    if _WHOLE_DOCUMENT.match(plain_start(source.head)):
        message = f"{source.name} is one JSON document over several lines or a list, not one object a line"
        raise UnknownFormat(message, hint="write each article as one line, for instance with `jq -c`")


def _is_binary(head: bytes) -> bool:
    return find_binary(head) is not None or b"\0" in head


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of JSON Lines."""
    return [JsonlReader()]
