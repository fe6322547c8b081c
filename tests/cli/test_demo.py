"""`demo`: one command from nothing to who said what."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from provenance.cli.demo import prepare_folder
from provenance.errors import StoreError

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]


def test_demo(invoke: Invoke, rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo shows the table, a chain through TASS, what it wrote and how to go on; the commands it names work."""
    monkeypatch.chdir(tmp_path)
    result = invoke("demo")
    assert result.exit_code == 0, result.output
    shown = result.stdout
    for part in ("Speaker", "Kim Jong Un", "└── agency TASS", "demo/provenance.db", "serve demo/datasette"):
        assert part in shown
    assert (tmp_path / "demo" / "datasette" / "quotes.db").is_file()
    database = "demo/provenance.db"
    assert {row["speaker"]["name"] for row in rows("quotes", "--via", "TASS", "--db", database)} == {"Sergei Lavrov"}
    for line in shown[shown.index("Then try:") :].splitlines()[1:]:
        assert invoke(*line.split()[1:]).exit_code == 0


def test_demo_replaces_a_demo(tmp_path: Path) -> None:
    """An earlier demo is taken away, and a file that somebody put there stays."""
    folder = tmp_path / "demo"
    prepare_folder(folder)
    (folder / "provenance.db").write_text("old", encoding="utf-8")
    (folder / "datasette").mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    prepare_folder(folder)
    assert {file.name for file in folder.iterdir()} == {"notes.txt", "provenance-demo.txt"}


def test_demo_refuses_a_folder_of_others(tmp_path: Path) -> None:
    """A folder that holds something else is left alone."""
    (tmp_path / "letter.txt").write_text("Dear Ada", encoding="utf-8")
    with pytest.raises(StoreError, match="is not empty"):
        prepare_folder(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_demo_takes_an_empty_folder(tmp_path: Path) -> None:
    """An empty folder will do."""
    prepare_folder(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["provenance-demo.txt"]
