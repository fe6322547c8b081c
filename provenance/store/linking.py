"""Which agents are the same: the edges that hold, what follows from them, and the one rule that adds edges itself.

Agents are the same by an equal id or by a live `same` edge, and by nothing else. The rule: where a name that the
registry or a reviewer gives as an alias of one agent is the name of another agent of the same kind, a `same` edge
joins them, unless the alias belongs to several agents or a `different` edge stands between the two.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, update

from provenance.core.agents import GLOBAL_KINDS
from provenance.core.judgements import Edge, Judgement, build_edge, derive_canonical
from provenance.core.wire import canonical_json, content_id
from provenance.store.sql import insert_new, one_of
from provenance.store.world import agent_edges, agent_names, agents

ALIAS_RULE = "rule:alias"

_ALIASES = ("alias", "translit")


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


def load_canon(connection: Connection, *, as_of: str | None = None) -> Canon:
    """Derive who stands for whom; agents of the registry are preferred as representatives."""
    edges = live_edges(connection, as_of=as_of)
    ends = {end for edge in edges for end in (edge.left, edge.right)}
    known = select(agents.c.id).where(agents.c.known == 1, one_of(connection, agents.c.id, ends)).order_by(agents.c.id)
    chosen = derive_canonical(edges, prefer=connection.execute(known).scalars().all())
    groups: dict[str, set[str]] = {}
    for agent, canonical in chosen.items():
        groups.setdefault(canonical, {canonical}).add(agent)
    return Canon(chosen=chosen, members={agent: tuple(sorted(group)) for agent, group in groups.items()})


def live_edges(connection: Connection, *, as_of: str | None = None) -> list[Edge]:
    """Load the judgements that hold at a moment; None for now."""
    edge = agent_edges.c
    rows = connection.execute(
        select(edge.left_id, edge.right_id, edge.judgement).where(holds_at(edge.created_at, edge.retracted_at, as_of))
    )
    return [Edge(left=left, right=right, judgement=Judgement(judgement)) for left, right, judgement in rows]


def rebuild_canon(connection: Connection) -> None:
    """Write down anew who stands for whom, for those who query the tables themselves."""
    canon = load_canon(connection)
    stored = select(agents.c.id, agents.c.canonical_id).where(
        or_(agents.c.canonical_id.is_not(None), one_of(connection, agents.c.id, canon.chosen.keys()))
    )
    changed = [
        {"agent": agent, "canonical": canon.chosen.get(agent)}
        for agent, canonical in connection.execute(stored)
        if canonical != canon.chosen.get(agent)
    ]
    if changed:
        statement = update(agents).where(agents.c.id == bindparam("agent")).values(canonical_id=bindparam("canonical"))
        connection.execute(statement, changed)


def join_aliases(connection: Connection, touched: Collection[str], *, now: str) -> int:
    """Join agents that appear under an alias of another one.

    Args:
        connection: In a transaction for writing.
        touched: Agents that are new or have new names; others are left as they are.
        now: UTC time.

    Returns:
        Number of edges added.
    """
    owners = _alias_owners(connection, touched)
    if not owners:
        return 0
    canon = load_canon(connection)
    apart = {
        frozenset({canon.of(edge.left), canon.of(edge.right)})
        for edge in live_edges(connection)
        if edge.judgement is Judgement.DIFFERENT
    }
    edges = []
    for other, aliases in sorted(owners.items()):
        groups = {canon.of(owner) for owner in aliases}
        pair = frozenset({canon.of(other), *groups})
        # One agent that is another one already, an alias of several, or two that were told apart.
        if len(groups) == 1 and len(pair) == len(groups) + 1 and pair not in apart:
            owner = min(aliases)
            edges.append(alias_edge(owner, other, alias=aliases[owner], now=now))
    added = insert_new(connection, agent_edges, edges)
    if added:
        rebuild_canon(connection)
    return len(added)


def alias_edge(owner: str, other: str, *, alias: str, now: str) -> dict[str, object]:
    """Build the row by which the rule joins two agents, which it does only once."""
    edge = build_edge(owner, other, Judgement.SAME)
    return {
        "id": alias_edge_id(edge.left, edge.right),
        "left_id": edge.left,
        "right_id": edge.right,
        "judgement": edge.judgement.value,
        "score": 1.0,
        "reasons": canonical_json([f"“{alias}” is an alias"]),
        "who": ALIAS_RULE,
        "created_at": now,
        "retracted_at": None,
    }


def alias_edge_id(left: str, right: str) -> str:
    """Return the id of the edge by which the rule joins two agents."""
    return content_id("ae", left, right, Judgement.SAME.value, ALIAS_RULE)


def _alias_owners(connection: Connection, touched: Collection[str]) -> dict[str, dict[str, str]]:
    """Find agents that appear under aliases of others: for each, its aliases' owners with the alias."""
    alias, label = agent_names.alias(), agent_names.alias()
    owner, other = agents.alias(), agents.alias()
    joined = (
        select(owner.c.id.label("owner"), other.c.id.label("other"), alias.c.name)
        .select_from(alias)
        .join(label, label.c.name_key == alias.c.name_key)
        .join(owner, owner.c.id == alias.c.agent_id)
        .join(other, other.c.id == label.c.agent_id)
        .where(alias.c.kind.in_(_ALIASES), alias.c.retracted_at.is_(None), alias.c.name_key != "")
        .where(label.c.kind == "label", label.c.retracted_at.is_(None))
        .where(owner.c.id != other.c.id, owner.c.kind == other.c.kind, owner.c.kind.in_(GLOBAL_KINDS))
        # Two entries of the registry are two agents, whatever their aliases.
        .where(or_(other.c.known == 0, alias.c.source == "human"))
    )
    concerned = joined.where(
        or_(one_of(connection, owner.c.id, touched), one_of(connection, other.c.id, touched))
    ).subquery()
    rows = connection.execute(joined.where(other.c.id.in_(select(concerned.c.other))).order_by(alias.c.name.desc()))
    owners: dict[str, dict[str, str]] = {}
    for row in rows:
        owners.setdefault(row.other, {})[row.owner] = row.name
    return owners
