"""The Datasette export: what is in the folder, and that Datasette opens it."""

import asyncio
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from provenance.errors import ProvenanceError, StoreError
from provenance.exports.catalogue import TABLES
from provenance.exports.datasette import export_datasette
from provenance.exports.filling import Disclosure
from provenance.exports.layout import Facet
from provenance.exports.questions import QUESTIONS
from provenance.store.agents import find_agents, save_merge
from provenance.store.engine import Store, open_store
from provenance.store.records import QuotationFilter
from provenance.store.schema import newest_revision

NOW = "2025-07-16T12:00:00.000000+00:00"
EVERYTHING = QuotationFilter()
FILES = ["README.md", "datasette.yaml", "inspect-data.json", "manifest.json", "metadata.yaml", "quotes.db"]


def find(site: Path, sql: str, *given: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(site / "quotes.db")) as connection:
        return connection.execute(sql, given).fetchall()


def test_the_folder_holds_what_datasette_needs(store: Store, tmp_path: Path) -> None:
    """The folder has these files and no other, and the report counts the rows."""
    report = export_datasette(store, tmp_path / "site", wanted=EVERYTHING, now=NOW)
    assert sorted(path.name for path in report.directory.iterdir()) == FILES
    assert list(report.rows) == [table.name for table in TABLES]
    for table, rows in report.rows.items():
        assert find(report.directory, f"select count(*) from {table}") == [(rows,)]  # noqa: S608
    assert all(report.rows.values())


