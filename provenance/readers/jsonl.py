"""JSON Lines: one JSON object a line, one article each.

Owns the record format, and where the shapes of other programs are taken too.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.core.records import Article
from provenance.errors import UnknownFormat
from provenance.plugins import hookimpl
from provenance.readers.attributions import import_attribution, is_attribution_record, join_attributions
from provenance.readers.fields import RECORD_FIELDS, parse_object, read_fields, read_id, read_text
from provenance.readers.json_records import MAX_RECORD_BYTES, Line, read_lines
from provenance.readers.locators import record_locator, url_locator
from provenance.readers.records import Imported, Reader, ReadItem, SkipReason, Source, Unusable
from provenance.readers.shapes import import_quotations, is_quotation_record, shape_record
from provenance.readers.signatures import find_binary, mark_of, plain_start

_SUFFIXES = (".jsonl", ".ndjson")
_RECORD = re.compile(rb'\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:)')
_WHOLE_DOCUMENT = re.compile(rb'\{[ \t\r]*\n|\[\s*\{\s*"')
_UTF16_RECORD = re.compile(rb"\{\x00|\x00\{")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonlReader:
    """Reads JSON Lines, one article a line.

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

    def read_source(self, source: Source) -> Iterator[ReadItem]:
        """Read the articles, one a line; blank lines count as lines and give nothing.

        Raises:
            Unusable: The input is not in UTF-8, no text, or has no record.
            UnknownFormat: It is JSON, but not one object a line.
        """
        _check_head(source)
        lines = read_lines(source, limit=self.limit, build=lambda line: self._read_record(line, source=source))
        yield from join_attributions(lines)

    def _read_record(self, line: Line, *, source: Source) -> Article | Imported:
        record = parse_object(line.raw)
        if is_attribution_record(record):
            return import_attribution(record)
        if is_quotation_record(record):
            return import_quotations(record, raw=line.raw, source=source)
        shaped = shape_record(record)
        text, fields = read_text(shaped.record), read_fields(shaped.record, names=RECORD_FIELDS)
        address = record_locator(source.locator, read_id(record) or line.number)
        return Article(
            locator=url_locator(fields["url"]) if "url" in fields else address,
            text=text,
            raw_sha256=source.keep(line.raw, suffix=".json"),
            path=source.path,
            authors=shaped.authors,
            remarks=shaped.remarks,
            reader=self.name,
            **fields,
        )


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
