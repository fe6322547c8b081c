"""Draws one quotation for people: the words marked in their context, the chain as a tree, and the history.

Every text that comes out of an article goes through `printable`, which changes no offset.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, TextIO

from provenance.cli.output import SECOND, Column, draw, print_table
from provenance.cli.said import SAYS, name_of, relays_of, remarks_text
from provenance.core.records import NOBODY, Anonymity, Quotation
from provenance.core.text import Span, hull, printable
from provenance.core.wire import Wire, quotation_to_wire
from provenance.exports.stations import Station, stations_of
from provenance.store.records import Assertion, StoredQuotation

if TYPE_CHECKING:
    from rich.text import Text

_CONTENT = "content"
_STYLES = {_CONTENT: "bold reverse", "cue": "yellow", "source": "bold cyan", "relay": "magenta"}
# So much of the article is shown before and after the marked words, in characters.
_CONTEXT = 300


def print_quotation(stored: StoredQuotation, *, out: TextIO) -> None:
    """Print the head of a quotation, and its words in their context with cue, source and relays marked."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    quotation, article = stored.current.quotation, stored.article.article
    medium = [quotation.medium.value] if quotation.medium else []
    facts = [quotation.form.value, *medium, f"score {quotation.score:.2f}", f"decided by {stored.current.by}"]
    noted = stored.article.canceled_at
    notice = (
        [Text(f"canceled: its publisher took the article back, noted {noted[:SECOND]}", "bold red")] if noted else []
    )
    notice += [Text(printable(remarks_text(article)), "yellow")] if article.remarks else []
    places = [part for part in (article.title, article.publisher, article.published, article.locator) if part]
    picture = Group(
        Text(f"{stored.id}  {printable(' · '.join(facts))}", style="bold"),
        Text(printable(" · ".join(places)), style="dim"),
        *notice,
        "",
        Padding(mark_context(quotation, article.text), (0, 2)),
        "",
        _legend(quotation, article.text),
        "",
    )
    draw(picture, out=out)


def mark_context(quotation: Quotation, text: str) -> "Text":
    """Mark a quotation in the passage around it.

    Without colours the marks would be lost, so the quoted words stand between `⟦` and `⟧` as well.

    Args:
        quotation: What to mark.
        text: The text of the article.
    """
    from rich.text import Text

    marks = list(_marks(quotation))
    passage = _passage(quotation, text)
    # One character stands for one, so that offsets hold in what is shown too.
    shown = "\n".join(printable(line) for line in text[passage.start : passage.end].split("\n"))
    edges = {edge for _, span in marks for edge in (span.start, span.end) if passage.start < edge < passage.end}
    starts, ends = ({edge(span) for span in quotation.content} for edge in (attrgetter("start"), attrgetter("end")))
    marked = Text("" if passage.start == 0 else "… ")
    for start, end in pairwise([passage.start, *sorted(edges), passage.end]):
        style = " ".join(_STYLES[kind] for kind, span in marks if span.start <= start and end <= span.end)
        marked.append("⟦" if start in starts else "")
        marked.append(shown[start - passage.start : end - passage.start], style=style)
        marked.append("⟧" if end in ends else "")
    return marked.append("" if passage.end == len(text) else " …")


def print_chain(stored: StoredQuotation, *, out: TextIO) -> None:
    """Print the chain as a tree, from the speaker to the publisher, each hop with the words that prove it."""
    from rich.text import Text
    from rich.tree import Tree

    hops = [station_text(station) for station in stations_of(stored)]
    # What quotes nobody has no chain.
    tree = branch = Tree(hops[0] if hops else Text("(no chain)", "dim"))
    for hop in hops[1:]:
        branch = branch.add(hop)
    draw(tree, out=out)


