"""Which quotations belong together, given every judgement that holds on pairs of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
    sets = _Sets(edge for edge in ordered if not edge.is_same)
    for edge in ordered:
        if edge.is_same:
            sets.join(edge.left, edge.right)
    return sets.families()


class _Sets:
    """Disjoint sets, some of which must stay apart; the smaller of two is moved into the larger."""

    def __init__(self, apart: Iterable[PairJudgement]) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        for edge in apart:
            self._apart.setdefault(edge.left, set()).add(edge.right)
            self._apart.setdefault(edge.right, set()).add(edge.left)

    def join(self, one: str, other: str) -> None:
        """Make two sets one, unless they must stay apart."""
        keep, move = self._find(one), self._find(other)
        if keep == move or move in self._apart.get(keep, ()):
            return
        if len(self._members[keep]) < len(self._members[move]):
            keep, move = move, keep
        for member in self._members[move]:
            self._root[member] = keep
        self._members[keep] += self._members.pop(move)
        for rival in self._apart.pop(move, ()):
            self._apart[rival].discard(move)
            self._apart[rival].add(keep)
            self._apart.setdefault(keep, set()).add(rival)

    def families(self) -> list[frozenset[str]]:
        """Give the sets of two or more."""
        found: Mapping[str, list[str]] = self._members
        return [frozenset(members) for members in sorted(map(sorted, found.values())) if len(members) > 1]

    def _find(self, one: str) -> str:
        if one not in self._root:
            self._root[one] = one
            self._members[one] = [one]
        return self._root[one]
