"""`db`: schema, health and copies of the database."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]


def test_new_database_is_current(rows: Rows, database: str) -> None:
    """A database that ingest made has the newest schema."""
    (facts,) = rows("db", "current", "--db", database)
    assert facts["current"] == facts["newest"]


def test_upgrade_of_a_current_database(rows: Rows, database: str) -> None:
    """An upgrade of the newest schema changes nothing."""
    (facts,) = rows("db", "upgrade", "--db", database)
    assert facts["before"] == facts["after"]


def test_upgrade_makes_a_database(rows: Rows, tmp_path: Path) -> None:
    """An upgrade of nothing makes an empty database of the newest schema."""
    (facts,) = rows("db", "upgrade", "--db", str(tmp_path / "new.db"))
    assert facts["before"] is None
    assert rows("quotes", "--db", str(tmp_path / "new.db")) == []


def test_check_and_verify_are_silent(invoke: Invoke, database: str) -> None:
    """A sound database has no drift and no problem."""
    for command in ("check", "verify"):
        result = invoke("db", command, "--db", database)
        assert (result.exit_code, result.stdout) == (0, "")


def test_check_finds_drift(invoke: Invoke, database: str) -> None:
    """A column too many is listed, and the exit code is 3."""
    with sqlite3.connect(database) as connection:
        connection.execute("alter table outlets add column colour text")
    connection.close()
    result = invoke("db", "check", "--db", database)
    assert result.exit_code == 3
    assert "colour" in result.stdout


def test_verify_finds_a_changed_text(invoke: Invoke, database: str) -> None:
    """A text that was changed behind our back is found, and the exit code is 3."""
    with sqlite3.connect(database) as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.execute("update article_versions set text = replace(text, 'noon', 'dawn')")
    connection.close()
    result = invoke("db", "verify", "--db", database)
    assert result.exit_code == 3
    assert "article_versions" in {json.loads(line)["table"] for line in result.stdout.splitlines()}


def test_backup_is_a_database(invoke: Invoke, rows: Rows, database: str, tmp_path: Path) -> None:
    """A backup is a whole database of its own, and its size is told."""
    copy = tmp_path / "copy.db"
    (facts,) = rows("db", "backup", str(copy), "--db", database)
    assert facts == {"backup": copy.as_posix(), "bytes": copy.stat().st_size}
    assert rows("quotes", "--db", str(copy)) == rows("quotes", "--db", database)
    assert invoke("db", "verify", "--db", str(copy)).exit_code == 0


@pytest.mark.parametrize("command", [("current",), ("check",), ("verify",)])
def test_no_database_of_ours(invoke: Invoke, tmp_path: Path, command: tuple[str, ...]) -> None:
    """A file that is no database is a known error that names it."""
    file = tmp_path / "notes.txt"
    file.write_text("These are notes, and no database at all. " * 40, encoding="utf-8")
    result = invoke("db", *command, "--db", str(file))
    assert result.exit_code == 1
    assert "notes.txt" in result.stderr
