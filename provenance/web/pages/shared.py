"""What several pages show: a quotation in a list, an agent by name, and the stations of a chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.exports.cells import short_label
from provenance.exports.told import is_id, read_list
from provenance.web.links import Links
from provenance.web.marked import shown_text
from provenance.web.pictures.chain import Station
from provenance.web.served import Export, Row

LISTED = 25
_LONGEST = 420

SAID = """\
quotes.id, quotes.number, quotes.text, quotes.speaker, quotes.speaker_label, quotes.relayed_by, quotes.publisher,
quotes.published, quotes.form, quotes.score, quotes.decided_by, quotes.article, articles.label as article_label"""
SAID_FROM = "quotes left join articles on articles.id = quotes.article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An agent, an article or whatever else has a page: its id, where it has one, and its name."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation as lists show it.

    Attributes:
        id: `qt_…`.
        text: Its words, in which nothing steers a page; long ones are cut in lists.
        speaker: None where unknown.
        relayed_by: Names of the relays, from the speaker outwards.
        article: Where it stands.
        publisher: None where not told.
        published: Day, month or year; None where not told.
        form: direct, mixed or indirect.
        score: Probability in [0, 1].
        decided_by: model, import or human.
    """

    id: str
    text: str
    speaker: Named | None
    relayed_by: tuple[str, ...]
    article: Named
    publisher: str | None
    published: str | None
    form: str
    score: float
    decided_by: str


def said_of(row: Row, *, whole: bool = False) -> Said:
    """Build a quotation of a row of `SAID`.

    Args:
        row: With the columns of `SAID`.
        whole: Whether to keep all of the words, however many.
    """
    text = str(row["text"])
    named = row["speaker_label"]
    return Said(
        id=str(row["id"]),
        text=shown_text(text) if whole else short_label(text, length=_LONGEST),
        speaker=Named(id=_id_of(row["speaker"]), name=short_label(str(named))) if named else None,
        relayed_by=tuple(short_label(str(name)) for name in read_list(row["relayed_by"])),
        article=Named(id=_id_of(row["article"]), name=short_label(str(row["article_label"] or "(article)"))),
        publisher=_label_or_none(row["publisher"]),
        published=_label_or_none(row["published"]),
        form=str(row["form"]),
        score=float(row["score"] or 0),
        decided_by=str(row["decided_by"]),
    )


def _label_or_none(value: object) -> str | None:
    return short_label(str(value)) if value else None


def _id_of(value: object) -> str | None:
    return str(value) if is_id(value) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What is said of a medium, by whom.

    Attributes:
        of: The medium.
        label: Such as state_controlled.
        citation: Who says so, and where.
        since: From when it holds; None for always.
        until: Until when; None for ever.
    """

    of: str
    label: str
    citation: str
    since: str | None
    until: str | None


async def load_hops(export: Export, quotation: str) -> Sequence[Row]:
    """Load the stations of a chain with what is said of them, the speaker first."""
    return await export.rows(
        """\
select hops.*,
  (select labels from outlets where outlets.agent = hops.agent limit 1) as labels,
  (select citations from outlets where outlets.agent = hops.agent limit 1) as citations
from hops where quote = :quote order by position""",
        quote=quotation,
    )


def stations_of(hops: Sequence[Row], *, links: Links) -> list[Station]:
    """Build the stations of a picture."""
    return [
        Station(
            name=_label_or_none(hop["agent_label"]),
            role=str(hop["role"]),
            words=_label_or_none(hop["evidence"]) if hop["role"] != "speaker" else None,
            explicit=bool(hop["explicit"]),
            note=", ".join(str(label).replace("_", " ") for label in read_list(hop["labels"])),
            href=links.speaker(hop["agent"]) if is_id(hop["agent"]) else None,
        )
        for hop in hops
    ]


def sayings_of(hops: Sequence[Row]) -> list[Saying]:
    """Gather what is said of the media in a chain, each once."""
    found = (
        _saying(short_label(str(hop["agent_label"])), told)
        for hop in hops
        for told in read_list(hop["citations"])
        if isinstance(told, dict)
    )
    return list(dict.fromkeys(found))


def _saying(of: str, told: Mapping[str, Any]) -> Saying:
    return Saying(
        of=of,
        label=short_label(str(told.get("label"))).replace("_", " "),
        citation=short_label(str(told.get("citation")), length=600),
        since=_label_or_none(told.get("from")),
        until=_label_or_none(told.get("to")),
    )
