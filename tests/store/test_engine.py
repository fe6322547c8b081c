"""Opening and closing the database."""

import sqlite3
from pathlib import Path

import pytest
from factories import NewTarget, find_articles, full_extraction, save
from sqlalchemy import text

from provenance.errors import NotFound, SchemaOutOfDate, StoreError
from provenance.store.engine import Store, open_store
from provenance.store.schema import downgrade_store


def test_a_missing_file_is_not_made_by_reading(tmp_path: Path) -> None:
    """A reader that names a wrong path hears so, and no empty file is left behind."""
    with pytest.raises(NotFound, match="no database at"):
        open_store(str(tmp_path / "no.db"))
    assert list(tmp_path.iterdir()) == []


def test_writing_brings_a_new_database_to_the_newest_schema(new_target: NewTarget) -> None:
    """The first writer need not know of migrations."""
    target = new_target(ready=False)
    with open_store(target, mode="write") as store, store.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM who_said_what")).scalar() == 0


def test_an_empty_database_is_not_read(new_target: NewTarget) -> None:
    """A database without tables gives no empty answers: it says that it is empty."""
    target = new_target(ready=False)
    if "://" not in target:
        Path(target).touch()
    with pytest.raises(StoreError, match="is empty"):
        open_store(target)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_an_older_schema_is_never_upgraded_unasked(target: str, mode: str) -> None:
    """An old database is refused with the command that upgrades it."""
    downgrade_store(target, "0001")
    with pytest.raises(SchemaOutOfDate) as caught:
        open_store(target, mode=mode)  # type: ignore[arg-type]
    assert caught.value.hint == "run `provenance db upgrade`"


def test_a_newer_schema_is_refused(target: str, store: Store) -> None:
    """A database that a newer version made is left alone."""
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaOutOfDate, match="9999"):
        open_store(target, mode="write")


def test_the_database_of_something_else_is_refused(tmp_path: Path) -> None:
    """Our tables are never put beside those of another program."""
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="bookmarks"):
        open_store(str(other), mode="write")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Naming an article in place of the database gives an error that says so, and leaves the file alone."""
    path = tmp_path / "article.txt"
    path.write_text("He said: “No database.” " * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(str(path), mode="write")
    assert "no SQLite database" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "target", ["", "  ", "a\x00b", "mysql://host/name", ":memory:", "sqlite://", "http:", "postgresql://[", "x://y"]
)
def test_what_is_no_target_is_refused(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is given as a database is a known error with a hint."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as caught:
        open_store(target, mode="read")
    assert caught.value.hint


def test_a_server_that_is_not_there_is_a_known_error() -> None:
    """An address at which nobody answers gives an error that shows no password."""
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in caught.value.message
    assert caught.value.hint


def test_a_store_for_reading_refuses_to_write(target: str, store: Store) -> None:
    """Reading never changes a database, by our rule and by the database's."""
    save(store, full_extraction())
    with open_store(target) as reader:
        with pytest.raises(StoreError, match="reading only"), reader.writing():
            pass
        with pytest.raises(StoreError), reader.reading() as connection:
            connection.execute(text("UPDATE agents SET label = 'x'"))


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    """An error in a transaction undoes all of it."""
    row = text("INSERT INTO articles (id, locator, first_seen_at) VALUES ('ar_1', 'x', 'y')")

    def add_twice() -> None:
        with store.writing() as connection:
            connection.execute(row)
            connection.execute(row)

    with pytest.raises(StoreError, match="articles"):
        add_twice()
    with store.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM articles")).scalar() == 0


def test_sqlite_runs_with_our_settings(tmp_path: Path) -> None:
    """A writer finds write-ahead logging, watched references and a patient lock."""
    with open_store(str(tmp_path / "a.db"), mode="write") as store, store.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "recursive_triggers")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 60_000, "recursive_triggers": 1}


def test_a_path_may_hold_anything(tmp_path: Path) -> None:
    """Spaces, percent and question marks in a path are no part of an address."""
    path = tmp_path / "a b?c=%20#d.db"
    with open_store(str(path), mode="write"):
        pass
    with open_store(str(path)):
        assert path.exists()


def test_closing_twice_does_no_harm(target: str) -> None:
    """A store may be closed by hand inside its own block, and opened again afterwards."""
    with open_store(target) as store:
        store.close()
    with open_store(target) as again:
        assert find_articles(again) == []
