"""Quotations as far as they are counted: who speaks, through whom, where and when; no text is loaded."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from provenance.core.chain import ENDS
from provenance.core.known import OutletLabel
from provenance.core.records import Agent, Anonymity, Role
from provenance.core.tallies import Told
from provenance.store.auditing_families import load_copied
from provenance.store.current import described
from provenance.store.engine import Store
from provenance.store.linking import Canon, holds_at, load_canon
from provenance.store.loading import load_agent_records, load_chains
from provenance.store.queries import find_held
from provenance.store.records import QuotationFilter
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles, quotations
from provenance.store.wordings import quotation_wordings
from provenance.store.words import read_moment
from provenance.store.world import outlet_labels, outlets

STATE_CONTROLLED = "state_controlled"
_BATCH = 2000
_DAY = len("2025-07-13")


def stream_told(store: Store, wanted: QuotationFilter) -> Iterator[Told]:
    """Load what `find_quotations` finds, in the same order, as far as it is counted.

    Args:
        store: Open.
        wanted: Which ones.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    with store.reading() as connection:
        moment = wanted.as_of and read_moment(wanted.as_of, what="as_of")
        canon = load_canon(connection, as_of=moment)
        labels = _load_labels(connection, STATE_CONTROLLED, canon=canon, as_of=moment)
        held = iter(find_held(connection, wanted, canon=canon).items())
        while batch := dict(islice(held, _BATCH)):
            yield from _load_batch(connection, batch, canon=canon, labels=labels, as_of=moment)


def is_labelled(labels: Iterable[OutletLabel], *, day: str | None) -> bool:
    """Say whether a label holds on a day, whose precision may be that of a month or year; None for an unknown day.

    On an unknown day it holds if it still does.
    """
    if day is None:
        return any(label.valid_to is None for label in labels)
    return any(label.holds_on(day) for label in labels)


def _load_labels(
    connection: Connection, label: str, *, canon: Canon, as_of: str | None
) -> Mapping[str, Sequence[OutletLabel]]:
    """Load who is called something, by canonical agent."""
    said = outlet_labels.c
    rows = connection.execute(
        select(outlets.c.agent_id, said.label, said.citation, said.valid_from, said.valid_to)
        .join(outlets, outlets.c.id == said.outlet_id)
        .where(said.label == label, holds_at(said.created_at, said.retracted_at, as_of))
    )
    found: dict[str, list[OutletLabel]] = {}
    for row in rows:
        one = OutletLabel(label=row.label, citation=row.citation, valid_from=row.valid_from, valid_to=row.valid_to)
        found.setdefault(canon.of(row.agent_id), []).append(one)
    return found


def _load_batch(
    connection: Connection,
    held: Mapping[str, str],
    *,
    canon: Canon,
    labels: Mapping[str, Sequence[OutletLabel]],
    as_of: str | None,
) -> Iterator[Told]:
    sources = _load_sources(connection, held, as_of=as_of)
    chains = load_chains(connection, held.values())
    copied = load_copied(connection, held)
    known = [hop.agent_id for chain in chains.values() for hop in chain]
    known += [*copied.values(), *(row.agent_id for row in sources.values())]
    agents = load_agent_records(connection, known, canon=canon)
    for quotation, attribution in held.items():
        source, chain = sources[quotation], chains.get(attribution, ())
        relays = [hop for hop in chain if hop.role not in ENDS]
        carriers = (labels.get(canon.of(hop.agent_id), ()) for hop in relays if hop.agent_id)
        day = source.published_at and source.published_at[:_DAY]
        outlet = _outlet_of(source, chain, agents=agents)
        taken_from = agents.get(copied.get(quotation, ""))
        yield Told(
            id=quotation,
            speaker=_agent_at(chain, Role.SPEAKER, agents=agents),
            anonymity=next((Anonymity(hop.anonymity) for hop in chain if hop.role == Role.SPEAKER.value), None),
            relays=tuple(agents.get(hop.agent_id) for hop in relays),
            outlet=outlet,
            published=source.published_at,
            is_state_carried=any(is_labelled(said, day=day) for said in carriers),
            family=source.family_id,
            origin=_origin_of(relays, agents=agents) if relays else taken_from.name if taken_from else outlet,
        )


def _load_sources(connection: Connection, wanted: Collection[str], *, as_of: str | None) -> dict[str, Row[Any]]:
    asked: Select[Any] = (
        select(
            quotations.c.id,
            quotation_wordings.c.family_id,
            described(article_versions, "published_at", as_of=as_of).label("published_at"),
            described(article_versions, "publisher", as_of=as_of).label("publisher"),
            outlets.c.agent_id,
        )
        .join(article_versions, article_versions.c.id == quotations.c.version_id)
        .join(articles, articles.c.id == article_versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .outerjoin(quotation_wordings, quotation_wordings.c.quotation_id == quotations.c.id)
        .where(one_of(connection, quotations.c.id, wanted))
    )
    return {row.id: row for row in connection.execute(asked)}


def _agent_at(chain: Iterable[Row[Any]], role: Role, *, agents: Mapping[str, Agent]) -> Agent | None:
    return next((agents.get(hop.agent_id) for hop in chain if hop.role == role.value), None)


def _origin_of(relays: Sequence[Row[Any]], *, agents: Mapping[str, Agent]) -> str | None:
    first = agents.get(relays[0].agent_id)
    return first.name if first else None


def _outlet_of(source: Row[Any], chain: Sequence[Row[Any]], *, agents: Mapping[str, Agent]) -> str | None:
    """Return the name of the publisher: that of the outlet we know, of the chain's last hop, or as the article says."""
    agent = agents.get(source.agent_id) or _agent_at(chain, Role.PUBLISHER, agents=agents)
    return agent.name if agent else source.publisher
