"""Ids as users type them: whole, or as many of their first characters as tell one from all others."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select
from sqlalchemy.sql.elements import SQLColumnExpression

from provenance.errors import NotFound, StoreError

LISTED = 10
"""The most ids that a message lists."""


def find_id(connection: Connection, table: Table, given: str, *, tag: str, what: str, see: str) -> str:
    """Find the one id that is meant.

    Args:
        connection: In any transaction.
        table: Whose ids.
        given: An id, or its first 4 or more characters after the tag.
        tag: With what ids of the table begin, such as `qt`.
        what: What they are ids of, for messages.
        see: The command that lists them.

    Raises:
        NotFound: There is none.
        StoreError: There are several.
    """
    found: list[str] = []
    if re.fullmatch(rf"{tag}_[0-9a-f]{{4,20}}", given):
        begins = select(table.c.id).where(begins_with(table.c.id, given)).order_by(table.c.id)
        found.extend(connection.execute(begins.limit(LISTED)).scalars())
    if not found:
        message = f"no {what} {given!r}"
        raise NotFound(message, hint=f"an id begins with {tag}_ and at least 4 more characters; see `{see}`")
    if len(found) > 1:
        message = f"{given} may mean {', '.join(found)}"
        raise StoreError(message, hint="give more characters of the id")
    return found[0]


def begins_with(column: SQLColumnExpression[Any], given: str) -> ColumnElement[bool]:
    """Build the condition that an id begins so, which an index answers."""
    return (column >= given) & (column <= f"{given}~")
