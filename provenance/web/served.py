"""A database that Datasette serves, and that one of our exports wrote: what is in it, and how it is asked.

Owns the test whether a database is one of ours, and the way from SQL to rows. It writes nothing.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provenance.web.lines import ensure_visible

Row = Mapping[str, Any]

# What every page stands on. Families and findings are in an export only where its store has them.
_NEEDED = frozenset({"quotes", "hops", "routes", "agents", "outlets", "articles", "attribution_history"})
_READ = (*sorted(_NEEDED), "families", "family_members", "checks", "findings")


def is_export(path: str | None) -> bool:
    """Tell whether a database file is an export of ours; anything that cannot be read is none."""
    if path is None or not Path(path).is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
            columns = {row[1] for row in connection.execute("pragma table_info(quotes)")}
    except sqlite3.Error:
        return False
    return tables >= _NEEDED and {"id", "text", "chain", "segments"} <= columns


def find_exports(datasette: Any) -> tuple[str, ...]:  # noqa: ANN401 - Datasette has no types
    """Find the names of the databases that are exports of ours."""
    return tuple(name for name, database in datasette.databases.items() if is_export(database.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A served export, for one request.

    Attributes:
        datasette: Whatever serves it.
        name: Name of the database.
        columns: Columns of each table in it.
    """

    datasette: Any
    name: str
    columns: Mapping[str, frozenset[str]]

    def has(self, table: str, column: str = "id") -> bool:
        """Tell whether a table, and a column of it, went out with this export."""
        return column in self.columns.get(table, frozenset())

    async def rows(self, sql: str, /, **given: object) -> Sequence[Row]:
        """Ask for rows; parameters are never part of the SQL."""
        result = await self.datasette.get_database(self.name).execute(sql, given)
        return [dict(row) for row in result.rows]

    async def row(self, sql: str, /, **given: object) -> Row | None:
        """Ask for one row; None where there is none."""
        found = await self.rows(sql, **given)
        return found[0] if found else None

    async def counts(self) -> Mapping[str, int | None]:
        """Count the rows of the tables, as Datasette knows them from its inspection."""
        counts: Mapping[str, int | None] = await self.datasette.get_database(self.name).table_counts(100)
        return counts


async def open_export(datasette: Any, name: str, *, actor: Any) -> Export:  # noqa: ANN401
    """Open a served export for somebody.

    Raises:
        Forbidden: Datasette's own error: whoever asks may not see what the pages show.
    """
    asked = "select m.name as tab, c.name as col from sqlite_master m join pragma_table_info(m.name) c"
    found = await datasette.get_database(name).execute(f"{asked} where m.type = 'table'")
    columns: dict[str, set[str]] = {}
    for row in found.rows:
        columns.setdefault(row["tab"], set()).add(row["col"])
    await ensure_visible(datasette, actor, database=name, tables=[table for table in _READ if table in columns])
    return Export(datasette=datasette, name=name, columns={name: frozenset(named) for name, named in columns.items()})
