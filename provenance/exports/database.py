"""The SQLite file of an export: created from the tables of `catalogue`, filled in batches, finished for reading.

Owns SQL of definition, and the description of the file that Datasette reads beside it. It knows no store.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from provenance.errors import ProvenanceError
from provenance.exports.cells import Row
from provenance.exports.layout import Column, Table

_CACHE = 64 * 1024  # KiB
# A search table is written once and then only read: few parts, none merged before the end, on large pages. In bytes.
_SEARCH = {"hashsize": 16 * 1024 * 1024, "automerge": 0, "pgsz": 16 * 1024}
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables and the trigram tokenizer


@contextmanager
def create_database(path: Path, tables: Sequence[Table]) -> Iterator[Database]:
    """Create a database, hand it out to be filled, and finish it for reading.

    Args:
        path: Where no file is yet.
        tables: In any order; they may refer to each other.

    Raises:
        ProvenanceError: SQLite is too old, the disk refuses, or a row refers to one that is missing.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        message = f"this Python comes with SQLite {sqlite3.sqlite_version}, too old for an export"
        raise ProvenanceError(message, hint="use a Python that is built with SQLite 3.37 or newer")
    with _translate_errors(path), closing(sqlite3.connect(path)) as connection:
        # Nobody else sees the file before it is whole, so a journal would only cost time.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        # Ids come in no order, so that each one is looked for in another part of its index.
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        database = Database(connection, execute_plugins=False)
        for table in tables:
            _create_table(database, table)
        # All in one transaction: what is written is written once, when it is full or at the end.
        with connection:
            yield database
        _finish(database, tables)


@contextmanager
def _translate_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        message = f"cannot write {path}: {error}"
        raise ProvenanceError(message, hint="check the free space and the permissions there") from error


def _create_table(database: Database, table: Table) -> None:
    # Not by sqlite-utils, which wants every table that is referred to there first.
    columns = ",\n  ".join(_column_sql(column, is_key=column.name == table.key) for column in table.columns)
    database.execute(f"CREATE TABLE {table.name} (\n  {columns}\n) STRICT")


def _column_sql(column: Column, *, is_key: bool) -> str:
    parts = [column.name, column.type]
    if is_key:
        parts.append("PRIMARY KEY NOT NULL")
    if column.refers:
        parts.append(f"REFERENCES {column.refers} (id)")
    return " ".join(parts)


def insert_rows(database: Database, table: str, rows: Iterable[Row]) -> None:
    """Add rows to a table.

    Args:
        database: Open.
        table: Its name.
        rows: All with the same cells.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    # Not by sqlite-utils, which looks at each cell for what it might turn into JSON: ours are cells already.
    # By place, not by name: the driver would make a text of each name again for each row.
    values = ", ".join("?" * len(first))
    database.conn.executemany(
        f"INSERT INTO {table} ({', '.join(first)}) VALUES ({values})",  # noqa: S608 - our own names
        map(itemgetter(*first), chain([first], waiting)),
    )


def update_rows(database: Database, table: str, rows: Sequence[Row]) -> None:
    """Write some cells of rows that are there.

    Args:
        database: Open.
        table: Its name.
        rows: Each with its `id`; all with the same cells.
    """
    if rows:
        cells = ", ".join(f"{name} = :{name}" for name in rows[0] if name != "id")
        database.conn.executemany(f"UPDATE {table} SET {cells} WHERE id = :id", rows)  # noqa: S608 - our own names


def _finish(database: Database, tables: Sequence[Table]) -> None:
    for table in tables:
        for columns in table.indexes:
            database.table(table.name).create_index(list(columns))
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"row {broken[0][1]} of {broken[0][0]} refers to a row of {broken[0][2]} that is missing"
        raise ProvenanceError(message, hint="`provenance db verify` tells whether the store is sound")
    for table in tables:
        _create_search(database, table)
    database.execute("PRAGMA journal_mode = DELETE")
    database.analyze()


def _create_search(database: Database, table: Table) -> None:
    searches = (
        ("fts", "unicode61 remove_diacritics 2", table.search),
        ("trigram", "trigram", table.pieces),
    )
    for suffix, tokenizer, columns in searches:
        if columns:
            name, listed = f"{table.name}_{suffix}", ", ".join(columns)
            database.execute(
                f'CREATE VIRTUAL TABLE {name} USING FTS5 ({listed}, tokenize="{tokenizer}", content="{table.name}")'
            )
            for setting, value in _SEARCH.items():
                database.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('{setting}', {value})")  # noqa: S608
            for command in ("rebuild", "optimize"):
                database.execute(f"INSERT INTO {name} ({name}) VALUES ('{command}')")  # noqa: S608 - our own names


def inspect_database(path: Path) -> dict[str, Any]:
    """Describe a database as `datasette inspect` does, so that Datasette serves it as immutable and counts nothing."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
        database = Database(connection, execute_plugins=False)
        tables = {name: {"count": database.table(name).count} for name in database.table_names()}
    return {
        path.stem: {"hash": file_sha256(path), "size": path.stat().st_size, "file": path.name, "tables": tables},
    }


def file_sha256(path: Path) -> str:
    """Return the hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
