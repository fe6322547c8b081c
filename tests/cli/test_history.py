"""`history` and `readers`: the versions of an article, and what can be read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result

from provenance.core.records import CANCELED, Article
from provenance.core.wire import text_sha256
from provenance.ingest import Extracts, ingest_articles
from provenance.readers.dispatch import load_readers
from provenance.store.corrections import save_correction
from provenance.store.engine import open_store
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

URL = "https://news.example/talks"
OLD = 'They met. "We will not go," Ada Lovelace said. "Never," Alan Turing said. "Yes," Bob Ray said. They left.\n'
NEW = 'They met. "We will go," Ada Lovelace said. "Never," Bob Ray said. "Why,\x1b[31m then?" Ann Ox said. They left.\n'
STEERING = set("\x1b\x07\x9b\u202e")


def ingest(path: str, *articles: Article, extractor: Extracts, now: str) -> None:
    with open_store(path, mode="write") as store:
        ingest_articles(articles, extractor=extractor, store=store, clock=lambda: now)


def article(text: str, title: str) -> Article:
    return Article(locator=URL, url=URL, text=text, raw_sha256=text_sha256(text), title=title)


@pytest.fixture
def edited(database: str, by_hand: Extracts) -> str:
    """Path of the database with an article in two versions, of which a correction could not be carried over."""
    ingest(database, article(OLD, "Talks"), extractor=by_hand, now="2025-09-02T00:00:00.000000+00:00")
    with open_store(database, mode="write") as store:
        (wrong,) = find_quotations(store, QuotationFilter(speaker="Lovelace", words="not"))
        decision = Correction(quotation=wrong.id, reviewer="ann", reason="heard it", speaker="Eve Fox")
        save_correction(store, decision, now="2025-09-03T00:00:00.000000+00:00")
    ingest(database, article(NEW, "[red]Talks\x1b"), extractor=by_hand, now="2025-09-04T00:00:00.000000+00:00")
    return database


def test_history_shows_what_changed_in_quotations(invoke: Invoke, edited: str) -> None:
    """People see each version, and word by word what became of its quotations, also without colours."""
    shown = invoke("history", URL, "--db", edited, "--format", "table").stdout
    for part in (
        "Version 1  2025-09-02T00:00:00 · Talks · ",
        "3 quotations",
        "title: Talks → [red]Talks",
        'changed  Eve Fox → Ada Lovelace: "We will [-not-] go,"',
        'reattributed  Alan Turing → Bob Ray: "Never,"',
        "added  Ann Ox: ",
        'gone  Bob Ray: "Yes,"',
        "not carried over  ann had decided (heard it) on ",
    ):
        assert part in shown
    assert not STEERING & set(shown)


def test_history_has_a_line_a_version(rows: Rows, edited: str) -> None:
    """Programs get an object a version with its changes, and null for the first."""
    first, second = rows("history", URL, "--db", edited)
    assert (first["number"], first["changes"], first["not_carried"]) == (1, None, [])
    assert [change["change"] for change in second["changes"]["quotations"]] == [
        "changed",
        "reattributed",
        "added",
        "gone",
    ]
    assert second["changes"]["fields"][0]["field"] == "title"
    assert second["not_carried"][0]["assertion"]["by"] == "ann"
    listed = rows("history", first["article"][:9], "--db", edited)
    assert [version["version"] for version in listed] == [first["version"], second["version"]]


def test_a_text_that_came_back(invoke: Invoke, rows: Rows, edited: str, by_hand: Extracts) -> None:
    """The first text, read again after the second, has its own place in the history and is the one that holds."""
    ingest(edited, article(OLD, "Talks"), extractor=by_hand, now="2025-09-05T00:00:00.000000+00:00")
    shown = invoke("history", URL, "--db", edited, "--format", "table").stdout
    assert "Version 1 again  2025-09-05T00:00:00 · Talks · " in shown
    assert [(row["number"], row["again"]) for row in rows("history", URL, "--db", edited)] == [
        (1, False),
        (2, False),
        (1, True),
    ]
    assert rows("quotes", "--db", edited, "--speaker", "Eve Fox", "not go")


def test_a_corrected_headline(invoke: Invoke, edited: str, by_hand: Extracts) -> None:
    """Another headline over the same text is told as what it is."""
    ingest(edited, article(NEW, "Talks end"), extractor=by_hand, now="2025-09-05T00:00:00.000000+00:00")
    shown = invoke("history", URL, "--db", edited, "--format", "table").stdout
    assert "Version 2 again  2025-09-05T00:00:00 · Talks end · " in shown
    assert "title: [red]Talks� → Talks end" in shown
    assert "Version 3" not in shown


def test_history_of_an_address_in_another_spelling(rows: Rows, edited: str) -> None:
    """A URL is found however its host is written, and a file by any way that leads to it."""
    assert len(rows("history", "HTTPS://NEWS.example/talks#top", "--db", edited)) == 2
    assert [version["locator"] for version in rows("history", "./x/../talks.txt", "--db", edited)] == ["talks.txt"]


@pytest.mark.parametrize("name", ["nothing.txt", "ar_ffffff", "a\x00b"])
def test_history_of_nothing(invoke: Invoke, edited: str, name: str) -> None:
    """An article that is not there is a known error with a hint."""
    result = invoke("history", name, "--db", edited)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: no article")
    assert "Hint: " in result.stderr


def test_a_canceled_article_is_marked_everywhere(invoke: Invoke, rows: Rows, database: str, by_hand: Extracts) -> None:
    """A kill notice is told by `quotes`, `show` and `history`, in tables and to programs."""
    killed = replace(article(OLD, "Talks"), status=CANCELED)
    ingest(database, replace(killed, status=None), extractor=by_hand, now="2025-09-02T00:00:00.000000+00:00")
    assert rows("quotes", "--db", database, "--speaker", "Turing", "never")[0]["canceled_at"] is None
    ingest(database, killed, extractor=by_hand, now="2025-09-05T00:00:00.000000+00:00")
    found = rows("quotes", "--db", database, "--speaker", "Bob Ray")[0]
    assert found["canceled_at"] == "2025-09-05T00:00:00.000000+00:00"
    assert "(canceled) Talks" in invoke("quotes", "--db", database, "--format", "table").stdout
    assert ",canceled\n" in invoke("quotes", "--db", database, "--format", "csv").stdout
    notice = "canceled: its publisher took the article back, noted 2025-09-05T00:00:00"
    assert notice in invoke("show", found["id"], "--db", database, "--format", "text").stdout
    shown = invoke("history", URL, "--db", database, "--format", "table").stdout
    assert "canceled: its publisher took it back, noted 2025-09-05T00:00:00" in shown
    assert "Version 2" not in shown


def test_what_was_lost_in_reading_is_told(invoke: Invoke, rows: Rows, database: str, by_hand: Extracts) -> None:
    """What a reader noticed of an article stands with its quotations and its versions, where it says how far to go."""
    noticed = replace(article(OLD, "Talks"), remarks=("marks_lost", "paywalled"))
    ingest(database, noticed, extractor=by_hand, now="2025-09-02T00:00:00.000000+00:00")
    found = rows("quotes", "--db", database, "--speaker", "Bob Ray")[0]
    told = "as it was read: marks lost, paywalled"
    assert told in invoke("show", found["id"], "--db", database, "--format", "text").stdout
    assert told in invoke("history", URL, "--db", database, "--format", "table").stdout


def test_readers_are_listed_with_what_they_take(rows: Rows) -> None:
    """Each reader has a line with its name, what it takes, and the plugin that brings it."""
    listed = rows("readers")
    assert [reader["name"] for reader in listed] == list(load_readers())
    assert all(reader["takes"].endswith(".") and reader["plugin"] for reader in listed)


def test_readers_as_a_table(invoke: Invoke) -> None:
    """People see the same."""
    shown = invoke("readers", "--format", "table").stdout
    assert "Reads a whole input as one plain text." in shown
