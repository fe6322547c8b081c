"""A checked draft as the command line tells it: a table with what must be put right below it, or JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TextIO

from provenance.cli.changed_words import diff_to_wire, mark_words
from provenance.cli.output import DAY, SHORT_ID, Column, draw, indented, print_table
from provenance.core.records import NOBODY
from provenance.core.text import Span, printable
from provenance.core.variants.diffs import DiffPart, Fate
from provenance.core.verdicts.reasons import shorten
from provenance.core.verdicts.records import FAULTS, Evidence, Verdict
from provenance.core.verdicts.voices import Passage
from provenance.core.wire import Wire, article_to_wire
from provenance.pages.verified import chain_text, place_text, set_aside_text, summary_of
from provenance.verify.checking import Checked, CheckedDraft

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# So many passages are told of each quotation; the first ones say most.
_MOST_EVIDENCE = 10
_STYLES = {
    Verdict.VERBATIM: "green",
    Verdict.TRANSLATED: "cyan",
    Verdict.PARAPHRASE: "bold yellow",
    Verdict.ALTERED: "bold yellow",
    Verdict.STITCHED: "bold magenta",
    Verdict.MISATTRIBUTED: "bold red",
    Verdict.UNKNOWN: "dim",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    number: int
    checked: Checked
    draft: CheckedDraft

    @property
    def passage(self) -> Passage | None:
        """The passage that the verdict rests on first."""
        evidence = self.checked.ruling.evidence
        return evidence[0].passage if evidence else None


def print_checked(checked: CheckedDraft, *, out: TextIO) -> None:
    """Print the verdicts as a table, then what must be put right word by word, then how many there are of each."""
    from rich.console import Group
    from rich.text import Text

    rows = [_Row(number=n, checked=one, draft=checked) for n, one in enumerate(checked.quotations, start=1)]
    print_table(rows, columns=_COLUMNS, out=out, nothing="No quotations found.")
    if not rows:
        return
    notes = [note for row in rows for note in _notes(row)]
    counts = ", ".join(f"{n} {verdict.value}" for verdict, n in checked.counts.items())
    aside = [Text(words, style="dim") for words in set_aside_text(checked)]
    draw(Group("", *notes, *aside, Text(f"{summary_of(checked)} {counts}.", style="bold")), out=out)


def checked_to_wire(checked: CheckedDraft) -> Wire:
    """Build the JSON object of a checked draft; spans point into its `text`."""
    article = checked.draft.article
    return {
        "draft": article_to_wire(article),
        "text": article.text,
        "counts": {verdict.value: n for verdict, n in checked.counts.items()},
        "has_faults": checked.has_faults,
        "quotations": [_one_to_wire(one) for one in checked.quotations],
        "set_aside": [
            {"span": _pair(one.span), "text": one.span.text_in(article.text), "reason": one.reason.value}
            for one in checked.set_aside
        ],
    }


def _one_to_wire(checked: Checked) -> Wire:
    drafted, ruling = checked.drafted, checked.ruling
    claim = drafted.claim
    return {
        "content": [_pair(span) for span in drafted.spans],
        "text": claim.words,
        "speaker": claim.speaker,
        "source": _pair(drafted.source) if drafted.source else None,
        "verdict": ruling.verdict.value,
        "is_fault": ruling.verdict in FAULTS,
        "reasons": list(ruling.reasons),
        "meanings": [meaning.value for meaning in ruling.meanings],
        "diff": [diff_to_wire(part) for part in ruling.diff],
        "found": len(ruling.evidence),
        "evidence": [_evidence_to_wire(one) for one in ruling.evidence[:_MOST_EVIDENCE]],
    }


def _evidence_to_wire(evidence: Evidence) -> Wire:
    passage, match = evidence.passage, evidence.match
    place = passage.place
    return {
        "quotation": passage.id,
        "text": passage.wording.text,
        "part": evidence.part,
        "voice": evidence.voice.value,
        "variant": match.variant.value if match else None,
        "similarity": match.similarity if match else None,
        "speaker": passage.speaker.agent.name if passage.speaker else None,
        "agent": passage.speaker.agent.id if passage.speaker else None,
        "on_behalf_of": passage.principal.agent.name if passage.principal else None,
        "via": [relay.agent.name for relay in passage.relays],
        "translated": passage.translated_from,
        "article": {name: getattr(place, name) for name in ("locator", "publisher", "title", "url", "published")},
        "before": place.prefix,
        "after": place.suffix,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _notes(row: _Row) -> Iterator["RenderableType"]:
    """Tell of one quotation what is wrong, or what to look at; of one that is right no more than that."""
    from rich.text import Text

    ruling = row.checked.ruling
    head = Text.assemble((f"{row.number}  ", "bold"), (ruling.verdict.value, _STYLES[ruling.verdict]))
    if ruling.verdict is Verdict.VERBATIM:
        if ruling.reasons:
            yield head.append(f": {printable('; '.join(ruling.reasons))}")
            yield ""
        return
    yield head
    yield indented(_diff_text(ruling.diff) if ruling.diff else f"“{row.checked.drafted.claim.words}”", 3)
    yield from (indented(reason, 3) for reason in ruling.reasons)
    if row.passage:
        # The chain ends with the publisher.
        place = replace(row.passage.place, publisher=None)
        where = ", ".join(part for part in (place_text(place), (place.published or "")[:DAY]) if part)
        told = f"{row.passage.id[:SHORT_ID]}  {chain_text(row.passage)}: {where}"
        yield indented(Text(printable(told), "dim"), 3)
    yield ""


def _diff_text(parts: tuple[DiffPart, ...]) -> "Text":
    """Write a diff that reads without colours too: [-gone-] and {+added+}."""
    from rich.text import Text

    text = Text()
    for part in parts:
        if part.is_cut and part.fate is Fate.GONE and not part.meanings:
            text.append("… " if not text else "…")
        else:
            words = part.text if part.fate is Fate.KEPT else shorten(part.text)
            text.append_text(mark_words(words, part.fate)).append(" ")
    return text


def _said_in_database(row: _Row) -> str | None:
    if row.passage is None or row.checked.ruling.verdict is Verdict.UNKNOWN:
        return None
    names = [row.passage.speaker.agent.name if row.passage.speaker else NOBODY]
    return " > ".join([*names, *(relay.agent.name for relay in row.passage.relays)])


def _place_in_database(row: _Row) -> str | None:
    if row.passage is None or row.checked.ruling.verdict is Verdict.UNKNOWN:
        return None
    return place_text(row.passage.place)


_COLUMNS: tuple[Column[_Row], ...] = (
    Column(name="number", value=lambda row: row.number, heading="#"),
    Column(name="verdict", value=lambda row: row.checked.ruling.verdict.value, heading="Verdict", style="bold"),
    Column(name="text", value=lambda row: row.checked.drafted.claim.words, heading="Quotation", weight=4),
    Column(name="speaker", value=lambda row: row.checked.drafted.claim.speaker, heading="In draft", weight=3),
    Column(name="said_by", value=_said_in_database, heading="In database", weight=3, style="cyan"),
    Column(name="place", value=_place_in_database, heading="Where", weight=3, style="dim", is_roomy=True),
    Column(
        name="id",
        value=lambda row: row.passage.id if row.passage and _place_in_database(row) else None,
        heading="Id",
        cut=SHORT_ID,
        style="dim",
    ),
)
