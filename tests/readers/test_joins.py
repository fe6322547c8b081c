"""Joins: lines of pages become running text, and every character knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.joins import drop_running_lines, join_lines, split_lines

WORDS = st.text(st.sampled_from("aB1 -.,”\t\xad‐"), max_size=12)
PAGES = st.lists(st.lists(WORDS, max_size=6).map("\n".join), max_size=5)


@given(PAGES)
def test_every_character_comes_from_its_page(pages: list[str]) -> None:
    """A character of the text is that of its page, or stands for the white space that parted two lines there."""
    lines = [line for number, page in enumerate(pages, start=1) for line in split_lines(page, page=number)]
    joined = join_lines(lines)
    last = (0, 0)
    for at, char in enumerate(joined.text):
        number, offset = joined.origin(at)
        page = pages[number - 1]
        source = page[offset] if offset < len(page) else "\n"
        assert char == source or (char in " \n" and source.isspace())
        assert (number, offset) > last or at == 0
        last = (number, offset)


@given(PAGES)
def test_nothing_but_space_and_hyphens_is_lost(pages: list[str]) -> None:
    """Joining takes nothing away but white space and the hyphens that cut words."""
    lines = [line for number, page in enumerate(pages, start=1) for line in split_lines(page, page=number)]
    letters = [char for char in "".join(pages) if char not in " \t\n-\xad‐"]
    assert [char for char in join_lines(lines).text if char not in " \t\n-\xad‐"] == letters


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("It was a sur-\nprise.", "It was a surprise."),
        ("It was a sur\xad\nprise.", "It was a surprise."),
        ("A well-known man, well-\nknown here.", "A well-known man, well-known here."),
        ("Kim Jong-un said Jong-\nun was right.", "Kim Jong-un said Jong-un was right."),
        ("the Moscow-\nPyongyang route", "the Moscow-Pyongyang route"),
        ("the season of 2024-\n25 was", "the season of 2024-25 was"),
        ("a state-of-the-\nart press", "a state-of-the-art press"),
        ("both pre-\nand post-war", "both pre- and post-war"),
        ("he said -\nand left", "he said - and left"),
        ("one\n\ntwo", "one\ntwo"),
        ("  one  \n  two  ", "one two"),
    ],
)
def test_line_ends_are_read_as_printed(page: str, text: str) -> None:
    """A line end is a space, a paragraph, a cut word or a hyphen that belongs there."""
    assert join_lines(split_lines(page, page=1)).text == text


def test_a_short_line_ends_its_paragraph() -> None:
    """The last line of a paragraph and a headline stand on their own."""
    page = (
        "Kim meets Lavrov\nThe two met in Wonsan on Saturday, the agency said, and\nthey agreed.\nThe next day he left."
    )
    assert join_lines(split_lines(page, page=1)).text.split("\n") == [
        "Kim meets Lavrov",
        "The two met in Wonsan on Saturday, the agency said, and they agreed.",
        "The next day he left.",
    ]


def test_a_sentence_runs_on_over_the_page() -> None:
    """Heads and feet are left out, so that a word which was cut between two pages is whole."""
    pages = ["The Daily\n\nHe called it uncon-\n\n- 1 -", "The Daily\n\nditional support.\n\n- 2 -"]
    lines = [split_lines(page, page=number) for number, page in enumerate(pages, start=1)]
    joined = join_lines(drop_running_lines(lines))
    assert joined.text == "He called it unconditional support."
    assert joined.origin(joined.text.index("ditional")) == (2, pages[1].index("ditional"))


def test_what_repeats_inside_pages_stays() -> None:
    """Only the edges of pages are heads and feet, and a text of nothing else is kept."""
    page = "one\ntwo\nHe said it.\nfour\nfive"
    kept = drop_running_lines([split_lines(page, page=number) for number in (1, 2)])
    assert [line.text for line in kept] == ["He said it.", "He said it."]
    assert len(drop_running_lines([split_lines("He said it.", page=number) for number in (1, 2)])) == 2


@pytest.mark.parametrize("at", [-1, 4])
def test_there_is_no_character_outside(at: int) -> None:
    """An offset outside the text has no origin."""
    with pytest.raises(IndexError, match="lies outside a text of 4 characters"):
        join_lines(split_lines("text", page=1)).origin(at)
