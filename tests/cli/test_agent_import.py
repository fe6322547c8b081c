"""`agents import`: names of another register, and what `ingest`, `extract` and `quotes` make of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

TABLE = """\
id	label	alias	lang	kind
Q7259	Ada Lovelace	Ada Augusta Byron|Lovelace	en	person
Q7259	Ада Лавлейс		ru	person
Q1	Acme	Acme Works Limited	en	organisation
no id	Jane Roe		en	person
Q2	Rex		en	animal
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "people.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def test_import_is_reported_and_idempotent(invoke: Invoke, rows: Rows, database: str, table: str) -> None:
    """What was new is counted, what could not be read is counted by reason, and a second run adds nothing."""
    (first,) = rows("agents", "import", table, "--db", database)
    assert (first["lines"], first["agents"], first["names"], first["joined"]) == (3, 2, 6, 1)
    assert first["skipped"] == {"id": 1, "kind": 1}
    again = invoke("agents", "import", table, "--db", database, "--format", "json")
    assert json.loads(again.stdout)[0]["agents"] == json.loads(again.stdout)[0]["names"] == 0
    assert "line 5 (id)" in again.stderr


def test_strict_tells_that_lines_were_skipped(invoke: Invoke, database: str, table: str) -> None:
    """With --strict a line that names nobody is found, as far as exit codes go."""
    assert invoke("agents", "import", table, "--db", database, "--strict").exit_code == 3


def test_nothing_to_import_is_an_error(invoke: Invoke, database: str) -> None:
    """A file that names nobody at all is a known error with a hint."""
    result = invoke("agents", "import", "-", "--db", database, given=b"nothing here\n")
    assert result.exit_code == 1
    assert "columns id, label" in result.stderr


def test_imported_names_find_quotations(invoke: Invoke, rows: Rows, database: str, table: str) -> None:
    """`quotes --speaker` finds under an imported name what an article says under another."""
    invoke("agents", "import", table, "--db", database)
    for name in ("Ada Augusta Byron", "Ада Лавлейс", "Лавлейс"):
        assert [row["speaker"]["name"] for row in rows("quotes", "--speaker", name, "--db", database)] == [
            "Ada Lovelace"
        ]


def test_imported_names_are_known_in_articles(rows: Rows, tmp_path: Path, table: str) -> None:
    """`extract --db` and `ingest` take an imported name for what the register says it is."""
    database, article = str(tmp_path / "new.db"), tmp_path / "a.txt"
    article.write_text('"We deliver," Acme said. "So we do," Ada Augusta Byron said.\n', encoding="utf-8")
    rows("agents", "import", table, "--db", database)
    kinds = {"Acme": "organisation", "Ada Lovelace": "person"}
    (found,) = rows("extract", str(article), "--model", "rules", "--db", database)
    assert {said["speaker"]["name"]: said["speaker"]["kind"] for said in found["quotations"]} == kinds
    (bare,) = rows("extract", str(article), "--model", "rules")
    assert "Ada Lovelace" not in {said["speaker"]["name"] for said in bare["quotations"]}
    reports = [rows("ingest", str(article), "--model", "rules", "--db", database)[0] for _ in range(2)]
    assert [(report["saved"], report["known"]) for report in reports] == [(1, 0), (0, 1)]
    assert {row["name"]: row["kind"] for row in rows("speakers", "--db", database)} == kinds
