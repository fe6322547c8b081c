"""An export in which every column of text holds what no page may trip over, whatever our own pipeline would write."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from exported import ALL_HOSTILE

from provenance.exports.catalogue import build_tables
from provenance.exports.database import inspect_database
from provenance.exports.folder import write_json
from provenance.exports.layout import Column, Table

# Ids are how pages are reached, and spans are numbers: what is neither would be another file than ours.
_KEPT = frozenset({"segments", "article"})


def poison_export(folder: Path) -> None:
    """Write something hostile into every cell of text of an export, but into no id."""
    path = folder / "quotes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.create_function("hostile", 2, _hostile)
        tables = build_tables(with_text=True)
        for table in tables:
            cells = ", ".join(f"{name} = hostile(rowid, {name})" for name in poisoned_columns(table))
            connection.execute(f"update {table.name} set {cells}")  # noqa: S608 - our own names
        searches = [
            row[0] for row in connection.execute("select name from sqlite_master where sql like '%USING FTS5%'")
        ]
        for search in searches:
            connection.execute(f"insert into {search} ({search}) values ('rebuild')")  # noqa: S608 - our own names
        connection.commit()
    write_json(folder / "inspect-data.json", inspect_database(path))


def poisoned_columns(table: Table) -> list[str]:
    """Name the columns of a table that hold text and are no ids."""
    return [column.name for column in table.columns if _is_text(column, table=table)]


def _is_text(column: Column, *, table: Table) -> bool:
    return column.type == "TEXT" and not column.refers and column.name != table.key and column.name not in _KEPT


def _hostile(place: int, cell: str | None) -> str:
    words = ALL_HOSTILE[place % len(ALL_HOSTILE)]
    try:
        told = json.loads(cell or "")
    except ValueError:
        return words
    # JSON stays JSON of the same shape: Datasette counts what is in it.
    return json.dumps(_spoilt(told, words), ensure_ascii=False) if isinstance(told, list) else words


def _spoilt(told: object, words: str) -> object:
    if isinstance(told, list):
        return [_spoilt(one, words) for one in told] or [words]
    if isinstance(told, dict):
        return {name: one if name == "agent" else _spoilt(one, words) for name, one in told.items()}
    return words if isinstance(told, str) or told is None else told
