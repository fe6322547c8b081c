"""Records: the contract of readers, and reports on what they leave out."""

import pytest

from provenance.errors import InputError, InvalidRecord, UnknownFormat, UnreadableInput
from provenance.readers.jsonl import JsonlReader
from provenance.readers.records import Reader, Skipped, SkipReason, Unusable, build_skipped
from provenance.readers.text import TextReader


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (InvalidRecord("no"), SkipReason.INVALID_RECORD),
        (UnknownFormat("no"), SkipReason.UNKNOWN_FORMAT),
        (UnreadableInput("no"), SkipReason.UNREADABLE),
        (InputError("no"), SkipReason.UNREADABLE),
        (Unusable(SkipReason.TOO_LARGE, "no"), SkipReason.TOO_LARGE),
    ],
)
def test_every_input_error_has_its_code(error: InputError, reason: SkipReason) -> None:
    """Each kind of error is counted under its own code, written as plain text."""
    assert build_skipped(error, locator="a") == Skipped(locator="a", reason=reason, message="no")
    assert type(build_skipped(error, locator="a").reason) is str


def test_an_error_that_knows_where_keeps_it() -> None:
    """The offset of an error is kept unless the caller knows better."""
    error = Unusable(SkipReason.BINARY, "no", hint="go", offset=7)
    assert build_skipped(error, locator="a").offset == 7
    assert build_skipped(error, locator="a", offset=9).offset == 9
    assert build_skipped(error, locator="a").hint == "go"


@pytest.mark.parametrize("reader", [TextReader(), JsonlReader()])
def test_built_ins_keep_the_contract(reader: object) -> None:
    """The built-in readers are readers."""
    assert isinstance(reader, Reader)
