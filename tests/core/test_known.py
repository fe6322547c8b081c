"""What is known before any article is read: labels of media hold for a time."""

import pytest

from provenance.core.known import OutletLabel


@pytest.mark.parametrize(
    ("begins", "ends", "day", "holds"),
    [
        (None, None, "2020-01-01", True),  # always
        ("2014-10-01", None, "2014-09-30", False),
        ("2014-10-01", None, "2014-10-01", True),
        (None, "2014-10-01", "2014-10-02", False),
        ("2014", "2016", "2016-12-31", True),  # a year ends with its last day
        ("2014", "2016", "2017-01-01", False),
        ("2014-10", None, "2014", True),  # it may
        ("2014-10", None, "2013", False),
        ("2014", None, "2014-05-01T08:00:00+00:00", True),
    ],
)
def test_a_label_holds_for_its_time(begins: str | None, ends: str | None, day: str, *, holds: bool) -> None:
    """A label holds from its first day to its last; where precisions differ, what may be counts."""
    label = OutletLabel(label="state_controlled", citation="x", valid_from=begins, valid_to=ends)
    assert label.holds_on(day) is holds
