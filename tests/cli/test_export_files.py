"""The exports that are one file: each for a new user, with filters, to a pipe and to a file, whole or not at all."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from provenance.cli.exporting import Job
from provenance.core.text import printable
from provenance.exports.flat import write_csv
from provenance.ingest import Extracts, ingest_articles
from provenance.readers.dispatch import read_inputs
from provenance.store.engine import open_store
from provenance.store.records import QuotationFilter

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

NOW = "2025-09-02T00:00:00.000000+00:00"
TEXTS = (
    ("csv",),
    ("jsonl",),
    ("prov",),
    ("prov", "--format", "json"),
    ("annotations",),
    ("annotations", "--format", "jsonl"),
    ("graph",),
    ("graph", "--format", "dot"),
    ("graph", "--format", "mermaid"),
    ("jsonld",),
)
ALL = (*TEXTS, ("parquet",))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a database in which nothing is."""
    path = str(tmp_path_factory.mktemp("empty") / "empty.db")
    with open_store(path, mode="write"):
        return path


@pytest.fixture(params=TEXTS, ids=" ".join)
def text_form(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return one after the other the exports that are texts."""
    form: tuple[str, ...] = request.param
    return form


def test_a_pipe_gets_what_a_file_gets(
    text_form: tuple[str, ...], invoke: Invoke, database: str, tmp_path: Path
) -> None:
    """Without a file the export goes to standard output, byte for byte, and the same at every time."""
    command = ("export", *text_form, "--db", database)
    piped = invoke(*command)
    assert (piped.exit_code, piped.stderr) == (0, "")
    filed = invoke(*command, str(tmp_path / "out"))
    assert (filed.exit_code, filed.stdout) == (0, "")
    assert filed.stderr == f"3 quotations in {tmp_path / 'out'}\n"
    assert (tmp_path / "out").read_bytes() == piped.stdout_bytes == invoke(*command).stdout_bytes
    assert len(piped.stdout_bytes) > 100


@pytest.mark.parametrize("form", ALL, ids=" ".join)
def test_nothing_is_exported_too(
    form: tuple[str, ...], invoke: Invoke, database: str, empty: str, tmp_path: Path
) -> None:
    """An empty database, and a filter that matches nothing, make a file of no attributions."""
    for number, arguments in enumerate((("--db", empty), ("--db", database, "--speaker", "Nobody Known"))):
        place = tmp_path / f"out{number}"
        told = invoke("export", *form, str(place), *arguments)
        assert (told.exit_code, told.stderr) == (0, f"0 quotations in {place}\n")
        assert b"Lovelace" not in place.read_bytes()
    assert (tmp_path / "out0").read_bytes() == (tmp_path / "out1").read_bytes()


@pytest.mark.parametrize("form", ALL, ids=" ".join)
def test_errors_come_before_the_file(form: tuple[str, ...], invoke: Invoke, database: str, tmp_path: Path) -> None:
    """Where the question makes no sense, or the place cannot be written to, the message says so and no file is made."""
    place = tmp_path / "out"
    place.write_text("old")
    for arguments, message in (
        ((str(place), "--db", str(tmp_path / "none.db")), "no database"),
        ((str(place), "--db", database, "--hops", "2", "--direct-only"), "--direct-only"),
        ((str(tmp_path / "none" / "out"), "--db", database), "cannot write"),
        ((str(tmp_path), "--db", database), "is a directory"),
    ):
        told = invoke("export", *form, *arguments)
        assert (told.exit_code in {1, 2}, told.stdout) == (True, "")
        assert message in told.stderr
    assert place.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith("news.db")} == {"out"}


def read_csv(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(text, newline=""), strict=True)


@pytest.mark.parametrize(
    ("arguments", "speakers"),
    [
        ((), ["Eve Mallory", "Ada Lovelace", "Alan Turing"]),
        (("--speaker", "lovelace"), ["Ada Lovelace"]),
        (("--via", "TASS", "--role", "agency"), ["Ada Lovelace"]),
        (("--direct-only", "--until", "2025-07"), ["Alan Turing"]),
        (("--words", "measures", "--words", "support"), ["Ada Lovelace"]),
        (("--outlet", "Evening"), ["Eve Mallory"]),
        (("--limit", "1"), ["Eve Mallory"]),
        (("--as-of", "2020-01-01"), []),
    ],
)
def test_the_filters_are_those_of_quotes(
    arguments: tuple[str, ...], speakers: list[str], invoke: Invoke, database: str
) -> None:
    """The options that choose quotations choose attributions, in the same order."""
    told = invoke("export", "csv", "--db", database, *arguments)
    assert told.exit_code == 0, told.stderr
    assert [row["speaker_label"] for row in read_csv(told.stdout)] == speakers


def test_lines_are_those_of_quotes(rows: Rows, database: str) -> None:
    """`export jsonl` writes what `quotes` shows in a pipe."""
    assert rows("export", "jsonl", "--db", database) == rows("quotes", "--db", database)


def test_lines_come_back_with_the_same_ids(
    invoke: Invoke, rows: Rows, database: str, tmp_path: Path, by_hand: Extracts
) -> None:
    """An export with texts, read into another database, has the same articles, quotations, agents and chains there."""
    place, copy = tmp_path / "all.jsonl", str(tmp_path / "copy.db")
    assert invoke("export", "jsonl", str(place), "--with-text", "--db", database).exit_code == 0
    with open_store(copy, mode="write") as store:
        report = ingest_articles(read_inputs([str(place)]), extractor=by_hand, store=store, clock=lambda: NOW)
    assert (report.saved, report.skipped) == (2, {})
    before, after = (rows("export", "jsonl", "--db", path) for path in (database, copy))
    assert [one.pop("assertion")["decided_by"] for one in after] == ["import"] * 3
    assert [one.pop("assertion")["decided_by"] for one in before] == ["model"] * 3
    assert after == before


def test_text_only_if_asked(rows: Rows, database: str) -> None:
    """The whole text of an article leaves the database only with `--with-text`."""
    for options, is_there in (((), False), (("--with-text",), True)):
        told = rows("export", "jsonl", "--db", database, *options)
        assert {"text" in line["article"] for line in told} == {is_there}


def test_reviewers_only_if_asked(invoke: Invoke, rows: Rows, database: str) -> None:
    """A reviewer's name and reason leave the database only if asked for."""
    (said,) = rows("quotes", "--speaker", "Turing", "--db", database)
    given = ("--reviewer", "Grace Hopper", "--reason", "Grace rang him", "--speaker", "Alonzo Church")
    assert invoke("correct", said["id"], *given, "--db", database).exit_code == 0
    for form in (*TEXTS, ("jsonl", "--with-text")):
        told = invoke("export", *form, "--db", database)
        assert "Grace" not in told.stdout
        assert "Church" in told.stdout
    told = invoke("export", "jsonl", "--include-reviewers", "--db", database)
    assert ("Grace Hopper" in told.stdout, "Grace rang him" in told.stdout) == (True, True)


def test_parquet_is_no_text(invoke: Invoke, database: str) -> None:
    """A form that is no text is not sent to standard output."""
    told = invoke("export", "parquet", "--db", database)
    assert (told.exit_code, told.stdout_bytes) == (2, b"")
    assert "name a file" in told.stderr


def test_a_terminal_is_not_steered(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal control characters are shown as signs; the lines stay lines."""
    screen = _Screen(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", screen)
    wanted = QuotationFilter(speaker="Mallory")
    Job(file="-", wanted=wanted, db=database).write(write_csv)
    shown = screen.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    assert "cmd|\N{REPLACEMENT CHARACTER}[31m red" in shown
    assert printable(shown.replace("\n", "")) == shown.replace("\n", "")
    assert shown.count("\n") == 2


class _Screen(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_excel_is_told_of_utf8(invoke: Invoke, database: str) -> None:
    """With `--bom` the table begins with the mark that Excel needs, and without it with its first column."""
    assert invoke("export", "csv", "--db", database, "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfspeaker_label,")
    assert invoke("export", "csv", "--db", database).stdout_bytes.startswith(b"speaker_label,")


def test_documents_are_linked_by_the_same_names(invoke: Invoke, database: str) -> None:
    """PROV, annotations and schema.org name a quotation by the same URN."""
    told = {
        form: invoke("export", form, "--db", database, "--via", "TASS").stdout for form in ("annotations", "jsonld")
    }
    (item,), (node,) = (json.loads(told["annotations"])["items"], json.loads(told["jsonld"])["@graph"])
    assert item["id"] == f"{node['@id']}#annotation"
    bundle = json.loads(invoke("export", "prov", "--db", database, "--via", "TASS").stdout)["@graph"][0]
    assert bundle["@id"].replace("pv:", "urn:provenance:") == f"{node['@id']}-attribution"
