"""What a save costs: it must not grow with the database."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from factories import NOW, RULES, make_article, make_extraction, save
from sqlalchemy import Connection, Engine, event

from provenance.registry import load_registry
from provenance.store.engine import Store, open_store
from provenance.store.seeds import save_registry
from provenance.store.writer import save_extraction, start_run

WORDS = '"We will not give up an inch of this land,"'
# Indexes of a few rows each: what people have parted, and what joins agents.
FEW = ("USING INDEX ix_quotation_matches_different", "USING INDEX uq_agent_edges_live")


@pytest.fixture
def filled(empty_sqlite: Path, tmp_path: Path) -> Iterator[Store]:
    """A database of the registry and two articles, on the database that tells how it looks things up."""
    path = tmp_path / "filled.db"
    path.write_bytes(empty_sqlite.read_bytes())
    with open_store(str(path), mode="write") as store:
        save_registry(store, load_registry(), now=NOW)
        save(
            store, make_extraction(), make_extraction(make_article(f"{WORDS} Hamas said.", locator="b.txt"), quotes={})
        )
        yield store


@pytest.fixture
def scans() -> Iterator[list[str]]:
    """Every table that a statement reads from end to end, with the statement."""
    found: list[str] = []

    def explain(connection: Connection, _cursor: object, statement: str, given: Sequence[Any], *more: object) -> None:
        if not re.match("SELECT|UPDATE", statement):
            return
        raw: Any = connection.connection.driver_connection
        is_many = more[-1]
        for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", given[0] if is_many else given):
            step = row[3]
            if step.startswith("SCAN") and "VIRTUAL TABLE" not in step and not step.endswith(FEW):
                found.append(f"{step}: {statement}")

    event.listen(Engine, "before_cursor_execute", explain)
    yield found
    event.remove(Engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("speaker", ["Sergei Lavrov", "Sergey Lavrov", "Hamas", None])
def test_a_save_looks_everything_up(filled: Store, scans: list[str], speaker: str | None) -> None:
    """Whoever speaks, with a name that joins another one or not, no table is read from end to end."""
    article = make_article(f"{WORDS} {speaker} said.", locator="new.txt", publisher="TASS")
    run = start_run(filled, RULES, now=NOW)
    scans.clear()
    report = save_extraction(filled, make_extraction(article, quotes={WORDS: {"speaker": speaker}}), run=run, now=NOW)
    assert report.quotations == 1
    assert scans == []
