"""Are two agents the same? The algebra of judgements on it.

Owns what follows from judgements. It never merges anything: a judgement is an edge, and what counts as one agent is
derived from the edges that stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.core.groups import Groups


class Judgement(StrEnum):
    """Are two agents the same? `SUGGEST` is a machine's question, the others are answers."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A judgement on two agents, whose ids stand in order."""

    left: str
    right: str
    judgement: Judgement


def build_edge(one: str, other: str, judgement: Judgement) -> Edge:
    """Build an edge with its ends in order.

    Raises:
        ValueError: Both ends are the same agent.
    """
    if one == other:
        message = f"an agent cannot be judged against itself: {one}"
        raise ValueError(message)
    left, right = sorted((one, other))
    return Edge(left=left, right=right, judgement=judgement)


def derive_canonical(edges: Iterable[Edge], *, prefer: Sequence[str] = ()) -> dict[str, str]:
    """Derive which agent stands for which from the judgements that hold.

    Agents joined by `same` form a group, unless a `different` stands between two members of the groups that an edge
    would join: then that edge joins nothing. Edges are taken in the order of their ids, so the result does not depend
    on the order in which they were made. Takes time in proportion to the edges, but for a logarithm.

    Args:
        edges: Judgements that hold.
        prefer: Ids that stand for their group where they are in it, best first; else the smallest id does.

    Returns:
        For each agent that another one stands for, that other one. Agents that stand for themselves are left out.
    """
    ordered = sorted(edges, key=lambda e: (e.left, e.right, e.judgement))
    groups = Groups()
    for edge in ordered:
        if edge.judgement is Judgement.DIFFERENT:
            groups.part(edge.left, edge.right)
    for edge in ordered:
        if edge.judgement is Judgement.SAME:
            groups.join(edge.left, edge.right)
    rank = {agent: n for n, agent in enumerate(prefer)}
    chosen = {}
    for members in groups.found():
        best = min(members, key=lambda a: (rank.get(a, len(rank)), a))
        chosen.update({agent: best for agent in members if agent != best})
    return dict(sorted(chosen.items()))
