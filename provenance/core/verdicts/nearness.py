"""Claims that are compared word for word where words in general tell too little.

Owns what is told of few words, or of words that anybody says. Whether two quotations of strangers are one utterance is
a matter of chance (`provenance.core.variants`); whether a speaker's passage holds what a draft lays to that speaker is
not: “We will oppose all measures” is “We will support all measures” with one word changed.
"""

from collections.abc import Sequence

from provenance.core.variants.alignment import Alignment, Step, align
from provenance.core.variants.diffs import build_diff, is_cut
from provenance.core.variants.judging import Variant, WordingMatch
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import Wording

MOST_WORDS = 14
"""Longer quotations are compared by what they share."""
NO_CHANCE = 6
"""So many words in a row are no chance if one of them is more than a function word."""

_FEWEST_WORDS = 4
# Up to so many words one of them may differ, above that two.
_ONE_OF = 9


def judge_contained(theirs: Wording, claimed: Wording) -> WordingMatch | None:
    """Judge whether a passage holds a claim in a row, word for word, among the words that it gives as verbatim.

    Example:
        >>> from provenance.core.records import Form
        >>> from provenance.core.variants.wording import read_wording
        >>> said, claimed = (read_wording(text, Form.DIRECT) for text in ("Yes, we will.", "we will"))
        >>> found = judge_contained(said, claimed)
        >>> found and found.variant.value
        'truncated'
    """
    for place in theirs.passages:
        start = find_run(claimed.keys, theirs.keys, within=place)
        if start is not None:
            return _build_match(_contained(theirs, claimed, place=place, start=start))
    return None


def find_run(wanted: Sequence[str], keys: Sequence[str], *, within: range) -> int | None:
    """Find where words stand in a row.

    Args:
        wanted: Keys of the words.
        keys: Where to look.
        within: Which of those count.

    Returns:
        The place of the first of them; None where they do not stand there, or where there are none.
    """
    size = len(wanted)
    starts = range(within.start, within.stop - size + 1) if size else ()
    return next((start for start in starts if keys[start : start + size] == wanted), None)


def judge_nearly(theirs: Wording, claimed: Wording) -> WordingMatch | None:
    """Judge whether a claim of few words is what a passage says but for one word, or two of more than nine.

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
    found = next((one for one in aligned if one and _differs_little(one)), None)
    return _build_match(found) if found else None


def is_telling(claimed: Wording) -> bool:
    """Say whether words in a row are no chance, even where another voice says them."""
    return len(claimed.words) >= NO_CHANCE and any(key not in FUNCTION_WORDS for key in claimed.keys)


def _contained(theirs: Wording, claimed: Wording, *, place: range, start: int) -> Alignment:
    size = len(claimed.words)
    steps = (
        Step(is_same=False, left=range(place.start, start), right=range(0)),
        Step(is_same=True, left=range(start, start + size), right=range(size)),
        Step(is_same=False, left=range(start + size, place.stop), right=range(size, size)),
    )
    held = tuple(step for step in steps if step.left)
    place_of = {"of_left": place, "of_right": range(size)}
    return Alignment(left=theirs, right=claimed, steps=held, names=frozenset(), **place_of)


def _build_match(found: Alignment) -> WordingMatch:
    inside = [step for step in found.steps if not step.is_same and not _is_left_away(step, found)]
    variant = Variant.EDITED if inside else Variant.TRUNCATED if len(found.steps) > 1 else Variant.EXACT
    same = sum(len(step.left) for step in found.steps if step.is_same)
    return WordingMatch(
        variant=variant,
        similarity=found.similarity,
        containment=found.containment,
        left=found.left.shown(found.of_left),
        right=found.right.shown(found.of_right),
        diff=build_diff(found),
        reasons=(f"{same} of {len(found.of_right)} words are the same, in the same order",),
    )


def _differs_little(found: Alignment) -> bool:
    changes = [step for step in found.steps if not step.is_same and not _is_left_away(step, found)]
    shared = [place for step in found.steps if step.is_same for place in step.left]
    telling = any(found.left.keys[place] not in FUNCTION_WORDS for place in shared)
    changed = sum(max(len(step.left), len(step.right)) for step in changes)
    return telling and changed <= (1 if len(found.of_right) <= _ONE_OF else 2)


def _is_left_away(step: Step, found: Alignment) -> bool:
    """Say whether words stand before or behind those that are claimed."""
    return is_cut(step, found) and not step.right
