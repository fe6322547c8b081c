"""The schema's history, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from factories import NOW, NewTarget, at, dump, find_articles, full_extraction, make_article, save
from sqlalchemy import insert, text

from provenance.core.severities import Severity
from provenance.errors import NotFound, StoreError
from provenance.store.columns import metadata
from provenance.store.engine import Store, open_store
from provenance.store.finding_records import AuditRun, Noted
from provenance.store.findings import save_audit
from provenance.store.queries import find_quotations
from provenance.store.records import QuotationFilter
from provenance.store.schema import (
    backup_store,
    check_schema,
    current_revision,
    downgrade_store,
    newest_revision,
    upgrade_store,
    verify_store,
)
from provenance.store.sightings import read_sighting, save_sighting
from provenance.store.tables import REVISION


def test_the_code_expects_the_newest_revision() -> None:
    """The revision that the code was written for is the last one that it brings."""
    assert newest_revision() == REVISION


def test_the_migrations_make_what_the_code_expects(target: str) -> None:
    """The schema that migrations build differs in nothing from the one in `tables`."""
    assert current_revision(target) == REVISION
    assert check_schema(target) == []


def test_down_and_up_again(new_target: NewTarget) -> None:
    """From nothing to the newest schema, back to nothing and up again, without a trace left over."""
    target = new_target(ready=False)
    assert upgrade_store(target) == (None, REVISION)
    downgrade_store(target, "base")
    assert current_revision(target) is None
    assert upgrade_store(target) == (None, REVISION)
    assert check_schema(target) == []


def test_an_upgrade_of_what_is_new_changes_nothing(target: str, store: Store) -> None:
    """Upgrading twice leaves schema and rows as they are."""
    save(store, full_extraction())
    before = dump(store)
    assert upgrade_store(target) == (REVISION, REVISION)
    assert dump(store) == before


def test_rows_of_the_first_schema_survive(target: str) -> None:
    """What was saved under the first schema is there, searchable and guarded after the upgrade."""
    with open_store(target, mode="write") as store:
        save(store, full_extraction())
        before = dump(store)
    downgrade_store(target, "0001")
    assert upgrade_store(target) == ("0001", REVISION)
    with open_store(target, mode="write") as store:
        assert dump(store) == before
        assert len(find_quotations(store, QuotationFilter(words="support measures"))) == 1
        assert verify_store(store) == []
    assert check_schema(target) == []


def test_rows_of_the_second_schema_survive(target: str) -> None:
    """Articles that were saved before anybody asked who signs them keep their rows, and stay guarded."""
    with open_store(target, mode="write") as store:
        save(store, full_extraction())
        before = dump(store)
    downgrade_store(target, "0002")
    assert upgrade_store(target) == ("0002", REVISION)
    with open_store(target, mode="write") as store:
        assert dump(store) == before
        assert find_articles(store)[0].article == make_article()
        assert verify_store(store) == []
        with pytest.raises(StoreError, match="append-only"), store.writing() as connection:
            connection.execute(text("UPDATE article_versions SET authors = '[]'"))
    assert check_schema(target) == []


def test_rows_of_the_third_schema_survive(target: str) -> None:
    """Articles of before sightings keep their rows, are found as before, and can be seen again."""
    with open_store(target, mode="write") as store:
        save(store, full_extraction())
        before = dump(store)
    downgrade_store(target, "0003")
    assert upgrade_store(target) == ("0003", REVISION)
    with open_store(target, mode="write") as store:
        assert dump(store) == before
        assert save_sighting(store, read_sighting(make_article(title="Talks")), now=at(20))
        assert find_articles(store)[0].article == make_article(title="Talks")
        assert verify_store(store) == []
        with store.reading() as connection:
            titles = connection.execute(text("SELECT title, published_at FROM who_said_what")).all()
        assert set(titles) == {("Talks", "2025-07-13")}
    assert check_schema(target) == []
    downgrade_store(target, "0003")
    with pytest.raises(StoreError, match="0003"):
        open_store(target)


def test_rows_of_the_fourth_schema_survive(target: str) -> None:
    """What was saved before there were audits is there after the upgrade, and can be audited."""
    with open_store(target, mode="write") as store:
        save(store, full_extraction())
        before = dump(store)
    downgrade_store(target, "0004")
    assert upgrade_store(target) == ("0004", REVISION)
    run = AuditRun(version="1", rules=["PV000"], scope={}, looked_at=None, started_at=NOW, finished_at=NOW)
    with open_store(target, mode="write") as store:
        assert dump(store) == before
        noted = Noted(rule="PV000", subject="x", severity=Severity.LOW, message="A test.")
        assert save_audit(store, [noted], run=run).opened
        assert verify_store(store) == []
    assert check_schema(target) == []
    downgrade_store(target, "0004")
    assert current_revision(target) == "0004"


def test_rows_of_an_empty_first_schema_can_be_written_after_the_upgrade(new_target: NewTarget) -> None:
    """A database without rows is as good after the upgrade as a new one."""
    target = new_target()
    downgrade_store(target, "0001")
    upgrade_store(target)
    with open_store(target, mode="write") as store:
        save(store, full_extraction())
        assert verify_store(store) == []


@pytest.mark.parametrize("lost", ["journal_no_update", "attributions_no_delete"])
def test_a_missing_guard_is_drift(target: str, store: Store, lost: str) -> None:
    """A trigger that somebody dropped is found."""
    table = lost.split("_", maxsplit=1)[0]
    on = "" if store.target == target and "://" not in target else f" ON {table}"
    with store.writing() as connection:
        connection.execute(text(f"DROP TRIGGER {lost}{on}"))
    assert check_schema(target) == [f"the trigger {lost} is missing"]


def test_a_missing_view_and_column_are_drift(target: str, store: Store) -> None:
    """A view that is gone and a column that is too many are found."""
    with store.writing() as connection:
        connection.execute(text("DROP VIEW who_said_what"))
        connection.execute(text("ALTER TABLE outlets ADD COLUMN extra TEXT"))
    found = check_schema(target)
    assert any("extra" in problem for problem in found)
    assert "the view who_said_what is missing" in found


def test_an_old_schema_is_drift(target: str) -> None:
    """Checking an old database says which schema it has."""
    downgrade_store(target, "0001")
    assert check_schema(target) == [f"the schema is 0001, the newest is {REVISION}"]


def test_several_processes_may_make_the_same_database(new_target: NewTarget) -> None:
    """Two first writers at once end up with one schema."""
    target = new_target(ready=False)

    def touch(_: int) -> None:
        open_store(target, mode="write").close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(touch, range(4)))
    assert check_schema(target) == []


def test_a_newer_schema_is_not_upgraded(target: str, store: Store) -> None:
    """A database of a newer version is refused, not brought back."""
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="9999"):
        upgrade_store(target)


def test_a_missing_database_has_no_revision(tmp_path: Path) -> None:
    """Asking for the revision of a file that is not there makes no file."""
    with pytest.raises(NotFound):
        current_revision(str(tmp_path / "no.db"))
    assert list(tmp_path.iterdir()) == []


def test_every_constraint_has_a_name() -> None:
    """Migrations on SQLite lose what has no name."""
    unnamed = [
        (table.name, constraint)
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def test_enumerations_are_checked(store: Store) -> None:
    """A value outside an enumeration is refused by the database itself."""
    row = {"id": "ag_1", "kind": "robot", "label": "R", "created_at": NOW}
    with pytest.raises(StoreError, match="ck_agents_kind"), store.writing() as connection:
        connection.execute(insert(metadata.tables["agents"]).values(**row))


def test_a_backup_holds_everything(tmp_path: Path) -> None:
    """The copy of an SQLite database that is in use is a whole database."""
    with open_store(str(tmp_path / "a.db"), mode="write") as store:
        save(store, full_extraction())
        size = backup_store(str(tmp_path / "a.db"), tmp_path / "b.db")
        expected = dump(store)
    assert size == (tmp_path / "b.db").stat().st_size
    with open_store(str(tmp_path / "b.db")) as copy:
        assert dump(copy) == expected
        assert verify_store(copy) == []


def test_a_backup_writes_over_nothing(tmp_path: Path) -> None:
    """A destination that exists, or whose folder does not, is refused."""
    target = str(tmp_path / "a.db")
    open_store(target, mode="write").close()
    (tmp_path / "b.db").touch()
    with pytest.raises(StoreError, match="already"):
        backup_store(target, tmp_path / "b.db")
    with pytest.raises(StoreError, match="no folder"):
        backup_store(target, tmp_path / "no" / "b.db")


def test_postgresql_is_backed_up_with_its_own_tool(tmp_path: Path) -> None:
    """The error names the command that does it."""
    with pytest.raises(StoreError) as caught:
        backup_store("postgresql://localhost/news", tmp_path / "b.dump")
    assert caught.value.hint.startswith("pg_dump ")
