"""The page of a report: who is quoted, through whom, by which outlet and when."""

from collections.abc import Iterator, Sequence

from provenance.core.records import NOBODY, Agent
from provenance.core.tallies import Report, Share, Way
from provenance.exports.pictures.flow import Column, Stream, draw_flow
from provenance.exports.pictures.markup import Html, element, join
from provenance.pages.charts import CHART_STYLE, bar, columns
from provenance.pages.markup import build_page, table

DIRECT = "no relay"
_SHOWN = 20
_COLUMNS = (
    Column(heading="Speaker", others="speakers"),
    Column(heading="First relay", others="relays"),
    Column(heading="Outlet", others="outlets"),
)
_STYLE = """
.shares { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin: 1.2rem 0; }
.share { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem; }
.share strong { font-size: 1.6rem; display: block; line-height: 1.2; }
td.chart { width: 34%; min-width: 5rem; } td.more { width: 36%; } section { break-inside: avoid-page; }
"""


def build_report_page(report: Report, *, title: str, chosen: Sequence[str], made_at: str) -> str:
    """Build the page.

    Args:
        report: What was counted.
        title: Of the page.
        chosen: What the quotations were chosen by, in words; empty for all of the database.
        made_at: UTC time.
    """
    about = "; ".join(chosen) or "all quotations of the database"
    head = element(
        "header",
        element("h1", title),
        element("p", f"{report.quotations:,} quotations: {about}.", class_="dim"),
    )
    parts = [_shares(report), *_voices(report), *_relays(report), *_ways(report), *_outlets(report), *_months(report)]
    foot = element("footer", element("p", f"Made {made_at[:16].replace('T', ' ')} UTC. {_READ}", class_="dim small"))
    return build_page(title, head, *parts, foot, style=CHART_STYLE + _STYLE)


_READ = (
    "A quotation counts once for its speaker, for its outlet and for each of its relays, as it stands in the newest"
    " version of its article. Counts say how articles are written, not what is true."
)


def share_text(share: Share | None) -> str:
    """Write a share as a percentage; a dash where there is nothing to be a share of.

    Example:
        >>> share_text(Share(n=1, of=8)), share_text(Share(n=0, of=0))
        ('12.5 %', '–')
    """
    if share is None or share.part is None:
        return "–"
    return f"{100 * share.part:.1f} %"


def shares_of(report: Report) -> Iterator[tuple[str, Share, str]]:
    """Give the shares of a report that are known: a name, the share, and what it is a share of."""
    yield "unnamed voices", report.unnamed, "quotations"
    yield "no speaker known", report.unknown, "quotations"
    yield "relayed", report.relayed, "quotations"
    yield "state-controlled relays", report.state_carried, "relayed quotations"
    if report.single_origin is not None:
        yield "single origin", report.single_origin, "families in three outlets or more that have one origin"


def _shares(report: Report) -> Html:
    cards = (
        element(
            "div",
            element("strong", share_text(share)),
            element("div", name),
            element("div", f"{share.n:,} of {share.of:,} {of}", class_="dim small"),
            class_="share",
        )
        for name, share, of in shares_of(report)
        if share.of
    )
    return element("div", *cards, class_="shares")


def _voices(report: Report) -> Iterator[Html]:
    shown = report.voices[:_SHOWN]
    most = max((voice.quoted for voice in shown), default=1)
    rows = (
        (
            element("b", voice.agent.name),
            bar(voice.quoted, of=most),
            f"{voice.quoted:,}",
            ", ".join(f"{relay.name} ({n:,})" for relay, n in voice.relays[:3]) or DIRECT,
        )
        for voice in shown
    )
    heads = (("Speaker", "name"), ("", "chart"), ("Quoted", "number"), ("Through", "more"))
    yield from _section("Who is quoted", table(heads, rows), left=len(report.voices) - len(shown), anything=bool(shown))


def _relays(report: Report) -> Iterator[Html]:
    shown = report.relays[:_SHOWN]
    most = max((relay.carried for relay in shown), default=1)
    rows = (
        (element("b", relay.agent.name), bar(relay.carried, of=most), f"{relay.carried:,}", f"{relay.voices:,}")
        for relay in shown
    )
    heads = (("Relay", "name"), ("", "chart"), ("Carried", "number"), ("Voices", "number"))
    left = len(report.relays) - len(shown)
    yield from _section("Through whom", table(heads, rows), left=left, anything=bool(shown))


def _outlets(report: Report) -> Iterator[Html]:
    shown = report.outlets[:_SHOWN]
    months = [month for month, _ in report.months]
    most = max((n for counts in report.by_month.values() for n in counts.values()), default=1)
    rows = []
    for outlet in shown:
        by_month = report.by_month.get(outlet.name, {})
        counts = [(month, by_month.get(month, 0)) for month in months]
        spark = columns(counts, highest=most, label=f"{outlet.quoted} quotations by month", class_="spark")
        unnamed, carried = (Share(n=n, of=outlet.quoted) for n in (outlet.unnamed, outlet.carried))
        name = element("b", outlet.name or NOBODY)
        rows.append((name, spark if months else "", f"{outlet.quoted:,}", share_text(carried), share_text(unnamed)))
    heads = (("Outlet", "name"), ("By month", "chart"), ("Quoted", "number"), ("Relayed", "number"))
    left = len(report.outlets) - len(shown)
    yield from _section("By outlet", table((*heads, ("Unnamed", "number")), rows), left=left, anything=bool(shown))


def _months(report: Report) -> Iterator[Html]:
    if not report.months:
        return
    highest = max(n for _, n in report.months)
    first, last = report.months[0][0], report.months[-1][0]
    most = next(month for month, n in report.months if n == highest)
    picture = columns(report.months, highest=highest, label=f"Quotations by month, from {first} to {last}")
    axis = element(
        "div", element("span", first), element("span", last if last != first else ""), class_="axis dim small"
    )
    told = f"Most in {most}: {highest:,}."
    undated = f" {report.undated:,} more have no month." if report.undated else ""
    yield element(
        "section",
        element("h2", "By month"),
        element("figure", picture, axis),
        element("p", told + undated, class_="dim"),
    )


def _ways(report: Report) -> Iterator[Html]:
    if not report.ways:
        return
    picture = draw_flow(
        [_stream(way) for way in report.ways],
        columns=_COLUMNS,
        label="How words came from speakers through relays to outlets",
        pale=frozenset({DIRECT}),
    )
    told = "A stream is as wide as quotations are many; grey ones had no relay. Point at one for its number."
    yield element(
        "section", element("h2", "The way of the words"), element("figure", picture),
        element("p", told, class_="dim small"),
    )  # fmt: skip


def _stream(way: Way) -> Stream:
    return Stream(
        through=(_name(way.speaker), _name(way.relay) if way.is_carried else DIRECT, way.outlet or NOBODY), n=way.n
    )


def _name(agent: Agent | None) -> str:
    return agent.name if agent else NOBODY


def _section(heading: str, content: Html, *, left: int, anything: bool) -> Iterator[Html]:
    if not anything:
        return
    more = element("p", f"and {left:,} more", class_="dim small") if left > 0 else Html()
    yield element("section", element("h2", heading), join([content, more]))
