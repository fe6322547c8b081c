"""`relays`: who carries whose words, and how often."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]


def test_wire_names_both_ends(rows: Rows, database: str) -> None:
    """A line has the relay, its role, the speaker, and how often and when."""
    (row,) = rows("relays", "--db", database)
    assert (row["relay"]["name"], row["role"], row["speaker"]["name"]) == ("TASS", "agency", "Ada Lovelace")
    assert (row["quotations"], row["articles"]) == (1, 1)
    assert row["first_seen"] == row["last_seen"] == "2025-07-13"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--via", "TASS", "--role", "agency"), 1),
        (("--role", "outlet"), 0),
        (("--speaker", "Turing"), 0),
        (("--since", "2025-08"), 0),
        (("--hops", "1"), 1),
        (("--hops", "2.."), 0),
        (("measures",), 1),
    ],
    ids=str,
)
def test_filters(rows: Rows, database: str, options: tuple[str, ...], found: int) -> None:
    """The filters are those of `quotes`."""
    assert len(rows("relays", "--db", database, *options)) == found


def test_csv_has_ids(invoke: Invoke, database: str) -> None:
    """CSV has the ids too, by which a name in two articles can be told to be one agent."""
    (row,) = csv.DictReader(io.StringIO(invoke("relays", "--db", database, "--format", "csv").stdout))
    assert row["relay"] == "TASS"
    assert row["relay_id"].startswith("ag_")
    assert row["speaker_id"].startswith("ag_")


@pytest.mark.parametrize(("width", "headings"), [("100", 7), ("60", 5), ("46", 4)])
def test_table(invoke: Invoke, database: str, width: str, headings: int) -> None:
    """On a narrow terminal the dates, and then the number of articles, make room for the names."""
    shown = invoke("relays", "--db", database, "--format", "table", env={"COLUMNS": width}).stdout
    assert len(shown.splitlines()[0].split()) == headings
    assert "Ada Lovelace" in shown


def test_nothing_is_no_error(invoke: Invoke, database: str) -> None:
    """Where nobody carries anything, that is said."""
    result = invoke("relays", "--db", database, "--via", "Reuters", "--format", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No relays found.\n")
