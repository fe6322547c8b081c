"""The tables of `quotes.db`: every column, and what it says.

A later table is one entry here and one function that builds its rows.
"""

from dataclasses import replace

from provenance.exports.catalogue.found import CHECKS, CREDITS, FAMILIES, FAMILY_MEMBERS, FINDINGS, REJECTED
from provenance.exports.catalogue.said import HISTORY, HOPS, QUOTES, ROUTES
from provenance.exports.catalogue.world import AGENTS, ARTICLE_TEXT, ARTICLES, OUTLETS
from provenance.exports.layout import Table

__all__ = [
    "AGENTS",
    "ARTICLES",
    "ARTICLE_TEXT",
    "CHECKS",
    "CREDITS",
    "FAMILIES",
    "FAMILY_MEMBERS",
    "FINDINGS",
    "HISTORY",
    "HOPS",
    "OUTLETS",
    "QUOTES",
    "REJECTED",
    "ROUTES",
    "TABLES",
    "build_tables",
]

TABLES = (
    QUOTES,
    HOPS,
    ROUTES,
    AGENTS,
    OUTLETS,
    ARTICLES,
    FAMILIES,
    FAMILY_MEMBERS,
    FINDINGS,
    CHECKS,
    HISTORY,
    REJECTED,
    CREDITS,
)


def build_tables(*, with_text: bool) -> tuple[Table, ...]:
    """Return the tables of an export.

    Args:
        with_text: Whether the articles carry their whole text, and search looks into it.
    """
    if not with_text:
        return TABLES
    articles = replace(ARTICLES, columns=(*ARTICLES.columns, ARTICLE_TEXT), search=("label", "text"))
    return tuple(articles if table is ARTICLES else table for table in TABLES)
