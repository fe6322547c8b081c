"""What agents do in the quotations that hold: how often they speak and relay, and from when to when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select

from provenance.core.chain import ENDS
from provenance.core.records import Role
from provenance.store.current import described, holding, newest
from provenance.store.linking import Canon, holds_at
from provenance.store.loading import load_agent_records
from provenance.store.records import NamedAgent, StoredAgent
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, attributions, hops, quotations
from provenance.store.world import agent_identifiers, agent_names

_NAME_ORDER = {"label": 0, "alias": 1, "translit": 2, "short": 3, "title": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """How often an agent speaks and relays, and the dates of the first and last article in which it does."""

    voiced: int = 0
    relayed: int = 0
    first_seen: str | None = None
    last_seen: str | None = None

    def plus(self, other: "Activity") -> "Activity":
        """Add what another agent, which is the same, does."""
        seen = [day for day in (self.first_seen, other.first_seen, self.last_seen, other.last_seen) if day]
        return Activity(
            voiced=self.voiced + other.voiced,
            relayed=self.relayed + other.relayed,
            first_seen=min(seen, default=None),
            last_seen=max(seen, default=None),
        )


def load_activity(
    connection: Connection, *, canon: Canon, as_of: str | None, only: Collection[str] | None = None
) -> dict[str, Activity]:
    """Load what canonical agents do in current quotations.

    Args:
        connection: In any transaction.
        canon: Who stands for whom.
        as_of: UTC time; None for now.
        only: Canonical agents to look at; None for all.

    Returns:
        By canonical id; agents that do nothing are left out.
    """
    speaks = case((hops.c.role == Role.SPEAKER.value, 1), else_=0)
    relays = case((hops.c.role.not_in(sorted(ENDS)), 1), else_=0)
    published = described(article_versions, "published_at", as_of=as_of)
    asked: Any = (
        select(hops.c.agent_id, func.sum(speaks), func.sum(relays), func.min(published), func.max(published))
        .join(attributions, attributions.c.id == hops.c.attribution_id)
        .join(quotations, quotations.c.id == attributions.c.quotation_id)
        .join(article_versions, article_versions.c.id == quotations.c.version_id)
        .where(hops.c.agent_id.is_not(None), hops.c.role != Role.PUBLISHER.value)
        .where(attributions.c.assertion == "assert", holding(attributions, as_of=as_of))
        .where(newest(article_versions, as_of=as_of))
        .group_by(hops.c.agent_id)
    )
    if only is not None:
        asked = asked.where(one_of(connection, hops.c.agent_id, canon.expand(only)))
    found: dict[str, Activity] = {}
    for agent, voiced, relayed, first, last in connection.execute(asked):
        does = Activity(voiced=voiced, relayed=relayed, first_seen=first, last_seen=last)
        found[canon.of(agent)] = found.get(canon.of(agent), Activity()).plus(does)
    return found


def load_stored_agents(
    connection: Connection,
    wanted: Sequence[str],
    *,
    activity: Mapping[str, Activity],
    canon: Canon,
    as_of: str | None,
) -> list[StoredAgent]:
    """Load canonical agents with their names and what they do, in the order given."""
    named = load_named_agents(connection, wanted, canon=canon, as_of=as_of)
    loaded = []
    for agent in wanted:
        does = activity.get(agent, Activity())
        loaded.append(
            StoredAgent(
                agent=named[agent].agent,
                names=named[agent].names,
                identifiers=named[agent].identifiers,
                members=canon.group(agent),
                voiced=does.voiced,
                relayed=does.relayed,
                first_seen=does.first_seen,
                last_seen=does.last_seen,
            )
        )
    return loaded


def load_named_agents(
    connection: Connection, wanted: Sequence[str], *, canon: Canon, as_of: str | None
) -> dict[str, NamedAgent]:
    """Load canonical agents with their names, by their ids."""
    members = canon.expand(wanted)
    records = load_agent_records(connection, wanted, canon=canon)
    names = _load_names(connection, members, canon=canon, as_of=as_of)
    identifiers = _load_identifiers(connection, members, canon=canon)
    return {
        agent: NamedAgent(
            agent=records[agent],
            names=tuple(dict.fromkeys((records[agent].name, *names.get(agent, ())))),
            identifiers=tuple(dict.fromkeys(identifiers.get(agent, ()))),
        )
        for agent in wanted
    }


def _load_names(
    connection: Connection, members: Collection[str], *, canon: Canon, as_of: str | None
) -> dict[str, list[str]]:
    name = agent_names.c
    held = select(name.agent_id, name.name, name.kind).where(
        one_of(connection, name.agent_id, members), holds_at(name.created_at, name.retracted_at, as_of)
    )
    rows = sorted(connection.execute(held), key=lambda row: (_NAME_ORDER[row.kind], row.name))
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(canon.of(row.agent_id), []).append(row.name)
    return names


def _load_identifiers(
    connection: Connection, members: Collection[str], *, canon: Canon
) -> dict[str, list[tuple[str, str]]]:
    identifier = agent_identifiers.c
    held = select(identifier.agent_id, identifier.scheme, identifier.value)
    held = held.where(one_of(connection, identifier.agent_id, members)).order_by(identifier.scheme, identifier.value)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(held):
        found.setdefault(canon.of(row.agent_id), []).append((row.scheme, row.value))
    return found
