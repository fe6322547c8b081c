"""Attributions as one table: labels beside ids, cells that run nowhere, and texts that come back."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from provenance.core.agents import build_agent
from provenance.core.records import AgentKind
from provenance.exports.cells import FORMULA_STARTS
from provenance.exports.flat import BOM, COLUMNS, flat_row, linked_row, write_csv
from provenance.exports.pseudonyms import Pseudonyms
from provenance.store.records import StoredQuotation


@pytest.fixture(autouse=True)
def long_cells() -> Iterator[None]:
    """Let the reader take cells as long as ours may be; its usual limit is 128 kB."""
    usual = csv.field_size_limit(10**7)
    yield
    csv.field_size_limit(usual)


def read(text: str) -> list[dict[str, str]]:
    """Read CSV and undo what the help of `export csv` says was done."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: undone(cell) for name, cell in row.items()} for row in rows]


def undone(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def test_labels_stand_beside_ids(lavrov: StoredQuotation) -> None:
    """A row can be read by people and joined by programs."""
    row = flat_row(lavrov)
    speaker, tass, cnn = (hop.agent for hop in lavrov.current.quotation.chain[:3])
    assert speaker
    assert tass
    assert cnn
    assert (row["speaker_label"], row["speaker"], row["speaker_kind"]) == ("Sergei Lavrov", speaker.id, "person")
    assert (row["relayed_by"], row["relays"]) == ('["TASS", "CNN"]', json.dumps([tass.id, cnn.id]))
    assert (row["version"], row["article"], row["file"]) == (lavrov.article.version, lavrov.article.id, "ties.txt")
    assert (row["title"], row["url"], row["publisher"]) == ("Ties are close", "https://example.org/ties", "The Daily")


def test_the_principal_is_named(lavrov: StoredQuotation) -> None:
    """For whom somebody speaks stands by name and by id, and in the station of the speaker."""
    ministry = build_agent("Foreign Ministry", AgentKind.ORGANISATION, scope="")
    speaking = replace(lavrov.current.quotation, on_behalf_of=ministry)
    row = flat_row(replace(lavrov, current=replace(lavrov.current, quotation=speaking)))
    assert (row["on_behalf_of_label"], row["on_behalf_of"]) == ("Foreign Ministry", ministry.id)
    told = {"name": "Foreign Ministry", "agent": ministry.id, "kind": "organisation"}
    assert [one.get("on_behalf_of") for one in json.loads(str(row["chain"]))] == [told, None, None, None]


def test_every_column_is_told_once() -> None:
    """Columns have names of their own, and each says what it means."""
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(column.about.endswith(".") for column in COLUMNS)


def test_csv_is_that_of_the_standard(lavrov: StoredQuotation) -> None:
    """Lines end as RFC 4180 has it, the first one is the heading, and no mark goes before it unless asked for."""
    lines = "".join(write_csv([lavrov, lavrov])).split("\r\n")
    assert lines[0].split(",") == [column.name for column in COLUMNS]
    assert len(lines) == 4
    assert lines[1] == lines[2]
    assert lines[3] == ""
    assert "".join(write_csv([], bom=True)) == f"{BOM}{lines[0]}\r\n"


def test_csv_of_nothing_is_a_heading() -> None:
    """A table without rows still tells its columns."""
    assert read("".join(write_csv([]))) == []


def test_csv_starts_no_formula_and_loses_nothing(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """No cell begins like a formula, and taking the apostrophes away gives every text back."""
    text = "".join(write_csv(hostile_quotations))
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    told = [
        {name: "" if cell is None else str(cell) for name, cell in flat_row(one).items()} for one in hostile_quotations
    ]
    assert read(text) == told


def test_csv_is_utf8_and_holds_no_nul(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """What UTF-8 or many programs cannot hold is replaced."""
    assert b"\0" not in "".join(write_csv(hostile_quotations)).encode("utf-8")


def test_only_addresses_of_the_web_go_out(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """What a page could run is no address, in tables as in linked data."""
    evil = stored_quotation("“Yes,” it said.", "“Yes,”", url="javascript:alert(1)", path="C:\\Users\\ada\\talks.txt")
    assert (flat_row(evil)["url"], linked_row(evil)["url"]) == (None, None)
    assert flat_row(evil)["file"] == "talks.txt"


def test_reviewers_are_disclosed_if_asked(lavrov: StoredQuotation) -> None:
    """A reviewer goes out under a number and without the reason, and a model as it is."""
    human = replace(lavrov.current, decided_by="human", by="Ada", reason="Ada rang him")
    hidden = Pseudonyms().disclose(human)
    assert (hidden.by, hidden.reason) == ("reviewer 1", None)
    assert Pseudonyms(lifted=True).disclose(human) == human
    assert Pseudonyms().disclose(lavrov.current) == lavrov.current
