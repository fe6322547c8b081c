"""`ingest`: articles into the database, once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from provenance.resources import resource_path

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

TEXT = '"We will act," Sergei Lavrov said, according to TASS. Nobody else spoke.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article, an empty file and a binary."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "a.txt").write_text(TEXT, encoding="utf-8")
    (path / "b.txt").write_text("", encoding="utf-8")
    (path / "c.txt").write_bytes(bytes(range(256)) * 8)
    return path


def test_ingest_reports_by_reason(invoke: Invoke, rows: Rows, folder: Path, tmp_path: Path) -> None:
    """The report counts what was new and what was skipped, by reason; stderr says which."""
    database = str(tmp_path / "new.db")
    result = invoke("ingest", str(folder), "--db", database)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["articles"], report["saved"], report["skipped"]) == (3, 1, {"binary": 1, "empty": 1})
    assert "b.txt (empty)" in result.stderr
    assert [row["speaker"]["name"] for row in rows("quotes", "--via", "TASS", "--db", database)] == ["Sergei Lavrov"]


def test_second_ingest_adds_nothing(rows: Rows, tmp_path: Path) -> None:
    """The same articles again are known, and nothing is added."""
    options = ("ingest", str(resource_path("seeds/articles")), "--db", str(tmp_path / "new.db"))
    first, again = rows(*options)[0], rows(*options)[0]
    assert (first["saved"], again["saved"], again["known"]) == (5, 0, 5)
    assert set(again["added"].values()) == {0}
    assert again["run"] is None


def test_strict(invoke: Invoke, folder: Path, tmp_path: Path) -> None:
    """With `--strict` something skipped ends with 3, and the rest is in the database all the same."""
    result = invoke("ingest", str(folder), "--strict", "--db", str(tmp_path / "new.db"))
    assert result.exit_code == 3
    assert json.loads(result.stdout)["saved"] == 1


def test_nothing_read_is_an_error(invoke: Invoke, folder: Path, tmp_path: Path) -> None:
    """Where not a single article could be read the exit code is 1."""
    result = invoke("ingest", str(folder / "b.txt"), "--db", str(tmp_path / "new.db"))
    assert result.exit_code == 1
    assert "nothing could be read; skipped 1 (1 empty)" in result.stderr


def test_new_database_knows_the_registry(rows: Rows, folder: Path, tmp_path: Path) -> None:
    """The first ingest tells a new database the people and media that are known from the start."""
    rows("ingest", str(folder), "--db", str(tmp_path / "new.db"))
    (known,) = rows("agents", "list", "Korean Central News Agency", "--db", str(tmp_path / "new.db"))
    assert "KCNA" in known["names"]


def test_table(invoke: Invoke, folder: Path, tmp_path: Path) -> None:
    """People get the report as a table."""
    shown = invoke("ingest", str(folder), "--format", "table", "--db", str(tmp_path / "new.db")).stdout
    assert "2 (1 binary, 1 empty)" in shown
