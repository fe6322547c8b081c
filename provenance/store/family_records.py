"""What the store gives back of quotations that hold the same words: families, members, and judgements on pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.core.variants.diffs import DiffPart, Meaning
from provenance.core.variants.judging import Variant, WordingMatch
from provenance.store.records import StoredQuotation


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMatch:
    """A judgement on two quotations, as it was made.

    Attributes:
        id: `qm_…`.
        left: The smaller id.
        right: The larger id.
        judgement: `same`, `different`, `unsure` or `suggest`.
        variant: What became of the words from one to the other; None where they are judged to differ.
        similarity: Words that both hold in the same order, of all that they hold, in [0, 1]; None where nobody counted.
        containment: The same of those that the shorter one holds.
        meanings: What bears meaning among the changes.
        diff: From the left words to the right ones; empty where they are the same, and where nobody compared them.
        reasons: Why.
        decided_by: `rule` or `human`; a human's word counts for more.
        who: The rule, or the reviewer.
        created_at: UTC time.
        retracted_at: UTC time; None while it holds.
    """

    id: str
    left: str
    right: str
    judgement: str
    variant: Variant | None
    similarity: float | None
    containment: float | None
    meanings: tuple[Meaning, ...]
    diff: tuple[DiffPart, ...]
    reasons: tuple[str, ...]
    decided_by: str
    who: str
    created_at: str
    retracted_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A quotation of a family, compared with the representative.

    Attributes:
        stored: The quotation.
        match: How it came from the representative; None for that one itself, and for one whose words have nothing in
            common with it but through others.
        variant: What became of the words: `match.variant`, or what a person says, such as `translated`.
    """

    stored: StoredQuotation
    match: WordingMatch | None = None
    variant: Variant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Quotations of the same words.

    Attributes:
        id: `fa_…`; it stays as the family grows.
        representative: The fullest of them in quotation marks, and of those the earliest.
        members: All of them, the representative too, the earliest first.
        matches: The judgements that hold between them, those of people and those of the rule.
    """

    id: str
    representative: StoredQuotation
    members: Sequence[Member]
    matches: Sequence[StoredMatch]

    @property
    def first(self) -> StoredQuotation:
        """Who had it first, as far as the database knows."""
        return self.members[0].stored

    @property
    def articles(self) -> int:
        """Number of articles in which it stands."""
        return len({member.stored.article.id for member in self.members})

    @property
    def outlets(self) -> int:
        """Number of publishers that have it; an article whose publisher is unknown counts for itself."""
        articles = (member.stored.article for member in self.members)
        return len({found.outlet or found.article.publisher or found.id for found in articles})

    @property
    def drift(self) -> float:
        """How far the words have come from those of the representative, in [0, 1]; see `WordingMatch.drift`."""
        return max((member.match.drift for member in self.members if member.match), default=0.0)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What bears meaning among the changes from the representative."""
        found = {meaning for member in self.members if member.match for meaning in member.match.meanings}
        return tuple(meaning for meaning in Meaning if meaning in found)
