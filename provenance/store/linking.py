"""Which agents are the same: the edges that hold, and what follows from them.

Agents are the same by an equal id or by a live `same` edge, and by nothing else. Which edges rules add by themselves
is told in `provenance.store.joining`, and which they only suggest in `provenance.store.suggesting`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, and_, bindparam, or_, select, union, update

from provenance.core.judgements import Edge, Judgement, derive_canonical
from provenance.store.sql import one_of
from provenance.store.world import agent_edges, agent_identifiers, agents

ALIAS_RULE = "rule:alias"
NAME_RULE = "rule:name"
IDENTIFIER_RULE = "rule:identifier"
LIKENESS_RULE = "rule:likeness"
JOINING_RULES = (ALIAS_RULE, NAME_RULE, IDENTIFIER_RULE)
"""The rules that join agents by themselves, each pair once."""
RULES = (*JOINING_RULES, LIKENESS_RULE)
"""Every rule that judges agents; whoever else does is a reviewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canon:
    """Who stands for whom at one moment."""

    chosen: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]

    def of(self, agent: str) -> str:
        """Return the agent that stands for this one, which may be itself."""
        return self.chosen.get(agent, agent)

    def group(self, agent: str) -> tuple[str, ...]:
        """Return every agent that is the same as this one, itself among them, in order."""
        return self.members.get(self.of(agent), (agent,))

    def expand(self, found: Collection[str]) -> set[str]:
        """Add to some agents all that are the same as one of them."""
        return {member for agent in found for member in self.group(agent)}


AS_OBSERVED = Canon(chosen={}, members={})
"""Nobody stands for anybody else."""


def holds_at(
    table_created: ColumnElement[str], retracted: ColumnElement[str], as_of: str | None
) -> ColumnElement[bool]:
    """Build the condition that a row with a retraction holds at a moment; None for now."""
    if as_of is None:
        return retracted.is_(None)
    return and_(table_created <= as_of, or_(retracted.is_(None), retracted > as_of))


def is_unbound(agent: FromClause) -> ColumnElement[bool]:
    """Build the condition that an agent of `agents`, or of an alias of it, is bound to no article."""
    return or_(agent.c.scope == "", agent.c.scope.is_(None))


def load_canon(connection: Connection, *, as_of: str | None = None) -> Canon:
    """Derive who stands for whom; best agents of the registry, then imported ones, whose ids no name tells."""
    edges = live_edges(connection, as_of=as_of)
    ends = {end for edge in edges for end in (edge.left, edge.right)}
    known = select(agents.c.id).where(agents.c.known == 1, one_of(connection, agents.c.id, ends))
    known = known.order_by(agents.c.scope.is_(None), agents.c.id)
    chosen = derive_canonical(edges, prefer=connection.execute(known).scalars().all())
    groups: dict[str, set[str]] = {}
    for agent, canonical in chosen.items():
        groups.setdefault(canonical, {canonical}).add(agent)
    return Canon(chosen=chosen, members={agent: tuple(sorted(group)) for agent, group in groups.items()})


def live_edges(
    connection: Connection,
    *,
    judgements: Collection[Judgement] = (Judgement.SAME, Judgement.DIFFERENT),
    as_of: str | None = None,
) -> list[Edge]:
    """Load the judgements of some kinds that hold at a moment; None for now."""
    edge = agent_edges.c
    rows = connection.execute(
        select(edge.left_id, edge.right_id, edge.judgement).where(
            holds_at(edge.created_at, edge.retracted_at, as_of), edge.judgement.in_(sorted(judgements))
        )
    )
    return [Edge(left=left, right=right, judgement=Judgement(judgement)) for left, right, judgement in rows]


def load_apart(connection: Connection, *, canon: Canon, as_of: str | None = None) -> set[frozenset[str]]:
    """Load the pairs of canonical agents of which a person has said `different` or `unsure`: no rule touches them."""
    edges = live_edges(connection, judgements=(Judgement.DIFFERENT, Judgement.UNSURE), as_of=as_of)
    return {frozenset({canon.of(edge.left), canon.of(edge.right)}) for edge in edges}


class Apart:
    """The pairs of canonical agents that no rule joins: decided by a person, or told apart by identifiers."""

    def __init__(self, connection: Connection, canon: Canon, *, only: Collection[str] | None = None) -> None:
        """Load what keeps canonical agents apart, of some of them; None for all."""
        self._decided = load_apart(connection, canon=canon)
        self._identities: dict[str, dict[str, set[str]]] = {}
        identifier = agent_identifiers.c
        held = select(identifier.agent_id, identifier.scheme, identifier.value)
        if only is not None:
            held = held.where(one_of(connection, identifier.agent_id, canon.expand(only)))
        for agent, scheme, value in connection.execute(held):
            self._identities.setdefault(canon.of(agent), {}).setdefault(scheme, set()).add(value)

    def has(self, one: str, other: str) -> bool:
        """Say whether two canonical agents are such a pair; identifiers of one scheme, none of them shared, are two."""
        mine, theirs = self._identities.get(one, {}), self._identities.get(other, {})
        told = any(mine[scheme].isdisjoint(theirs[scheme]) for scheme in mine.keys() & theirs.keys())
        return told or frozenset({one, other}) in self._decided


def rebuild_canon(connection: Connection) -> None:
    """Write down anew who stands for whom, for those who query the tables themselves."""
    canon = load_canon(connection)
    row = select(agents.c.id, agents.c.canonical_id)
    # Asked so that SQLite uses an index for each half: for “or”, or “is not null”, it looks at every agent there is.
    stored = union(
        row.where(agents.c.canonical_id > ""), row.where(one_of(connection, agents.c.id, canon.chosen.keys()))
    )
    changed = [
        {"agent": agent, "canonical": canon.chosen.get(agent)}
        for agent, canonical in connection.execute(stored)
        if canonical != canon.chosen.get(agent)
    ]
    if changed:
        statement = update(agents).where(agents.c.id == bindparam("agent")).values(canonical_id=bindparam("canonical"))
        connection.execute(statement, changed)
