"""What stands in articles beside their quotations: rejected marks and credit lines, of many articles at once."""

import json
from collections.abc import Collection, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from provenance.core.records import Agent, AgentKind, Credit, Rejected, RejectReason
from provenance.core.text import Span
from provenance.store.current import holding
from provenance.store.engine import Store
from provenance.store.records import ArticleMarks
from provenance.store.sql import one_of
from provenance.store.tables import attributions, credits_table, quotations, run_articles
from provenance.store.words import read_moment


def load_marks_of(store: Store, versions: Collection[str], *, as_of: str | None = None) -> dict[str, ArticleMarks]:
    """Load what the newest pipeline found in versions of articles beside their quotations.

    Args:
        store: Open.
        versions: `av_…` of each.
        as_of: UTC time; None for now.

    Returns:
        For each version rejected marks that nobody has overruled, and credit lines; both empty for a version that is
        not there.

    Raises:
        StoreError: `as_of` is no time.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        rejected = _load_rejected(connection, versions, as_of=moment)
        credited = _load_credits(connection, versions, as_of=moment)
    return {one: ArticleMarks(rejected=rejected.get(one, ()), credits=credited.get(one, ())) for one in versions}


def _load_rejected(
    connection: Connection, versions: Collection[str], *, as_of: str | None
) -> Mapping[str, tuple[Rejected, ...]]:
    words = quotations.c
    asked = (
        select(words.version_id, words.start_char, words.end_char, attributions.c.reason)
        .join(attributions, attributions.c.quotation_id == words.id)
        .where(
            one_of(connection, words.version_id, versions),
            attributions.c.assertion == "reject",
            attributions.c.pipeline_id.is_not(None),
            holding(attributions, as_of=as_of),
        )
        .order_by(words.version_id, words.start_char, words.end_char)
    )
    return {
        version: tuple(Rejected(span=Span(m.start_char, m.end_char), reason=RejectReason(m.reason)) for m in marks)
        for version, marks in groupby(connection.execute(asked), key=attrgetter("version_id"))
    }


def _load_credits(
    connection: Connection, versions: Collection[str], *, as_of: str | None
) -> Mapping[str, tuple[Credit, ...]]:
    newest = _newest_pipelines(connection, versions, as_of=as_of)
    line = credits_table.c
    asked = select(credits_table).where(one_of(connection, line.version_id, versions))
    lines = connection.execute(asked.order_by(line.version_id, line.start_char, line.id))
    return {
        version: tuple(_credit_of(one) for one in found if one.pipeline_id == newest.get(version))
        for version, found in groupby(lines, key=attrgetter("version_id"))
    }


def _newest_pipelines(connection: Connection, versions: Collection[str], *, as_of: str | None) -> Mapping[str, str]:
    done = run_articles.c
    asked = select(done.version_id, done.pipeline_id).where(
        one_of(connection, done.version_id, versions), done.status == "done"
    )
    if as_of is not None:
        asked = asked.where(done.created_at <= as_of)
    newest: dict[str, str] = {}
    for version, pipeline in connection.execute(asked.order_by(done.created_at.desc(), done.pipeline_id)):
        newest.setdefault(version, pipeline)
    return newest


def _credit_of(row: Row[Any]) -> Credit:
    chain = (Agent(id=a["agent"], name=a["name"], kind=AgentKind(a["kind"])) for a in json.loads(row.chain))
    return Credit(span=Span(row.start_char, row.end_char), kind=row.kind, chain=tuple(chain))
