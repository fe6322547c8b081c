"""What a new database starts with: the registry's agents, names and outlets, added once and never changed."""

from collections.abc import Iterator
from itertools import chain

from sqlalchemy import Connection, select, update

from provenance.core.agents import Registry, known_agent, known_id
from provenance.core.known import KnownAgent, KnownOutlet
from provenance.core.wire import content_id
from provenance.store.agent_rows import agent_row, name_row
from provenance.store.engine import Store
from provenance.store.joining import join_agents
from provenance.store.outlets import link_outlets
from provenance.store.rows import Row
from provenance.store.sql import insert_new, one_of
from provenance.store.words import check_storable, read_moment
from provenance.store.world import agent_identifiers, agent_names, agents, outlet_labels, outlets


def save_registry(store: Store, registry: Registry, *, now: str) -> int:
    """Save what the registry knows; what is there already is left alone, and nothing is taken away.

    Args:
        store: Open for writing.
        registry: Agents and outlets.
        now: UTC time.

    Returns:
        Number of rows added.

    Raises:
        StoreError: A name cannot be stored.
    """
    moment = read_moment(now, what="now")
    for known in registry.known:
        for name in (known.name, *known.aliases, *known.short_names):
            check_storable(name, what=f"a name of {known.name!r}")
    with store.writing() as connection:
        added = len(insert_new(connection, agents, [_agent_row(known, now=moment) for known in registry.known]))
        _take_over_labels(connection, registry)
        names = chain.from_iterable(_name_rows(known, now=moment) for known in registry.known)
        added += len(insert_new(connection, agent_names, names))
        identified = [_identifier_row(known, now=moment) for known in registry.known if known.wikidata]
        added += len(insert_new(connection, agent_identifiers, identified))
        added += _save_outlets(connection, registry.outlets, now=moment)
        if added:
            join_agents(connection, [known_id(known) for known in registry.known], now=moment)
            link_outlets(connection)
    return added


def outlet_id(outlet: KnownOutlet) -> str:
    """Return the id of an outlet, which follows from its agent's."""
    return content_id("ou", known_id(outlet.agent))


def _agent_row(known: KnownAgent, *, now: str) -> Row:
    return agent_row(known_agent(known), label=known.name, version="", now=now, known=True)


def _take_over_labels(connection: Connection, registry: Registry) -> None:
    """Let agents that articles brought before the registry did be shown as it names them."""
    names = {known_id(known): known.name for known in registry.known}
    stored = select(agents.c.id, agents.c.label, agents.c.known).where(one_of(connection, agents.c.id, names))
    for agent, label, known in connection.execute(stored).all():
        if not known or label != names[agent]:
            values = {"known": 1, "label": names[agent]}
            connection.execute(update(agents).where(agents.c.id == agent).values(**values))


def _name_rows(known: KnownAgent, *, now: str) -> Iterator[Row]:
    for kind, names in (("label", (known.name,)), ("alias", known.aliases), ("short", known.short_names)):
        for name in names:
            yield name_row(known_id(known), name, kind=kind, source="registry", now=now)


def _identifier_row(known: KnownAgent, *, now: str) -> Row:
    agent = known_id(known)
    row = {"id": content_id("ai", agent, "wikidata", known.wikidata), "agent_id": agent, "scheme": "wikidata"}
    return {**row, "value": known.wikidata, "created_at": now}


def _save_outlets(connection: Connection, known: tuple[KnownOutlet, ...], *, now: str) -> int:
    rows = [
        {
            "id": outlet_id(outlet),
            "agent_id": known_id(outlet.agent),
            "domain": outlet.domain,
            "country": outlet.country,
            "lang": outlet.lang,
            "kind": outlet.kind,
            "created_at": now,
        }
        for outlet in known
    ]
    labels = [row for outlet in known for row in _label_rows(outlet, now=now)]
    return len(insert_new(connection, outlets, rows)) + len(insert_new(connection, outlet_labels, labels))


def _label_rows(outlet: KnownOutlet, *, now: str) -> Iterator[Row]:
    target = outlet_id(outlet)
    for said in outlet.labels:
        row: Row = {"outlet_id": target, "label": said.label, "citation": said.citation}
        row |= {"valid_from": said.valid_from, "valid_to": said.valid_to}
        yield {**row, "id": content_id("ol", *row.values()), "created_at": now, "retracted_at": None}
