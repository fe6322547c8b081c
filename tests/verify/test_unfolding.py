"""Broken lines, put together."""

import pytest
from hypothesis import given
from strategies import MARKED_TEXTS

from provenance.verify.unfolding import unfold

# Text, whether it is plain, what it becomes, and why.
ROWS = (
    ('"We will\nnever leave," he said.', True, '"We will never leave," he said.', "inside a quotation"),
    ('"We will\nnever leave," he said.', False, '"We will never leave," he said.', "a page may break lines inside one"),
    ('"Never,"\nsaid Kim.', True, '"Never," said Kim.', "in the middle of a sentence"),
    ("The ministry\nsaid no.", False, "The ministry\nsaid no.", "the lines of a page are paragraphs"),
    ("One day.\nAnother day.", True, "One day.\nAnother day.", "a sentence ends, and no line is blank"),
    ("One day.\nAnother day.\n\nEnd.", True, "One day. Another day.\n\nEnd.", "paragraphs are told by blank lines"),
    ("Two:\n\n- one\n- two\n", True, "Two:\n\n- one\n- two\n", "items of a list"),
    ("“It is late.\n“It is dark,” he said.", True, "“It is late.\n“It is dark,” he said.", "marks opened anew"),
    ('"We go, he said.\nThe end.', True, '"We go, he said.\nThe end.', "a mark that is never closed"),
    ('"We go, he said.\nShe said "no" too.', True, '"We go, he said.\nShe said "no" too.', "another one opens first"),
    ("a\r\nb\r\n\r\nc", True, "a  b\r\n\r\nc", "each character keeps its place"),
    ("", True, "", "nothing"),
)


@pytest.mark.parametrize(("text", "is_plain", "unfolded", "why"), ROWS)
def test_unfold(text: str, is_plain: bool, unfolded: str, why: str) -> None:  # noqa: FBT001 - a column of the table
    """A break inside a sentence or quotation becomes a space; one between paragraphs stays."""
    assert unfold(text, is_plain=is_plain) == unfolded, why


@given(MARKED_TEXTS)
def test_every_character_keeps_its_place(text: str) -> None:
    """Only white space changes, and only into spaces."""
    for is_plain in (True, False):
        unfolded = unfold(text, is_plain=is_plain)
        assert len(unfolded) == len(text)
        assert all(new == old or (new == " " and old.isspace()) for old, new in zip(text, unfolded, strict=True))
