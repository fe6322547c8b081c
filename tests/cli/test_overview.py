"""`report`: who is quoted, through whom, by outlet and month."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]


def test_json(invoke: Invoke, database: str) -> None:
    """JSON has the counts of speakers, relays, outlets, months and ways, and the shares with what they are of."""
    told = json.loads(invoke("report", "--db", database).stdout)
    assert told["quotations"] == 3
    assert [(voice["name"], voice["quoted"], voice["relayed"]) for voice in told["speakers"]] == [
        ("Ada Lovelace", 1, 1), ("Alan Turing", 1, 0), ("Eve Mallory", 1, 0),
    ]  # fmt: skip
    assert told["speakers"][0]["relays"][0]["name"] == "TASS"
    assert [(outlet["name"], outlet["quoted"]) for outlet in told["outlets"]] == [
        ("The Daily Test", 2), ("The Evening Test", 1),
    ]  # fmt: skip
    assert told["months"] == {"2025-07": 2, "2025-08": 1}
    assert told["shares"]["relayed"] == {"n": 1, "of": 3, "share": 1 / 3}
    assert {"speaker": "Ada Lovelace", "relay": "TASS", "is_carried": True, "outlet": "The Daily Test",
            "quotations": 1} in told["ways"]  # fmt: skip


def test_filters_are_those_of_quotes(invoke: Invoke, database: str) -> None:
    """The options that choose quotations choose what is counted, and the report says by what."""
    told = json.loads(invoke("report", "measures", "--via", "TASS", "--since", "2025", "--db", database).stdout)
    assert told["quotations"] == 1
    assert told["chosen"] == {"words": "measures", "via": "TASS", "since": "2025-01-01"}


def test_table(invoke: Invoke, database: str) -> None:
    """A terminal shows the shares and a table for each question; rows beyond `--top` are counted."""
    shown = invoke("report", "--db", database, "--top", "1", "--format", "table").stdout
    for part in ("3 quotations", "33.3 %  relayed: 1 of 3", "Who is quoted", "Ada Lovelace", "TASS (1)", "and 2 more"):
        assert part in shown
    for part in ("Through whom", "By outlet", "The Daily Test", "By month", "2025-08"):
        assert part in shown


def test_months(invoke: Invoke, database: str) -> None:
    """The newest months are shown, those without a quotation are not, and a narrow terminal has shorter bars."""
    shown = invoke("report", "--db", database, "--top", "1", "--format", "table", env={"COLUMNS": "40"}).stdout
    months = shown[shown.index("By month") :].splitlines()
    assert months[-2:] == ["2025-08  1       ██████████", "and 1 earlier"]


def test_nothing_to_count(invoke: Invoke, database: str) -> None:
    """Where nothing was chosen the report is empty, in every form."""
    for form in ("table", "json", "html"):
        result = invoke("report", "--speaker", "Nobody", "--db", database, "--format", form)
        assert result.exit_code == 0
        assert "0 quotations" in result.stdout or json.loads(result.stdout)["quotations"] == 0


def test_page(invoke: Invoke, database: str, tmp_path: Path) -> None:
    """`-o report.html` writes a page that stands alone, with its pictures in it."""
    target = tmp_path / "report.html"
    assert invoke("report", "--db", database, "-o", str(target)).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert page.count("<svg") > 3
    assert "<script" not in page
    assert "src=" not in page
    assert "Ada Lovelace" in page


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_hostile_names_cannot_steer(invoke: Invoke, database: str, form: str) -> None:
    """Escape sequences in titles and names reach no terminal."""
    shown = invoke("report", "--db", database, "--format", form).stdout
    assert "\x1b" not in shown
