"""Reading a whole database a batch at a time, so that no more than a batch of it is in memory: what exports stand on.

Several answers that must fit together are asked of one `Store.frozen`.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from sqlalchemy import select

from provenance.store.activity import load_named_agents
from provenance.store.engine import Store
from provenance.store.linking import load_canon
from provenance.store.loading import load_articles, load_assertions, load_stored
from provenance.store.queries import iterate_held
from provenance.store.records import Assertion, NamedAgent, QuotationFilter, StoredArticle, StoredQuotation
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles, attributions
from provenance.store.words import read_moment
from provenance.store.world import agents

BATCH = 500


def stream_quotations(store: Store, wanted: QuotationFilter, *, size: int = BATCH) -> Iterator[list[StoredQuotation]]:
    """Load what `find_quotations` finds, in the same order, a batch at a time.

    Args:
        store: Open.
        wanted: Which ones.
        size: The most quotations in a batch, 1 or more.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    with store.reading() as connection:
        moment = wanted.as_of and read_moment(wanted.as_of, what="as_of")
        canon = load_canon(connection, as_of=moment)
        for held in iterate_held(connection, wanted, canon=canon, size=size):
            yield load_stored(connection, held, canon=canon, as_of=moment)


def stream_articles(
    store: Store, *, only: Collection[str] | None = None, as_of: str | None = None, size: int = BATCH
) -> Iterator[list[StoredArticle]]:
    """Load versions of articles, by locator and number, a batch at a time.

    Args:
        store: Open.
        only: `av_…` of the versions to load; None for all.
        as_of: UTC time; versions that were read later are left out. None for now.
        size: The most versions in a batch, 1 or more.

    Raises:
        StoreError: `as_of` is no time.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    version = article_versions.c
    asked = select(version.id).join(articles, articles.c.id == version.article_id)
    with store.reading() as connection:
        if only is not None:
            asked = asked.where(one_of(connection, version.id, only))
        if moment is not None:
            asked = asked.where(version.fetched_at <= moment)
        found = connection.execute(asked.order_by(articles.c.locator, version.version_no)).scalars().all()
        for start in range(0, len(found), size):
            batch = found[start : start + size]
            loaded = load_articles(connection, batch, as_of=moment)
            yield [loaded[one] for one in batch]


def load_histories(
    store: Store, known: Collection[StoredQuotation], *, as_of: str | None = None
) -> dict[str, list[Assertion]]:
    """Load every assertion on some quotations, the oldest first, also what no longer holds.

    Args:
        store: Open.
        known: The quotations. What holds for each is taken from there: for most that is all that was ever said.
        as_of: UTC time; assertions that were made later are left out. None for now.

    Returns:
        By quotation; one of which nothing had been said has no entry.

    Raises:
        StoreError: `as_of` is no time.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    made = attributions.c
    loaded = {stored.current.id: stored.current for stored in known}
    with store.reading() as connection:
        asked = select(made.quotation_id, made.id).where(
            one_of(connection, made.quotation_id, {stored.id for stored in known})
        )
        if moment is not None:
            asked = asked.where(made.created_at <= moment)
        rows = connection.execute(asked.order_by(made.quotation_id, made.created_at, made.rank, made.id)).all()
        missing = [row.id for row in rows if row.id not in loaded]
        if missing:
            loaded |= load_assertions(connection, missing, canon=load_canon(connection, as_of=moment))
    return {
        quotation: [loaded[row.id] for row in steps]
        for quotation, steps in groupby(rows, key=lambda row: str(row.quotation_id))
    }


def load_decisions(store: Store) -> list[tuple[str, str | None]]:
    """Load who ever decided on a quotation and why, whatever holds now: reviewers and reasons, each pair once."""
    made = attributions.c
    asked = select(made.reviewer, made.reason).where(made.reviewer.is_not(None)).distinct()
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(made.reviewer, made.reason))
        return [(row.reviewer, row.reason) for row in rows]


def load_agents(store: Store, wanted: Iterable[str], *, as_of: str | None = None) -> dict[str, NamedAgent]:
    """Load the canonical agents that stand for some agents, with their names; what they do is not counted.

    Args:
        store: Open.
        wanted: `ag_…` of the agents, each in full.
        as_of: UTC time; who stands for whom, and under which names, at that moment. None for now.

    Returns:
        By the ids that were asked for; one that is not there has no entry.

    Raises:
        StoreError: `as_of` is no time.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        canon = load_canon(connection, as_of=moment)
        there = connection.execute(select(agents.c.id).where(one_of(connection, agents.c.id, set(wanted)))).scalars()
        standing = {agent: canon.of(agent) for agent in there}
        chosen = sorted(set(standing.values()))
        named = load_named_agents(connection, chosen, canon=canon, as_of=moment)
    return {agent: named[canonical] for agent, canonical in standing.items()}
