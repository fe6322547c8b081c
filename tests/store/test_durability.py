"""What a kill and a second process leave behind: whole articles, and each of them once."""

import subprocess
import sys
from pathlib import Path

import pytest
from factories import NewTarget, dump, find_articles
from worker import ARTICLES, main

from provenance.store.engine import open_store
from provenance.store.queries import find_quotations
from provenance.store.records import QuotationFilter
from provenance.store.schema import verify_store

WORKER = Path(__file__).with_name("worker.py")


def start(target: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(WORKER), target], stdout=subprocess.PIPE)


def ingested(new_target: NewTarget) -> dict[str, list[dict[str, object]]]:
    target = new_target()
    main(target)
    with open_store(target) as store:
        return dump(store)


@pytest.mark.parametrize("saved", [1, 7, 23])
def test_a_kill_leaves_whole_articles(new_target: NewTarget, saved: int, capsys: pytest.CaptureFixture[str]) -> None:
    """After a kill at any moment each article is there whole or not at all, and a second run completes them."""
    target = new_target()
    with start(target) as process:
        assert process.stdout is not None
        process.stdout.read(saved)
        process.kill()
    with open_store(target) as store:
        found = len(find_articles(store))
        assert saved <= found < ARTICLES
        assert len(find_quotations(store, QuotationFilter())) == 2 * found
        assert verify_store(store) == []
    main(target)
    with open_store(target) as store:
        completed = dump(store)
    assert completed == ingested(new_target)
    assert capsys.readouterr().out == "." * (ARTICLES - found + ARTICLES)


def test_two_processes_at_once_give_the_same_rows(new_target: NewTarget) -> None:
    """Two processes that ingest the same articles into a new database take turns and end up with each once."""
    target = new_target(ready=False)
    with start(target) as one, start(target) as other:
        assert one.wait(timeout=60) == 0
        assert other.wait(timeout=60) == 0
    with open_store(target) as store:
        assert dump(store) == ingested(new_target)
        assert verify_store(store) == []
