"""The page of an agent: when it spoke, through whom its words came, what it carried, and who has nearly its name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from provenance.core.chain import ENDS
from provenance.core.records import Role
from provenance.core.text import name_key
from provenance.exports.cells import short_label
from provenance.exports.pictures.flow import Column, Stream, draw_flow
from provenance.exports.pictures.markup import Html
from provenance.exports.told import is_id, read_list
from provenance.web.links import Links, wikidata_link
from provenance.web.pages.shared import LISTED, SAID, SAID_FROM, Named, Said, Saying, said_of, sayings_of
from provenance.web.pictures.timeline import Bar, choose_bars, draw_timeline
from provenance.web.search import match_any
from provenance.web.served import Export, Row

_NEAREST = 6
_LIKE = 0.6
_CANDIDATES = 60
_RELAY_ROLES = tuple(role.value for role in Role if role not in ENDS)
_FIRST_HAND = "at first hand"
_COLUMNS = (
    Column(heading="Speaker", others="speakers"),
    Column(heading="Through", others="relays"),
    Column(heading="Published by", others="publishers"),
)
# Of a relay that carried more than that, the latest tell whose words they are.
SAMPLE = 2000
# The rows of hops follow those of quotes, so their order is known without looking anything up.
_CARRIED = (
    "select quote from hops where rowid in (select rowid from hops "  # noqa: S608 - our own roles
    f"where agent = :id and role in {_RELAY_ROLES} order by rowid limit :limit)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way on which the agent's words came: through which relays, to which publisher, how many."""

    relays: tuple[Named, ...]
    publisher: str | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPage:
    """All that the page shows.

    Attributes:
        id: `ag_…`.
        name: Its usual name.
        kind: person, organisation, …
        aliases: Other names.
        wikidata: Address of its item; None where we are not sure of one.
        voiced: Number of quotations that it speaks.
        relayed: Number of quotations that it carries.
        undated: Number of its quotations without a date, which no timeline shows.
        bars: The timeline.
        ways: Through whom its words came, the most used first.
        said: Its latest quotations.
        carried: The latest quotations that it carried.
        voices: Whose words it carried most, of the latest two thousand.
        sayings: What is said of the medium that it is.
        nearest: Agents with nearly the same name, who may be the same.
        timeline: The picture of the bars.
        flow: The picture of the ways.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    wikidata: str | None
    voiced: int
    relayed: int
    undated: int
    bars: list[Bar]
    ways: list[Way]
    said: list[Said]
    carried: list[Said]
    voices: list[tuple[Named, int]]
    sayings: list[Saying]
    nearest: list[Named]
    timeline: Html = field(metadata={"picture": True})
    flow: Html = field(metadata={"picture": True})


async def load_speaker_page(export: Export, of: str, *, links: Links) -> SpeakerPage | None:  # noqa: ARG001 - as all pages
    """Load the page of an agent; None where there is none."""
    agent = await export.row("select * from agents where id = :id", id=of)
    if agent is None:
        return None
    days = await _load_days(export, of) if agent["n_voiced"] else {}
    undated = days.pop("", 0)
    bars = choose_bars(days) if days else []
    ways = await _load_ways(export, of) if agent["n_voiced"] else []
    name = short_label(str(agent["label"]))
    return SpeakerPage(
        id=of,
        name=name,
        kind=str(agent["kind"]),
        aliases=tuple(short_label(str(alias)) for alias in read_list(agent["aliases"])),
        wikidata=wikidata_link(agent["wikidata"]),
        voiced=int(agent["n_voiced"]),
        relayed=int(agent["n_relayed"]),
        undated=undated,
        bars=bars,
        ways=ways,
        said=await _load_said(export, of) if agent["n_voiced"] else [],
        carried=await _load_carried(export, of) if agent["n_relayed"] else [],
        voices=await _load_voices(export, of) if agent["n_relayed"] else [],
        sayings=await _load_sayings(export, agent),
        nearest=await _load_nearest(export, agent),
        timeline=draw_timeline(bars),
        flow=draw_flow(
            [_stream(name, way) for way in ways],
            columns=_COLUMNS,
            label="Through whom the words came",
            pale=frozenset({_FIRST_HAND}),
        ),
    )


async def _load_days(export: Export, of: str) -> dict[str, int]:
    sql = "select coalesce(published, '') as day, count(*) as n from quotes where speaker = :id group by published"
    return {str(row["day"]): int(row["n"]) for row in await export.rows(sql, id=of)}


async def _load_ways(export: Export, of: str) -> list[Way]:
    rows = await export.rows("select * from routes where speaker = :id order by n_quotations desc limit 200", id=of)
    return [
        Way(
            relays=_relays(row),
            publisher=short_label(str(row["publisher"])) if row["publisher"] else None,
            number=int(row["n_quotations"]),
        )
        for row in rows
    ]


def _relays(row: Row) -> tuple[Named, ...]:
    pairs = zip(read_list(row["relays"]), read_list(row["relayed_by"]), strict=False)
    return tuple(Named(id=one if is_id(one) else None, name=short_label(str(name))) for one, name in pairs)


def _stream(speaker: str, way: Way) -> Stream:
    through = short_label(" → ".join(relay.name for relay in way.relays)) or _FIRST_HAND
    return Stream(through=(speaker, through, way.publisher or "publisher not told"), n=way.number)


async def _load_said(export: Export, of: str) -> list[Said]:
    rows = await export.rows(
        f"select {SAID} from {SAID_FROM} where quotes.speaker = :id "  # noqa: S608 - our own columns
        "order by quotes.published desc, quotes.number limit :limit",
        id=of,
        limit=LISTED,
    )
    return [said_of(row) for row in rows]


async def _load_carried(export: Export, of: str) -> list[Said]:
    rows = await export.rows(
        f"select {SAID} from {SAID_FROM} where quotes.id in ({_CARRIED}) order by quotes.number",  # noqa: S608 - our own
        id=of,
        limit=LISTED,
    )
    return [said_of(row) for row in rows]


async def _load_voices(export: Export, of: str) -> list[tuple[Named, int]]:
    rows = await export.rows(
        "select speaker, speaker_label as label, count(*) as n from quotes "  # noqa: S608 - our own
        f"where id in ({_CARRIED}) group by speaker, speaker_label order by n desc, label limit 8",
        id=of,
        limit=SAMPLE,
    )
    return [(Named(id=row["speaker"], name=short_label(str(row["label"] or "unknown"))), int(row["n"])) for row in rows]


async def _load_sayings(export: Export, agent: Row) -> list[Saying]:
    rows = await export.rows("select citations from outlets where agent = :id", id=agent["id"])
    return sayings_of([{**row, "agent_label": agent["label"]} for row in rows])


async def _load_nearest(export: Export, agent: Row) -> list[Named]:
    phrase = match_any(str(agent["label"]))
    if not phrase:
        return []
    rows = await export.rows(
        "select agents.id, agents.label from agents_fts join agents on agents.rowid = agents_fts.rowid "
        "where agents_fts match :phrase and agents.id <> :id order by rank limit :limit",
        phrase=phrase,
        id=agent["id"],
        limit=_CANDIDATES,
    )
    return _nearest(str(agent["label"]), rows)


def _nearest(name: str, rows: Sequence[Row]) -> list[Named]:
    # Comparing takes the square of the length, and nobody's name is a hundred letters long.
    key = name_key(short_label(name))
    scored = []
    for row in rows:
        other = name_key(short_label(str(row["label"])))
        likeness = SequenceMatcher(a=key, b=other, autojunk=False).ratio()
        # A surname alone, or a name with a title: the words of one are among those of the other.
        within = set(key.split()) <= set(other.split()) or set(other.split()) <= set(key.split())
        if likeness >= _LIKE or within:
            scored.append((-likeness, str(row["label"]), str(row["id"])))
    return [Named(id=one, name=short_label(label)) for _, label, one in sorted(scored)[:_NEAREST]]
