"""The guards of what is only ever added to, on both databases."""

import pytest
from factories import NOW, RULES, at, copies, full_extraction, make_article, make_extraction, save
from sqlalchemy import Table, delete, func, select, text, update

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind
from provenance.core.severities import Severity
from provenance.errors import StoreError
from provenance.store.agents import save_alias, save_merge
from provenance.store.engine import Store
from provenance.store.fetches import StoredFetch, save_fetch
from provenance.store.finding_records import AuditRun, Noted
from provenance.store.findings import finding_id, save_audit
from provenance.store.guards import APPEND_ONLY, RETRACTABLE, UNDELETABLE
from provenance.store.seeds import save_registry
from provenance.store.sightings import read_sighting, save_sighting
from provenance.store.waivers import save_waiver

TASS = KnownAgent(name="TASS", kind=AgentKind.ORGANISATION, short_names=("Tass",), wikidata="Q223799")
LABEL = OutletLabel(label="state_controlled", citation="a citation")


@pytest.fixture
def filled(store: Store) -> Store:
    """Fill every table with at least one row."""
    outlet = KnownOutlet(agent=TASS, kind="agency", labels=(LABEL,))
    save_registry(store, Registry(outlets=(outlet,)), now=NOW)
    save(store, full_extraction(), make_extraction(make_article(locator="b.txt")), *copies())
    save_sighting(store, read_sighting(make_article(title="Talks")), now=at(15))
    page = StoredFetch(
        url="https://a.example/", final_url="https://a.example/", etag="1", last_modified=None, fetched_at=NOW
    )
    save_fetch(store, page, pipeline=RULES)
    save_alias(store, "TASS", "Telegraph Agency", lang=None, who="ann", reason="seen", now=NOW)
    save_merge(store, "AP", "TASS", who="ann", reason="a test", now=NOW)
    run = AuditRun(version="1", rules=["PV000"], scope={}, looked_at=None, started_at=NOW, finished_at=NOW)
    save_audit(store, [Noted(rule="PV000", subject="x", severity=Severity.LOW, message="A test.")], run=run)
    save_waiver(store, finding_id("PV000", "x"), until="2025-08-01", who="ann", reason="a test", now=NOW)
    return store


def count_rows(store: Store, table: Table) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_row_is_never_changed(filled: Store) -> None:
    """No row of an append-only table can be written over, not even by what it says already."""
    for table in (*APPEND_ONLY, *RETRACTABLE):
        column = list(table.columns)[-3:][0]
        assert count_rows(filled, table) > 0, table.name
        with pytest.raises(StoreError, match=f"{table.name} is append-only"), filled.writing() as connection:
            connection.execute(update(table).values({column: column}))


def test_a_row_never_goes(filled: Store) -> None:
    """No row of the store can be deleted."""
    for table in (*APPEND_ONLY, *RETRACTABLE, *UNDELETABLE):
        assert count_rows(filled, table) > 0, table.name
        with pytest.raises(StoreError, match=f"{table.name} is append-only"), filled.writing() as connection:
            connection.execute(delete(table))


def test_a_table_is_never_truncated(filled: Store) -> None:
    """PostgreSQL's short cut around row triggers is closed too."""
    with filled.reading() as connection:
        if connection.dialect.name == "sqlite":
            pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(StoreError, match="append-only"), filled.writing() as connection:
        connection.execute(text("TRUNCATE journal"))


def test_a_row_is_not_replaced(filled: Store) -> None:
    """SQLite's INSERT OR REPLACE deletes, and is refused as a deletion."""
    with filled.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("only SQLite knows INSERT OR REPLACE")
    with pytest.raises(StoreError, match="append-only"), filled.writing() as connection:
        connection.execute(text("INSERT OR REPLACE INTO journal SELECT * FROM journal"))


def test_a_row_is_retracted_once(filled: Store) -> None:
    """A retraction sets its time, and nothing can change or undo it."""
    for table in RETRACTABLE:
        with filled.writing() as connection:
            connection.execute(update(table).values(retracted_at=NOW))
        for value in (None, "2030"):
            with pytest.raises(StoreError, match="append-only"), filled.writing() as connection:
                connection.execute(update(table).values(retracted_at=value))


def test_a_retraction_changes_nothing_else(filled: Store) -> None:
    """Nobody changes a row under the cover of a retraction."""
    for table in RETRACTABLE:
        with pytest.raises(StoreError, match="append-only"), filled.writing() as connection:
            connection.execute(update(table).values(retracted_at=NOW, created_at="2030"))
