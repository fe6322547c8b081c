"""`provenance report`: who is quoted, how often, through whom, by which outlet and when."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from provenance.cli.base import Command
from provenance.cli.options import db_option, filter_options, output_options, utc_now, words_argument
from provenance.cli.output import Column, Output, console, draw, print_table, write_one
from provenance.core.records import NOBODY
from provenance.core.tallies import OutletTally, RelayTally, Report, Share, VoiceTally
from provenance.core.wire import Wire
from provenance.pages.reported import share_text, shares_of
from provenance.store.records import QuotationFilter

if TYPE_CHECKING:
    from provenance.core.records import Agent

T = TypeVar("T")

# Cells of the longest bar, and those of the columns beside it.
_BAR = 30
_BESIDE_BAR = 20


@click.command(
    cls=Command,
    examples=(
        "provenance report",
        "provenance report --since 2025-01 --outlet Guardian -o report.html",
        "provenance report --role agency --format json",
    ),
)
@words_argument
@filter_options
@click.option("--top", type=click.IntRange(min=1), default=10, help="Rows of each table on a terminal.")
@db_option
@output_options("table", "json", "html")
def report(*, wanted: QuotationFilter, top: int, db: str, to: Output) -> None:
    """Count who is quoted, how often, through whom, by outlet and month.

    WORDS are words that the quotation holds, in any order. Counted are the quotations that `quotes` shows for the same
    options. --format html is a page with pictures that needs no network.
    """
    from provenance.core.tallies import build_report
    from provenance.store.engine import open_store
    from provenance.store.tallying import stream_told

    with open_store(db) as store:
        made = build_report(stream_told(store, wanted))
    write_report(made, wanted=wanted, top=top, to=to)


def write_report(made: Report, *, wanted: QuotationFilter, top: int, to: Output) -> None:
    """Write a report in the form that was asked for."""
    from provenance.pages.reported import build_report_page

    form = to.chosen()
    with to.open() as out:
        if form == "html":
            title = "Who is quoted, and through whom"
            out.write(build_report_page(made, title=title, chosen=list(choice_text(wanted)), made_at=utc_now()))
        elif form == "json":
            write_one({"chosen": _choice_to_wire(wanted), **report_to_wire(made)}, out)
        else:
            print_report(made, top=top, out=out)


def choice_text(wanted: QuotationFilter) -> Iterator[str]:
    """Say by what quotations were chosen, an option at a time.

    Example:
        >>> list(choice_text(QuotationFilter(speaker="Lavrov", since="2025-07-01")))
        ['speaker Lavrov', 'since 2025-07-01']
    """
    for name, value in _choice_to_wire(wanted).items():
        yield f"{name.replace('_', ' ')} {value}"


def _choice_to_wire(wanted: QuotationFilter) -> Wire:
    values = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def report_to_wire(made: Report) -> Wire:
    """Build the JSON object of a report."""
    return {
        "quotations": made.quotations,
        "shares": {
            name.replace(" ", "_").replace("-", "_"): _share_to_wire(share) for name, share, _ in shares_of(made)
        },
        "speakers": [_voice_to_wire(voice) for voice in made.voices],
        "relays": [
            {**_agent_to_wire(relay.agent), "carried": relay.carried, "voices": relay.voices, "outlets": relay.outlets}
            for relay in made.relays
        ],
        "outlets": [
            {
                "name": outlet.name,
                "quoted": outlet.quoted,
                "relayed": outlet.carried,
                "unnamed": outlet.unnamed,
                "months": made.by_month.get(outlet.name, {}),
            }
            for outlet in made.outlets
        ],
        "months": dict(made.months),
        "undated": made.undated,
        "ways": [
            {
                "speaker": way.speaker.name if way.speaker else None,
                "relay": way.relay.name if way.relay else None,
                "is_carried": way.is_carried,
                "outlet": way.outlet,
                "quotations": way.n,
            }
            for way in made.ways
        ],
    }


def _share_to_wire(share: Share) -> Wire:
    return {"n": share.n, "of": share.of, "share": share.part}


def _voice_to_wire(voice: VoiceTally) -> Wire:
    through = [{**_agent_to_wire(relay), "carried": n} for relay, n in voice.relays]
    counts = {"quoted": voice.quoted, "relayed": voice.carried, "outlets": voice.outlets}
    return {**_agent_to_wire(voice.agent), **counts, "relays": through}


def _agent_to_wire(agent: "Agent") -> Wire:
    return {"name": agent.name, "kind": agent.kind.value, "agent": agent.id}


def print_report(made: Report, *, top: int, out: TextIO) -> None:
    """Print a report as tables, each with its first rows."""
    from rich.text import Text

    draw(Text(f"{made.quotations:,} quotations", style="bold"), out=out)
    if not made.quotations:
        return
    for name, share, of in shares_of(made):
        if not share.of:
            continue
        draw(Text.assemble((f"{share_text(share):>8}", "bold"), f"  {name}: {share.n:,} of {share.of:,} {of}"), out=out)
    _print_part("Who is quoted", made.voices, columns=_VOICES, top=top, out=out)
    _print_part("Through whom", made.relays, columns=_RELAYS, top=top, out=out)
    _print_part("By outlet", made.outlets, columns=_OUTLETS, top=top, out=out)
    most = max((n for _, n in made.months), default=1)
    longest = min(_BAR, console(out).width - _BESIDE_BAR)
    rows = [(month, n, "█" * round(longest * n / most)) for month, n in made.months if n]
    # People look at the newest first, and read time from above.
    _print_part("By month", rows[-top:], columns=_MONTHS, top=top, out=out)
    if len(rows) > top:
        draw(Text(f"and {len(rows) - top:,} earlier", style="dim"), out=out)
    if made.undated:
        draw(Text(f"{made.undated:,} without a month", style="dim"), out=out)


def _print_part(heading: str, rows: Sequence[T], *, columns: tuple[Column[T], ...], top: int, out: TextIO) -> None:
    from rich.text import Text

    if not rows:
        return
    draw(Text(f"\n{heading}", style="bold"), out=out)
    print_table(rows[:top], columns=columns, out=out, nothing="")
    if len(rows) > top:
        draw(Text(f"and {len(rows) - top:,} more", style="dim"), out=out)


def _number(name: str, heading: str) -> Column[Any]:
    return Column(name=name, value=lambda row: f"{getattr(row, name):,}", heading=heading)


def _part(name: str, heading: str) -> Column[OutletTally]:
    return Column(name=name, value=lambda row: share_text(Share(n=getattr(row, name), of=row.quoted)), heading=heading)


def _through(voice: VoiceTally) -> str:
    named = [f"{relay.name} ({n})" for relay, n in voice.relays]
    direct = voice.quoted - voice.carried
    return ", ".join([*named, *([f"no relay ({direct})"] if direct and named else [])])


_VOICES: tuple[Column[VoiceTally], ...] = (
    Column(name="name", value=lambda row: row.agent.name, heading="Speaker", weight=3, style="bold cyan"),
    _number("quoted", "Quoted"),
    _number("outlets", "Outlets"),
    Column(name="relays", value=_through, heading="Through", weight=4, style="magenta"),
)
_RELAYS: tuple[Column[RelayTally], ...] = (
    Column(name="name", value=lambda row: row.agent.name, heading="Relay", weight=3, style="bold magenta"),
    _number("carried", "Carried"),
    _number("voices", "Voices"),
    _number("outlets", "Outlets"),
)
_OUTLETS: tuple[Column[OutletTally], ...] = (
    Column(name="name", value=lambda row: row.name or NOBODY, heading="Outlet", weight=3, style="bold"),
    _number("quoted", "Quoted"),
    _part("carried", "Relayed"),
    _part("unnamed", "Unnamed"),
)
_MONTHS: tuple[Column[tuple[str, int, str]], ...] = (
    Column(name="month", value=lambda row: row[0], heading="Month"),
    Column(name="quoted", value=lambda row: f"{row[1]:,}", heading="Quoted"),
    Column(name="bar", value=lambda row: row[2], heading=" ", style="blue"),
)
