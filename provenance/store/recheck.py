"""The part of `db verify` that reads articles: hashes, offsets, quoted words, assertions and their chains."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from provenance.core.chain import check_chain
from provenance.core.records import Agent, AgentKind, Anonymity, Hop, Role
from provenance.core.text import name_key
from provenance.core.wire import canonical_json, content_id, text_sha256
from provenance.errors import SpanError
from provenance.store.records import Problem
from provenance.store.rows import LISTS, attribution_id, credit_id, link_id, quotation_row, read_spans, spans_json
from provenance.store.sql import one_of
from provenance.store.tables import (
    article_versions,
    articles,
    attributions,
    credits_table,
    hops,
    mention_links,
    mentions,
    quotations,
)
from provenance.store.words import time_precision

# Articles whose texts are held at the same time.
_BATCH = 200

Pairs = Mapping[str, tuple[object, object]]


def check_articles(connection: Connection) -> Iterator[Problem]:
    """Check everything that stands in articles, a batch of versions at a time."""
    ids = connection.execute(select(article_versions.c.id).order_by(article_versions.c.id)).scalars().all()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = connection.execute(
            select(article_versions, articles.c.locator)
            .join(articles, articles.c.id == article_versions.c.article_id)
            .where(one_of(connection, article_versions.c.id, batch))
        ).all()
        texts = {row.id: row.text for row in rows}
        for row in rows:
            yield from _differences("article_versions", row.id, _version_pairs(row))
        yield from _check_quotations(connection, texts)
        yield from _check_mentions(connection, texts)
        yield from _check_credits(connection, texts)
        yield from _check_attributions(connection, texts)


def _version_pairs(row: Row[Any]) -> Pairs:
    sha256, article = text_sha256(row.text), content_id("ar", row.locator)
    return {
        "article_id": (row.article_id, article),
        "content_sha256": (row.content_sha256, sha256),
        "id": (row.id, content_id("av", article, sha256)),
        "characters": (row.characters, len(row.text)),
        "publisher_key": (row.publisher_key, name_key(row.publisher) if row.publisher else None),
        "published_precision": (row.published_precision, time_precision(row.published_at)),
        "modified_precision": (row.modified_precision, time_precision(row.modified_at)),
        "block_quotations": (row.block_quotations, _spans_again(row.block_quotations, row.text)),
        **{name: (getattr(row, name), _listed_again(getattr(row, name))) for name in LISTS},
    }


def _spans_again(stored: str, text: str) -> str:
    """Read spans and write again those that lie inside the text; what is none comes back as no span."""
    try:
        return spans_json(span for span in read_spans(stored) if span.end <= len(text))
    except (SpanError, TypeError, ValueError):
        return "[]"


def _listed_again(stored: str) -> str:
    """Read a list of texts and write it again; what is none comes back as an empty one."""
    try:
        read = json.loads(stored)
    except ValueError:
        read = []
    is_list = isinstance(read, list) and all(isinstance(words, str) for words in read)
    return canonical_json(read if is_list else [])


def _check_quotations(connection: Connection, texts: Mapping[str, str]) -> Iterator[Problem]:
    rows = connection.execute(select(quotations).where(one_of(connection, quotations.c.version_id, texts)))
    for row in rows:
        try:
            content = read_spans(row.segments)
            derived = quotation_row(texts[row.version_id], content, version=row.version_id)
        except (SpanError, ValueError, TypeError) as error:
            yield Problem(table="quotations", id=row.id, what=f"its segments are none: {error}")
            continue
        yield from _differences("quotations", row.id, {k: (getattr(row, k), derived[k]) for k in derived})


def _check_mentions(connection: Connection, texts: Mapping[str, str]) -> Iterator[Problem]:
    in_batch = one_of(connection, mentions.c.version_id, texts)
    for row in connection.execute(select(mentions).where(in_batch)):
        derived = content_id("mn", row.version_id, row.start_char, row.end_char)
        words = texts[row.version_id][row.start_char : row.end_char]
        yield from _differences("mentions", row.id, {"id": (row.id, derived), "text": (row.text, words)})
    linked = select(mention_links).join(mentions, mentions.c.id == mention_links.c.mention_id).where(in_batch)
    for row in connection.execute(linked):
        if row.pipeline_id is not None:
            yield from _differences("mention_links", row.id, {"id": (row.id, link_id(row._asdict()))})


def _check_credits(connection: Connection, texts: Mapping[str, str]) -> Iterator[Problem]:
    for row in connection.execute(select(credits_table).where(one_of(connection, credits_table.c.version_id, texts))):
        words = texts[row.version_id][row.start_char : row.end_char]
        pairs: Pairs = {"id": (row.id, credit_id(row._asdict())), "text": (row.text, words)}
        yield from _differences("credits", row.id, pairs)


def _check_attributions(connection: Connection, texts: Mapping[str, str]) -> Iterator[Problem]:
    in_batch = one_of(connection, quotations.c.version_id, texts)
    asserted = select(attributions, quotations.c.version_id).join(
        quotations, quotations.c.id == attributions.c.quotation_id
    )
    carried = (
        select(hops)
        .join(attributions, attributions.c.id == hops.c.attribution_id)
        .join(quotations, quotations.c.id == attributions.c.quotation_id)
        .where(in_batch)
        .order_by(hops.c.attribution_id, hops.c.position)
    )
    grouped = groupby(connection.execute(carried), key=attrgetter("attribution_id"))
    chains = {attribution: list(chain) for attribution, chain in grouped}
    for row in connection.execute(asserted.where(in_batch)):
        yield from _check_attribution(row, chain=chains.get(row.id, []), text=texts[row.version_id])


def _check_attribution(row: Row[Any], *, chain: Sequence[Row[Any]], text: str) -> Iterator[Problem]:
    derived = attribution_id(row._asdict(), [hop._asdict() for hop in chain])
    pairs: Pairs = {
        "id": (row.id, derived),
        "said_on_precision": (row.said_on_precision, time_precision(row.said_on)),
        "hops": ([hop.position for hop in chain], list(range(len(chain)))),
    }
    yield from _differences("attributions", row.id, pairs)
    ends = [row.cue_end, row.source_end, *(end for hop in chain for end in (hop.mention_end, hop.evidence_end))]
    if any(end is not None and end > len(text) for end in ends):
        yield Problem(table="attributions", id=row.id, what="a span runs past the end of the text")
    for hop in chain:
        start, end = (
            (hop.evidence_start, hop.evidence_end)
            if hop.mention_start is None
            else (hop.mention_start, hop.mention_end)
        )
        words = None if start is None else text[start:end]
        yield from _differences("hops", f"{row.id}/{hop.position}", {"surface": (hop.surface, words)})
    if row.assertion == "assert":
        for wrong in check_chain([_bare_hop(hop) for hop in chain]):
            yield Problem(table="attributions", id=row.id, what=f"its chain is none: {wrong}")


def _bare_hop(row: Row[Any]) -> Hop:
    """Build a hop with the agent as observed, of which only the id matters here."""
    agent = row.agent_id and Agent(id=row.agent_id, name="", kind=AgentKind.PERSON)
    return Hop(role=Role(row.role), agent=agent, anonymity=Anonymity(row.anonymity))


def _differences(table: str, target: str, pairs: Pairs) -> Iterator[Problem]:
    for column, (stored, derived) in pairs.items():
        if stored != derived:
            yield Problem(table=table, id=target, what=f"its {column} is {stored!r:.80}, not {derived!r:.80}")
