"""Few words of a known speaker that differ by one from what that speaker said.

Owns what is told of quotations too short to be compared in general: “We will oppose all measures” shares with “We will
support all measures” what anybody says, and only the same voice makes one a change of the other.
"""

from provenance.core.variants.alignment import Alignment, Step, align
from provenance.core.variants.diffs import build_diff, is_cut
from provenance.core.variants.judging import Variant, WordingMatch
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import Wording

MOST_WORDS = 8
"""Longer quotations are compared by what they share."""

_FEWEST_WORDS = 4


def judge_nearly(theirs: Wording, claimed: Wording) -> WordingMatch | None:
    """Judge whether a claim of few words is what a passage says but for one word.

    Args:
        theirs: The passage, said by the speaker whom the claim names.
        claimed: The claim.

    Returns:
        None where more differs, or where the claim has too few words, or so many that it can be compared otherwise.
    """
    if not _FEWEST_WORDS <= len(claimed.words) <= MOST_WORDS:
        return None
    whole = range(len(claimed.words))
    aligned = (align(theirs, claimed, of_left=place, of_right=whole) for place in theirs.passages if place)
    found = next((one for one in aligned if one and _differs_by_one(one)), None)
    if found is None:
        return None
    return WordingMatch(
        variant=Variant.EDITED,
        similarity=found.similarity,
        containment=found.containment,
        left=theirs.shown(found.of_left),
        right=claimed.shown(found.of_right),
        diff=build_diff(found),
        reasons=("all words but one are the same, of the same speaker",),
    )


def _differs_by_one(found: Alignment) -> bool:
    changes = [step for step in found.steps if not step.is_same and not _is_left_away(step, found)]
    shared = [place for step in found.steps if step.is_same for place in step.left]
    telling = any(found.left.keys[place] not in FUNCTION_WORDS for place in shared)
    return telling and len(changes) == 1 and max(len(changes[0].left), len(changes[0].right)) == 1


def _is_left_away(step: Step, found: Alignment) -> bool:
    """Say whether words stand before or behind those that are claimed."""
    return is_cut(step, found) and not step.right
