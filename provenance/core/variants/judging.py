"""Are two quotations the same words, and what became of them on the way? A judgement with its reasons.

Words are compared where they claim to be verbatim: passages in quotation marks with passages in quotation marks. What
stands outside marks is the reporter's, so a difference there is a paraphrase and no alteration. The kinds of change
are those of quotations on their way through the press (Simmons, Adamic and Adar, ICWSM 2011).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, product

from provenance.core.records import Form
from provenance.core.variants.alignment import Alignment, align
from provenance.core.variants.diffs import DiffPart, Fate, Meaning, build_diff, is_cut, is_marked
from provenance.core.variants.wording import Wording, plain_text


class Variant(StrEnum):
    """What became of the words from one quotation to the other.

    `EXACT`: the same words. `FORMAT`: the same words in another style: hyphens, capitals, `ten` or `10`.
    `TRUNCATED`: cut at an end. `ELLIPSIS`: words left out or put in, and marked so. `EDITED`: words left out, put in
    or changed, and not marked. `TRANSLATED`: from one language into another, which a person must say. `PARAPHRASE`:
    other words outside quotation marks.
    """

    EXACT = "exact"
    FORMAT = "format"
    TRUNCATED = "truncated"
    ELLIPSIS = "ellipsis"
    EDITED = "edited"
    TRANSLATED = "translated"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingMatch:
    """Two quotations that hold the same words, and what became of them.

    Attributes:
        variant: What became of the words.
        similarity: Words that both hold in the same order, of all that they hold, in [0, 1]; 1 for the same words.
        containment: Words that both hold in the same order, of those that the shorter one holds, in [0, 1]; 1 where
            it stands wholly in the longer one.
        left: The text of the left one that was compared: a passage in marks, or all of it.
        right: The same of the right one.
        diff: From the left words to the right ones; one part that is kept where the words are the same.
        reasons: Why, for people.
    """

    variant: Variant
    similarity: float
    containment: float
    left: str
    right: str
    diff: tuple[DiffPart, ...]
    reasons: tuple[str, ...]

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What bears meaning among the changes, in the order of `Meaning`; empty where nothing does."""
        found = set(chain.from_iterable(part.meanings for part in self.diff))
        return tuple(meaning for meaning in Meaning if meaning in found)

    @property
    def drift(self) -> float:
        """The share of words that are gone or added, in [0, 1]; an extract that is cut at its ends has not drifted."""
        words = dict.fromkeys(Fate, 0)
        for part in self.diff:
            words[part.fate] += 0 if part.is_cut else len(part.text.split())
        changed = words[Fate.GONE] + words[Fate.ADDED]
        return changed / (2 * words[Fate.KEPT] + changed) if changed else 0.0


def judge_wordings(left: Wording, right: Wording, *, same_occasion: bool = False) -> WordingMatch | None:
    """Judge whether two quotations hold the same words, and what became of them.

    Whether they match does not depend on which of the two is the left one, and nothing depends on quotation style, the
    case of the first letter or Unicode form.

    Args:
        left: One quotation.
        right: The other; the diff leads to it.
        same_occasion: Whether the same voice says both within days. Fewer than five words in a row match only so,
            since they may be the same by chance.

    Returns:
        None where they are not the same words.

    Example:
        >>> from provenance.core.variants.wording import read_wording
        >>> texts = ("“We will not ever give up this land.”", "We will ever give up this land")
        >>> found = judge_wordings(*(read_wording(text, Form.DIRECT) for text in texts))
        >>> found.variant.value, [meaning.value for meaning in found.meanings]
        ('edited', ['negation'])
    """
    if not left.words or not right.words:
        return None
    whole = range(len(left.words)), range(len(right.words))
    if left.keys == right.keys:
        same = align(left, right, of_left=whole[0], of_right=whole[1])
        return _judge(same) if same and (same_occasion or not left.is_short) else None
    aligned = [align(left, right, of_left=a, of_right=b) for a, b in product(left.passages, right.passages)]
    fitting = [found for found in aligned if found and found.is_more_than_chance(same_occasion=same_occasion)]
    if fitting:
        return _judge(max(fitting, key=lambda found: found.rank))
    if left.form is Form.DIRECT and right.form is Form.DIRECT:
        return None
    retold = align(left, right, of_left=whole[0], of_right=whole[1])
    if retold is None or not retold.is_retold():
        return None
    # Few words in marks are the same where what stands around them is.
    fitting = [found for found in aligned if found and found.is_more_than_chance(same_occasion=True)]
    return _judge(max(fitting, key=lambda found: found.rank)) if fitting else _judge(retold, variant=Variant.PARAPHRASE)


def _judge(found: Alignment, *, variant: Variant | None = None) -> WordingMatch:
    kind = variant or _variant_of(found)
    diff = build_diff(found)
    return WordingMatch(
        variant=kind,
        similarity=found.similarity,
        containment=found.containment,
        left=found.left.shown(found.of_left),
        right=found.right.shown(found.of_right),
        diff=diff,
        reasons=tuple(_reasons(found, diff)),
    )


def _variant_of(found: Alignment) -> Variant:
    changes = [step for step in found.steps if not step.is_same]
    if not changes:
        texts = found.left.shown(found.of_left), found.right.shown(found.of_right)
        return Variant.EXACT if plain_text(texts[0]) == plain_text(texts[1]) else Variant.FORMAT
    inside = [step for step in changes if not is_cut(step, found)]
    if not inside:
        return Variant.TRUNCATED
    return Variant.ELLIPSIS if all(is_marked(step, found) for step in inside) else Variant.EDITED


def _reasons(found: Alignment, diff: tuple[DiffPart, ...]) -> Iterator[str]:
    same = sum(len(step.left) for step in found.steps if step.is_same)
    shorter = min(len(found.of_left), len(found.of_right))
    yield f"{same} of {shorter} words are the same, in the same order"
    for part in diff:
        if part.fate is not Fate.KEPT and not part.is_cut:
            how = " (marked)" if part.is_marked else ""
            bears = f": {', '.join(part.meanings)}" if part.meanings else ""
            yield f"{part.fate.value}{how} “{part.text}”{bears}"
        elif part.meanings:
            yield f"cut off “{part.text}”, which denies what is left"
