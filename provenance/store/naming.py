"""Which agent a person means by what they type: an id, the beginning of one, or a whole name."""

import re
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, or_, select

from provenance.core.records import AgentKind
from provenance.core.text import name_key, printable
from provenance.errors import NotFound, StoreError
from provenance.store.ids import LISTED, begins_with
from provenance.store.linking import Canon
from provenance.store.sql import one_of
from provenance.store.words import storable
from provenance.store.world import agent_names, agents

_ID = re.compile(r"ag_[0-9a-f]{4,20}")
# Bound to no article: by a full name, or by an id that another register gave.
_EVERYWHERE = or_(agents.c.scope == "", agents.c.known == 1)


def resolve_agent(connection: Connection, agent: str, *, canon: Canon) -> str:
    """Find the one agent that is meant, as it stands in the table, whoever stands for it.

    A name as it is written goes before another spelling of it, an agent's own name before another one's alias, a name
    that means the same in every article before one that is bound to an article, and a full name before a short one.

    Args:
        connection: In any transaction.
        agent: Id, beginning of an id with 4 or more characters after `ag_`, or a whole name.
        canon: Who stands for whom.

    Raises:
        NotFound: There is none.
        StoreError: There are several; the message lists them.
    """
    for found in _candidates(connection, agent):
        if found:
            return _only(connection, agent, found, canon=canon)
    message = f"no agent {printable(agent)!r}"
    raise NotFound(message, hint="look for one with `provenance agents list WORDS`")


def resolve_in_article(
    connection: Connection, agent: str, *, version: str, kind: AgentKind | None, canon: Canon
) -> str | None:
    """Find the agent that a name means in one article; None where nobody has that name.

    Args:
        connection: In any transaction.
        agent: Id or whole name.
        version: `av_…`; names that are bound to other articles do not count.
        kind: What it is; None for whatever has the name.
        canon: Who stands for whom.

    Raises:
        StoreError: There are several; the message lists them.
    """
    if _ID.fullmatch(agent):
        return resolve_agent(connection, agent, canon=canon)
    here: list[ColumnElement[bool]] = [or_(_EVERYWHERE, agents.c.scope == version)]
    if kind:
        here.append(agents.c.kind == kind.value)
    for name_kinds in (("label", "alias", "translit"), ("short",)):
        found = _named(connection, agent, *here, agent_names.c.kind.in_(name_kinds))
        if found:
            return _only(connection, agent, found, canon=canon)
    return None


def _candidates(connection: Connection, agent: str) -> Iterable[list[str]]:
    if _ID.fullmatch(agent):
        begins = select(agents.c.id).where(begins_with(agents.c.id, agent)).order_by(agents.c.id)
        yield list(connection.execute(begins.limit(LISTED)).scalars())
    label, full = agent_names.c.kind == "label", agent_names.c.kind.in_(["label", "alias", "translit"])
    yield _named(connection, agent, label, _EVERYWHERE, agent_names.c.name == storable(agent).strip())
    yield _named(connection, agent, label, _EVERYWHERE)
    yield _named(connection, agent, full, _EVERYWHERE)
    yield _named(connection, agent, full)
    yield _named(connection, agent)


def _named(connection: Connection, name: str, *conditions: ColumnElement[bool]) -> list[str]:
    key = name_key(name)
    if not key:
        return []
    asked = select(agents.c.id).join(agent_names, agent_names.c.agent_id == agents.c.id).distinct()
    asked = asked.where(agent_names.c.name_key == key, agent_names.c.retracted_at.is_(None), *conditions)
    return list(connection.execute(asked.order_by(agents.c.id)).scalars())


def _only(connection: Connection, asked: str, found: list[str], *, canon: Canon) -> str:
    """Choose the one of several ids that are all the same agent, or refuse to guess."""
    chosen = sorted({canon.of(agent) for agent in found})
    if len(chosen) == 1:
        return chosen[0] if chosen[0] in found else found[0]
    candidates = select(agents).where(one_of(connection, agents.c.id, chosen[:LISTED])).order_by(agents.c.id)
    listed = ", ".join(f"{row.id} ({printable(row.label)}, {row.kind})" for row in connection.execute(candidates))
    message = f"{printable(asked)!r} may mean {listed}" + (" …" if len(chosen) > LISTED else "")
    raise StoreError(message, hint="give the id of one of them")
