"""Rows of many extractions at once: those that saving the articles one by one would add, in a few statements.

Nothing is looked for: who is who, copies, families and corrections are the business of whoever invents the articles.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Connection

from provenance.core.records import Extraction
from provenance.store.rows import Author, article_row, version_row
from provenance.store.saving import FoundRows, find_rows
from provenance.store.sql import insert_plain
from provenance.store.tables import (
    article_versions,
    articles,
    attributions,
    hops,
    mention_links,
    mentions,
    quotations,
)


def insert_extractions(
    connection: Connection,
    found: Sequence[Extraction],
    *,
    author: Author,
    number: int = 1,
    outlets: Mapping[str, str] = MappingProxyType({}),
) -> list[FoundRows]:
    """Insert articles with what is quoted in them; their agents must be there.

    Args:
        connection: In a transaction for writing.
        found: New versions of different articles.
        author: Who found it.
        number: Of the versions; the articles are there already where it is more than 1.
        outlets: `ou_…` by the names of publishers.

    Returns:
        What was inserted of each article.
    """
    rows = [find_rows(one, author=author) for one in found]
    if number == 1:
        articles_ = [
            article_row(one.article, outlet=outlets.get(one.article.publisher or ""), now=author.now) for one in found
        ]
        insert_plain(connection, articles, articles_)
    insert_plain(
        connection, article_versions, [version_row(one.article, number=number, now=author.now) for one in found]
    )
    insert_plain(connection, quotations, [row for one in rows for row in one.quotations])
    insert_plain(connection, attributions, [row for one in rows for row, _ in one.asserted])
    insert_plain(connection, hops, [hop for one in rows for _, chain in one.asserted for hop in chain])
    insert_plain(connection, mentions, [row for one in rows for row in one.mentions])
    insert_plain(connection, mention_links, [row for one in rows for row in one.links])
    return rows
