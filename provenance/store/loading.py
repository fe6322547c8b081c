"""Rows to records, a batch at a time: a few statements whatever the number of quotations.

Agents come out canonical, as of the moment that the given `Canon` stands for.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from provenance.core.records import Agent, AgentKind, Anonymity, Article, Form, Hop, Medium, Quotation, Role
from provenance.core.text import Span
from provenance.store.current import newest
from provenance.store.linking import Canon
from provenance.store.records import Assertion, StoredArticle, StoredQuotation
from provenance.store.rows import LISTS, SAID, read_spans
from provenance.store.sql import one_of
from provenance.store.tables import (
    article_sightings,
    article_versions,
    articles,
    attributions,
    hops,
    pipelines,
    quotations,
)
from provenance.store.world import agents

Chains = Mapping[str, Sequence[Row[Any]]]
"""By assertion the rows of its hops, in order."""

# Looked up a million times in a large export, which takes a tenth of what asking the class would.
_ROLES = {str(one): one for one in Role}
_ANONYMITIES = {str(one): one for one in Anonymity}
_FORMS = {str(one): one for one in Form}

DECIDED_BY = {10: "model", 50: "import", 100: "human"}

_ARTICLE = (
    "text", "raw_sha256", "path", "url", "title", "publisher", "byline", "dateline", "credit_line", "place", "lang",
    "encoding", "reader", "status",
)  # fmt: skip
_NAMED = {"published": "published_at", "modified": "modified_at"}

OF_ARTICLE = (articles.c.locator, articles.c.outlet_id, articles.c.canceled_at)
"""What `article_of` needs to know of the article beside the version."""


def load_articles(
    connection: Connection, versions: Collection[str], *, as_of: str | None = None
) -> dict[str, StoredArticle]:
    """Load versions of articles with their texts, by their ids; see `article_of`."""
    wanted = (
        select(article_versions, *OF_ARTICLE)
        .join(articles, articles.c.id == article_versions.c.article_id)
        .where(one_of(connection, article_versions.c.id, versions))
    )
    seen = load_sightings(connection, versions, as_of=as_of)
    return {row.id: article_of(row, seen=seen.get(row.id, ()), as_of=as_of) for row in connection.execute(wanted).all()}


def load_newest(connection: Connection, wanted: Collection[str]) -> dict[str, StoredArticle]:
    """Load the newest version of some articles, by the ids of the articles."""
    if not wanted:
        return {}
    of_articles = one_of(connection, article_versions.c.article_id, wanted)
    ids = connection.execute(select(article_versions.c.id).where(of_articles, newest(article_versions, as_of=None)))
    return {found.id: found for found in load_articles(connection, ids.scalars().all()).values()}


def load_sightings(
    connection: Connection, versions: Collection[str], *, as_of: str | None = None
) -> dict[str, Sequence[Row[Any]]]:
    """Load what was noted of versions that were read again, by their ids, in order; most have no entry."""
    seen = article_sightings.c
    wanted = select(article_sightings).where(one_of(connection, seen.version_id, versions))
    if as_of is not None:
        wanted = wanted.where(seen.seen_at <= as_of)
    rows = connection.execute(wanted.order_by(seen.version_id, seen.position))
    return {version: list(group) for version, group in groupby(rows, key=attrgetter("version_id"))}


def article_of(row: Row[Any], *, seen: Sequence[Row[Any]] = (), as_of: str | None = None) -> StoredArticle:
    """Build the record of one version from its row, which also holds `OF_ARTICLE`.

    Args:
        row: Of `article_versions`.
        seen: Its sightings, in order; the last one tells what the article says of itself.
        as_of: UTC time; a notice that came later is not known yet. None for now.
    """
    # A version that came, or came back, after the notice stands again.
    came = max(row.fetched_at, *(sighting.seen_at for sighting in seen if sighting.is_return), "")
    is_canceled = row.canceled_at and came <= row.canceled_at and (as_of is None or row.canceled_at <= as_of)
    said = {**row._asdict(), **({name: getattr(seen[-1], name) for name in SAID} if seen else {})}
    fields = {name: said[name] for name in _ARTICLE} | {name: said[column] for name, column in _NAMED.items()}
    fields |= {name: tuple(json.loads(said[name])) for name in LISTS}
    fields["block_quotations"] = read_spans(row.block_quotations)
    return StoredArticle(
        id=row.article_id,
        version=row.id,
        version_no=row.version_no,
        article=Article(locator=row.locator, **fields),
        outlet=row.outlet_id,
        fetched_at=row.fetched_at,
        canceled_at=row.canceled_at if is_canceled else None,
    )


def load_agent_records(connection: Connection, ids: Iterable[str | None], *, canon: Canon) -> dict[str, Agent]:
    """Load the canonical agents behind some ids, by the ids that were given."""
    wanted = {agent: canon.of(agent) for agent in ids if agent}
    rows = connection.execute(
        select(agents.c.id, agents.c.label, agents.c.kind).where(one_of(connection, agents.c.id, set(wanted.values())))
    )
    records = {row.id: Agent(id=row.id, name=row.label, kind=AgentKind(row.kind)) for row in rows}
    return {agent: records[canonical] for agent, canonical in wanted.items()}


def load_chains(connection: Connection, ids: Collection[str]) -> Chains:
    """Load the rows of the hops of assertions, in order, by the ids of the assertions; one without hops has none."""
    wanted = select(hops).where(one_of(connection, hops.c.attribution_id, ids))
    rows = connection.execute(wanted.order_by(hops.c.attribution_id, hops.c.position)).all()
    return {attribution: list(chain) for attribution, chain in groupby(rows, key=attrgetter("attribution_id"))}


def load_assertions(
    connection: Connection, ids: Collection[str], *, canon: Canon, chains: Chains | None = None
) -> dict[str, Assertion]:
    """Load assertions with their chains, by their ids.

    Args:
        connection: In any transaction.
        ids: `at_…`
        canon: Who stands for whom.
        chains: The rows of their hops; None to load them.
    """
    wanted = (
        select(attributions, quotations.c.segments, pipelines.c.name, pipelines.c.version)
        .join(quotations, quotations.c.id == attributions.c.quotation_id)
        .outerjoin(pipelines, pipelines.c.id == attributions.c.pipeline_id)
        .where(one_of(connection, attributions.c.id, ids))
    )
    rows = connection.execute(wanted).all()
    chains = load_chains(connection, ids) if chains is None else chains
    seen = [hop.agent_id for chain in chains.values() for hop in chain]
    voices = load_agent_records(connection, [*seen, *(row.on_behalf_of_id for row in rows)], canon=canon)
    return {row.id: _assertion_of(row, chain=chains.get(row.id, ()), voices=voices) for row in rows}


def load_stored(
    connection: Connection,
    held: Mapping[str, str],
    *,
    canon: Canon,
    as_of: str | None = None,
    chains: Chains | None = None,
) -> list[StoredQuotation]:
    """Load quotations with the assertion that holds for each.

    Args:
        connection: In any transaction.
        held: Ids of quotations in the wanted order, each with that of its assertion.
        canon: Who stands for whom.
        as_of: UTC time; None for now.
        chains: The rows of the hops of these assertions; None to load them.
    """
    place = quotations.c
    asked = select(place.id, place.version_id, place.text, place.prefix, place.suffix)
    rows = {row.id: row for row in connection.execute(asked.where(one_of(connection, place.id, held.keys()))).all()}
    sources = load_articles(connection, {row.version_id for row in rows.values()}, as_of=as_of)
    assertions = load_assertions(connection, held.values(), canon=canon, chains=chains)
    return [
        StoredQuotation(
            id=quotation,
            article=sources[row.version_id],
            text=row.text,
            prefix=row.prefix,
            suffix=row.suffix,
            current=assertions[attribution],
        )
        for quotation, attribution in held.items()
        for row in (rows[quotation],)
    ]


def _span(start: int | None, end: int | None) -> Span | None:
    """Read a span from two columns; None where they are empty."""
    return None if start is None or end is None else Span(start, end)


def _assertion_of(row: Row[Any], *, chain: Sequence[Row[Any]], voices: Mapping[str, Agent]) -> Assertion:
    return Assertion(
        id=row.id,
        assertion=row.assertion,
        quotation=Quotation(
            form=_FORMS[row.form],
            content=read_spans(row.segments),
            cue=_span(row.cue_start, row.cue_end),
            source=_span(row.source_start, row.source_end),
            chain=tuple(_hop_of(hop, voices=voices) for hop in chain),
            on_behalf_of=voices.get(row.on_behalf_of_id),
            medium=row.medium and Medium(row.medium),
            said_on=row.said_on,
            quoted_lang=row.quoted_lang,
            score=row.score,
        ),
        decided_by=DECIDED_BY[row.rank],
        by=row.reviewer or f"{row.name} {row.version}",
        reason=row.reason,
        created_at=row.created_at,
        supersedes=row.supersedes_id,
    )


def _hop_of(row: Row[Any], *, voices: Mapping[str, Agent]) -> Hop:
    # All at once, in the order of the table: each column by its name would take as long as the whole record.
    _, _, role, agent, start, end, shown, shown_end, _, explicit, anonymity, _, lang_from, lang_to = tuple(row)
    return Hop(
        role=_ROLES[role],
        agent=voices.get(agent),
        mention=_span(start, end),
        evidence=_span(shown, shown_end),
        explicit=bool(explicit),
        anonymity=_ANONYMITIES[anonymity],
        lang_from=lang_from,
        lang_to=lang_to,
    )
