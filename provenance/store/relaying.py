"""Who carries whose words, and how often."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Row, and_

from provenance.core.records import Agent, Role
from provenance.store.current import described
from provenance.store.engine import Store
from provenance.store.filters import relay_conditions
from provenance.store.linking import Canon, load_canon
from provenance.store.loading import load_agent_records
from provenance.store.queries import select_held
from provenance.store.records import QuotationFilter
from provenance.store.tables import article_versions, articles, attributions, hops, quotations
from provenance.store.words import read_moment

_Way = tuple[str | None, str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaying:
    """How often one agent carries the words of another in one role, in the quotations that hold.

    Attributes:
        relay: Who carries them; None where the articles do not say.
        role: What the relay does.
        speaker: Whose words they are; None where that is unknown.
        quotations: Number of quotations, 1 or more.
        articles: Number of articles that hold them.
        first_seen: Earliest publication date of those; None where no article tells.
        last_seen: Latest publication date of those.
    """

    relay: Agent | None
    role: Role
    speaker: Agent | None
    quotations: int
    articles: int
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(slots=True)
class _Tally:
    quotations: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)


def find_relays(store: Store, wanted: QuotationFilter) -> list[Relaying]:
    """Find who carries whose words in which role, the busiest first.

    A chain of two relays counts for both, unless `via` or `role` asks for one of them.

    Args:
        store: Open.
        wanted: In which quotations, and by which relay; the limit is one of rows, not of quotations.

    Raises:
        StoreError: A date or the range of relays makes no sense.
    """
    with store.reading() as connection:
        moment = wanted.as_of and read_moment(wanted.as_of, what="as_of")
        canon = load_canon(connection, as_of=moment)
        tallies = _count(_load_relays(connection, replace(wanted, as_of=moment), canon=canon), canon=canon)
        ends = {end for relay, _, speaker in tallies for end in (relay, speaker)}
        known = load_agent_records(connection, ends, canon=canon)
    found = [_relaying(way, tally, known=known) for way, tally in tallies.items()]
    return sorted(found, key=_busiest_first)[: wanted.limit]


def _load_relays(connection: Connection, wanted: QuotationFilter, *, canon: Canon) -> Iterable[Row[tuple[str, ...]]]:
    relay, speaker = hops.alias(), hops.alias()
    asked = select_held(connection, wanted, canon=canon).with_only_columns(
        relay.c.agent_id.label("relay"),
        relay.c.role,
        speaker.c.agent_id.label("speaker"),
        quotations.c.id.label("quotation"),
        articles.c.id.label("article"),
        described(article_versions, "published_at", as_of=wanted.as_of).label("published"),
    )
    speaks = and_(speaker.c.attribution_id == attributions.c.id, speaker.c.role == Role.SPEAKER.value)
    asked = asked.join(relay, relay.c.attribution_id == attributions.c.id).outerjoin(speaker, speaks)
    return connection.execute(asked.where(*relay_conditions(connection, wanted, canon=canon, hop=relay)))


def _count(rows: Iterable[Row[tuple[str, ...]]], *, canon: Canon) -> Mapping[_Way, _Tally]:
    """Count under the agents that stand for those observed; merged ones may share an article, so no sums of sums."""
    tallies: dict[_Way, _Tally] = {}
    for row in rows:
        relay, speaker = (agent and canon.of(agent) for agent in (row.relay, row.speaker))
        tally = tallies.setdefault((relay, row.role, speaker), _Tally())
        tally.quotations.add(row.quotation)
        tally.articles.add(row.article)
        if row.published:
            tally.dates.add(row.published)
    return tallies


def _relaying(way: _Way, tally: _Tally, *, known: Mapping[str, Agent]) -> Relaying:
    relay, role, speaker = way
    return Relaying(
        relay=known[relay] if relay else None,
        role=Role(role),
        speaker=known[speaker] if speaker else None,
        quotations=len(tally.quotations),
        articles=len(tally.articles),
        first_seen=min(tally.dates, default=None),
        last_seen=max(tally.dates, default=None),
    )


def _busiest_first(found: Relaying) -> tuple[int, str, str, str, str]:
    relay, speaker = ((agent.name, agent.id) if agent else ("", "") for agent in (found.relay, found.speaker))
    return -found.quotations, *relay, found.role.value, "".join(speaker)
