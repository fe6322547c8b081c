"""`correct`: a reviewer's word outranks the model, and can be taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

WHO = ("--reviewer", "ada", "--reason", "I was there")


@pytest.fixture
def wanted(rows: Rows, database: str) -> str:
    """The id of the quotation that TASS carried."""
    found: str = rows("quotes", "--db", database, "--via", "TASS")[0]["id"]
    return found


def test_correction_holds(invoke: Invoke, rows: Rows, database: str, wanted: str) -> None:
    """A corrected speaker and chain are what `quotes` shows from then on, and what was not given stays."""
    result = invoke("correct", wanted, "--speaker", "Grace Hopper", "--via", "outlet:CNN", *WHO, "--db", database)
    assert result.exit_code == 0, result.output
    (row,) = rows("quotes", "--db", database, "--speaker", "Hopper")
    assert (row["id"], row["form"]) == (wanted, "direct")
    assert [(hop["role"], hop["name"]) for hop in row["chain"][1:-1]] == [("outlet", "CNN")]
    assert (row["assertion"]["decided_by"], row["assertion"]["by"]) == ("human", "ada")


def test_no_via_empties_the_chain(invoke: Invoke, rows: Rows, database: str, wanted: str) -> None:
    """`--no-via` says that nobody carried the words."""
    assert invoke("correct", wanted, "--no-via", *WHO, "--db", database).exit_code == 0
    assert rows("quotes", "--db", database, "--via", "TASS") == []


def test_rejection_hides_and_withdrawal_shows_again(invoke: Invoke, rows: Rows, database: str, wanted: str) -> None:
    """A rejected quotation is nowhere; when the rejection is withdrawn the model's word holds again."""
    assert invoke("correct", wanted, "--reject", *WHO, "--db", database).exit_code == 0
    assert rows("quotes", "--db", database, "--via", "TASS") == []
    assert invoke("correct", wanted, "--withdraw", *WHO, "--db", database).exit_code == 0
    assert [row["id"] for row in rows("quotes", "--db", database, "--via", "TASS")] == [wanted]


def test_answer_is_the_new_assertion(rows: Rows, database: str, wanted: str) -> None:
    """The command writes the decision as it was recorded."""
    (saved,) = rows("correct", wanted, "--form", "mixed", *WHO, "--db", database)
    assert (saved["assertion"], saved["by"], saved["reason"]) == ("assert", "ada", "I was there")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "give either what to change"),
        (("--reject", "--withdraw"), "give either what to change"),
        (("--reject", "--speaker", "X"), "give either what to change"),
        (("--via", "agency:TASS", "--no-via"), "contradict"),
        (("--via", "TASS"), "ROLE:NAME"),
        (("--form", "loud"), "loud"),
    ],
)
def test_contradictions_are_usage_errors(
    invoke: Invoke, database: str, wanted: str, options: tuple[str, ...], message: str
) -> None:
    """A correction that says nothing, or two things at once, is wrong usage."""
    result = invoke("correct", wanted, *options, *WHO, "--db", database)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("left_out", ["--reviewer", "--reason"])
def test_reviewer_and_reason_are_required(invoke: Invoke, database: str, wanted: str, left_out: str) -> None:
    """Nobody decides without a name and a reason."""
    given = [word for pair in zip(WHO[::2], WHO[1::2], strict=True) if pair[0] != left_out for word in pair]
    result = invoke("correct", wanted, "--reject", *given, "--db", database)
    assert result.exit_code == 2
    assert left_out in result.stderr


def test_reviewer_from_the_environment(invoke: Invoke, database: str, wanted: str) -> None:
    """A reviewer need not type their name each time."""
    options = ("correct", wanted, "--reject", "--reason", "a title", "--db", database)
    assert invoke(*options, env={"PROVENANCE_REVIEWER": "ada"}).exit_code == 0
