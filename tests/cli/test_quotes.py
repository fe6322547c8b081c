"""`quotes` and `show`: who said what, where it stands, and through whom we know it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

SUPPORT = '"We will support all measures,"'
STEERING = set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize(
    ("options", "speakers"),
    [
        ((), {"Ada Lovelace", "Alan Turing", "Eve Mallory"}),
        (("--speaker", "lovelace"), {"Ada Lovelace"}),
        (("--via", "TASS"), {"Ada Lovelace"}),
        (("--role", "agency"), {"Ada Lovelace"}),
        (("--via", "TASS", "--role", "agency", "--hops", "1"), {"Ada Lovelace"}),
        (("--hops", "1.."), {"Ada Lovelace"}),
        (("--hops", "2.."), set()),
        (("--hops", "..1"), {"Ada Lovelace", "Alan Turing", "Eve Mallory"}),
        (("--hops", "0"), {"Alan Turing", "Eve Mallory"}),
        (("--direct-only",), {"Alan Turing", "Eve Mallory"}),
        (("--outlet", "Daily"), {"Ada Lovelace", "Alan Turing"}),
        (("--since", "2025-08"), {"Eve Mallory"}),
        (("--until", "2025-07"), {"Ada Lovelace", "Alan Turing"}),
        (("--form", "direct", "--limit", "3"), {"Ada Lovelace", "Alan Turing", "Eve Mallory"}),
        (("--form", "indirect"), set()),
        (("measures", "support"), {"Ada Lovelace"}),
        (("--as-of", "2020-01-01"), set()),
    ],
)
def test_filters(rows: Rows, database: str, options: tuple[str, ...], speakers: set[str]) -> None:
    """Each option narrows what is found."""
    assert {row["speaker"]["name"] for row in rows("quotes", "--db", database, *options)} == speakers


@pytest.mark.parametrize("other", [("--via", "TASS"), ("--role", "agency"), ("--hops", "1")], ids=" ".join)
def test_no_relay_and_a_relay(invoke: Invoke, database: str, other: tuple[str, ...]) -> None:
    """To ask for words without a relay and for a relay at once is wrong usage."""
    result = invoke("quotes", "--db", database, "--direct-only", *other)
    assert result.exit_code == 2
    assert "--direct-only asks for words without a relay" in result.stderr


@pytest.mark.parametrize("words", ['"', "AND OR (", "support*", "col:x", "-never", "'; drop table quotations; --", "^"])
def test_search_syntax_is_words(invoke: Invoke, database: str, words: str) -> None:
    """Words are words, whatever a search engine would make of them."""
    assert invoke("quotes", "--db", database, "--", words).exit_code == 0


def test_wire_is_that_of_extract(rows: Rows, database: str) -> None:
    """A line of `quotes` is the quotation of `extract`, with its article and who decided."""
    (row,) = rows("quotes", "--db", database, "--via", "TASS")
    assert row["text"] == SUPPORT
    assert row["article"]["publisher"] == "The Daily Test"
    assert [hop["role"] for hop in row["chain"]] == ["speaker", "agency", "publisher"]
    assert row["assertion"]["decided_by"] == "model"


def test_table_shows_who_said_what(invoke: Invoke, database: str) -> None:
    """The table has speaker, words, relay, article, date and an id that can be typed."""
    shown = invoke("quotes", "--db", database, "--via", "TASS", "--format", "table").stdout
    for part in ("Ada Lovelace", "We will support", "TASS", "The Daily Test", "2025-07-13", "qt_"):
        assert part in shown


def test_table_stays_readable_where_it_is_narrow(
    invoke: Invoke, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 60 columns article and date make room for who said what, through whom."""
    monkeypatch.setenv("COLUMNS", "60")
    shown = invoke("quotes", "--db", database, "--via", "TASS", "--format", "table").stdout
    assert shown.split("\n")[0].split() == ["Speaker", "Said", "Via", "Id"]
    assert "Ada Lovelace" in shown
    assert all(len(line) <= 60 for line in shown.splitlines())


