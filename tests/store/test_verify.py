"""Checking a database against itself."""

import pytest
from factories import NOW, RULES, at, copies, full_extraction, make_article, make_extraction, save
from sqlalchemy import Connection, text

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind
from provenance.store.agents import save_alias, save_merge
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.fetches import StoredFetch, save_fetch
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, Problem, QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry
from provenance.store.sightings import read_sighting, save_sighting

TASS = KnownOutlet(
    agent=KnownAgent(name="TASS", kind=AgentKind.ORGANISATION, short_names=("Tass",), wikidata="Q223799"),
    kind="agency",
    labels=(OutletLabel(label="state_controlled", citation="a citation"),),
)


@pytest.fixture
def filled(store: Store) -> Store:
    """A database with something in every table."""
    save_registry(store, Registry(outlets=(TASS,)), now=NOW)
    save(store, full_extraction(), make_extraction(make_article(locator="b.txt", publisher="Tass")), *copies())
    quotation = find_quotations(store, QuotationFilter(speaker="Lavrov"))[0].id
    save_correction(store, Correction(quotation=quotation, reviewer="ann", reason="x", speaker="Wang Yi"), now=at(15))
    save_alias(store, "TASS", "Telegraph Agency", lang="en", who="ann", reason="x", now=at(15))
    save_merge(store, "AP", "TASS", who="ann", reason="x", now=at(16))
    save_sighting(store, read_sighting(make_article(title="Talks", publisher="Tass")), now=at(17))
    page = StoredFetch(
        url="https://a.example/", final_url="https://a.example/", etag="1", last_modified=None, fetched_at=NOW
    )
    save_fetch(store, page, pipeline=RULES)
    return store


def test_a_whole_database_has_no_problem(filled: Store) -> None:
    """What only ever went through this package is in order."""
    assert verify_store(filled) == []


# A change of one row, and the table and column in which it must be found.
TAMPERED = (
    ("UPDATE article_versions SET text = text || '!'", "article_versions", "content_sha256"),
    ("UPDATE article_versions SET publisher = 'Xinhua'", "article_versions", "publisher_key"),
    ("UPDATE article_versions SET authors = '{}'", "article_versions", "authors"),
    ("UPDATE article_versions SET remarks = 'none'", "article_versions", "remarks"),
    ("UPDATE article_versions SET block_quotations = '[[0,99999]]'", "article_versions", "block_quotations"),
    ("UPDATE article_versions SET block_quotations = '[[3]]'", "article_versions", "block_quotations"),
    (
        "UPDATE quotation_wordings SET wording = 7 WHERE words = (SELECT MIN(words) FROM quotation_wordings)",
        "quotation_wordings",
        "wording",
    ),
    ("UPDATE quotation_wordings SET is_first = 0", "quotation_wordings", "first"),
    ("UPDATE quotation_wordings SET family_id = 'fa_1'", "quotation_wordings", "family"),
    ("UPDATE quotation_shingles SET wording = wording + 1", "quotation_shingles", "words"),
    ("UPDATE quotation_matches SET who = 'ann', rank = 100", "quotation_matches", "id"),
    ("UPDATE article_links SET kind = 'cites'", "article_links", "id"),
    ("UPDATE article_sightings SET title = 'No talks'", "article_sightings", "id"),
    ("UPDATE fetches SET etag = '2'", "fetches", "id"),
    ("UPDATE articles SET locator = 'x'", "article_versions", "article_id"),
    ("UPDATE quotations SET text = 'No'", "quotations", "text"),
    ("UPDATE quotations SET start_char = 0", "quotations", "start_char"),
    (
        "UPDATE quotations SET segments = '[[0,99999]]' WHERE id = (SELECT MIN(id) FROM quotations)",
        "quotations",
        "segments",
    ),
    ("UPDATE quotations SET segments = '[[9]]' WHERE id = (SELECT MIN(id) FROM quotations)", "quotations", "segments"),
    ("UPDATE quotations SET search_words = 'no'", "quotations", "search_words"),
    ("UPDATE attributions SET score = 0.1", "attributions", "id"),
    ("UPDATE attributions SET assertion = 'reject'", "attributions", "id"),
    ("UPDATE attributions SET reviewer = 'bob' WHERE reviewer = 'ann'", "attributions", "id"),
    ("UPDATE hops SET role = 'leaker' WHERE role = 'agency'", "attributions", "id"),
    ("UPDATE hops SET surface = 'x'", "hops", "surface"),
    ("DELETE FROM hops WHERE role = 'publisher'", "attributions", "publisher"),
    ("UPDATE mentions SET text = 'x'", "mentions", "text"),
    ("UPDATE mention_links SET method = 'x'", "mention_links", "id"),
    ("UPDATE credits SET chain = '[]'", "credits", "id"),
    ("UPDATE pipelines SET version = '9'", "pipelines", "id"),
    ("UPDATE agents SET label = 'Somebody Else'", "agents", "id"),
    ("UPDATE agents SET canonical_id = NULL", "agents", "canonical_id"),
    ("UPDATE agent_names SET name = 'Somebody Else'", "agent_names", "name_key"),
    ("UPDATE agent_identifiers SET value = 'Q1'", "agent_identifiers", "id"),
    ("UPDATE agent_edges SET judgement = 'different'", "agent_edges", "id"),
    ("UPDATE outlet_labels SET citation = 'none'", "outlet_labels", "id"),
    ("UPDATE journal SET who = 'bob' WHERE seq = 1", "journal", "sha256"),
    ("DELETE FROM journal WHERE seq = 2", "journal", "seq"),
    ("DELETE FROM journal WHERE seq = 3", "agent_edges", "journal"),
)


def test_a_row_that_was_changed_is_found(filled: Store) -> None:
    """Whoever drops the guards and changes a row is found out, by the row and by the guards that are gone."""
    for statement, table, column in TAMPERED:
        problems = tamper(filled, statement)
        assert any(p.table == table and column in p.what for p in problems), (statement, problems)
        assert any(p.table == "schema" for p in problems)
    assert verify_store(filled) == []


def tamper(store: Store, statement: str) -> list[Problem]:
    """Drop the guards, change something, look, and undo it all."""
    with store.writing() as connection:
        moment = connection.begin_nested()
        drop_guards(connection, table=statement.split()[1 if statement.startswith("UPDATE") else 2])
        connection.execute(text(statement))
        found = verify_store(Store(store._engine, url=store._url, writable=False, held=connection))
        moment.rollback()
    return found


def drop_guards(connection: Connection, *, table: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    for trigger in connection.execute(triggers, {"table": table}).scalars().all():
        connection.execute(text(f"DROP TRIGGER {trigger}"))


def test_what_the_search_lacks_is_found(filled: Store) -> None:
    """A quotation that the search index lost, or holds twice, is found."""
    with filled.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("PostgreSQL keeps the index itself")
    for statement in ("DELETE FROM quotations_fts", "INSERT INTO quotations_fts VALUES ('x', 'y')"):
        assert any("search index" in problem.what for problem in tamper(filled, statement))
