"""The SQLite file: its tables, keys and searches, finished for reading."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from provenance.errors import ProvenanceError
from provenance.exports.catalogue import TABLES, build_tables
from provenance.exports.cells import Row
from provenance.exports.database import create_database, file_sha256, insert_rows, inspect_database
from provenance.exports.layout import Column, Facet, Table

COUNTRIES = Table(
    name="countries",
    title="Countries",
    about="One row for each country.",
    label="name",
    sort="name",
    columns=(Column(name="id", about="Its code."), Column(name="name", about="Its name.")),
    search=("name",),
    pieces=("name",),
)
CITIES = Table(
    name="cities",
    title="Cities",
    about="One row for each city.",
    label="name",
    sort="name",
    columns=(
        Column(name="id", about="Its code."),
        Column(name="name", about="Its name.", facet=Facet.VALUE),
        Column(name="country", about="Where it lies.", refers="countries"),
        Column(name="people", about="How many live there.", type="INTEGER", indexed=True),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "world.db"
    with create_database(path, (CITIES, COUNTRIES)) as database:
        insert_rows(database, "countries", ({"id": f"c{n:04}", "name": f"Land {n}"} for n in range(1200)))
        insert_rows(
            database,
            "countries",
            [{"id": "fr", "name": "République française"}, {"id": "cn", "name": "中国人民共和国"}],
        )
        insert_rows(database, "cities", [{"id": "p", "name": "Paris", "country": "fr", "people": 2_100_000}])
        insert_rows(database, "cities", [])
    return path


def find(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_tables_are_strict_and_refer_to_each_other(path: Path) -> None:
    """A reference is a real foreign key, and a column holds its type and no other."""
    assert find(path, 'select "table", "from", "to" from pragma_foreign_key_list(\'cities\')') == [
        ("countries", "country", "id")
    ]
    assert find(path, "select strict from pragma_table_list where name in ('cities', 'countries')") == [(1,), (1,)]
    assert find(path, "select count(*) from countries") == [(1202,)]


def test_columns_that_are_looked_up_are_indexed(path: Path) -> None:
    """Facets, references and whatever else is looked up have an index each."""
    indexed = find(path, "select name from sqlite_master where type = 'index' and sql is not null order by name")
    assert indexed == [("idx_cities_country",), ("idx_cities_name",), ("idx_cities_people",)]


@pytest.mark.parametrize(
    ("search", "words", "found"),
    [
        ("fts", "republique", "fr"),  # accents make no difference
        ("fts", "RÉPUBLIQUE", "fr"),
        ("trigram", "人民共", "cn"),  # no spaces between words
        ("trigram", "franç", "fr"),  # part of a word
    ],
)
def test_both_searches_find_their_rows(path: Path, search: str, words: str, found: str) -> None:
    """One search knows words without their accents, the other one pieces of them."""
    sql = f"select id from countries where rowid in (select rowid from countries_{search} where name match '{words}')"  # noqa: S608
    assert find(path, sql.replace("where name match", f"where countries_{search} match")) == [(found,)]


def test_the_file_is_finished_for_reading(path: Path) -> None:
    """No journal is left, statistics are there, nothing is free, and every page is sound."""
    assert find(path, "pragma journal_mode") == [("delete",)]
    assert find(path, "pragma freelist_count") == [(0,)]
    assert find(path, "pragma integrity_check") == [("ok",)]
    assert find(path, "select count(*) > 0 from sqlite_stat1") == [(1,)]
    assert find(path, "insert into countries_fts (countries_fts) values ('integrity-check')") == []
    assert [file.name for file in path.parent.iterdir()] == ["world.db"]


def test_the_same_rows_make_the_same_file(path: Path, tmp_path: Path) -> None:
    """Not a byte depends on when or where the file was written."""
    other = tmp_path / "other.db"
    with create_database(other, (CITIES, COUNTRIES)) as database:
        insert_rows(database, "cities", find_rows(path, "cities"))
        insert_rows(database, "countries", find_rows(path, "countries"))
    again = tmp_path / "again.db"
    with create_database(again, (CITIES, COUNTRIES)) as database:
        insert_rows(database, "cities", find_rows(path, "cities"))
        insert_rows(database, "countries", find_rows(path, "countries"))
    assert other.read_bytes() == again.read_bytes()


def find_rows(path: Path, table: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"select * from {table} order by rowid")]  # noqa: S608


def test_a_row_that_refers_to_nothing_is_an_error(tmp_path: Path) -> None:
    """An export with a dangling reference is no export."""
    row: Row = {"id": "x", "name": "Atlantis", "country": "nowhere", "people": 0}
    with (
        pytest.raises(ProvenanceError, match="row 1 of cities refers to a row of countries that is missing"),
        create_database(tmp_path / "a.db", (CITIES, COUNTRIES)) as database,
    ):
        insert_rows(database, "cities", [row])


def test_what_sqlite_objects_to_is_an_error_of_ours(tmp_path: Path) -> None:
    """A value of another type than its column's is refused with the file's name."""
    row: Row = {"id": "x", "name": "Paris", "country": None, "people": "many"}
    with (
        pytest.raises(ProvenanceError, match=r"cannot write .*a\.db: cannot store TEXT"),
        create_database(tmp_path / "a.db", (CITIES, COUNTRIES)) as database,
    ):
        insert_rows(database, "cities", [row])


def test_inspection_tells_hash_size_and_counts(path: Path) -> None:
    """Datasette learns from it what it would otherwise have to count."""
    facts = inspect_database(path)
    assert list(facts) == ["world"]
    world = facts["world"]
    assert (world["file"], world["size"], world["hash"]) == ("world.db", path.stat().st_size, file_sha256(path))
    assert world["tables"]["countries"] == {"count": 1202}
    assert world["tables"]["cities"] == {"count": 1}
    assert {"countries_fts", "countries_trigram", "sqlite_stat1"} <= set(world["tables"])


@pytest.mark.parametrize("with_text", [False, True])
def test_the_catalogue_holds_together(*, with_text: bool, tmp_path: Path) -> None:
    """Labels, sort keys, searches and references of every table name columns and tables that are there."""
    tables = build_tables(with_text=with_text)
    names = {table.name for table in tables}
    for table in tables:
        columns = [column.name for column in table.columns]
        assert len(set(columns)) == len(columns)
        assert {table.label, table.sort, *table.search, *table.pieces} <= set(columns)
        assert {column.refers for column in table.columns if column.refers} <= names
        assert all(column.about.endswith((".", ")")) for column in table.columns)
    with create_database(tmp_path / "empty.db", tables):
        pass
    assert len(tables) == len(TABLES)
