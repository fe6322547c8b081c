"""Which quotations belong together, given every judgement that holds on pairs of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.core.groups import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class PairJudgement:
    """A judgement on two quotations that holds.

    Attributes:
        left: The smaller id.
        right: The larger id.
        is_same: Whether they are the same words, or judged to differ.
        strength: Which of two judgements counts first, the larger one: a human's word before a machine's, then by
            how alike the words are.
    """

    left: str
    right: str
    is_same: bool = True
    strength: float = 0.0


def derive_families(judged: Iterable[PairJudgement]) -> list[frozenset[str]]:
    """Derive who belongs together: the connected components of what is the same, but for what differs.

    An edge joins nothing where that would put two quotations into one family that a `different` stands between.
    Edges are taken by their strength and then by their ids, so the result does not depend on the order in which they
    came.

    Returns:
        Families of two or more, in the order of their smallest ids.
    """
    ordered = sorted(judged, key=lambda edge: (-edge.strength, edge.left, edge.right))
    groups = Groups()
    for edge in ordered:
        if not edge.is_same:
            groups.part(edge.left, edge.right)
    for edge in ordered:
        if edge.is_same:
            groups.join(edge.left, edge.right)
    return [frozenset(members) for members in groups.found() if len(members) > 1]
