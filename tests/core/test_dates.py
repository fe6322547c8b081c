"""Days against the day of publication: the last one that fits, as precise as the words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.dates import WEEKDAYS, resolve_day

SUNDAY = "2025-07-13"


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("on Saturday", SUNDAY, "2025-07-12"),
        ("Sunday", SUNDAY, "2025-07-13"),  # the day of publication itself
        ("late on Monday", SUNDAY, "2025-07-07"),
        ("Saturday", "2025-07-13T08:00:00+00:00", "2025-07-12"),  # a time is a day too
        ("yesterday", "2025-01-01", "2024-12-31"),
        ("today", SUNDAY, SUNDAY),
        ("tonight", SUNDAY, SUNDAY),
        ("last month", "2025-01-15", "2024-12"),
        ("last year", SUNDAY, "2024"),
        ("July 12, 2025", None, "2025-07-12"),
        ("12 July 2025", None, "2025-07-12"),
        ("on July 12", SUNDAY, "2025-07-12"),
        ("on Dec. 24", SUNDAY, "2024-12-24"),  # the last one
        ("Sept. 3", SUNDAY, "2024-09-03"),
        ("in May", SUNDAY, "2025-05"),
        ("in August", SUNDAY, "2024-08"),
        ("in May 2024", None, "2024-05"),
        ("in 2019", None, "2019"),
        ("on the 3rd of March", SUNDAY, "2025-03"),  # as precise as is sure
        ("Feb. 30, 2024", None, None),  # there is no such day
        ("on Saturday", None, None),  # counts from an unknown day
        ("on Saturday", "2025", None),  # nor is a year a day
        ("on July 12", None, None),
        ("recently", SUNDAY, None),
        ("", SUNDAY, None),
    ],
)
def test_days(words: str, published: str | None, day: str | None) -> None:
    """Words for a day give the last such day not after publication, as precise as they are."""
    assert resolve_day(words, published=published) == day


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(1900, 1, 8)))
def test_a_weekday_is_at_most_six_days_old(weekday: str, published: date) -> None:
    """A weekday is that day of the week, and not after publication."""
    found = resolve_day(weekday, published=published.isoformat())
    assert found is not None
    day = date.fromisoformat(found)
    assert day.weekday() == WEEKDAYS.index(weekday)
    assert 0 <= (published - day).days <= 6


@given(st.text(max_size=40), st.none() | st.text(max_size=12))
def test_no_words_break_it(words: str, published: str | None) -> None:
    """Whatever the words, there is a date or none."""
    found = resolve_day(words, published=published)
    assert found is None or found[:4].isdigit()
