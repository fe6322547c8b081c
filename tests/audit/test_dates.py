"""When it was said, and whether the dates can be in that order."""

from dataclasses import replace

import pytest
from audit_cases import LEAVE, one
from stories import family_of, look_at

from provenance.audit.dates import find_impossible, find_recycled, find_undated
from provenance.core.records import Form

UNDATED = LEAVE.replace(" on Monday", "")


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("It rained on Monday.\n{}", False, id="a day before"),
        pytest.param("{} It rained on Monday.", False, id="a day beside it"),
        pytest.param("{}\nIt rained on Monday.", True, id="a day behind it, which tells of something else"),
        pytest.param("It rained in May.\n{}", True, id="a month is no day"),
    ],
)
def test_a_day_is_told_once(text: str, is_found: bool) -> None:  # noqa: FBT001 - a row
    """News names a day, and then what was said on it."""
    said = look_at(one(text=text.format(UNDATED)))
    assert bool(list(find_undated.find(said))) is is_found


def test_a_dateline_tells_the_day() -> None:
    """A dateline with a date dates what the article tells."""
    assert list(find_undated.find(look_at(one(text=UNDATED, fields={"dateline": "LONDON"}))))
    assert not list(find_undated.find(look_at(one(text=UNDATED, fields={"dateline": "LONDON, July 13"}))))


@pytest.mark.parametrize(
    ("form", "is_found"),
    [
        pytest.param(Form.DIRECT, True, id="the same words in marks"),
        pytest.param(Form.INDIRECT, False, id="a report of what was said, which prints no words"),
    ],
)
def test_words_are_old_where_they_were_printed_before(form: Form, is_found: bool) -> None:  # noqa: FBT001 - a row
    """An older report of the same thing does not make words old that it did not print."""
    family = family_of({"published": "2024-01-01", "form": form}, {"published": "2025-07-13"})
    said = replace(look_at(one(published="2025-07-13")), family=family)
    assert bool(list(find_recycled.find(said))) is is_found


@pytest.mark.parametrize(
    ("said_on", "published", "is_found"),
    [
        pytest.param("2025-07-14", "2025-07-13", False, id="the next day somewhere"),
        pytest.param("2025-07-15", "2025-07-13", True, id="two days later"),
        pytest.param("2025-07", "2025-07-13", False, id="some day of that month"),
        pytest.param("2025-08", "2025-07-13", True, id="a later month"),
        pytest.param("2025-07-15", "2025", False, id="a year alone"),
        pytest.param("2025-07-15", None, False, id="no date at all"),
    ],
)
def test_order_of_dates(said_on: str, published: str | None, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Words are said before they are printed, as far as dates are precise and clocks agree."""
    assert bool(list(find_impossible.find(look_at(one(said_on=said_on, published=published))))) is is_found
