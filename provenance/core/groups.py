"""Disjoint groups of things of which some must never be in one: what holds for agents and for quotations alike."""


class Groups:
    """Disjoint groups, each with those that it must never be joined with.

    Always the lesser group is written into the greater one, so no member and no foe is written more than log n times
    (Tarjan, Efficiency of a Good But Not Linear Set Union Algorithm, 1975).

    Example:
        >>> groups = Groups()
        >>> groups.part("ann", "bob")
        >>> groups.join("ann", "cleo")
        >>> groups.join("cleo", "bob")
        >>> groups.found()
        [['ann', 'cleo'], ['bob']]
    """

    def __init__(self) -> None:
        """Begin without anything."""
        self._members: dict[str, list[str]] = {}
        self._group: dict[str, str] = {}
        self._foes: dict[str, set[str]] = {}

    def part(self, one: str, other: str) -> None:
        """Let the groups of two never be joined."""
        left, right = self._of(one), self._of(other)
        self._foes[left].add(right)
        self._foes[right].add(left)

    def join(self, one: str, other: str) -> None:
        """Join the groups of two, unless they are foes."""
        left, right = self._of(one), self._of(other)
        if left == right or right in self._foes[left]:
            return
        lesser, greater = sorted((left, right), key=lambda g: len(self._members[g]) + len(self._foes[g]))
        for member in self._members[lesser]:
            self._group[member] = greater
        self._members[greater] += self._members.pop(lesser)
        for foe in self._foes.pop(lesser):
            self._foes[foe].discard(lesser)
            self._foes[foe].add(greater)
            self._foes[greater].add(foe)

    def found(self) -> list[list[str]]:
        """Give every group, also of one, its members in order, in the order of their first."""
        return sorted(map(sorted, self._members.values()))

    def _of(self, member: str) -> str:
        """Return the name of somebody's group, which is at first its own."""
        if member not in self._group:
            self._group[member] = member
            self._members[member] = [member]
            self._foes[member] = set()
        return self._group[member]
