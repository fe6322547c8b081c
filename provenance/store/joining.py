"""What joins agents by itself: a shared identifier, a known alias, and one full name in two spellings.

Every join is an edge with its reason, so it can be undone. Nothing joins what a person holds apart or is unsure of,
what has different identifiers of one scheme, two entries of the registry by their names, nor a name that several
known agents have.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from rapidfuzz.distance import Indel
from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    literal_column,
    or_,
    select,
    update,
)

from provenance.core.agents import GLOBAL_KINDS
from provenance.core.judgements import Judgement
from provenance.core.likeness.judging import judge_names
from provenance.core.names import identity_key, is_full_name
from provenance.core.records import AgentKind
from provenance.store.agent_rows import edge_row
from provenance.store.linking import (
    ALIAS_RULE,
    IDENTIFIER_RULE,
    NAME_RULE,
    Apart,
    Canon,
    is_unbound,
    load_canon,
    rebuild_canon,
)
from provenance.store.sql import insert_new, one_of
from provenance.store.world import agent_edges, agent_identifiers, agent_names, agents

_NAME, _LABEL = agent_names.alias("name"), agent_names.alias("label")
_OWNER, _OTHER = agents.alias("owner"), agents.alias("other")
_MEETS = (
    select(
        _OWNER.c.id.label("one"), _OWNER.c.known.label("is_known"), _OWNER.c.kind,
        _OTHER.c.id.label("other"), _NAME.c.name, _NAME.c.kind.label("name_kind"), _LABEL.c.name.label("label"),
    )
    .select_from(_NAME)
    .join(_LABEL, (_LABEL.c.name_key == _NAME.c.name_key) & (_NAME.c.name_key != ""))
    .join(_OWNER, _OWNER.c.id == _NAME.c.agent_id)
    .join(_OTHER, _OTHER.c.id == _LABEL.c.agent_id)
    .where(_NAME.c.retracted_at.is_(None), _LABEL.c.kind == "label", _LABEL.c.retracted_at.is_(None))
    .where(_OWNER.c.id != _OTHER.c.id, _OWNER.c.kind == _OTHER.c.kind, _OWNER.c.kind.in_(sorted(GLOBAL_KINDS)))
    # Two entries of the registry are two agents, whatever their names; a reviewer may know better.
    .where(or_(_OTHER.c.known == 0, _NAME.c.source == "human"))
)  # fmt: skip
# The first condition is that of an index, which SQLite recognises by its very words.
_BY_ALIAS = _MEETS.where(_NAME.c.kind != literal_column("'label'"), _NAME.c.kind.in_(("alias", "translit")))
# “Hamas” in one article and in the next are two until somebody knows better: labels of such agents join nobody.
_BY_LABEL = _MEETS.where(_NAME.c.kind == "label", is_unbound(_OWNER), is_unbound(_OTHER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two agents that a rule would join.

    Attributes:
        one: Whom the other would stand for, or the other way round.
        other: The agent that was looked at.
        rule: `rule:alias`, `rule:name` or `rule:identifier`.
        reason: Why, for readers.
        is_claim: Whether `one` is known to bear that name; two that do leave it open which of them is meant.
    """

    one: str
    other: str
    rule: str
    reason: str
    is_claim: bool = False


def join_agents(connection: Connection, touched: Collection[str], *, now: str) -> int:
    """Join the agents that rules hold for the same.

    Args:
        connection: In a transaction for writing.
        touched: Agents that are new, or have new names or identifiers; others are left as they are.
        now: UTC time.

    Returns:
        Number of edges added.
    """
    # Names are looked at with the groups that identifiers have made.
    added = _add(connection, list(_by_identifier(connection, touched)), now=now)
    added += _add(connection, list(_by_name(connection, touched)), now=now)
    if added:
        rebuild_canon(connection)
    return added


def _add(connection: Connection, joins: list[Join], *, now: str) -> int:
    """Add the edges of joins that nothing stands against."""
    if not joins:
        return 0
    canon = load_canon(connection)
    groups = _Groups(connection, canon, {end for join in joins for end in (join.one, join.other)})
    rows: dict[str, dict[str, object]] = {}
    for join in _unambiguous(joins, canon=canon):
        if groups.join(join.one, join.other):
            row = edge_row(join.one, join.other, Judgement.SAME, reasons=[join.reason], who=join.rule, now=now)
            rows[str(row["id"])] = row
    if rows:
        # The answer takes the place of the question.
        retract_suggestions(connection, rows.values(), now=now)
    return len(insert_new(connection, agent_edges, rows.values()))


class _Groups:
    """Agents on their way into groups: each join is checked against all that were joined before it."""

    def __init__(self, connection: Connection, canon: Canon, ends: Collection[str]) -> None:
        self._canon = canon
        self._apart = Apart(connection, canon, only=ends)
        self._members = {canon.of(end): {canon.of(end)} for end in ends}

    def join(self, one: str, other: str) -> bool:
        """Join the groups of two agents; False where they are one group, or something stands between two members."""
        left, right = self._members[self._canon.of(one)], self._members[self._canon.of(other)]
        if left is right or any(self._apart.has(a, b) for a in left for b in right):
            return False
        left |= right
        self._members.update(dict.fromkeys(right, left))
        return True


