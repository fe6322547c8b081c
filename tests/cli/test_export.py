"""`export datasette`: a directory for others to read."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]


def test_export_tells_what_it_wrote(rows: Rows, database: str, tmp_path: Path) -> None:
    """The report names the directory and the rows of each table."""
    (report,) = rows("export", "datasette", str(tmp_path / "site"), "--db", database)
    assert report["rows"]["quotes"] == 3
    assert (tmp_path / "site" / "quotes.db").is_file()


def test_export_takes_the_filters_of_quotes(rows: Rows, database: str, tmp_path: Path) -> None:
    """The options that choose quotations choose what is exported."""
    options = ("--via", "TASS", "--words", "measures", "--with-text")
    (report,) = rows("export", "datasette", str(tmp_path / "site"), "--db", database, *options)
    assert report["rows"]["quotes"] == 1


def test_text_only_if_asked(rows: Rows, database: str, tmp_path: Path) -> None:
    """The whole text of an article leaves the database only with `--with-text`."""
    for name, options in (("without", ()), ("with", ("--with-text",))):
        rows("export", "datasette", str(tmp_path / name), "--db", database, *options)
        with sqlite3.connect(tmp_path / name / "quotes.db") as connection:
            dump = "".join(connection.iterdump())
        connection.close()
        assert ("Ministers met on Saturday" in dump) == (name == "with")


def test_export_refuses_a_folder_of_others(invoke: Invoke, database: str, tmp_path: Path) -> None:
    """A folder that holds something else is left alone."""
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("Dear Ada", encoding="utf-8")
    result = invoke("export", "datasette", str(other), "--db", database)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert [file.name for file in other.iterdir()] == ["letter.txt"]
