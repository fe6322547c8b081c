"""Exports that Datasette serves, on both of its lines, to Chromium and to plain requests."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasettes import LINES, Served, find_chromium, find_python, give_up, serving
from exported import *  # noqa: F403 - fixtures are found by their names
from exported import MOMENT
from poisoned import poison_export

from provenance.audit.catalogue import choose_checks, load_checks
from provenance.audit.runner import run_audit
from provenance.cli.export import known_rules
from provenance.cli.ingest import ingest_inputs
from provenance.cli.options import utc_now
from provenance.exports.datasette import export_datasette
from provenance.exports.filling import Disclosure
from provenance.resources import resource_path
from provenance.store.corrections import save_correction
from provenance.store.engine import open_store
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter

Serve = Callable[[Path], Served]


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of the seed articles as the rules read them, with one decision of a reviewer."""
    articles = resource_path("seeds/articles")
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    ingest_inputs([str(articles)], db=str(path), model="rules", base=articles.parent.parent)
    with open_store(str(path), mode="write") as store:
        chosen = find_quotations(store, QuotationFilter(words="gratitude"))[0]
        decided = Correction(quotation=chosen.id, reviewer="Ada Lovelace", reason="Ada rang him", speaker="Lavrov")
        save_correction(store, decided, now=utc_now())
        run_audit(store, checks=choose_checks(load_checks()), version="0", clock=utc_now)
    return path


@pytest.fixture(scope="session")
def demo(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of the seed articles, with their text."""
    with open_store(str(seeds)) as store:
        folder = tmp_path_factory.mktemp("demo") / "demo"
        disclosed, rules = Disclosure(text=True), known_rules()
        wanted = QuotationFilter()
        return export_datasette(store, folder, wanted=wanted, now=utc_now(), disclosed=disclosed, rules=rules).directory


@pytest.fixture(scope="session")
def poisoned(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of everything there is, in which every cell of text is hostile."""
    with open_store(str(filled)) as store:
        folder = tmp_path_factory.mktemp("poisoned") / "poisoned"
        everything = Disclosure(text=True, reviewers=True)
        export_datasette(store, folder, wanted=QuotationFilter(), now=MOMENT, disclosed=everything)
    poison_export(folder)
    return folder


@pytest.fixture(scope="session", params=LINES)
def serve(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Serve]:
    """Give what serves a folder on one line of Datasette, in an environment of its own; each folder once."""
    line: str = request.param
    python = find_python(line, cache=pytestconfig.cache.mkdir("datasettes"))
    logs = tmp_path_factory.mktemp("logs")
    running: dict[Path, Served] = {}
    with contextlib.ExitStack() as stack:

        def serve(folder: Path) -> Served:
            if folder not in running:
                log = logs / f"{len(running)}.txt"
                running[folder] = stack.enter_context(serving(folder, line=line, python=python, log=log))
            return running[folder]

        yield serve


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Run a browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    executable = find_chromium()
    with playwright.sync_playwright() as started:
        try:
            # Its sandbox wants a kernel that lets it, which containers often do not.
            browser = started.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        except playwright.Error as error:
            give_up(f"{executable} does not start: {str(error)[:200]}")
        yield browser
        browser.close()
