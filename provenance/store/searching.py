"""The search index of the words of quotations, as conditions on `quotations`; the two databases have one each.

Words come from `provenance.store.words.search_words`: of letters and figures alone, so that nothing of them can be
search syntax.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, literal, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import column, table
from sqlalchemy.sql.functions import Function

from provenance.store.columns import TEXT
from provenance.store.tables import quotations

_SEARCH = table("quotations_fts", column("quotation_id", TEXT), column("words", TEXT))


def holds_all(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """Build the condition that a quotation holds every one of some words; never true where there is none."""
    if not words:
        return false()
    if connection.dialect.name == "postgresql":
        return _stored().contains(_listed(words))
    return _matches(" ".join(f'"{word}"' for word in words))


def holds_any(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """Build the condition that a quotation holds one of some words; never true where there is none."""
    if not words:
        return false()
    if connection.dialect.name == "postgresql":
        overlaps: ColumnElement[bool] = _stored().overlap(_listed(words))
        return overlaps
    return _matches(" OR ".join(f'"{word}"' for word in words))


def holds_phrase(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """Build the condition that a quotation holds some words in a row; never true where there is none."""
    if not words:
        return false()
    if connection.dialect.name == "postgresql":
        spaced = literal(" ").concat(quotations.c.search_words).concat(" ")
        return _stored().contains(_listed(words)) & spaced.contains(f" {' '.join(words)} ")
    return _matches(f'"{" ".join(words)}"')


def _stored() -> Function[Sequence[str]]:
    return func.string_to_array(quotations.c.search_words, " ", type_=postgresql.ARRAY(TEXT))


def _listed(words: Sequence[str]) -> ColumnElement[Sequence[str]]:
    return literal(list(words), postgresql.ARRAY(TEXT))


def _matches(query: str) -> ColumnElement[bool]:
    match: Select[Any] = select(_SEARCH.c.quotation_id).where(column("quotations_fts").op("MATCH")(query))
    return quotations.c.id.in_(match)
