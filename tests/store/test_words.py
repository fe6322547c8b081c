"""Text on its way into the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import StoreError
from provenance.store.words import (
    check_storable,
    read_day,
    read_moment,
    search_words,
    storable,
    time_precision,
)


@given(st.text())
def test_search_words_hold_letters_and_figures_alone(text: str) -> None:
    """No character that means something to a search engine is left in a word, whatever the text."""
    assert all(word.isalnum() for word in search_words(text))


@given(st.text())
def test_search_words_are_stable(text: str) -> None:
    """Words that were split once are split the same way again."""
    words = search_words(text)
    assert search_words(" ".join(words)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Köln", "koln"),
        ("“It’s”", '"it\'s"'),
        ("STRASSE", "straße"),
        ("re-open", "re open"),
        ("ﬁve", "five"),
    ],
)
def test_search_words_take_likes_for_the_same(one: str, other: str) -> None:
    """Case, accents, marks, hyphens and ligatures make no difference to a search."""
    assert search_words(one) == search_words(other)


def test_a_huge_word_is_cut() -> None:
    """A word longer than a database can index is searched by its beginning."""
    assert search_words("a" * 10_000) == ["a" * 200]


@pytest.mark.parametrize("value", ["a\x00b", "a\ud800b"])
def test_what_no_database_holds_is_refused(value: str) -> None:
    """NUL and half a surrogate pair are refused, and the message names the thing."""
    with pytest.raises(StoreError, match="the title"):
        check_storable(value, what="the title")


@given(st.text(st.characters(codec=None)))
def test_any_message_can_be_made_storable(value: str) -> None:
    """Whatever a message holds, it can be stored once it is escaped."""
    check_storable(storable(value), what="a message")


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        (None, None),
        ("2025", "year"),
        ("2025-07", "month"),
        ("2025-07-13", "day"),
        ("2025-07-13T08:00:00+00:00", "time"),
        ("13 July", "other"),
    ],
)
def test_precision_of_a_date(value: str | None, precision: str | None) -> None:
    """A date is as precise as it is written."""
    assert time_precision(value) == precision


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-07-13", "2025-07-13T23:59:59.999999+00:00"),
        ("2025-07-13T10:00:00+02:00", "2025-07-13T08:00:00.000000+00:00"),
        ("2025-07-13T08:00:00Z", "2025-07-13T08:00:00.000000+00:00"),
        ("2025-07-13T08:00", "2025-07-13T08:00:00.000000+00:00"),
    ],
)
def test_moments_are_written_in_one_form(value: str, moment: str) -> None:
    """A day means its end, a time without a zone is UTC, and all are written alike, so that they sort."""
    assert read_moment(value, what="as_of") == moment


@pytest.mark.parametrize("value", ["yesterday", "2025-13-01", "", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_moment_is_refused(value: str) -> None:
    """A time that cannot be read is an error with a hint, not an empty answer."""
    with pytest.raises(StoreError, match="as_of"):
        read_moment(value, what="as_of")


@pytest.mark.parametrize("value", ["July", "2025-7-1", "20250713", ""])
def test_what_is_no_day_is_refused(value: str) -> None:
    """A date that cannot be read is an error with a hint, not an empty answer."""
    with pytest.raises(StoreError, match="since"):
        read_day(value, what="since")
