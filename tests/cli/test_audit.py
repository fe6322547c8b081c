"""`audit`: what people and programs get to see of findings, what it exits with, and waivers."""

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

WHO = ("--reviewer", "ada", "--reason", "seen the tape")
AUDIT = ("audit", "--select", "PV2")
STEERING = set("\x1b\x07\x9b\u202e")


@pytest.fixture
def finding(rows: Rows, database: str) -> dict[str, Any]:
    """The finding on the quotation that TASS carried."""
    (found,) = rows(*AUDIT, "--db", database, "--format", "jsonl")
    return found


def test_findings_are_told_to_programs(rows: Rows, database: str, finding: dict[str, Any]) -> None:
    """Each finding says what was found, where it stands and since when; a second audit says the same."""
    (quotation,) = rows("quotes", "--via", "TASS", "--db", database)
    assert finding["rule"] == "PV201"
    assert finding["severity"] == "medium"
    assert "TASS" in finding["message"]
    assert (finding["subject"], finding["quotation"]) == (quotation["id"], quotation["id"])
    assert finding["span"] == quotation["content"][0]
    assert (finding["title"], finding["publisher"]) == ("Talks go on", "The Daily Test")
    assert finding["waiver"] is None
    assert rows(*AUDIT, "--db", database, "--format", "jsonl") == [finding]


def test_findings_are_told_to_people(invoke: Invoke, database: str) -> None:
    """A table groups findings by check, says each sentence once, and sums up at its end."""
    shown = invoke(*AUDIT, "--db", database, "--format", "table").stdout
    assert "medium PV201 relay-without-source  1" in shown
    assert "The words come through TASS" in shown
    assert "The Daily Test: Talks go on, line 2" in shown
    assert shown.splitlines()[-1] == "3 quotations: 1 medium (new 1, as before 0, closed 0)"


def test_nothing_found_says_so(invoke: Invoke, database: str) -> None:
    """An audit that finds nothing says how much it looked at."""
    shown = invoke("audit", "--select", "PV502", "--db", database, "--format", "table").stdout
    assert shown == "3 quotations: nothing found (new 0, as before 0, closed 0)\n"


def test_nothing_of_an_article_steers_a_terminal(invoke: Invoke, database: str) -> None:
    """Control characters of titles and quotations reach no terminal, in whatever form."""
    for form in ("table", "json", "jsonl", "sarif"):
        shown = invoke("audit", "--db", database, "--format", form).stdout
        assert not STEERING & set(shown), form


def test_csv_and_json(invoke: Invoke, database: str) -> None:
    """CSV has a row a finding, JSON one list."""
    table = list(csv.DictReader(io.StringIO(invoke(*AUDIT, "--db", database, "--format", "csv").stdout)))
    assert [(row["rule"], row["severity"], row["title"]) for row in table] == [("PV201", "medium", "Talks go on")]
    (found,) = json.loads(invoke(*AUDIT, "--db", database, "--format", "json").stdout)
    assert found["id"] == table[0]["id"]


def test_sarif_is_written_to_a_file(invoke: Invoke, database: str, tmp_path: Path) -> None:
    """The suffix of a file may choose the form."""
    path = tmp_path / "audit.sarif"
    assert invoke(*AUDIT, "--db", database, "-o", str(path)).exit_code == 0
    log = json.loads(path.read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["PV201"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param((), 0, id="without --fail-on nothing fails"),
        pytest.param(("--fail-on", "medium"), 3, id="as much as was asked for"),
        pytest.param(("--fail-on", "info"), 3, id="more than was asked for"),
        pytest.param(("--fail-on", "high"), 0, id="less than was asked for"),
        pytest.param(("--fail-on", "medium", "--ignore", "PV201"), 0, id="what is ignored"),
        pytest.param(("--fail-on", "medium", "--via", "KCNA"), 0, id="what nobody asked for"),
    ],
)
def test_exit_code(invoke: Invoke, database: str, options: tuple[str, ...], code: int) -> None:
    """An audit exits with 3 where something at least as severe as asked for was found."""
    assert invoke(*AUDIT, *options, "--db", database).exit_code == code


