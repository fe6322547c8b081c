"""`serve`: the database in a browser, on this machine alone."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A server that would have been started: for which folder, on which host and port, and what the folder told."""

    folder: Path
    host: str
    port: str
    manifest: dict[str, object]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    """Note which servers are started, and let each end at once: the first one well, the others with an error."""
    noted: list[Started] = []
    real = subprocess.Popen

    def start(arguments: list[str]) -> "subprocess.Popen[bytes]":
        folder = Path(arguments[arguments.index("serve") + 1])
        host, port = (arguments[arguments.index(option) + 1] for option in ("--host", "--port"))
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        noted.append(Started(folder=folder, host=host, port=port, manifest=manifest))
        return real([sys.executable, "-c", f"raise SystemExit({len(noted) - 1})"])

    monkeypatch.setattr(subprocess, "Popen", start)
    return noted


def test_a_database_is_exported_for_as_long_as_it_is_served(
    invoke: Invoke, database: str, started: list[Started]
) -> None:
    """Without a directory the database goes to a temporary one, with text and reviewers, and filters choose from it."""
    pytest.importorskip("datasette")
    result = invoke("serve", "--db", database, "--via", "TASS", "--port", "8010")
    assert result.exit_code == 0, result.output
    (server,) = started
    assert (server.host, server.port) == ("127.0.0.1", "8010")
    told = server.manifest
    assert (told["with_text"], told["with_reviewers"], told["filter"]) == (True, True, {"via": "TASS"})
    assert not server.folder.exists()


def test_an_export_is_served_as_it_is(invoke: Invoke, database: str, tmp_path: Path, started: list[Started]) -> None:
    """An earlier export is served and left alone; another folder is refused, and a server that gives up is an error."""
    pytest.importorskip("datasette")
    site = tmp_path / "site"
    assert invoke("export", "datasette", str(site), "--db", database).exit_code == 0
    assert invoke("serve", str(site)).exit_code == 0
    assert (started[0].folder, (site / "quotes.db").exists()) == (site, True)
    again = invoke("serve", str(site))
    assert (again.exit_code, "exit code 1" in again.stderr) == (1, True)
    refused = invoke("serve", str(tmp_path))
    assert (refused.exit_code, "is no Datasette export" in refused.stderr) == (1, True)


def test_without_datasette_it_says_how_to_get_it(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Datasette is missing the hint names the extra that brings it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    result = invoke("serve")
    assert result.exit_code == 1
    assert "quote-provenance[datasette]" in result.stderr
