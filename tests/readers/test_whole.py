"""Whole inputs: read to their end within a limit, and addressed as one article."""

import io
from pathlib import Path

import pytest

from provenance.readers.records import SkipReason, Source, Unusable
from provenance.readers.whole import read_whole, whole_locator


def source_of(raw: bytes, *, size: int | None = None, file: Path | None = None) -> Source:
    return Source(name="a", locator="a", file=file, head=raw[:9], stream=io.BytesIO(raw), size=size)


def test_the_limit_itself_is_read() -> None:
    """An input as large as the limit is read whole."""
    assert read_whole(source_of(b"a" * 9, size=9), limit=9, hint="split it") == b"a" * 9


@pytest.mark.parametrize(("size", "read"), [(10, 0), (None, 10)])
def test_above_the_limit_nothing_is_kept(size: int | None, read: int) -> None:
    """An input above the limit is refused, before it is read where its size is known."""
    source = source_of(b"a" * 99, size=size)
    with pytest.raises(Unusable, match="a has more than 9 bytes") as caught:
        read_whole(source, limit=9, hint="split it")
    assert (caught.value.reason, caught.value.hint) == (SkipReason.TOO_LARGE, "split it")
    assert source.stream.tell() == read


def test_standard_input_is_known_by_its_digest() -> None:
    """A file has its path for an address, and what was piped in the beginning of its digest."""
    assert whole_locator(source_of(b"a", file=Path("a")), digest="0" * 64) == "a"
    assert whole_locator(source_of(b"a"), digest="0123456789abcdef0") == "stdin:0123456789abcdef"