def test_table_of_nothing(invoke: Invoke, database: str) -> None:
    """Nothing found is said on stderr, and is no error."""
    result = invoke("quotes", "--db", database, "--speaker", "Nobody", "--format", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No quotations found.\n")


def test_csv(invoke: Invoke, database: str) -> None:
    """CSV has a row a quotation with the ids in full, in columns that keep their names."""
    shown = invoke("quotes", "--db", database, "--via", "TASS", "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(shown))
    assert (row["speaker"], row["via"], row["roles"]) == ("Ada Lovelace", "TASS", "agency")
    assert len(row["id"]) == len("qt_") + 20


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_hostile_article_cannot_steer(invoke: Invoke, database: str, form: str) -> None:
    """Escape sequences in words and titles reach no terminal."""
    shown = invoke("quotes", "--db", database, "--speaker", "Eve", "--format", form).stdout
    assert not STEERING & set(shown)


def test_output_file(invoke: Invoke, database: str, tmp_path: Path) -> None:
    """`-o` writes a file in the form of its suffix, and nothing to standard output."""
    target = tmp_path / "out.csv"
    result = invoke("quotes", "--db", database, "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("speaker,text,via")


def test_database_from_the_environment(invoke: Invoke, database: str) -> None:
    """Options can be set in the environment, one for all commands and others for one."""
    result = invoke("quotes", env={"PROVENANCE_DB": database, "PROVENANCE_QUOTES_SPEAKER": "Turing"})
    assert [json.loads(line)["speaker"]["name"] for line in result.stdout.splitlines()] == ["Alan Turing"]


def first_id(rows: Rows, database: str, speaker: str) -> str:
    found: str = rows("quotes", "--db", database, "--speaker", speaker)[0]["id"]
    return found


def test_show_marks_words_in_context(invoke: Invoke, rows: Rows, database: str) -> None:
    """`show` marks the words where they stand, and names cue, source, relay, chain and history."""
    wanted = first_id(rows, database, "Lovelace")
    shown = invoke("show", wanted[:11], "--db", database, "--format", "text").stdout
    assert f"⟦{SUPPORT}⟧ Ada Lovelace said, according to TASS. She left at noon." in shown
    assert "cue said" in shown
    assert "source Ada Lovelace" in shown
    assert "relay according to TASS" in shown
    assert "└── agency TASS  “according to TASS”" in shown
    assert "publisher The Daily Test" in shown
    assert "2025-09-01" in shown


def test_show_colours_do_not_change_words(invoke: Invoke, rows: Rows, database: str) -> None:
    """On a terminal with colours the same text is shown."""
    wanted = first_id(rows, database, "Lovelace")
    shown = invoke("show", wanted, "--db", database, "--format", "text", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[1;7m" in shown


def test_show_is_safe_for_a_terminal(invoke: Invoke, rows: Rows, database: str) -> None:
    """A hostile title and hostile words are shown without what steers."""
    shown = invoke("show", first_id(rows, database, "Eve"), "--db", database, "--format", "text").stdout
    assert not STEERING & set(shown)
    assert "[red]Odd" in shown


def test_show_json_holds_the_history(invoke: Invoke, rows: Rows, database: str) -> None:
    """The JSON of `show` is that of `quotes`, the words around it, and every decision."""
    wanted = first_id(rows, database, "Turing")
    shown = json.loads(invoke("show", wanted, "--db", database).stdout)
    assert shown["id"] == wanted
    assert shown["before"].endswith("noon.\n")
    assert [decision["assertion"] for decision in shown["history"]] == ["assert"]
    assert shown["history"][0]["quotation"]["speaker"]["name"] == "Alan Turing"


@pytest.mark.parametrize("command", ["show", "chain"])
def test_unknown_id(invoke: Invoke, database: str, command: str) -> None:
    """An id that is not there is a known error with its name."""
    result = invoke(command, "qt_ffffffff", "--db", database)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "qt_ffffffff" in result.stderr


def test_missing_database(invoke: Invoke, tmp_path: Path) -> None:
    """Without a database the error says which, and the hint what to do; none is made."""
    missing = tmp_path / "none.db"
    result = invoke("quotes", "--db", str(missing))
    assert result.exit_code == 1
    assert "none.db" in result.stderr
    assert "Hint: " in result.stderr
    assert not missing.exists()