def station_text(station: Station) -> "Text":
    """Write one hop: its role, its name, the words of the article that prove it, and its date."""
    from rich.text import Text

    line = Text.assemble((station.role.value, "dim"), " ", (printable(station.name or NOBODY), "bold"))
    if station.principal:
        line.append(f" for {printable(station.principal)}")
    if station.anonymity is not Anonymity.NAMED:
        line.append(f" ({station.anonymity.value})", style="yellow")
    if station.words:
        line.append(f"  “{printable(station.words)}”", style="italic")
    if station.is_implied:
        line.append("  (implied)", style="dim")
    if station.when:
        line.append(f"  {station.when}", style="dim")
    return line


def chain_to_wire(stored: StoredQuotation) -> Wire:
    """Build the JSON object of a chain: the hops of `extract`, each with the words that prove it, and its date."""
    wire = quotation_to_wire(stored.current.quotation, article=stored.article.article)
    shown = stations_of(stored)
    hops = [{**hop, "words": each.words, "date": each.date} for hop, each in zip(wire["chain"], shown, strict=True)]
    return {"id": stored.id, "text": stored.text, "on_behalf_of": wire["on_behalf_of"], "chain": hops}


def print_history(history: Sequence[Assertion], *, out: TextIO) -> None:
    """Print who decided what about a quotation, oldest first."""
    print_table(history, columns=HISTORY_COLUMNS, out=out, nothing="No decisions.")


def _legend(quotation: Quotation, text: str) -> "Text":
    """Name the marked words again, each in its own style: what a screen without colours cannot show."""
    from rich.text import Text

    legend = Text()
    for kind, span in _marks(quotation):
        if kind != _CONTENT:
            legend.append("   " if legend else "").append(f"{kind} ", style="dim")
            legend.append(printable(span.text_in(text)), style=_STYLES[kind])
    return legend


def _marks(quotation: Quotation) -> Iterator[tuple[str, Span]]:
    yield from ((_CONTENT, span) for span in quotation.content)
    if quotation.cue:
        yield "cue", quotation.cue
    if quotation.source:
        yield "source", quotation.source
    yield from (("relay", hop.evidence) for hop in quotation.relays if hop.evidence)


def _passage(quotation: Quotation, text: str) -> Span:
    """Choose what to show: the paragraphs of the words, and of what proves them where that is near."""
    words = hull(quotation.content)
    near = Span(max(words.start - _CONTEXT, 0), min(words.end + _CONTEXT, len(text)))
    around = hull([span for _, span in _marks(quotation) if near.contains(span)])
    return Span(_line_start(text, near.start, around.start), _line_end(text, around.end, near.end))


def _line_start(text: str, low: int, at: int) -> int:
    """Find the start of the line that holds a place; of one that starts before `low`, the start of a word."""
    line = text.rfind("\n", low, at) + 1
    return line if line or low == 0 else text.find(" ", low, at) + 1 or low


def _line_end(text: str, at: int, high: int) -> int:
    """Find the end of the line that holds a place; of one that ends after `high`, the end of a word."""
    line = text.find("\n", at, high)
    if line >= 0 or high == len(text):
        return line if line >= 0 else high
    word = text.rfind(" ", at, high)
    return word if word >= 0 else high


HISTORY_COLUMNS: tuple[Column[Assertion], ...] = (
    Column(name="created_at", value=lambda each: each.created_at, heading="When (UTC)", cut=SECOND),
    Column(name="by", value=lambda each: each.by, heading="By", weight=2),
    Column(
        name="assertion", value=lambda each: each.assertion, heading="Says", short=lambda each: SAYS[each.assertion]
    ),
    Column(name="speaker", value=lambda each: name_of(each.quotation.speaker), heading="Speaker", weight=2),
    Column(name="via", value=lambda each: relays_of(each.quotation), heading="Via", weight=2, is_roomy=True),
    Column(name="form", value=lambda each: each.quotation.form.value, heading="Form", is_roomy=True),
    Column(name="reason", value=lambda each: each.reason, heading="Reason", weight=3),
)
