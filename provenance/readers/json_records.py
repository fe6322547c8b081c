"""JSON, one record a line: the lines of an input that may be larger than the memory, and what is wrong with them.

Owns the walk over the lines and the report on a line that cannot be used: its number, its byte offset, and that the
next one follows. What stands in a record is the business of the reader.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from provenance.errors import InputError
from provenance.readers.locators import record_locator
from provenance.readers.records import ReadItem, Skipped, SkipReason, Source, Unusable, build_skipped

MAX_RECORD_BYTES = 100 * 1024 * 1024

_PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an input.

    Attributes:
        raw: Its bytes without its end and a byte order mark, cut off at the limit where it is not whole.
        number: Which one, from 1.
        offset: Where it begins, in bytes from the start of the input.
        is_whole: False where it is longer than the limit.
    """

    raw: bytes
    number: int
    offset: int
    is_whole: bool


def read_lines(source: Source, *, limit: int, build: Callable[[Line], ReadItem]) -> Iterator[ReadItem]:
    """Read the records of an input, one a line; blank lines count as lines and give nothing.

    Args:
        source: The input, of which nothing has been read.
        limit: The most bytes of a line, 1 or more; a longer one is left out and never held in memory.
        build: Makes what a line holds; what it raises is reported, and the next line follows.

    Raises:
        Unusable: The input has no record.
    """
    is_empty = True
    for line in _find_lines(source, limit=limit):
        if line.is_whole and not line.raw.strip():
            continue
        is_empty = False
        yield _read_line(line, source=source, limit=limit, build=build)
    if is_empty:
        message = f"{source.name} has no record in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole")


def _find_lines(source: Source, *, limit: int) -> Iterator[Line]:
    offset, number = 0, 0
    while raw := source.stream.readline(limit + 1):
        number += 1
        is_whole = len(raw) <= limit
        words = raw.removeprefix(BOM_UTF8) if number == 1 else raw
        yield Line(raw=words.rstrip(b"\r\n"), number=number, offset=offset, is_whole=is_whole)
        offset += len(raw) + (0 if is_whole else _skip_line(source, raw))


def _read_line(line: Line, *, source: Source, limit: int, build: Callable[[Line], ReadItem]) -> ReadItem | Skipped:
    try:
        if not line.is_whole:
            message = f"more than {limit} bytes, too many for one record"
            raise Unusable(SkipReason.TOO_LARGE, message, hint="split the record")
        return build(line)
    except InputError as error:
        skipped = build_skipped(error, locator=record_locator(source.locator, line.number), offset=line.offset)
        return replace(skipped, message=f"line {line.number} of {source.name}: {error.message}")


def _skip_line(source: Source, begun: bytes) -> int:
    """Read on to the end of a line that is too long, keeping nothing, and return the number of bytes."""
    skipped, piece = 0, begun
    while piece and not piece.endswith(b"\n"):
        piece = source.stream.readline(_PIECE_BYTES)
        skipped += len(piece)
    return skipped
