"""A small database of known content, and a way to call commands as a user does."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lean import lean_environment

from provenance.cli.app import cli
from provenance.core.records import Article
from provenance.core.wire import text_sha256
from provenance.ingest import Extracts, ingest_articles
from provenance.store.engine import open_store

Invoke = Callable[..., Result]

TALKS = """\
Ministers met on Saturday. No date was set.
"We will support all measures," Ada Lovelace said, according to TASS. She left at noon.
"Never," Alan Turing said. The talks go on.
"""
EVIL = '"=cmd|\x1b[31m red," Eve Mallory said. It was odd.\n'
ARTICLES: dict[str, tuple[str, dict[str, Any]]] = {
    "talks.txt": (TALKS, {"title": "Talks go on", "publisher": "The Daily Test", "published": "2025-07-13"}),
    "evil.txt": (
        EVIL,
        {"title": "[red]Odd\x1b]0;owned\x07", "publisher": "The Evening Test", "published": "2025-08-01"},
    ),
}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a database that is made once, for every test to have a copy of."""
    return tmp_path_factory.mktemp("template") / "news.db"


@pytest.fixture
def database(tmp_path: Path, template: Path, by_hand: Extracts) -> str:
    """Path of a database that holds the articles above."""
    if not template.exists():
        read = (
            Article(locator=name, path=name, text=text, raw_sha256=text_sha256(text), **known)
            for name, (text, known) in ARTICLES.items()
        )
        with open_store(str(template), mode="write") as store:
            ingest_articles(read, extractor=by_hand, store=store, clock=lambda: "2025-09-01T00:00:00.000000+00:00")
    return str(shutil.copy(template, tmp_path / "news.db"))


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Call the command line; errors of ours come back as exit codes, bugs as exceptions."""
    for name in ("PROVENANCE_DB", "PROVENANCE_REVIEWER", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: str, given: bytes | None = None, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, given, env, catch_exceptions=False, prog_name="provenance")

    return call


def lines(result: Result) -> list[dict[str, Any]]:
    """Read the JSON lines that a command wrote."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def rows(invoke: Invoke) -> Callable[..., list[dict[str, Any]]]:
    """Call a command and read its JSON lines."""
    return lambda *arguments: lines(invoke(*arguments))


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the command as a process of its own; none outlives its test."""
    environment = lean_environment()
    with ExitStack() as started:

        def start(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "provenance", *arguments]
            process = subprocess.Popen(command, env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True)
            started.enter_context(process)
            started.callback(process.kill)
            return process

        yield start


@pytest.fixture
def count_versions() -> Callable[[Path], int]:
    """Count the articles in a database that another process may be making."""

    def count(database: Path) -> int:
        if not database.exists():
            return 0
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            try:
                found: int = connection.execute("select count(*) from article_versions").fetchone()[0]
            except sqlite3.OperationalError:
                return 0
        return found

    return count