def test_checks_are_listed(invoke: Invoke, rows: Rows) -> None:
    """Each check has a line with its code, name, severity and what it finds; no database is needed."""
    listed = rows("audit", "--list", "--format", "jsonl")
    assert len(listed) == 27
    assert listed[0]["code"] == "PV101"
    assert listed[0]["finds"].startswith("The words come from somebody whom the article does not name")
    shown = invoke("audit", "--list", "--format", "table", "--select", "PV6").stdout
    assert [line.split()[1] for line in shown.splitlines() if not line.startswith(" ")] == ["PV601", "PV602", "PV603"]
    assert "…" not in shown


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(("--select", "PV999"), "there is no check 'PV999'", id="an unknown check"),
        pytest.param(("--fail-on", "urgent"), "'urgent' is not one of", id="an unknown severity"),
        pytest.param(("--since", "soon"), "'soon' is no date", id="no date"),
        pytest.param(("waive", "fi_0000", *WHO), "--db belongs behind", id="an option before the command"),
    ],
)
def test_mistakes_are_refused(invoke: Invoke, database: str, options: tuple[str, ...], problem: str) -> None:
    """What cannot be meant is refused before anything runs."""
    result = invoke("audit", "--db", database, *options)
    assert result.exit_code in {1, 2}
    assert problem in result.stderr


def test_an_audit_makes_no_database(invoke: Invoke, tmp_path: Path) -> None:
    """A misspelt path is an error, and leaves no file behind."""
    result = invoke("audit", "--db", str(tmp_path / "no.db"))
    assert result.exit_code == 1
    assert "no database at" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_waiver_stands_beside_the_finding(invoke: Invoke, database: str, finding: dict[str, Any]) -> None:
    """A waived finding is shown as such and fails nothing, until the waiver is taken back."""
    waived = invoke("audit", "waive", finding["id"][:11], "--until", "2999-12", *WHO, "--db", database)
    assert waived.exit_code == 0, waived.output
    assert json.loads(waived.stdout)["waiver"]["expires_on"] == "2999-12-31"
    again = invoke(*AUDIT, "--db", database, "--fail-on", "medium", "--format", "table")
    assert again.exit_code == 0
    assert "waived until 2999-12-31 by ada: seen the tape" in again.stdout
    assert again.stdout.splitlines()[-1].startswith("3 quotations: nothing found; 1 waived")
    taken = invoke("audit", "unwaive", finding["id"], *WHO, "--db", database, "--format", "text")
    assert taken.exit_code == 0, taken.output
    assert "The words come through TASS" in taken.stdout
    assert invoke(*AUDIT, "--db", database, "--fail-on", "medium").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        pytest.param(("waive", "fi_0000", "--until", "2999", *WHO), "no finding 'fi_0000'", id="no finding"),
        pytest.param(("waive", "ID", "--until", "2020", *WHO), "would be over already", id="a day that is over"),
        pytest.param(("waive", "ID", *WHO), "Missing option '--until'", id="no end"),
        pytest.param(
            ("waive", "ID", "--until", "2999", "--reviewer", "ada"), "Missing option '--reason'", id="no reason"
        ),
        pytest.param(("unwaive", "ID", *WHO), "nobody has waived", id="nothing to take back"),
    ],
)
def test_a_waiver_says_who_why_and_until_when(
    invoke: Invoke, database: str, finding: dict[str, Any], arguments: tuple[str, ...], problem: str
) -> None:
    """A waiver without an end to come, a name and a reason is refused, and so is one of nothing."""
    given = [finding["id"] if word == "ID" else word for word in arguments]
    result = invoke("audit", *given, "--db", database)
    assert result.exit_code in {1, 2}
    assert problem in result.stderr
