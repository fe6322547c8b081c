"""Checking a database against itself: everything that is derived is derived again and compared.

It finds rows that were changed behind the back of the guards, guards that are gone, and bugs of our own. What an
input says of an article without any hash over it (title, dates) it cannot vouch for.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from provenance.core.agents import agent_id
from provenance.core.records import AgentKind, Pipeline
from provenance.core.text import name_key
from provenance.core.wire import content_id, pipeline_id
from provenance.store.agent_rows import edge_id, name_id
from provenance.store.audits import finding_states, findings, waivers
from provenance.store.engine import Store
from provenance.store.findings import finding_id, state_id
from provenance.store.guards import missing_guards
from provenance.store.journal import entry_sha256, list_entries
from provenance.store.linking import RULES, load_canon
from provenance.store.recheck import check_articles
from provenance.store.recheck_words import check_words
from provenance.store.records import Problem
from provenance.store.rows import HUMAN, fetch_id, sighting_id
from provenance.store.tables import article_sightings, attributions, fetches, journal, pipelines, quotations
from provenance.store.waivers import waiver_id
from provenance.store.wordings import quotation_matches
from provenance.store.world import agent_edges, agent_identifiers, agent_names, agents, outlet_labels, outlets


def verify_store(store: Store) -> list[Problem]:
    """Derive every stored hash, id, offset and chain again, and say what does not agree.

    Args:
        store: Open; nothing is changed.

    Returns:
        What is wrong, by table; empty for a database that is whole.
    """
    with store.reading() as connection:
        return [
            *_check_guards(connection),
            *check_articles(connection),
            *check_words(connection),
            *_check_sightings(connection),
            *_check_pipelines(connection),
            *_check_agents(connection),
            *_check_names(connection),
            *_check_edges(connection),
            *_check_outlets(connection),
            *_check_findings(connection),
            *_check_journal(connection),
            *_check_decisions(connection),
        ]


def _check_guards(connection: Connection) -> Iterator[Problem]:
    for missing in missing_guards(connection):
        yield Problem(table="schema", id="", what=missing)
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Problem(table=row[0], id=str(row[1]), what=f"it points to a row of {row[2]} that is not there")
        unsearched = connection.execute(
            text("SELECT id FROM quotations WHERE id NOT IN (SELECT quotation_id FROM quotations_fts)")
        )
        for target in unsearched.scalars():
            yield Problem(table="quotations", id=target, what="the search index lacks it")
        indexed = connection.execute(text("SELECT COUNT(*) FROM quotations_fts")).scalar_one()
        if indexed > connection.execute(select(func.count()).select_from(quotations)).scalar_one():
            yield Problem(table="quotations_fts", id="", what="the search index holds more than the quotations")


def _check_pipelines(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(pipelines)):
        fields = {name: getattr(row, name) for name in Pipeline.__slots__}
        yield from _compare(pipelines, row.id, {"id": (row.id, pipeline_id(Pipeline(**fields)))})


def _check_sightings(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(article_sightings)):
        yield from _compare(article_sightings, row.id, {"id": (row.id, sighting_id(row._asdict()))})
    for row in connection.execute(select(fetches)):
        yield from _compare(fetches, row.id, {"id": (row.id, fetch_id(row._asdict()))})


def _check_agents(connection: Connection) -> Iterator[Problem]:
    canon = load_canon(connection)
    for row in connection.execute(select(agents)):
        pairs = {"canonical_id": (row.canonical_id, canon.chosen.get(row.id))}
        # Without a scope the id came from elsewhere, and nothing here can tell what it was made of.
        if row.scope is not None:
            pairs["id"] = (row.id, agent_id(row.label, AgentKind(row.kind), scope=row.scope))
        yield from _compare(agents, row.id, pairs)


def _check_names(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(agent_names)):
        pairs = {"id": (row.id, name_id(row._asdict())), "name_key": (row.name_key, name_key(row.name))}
        yield from _compare(agent_names, row.id, pairs)
    for row in connection.execute(select(agent_identifiers)):
        expected = content_id("ai", row.agent_id, row.scheme, row.value)
        yield from _compare(agent_identifiers, row.id, {"id": (row.id, expected)})


def _check_edges(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(agent_edges)):
        yield from _compare(agent_edges, row.id, {"id": (row.id, edge_id(row._asdict()))})


def _check_outlets(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(outlets)):
        yield from _compare(outlets, row.id, {"id": (row.id, content_id("ou", row.agent_id))})
    for row in connection.execute(select(outlet_labels)):
        expected = content_id("ol", row.outlet_id, row.label, row.citation, row.valid_from, row.valid_to)
        yield from _compare(outlet_labels, row.id, {"id": (row.id, expected)})


def _check_findings(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(findings)):
        yield from _compare(findings, row.id, {"id": (row.id, finding_id(row.rule, row.subject))})
    for row in connection.execute(select(finding_states)):
        yield from _compare(finding_states, row.id, {"id": (row.id, state_id(row._asdict()))})
    for row in connection.execute(select(waivers)):
        yield from _compare(waivers, row.id, {"id": (row.id, waiver_id(row._asdict()))})


def _check_journal(connection: Connection) -> Iterator[Problem]:
    previous = None
    for expected, entry in enumerate(list_entries(connection), start=1):
        fields = {name: getattr(entry, name) for name in entry.__slots__}
        pairs = {
            "seq": (entry.seq, expected),
            "previous": (entry.previous, previous),
            "sha256": (entry.sha256, entry_sha256(fields)),
        }
        yield from _compare(journal, str(entry.seq), pairs)
        previous = entry.sha256


def _check_decisions(connection: Connection) -> Iterator[Problem]:
    """Check that each human decision stands in the journal, whose end could be cut off without breaking its chain."""
    payloads = [json.loads(entry.payload) for entry in list_entries(connection)]
    noted = {payload.get("attribution") or payload.get("row") for payload in payloads}
    human = attributions.c.rank == HUMAN, attributions.c.carried_from_id.is_(None)
    decided = [
        (attributions, select(attributions.c.id).where(*human)),
        (quotation_matches, select(quotation_matches.c.id).where(quotation_matches.c.rank == HUMAN)),
        (agent_edges, select(agent_edges.c.id).where(agent_edges.c.who.not_in(RULES))),
        (waivers, select(waivers.c.id)),
        (agent_names, select(agent_names.c.id).where(agent_names.c.source == "human", agent_names.c.kind == "alias")),
    ]
    for table, ids in decided:
        for target in connection.execute(ids).scalars():
            if target not in noted:
                yield Problem(table=table.name, id=target, what="the journal does not know of this human decision")


def _compare(table: Table, target: str, pairs: Mapping[str, tuple[Any, Any]]) -> Iterator[Problem]:
    for column, (stored, derived) in pairs.items():
        if stored != derived:
            yield Problem(table=table.name, id=target, what=f"its {column} is {stored}, not {derived}")
