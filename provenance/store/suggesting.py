"""Which agents may be the same, for a reader to decide: questions that the database keeps, the most useful first.

A question is an edge with the judgement `suggest`. It joins nothing. It is taken back when it is answered, and when
names no longer give rise to it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz.distance import Indel
from sqlalchemy import Connection, Row, bindparam, select, update

from provenance.core.agents import GLOBAL_KINDS
from provenance.core.judgements import Judgement
from provenance.core.likeness.pairs import Alike, Named, find_alike
from provenance.core.names import is_full_name
from provenance.core.records import AgentKind
from provenance.core.wire import canonical_json
from provenance.store.activity import load_activity, load_stored_agents
from provenance.store.agent_rows import edge_row
from provenance.store.engine import Store
from provenance.store.linking import LIKENESS_RULE, Apart, Canon, holds_at, load_apart, load_canon
from provenance.store.records import StoredAgent
from provenance.store.rows import Row as EdgeRow
from provenance.store.sql import insert_new
from provenance.store.suggestions import Suggestion
from provenance.store.words import read_moment
from provenance.store.world import agent_edges, agent_names, agents

_NAME_ORDER = {"label": 0, "alias": 1, "translit": 2}
_LIVE = (agent_edges.c.judgement == Judgement.SUGGEST.value, agent_edges.c.retracted_at.is_(None))


def save_suggestions(store: Store, *, now: str) -> int:
    """Compare the names of all agents on which a quotation hangs with all others, and keep what is unsure.

    Args:
        store: Open for writing.
        now: UTC time.

    Returns:
        Number of questions that are new.
    """
    moment = read_moment(now, what="now")
    with store.reading() as connection:
        canon = load_canon(connection)
        named, apart = _load_named(connection, canon), Apart(connection, canon)
    # Comparing takes the time, and keeps nobody from writing meanwhile.
    found = find_alike(named, closeness=Indel.normalized_similarity, are_apart=apart.has)
    asked = {(alike.one, alike.other): alike for alike in found}
    with store.writing() as connection:
        return _replace(connection, asked, now=moment)


def find_suggestions(
    store: Store, *, kind: AgentKind | None = None, as_of: str | None = None, limit: int | None = None
) -> list[Suggestion]:
    """Find the questions that are open, those on which most quotations hang first, then the likeliest.

    Args:
        store: Open.
        kind: What the agents are; None for any kind.
        as_of: UTC time; None for now.
        limit: The most questions to give; None for all.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        canon = load_canon(connection, as_of=moment)
        apart = load_apart(connection, canon=canon, as_of=moment)
        edge = agent_edges.c
        open_then = select(agent_edges).join(agents, agents.c.id == edge.left_id)
        open_then = open_then.where(edge.judgement == Judgement.SUGGEST.value)
        open_then = open_then.where(holds_at(edge.created_at, edge.retracted_at, moment))
        if kind:
            open_then = open_then.where(agents.c.kind == kind.value)
        rows = [row for row in connection.execute(open_then) if _is_open(row, canon=canon, apart=apart)]
        return _load(connection, rows, canon=canon, as_of=moment)[:limit]


def _load_named(connection: Connection, canon: Canon) -> list[Named]:
    """Load every agent that has a full name, with its names."""
    name = agent_names.c
    held = (
        select(name.agent_id, name.name, name.kind, agents.c.kind.label("agent_kind"), agents.c.known)
        .join(agents, agents.c.id == name.agent_id)
        .where(agents.c.kind.in_(sorted(GLOBAL_KINDS)), name.retracted_at.is_(None), name.kind.in_(_NAME_ORDER))
    )
    rows = sorted(connection.execute(held), key=lambda row: (_NAME_ORDER[row.kind], row.name))
    names: dict[tuple[str, str], dict[str, bool]] = {}
    for row in rows:
        if is_full_name(row.name, AgentKind(row.agent_kind)):
            of_agent = names.setdefault((canon.of(row.agent_id), row.agent_kind), {})
            of_agent[row.name] = of_agent.get(row.name, False) or bool(row.known)
    activity = load_activity(connection, canon=canon, as_of=None)
    return [
        Named(
            agent=agent,
            kind=AgentKind(kind),
            names=tuple(of_agent),
            is_known=any(of_agent.values()),
            matters=agent in activity,
        )
        for (agent, kind), of_agent in sorted(names.items())
    ]


def _replace(connection: Connection, asked: Mapping[tuple[str, str], Alike], *, now: str) -> int:
    """Put questions in the place of those that stand; one that stands already is left alone."""
    standing = {(row.left_id, row.right_id): row for row in connection.execute(select(agent_edges).where(*_LIVE))}
    gone = [row.id for ends, row in standing.items() if ends not in asked or _says(row) != _wants(asked[ends])]
    if gone:
        statement = update(agent_edges).where(agent_edges.c.id == bindparam("edge")).values(retracted_at=now)
        connection.execute(statement, [{"edge": edge} for edge in gone])
    rows = [
        _edge_row(alike, now=now)
        for ends, alike in asked.items()
        if ends not in standing or standing[ends].id in set(gone)
    ]
    # A pair that somebody has decided on since is left alone.
    return len(insert_new(connection, agent_edges, rows))


def _says(row: Row[Any]) -> tuple[float, str]:
    return row.score, row.reasons


def _wants(alike: Alike) -> tuple[float, str]:
    return alike.score, canonical_json(list(alike.reasons))


def _edge_row(alike: Alike, *, now: str) -> EdgeRow:
    return edge_row(
        alike.one, alike.other, Judgement.SUGGEST, score=alike.score, reasons=alike.reasons, who=LIKENESS_RULE, now=now
    )


def _is_open(row: Row[Any], *, canon: Canon, apart: set[frozenset[str]]) -> bool:
    one, other = canon.of(row.left_id), canon.of(row.right_id)
    return one != other and frozenset({one, other}) not in apart


def _load(connection: Connection, rows: Iterable[Row[Any]], *, canon: Canon, as_of: str | None) -> list[Suggestion]:
    listed = list(rows)
    ends = sorted({canon.of(end) for row in listed for end in (row.left_id, row.right_id)})
    activity = load_activity(connection, canon=canon, as_of=as_of, only=ends)
    loaded = {
        stored.agent.id: stored
        for stored in load_stored_agents(connection, ends, activity=activity, canon=canon, as_of=as_of)
    }
    found = [_suggestion(row, *(loaded[canon.of(end)] for end in (row.left_id, row.right_id))) for row in listed]
    return sorted(found, key=lambda s: (-s.quotations, -s.score, s.one.agent.name, s.one.agent.id, s.other.agent.id))


def _suggestion(row: Row[Any], left: StoredAgent, right: StoredAgent) -> Suggestion:
    one, other = sorted((left, right), key=lambda agent: (-_weight(agent), agent.agent.id))
    return Suggestion(
        one=one,
        other=other,
        score=row.score,
        reasons=tuple(json.loads(row.reasons)),
        quotations=_weight(one) + _weight(other),
        created_at=row.created_at,
    )


def _weight(agent: StoredAgent) -> int:
    return agent.voiced + agent.relayed
