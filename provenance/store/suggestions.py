"""The record of an open question on two agents; apart from what finds it, so that commands start without a database."""

from dataclasses import dataclass

from provenance.store.records import StoredAgent


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two agents that may be the same.

    Attributes:
        one: The agent on which more quotations hang.
        other: The other one.
        score: Probability in [0, 1], by rule of thumb.
        reasons: Why they may be the same, the weightiest first.
        quotations: Number of current quotations that the two speak or carry: what hangs on the answer.
        created_at: UTC time at which the question arose.
    """

    one: StoredAgent
    other: StoredAgent
    score: float
    reasons: tuple[str, ...]
    quotations: int
    created_at: str
