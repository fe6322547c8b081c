"""`ingest`: articles into the database, once."""

import json
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from provenance.resources import resource_path

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]
Start = Callable[..., subprocess.Popen[str]]

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


def write_news(path: Path, articles: int) -> Path:
    """Write a file of many short articles that share speakers and agencies."""
    people = ("Sergei Lavrov", "Marco Rubio", "Choe Son Hui")
    with path.open("w", encoding="utf-8") as file:
        for n in range(articles):
            text = f'"Point {n} is settled," {people[n % 3]} said on Sunday, according to TASS. Others were silent.\n'
            file.write(json.dumps({"id": str(n), "text": text * 3, "publisher": "The Daily Test"}) + "\n")
    return path


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what a database says, without when and by which run it was told so."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        said = {}
        for table in tables:
            names = [row[1] for row in connection.execute(f'pragma table_info("{table}")')]
            kept = [f'"{name}"' for name in names if not name.endswith("_at") and name != "run_id"]
            if not table.startswith(("run", "sqlite_", "quotations_fts", "quotation_words")):
                query = f'select {", ".join(kept)} from "{table}"'  # noqa: S608 - names of our own tables
                said[table] = sorted(connection.execute(query), key=repr)
    return said


def test_killed_ingest_is_completed_by_a_second(
    start: Start, invoke: Invoke, count_versions: Callable[[Path], int], tmp_path: Path
) -> None:
    """After `kill -9` in the middle a second run leaves the same database as one that was never disturbed."""
    news = write_news(tmp_path / "news.jsonl", 30)
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    process = start("ingest", str(news), "--db", str(killed))
    while count_versions(killed) < 3 and process.poll() is None:
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert 3 <= count_versions(killed) < 30
    # A process of its own is only what can be killed: loading takes longer than reading.
    for database in (killed, whole):
        assert invoke("ingest", str(news), "--db", str(database)).stderr == ""
        assert count_versions(database) == 30
    assert contents(killed) == contents(whole)


def test_two_ingests_at_once_add_each_article_once(start: Start, invoke: Invoke, tmp_path: Path) -> None:
    """Two processes that read the same articles into one new database leave it as one would."""
    news = write_news(tmp_path / "news.jsonl", 20)
    both, one = tmp_path / "both.db", tmp_path / "one.db"
    processes = [start("ingest", str(news), "--db", str(both)) for _ in range(2)]
    assert invoke("ingest", str(news), "--db", str(one)).exit_code == 0
    for process in processes:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    assert contents(both) == contents(one)


def test_order_of_articles_makes_no_difference(rows: Rows, tmp_path: Path) -> None:
    """The same articles in another order give the same database."""
    news = write_news(tmp_path / "news.jsonl", 12)
    rows("ingest", str(news), "--db", str(tmp_path / "forth.db"))
    turned = news.read_text(encoding="utf-8").splitlines(keepends=True)[::-1]
    news.write_text("".join(turned), encoding="utf-8")
    rows("ingest", str(news), "--db", str(tmp_path / "back.db"))
    assert contents(tmp_path / "forth.db") == contents(tmp_path / "back.db")
