"""How much a finding of the audit matters: one order for the store, the exports and whatever shows them."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, the least first."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Its place in the order, 0 for what matters least."""
        return list(Severity).index(self)
