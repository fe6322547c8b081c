"""The page of a quotation: its words in their context, its chain, its variants, and all that was asserted of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from provenance.core.chain import ENDS
from provenance.exports.cells import short_label
from provenance.exports.pictures.markup import Html
from provenance.exports.told import read_list
from provenance.web.links import Links
from provenance.web.marked import Mark, Piece, cut_text
from provenance.web.pages.family import Variant, load_variants
from provenance.web.pages.findings import Finding, load_findings
from provenance.web.pages.shared import SAID, SAID_FROM, Said, Saying, load_hops, said_of, sayings_of, stations_of
from provenance.web.pictures.chain import draw_chain
from provenance.web.served import Export, Row

_AROUND = 500
_VARIANTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was asserted of the quotation.

    Attributes:
        step: 1 for the oldest.
        made_by: A pipeline, or a reviewer's number.
        decided_by: model, import or human.
        assertion: assert, reject or abstain.
        speaker: Name of the speaker as this step has it.
        relayed_by: Names of the relays as this step has them.
        form: direct, mixed or indirect.
        reason: Why; None where not told.
        created_at: UTC.
        holds: Whether this is what holds now.
    """

    step: int
    made_by: str
    decided_by: str
    assertion: str
    speaker: str | None
    relayed_by: tuple[str, ...]
    form: str
    reason: str | None
    created_at: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationPage:
    """All that the page shows.

    Attributes:
        said: The quotation.
        passage: Its words in their context, in pieces with marks.
        facts: What else is told of it, by name.
        sayings: What is said of the media in its chain.
        findings: What the audit found.
        family: Id of its family; None for none.
        variants: Other wordings of the same words.
        history: Every assertion, the oldest first.
        chain: The picture; JSON has the stations instead.
    """

    said: Said
    passage: list[Piece]
    facts: dict[str, str]
    stations: list[dict[str, object]]
    sayings: list[Saying]
    findings: list[Finding]
    family: str | None
    variants: list[Variant]
    history: list[Step]
    chain: Html = field(metadata={"picture": True})


async def load_quotation_page(export: Export, of: str, *, links: Links) -> QuotationPage | None:
    """Load the page of a quotation; None where there is none."""
    row = await export.row(f"select {SAID}, quotes.* from {SAID_FROM} where quotes.id = :id", id=of)  # noqa: S608
    if row is None:
        return None
    hops = await load_hops(export, of)
    family, variants = await load_variants(export, of, limit=_VARIANTS)
    steps = await export.rows("select * from attribution_history where quote = :id order by step", id=of)
    return QuotationPage(
        said=said_of(row, whole=True),
        passage=await _load_passage(export, row, hops=hops),
        facts=dict(_facts(row)),
        stations=[_station(hop) for hop in hops],
        sayings=sayings_of(hops),
        findings=await load_findings(export, of),
        family=family,
        variants=variants,
        history=[_step(step) for step in steps],
        chain=draw_chain(stations_of(hops, links=links)),
    )


async def _load_passage(export: Export, row: Row, *, hops: Sequence[Row]) -> list[Piece]:
    start, end = int(row["start_char"]), int(row["end_char"])
    before, words, after = str(row["before"] or ""), str(row["whole"] or row["text"]), str(row["after"] or "")
    if export.has("articles", "text"):
        first = max(0, start - _AROUND)
        found = await export.row(
            "select substr(text, :first + 1, :length) as text from articles where id = :id",
            id=row["article"],
            first=first,
            length=end + _AROUND - first,
        )
        text = str(found["text"]) if found else ""
        before = _last_lines(text[: start - first], cut=first > 0)
        words, after = text[start - first : end - first], _first_lines(text[end - first :])
    return cut_text(before + words + after, list(_marks(row, hops)), offset=start - len(before))


def _last_lines(text: str, *, cut: bool) -> str:
    """Begin a context with a whole paragraph, or for want of one with a whole word."""
    if not cut:
        return text
    _, found, rest = text.partition("\n")
    return rest.lstrip("\n") if found else text.partition(" ")[2]


def _first_lines(text: str) -> str:
    """End a context with a whole paragraph, or for want of one with a whole word."""
    if len(text) < _AROUND:
        return text
    head, found, _ = text.rpartition("\n")
    return head.rstrip("\n") if found else text.rpartition(" ")[0]


def _marks(row: Row, hops: Sequence[Row]) -> Iterator[Mark]:
    for pair in read_list(row["segments"]):
        yield Mark(start=int(pair[0]), end=int(pair[1]), kind="content", title="what was said")
    for kind, title in (("source", "whose words they are"), ("cue", "the words that signal the report")):
        if row[f"{kind}_start"] is not None:
            yield Mark(start=int(row[f"{kind}_start"]), end=int(row[f"{kind}_end"]), kind=kind, title=title)
    for hop in hops:
        if hop["role"] not in ENDS and hop["evidence_start"] is not None:
            title = f"through whom: {short_label(str(hop['agent_label'] or 'unknown'))} ({hop['role']})"
            yield Mark(start=int(hop["evidence_start"]), end=int(hop["evidence_end"]), kind="relay", title=title)


def _facts(row: Row) -> Iterator[tuple[str, str]]:
    told = {
        "form": row["form"],
        "score": f"{float(row['score'] or 0):.2f}",
        "decided by": row["decided_by"],
        "anonymity": row["anonymity"],
        "medium": row["medium"],
        "said on": row["said_on"],
        "language": row["quoted_lang"],
    }
    for name, value in told.items():
        if value:
            yield name, short_label(str(value))


def _station(hop: Row) -> dict[str, object]:
    names = ("position", "role", "agent", "anonymity", "explicit")
    shown = {
        name: short_label(str(hop[name]), length=300) if hop[name] else None for name in ("agent_label", "evidence")
    }
    return {name: hop[name] for name in names} | shown


def _step(row: Row) -> Step:
    return Step(
        step=int(row["step"]),
        made_by=short_label(str(row["made_by"])),
        decided_by=str(row["decided_by"]),
        assertion=str(row["assertion"]),
        speaker=short_label(str(row["speaker_label"])) if row["speaker_label"] else None,
        relayed_by=tuple(short_label(str(name)) for name in read_list(row["relayed_by"])),
        form=str(row["form"]),
        reason=short_label(str(row["reason"]), length=300) if row["reason"] else None,
        created_at=str(row["created_at"])[:19].replace("T", " "),
        holds=bool(row["holds"]),
    )
