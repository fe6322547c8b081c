"""Each row: a text, its sentences, and why the row is here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.nlp.reading import read

ROWS = [
    ("One. Two.", ["One.", "Two."], "a full stop"),
    ("Mr. Smith left. He ran.", ["Mr. Smith left.", "He ran."], "a title ends nothing"),
    ("Sen. Smith left.", ["Sen. Smith left."], "nor does an abbreviation"),
    ("“One. Two,” he said. Three.", ["“One. Two,” he said.", "Three."], "nothing ends inside marks"),
    ("“One.” He left.", ["“One.”", "He left."], "a quotation that ends like a sentence"),
    ("“Why?” Mr. Smith asked. Two.", ["“Why?” Mr. Smith asked.", "Two."], "a question goes on with its cue"),
    ("“One.” said Smith.", ["“One.” said Smith."], "a misprint before a cue"),
    ('One. "Two."', ["One.", '"Two."'], "straight marks open the next one"),
    ("He said: “One.”\nTwo", ["He said: “One.”", "Two"], "a line break"),
    ("A headline\n\nOne.", ["A headline", "One."], "an empty line"),
    ("He lives at 3.5 per cent.", ["He lives at 3.5 per cent."], "a decimal point"),
    ("", [], "nothing"),
    (" \n ", [], "white space"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_sentences(text: str, expected: list[str], reason: str) -> None:
    """The sentences of a text."""
    reading = read(text)

    assert [reading.text((s.start, s.end)) for s in reading.sentences] == expected, reason


def test_paragraphs_are_counted_by_line() -> None:
    """Every line is a paragraph of its own; empty lines are none."""
    assert [s.paragraph for s in read("One. Two.\n\nThree.\nFour.").sentences] == [0, 0, 1, 2]


def test_hyphens_hold_names_together_and_marks_stand_alone() -> None:
    """A hyphenated name is one word, and a mark is one wherever it stands."""
    assert read("Kim Jong-un’s “state-run”press").words == ("Kim", "Jong-un", "’s", "“", "state-run", "”", "press")


@given(st.text(max_size=200))
def test_words_lie_in_sentences_in_order(text: str) -> None:
    """Every word stands in one sentence, and its span holds it verbatim."""
    reading = read(text)

    assert [i for s in reading.sentences for i in range(s.start, s.end)] == list(range(len(reading.words)))
    assert all(reading.text((i, i + 1)) == word for i, word in enumerate(reading.words))
