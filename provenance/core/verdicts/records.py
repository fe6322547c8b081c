"""Verdicts, and what they rest on."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from provenance.core.variants.diffs import DiffPart, Fate, Meaning
from provenance.core.variants.judging import WordingMatch
from provenance.core.verdicts.voices import Passage, Voice


class Verdict(StrEnum):
    """How a draft quotes.

    `VERBATIM`: word for word. `TRANSLATED`: word for word what is known to be a translation. `PARAPHRASE`: in the
    database the words stand outside quotation marks, so they are the reporter's. `ALTERED`: words were changed, left
    out or put in. `STITCHED`: parts of several quotations are joined. `MISATTRIBUTED`: another speaker said it.
    `UNKNOWN`: the database has nothing like it, which says nothing of whether it was said.
    """

    VERBATIM = "verbatim"
    TRANSLATED = "translated"
    PARAPHRASE = "paraphrase"
    ALTERED = "altered"
    STITCHED = "stitched"
    MISATTRIBUTED = "another speaker"
    UNKNOWN = "unknown"


FAULTS = frozenset({Verdict.PARAPHRASE, Verdict.ALTERED, Verdict.STITCHED, Verdict.MISATTRIBUTED})
"""What a draft must not go out with."""


class Fit(IntEnum):
    """How the words of a draft stand to a passage, the best first; `WEAK` is too little for a verdict."""

    VERBATIM = 0
    PARAPHRASE = 1
    ALTERED = 2
    WEAK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that a verdict rests on.

    Attributes:
        passage: Where it stands, who says it, and through whom.
        voice: Whether it is the speaker that the draft names.
        fit: Whether it is the words of the draft.
        match: The words side by side, from the passage to the draft; None for a part of a stitched quotation.
        part: The words of the draft that stand there.
    """

    passage: Passage
    voice: Voice
    fit: Fit
    match: WordingMatch | None = None
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verdict with what it rests on.

    Attributes:
        verdict: How the draft quotes.
        evidence: The passages, the most telling first; for an unknown quotation what comes nearest to it.
        reasons: Why, and what to look at, for people.
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def diff(self) -> tuple[DiffPart, ...]:
        """From the words of the first passage to those of the draft; empty where nothing changed."""
        match = self.evidence[0].match if self.evidence else None
        changed = self.verdict in {Verdict.ALTERED, Verdict.MISATTRIBUTED} and match
        return match.diff if match and changed and _changes(match) else ()

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What bears meaning among the changes."""
        found = {meaning for part in self.diff for meaning in part.meanings}
        return tuple(meaning for meaning in Meaning if meaning in found)


def _changes(match: WordingMatch) -> bool:
    """Say whether a draft changes words; that it begins later or stops earlier is no change."""
    return any(not is_only_cut(part) for part in match.diff if part.fate is not Fate.KEPT)


def is_only_cut(part: DiffPart) -> bool:
    """Say whether words stand before or behind those of a draft, which denies nothing of them."""
    return part.fate is Fate.GONE and part.is_cut and not part.meanings
