"""What the save of one extraction adds, row by row, inside the transaction of `provenance.store.writer`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select, update

from provenance.core.records import CANCELED, Article, Extraction, Form, Pipeline, Quotation
from provenance.core.wire import article_id, content_id, quotation_id, version_id
from provenance.store.agent_rows import agent_row, agents_of, best_label, name_row
from provenance.store.carry import carry_corrections
from provenance.store.copies import link_copies
from provenance.store.current import find_newest, standing
from provenance.store.joining import join_agents
from provenance.store.matching import match_version
from provenance.store.outlets import find_outlet
from provenance.store.records import SaveReport
from provenance.store.rows import (
    HUMAN,
    Author,
    Row,
    article_row,
    attribution_rows,
    credit_row,
    mention_rows,
    quotation_row,
    reject_rows,
    version_row,
)
from provenance.store.sql import insert_new, one_of, save_attributions
from provenance.store.tables import (
    article_sightings,
    article_versions,
    articles,
    attributions,
    credits_table,
    mention_links,
    mentions,
    pipelines,
    quotations,
    run_articles,
)
from provenance.store.world import agent_names, agents


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRows:
    """The rows of an extraction that stand in its article."""

    version: str
    quotations: list[Row]
    asserted: list[tuple[Row, list[Row]]]
    mentions: list[Row]
    links: list[Row]
    credits: list[Row]

    @property
    def targets(self) -> set[str]:
        """Quotations of which something is asserted."""
        return {str(row["quotation_id"]) for row, _ in self.asserted}


def find_rows(extraction: Extraction, *, author: Author) -> FoundRows:
    """Build the rows of an extraction; needs no database.

    Raises:
        SpanError: A span runs past the end of the text.
    """
    text, version = extraction.article.text, version_id(extraction.article)
    quoted = {quotation_id(version, q.content): q for q in sorted(extraction.quotations, key=lambda q: q.score)}
    rejected = {quotation_id(version, (r.span,)): r for r in extraction.rejected}
    left_out = {target: r for target, r in rejected.items() if target not in quoted}
    contents = [q.content for q in quoted.values()] + [(r.span,) for r in left_out.values()]
    seen = {m.span: m for m in reversed(extraction.mentions)}
    linked = [mention_rows(m, text=text, version=version, author=author) for m in seen.values()]
    return FoundRows(
        version=version,
        quotations=[quotation_row(text, content, version=version) for content in contents],
        asserted=[
            *(attribution_rows(q, text=text, target=target, author=author) for target, q in quoted.items()),
            *(reject_rows(r, target=target, author=author) for target, r in left_out.items()),
        ],
        mentions=[mention for mention, _ in linked],
        links=[link for _, link in linked],
        credits=[credit_row(c, text=text, version=version, author=author) for c in extraction.credits],
    )


def save_rows(connection: Connection, extraction: Extraction, *, found: FoundRows, author: Author) -> SaveReport:
    """Save the rows of an extraction that its pipeline has not saved yet, inside a transaction."""
    before = find_newest(connection, article_id(extraction.article))
    is_new = _save_version(connection, extraction.article, now=author.now)
    new_agents = _save_agents(connection, extraction, version=found.version, now=author.now)
    new_quotations = insert_new(connection, quotations, found.quotations)
    asserted = _supersede(connection, extraction.pipeline, found=found, author=author)
    new_attributions = save_attributions(connection, asserted)
    new_mentions = insert_new(connection, mentions, found.mentions)
    insert_new(connection, mention_links, found.links)
    insert_new(connection, credits_table, found.credits)
    _note_done(connection, extraction, found=found, author=author)
    if is_new and before:
        carry_corrections(connection, extraction.article, before=before[0], now=author.now)
    join_agents(connection, new_agents, now=author.now)
    match_version(connection, found.version, now=author.now)
    if is_new:
        link_copies(connection, found.version, now=author.now)
    quoting = {str(row["quotation_id"]) for row, _ in found.asserted if row["assertion"] == "assert"}
    return SaveReport(
        quotations=len(quoting.intersection(new_quotations)),
        attributions=len(new_attributions),
        agents=len(new_agents),
        mentions=len(new_mentions),
    )


def _save_version(connection: Connection, article: Article, *, now: str) -> bool:
    """Save an article and its version; True where the version is new."""
    outlet = find_outlet(connection, publisher=article.publisher, addresses=(article.url, article.locator))
    insert_new(connection, articles, [article_row(article, outlet=outlet, now=now)])
    of_article = article_versions.c.article_id == article_id(article)
    last = connection.execute(select(func.max(article_versions.c.version_no)).where(of_article)).scalar()
    added = insert_new(connection, article_versions, [version_row(article, number=(last or 0) + 1, now=now)])
    if added and outlet:
        unlinked = (articles.c.id == article_id(article)) & articles.c.outlet_id.is_(None)
        connection.execute(update(articles).where(unlinked).values(outlet_id=outlet))
    if article.status == CANCELED:
        cancel_article(connection, article_id(article), now=now)
    return bool(added)


def cancel_article(connection: Connection, article: str, *, now: str) -> bool:
    """Note that an article, `ar_…`, is taken back, unless noted since its last text came; True if it is news."""
    came = select(func.max(article_versions.c.fetched_at)).where(article_versions.c.article_id == article)
    back = select(func.max(article_sightings.c.seen_at)).where(article_sightings.c.article_id == article)
    back = back.where(article_sightings.c.is_return == 1)
    stands = or_(
        articles.c.canceled_at.is_(None),
        articles.c.canceled_at < came.scalar_subquery(),
        articles.c.canceled_at < back.scalar_subquery(),
    )
    noted = update(articles).where(articles.c.id == article, stands).values(canceled_at=now)
    return connection.execute(noted.returning(articles.c.id)).first() is not None


def _save_agents(connection: Connection, extraction: Extraction, *, version: str, now: str) -> list[str]:
    """Save the agents that an extraction names; give those that are new."""
    named = agents_of(extraction)
    spellings: dict[str, list[str]] = {}
    for agent in named:
        spellings.setdefault(agent.id, []).append(agent.name)
    rows = {a.id: agent_row(a, label=best_label(spellings[a.id]), version=version, now=now) for a in named}
    added = insert_new(connection, agents, rows.values())
    names = [name_row(a.id, a.name, kind="label", source="article", now=now) for a in named]
    insert_new(connection, agent_names, names)
    _improve_labels(connection, {agent: str(row["label"]) for agent, row in rows.items()})
    return added


def _improve_labels(connection: Connection, labels: Mapping[str, str]) -> None:
    """Show each agent by the best of its spellings, whatever the order in which articles come."""
    stored = select(agents.c.id, agents.c.label).where(agents.c.known == 0, one_of(connection, agents.c.id, labels))
    for agent, label in connection.execute(stored).all():
        best = best_label([label, labels[agent]])
        if best != label:
            connection.execute(update(agents).where(agents.c.id == agent).values(label=best))


def _supersede(
    connection: Connection, pipeline: Pipeline, *, found: FoundRows, author: Author
) -> list[tuple[Row, list[Row]]]:
    """Let assertions take the place of those of older pipelines, and withdraw what was not found again."""
    asked = {"version": found.version, "stage": pipeline.stage, "newer": author.pipeline}
    older = connection.execute(_select_older(), asked)
    before = {quotation: (attribution, form) for quotation, attribution, form in older}
    reason = f"not found by {pipeline.name} {pipeline.version}"
    withdrawn = [
        attribution_rows(
            Quotation(form=Form(form), content=(), cue=None, source=None, chain=(), score=1.0),
            text="",
            target=target,
            author=author,
            assertion="abstain",
            reason=reason,
        )
        for target, (_, form) in sorted(before.items())
        if target not in found.targets
    ]
    return [
        ({**row, "supersedes_id": before.get(row["quotation_id"], (None,))[0]}, chain)
        for row, chain in (*found.asserted, *withdrawn)
    ]


@cache
def _select_older() -> Select[Any]:
    """Build the statement that finds what older pipelines say of a version, which is asked of every article, once."""
    return (
        select(attributions.c.quotation_id, attributions.c.id, attributions.c.form)
        .join(quotations, quotations.c.id == attributions.c.quotation_id)
        .join(pipelines, pipelines.c.id == attributions.c.pipeline_id)
        .where(quotations.c.version_id == bindparam("version"), pipelines.c.stage == bindparam("stage"))
        .where(attributions.c.pipeline_id != bindparam("newer"), attributions.c.rank < HUMAN)
        .where(standing(attributions, as_of=None))
    )


def _note_done(connection: Connection, extraction: Extraction, *, found: FoundRows, author: Author) -> None:
    locator = extraction.article.locator
    row: Row = {"id": content_id("ra", author.run, locator, found.version), "run_id": author.run, "locator": locator}
    row |= {"pipeline_id": author.pipeline, "version_id": found.version, "status": "done", "error": None}
    row |= {"quotations": len(extraction.quotations), "created_at": author.now}
    insert_new(connection, run_articles, [row])
