"""When it was said, and whether the dates can be in that order."""

import pytest
from audit_cases import LEAVE, one
from stories import look_at

from provenance.audit.dates import find_impossible, find_undated

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
