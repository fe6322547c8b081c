"""Agents as users see and change them: looking them up, naming them, joining and parting them.

A merge is an edge and never touches a row of what was observed, so it can be undone at any time.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, true, update

from provenance.core.judgements import Judgement
from provenance.core.records import AgentKind
from provenance.core.text import name_key
from provenance.errors import StoreError
from provenance.store.activity import load_activity, load_stored_agents
from provenance.store.agent_rows import edge_row, name_row
from provenance.store.engine import Store
from provenance.store.filters import holds_name
from provenance.store.joining import join_agents
from provenance.store.journal import append_entry
from provenance.store.linking import Canon, load_canon, rebuild_canon
from provenance.store.naming import resolve_agent
from provenance.store.records import EdgeRecord, StoredAgent
from provenance.store.sql import insert_new, one_of
from provenance.store.words import check_decision, check_storable, read_moment
from provenance.store.world import agent_edges, agent_names, agents

_OPS = {Judgement.SAME: "merge", Judgement.DIFFERENT: "unmerge", Judgement.UNSURE: "doubt"}


def find_agents(
    store: Store, *, words: str | None = None, kind: AgentKind | None = None, limit: int | None = None
) -> list[StoredAgent]:
    """Find agents, those that appear most first, then by name.

    Args:
        store: Open.
        words: Words that one of the agent's names holds; None and empty for all agents.
        kind: What the agent is; None for any kind.
        limit: The most agents to give; None for all.
    """
    with store.reading() as connection:
        canon = load_canon(connection)
        named = holds_name(agent_names.c.name_key, words) if words and words.strip() else true()
        asked = select(agents.c.id).join(agent_names, agent_names.c.agent_id == agents.c.id).distinct()
        asked = asked.where(named, agent_names.c.retracted_at.is_(None))
        found = {canon.of(agent) for agent in connection.execute(asked).scalars()}
        of_kind = agents.c.kind == kind.value if kind else true()
        rows = select(agents.c.id, agents.c.label).where(one_of(connection, agents.c.id, found), of_kind)
        labels = {row.id: row.label for row in connection.execute(rows)}
        activity = load_activity(connection, canon=canon, as_of=None, only=labels)
        totals = {agent: does.voiced + does.relayed for agent, does in activity.items()}
        order = sorted(labels, key=lambda agent: (-totals.get(agent, 0), labels[agent], agent))[:limit]
        return load_stored_agents(connection, order, activity=activity, canon=canon, as_of=None)


def load_agent(store: Store, agent: str) -> StoredAgent:
    """Load one agent with all that are the same.

    Args:
        store: Open.
        agent: Id, beginning of an id with 4 or more characters after `ag_`, or a whole name.

    Raises:
        NotFound: There is none.
        StoreError: There are several; the message lists them.
    """
    with store.reading() as connection:
        canon = load_canon(connection)
        return _load_one(connection, resolve_agent(connection, agent, canon=canon), canon=canon)


def load_edges(store: Store, agent: str) -> list[EdgeRecord]:
    """Load every judgement on an agent and those that are the same, the oldest first, retracted ones too.

    Raises:
        NotFound: There is no such agent.
        StoreError: There are several; the message lists them.
    """
    with store.reading() as connection:
        canon = load_canon(connection)
        group = canon.group(resolve_agent(connection, agent, canon=canon))
        edge = agent_edges.c
        touching = or_(one_of(connection, edge.left_id, group), one_of(connection, edge.right_id, group))
        rows = connection.execute(select(agent_edges).where(touching).order_by(edge.created_at, edge.id))
        return [_edge_of(row) for row in rows]


def save_alias(  # noqa: PLR0913, who and why belong to every decision
    store: Store, agent: str, name: str, *, lang: str | None, who: str, reason: str, now: str
) -> StoredAgent:
    """Give an agent another name, and join the agent of that name and kind, if there is one.

    Agents that appear under that name later are joined when their article is saved.

    Args:
        store: Open for writing.
        agent: Id or whole name.
        name: The other name, with a letter or figure in it.
        lang: BCP 47 tag of the name's language; None where it has none.
        who: Who decides.
        reason: Why.
        now: UTC time.

    Raises:
        NotFound: There is no such agent.
        StoreError: There are several, or the name, `who` or the reason is empty.
    """
    check_decision(who=who, reason=reason)
    check_storable(name, what="the name")
    check_storable(lang, what="the language")
    if not name_key(name):
        message = f"{name!r} is no name"
        raise StoreError(message, hint="give one with a letter or figure in it")
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        canon = load_canon(connection)
        owner = canon.of(resolve_agent(connection, agent, canon=canon))
        row = name_row(owner, name.strip(), kind="alias", source="human", now=moment, lang=lang)
        if insert_new(connection, agent_names, [row]):
            payload = {"name": name.strip(), "lang": lang, "reason": reason, "row": row["id"]}
            append_entry(connection, at=moment, who=who, op="alias", subject=owner, payload=payload)
            join_agents(connection, [owner], now=moment)
        canon = load_canon(connection)
        return _load_one(connection, owner, canon=canon)


def save_merge(store: Store, one: str, other: str, *, who: str, reason: str, now: str) -> StoredAgent:
    """Say that two agents are the same; earlier words that they differ are taken back.

    Args:
        store: Open for writing.
        one: Id or whole name.
        other: Id or whole name.
        who: Who decides.
        reason: Why.
        now: UTC time.

    Raises:
        NotFound: One of them is not there.
        StoreError: They are the same agent already, a name may mean several, or `who` or the reason is empty.
    """
    check_decision(who=who, reason=reason)
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        canon = load_canon(connection)
        first, second = (canon.of(resolve_agent(connection, agent, canon=canon)) for agent in (one, other))
        if first == second:
            message = f"{one} and {other} are the same agent already"
            raise StoreError(message, hint=f"see `provenance agents show {first}`")
        _retract(connection, canon.group(first), canon.group(second), judgement=Judgement.DIFFERENT, now=moment)
        _judge(connection, first, second, Judgement.SAME, decision={"who": who, "reason": reason, "now": moment})
        canon = load_canon(connection)
        return _load_one(connection, first, canon=canon)


def save_unmerge(
    store: Store, one: str, other: str, *, who: str, reason: str, now: str
) -> tuple[StoredAgent, StoredAgent]:
    """Say that two agents that are held for the same differ; no rule joins them again.

    An edge between the two is taken back. Where they are joined through others, those stay with one of the two.

    Args:
        store: Open for writing.
        one: Id or whole name.
        other: Id or whole name.
        who: Who decides.
        reason: Why.
        now: UTC time.

    Raises:
        NotFound: One of them is not there.
        StoreError: They are not joined, a name may mean several, or `who` or the reason is empty.
    """
    check_decision(who=who, reason=reason)
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        canon = load_canon(connection)
        first, second = (resolve_agent(connection, agent, canon=canon) for agent in (one, other))
        if first == second or canon.of(first) != canon.of(second):
            message = f"{one} and {other} are not two agents that were merged"
            raise StoreError(message, hint=f"`provenance agents show {first}` lists the ids that were merged")
        _judge(connection, first, second, Judgement.DIFFERENT, decision={"who": who, "reason": reason, "now": moment})
        canon = load_canon(connection)
        return _load_one(connection, first, canon=canon), _load_one(connection, second, canon=canon)


def save_judgement(  # noqa: PLR0913, who and why belong to every decision
    store: Store, one: str, other: str, *, judgement: Judgement, who: str, reason: str, now: str
) -> tuple[StoredAgent, StoredAgent]:
    """Answer whether two agents are the same: `same` merges, `different` parts, and no rule asks or joins again.

    Args:
        store: Open for writing.
        one: Id or whole name.
        other: Id or whole name.
        judgement: `same`, `different`, or `unsure` for two that should stay apart without being asked about again.
        who: Who decides.
        reason: Why.
        now: UTC time.

    Returns:
        Both as they stand then; the same agent twice where they are the same.

    Raises:
        NotFound: One of them is not there.
        StoreError: The judgement is `suggest`, or is that already, a name may mean several, they are merged and the
            judgement is `unsure`, or `who` or the reason is empty.
    """
    if judgement is Judgement.SAME:
        merged = save_merge(store, one, other, who=who, reason=reason, now=now)
        return merged, merged
    check_decision(who=who, reason=reason)
    if judgement is Judgement.SUGGEST:
        message = "a suggestion is a question, and no answer"
        raise StoreError(message, hint="judge two agents to be same, different or unsure")
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        canon = load_canon(connection)
        first, second = (resolve_agent(connection, agent, canon=canon) for agent in (one, other))
        if first == second or (canon.of(first) == canon.of(second) and judgement is Judgement.UNSURE):
            message = f"{one} and {other} are the same agent"
            raise StoreError(message, hint="give two ids; `provenance agents unmerge` parts what was merged")
        _judge(connection, first, second, judgement, decision={"who": who, "reason": reason, "now": moment})
        canon = load_canon(connection)
        return _load_one(connection, first, canon=canon), _load_one(connection, second, canon=canon)


def _load_one(connection: Connection, agent: str, *, canon: Canon) -> StoredAgent:
    canonical = canon.of(agent)
    activity = load_activity(connection, canon=canon, as_of=None, only=[canonical])
    return load_stored_agents(connection, [canonical], activity=activity, canon=canon, as_of=None)[0]


def _judge(connection: Connection, one: str, other: str, judgement: Judgement, *, decision: Mapping[str, str]) -> None:
    """Put a human's judgement on two agents in the place of what was held of this pair."""
    for held in Judgement:
        _retract(connection, (one,), (other,), judgement=held, now=decision["now"])
    row = edge_row(one, other, judgement, reasons=[decision["reason"]], who=decision["who"], now=decision["now"])
    connection.execute(agent_edges.insert().values(**row))
    rebuild_canon(connection)
    payload = {"other": other, "reason": decision["reason"], "row": row["id"]}
    op = _OPS[judgement]
    append_entry(connection, at=decision["now"], who=decision["who"], op=op, subject=one, payload=payload)


def _retract(
    connection: Connection, ones: tuple[str, ...], others: tuple[str, ...], *, judgement: Judgement, now: str
) -> None:
    """Take back the live edges of one kind between two groups."""
    edge = agent_edges.c
    between = or_(
        and_(one_of(connection, edge.left_id, ones), one_of(connection, edge.right_id, others)),
        and_(one_of(connection, edge.left_id, others), one_of(connection, edge.right_id, ones)),
    )
    live = and_(between, edge.judgement == judgement.value, edge.retracted_at.is_(None))
    connection.execute(update(agent_edges).where(live).values(retracted_at=now))


def _edge_of(row: Row[Any]) -> EdgeRecord:
    return EdgeRecord(
        left=row.left_id,
        right=row.right_id,
        judgement=row.judgement,
        score=row.score,
        reasons=tuple(json.loads(row.reasons)),
        who=row.who,
        created_at=row.created_at,
        retracted_at=row.retracted_at,
    )
