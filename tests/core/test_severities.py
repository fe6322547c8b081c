"""The order of severities."""

from provenance.core.severities import Severity


def test_severities_are_in_order() -> None:
    """What matters least comes first."""
    assert [severity.rank for severity in (Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH)] == [0, 1, 2, 3]
