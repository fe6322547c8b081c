"""The Datasette export: a folder that `datasette serve` opens at once.

Owns what goes into the folder and in which order. The tables are told in `catalogue`, their rows in `tables`, the
questions in `questions`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from provenance.core.records import Agent, Quotation
from provenance.exports import tables as rows_of
from provenance.exports.catalogue import (
    AGENTS,
    ARTICLES,
    CREDITS,
    HISTORY,
    HOPS,
    OUTLETS,
    QUOTES,
    REJECTED,
    build_tables,
)
from provenance.exports.database import create_database, insert_rows, inspect_database
from provenance.exports.folder import replace_folder, write_json, write_manifest
from provenance.exports.layout import Table
from provenance.exports.metadata import DATABASE, build_config, build_metadata, build_readme
from provenance.store.agents import find_agents
from provenance.store.engine import Store
from provenance.store.queries import find_articles, find_outlets, find_quotations, load_history, load_marks
from provenance.store.records import ArticleMarks, Assertion, QuotationFilter, StoredArticle, StoredQuotation
from provenance.store.schema import newest_revision

_BATCH = 500

_TALLIES = """\
select hops.agent, sum(hops.role = 'speaker'), sum(hops.role <> 'speaker'), min(published), max(published)
from hops join quotes on quotes.id = hops.quote
where hops.role <> 'publisher' and hops.agent is not null
group by hops.agent"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote.

    Attributes:
        directory: The folder, as an absolute path.
        rows: Number of rows of each table, in the order of the tables.
    """

    directory: Path
    rows: Mapping[str, int]


def export_datasette(
    store: Store, directory: Path, *, wanted: QuotationFilter, now: str, with_text: bool = False
) -> ExportReport:
    """Write a folder that `datasette serve` opens at once, read-only, on Datasette 0.65 and 1.0.

    It appears whole or not at all, and replaces an earlier export in the same place. The same store, filter and
    `now` give the same files, byte for byte.

    Args:
        store: Where the quotations are.
        directory: A path where nothing is, an empty folder, or an earlier export.
        wanted: Which quotations go out. Articles, agents and outlets go out with the quotations that need them, and
            all articles where the filter asks for nothing.
        now: UTC ISO 8601 time of the export.
        with_text: Whether the articles go out with their whole text, which their publishers may not allow.

    Raises:
        ProvenanceError: Something else stands at `directory`, or the disk refuses.
        StoreError: The store cannot be read.
    """
    tables = build_tables(with_text=with_text)
    with replace_folder(directory) as folder:
        path = folder / f"{DATABASE}.db"
        with create_database(path, tables) as database:
            _fill(database, store, wanted=wanted, with_text=with_text)
            rows = {table.name: database.table(table.name).count for table in tables}
        _write_texts(folder, tables=tables, rows=rows, now=now, as_of=wanted.as_of)
        write_json(folder / "inspect-data.json", inspect_database(path))
        facts = {
            "exported_at": now,
            "as_of": wanted.as_of or now,
            "schema_revision": newest_revision(),
            "filter": {name: value for name, value in asdict(wanted).items() if value is not None},
            "with_text": with_text,
            "rows": rows,
        }
        write_manifest(folder, facts)
    return ExportReport(directory=directory.expanduser().resolve(), rows=rows)


def _write_texts(
    folder: Path, *, tables: tuple[Table, ...], rows: Mapping[str, int], now: str, as_of: str | None
) -> None:
    texts = {
        "metadata.yaml": build_metadata(tables),
        "datasette.yaml": build_config(tables),
        "README.md": build_readme(tables, rows=rows, now=now, as_of=as_of),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


@dataclass(slots=True)
class _Needed:
    """What the rows written so far refer to: small things only, whatever the number of quotations."""

    agents: dict[str, Agent] = field(default_factory=dict)
    versions: set[str] = field(default_factory=set)

    def add(self, *agents: Agent | None) -> None:
        self.agents.update((agent.id, agent) for agent in agents if agent)

    def add_quotation(self, quotation: Quotation) -> None:
        self.add(quotation.on_behalf_of, *(hop.agent for hop in quotation.chain))


def _fill(database: Database, store: Store, *, wanted: QuotationFilter, with_text: bool) -> None:
    needed = _Needed()
    _fill_quotations(database, store, wanted=wanted, needed=needed)
    _fill_articles(database, store, wanted=wanted, needed=needed, with_text=with_text)
    _fill_agents(database, store, needed=needed)


def _fill_quotations(database: Database, store: Store, *, wanted: QuotationFilter, needed: _Needed) -> None:
    pseudonyms = rows_of.Pseudonyms()
    number = 0
    for batch in _batches(find_quotations(store, wanted)):
        insert_rows(database, QUOTES.name, (rows_of.quote_row(q, number=n) for n, q in enumerate(batch, number + 1)))
        insert_rows(database, HOPS.name, (row for stored in batch for row in rows_of.hop_rows(stored)))
        for stored in batch:
            history = _load_history(store, stored.id, as_of=wanted.as_of)
            rows = rows_of.history_rows(stored.id, history, current=stored.current.id, pseudonyms=pseudonyms)
            insert_rows(database, HISTORY.name, rows)
            needed.versions.add(stored.article.version)
            needed.add_quotation(stored.current.quotation)
            needed.add(*(assertion.quotation.speaker for assertion in history))
        number += len(batch)


def _load_history(store: Store, quotation: str, *, as_of: str | None) -> list[Assertion]:
    history = load_history(store, quotation)
    return [assertion for assertion in history if as_of is None or assertion.created_at <= as_of]


def _fill_articles(
    database: Database, store: Store, *, wanted: QuotationFilter, needed: _Needed, with_text: bool
) -> None:
    for batch in _batches(_wanted_articles(store, wanted=wanted, versions=needed.versions)):
        marked = [(stored, load_marks(store, stored.version)) for stored in batch]
        insert_rows(database, ARTICLES.name, (rows_of.article_row(stored, with_text=with_text) for stored in batch))
        insert_rows(database, REJECTED.name, (row for one in marked for row in _rejected_rows(*one)))
        insert_rows(database, CREDITS.name, (row for one in marked for row in _credit_rows(*one)))
        for _, marks in marked:
            for credit in marks.credits:
                needed.add(*credit.chain)


def _wanted_articles(store: Store, *, wanted: QuotationFilter, versions: set[str]) -> Iterator[StoredArticle]:
    everything = not any(value for name, value in asdict(wanted).items() if name != "as_of")
    for stored in find_articles(store):
        known = wanted.as_of is None or stored.fetched_at <= wanted.as_of
        if stored.version in versions or (everything and known):
            yield stored


def _rejected_rows(stored: StoredArticle, marks: ArticleMarks) -> Iterator[rows_of.Row]:
    return rows_of.rejected_rows(stored.version, marks, text=stored.article.text)


def _credit_rows(stored: StoredArticle, marks: ArticleMarks) -> Iterator[rows_of.Row]:
    return rows_of.credit_rows(stored.version, marks, text=stored.article.text)


def _fill_agents(database: Database, store: Store, *, needed: _Needed) -> None:
    used = {row[0] for row in database.execute("select outlet from articles union select outlet from quotes")}
    outlets = [one for one in find_outlets(store) if one.id in used or one.agent.id in needed.agents]
    needed.add(*(one.agent for one in outlets))
    insert_rows(database, OUTLETS.name, (rows_of.outlet_row(one) for one in outlets))
    known = {one.agent.id: one for one in find_agents(store) if one.agent.id in needed.agents}
    tallies = {
        agent: rows_of.Tally(voiced=voiced, relayed=relayed, first_seen=first, last_seen=last)
        for agent, voiced, relayed, first, last in database.execute(_TALLIES)
    }
    insert_rows(
        database,
        AGENTS.name,
        (
            rows_of.agent_row(agent, known=known.get(agent.id), tally=tallies.get(agent.id, rows_of.Tally()))
            for _, agent in sorted(needed.agents.items())
        ),
    )


def _batches(items: Iterable[StoredQuotation] | Iterable[StoredArticle]) -> Iterator[list]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