def test_the_manifest_tells_where_it_comes_from(site: Path) -> None:
    """Hashes, schema, moment and filter stand in the manifest, and the hashes are right."""
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    assert manifest["exported_at"] == manifest["as_of"] == NOW
    assert manifest["schema_revision"] == newest_revision()
    assert (manifest["filter"], manifest["with_text"], manifest["with_reviewers"]) == ({}, False, False)
    for name, told in manifest["files"].items():
        content = (site / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert sorted([*manifest["files"], "manifest.json"]) == FILES


def test_the_same_export_is_the_same_bytes(store: Store, site: Path, tmp_path: Path) -> None:
    """Nothing in the folder depends on when or where it was written, but for the time that it is given."""
    again = export_datasette(store, tmp_path / "again", wanted=EVERYTHING, now=NOW).directory
    assert [(again / name).read_bytes() == (site / name).read_bytes() for name in FILES] == [True] * len(FILES)


def test_quotations_come_newest_first(site: Path) -> None:
    """Quotations are numbered from the newest article to the oldest."""
    numbers = find(site, "select number from quotes order by rowid")
    assert numbers == [(n,) for n in range(1, len(numbers) + 1)]


def test_agents_are_counted_as_this_export_has_them(site: Path) -> None:
    """What an agent voices and relays is what a reader can count in the tables."""
    assert find(site, "select n_voiced, n_relayed, first_seen, last_seen from agents where label = 'TASS'") == [
        (0, 1, "2025-07-13", "2025-07-13")
    ]
    voiced = "select count(*) from agents where n_voiced <> (select count(*) from quotes where speaker = agents.id)"
    assert find(site, voiced) == [(0,)]


def test_outlets_go_out_with_their_citations(site: Path) -> None:
    """An outlet that publishes or relays is there, with what is said of it and by whom."""
    assert find(site, "select name, kind, labels from outlets") == [
        ("Korean Central News Agency", "agency", '["state_controlled"]')
    ]
    assert find(site, "select count(*) from quotes join outlets on outlets.id = quotes.outlet") == [(1,)]
    assert find(site, "select wikidata, aliases from agents where label = 'Korean Central News Agency'") == [
        ("Q1", '["KCNA"]')
    ]


def test_a_correction_is_shown_without_its_reviewer(site: Path) -> None:
    """What a reviewer decided holds, the model's word stays in the history, and no file names the reviewer."""
    steps = find(
        site,
        "select step, decided_by, made_by, speaker_label, reason, holds from attribution_history "
        "where quote = (select id from quotes where decided_by = 'human')",
    )
    assert steps == [
        (1, "model", "rules 0.1.0", "Žofie Nováková", None, 0),
        (2, "human", "reviewer 1", "Wang Yi", None, 1),
    ]
    for path in site.iterdir():
        assert b"Lovelace" not in path.read_bytes()
        assert b"rang him" not in path.read_bytes()


def test_the_text_of_articles_stays_at_home(store: Store, site: Path, tmp_path: Path) -> None:
    """Whole texts go out only where asked for; paths of this machine never do."""
    assert "text" not in {row[1] for row in find(site, "pragma table_info(articles)")}
    assert b"/home/somebody" not in (site / "quotes.db").read_bytes()
    full = export_datasette(
        store, tmp_path / "full", wanted=EVERYTHING, now=NOW, disclosed=Disclosure(text=True)
    ).directory
    assert find(full, "select text from articles where title = 'Ties are close'") == [
        ("“Ties are close,” he told CNN on Sunday, according to Tass.\n\nHe left.",)
    ]
    assert find(full, "select rowid from articles_fts where articles_fts match 'Sunday'")


def test_a_filter_leaves_out_what_it_does_not_need(store: Store, tmp_path: Path) -> None:
    """With a filter only the quotations that fit go out, with their articles, agents and outlets."""
    wanted = QuotationFilter(speaker="Lavrov", limit=5)
    report = export_datasette(store, tmp_path / "site", wanted=wanted, now=NOW)
    assert (report.rows["quotes"], report.rows["articles"], report.rows["outlets"]) == (1, 1, 0)
    labels = find(report.directory, "select label from agents order by label")
    assert labels == [("CNN",), ("Sergei Lavrov",), ("TASS",), ("The Daily",)]
    manifest = json.loads((report.directory / "manifest.json").read_text("utf-8"))
    assert manifest["filter"] == {"speaker": "Lavrov", "limit": 5}


def test_an_earlier_moment_is_exported_as_it_was(store: Store, tmp_path: Path) -> None:
    """An export as of a day knows nothing of what was decided later."""
    report = export_datasette(store, tmp_path / "site", wanted=QuotationFilter(as_of="2025-07-14"), now=NOW)
    assert find(report.directory, "select count(*) from quotes where decided_by = 'human'") == [(0,)]
    assert find(report.directory, "select count(*) from attribution_history where decided_by = 'human'") == [(0,)]
    early = export_datasette(store, tmp_path / "early", wanted=QuotationFilter(as_of="2025-01-01"), now=NOW)
    assert (early.rows["quotes"], early.rows["articles"], early.rows["agents"]) == (0, 0, 0)


def test_merged_agents_go_out_as_one(store: Store, tmp_path: Path) -> None:
    """Agents that were judged the same are one row, with the names of both, wherever they stand."""
    one, other = (find_agents(store, words=name)[0].agent for name in ("Sergei Lavrov", "Žofie"))
    save_merge(store, one.id, other.id, who="Ada Lovelace", reason="a test", now="2025-07-15T10:00:00.000000+00:00")
    site = export_datasette(store, tmp_path / "site", wanted=EVERYTHING, now=NOW).directory
    rows = find(site, "select label, aliases from agents where label || aliases like '%Lavrov%'")
    assert len(rows) == 1
    assert "Žofie Nováková" in "".join(rows[0])


def test_an_empty_store_is_exported(tmp_path: Path) -> None:
    """A store without a quotation gives a folder with empty tables."""
    with open_store(str(tmp_path / "empty.db"), mode="write") as empty:
        report = export_datasette(empty, tmp_path / "site", wanted=EVERYTHING, now=NOW)
    assert set(report.rows.values()) == {0}


def test_a_senseless_filter_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """An error of the store comes through, and no folder is left behind."""
    with pytest.raises(StoreError, match="limit of 0"):
        export_datasette(store, tmp_path / "site", wanted=QuotationFilter(limit=0), now=NOW)
    assert not [path for path in tmp_path.iterdir() if "site" in path.name]


def test_an_export_replaces_an_earlier_one_and_nothing_else(store: Store, tmp_path: Path) -> None:
    """A second export to the same folder takes the place of the first; a folder of other things is refused."""
    site = export_datasette(store, tmp_path / "site", wanted=EVERYTHING, now=NOW).directory
    export_datasette(store, site, wanted=QuotationFilter(speaker="Lavrov"), now=NOW)
    assert find(site, "select count(*) from quotes") == [(1,)]
    with pytest.raises(ProvenanceError, match="holds other files"):
        export_datasette(store, tmp_path, wanted=EVERYTHING, now=NOW)


# From here on a real Datasette serves the folder, as `datasette serve DIR/` does.


class Browser:
    """Asks a Datasette for pages, and minds what it says of itself."""

    def __init__(self, site: Path) -> None:
        app = pytest.importorskip("datasette.app")
        self._loop = asyncio.new_event_loop()
        self._datasette = app.Datasette([], config_dir=site)
        self._run(self._datasette.invoke_startup())

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - Datasette has no types
        return self._loop.run_until_complete(coroutine)

    def get(self, path: str) -> str:
        response = self._run(self._datasette.client.get(path))
        assert response.status_code == 200, f"{response.status_code} {path}"
        return str(response.text)

    def rows(self, path: str) -> list[dict[str, Any]]:
        sign = "&" if "?" in path else "?"
        rows: list[dict[str, Any]] = json.loads(self.get(f"{path}{sign}_shape=objects"))["rows"]
        return rows

    def close(self) -> None:
        self._datasette.executor.shutdown()
        self._loop.close()


@pytest.fixture
def browser(site: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Browser]:
    """Open the folder in Datasette, and see that it logged no error."""
    browser = Browser(site)
    yield browser
    browser.close()
    said = capfd.readouterr()
    assert "ERROR" not in said.err + said.out
    assert "Traceback" not in said.err + said.out


@pytest.fixture
def check_page() -> Callable[[str], None]:
    """Look for hostile text that reached a page as markup."""
    markup = re.compile(r'<script>alert|<img src=x|href="javascript:|x\["</svg>', re.IGNORECASE)

    def check(page: str) -> None:
        assert not markup.search(page)

    return check


def test_datasette_serves_the_folder_as_immutable(browser: Browser) -> None:
    """The database is immutable, has its hash, and may be downloaded."""
    databases = json.loads(browser.get("/-/databases.json"))
    (quotes,) = databases if isinstance(databases, list) else databases["databases"]
    assert (quotes["name"], quotes["is_mutable"]) == ("quotes", False)
    assert len(quotes["hash"]) == 64
    assert "Who said what" in browser.get("/")
    assert "quotes.db" in browser.get("/quotes")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_every_page_of_every_table(table: Any, browser: Browser, check_page: Callable[[str], None]) -> None:  # noqa: ANN401
    """The table, each of its rows, facets and formats answer, hostile values and all."""
    page = browser.get(f"/quotes/{table.name}")
    check_page(page)
    assert table.about.split(",")[0].replace("'", "&#39;") in page
    for column in table.columns:
        if column.facet:
            kind = "_facet_array" if column.facet is Facet.ARRAY else "_facet"
            assert f'data-column="{column.name}"' in page
            check_page(browser.get(f"/quotes/{table.name}?{kind}={column.name}"))
    for form in (".csv?_labels=on", ".json?_labels=on", "?_sort_desc=" + table.columns[-1].name):
        browser.get(f"/quotes/{table.name}{form}")
    for row in browser.rows(f"/quotes/{table.name}.json"):
        check_page(browser.get(f"/quotes/{table.name}/{quote(row['id'])}"))


def test_references_show_labels(browser: Browser) -> None:
    """A reference is a link with the name of what it refers to."""
    (row,) = browser.rows("/quotes/quotes.json?_labels=on&speaker_label=Sergei+Lavrov")
    assert row["speaker"]["label"] == "Sergei Lavrov"
    assert row["article"]["label"] == "Ties are close"
    assert re.search(r'<a href="/quotes/agents/ag_[0-9a-f]+">TASS</a>', browser.get("/quotes/hops?agent_label=TASS"))


def test_one_click_shows_what_one_relay_carried(browser: Browser) -> None:
    """Filtering by a member of the array gives everything that it relayed."""
    assert [row["speaker_label"] for row in browser.rows("/quotes/quotes.json?relayed_by__arraycontains=TASS")] == [
        "Sergei Lavrov"
    ]


@pytest.mark.parametrize(("words", "number"), [("ties", 1), ("lavrov", 1), ("nothing at all", 0), ("习近平", 1)])
def test_search(browser: Browser, words: str, number: int) -> None:
    """The search box finds quotations by their words and by their speaker."""
    assert len(browser.rows(f"/quotes/quotes.json?_search={quote(words)}")) == number


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
def test_every_question_answers(
    question: Any,  # noqa: ANN401
    browser: Browser,
    check_page: Callable[[str], None],
    all_hostile: tuple[str, ...],
) -> None:
    """A canned query shows its form and rows, and takes hostile parameters as words."""
    page = browser.get(f"/quotes/{question.name}")
    check_page(page)
    assert question.title.replace("'", "&#39;") in page
    assert browser.rows(f"/quotes/{question.name}.json")
    for parameter in question.parameters:
        assert f'name="{parameter}"' in page
        for words in (*all_hostile[:-1], "\0", "'"):
            check_page(browser.get(f"/quotes/{question.name}?{parameter}={quote(words)}"))
