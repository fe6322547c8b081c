"""Filling what checks look at across articles: families of quotations of the same words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from provenance.core.records import Agent, Anonymity, Form, Hop, Role
from provenance.core.variants.wording import read_wording
from provenance.store.audited import UNSURE, AuditedFamily, AuditedHop, FamilyMember
from provenance.store.copies import COPIES
from provenance.store.current import described
from provenance.store.linking import Canon
from provenance.store.loading import load_agent_records, load_chains
from provenance.store.queries import select_held
from provenance.store.records import QuotationFilter, StoredOutlet
from provenance.store.rows import MODEL
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles, attributions, quotations
from provenance.store.wordings import article_links, quotation_wordings
from provenance.store.world import outlets

_LATEST = "9999"


def load_families(
    connection: Connection, *, canon: Canon, media: Mapping[str, StoredOutlet]
) -> dict[str, AuditedFamily]:
    """Load the families of two quotations and more that hold now.

    Args:
        connection: In any transaction.
        canon: Who stands for whom.
        media: Outlets by their canonical agents.

    Returns:
        For each quotation that is in one its family.
    """
    rows = connection.execute(_select_members(connection, canon=canon)).all()
    chains = load_chains(connection, [row.attribution for row in rows])
    sources = load_copied(connection, [row.id for row in rows])
    seen = [hop.agent_id for chain in chains.values() for hop in chain]
    seen += [row.on_behalf_of_id for row in rows] + [row.outlet_agent for row in rows] + list(sources.values())
    agents = load_agent_records(connection, seen, canon=canon)
    found: dict[str, AuditedFamily] = {}
    for family, group in groupby(rows, key=attrgetter("family_id")):
        members = [
            _member_of(row, chains.get(row.attribution, ()), agents=agents, media=media, source=sources.get(row.id))
            for row in group
        ]
        if len(members) > 1:
            found.update(dict.fromkeys((member.id for member in members), _family_of(family, members)))
    return found


def _select_members(connection: Connection, *, canon: Canon) -> Select[Any]:
    """Select the quotations that hold and are in a family of several, by family and time."""
    bears = quotation_wordings.c
    several = select(bears.family_id).group_by(bears.family_id).having(func.count() > 1)
    held = select_held(connection, QuotationFilter(), canon=canon)
    published = described(article_versions, "published_at", as_of=None)
    return (
        held.join(quotation_wordings, bears.quotation_id == quotations.c.id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .with_only_columns(
            quotations.c.id,
            quotations.c.text,
            quotations.c.version_id,
            attributions.c.id.label("attribution"),
            attributions.c.form,
            attributions.c.rank,
            attributions.c.score,
            attributions.c.on_behalf_of_id,
            articles.c.id.label("article"),
            articles.c.locator,
            outlets.c.agent_id.label("outlet_agent"),
            bears.family_id,
            published.label("published"),
            described(article_versions, "publisher", as_of=None).label("publisher"),
            described(article_versions, "title", as_of=None).label("title"),
        )
        .where(bears.family_id.in_(several))
        .order_by(bears.family_id, func.coalesce(published, _LATEST), quotations.c.id)
    )


def load_copied(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """Load for quotations that stand in what their article copies the agent of the outlet that it copies.

    Args:
        connection: In any transaction.
        wanted: `qt_…` of the quotations.

    Returns:
        `ag_…` by quotation; one that stands in no copy has no entry.
    """
    link, other, place = article_links.c, article_versions.alias(), quotations.c
    within = (link.start_char <= place.start_char) & (place.end_char <= link.end_char)
    asked = (
        select(place.id, outlets.c.agent_id)
        .join(article_links, link.version_id == place.version_id)
        .join(other, other.c.id == link.other_version_id)
        .join(articles, articles.c.id == other.c.article_id)
        .join(outlets, outlets.c.id == articles.c.outlet_id)
        .where(link.kind.in_(COPIES), link.retracted_at.is_(None), or_(link.start_char.is_(None), within))
        .where(one_of(connection, place.id, wanted))
        .order_by(place.id, link.score, link.id)
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def _member_of(
    row: Row[Any],
    chain: Sequence[Row[Any]],
    *,
    agents: Mapping[str, Agent],
    media: Mapping[str, StoredOutlet],
    source: str | None,
) -> FamilyMember:
    known = {hop.role: agents.get(hop.agent_id) for hop in chain}
    publisher = known.get(Role.PUBLISHER.value) or agents.get(row.outlet_agent)
    relays = (hop for hop in chain if hop.role not in {Role.SPEAKER.value, Role.PUBLISHER.value})
    name = publisher.name if publisher else row.publisher
    return FamilyMember(
        id=row.id,
        article=row.article,
        place=name or row.title or PurePosixPath(row.locator).name,
        published=row.published,
        text=row.text,
        form=Form(row.form),
        speaker=known.get(Role.SPEAKER.value),
        principal=agents.get(row.on_behalf_of_id),
        relays=tuple(_hop_of(hop, agents=agents, media=media) for hop in relays),
        publisher=publisher,
        taken_from=agents.get(source) if source else None,
        is_unsure=row.rank == MODEL and row.score < UNSURE,
    )


def _hop_of(row: Row[Any], *, agents: Mapping[str, Agent], media: Mapping[str, StoredOutlet]) -> AuditedHop:
    agent = agents.get(row.agent_id)
    hop = Hop(role=Role(row.role), agent=agent, anonymity=Anonymity(row.anonymity))
    return AuditedHop(hop=hop, words=row.surface, outlet=media.get(agent.id) if agent else None)


def _family_of(family: str, members: Sequence[FamilyMember]) -> AuditedFamily:
    return AuditedFamily(id=family, members=tuple(members), fullest=_fullest(members))


def _fullest(members: Iterable[FamilyMember]) -> FamilyMember | None:
    """Choose the member that has most words in marks; of several the first one."""
    sized = [(_marked_words(member), member) for member in members]
    most = max((size for size, _ in sized), default=0)
    return next((member for size, member in sized if size == most), None) if most else None


def _marked_words(member: FamilyMember) -> int:
    if member.form is Form.INDIRECT:
        return 0
    return max((len(run) for run in read_wording(member.text, member.form).passages), default=0)
