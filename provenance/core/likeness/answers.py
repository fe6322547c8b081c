"""What may be said of two names, with the reason."""

from collections.abc import Callable
from dataclasses import dataclass

from provenance.core.judgements import Judgement

Closeness = Callable[[str, str], float]
"""Says how alike two words are written, in [0, 1]; a library's business, so it is handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two names tell of whether they are one agent's.

    Attributes:
        judgement: `same`: they join by themselves. `suggest`: a reader should look. `different`: never.
        score: Probability in [0, 1] that they are one agent's, by rule of thumb; it orders questions.
        reason: Why, for readers.
    """

    judgement: Judgement
    score: float
    reason: str


def same(reason: str) -> Likeness:
    """Say that two names are one, written in two ways."""
    return Likeness(judgement=Judgement.SAME, score=1.0, reason=reason)


def suggest(score: float, reason: str) -> Likeness:
    """Say that two names may be one agent's."""
    return Likeness(judgement=Judgement.SUGGEST, score=score, reason=reason)


def different(reason: str) -> Likeness:
    """Say that two names are two agents', however alike."""
    return Likeness(judgement=Judgement.DIFFERENT, score=0.0, reason=reason)
