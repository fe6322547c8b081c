"""Who said what, and through whom: the questions that users ask of the database.

Every answer is that of one moment, and only of the newest version of an article unless a quotation is asked for by
its id.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, select

from provenance.core.known import OutletLabel
from provenance.errors import NotFound
from provenance.store.activity import load_activity, load_stored_agents
from provenance.store.current import described, holding, newest
from provenance.store.engine import Store
from provenance.store.filters import conditions_of
from provenance.store.ids import find_id
from provenance.store.linking import Canon, holds_at, load_canon
from provenance.store.loading import load_agent_records, load_assertions, load_stored
from provenance.store.records import (
    Assertion,
    QuotationFilter,
    StoredAgent,
    StoredOutlet,
    StoredQuotation,
)
from provenance.store.tables import article_versions, articles, attributions, quotations
from provenance.store.words import check_limit, read_moment
from provenance.store.world import outlet_labels, outlets


def find_quotations(store: Store, wanted: QuotationFilter) -> list[StoredQuotation]:
    """Find what was said, the newest articles first, and in the order of the text within each.

    Rejected and withdrawn quotations are left out, and so are versions of articles that have a newer one.

    Args:
        store: Open.
        wanted: Which ones.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    with store.reading() as connection:
        moment = wanted.as_of and read_moment(wanted.as_of, what="as_of")
        canon = load_canon(connection, as_of=moment)
        return load_stored(connection, find_held(connection, wanted, canon=canon), canon=canon, as_of=moment)


def find_held(connection: Connection, wanted: QuotationFilter, *, canon: Canon) -> dict[str, str]:
    """Find the ids of quotations in the order of `find_quotations`, each with that of the assertion that holds.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    return {row[0]: row[1] for row in connection.execute(_select_in_order(connection, wanted, canon=canon))}


def iterate_held(
    connection: Connection, wanted: QuotationFilter, *, canon: Canon, size: int
) -> Iterator[dict[str, str]]:
    """Give what `find_held` finds, so many at a time, without holding all of it.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    asked = _select_in_order(connection, wanted, canon=canon)
    # Without this the driver would fetch a million ids before the first of them is looked at.
    found = connection.execute(asked, execution_options={"yield_per": size})
    for batch in found.partitions():
        yield {row[0]: row[1] for row in batch}


def select_held(connection: Connection, wanted: QuotationFilter, *, canon: Canon) -> Select[Any]:
    """Build the question which quotations are meant: their ids, each with that of the assertion that holds.

    The rows stand on `quotations`, `attributions`, `article_versions` and `articles`, for other rooms to ask more of.

    Args:
        connection: In any transaction.
        wanted: Which ones; `as_of` as `read_moment` gives it. The limit is left to whoever orders the rows.
        canon: Who stands for whom.

    Raises:
        StoreError: A date or the range of relays makes no sense.
    """
    asked = select(quotations.c.id, attributions.c.id).select_from(_said()).where(*_is_said(as_of=wanted.as_of))
    asked = asked.where(*conditions_of(connection, wanted, canon=canon, attribution=attributions.c.id))
    return asked.where(attributions.c.form == wanted.form.value) if wanted.form else asked


def load_quotation(store: Store, quotation: str, *, as_of: str | None = None) -> StoredQuotation:
    """Load one quotation, whatever the version of its article, and even where it was rejected or withdrawn.

    Args:
        store: Open.
        quotation: `qt_…`, or the first 4 or more characters after `qt_` where no other id begins so.
        as_of: UTC time; None for now.

    Raises:
        NotFound: There is none, or there was none then.
        StoreError: Several ids begin so.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        found = find_quotation_id(connection, quotation)
        attribution = held_by(connection, found, as_of=moment)
        if attribution is None:
            message = f"nothing was said of {found} by {moment}"
            raise NotFound(message, hint="ask for a later moment")
        canon = load_canon(connection, as_of=moment)
        return load_stored(connection, {found: attribution}, canon=canon, as_of=moment)[0]


def load_history(store: Store, quotation: str) -> list[Assertion]:
    """Load every assertion on a quotation, the oldest first, also what no longer holds.

    Raises:
        NotFound: There is no such quotation.
        StoreError: Several ids begin so.
    """
    with store.reading() as connection:
        found = find_quotation_id(connection, quotation)
        ids = connection.execute(
            select(attributions.c.id)
            .where(attributions.c.quotation_id == found)
            .order_by(attributions.c.created_at, attributions.c.rank, attributions.c.id)
        ).scalars()
        order = ids.all()
        loaded = load_assertions(connection, order, canon=load_canon(connection))
        return [loaded[attribution] for attribution in order]


def find_speakers(store: Store, *, as_of: str | None = None, limit: int | None = None) -> list[StoredAgent]:
    """Find who speaks, the most quoted first.

    Args:
        store: Open.
        as_of: UTC time; None for now.
        limit: The most agents to give; None for all.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        canon = load_canon(connection, as_of=moment)
        activity = load_activity(connection, canon=canon, as_of=moment)
        voices = sorted(
            (agent for agent, does in activity.items() if does.voiced), key=lambda a: (-activity[a].voiced, a)
        )
        return load_stored_agents(connection, voices[:limit], activity=activity, canon=canon, as_of=moment)


