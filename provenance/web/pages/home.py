"""The first page of an export: what is in it, whom it quotes, who carries words, and a search over all of them."""

from dataclasses import dataclass, field

from provenance.exports.cells import short_label
from provenance.exports.pictures.markup import Html
from provenance.exports.questions import QUESTIONS
from provenance.web.links import Links
from provenance.web.pages.findings import count_findings
from provenance.web.pages.shared import SAID, SAID_FROM, Named, Said, load_hops, said_of, stations_of
from provenance.web.pictures.chain import draw_chain
from provenance.web.search import find_said
from provenance.web.served import Export

_LATEST, _TOP, _FOUND = 6, 8, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallied:
    """An agent and how often it does something."""

    agent: Named
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that the export answers by name."""

    name: str
    title: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that the page shows.

    Attributes:
        asked: What somebody looks for; empty for nothing.
        offset: How many results were passed over.
        found: Results, if something was looked for.
        more: Whether there are more of them.
        figures: Rows by table, as people call them.
        latest: The latest other quotations, those with quotation marks first.
        voices: Who is quoted most.
        carriers: Who carries the words of others most.
        findings: Number of open findings by severity.
        questions: What can be asked by name.
        example: One of the latest that came through others, if there is one.
        chain: Its picture; JSON has its relays instead.
    """

    asked: str
    offset: int
    found: list[Said]
    more: bool
    figures: dict[str, int]
    latest: list[Said]
    voices: list[Tallied]
    carriers: list[Tallied]
    findings: dict[str, int]
    questions: list[Asked]
    example: Said | None
    chain: Html = field(metadata={"picture": True})


async def load_home_page(export: Export, *, asked: str, offset: int, links: Links) -> HomePage:
    """Load the first page of an export, or what is found for some words."""
    found = await find_said(export, asked, limit=_FOUND + 1, offset=offset) if asked.strip() else []
    latest = await _latest(export, limit=_LATEST + 1)
    example = next((said for said in latest if said.relayed_by and said.speaker), None)
    hops = await load_hops(export, example.id) if example else []
    return HomePage(
        asked=short_label(asked, length=200),
        offset=offset,
        found=found[:_FOUND],
        more=len(found) > _FOUND,
        figures=await _figures(export),
        latest=[said for said in latest if said is not example][:_LATEST],
        voices=await _top(export, "n_voiced"),
        carriers=await _top(export, "n_relayed"),
        findings=await count_findings(export),
        questions=[Asked(name=one.name, title=one.title, about=one.about) for one in QUESTIONS],
        example=example,
        chain=draw_chain(stations_of(hops, links=links)),
    )


async def _figures(export: Export) -> dict[str, int]:
    counts = await export.counts()
    speakers = await export.row("select count(*) as n from agents where n_voiced > 0")
    relays = await export.row("select count(*) as n from agents where n_relayed > 0")
    told = {
        "quotations": counts.get("quotes"),
        "speakers": speakers["n"] if speakers else 0,
        "relays": relays["n"] if relays else 0,
        "articles": counts.get("articles"),
        "families": counts.get("families"),
    }
    return {name: int(number) for name, number in told.items() if number is not None}


async def _latest(export: Export, *, limit: int) -> list[Said]:
    # Some of the newest, of which those with quotation marks come first: they are what people look at.
    rows = await export.rows(
        f"select * from (select {SAID} from {SAID_FROM} order by quotes.number limit 60) "  # noqa: S608 - our own
        "order by form = 'indirect', relayed_by = '[]', number limit :limit",
        limit=limit,
    )
    return [said_of(row) for row in rows]


async def _top(export: Export, column: str) -> list[Tallied]:
    rows = await export.rows(
        f"select id, label, {column} as n from agents where {column} > 0 "  # noqa: S608 - our own columns
        f"order by {column} desc, label limit :limit",
        limit=_TOP,
    )
    named = ((Named(id=str(row["id"]), name=short_label(str(row["label"]))), int(row["n"])) for row in rows)
    return [Tallied(agent=agent, number=number) for agent, number in named]