def retract_suggestions(connection: Connection, edges: Iterable[dict[str, object]], *, now: str) -> None:
    """Take back the live suggestions between the ends of some edges."""
    edge = agent_edges.c
    between = (edge.left_id == bindparam("left"), edge.right_id == bindparam("right"))
    live = (edge.judgement == Judgement.SUGGEST.value, edge.retracted_at.is_(None))
    ends = [{"left": row["left_id"], "right": row["right_id"]} for row in edges]
    connection.execute(update(agent_edges).where(*between, *live).values(retracted_at=now), ends)


def _unambiguous(joins: Iterable[Join], *, canon: Canon) -> Iterator[Join]:
    """Leave out the agents whose name is that of several known ones."""
    for _, group in groupby(sorted(joins, key=attrgetter("other", "one")), key=attrgetter("other")):
        of_agent = list(group)
        if len({canon.of(join.one) for join in of_agent if join.is_claim}) <= 1:
            yield from of_agent


def _by_identifier(connection: Connection, touched: Collection[str]) -> Iterator[Join]:
    """Find agents that share an identifier with a touched one of their kind."""
    mine = agent_identifiers.c
    if connection.execute(select(mine.id).where(one_of(connection, mine.agent_id, touched)).limit(1)).first() is None:
        # Most articles bring names alone, and no index leads from a value to its agents.
        return
    one, other = agent_identifiers.alias(), agent_identifiers.alias()
    left, right = agents.alias(), agents.alias()
    shared = (
        select(one.c.agent_id.label("one"), other.c.agent_id.label("other"), one.c.scheme, one.c.value)
        .select_from(one)
        .join(other, (other.c.scheme == one.c.scheme) & (other.c.value == one.c.value))
        .join(left, left.c.id == one.c.agent_id)
        .join(right, right.c.id == other.c.agent_id)
        .where(one.c.agent_id != other.c.agent_id, left.c.kind == right.c.kind)
        .where(one_of(connection, one.c.agent_id, touched))
    )
    for row in connection.execute(shared):
        yield Join(one=row.one, other=row.other, rule=IDENTIFIER_RULE, reason=f"both are {row.scheme} {row.value}")


def _by_name(connection: Connection, touched: Collection[str]) -> Iterator[Join]:
    """Find agents under whose names, or names with the same key, other ones appear."""
    # Whoever appears under a name of a touched one; all that bear that name are looked at, since a second one makes it
    # ambiguous.
    concerned = {*touched, *_load_others(connection, touched, name_kinds=("alias", "translit"))}
    others = _load_others(connection, _load_unbound(connection, touched), name_kinds=("label",))
    concerned |= _load_unbound(connection, others)
    rows = [*_load_meetings(connection, _BY_ALIAS, concerned)]
    rows += _load_meetings(connection, _BY_LABEL, _load_unbound(connection, concerned))
    for row in sorted(rows, key=attrgetter("name"), reverse=True):
        join = _judge(row)
        if join:
            yield join


def _load_unbound(connection: Connection, found: Collection[str]) -> set[str]:
    """Find those of some agents that are bound to no article."""
    asked = select(agents.c.id).where(one_of(connection, agents.c.id, found), is_unbound(agents))
    return set(connection.execute(asked).scalars())


def _load_others(connection: Connection, owners: Collection[str], *, name_kinds: Collection[str]) -> set[str]:
    """Find the agents that appear under a name of some.

    Asked in two steps: without statistics PostgreSQL would compare every name with every other.
    """
    name = agent_names.c
    held = select(name.name_key).where(
        one_of(connection, name.agent_id, owners), name.kind.in_(name_kinds), name.retracted_at.is_(None)
    )
    keys = set(connection.execute(held.distinct()).scalars()) - {""}
    if not keys:
        return set()
    named = select(name.agent_id).where(one_of(connection, name.name_key, keys), name.kind == "label")
    return set(connection.execute(named).scalars())


def _load_meetings(connection: Connection, meets: Select[Any], others: Collection[str]) -> Sequence[Row[Any]]:
    """Load whose name each of some agents appears under."""
    return connection.execute(meets.where(one_of(connection, _LABEL.c.agent_id, others))).all() if others else ()


def _judge(row: Any) -> Join | None:  # noqa: ANN401, a row of seven columns has no type
    """Judge two names with one key: an alias as it is known, or the names of two agents."""
    kind = AgentKind(row.kind)
    is_alias = row.name_kind != "label"
    looks = identity_key(row.name, kind) == identity_key(row.label, kind)
    if kind is AgentKind.PERSON:
        # Not by a surname, whosever alias it is.
        looks = looks and is_full_name(row.name, kind)
    if looks:
        reason = f"“{row.name}” is an alias" if is_alias else f"both are named {row.label}"
    else:
        found = judge_names(row.name, row.label, kind=kind, closeness=Indel.normalized_similarity)
        if found is None or found.judgement is not Judgement.SAME:
            return None
        reason = f"“{row.name}” is an alias" if is_alias else found.reason
    rule = ALIAS_RULE if is_alias else NAME_RULE
    return Join(one=row.one, other=row.other, rule=rule, reason=reason, is_claim=is_alias or bool(row.is_known))
