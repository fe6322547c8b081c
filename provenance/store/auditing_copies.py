"""Filling what checks look at in articles that hold the text of another one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, select

from provenance.core.records import Article
from provenance.store.audited import AuditedCopy
from provenance.store.auditing import Background
from provenance.store.current import newest
from provenance.store.engine import Store
from provenance.store.linking import Canon
from provenance.store.loading import load_articles
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles
from provenance.store.wordings import article_links
from provenance.store.world import agent_names, outlets

_BATCH = 200
# Passages alone make no copy.
_WHOLE = ("near_dup", "syndicated")
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
                article = texts[row.copy]
                yield AuditedCopy(
                    article=article,
                    original=texts[row.original],
                    outlet=background.outlets.get(background.canon.of(row.agent_id)),
                    score=row.score,
                    is_credited=_is_named(article.article, names.get(row.agent_id, ())),
                )


def _select_copies(connection: Connection, *, only: Collection[str] | None) -> Select[Any]:
    """Select versions that copy one of an agency's as a whole, each with the closest of these first."""
    link, mine, other = article_links.c, article_versions.alias(), article_versions.alias()
    copy, original = articles.alias(), articles.alias()
    asked = (
        select(link.version_id.label("copy"), link.other_version_id.label("original"), link.score, outlets.c.agent_id)
        .join(mine, mine.c.id == link.version_id)
        .join(copy, copy.c.id == mine.c.article_id)
        .join(other, other.c.id == link.other_version_id)
        .join(original, original.c.id == other.c.article_id)
        .join(outlets, outlets.c.id == original.c.outlet_id)
        .where(link.kind.in_(_WHOLE), link.retracted_at.is_(None), newest(mine, as_of=None))
        .where(outlets.c.kind == "agency", copy.c.outlet_id.is_distinct_from(original.c.outlet_id))
        .order_by(mine.c.article_id, link.score.desc(), link.id)
    )
    return asked if only is None else asked.where(one_of(connection, mine.c.article_id, only))


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
