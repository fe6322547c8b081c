"""A draft against the database: each quotation with its verdict.

Owns the use case and nothing of the judgement, which is that of `provenance.core.verdicts`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.core.records import Rejected, RejectReason
from provenance.core.verdicts.judging import judge_claim
from provenance.core.verdicts.records import FAULTS, Ruling, Verdict
from provenance.core.verdicts.voices import Claim, Passage
from provenance.core.wire import GAP
from provenance.store.engine import Store
from provenance.store.passages import load_passages
from provenance.verify.drafts import Draft, Drafted

_RIGHT = frozenset({Verdict.VERBATIM, Verdict.TRANSLATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One quotation of a draft, and how it quotes."""

    drafted: Drafted
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft:
    """A draft with a verdict on each of its quotations.

    Attributes:
        draft: As it was read.
        quotations: With their verdicts, in the order of the text.
        set_aside: Words in marks that quote nobody, and why: those of the draft, and fragments without a cue that the
            database does not know either.
    """

    draft: Draft
    quotations: tuple[Checked, ...]
    set_aside: tuple[Rejected, ...] = ()

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many quotations got each verdict, in the order of `Verdict`; verdicts that none got are left out."""
        counted = Counter(checked.ruling.verdict for checked in self.quotations)
        return {verdict: counted[verdict] for verdict in Verdict if counted[verdict]}

    @property
    def has_faults(self) -> bool:
        """Whether anything is altered, stitched, a paraphrase in marks, or under another speaker."""
        return any(checked.ruling.verdict in FAULTS for checked in self.quotations)


def check_draft(draft: Draft, *, store: Store) -> CheckedDraft:
    """Look up every quotation of a draft; nothing is written.

    Args:
        draft: What `read_draft` or `build_line` gave.
        store: Open.
    """
    found = load_passages(store, [drafted.claim for drafted in draft.quotations])
    rulings = [judge_claim(one.claim, passages) for one, passages in zip(draft.quotations, found, strict=True)]
    for places in _turns(draft.quotations):
        _join_turn(places, draft.quotations, found, rulings)
    checked = [Checked(drafted=one, ruling=ruling) for one, ruling in zip(draft.quotations, rulings, strict=True)]
    scare = [one for one in checked if one.drafted.is_scare and one.ruling.verdict is Verdict.UNKNOWN]
    aside = (Rejected(span=one.drafted.spans[0], reason=RejectReason.SCARE) for one in scare)
    return CheckedDraft(
        draft=draft,
        quotations=tuple(one for one in checked if one not in scare),
        set_aside=tuple(sorted([*draft.set_aside, *aside], key=lambda rejected: rejected.span)),
    )


def _turns(quotations: Sequence[Drafted]) -> list[list[int]]:
    """Give the places of quotations that a cue breaks, those of each attribution together."""
    turns: dict[int, list[int]] = defaultdict(list)
    for place, drafted in enumerate(quotations):
        if drafted.turn is not None:
            turns[drafted.turn].append(place)
    return [places for places in turns.values() if len(places) > 1]


def _join_turn(
    places: Sequence[int],
    quotations: Sequence[Drafted],
    found: Sequence[Sequence[Passage]],
    rulings: list[Ruling],
) -> None:
    """Let few words be found where the rest of their sentence is, as in “It was,” he said, “a bitter winter”."""
    unknown = [place for place in places if rulings[place].verdict is Verdict.UNKNOWN]
    if not unknown or len(unknown) == len(places):
        return
    whole = GAP.join(quotations[place].claim.words for place in places)
    claim: Claim = replace(quotations[places[0]].claim, words=whole)
    known = {passage.id: passage for place in places for passage in found[place]}
    ruling = judge_claim(claim, known.values())
    if ruling.verdict in _RIGHT:
        for place in unknown:
            rulings[place] = ruling
