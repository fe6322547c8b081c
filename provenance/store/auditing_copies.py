"""Filling what checks look at in articles that hold the text of another one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, select

from provenance.core.records import Article
from provenance.store.audited import AuditedCopy
from provenance.store.auditing import Background
from provenance.store.auditing_families import COPIES
from provenance.store.current import newest
from provenance.store.engine import Store
from provenance.store.linking import Canon
from provenance.store.loading import load_articles
from provenance.store.records import StoredArticle
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles
from provenance.store.wordings import article_links
from provenance.store.world import agent_names, outlets

_BATCH = 200
_AROUND = ("title", "publisher", "byline", "dateline", "credit_line")


def stream_copies(store: Store, *, only: Collection[str] | None, background: Background) -> Iterator[AuditedCopy]:
    """Load the newest versions of articles that copy one of a news agency, by article.

    Args:
        store: Open; best frozen.
        only: `ar_…` of the articles; None for all.
        background: From `load_background`, of the same moment.
    """
    with store.reading() as connection:
        rows = iter(connection.execute(_select_copies(connection, only=only)).all())
        while batch := list(islice(rows, _BATCH)):
            texts = load_articles(connection, {one for row in batch for one in (row.copy, row.original)})
            names = _load_names(connection, {row.agent_id for row in batch}, canon=background.canon)
            for row in batch:
                article, original = texts[row.copy], texts[row.original]
                if _is_later(article, original):
                    yield AuditedCopy(
                        article=article,
                        original=original,
                        outlet=background.outlets.get(background.canon.of(row.agent_id)),
                        score=row.score,
                        is_credited=_is_named(article.article, names.get(row.agent_id, ())),
                    )


def _select_copies(connection: Connection, *, only: Collection[str] | None) -> Select[Any]:
    """Select versions that copy one of an agency's, each with the closest of these; agencies copy no one here."""
    link, mine, other = article_links.c, article_versions.alias(), article_versions.alias()
    of_mine, of_other = articles.alias(), articles.alias()
    ends = ((link.version_id, link.other_version_id), (link.other_version_id, link.version_id))
    both = [
        select(copy.label("copy"), original.label("original"), link.score, outlets.c.agent_id, mine.c.article_id)
        .join(mine, mine.c.id == copy)
        .join(other, other.c.id == original)
        .join(of_mine, of_mine.c.id == mine.c.article_id)
        .join(of_other, of_other.c.id == other.c.article_id)
        .join(outlets, outlets.c.id == of_other.c.outlet_id)
        .where(link.kind.in_(COPIES), link.retracted_at.is_(None), outlets.c.kind == "agency")
        .where(of_mine.c.outlet_id.is_distinct_from(of_other.c.outlet_id), newest(mine, as_of=None))
        for copy, original in ends
    ]
    if only is not None:
        both = [each.where(one_of(connection, mine.c.article_id, only)) for each in both]
    found = both[0].union(both[1]).subquery()
    return select(found).order_by(found.c.article_id, found.c.score.desc(), found.c.original)


def _is_later(article: StoredArticle, original: StoredArticle) -> bool:
    """Say whether an article came after another one, by what is known of both."""
    published, before = article.article.published, original.article.published
    if published and before:
        shared = min(len(published), len(before))
        return published[:shared] >= before[:shared]
    return True


def _is_named(article: Article, names: Iterable[str]) -> bool:
    """Say whether an article names somebody; a short name must be written as it is ("AP", and not "ap")."""
    around = [getattr(article, field) or "" for field in _AROUND]
    text = "\n".join((*around, *article.authors, *article.captions, *article.based_on, article.text))
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def _load_names(connection: Connection, wanted: Collection[str], *, canon: Canon) -> Mapping[str, list[str]]:
    """Load every name of some agents, by the ids that were given."""
    name = agent_names.c
    members = canon.expand(wanted)
    asked = select(name.agent_id, name.name).where(one_of(connection, name.agent_id, members))
    found: dict[str, list[str]] = {}
    for row in connection.execute(asked.where(name.retracted_at.is_(None))):
        found.setdefault(canon.of(row.agent_id), []).append(row.name)
    return {agent: found.get(canon.of(agent), []) for agent in wanted}
