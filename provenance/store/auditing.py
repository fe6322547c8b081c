"""Filling the quotations that checks look at, a batch at a time: a few statements a batch, none a quotation.

Several streams of one audit must fit together, so they are asked of one `Store.frozen`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from provenance.core.judgements import Judgement
from provenance.core.records import Agent
from provenance.core.text import name_key
from provenance.store.audited import AuditedFamily, AuditedHop, AuditedQuotation, Opinion, VoiceLink
from provenance.store.auditing_families import load_families
from provenance.store.engine import Store
from provenance.store.linking import ALIAS_RULE, Canon, load_canon
from provenance.store.loading import DECIDED_BY, load_agent_records, load_chains, load_newest, load_stored
from provenance.store.queries import find_outlets, iterate_held
from provenance.store.records import QuotationFilter, StoredArticle, StoredOutlet, StoredQuotation
from provenance.store.sql import one_of
from provenance.store.tables import (
    article_versions,
    articles,
    attributions,
    hops,
    mention_links,
    mentions,
    pipelines,
    quotations,
)
from provenance.store.wordings import article_links
from provenance.store.world import agent_edges, agent_names, agents, outlets

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What holds for all quotations of one audit.

    Attributes:
        canon: Who stands for whom.
        outlets: Media by their canonical agents.
        aliases: For agents that only an alias joins to another one, that alias; a reviewer's alias is no such thing.
        unsure: For canonical agents the names of those of which nobody could say whether they are the same.
        families: For quotations that are not the only ones of their words, all of them.
    """

    canon: Canon
    outlets: Mapping[str, StoredOutlet]
    aliases: Mapping[str, str]
    unsure: Mapping[str, tuple[str, ...]]
    families: Mapping[str, AuditedFamily]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of hops beside what articles say.

    Attributes:
        upstream: Articles from which words were taken, by their ids.
        linked: For a version and an outlet's canonical agent an article of that outlet to which the version is linked.
        outlets: Media by their canonical agents.
    """

    upstream: Mapping[str, StoredArticle]
    linked: Mapping[tuple[str, str], str]
    outlets: Mapping[str, StoredOutlet]

    def upstream_of(self, version: str, agent: Agent | None, *, named: str | None) -> StoredArticle | None:
        """Find the article from which the words of a hop were taken: the one that it names, or that is linked."""
        linked = self.linked.get((version, agent.id)) if agent else None
        return self.upstream.get(named or linked or "")


def load_background(store: Store) -> Background:
    """Load what holds for all quotations."""
    with store.reading() as connection:
        canon = load_canon(connection)
        media = {canon.of(outlet.agent.id): outlet for outlet in find_outlets(store)}
        return Background(
            canon=canon,
            outlets=media,
            aliases=_load_aliases(connection),
            unsure=_load_unsure(connection, canon=canon),
            families=load_families(connection, canon=canon, media=media),
        )


def stream_audited(store: Store, wanted: QuotationFilter, *, background: Background) -> Iterator[AuditedQuotation]:
    """Load the quotations that hold in the newest versions of articles, in the order of `find_quotations`.

    Args:
        store: Open; best frozen.
        wanted: Which ones; `as_of` is left aside, since an audit is of now.
        background: From `load_background`, of the same moment.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    with store.reading() as connection:
        for held in iterate_held(connection, wanted, canon=background.canon, size=BATCH):
            yield from _load_batch(connection, held, background=background)


def _load_batch(
    connection: Connection, held: Mapping[str, str], *, background: Background
) -> Iterator[AuditedQuotation]:
    rows = load_chains(connection, held.values())
    stored = load_stored(connection, held, canon=background.canon, chains=rows)
    linked = _load_linked(connection, {each.article.version for each in stored}, canon=background.canon)
    sources = {row.source_article_id for chain in rows.values() for row in chain} - {None}
    upstream = load_newest(connection, sources | set(linked.values()))
    links = _load_links(connection, held.values())
    opinions = _load_opinions(connection, held, canon=background.canon)
    for each in stored:
        chain = rows.get(each.current.id, ())
        yield AuditedQuotation(
            stored=each,
            hops=_hops_of(each, chain, known=_Known(upstream=upstream, linked=linked, outlets=background.outlets)),
            voice=_voice_of(chain, links.get(each.current.id), background=background),
            opinions=opinions.get(each.id, ()),
            family=background.families.get(each.id),
        )


def _hops_of(
    stored: StoredQuotation,
    rows: Collection[Row[Any]],
    *,
    known: _Known,
) -> tuple[AuditedHop, ...]:
    return tuple(
        AuditedHop(
            hop=hop,
            words=row.surface,
            outlet=known.outlets.get(hop.agent.id) if hop.agent else None,
            upstream=known.upstream_of(stored.article.version, hop.agent, named=row.source_article_id),
            lang_from=row.lang_from,
            lang_to=row.lang_to,
        )
        for hop, row in zip(stored.current.quotation.chain, rows, strict=True)
    )


def _voice_of(chain: Collection[Row[Any]], link: Row[Any] | None, *, background: Background) -> VoiceLink | None:
    observed = next((row.agent_id for row in chain), None)
    if observed is None:
        return None
    return VoiceLink(
        method=link.method if link else "",
        score=link.score if link else 1.0,
        alias=background.aliases.get(observed),
        unsure=background.unsure.get(background.canon.of(observed), ()),
    )