def find_outlets(store: Store, *, as_of: str | None = None) -> list[StoredOutlet]:
    """Find every outlet that the registry has brought, by name, with what is said of it.

    Args:
        store: Open.
        as_of: UTC time; of what is said of outlets comes what the store knew then, and what holds on that day. None
            for all that is said now, whatever its dates, which stand beside it.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        rows = connection.execute(select(outlets)).all()
        canon = load_canon(connection, as_of=moment)
        voices = load_agent_records(connection, (row.agent_id for row in rows), canon=canon)
        labels = _load_labels(connection, as_of=moment)
    found = (
        StoredOutlet(
            id=row.id,
            agent=voices[row.agent_id],
            kind=row.kind,
            country=row.country,
            lang=row.lang,
            domain=row.domain,
            labels=tuple(labels.get(row.id, ())),
        )
        for row in rows
    )
    return sorted(found, key=lambda outlet: (outlet.agent.name, outlet.id))


def _load_labels(connection: Connection, *, as_of: str | None) -> dict[str, list[OutletLabel]]:
    """Load what is said of outlets, by their ids; see `find_outlets`."""
    label = outlet_labels.c
    held = select(outlet_labels).where(holds_at(label.created_at, label.retracted_at, as_of))
    found: dict[str, list[OutletLabel]] = {}
    for row in connection.execute(held.order_by(label.label, label.id)):
        said = OutletLabel(label=row.label, citation=row.citation, valid_from=row.valid_from, valid_to=row.valid_to)
        if as_of is None or said.holds_on(as_of):
            found.setdefault(row.outlet_id, []).append(said)
    return found


def find_quotation_id(connection: Connection, quotation: str) -> str:
    """Find the one quotation that is meant; see `provenance.store.ids.find_id`."""
    return find_id(connection, quotations, quotation, tag="qt", what="quotation", see="provenance quotes")


def held_by(connection: Connection, quotation: str, *, as_of: str | None) -> str | None:
    """Find the assertion that holds for a quotation, or the last one of all where each was withdrawn.

    Returns:
        `at_…`; None where nothing had been said by then.
    """
    of_quotation = select(attributions.c.id).where(attributions.c.quotation_id == quotation)
    last = of_quotation.order_by(attributions.c.created_at.desc(), attributions.c.rank.desc(), attributions.c.id)
    if as_of is not None:
        last = last.where(attributions.c.created_at <= as_of)
    held = connection.execute(of_quotation.where(holding(attributions, as_of=as_of))).scalar()
    return held or connection.execute(last.limit(1)).scalar()


def _said() -> FromClause:
    return (
        quotations.join(attributions, attributions.c.quotation_id == quotations.c.id)
        .join(article_versions, article_versions.c.id == quotations.c.version_id)
        .join(articles, articles.c.id == article_versions.c.article_id)
    )


def _is_said(*, as_of: str | None) -> tuple[ColumnElement[bool], ...]:
    return (
        attributions.c.assertion == "assert",
        holding(attributions, as_of=as_of),
        newest(article_versions, as_of=as_of),
    )


def _select_in_order(connection: Connection, wanted: QuotationFilter, *, canon: Canon) -> Select[Any]:
    check_limit(wanted.limit)
    as_of = wanted.as_of and read_moment(wanted.as_of, what="as_of")
    asked = select_held(connection, replace(wanted, as_of=as_of), canon=canon)
    return _in_order(asked, as_of=as_of).limit(wanted.limit)


def _in_order(asked: Select[Any], *, as_of: str | None) -> Select[Any]:
    return asked.order_by(
        described(article_versions, "published_at", as_of=as_of).desc().nulls_last(),
        articles.c.locator,
        quotations.c.start_char,
        quotations.c.end_char,
        quotations.c.id,
    )
