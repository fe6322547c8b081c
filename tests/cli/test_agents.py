"""`speakers` and `agents`: who is who, and who decided so."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

WHO = ("--reviewer", "ada", "--reason", "one person")


def id_of(rows: Rows, database: str, name: str) -> str:
    found: str = next(row["agent"] for row in rows("agents", "list", "--db", database) if row["name"] == name)
    return found


def test_speakers(rows: Rows, database: str) -> None:
    """Everybody who is quoted is listed with the number of quotations; agencies that only carry are not."""
    found = {row["name"]: row["voiced"] for row in rows("speakers", "--db", database)}
    assert found == {"Ada Lovelace": 1, "Alan Turing": 1, "Eve Mallory": 1}
    assert len(rows("speakers", "--db", database, "--limit", "2")) == 2


def test_list_finds_by_words_and_kind(rows: Rows, database: str) -> None:
    """Agents are found by a word of a name, and by kind."""
    assert [row["name"] for row in rows("agents", "list", "lovelace", "--db", database)] == ["Ada Lovelace"]
    kinds = {row["kind"] for row in rows("agents", "list", "--kind", "organisation", "--db", database)}
    assert kinds == {"organisation"}


def test_show_by_name_and_by_id(invoke: Invoke, rows: Rows, database: str) -> None:
    """An agent is shown by its exact name or the start of its id, with its figures."""
    wanted = id_of(rows, database, "TASS")
    shown = invoke("agents", "show", "TASS", "--db", database, "--format", "text").stdout
    assert f"TASS (organisation)  {wanted}" in shown
    assert "Carried:    1\n" in shown
    assert json.loads(invoke("agents", "show", wanted[:12], "--db", database).stdout)["agent"] == wanted


def test_alias(invoke: Invoke, rows: Rows, database: str) -> None:
    """A new name finds the agent and its quotations."""
    result = invoke("agents", "alias", "Ada Lovelace", "Countess Lovelace", *WHO, "--lang", "en", "--db", database)
    assert result.exit_code == 0, result.output
    assert "Countess Lovelace" in json.loads(result.stdout)["names"]
    assert len(rows("quotes", "--speaker", "Countess", "--db", database)) == 1


def test_merge_and_unmerge(invoke: Invoke, rows: Rows, database: str) -> None:
    """Merged agents are one speaker; parted again they are two, and the judgements are kept."""
    one, other = id_of(rows, database, "Ada Lovelace"), id_of(rows, database, "Alan Turing")
    merged = invoke("agents", "merge", one, other, *WHO, "--db", database)
    assert merged.exit_code == 0, merged.output
    assert set(json.loads(merged.stdout)["members"]) == {one, other}
    assert len(rows("speakers", "--db", database)) == 2
    shown = invoke("agents", "show", one, "--db", database, "--format", "text").stdout
    assert "same" in shown
    assert "one person" in shown
    parted = rows("agents", "unmerge", one, other, *WHO, "--db", database)
    assert {row["agent"] for row in parted} == {one, other}
    assert len(rows("speakers", "--db", database)) == 3


def test_hostile_name_is_safe(invoke: Invoke, database: str) -> None:
    """A name with escape sequences is shown without them."""
    result = invoke("agents", "alias", "Eve Mallory", "E\x1b[2Jve", *WHO, "--db", database)
    shown = invoke("agents", "show", "Eve Mallory", "--db", database, "--format", "text").stdout + result.output
    assert "\x1b" not in shown


@pytest.mark.parametrize("arguments", [("show", "Nobody"), ("merge", "Nobody", "TASS", *WHO)])
def test_unknown_agent(invoke: Invoke, database: str, arguments: tuple[str, ...]) -> None:
    """An agent that is not there is a known error with its name."""
    result = invoke("agents", *arguments, "--db", database)
    assert result.exit_code == 1
    assert "Nobody" in result.stderr


def test_merge_with_itself_is_refused(invoke: Invoke, rows: Rows, database: str) -> None:
    """An agent cannot be merged with itself, under whatever name: a known error."""
    wanted = id_of(rows, database, "TASS")
    result = invoke("agents", "merge", wanted, "TASS", *WHO, "--db", database)
    assert result.exit_code == 1
