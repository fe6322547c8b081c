"""`families`, `variants` and `judge`: the same words in several articles, and a person's word on them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from factories import at, save
from test_copies import WIRES, keep
from test_matching import TIES, VARIANTS, told

from provenance.store.engine import open_store

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

WHO = ("--reviewer", "ada", "--reason", "read both")


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "variants.db")
    altered = told(TIES.replace("have been", "will never be"), locator="altered", published="2025-07-20")
    with open_store(path, mode="write") as store:
        for day, extraction in enumerate((*VARIANTS, altered), start=1):
            save(store, extraction, now=at(day))
    return path


def quotation_in(rows: Rows, database: str, article: str) -> str:
    said = rows("quotes", "--db", database)
    return next(str(quotation["id"]) for quotation in said if quotation["article"]["locator"] == article)


def test_families_are_listed(rows: Rows, invoke: Invoke, database: str) -> None:
    """A family is a row: its fullest words, who says them, who had them first, how many articles have them."""
    (family,) = rows("families", "--db", database)
    assert (family["articles"], len(family["members"])) == (6, 6)
    assert family["meanings"] == ["negation", "modal", "number", "name"]
    assert rows("families", "--db", database, "--least", "7") == []
    shown = invoke("families", "--db", database, "--format", "table").stdout
    assert "Sergei Lavrov" in shown
    (row,) = csv.DictReader(invoke("families", "--db", database, "--format", "csv").stdout.splitlines())
    assert row["speakers"] == "Sergei Lavrov; Ada Lovelace; (unknown)"
    assert row["id"] == family["id"]


def test_filters_are_those_of_quotes(rows: Rows, database: str) -> None:
    """A family is found by who says one of its quotations, and not by who does not."""
    assert len(rows("families", "--db", database, "--speaker", "Lovelace", "nations")) == 0
    assert len(rows("families", "--db", database, "--speaker", "Lovelace", "militaries")) == 1
    assert rows("families", "--db", database, "--speaker", "Turing") == []


def test_variants_show_the_way_of_the_words(rows: Rows, invoke: Invoke, database: str) -> None:
    """The wordings come by date, each with its kind of change, and the words that were changed are marked."""
    (family,) = rows("families", "--db", database)
    shown = invoke("variants", family["id"], "--db", database, "--format", "text").stdout
    assert "6 wordings · 6 articles" in shown
    assert "first 2025-07-13 · a · Sergei Lavrov" in shown
    assert "[-have been-] (negation, modal) {+will never be+} established" in shown
    members = rows("variants", family["first"], "--db", database)
    assert [member["variant"] for member in members].count(None) == 1
    whole = json.loads(invoke("variants", family["id"], "--db", database, "--format", "json").stdout)
    assert whole["members"] == members
    assert rows("variants", family["id"], "--db", database, "--as-of", at(2)[:10])[0]["variant"] in {None, "exact"}


def test_a_person_judges(rows: Rows, database: str) -> None:
    """Two quotations are parted, joined as a translation, and a decision is taken back."""
    one, other = (quotation_in(rows, database, article) for article in "cf")
    (saved,) = rows("judge", one, other, "--same", "--variant", "translated", *WHO, "--db", database)
    assert (saved["judgement"], saved["variant"], saved["decided_by"]) == ("same", "translated", "human")
    assert rows("families", "--db", database)[0]["articles"] == 7
    (taken,) = rows("judge", other, one, "--withdraw", *WHO, "--db", database)
    assert taken["retracted_at"]
    (parted,) = rows("judge", one, quotation_in(rows, database, "a"), "--different", *WHO, "--db", database)
    assert parted["variant"] is None
    assert sum(family["articles"] for family in rows("families", "--db", database, "--least", "1")) <= 6


@pytest.mark.parametrize("wrong", [(), ("--same", "--different"), ("--different", "--variant", "edited")])
def test_a_judgement_says_one_thing(invoke: Invoke, database: str, wrong: tuple[str, ...]) -> None:
    """No verdict, two verdicts, and a variant of what differs are refused."""
    assert invoke("judge", "qt_0000", "qt_1111", *wrong, *WHO, "--db", database).exit_code == 2


def test_words_that_stand_alone(invoke: Invoke, rows: Rows, tmp_path: Path) -> None:
    """Of words that no other article has that is said, and nothing is compared."""
    path = str(tmp_path / "alone.db")
    with open_store(path, mode="write") as store:
        save(store, told(TIES, locator="alone"), now=at(1))
    shown = invoke("variants", quotation_in(rows, path, "alone"), "--db", path, "--format", "text").stdout
    assert "1 wording · 1 article" in shown
    assert shown.endswith("\nNothing else in the database has these words.\n")


def test_an_unknown_id_is_an_error(invoke: Invoke, database: str) -> None:
    """What is not there is said so."""
    told_ = invoke("variants", "fa_0000", "--db", database)
    assert told_.exit_code == 1
    assert "no quotation" in told_.stderr


def test_wire_copy_counts_once(rows: Rows, tmp_path: Path) -> None:
    """`quotes --original-only` leaves out what stands in copies; without it every article counts."""
    path = str(tmp_path / "wire.db")
    with open_store(path, mode="write") as store:
        keep(store, *WIRES)
    assert len(rows("quotes", "--db", path)) == 3
    (only,) = rows("quotes", "--original-only", "--db", path)
    assert only["article"]["locator"] == "wire"
