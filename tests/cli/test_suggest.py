"""`agents suggest` and `agents judge`: what is unsure, and the answer to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from provenance.core.records import Article
from provenance.core.wire import text_sha256
from provenance.ingest import Extracts, ingest_articles
from provenance.store.engine import open_store

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

WHO = ("--reviewer", "ada", "--reason", "I know them")
TEXT = '"Yes," Muhammad Ali said. "No," Mohammed Ali said. "Well," George W. Bush said. "So," George H. W. Bush said.'


@pytest.fixture
def alike(tmp_path: Path, by_hand: Extracts) -> str:
    """Path of a database in which two speakers may be one."""
    path = str(tmp_path / "alike.db")
    article = Article(locator="a.txt", text=TEXT, raw_sha256=text_sha256(TEXT))
    with open_store(path, mode="write") as store:
        ingest_articles([article], extractor=by_hand, store=store, clock=lambda: "2025-09-01T00:00:00.000000+00:00")
    return path


def test_what_is_unsure_is_listed_with_its_reasons(invoke: Invoke, rows: Rows, alike: str) -> None:
    """Two spellings that people choose are asked about, father and son are not."""
    (found,) = rows("agents", "suggest", "--db", alike)
    assert {found["one"]["name"], found["other"]["name"]} == {"Muhammad Ali", "Mohammed Ali"}
    assert (found["quotations"], found["reasons"]) == (2, ["muhammad and mohammed sound alike"])
    shown = invoke("agents", "suggest", "--db", alike, "--format", "table").stdout
    assert "sound alike" in shown
    assert rows("agents", "suggest", "--kind", "organisation", "--db", alike) == []
    assert rows("agents", "suggest", "--as-of", "2025-09-02", "--db", alike) == []


@pytest.mark.parametrize("answer", ["same", "different", "unsure"])
def test_an_answer_ends_the_question(invoke: Invoke, rows: Rows, alike: str, answer: str) -> None:
    """After an answer nobody is asked again, and `agents show` has it with its reason."""
    (found,) = rows("agents", "suggest", "--db", alike)
    ids = (found["one"]["agent"], found["other"]["agent"])
    judged = rows("agents", "judge", *ids, answer, *WHO, "--db", alike)
    assert len(judged) == (1 if answer == "same" else 2)
    assert rows("agents", "suggest", "--db", alike) == []
    shown = invoke("agents", "show", ids[0], "--db", alike, "--format", "text").stdout
    assert answer in shown
    assert "I know them" in shown


def test_a_suggestion_is_no_answer(invoke: Invoke, alike: str) -> None:
    """Only what answers can be given."""
    assert invoke("agents", "judge", "Muhammad Ali", "Mohammed Ali", "suggest", *WHO, "--db", alike).exit_code == 2