def _load_linked(connection: Connection, versions: Collection[str], *, canon: Canon) -> dict[tuple[str, str], str]:
    """Load the articles to which versions are linked, by the version and the canonical agent of their outlet."""
    link, other = article_links.c, article_versions.alias()
    asked: Select[Any] = (
        select(link.version_id, outlets.c.agent_id, other.c.article_id)
        .join(other, other.c.id == link.other_version_id)
        .join(articles, articles.c.id == other.c.article_id)
        .join(outlets, outlets.c.id == articles.c.outlet_id)
        .where(one_of(connection, link.version_id, versions), link.retracted_at.is_(None))
        .order_by(link.score, link.id)
    )
    return {(row.version_id, canon.of(row.agent_id)): row.article_id for row in connection.execute(asked)}


def _load_links(connection: Connection, wanted: Collection[str]) -> dict[str, Row[Any]]:
    """Load the newest link of the words that mention the speaker, by assertion."""
    hop, link = hops.c, mention_links.c
    same_words = and_(
        mentions.c.version_id == quotations.c.version_id,
        mentions.c.start_char == hop.mention_start,
        mentions.c.end_char == hop.mention_end,
    )
    asked: Select[Any] = (
        select(hop.attribution_id, link.method, link.score)
        .join(attributions, attributions.c.id == hop.attribution_id)
        .join(quotations, quotations.c.id == attributions.c.quotation_id)
        .join(mentions, same_words)
        .join(mention_links, link.mention_id == mentions.c.id)
        .where(one_of(connection, hop.attribution_id, wanted), hop.position == 0)
        .order_by(link.created_at, link.id)
    )
    return {row.attribution_id: row for row in connection.execute(asked)}


def _load_opinions(connection: Connection, wanted: Collection[str], *, canon: Canon) -> dict[str, tuple[Opinion, ...]]:
    """Load the last word of each model and reviewer on quotations of which several have said something."""
    made = attributions.c
    several = select(made.quotation_id).where(one_of(connection, made.quotation_id, wanted))
    several = several.group_by(made.quotation_id).having(func.count() > 1)
    asked: Select[Any] = (
        select(made.quotation_id, made.assertion, made.rank, made.reviewer, pipelines.c.name, hops.c.agent_id)
        .outerjoin(pipelines, pipelines.c.id == made.pipeline_id)
        .outerjoin(hops, and_(hops.c.attribution_id == made.id, hops.c.position == 0))
        .where(made.quotation_id.in_(several))
        .order_by(made.quotation_id, made.created_at, made.rank, made.id)
    )
    rows = connection.execute(asked).all()
    voices = load_agent_records(connection, {row.agent_id for row in rows}, canon=canon)
    return {
        quotation: tuple(_last_words(said, voices=voices))
        for quotation, said in groupby(rows, attrgetter("quotation_id"))
    }


def _last_words(said: Iterator[Row[Any]], *, voices: Mapping[str, Agent]) -> Iterator[Opinion]:
    """Give the last word of each author, unless it is that the words quote nobody, or was taken back."""
    last = {(row.reviewer is None, row.reviewer or row.name): row for row in said}
    for (_, by), row in last.items():
        if row.assertion == "assert":
            yield Opinion(by=by, decided_by=DECIDED_BY[row.rank], speaker=voices.get(row.agent_id))


def _load_unsure(connection: Connection, *, canon: Canon) -> dict[str, tuple[str, ...]]:
    """Load who may be whom, by canonical agent."""
    edge = agent_edges.c
    live = select(edge.left_id, edge.right_id).where(edge.judgement == Judgement.UNSURE, edge.retracted_at.is_(None))
    pairs = [(canon.of(left), canon.of(right)) for left, right in connection.execute(live)]
    known = load_agent_records(connection, {end for pair in pairs for end in pair}, canon=canon)
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(known[other].name)
        found.setdefault(other, set()).add(known[one].name)
    return {agent: tuple(sorted(names)) for agent, names in found.items()}


def _load_aliases(connection: Connection) -> dict[str, str]:
    """Load the agents that the rule of aliases alone has joined to another one, each with its label."""
    edge, one, alias = agent_edges.c, agents.c, agent_names.c
    joined = (
        select(one.id, one.label, alias.name_key, alias.source)
        .join(agent_edges, (edge.left_id == one.id) | (edge.right_id == one.id))
        .join(agent_names, (alias.agent_id.in_([edge.left_id, edge.right_id])) & (alias.agent_id != one.id))
        .where(edge.who == ALIAS_RULE, edge.judgement == Judgement.SAME, edge.retracted_at.is_(None))
        .where(alias.kind.in_(("alias", "translit")), alias.retracted_at.is_(None), one.known == 0)
    )
    found: dict[str, set[str]] = {}
    labels = {}
    for row in connection.execute(joined):
        if row.name_key == name_key(row.label):
            labels[row.id] = row.label
            found.setdefault(row.id, set()).add(row.source)
    return {agent: labels[agent] for agent, sources in found.items() if "human" not in sources}
