"""Statements that the two databases write differently, and rows that are added once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, any_, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import SQLColumnExpression

from provenance.core.wire import canonical_json
from provenance.store.columns import TEXT
from provenance.store.tables import attributions, hops


def insert_new(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Add the rows that are not there yet, whichever constraint says so.

    Returns:
        First column of the primary key of each row that was added, in no order.
    """
    pending = list(rows)
    if not pending:
        return []
    key = next(iter(table.primary_key.columns))
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # Counted by what comes back: psycopg tells no row count for statements of many rows.
    return list(connection.execute(insert(table).on_conflict_do_nothing().returning(key), pending).scalars())


def insert_plain(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that are known to be new; without asking which were, many are added in a fraction of the time."""
    if rows:
        connection.execute(table.insert(), rows)


def one_of(connection: Connection, column: SQLColumnExpression[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Compare a column with any number of values, handed over as a single parameter."""
    if connection.dialect.name == "postgresql":
        return column == any_(literal(sorted(values), postgresql.ARRAY(TEXT)))
    listed = func.json_each(literal(canonical_json(sorted(values)))).table_valued("value")
    return column.in_(select(listed.c.value))


def one_of_numbers(
    connection: Connection, column: SQLColumnExpression[Any], values: Collection[int]
) -> ColumnElement[bool]:
    """Compare a column of whole numbers with any number of values, handed over as a single parameter."""
    if connection.dialect.name == "postgresql":
        return column == any_(literal(sorted(values), postgresql.ARRAY(BigInteger)))
    listed = func.json_each(literal(canonical_json(sorted(values)))).table_valued("value")
    return column.in_(select(listed.c.value))


def save_attributions(
    connection: Connection, asserted: Iterable[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]
) -> list[str]:
    """Save assertions with their hops; give the ids of those that are new."""
    pairs = list(asserted)
    added = insert_new(connection, attributions, [row for row, _ in pairs])
    insert_new(connection, hops, [hop for _, chain in pairs for hop in chain])
    return added
