"""Cells: what may stand in them, and how text is shortened."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.exports.cells import (
    FORMULA_STARTS,
    build_row,
    day_of,
    defuse,
    short_label,
    starts_formula,
    to_json,
    words_after,
    words_before,
)

TEXT = "First paragraph here.\n\nHe paused. “Ties are close,” he said, and left.\nThen rain."


@given(st.text(st.characters(codec=None)))
def test_rows_hold_only_what_utf8_and_sqlite_can_hold(text: str) -> None:
    """Lone surrogates and NUL become U+FFFD, and everything else stays as it is."""
    cell = build_row(text=text)["text"]
    assert isinstance(cell, str)
    assert cell.encode("utf-8").decode("utf-8") == cell
    assert cell == "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


@given(st.text(), st.integers(min_value=2, max_value=120))
def test_labels_are_one_short_line(text: str, length: int) -> None:
    """A label keeps to its length, and holds no control character and no line break."""
    label = short_label(text, length=length)
    assert len(label) <= length
    assert all(c.isprintable() or c == "\u00ad" or not c.isspace() for c in label)
    assert not set(label) & set("\n\r\t\x1b\u202e\u2066\u2028")


def test_labels_that_fit_stay_whole() -> None:
    """Nothing is cut from a short text but the white space around it."""
    assert short_label("  Sergei\tLavrov ") == "Sergei Lavrov"


def test_labels_of_a_long_text_end_between_words() -> None:
    """A long text is cut at a space, and one long word where it must be."""
    assert short_label("several words here", length=12) == "several…"
    assert short_label("incomprehensibilities", length=8) == "incompr…"


def test_a_label_tells_that_it_was_cut_when_white_space_hides_the_rest() -> None:
    """A text that is short only because its white space went away still shows that more follows."""
    assert short_label("a" + " " * 50 + "b", length=10) == "a…"


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-07-13T23:30:00-05:00", "2025-07-13"),  # the day where it was published, not in UTC
        ("2025-07-13", "2025-07-13"),
        ("2025-07", "2025-07"),
        ("2025", "2025"),
        ("20250713", None),  # not the year 2025 with something behind it
        ("13 July 2025", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of(published: str | None, day: str | None) -> None:
    """A day is as precise as what is known, and never invented."""
    assert day_of(published) == day


def test_context_stays_in_its_paragraph() -> None:
    """The words before and after a quotation come from the same line of the text."""
    start, end = TEXT.index("“"), TEXT.index("”") + 1
    assert words_before(TEXT, start) == "He paused. "
    assert words_after(TEXT, end) == " he said, and left."


def test_context_is_cut_between_words() -> None:
    """A long line is cut to 120 characters at most, and never inside a word."""
    text = "word " * 40 + "“Yes”" + " word" * 40
    before, after = words_before(text, 200), words_after(text, 205)
    assert before == "word " * 24
    assert after == " word" * 24
    shifted = words_before("x" + text[:199] + text[199:], 200)
    assert shifted.split() == ["word"] * len(shifted.split())
    assert len(shifted) <= 120


@given(st.text(), st.data())
def test_context_is_verbatim(text: str, data: st.DataObject) -> None:
    """What stands before and after is in the text, next to the place that was asked for."""
    place = data.draw(st.integers(0, len(text)))
    assert text[:place].endswith(words_before(text, place))
    assert text[place:].startswith(words_after(text, place))


def test_json_shows_letters_as_themselves() -> None:
    """A cell of JSON can be read without a program."""
    assert to_json(["习近平", "Žižek"]) == '["习近平", "Žižek"]'
    assert json.loads(to_json({"a": "\n"})) == {"a": "\n"}


@given(st.text() | st.sampled_from(FORMULA_STARTS) | st.text("'=＋a", max_size=4))
def test_defused_texts_come_back(text: str) -> None:
    """No text begins like a formula any more, and each can be told from every other."""
    written = defuse(text)
    assert not written.startswith(FORMULA_STARTS)
    assert (written[1:] if written.startswith("'") and starts_formula(written) else written) == text
