"""`chain`: through whom we know of a quotation, as a tree, as data and as pictures."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

STEERING = set("\x1b\x07\x9b\u202e")


@pytest.fixture
def lovelace(rows: Rows, database: str) -> str:
    """Id of a quotation that TASS carried."""
    found: str = rows("quotes", "--db", database, "--via", "TASS")[0]["id"]
    return found


def test_tree(invoke: Invoke, database: str, lovelace: str) -> None:
    """The tree stands below the words, and each hop tells the words that prove it, and its date."""
    shown = invoke("chain", lovelace[:11], "--db", database, "--format", "tree").stdout
    assert shown.splitlines() == [
        '"We will support all measures,"',
        "speaker Ada Lovelace  “Ada Lovelace”",
        "└── agency TASS  “according to TASS”",
        "    └── publisher The Daily Test  2025-07-13",
    ]


@pytest.mark.parametrize(("form", "start"), [("mermaid", "flowchart LR"), ("dot", "digraph"), ("svg", "<svg ")])
def test_pictures(invoke: Invoke, database: str, lovelace: str, form: str, start: str) -> None:
    """A chain can be drawn for Mermaid and Graphviz, and as SVG, with its stations in order."""
    shown = invoke("chain", lovelace, "--db", database, "--format", form).stdout
    assert shown.startswith(start)
    assert shown.endswith("\n")
    assert shown.index("Lovelace") < shown.index("TASS") < shown.index("The Daily Test")


def test_json_has_the_words_and_dates_of_each_hop(invoke: Invoke, database: str, lovelace: str) -> None:
    """The JSON of a chain gives each hop with the words that prove it, and its date."""
    chain = json.loads(invoke("chain", lovelace, "--db", database).stdout)["chain"]
    assert [hop["words"] for hop in chain] == ["Ada Lovelace", "according to TASS", None]
    assert [hop["date"] for hop in chain] == [None, None, "2025-07-13"]


def test_file_of_a_picture(invoke: Invoke, database: str, lovelace: str, tmp_path: Path) -> None:
    """The suffix of a file is enough to ask for an SVG."""
    target = tmp_path / "chain.svg"
    assert invoke("chain", lovelace, "--db", database, "-o", str(target)).exit_code == 0
    assert ET.fromstring(target.read_text(encoding="utf-8")).tag.endswith("svg")  # noqa: S314 - we wrote it ourselves


@pytest.mark.parametrize("form", ["tree", "json", "mermaid", "dot", "svg"])
def test_hostile_article_cannot_steer(invoke: Invoke, rows: Rows, database: str, form: str) -> None:
    """Escape sequences in words and names reach no terminal, whatever the form."""
    evil = rows("quotes", "--db", database, "--speaker", "Eve")[0]["id"]
    assert not STEERING & set(invoke("chain", evil, "--db", database, "--format", form).stdout)


def test_narrow_terminal(invoke: Invoke, database: str, lovelace: str) -> None:
    """On 30 columns the tree breaks its lines, and cuts nothing."""
    shown = invoke("chain", lovelace, "--db", database, "--format", "tree", env={"COLUMNS": "30"}).stdout
    assert all(len(line) <= 30 for line in shown.splitlines())
    assert "“according to TASS”" in " ".join(shown.replace("│", " ").split())


def test_what_quotes_nobody_has_no_chain(invoke: Invoke, database: str, lovelace: str) -> None:
    """The chain of a quotation that a reviewer rejected can still be asked for."""
    decided = ("--reject", "--reviewer", "ada", "--reason", "a title", "--db", database)
    assert invoke("correct", lovelace, *decided).exit_code == 0
    assert invoke("chain", lovelace, "--db", database, "--format", "tree").exit_code == 0
