"""How wide words are, and where lines of them break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.exports.pictures.measure import break_lines, text_width, wrap_words


@given(st.text(max_size=120), st.integers(30, 300), st.integers(1, 4))
def test_lines_fit_their_width(text: str, width: int, lines: int) -> None:
    """Broken lines are no more than asked for and no wider than there is room."""
    broken = wrap_words(text, width=width, size=12, lines=lines)
    assert len(broken) <= lines
    assert all(text_width(line, size=12) <= width + 12 for line in broken)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("a " + "w" * 12, ["a", "wwwww", "wwwww", "ww"]),  # a long word after a short one
        ("統一統一統一", ["統一統", "一統一"]),  # no spaces, and a line may end anywhere
        ("in 統一統一", ["in 統一", "統一"]),
        ("", []),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    """Lines end between words and between wide letters, and inside a word only where it is longer than a line."""
    assert break_lines(text, width=45, size=12) == lines


def test_long_texts_end_with_an_ellipsis() -> None:
    """What does not fit is left out visibly, and a word that is too long is broken."""
    assert wrap_words("one two three four five six", width=60, size=12, lines=2)[-1].endswith("…")
    assert "".join(wrap_words("a" * 40, width=100, size=12, lines=9)) == "a" * 40
