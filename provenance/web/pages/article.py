"""The page of an article: its text with every quotation in its speaker's colour, and a list of them beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.exports.cells import short_label
from provenance.exports.told import read_list
from provenance.web.links import Links, safe_link
from provenance.web.marked import Mark, Piece, cut_text
from provenance.web.pages.shared import SAID, SAID_FROM, Named, Said, said_of
from provenance.web.served import Export, Row

COLOURS = 8
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker of the article.

    Attributes:
        speaker: Name and id.
        colour: Number of its colour, from 0; voices beyond the last colour share them.
        number: Of its quotations here.
    """

    speaker: Named
    colour: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A quotation of the article.

    Attributes:
        place: 1 for the first one in the text.
        said: The quotation.
        colour: That of its speaker.
        passage: Its words with a little of their context, for exports without text.
    """

    place: int
    said: Said
    colour: int
    passage: list[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the text.

    Attributes:
        text: The words.
        place: Of the quotation that they belong to, of several the innermost; 0 for none.
        colour: That of its speaker.
        begins: Whether the quotation begins here.
        is_nested: Whether they stand in another quotation too.
    """

    text: str
    place: int = 0
    colour: int = 0
    begins: bool = False
    is_nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """All that the page shows.

    Attributes:
        id: `av_…`.
        label: Headline, file or address.
        url: Where it was published, if a page may link to it.
        facts: What else is told of it, by name.
        text: The whole text, in stretches; None where it did not go out.
        voices: Who speaks in it, in order of appearance.
        found: Its quotations, in the order of the text.
        total: Number of them, which may be more than are shown.
        rejected: Words in quotation marks that quote nobody, with the reason.
        credits: Credit lines.
    """

    id: str
    label: str
    url: str | None
    facts: dict[str, str]
    text: list[Stretch] | None
    voices: list[Voice]
    found: list[Found]
    total: int
    rejected: list[tuple[str, str]]
    credits: list[str]


async def load_article_page(export: Export, of: str, *, links: Links) -> ArticlePage | None:  # noqa: ARG001 - as all pages
    """Load the page of a version of an article; None where there is none."""
    article = await export.row("select * from articles where id = :id", id=of)
    if article is None:
        return None
    rows = await export.rows(
        f"select {SAID}, quotes.segments, quotes.before, quotes.after, quotes.whole, quotes.start_char "  # noqa: S608
        f"from {SAID_FROM} where quotes.article = :id order by quotes.start_char, quotes.end_char limit :most",
        id=of,
        most=_MOST,
    )
    total = await export.row("select count(*) as n from quotes where article = :id", id=of)
    voices = _voices(rows)
    colours = {(voice.speaker.id, voice.speaker.name): voice.colour for voice in voices}
    found = [_found(row, place=place, colours=colours) for place, row in enumerate(rows, start=1)]
    return ArticlePage(
        id=of,
        label=short_label(str(article["label"])),
        url=safe_link(article["url"]),
        facts=_facts(article),
        text=_stretches(str(article["text"]), rows, found) if export.has("articles", "text") else None,
        voices=voices,
        found=found,
        total=int(total["n"]) if total else 0,
        rejected=await _load_rejected(export, of),
        credits=await _load_credits(export, of),
    )


def _key(row: Row) -> tuple[str | None, str]:
    said = said_of(row)
    return (said.speaker.id, said.speaker.name) if said.speaker else (None, "unknown")


def _voices(rows: Sequence[Row]) -> list[Voice]:
    numbers: dict[tuple[str | None, str], int] = {}
    for row in rows:
        numbers[_key(row)] = numbers.get(_key(row), 0) + 1
    return [
        Voice(speaker=Named(id=one, name=name), colour=place % COLOURS, number=number)
        for place, ((one, name), number) in enumerate(numbers.items())
    ]


def _found(row: Row, *, place: int, colours: dict[tuple[str | None, str], int]) -> Found:
    before, words, after = str(row["before"] or ""), str(row["whole"] or row["text"]), str(row["after"] or "")
    marks = [Mark(start=int(a), end=int(b), kind="content", of=place - 1) for a, b in read_list(row["segments"])]
    passage = cut_text(before + words + after, marks, offset=int(row["start_char"]) - len(before))
    return Found(place=place, said=said_of(row), colour=colours[_key(row)], passage=passage)


def _marks(rows: Sequence[Row]) -> list[Mark]:
    return [
        Mark(start=int(start), end=int(end), kind="content", of=place)
        for place, row in enumerate(rows)
        for start, end in read_list(row["segments"])
    ]


def _stretches(text: str, rows: Sequence[Row], found: Sequence[Found]) -> list[Stretch]:
    begun: set[int] = set()
    stretches = []
    for piece in cut_text(text, _marks(rows)):
        if not piece.marks:
            stretches.append(Stretch(text=piece.text))
            continue
        inner = found[piece.marks[-1].of]
        stretch = Stretch(
            text=piece.text,
            place=inner.place,
            colour=inner.colour,
            begins=inner.place not in begun,
            is_nested=len(piece.marks) > 1,
        )
        begun.add(inner.place)
        stretches.append(stretch)
    return stretches


def _facts(article: Row) -> dict[str, str]:
    told = {
        "publisher": article["publisher"],
        "published": article["published"],
        "by": article["byline"],
        "dateline": article["dateline"],
        "credit": article["credit_line"],
        "file": article["file"],
        "version": article["version"],
        "SHA-256": f"{str(article['sha256'])[:16]}…",
    }
    return {name: short_label(str(value)) for name, value in told.items() if value}


async def _load_rejected(export: Export, of: str) -> list[tuple[str, str]]:
    if not export.has("rejected"):
        return []
    rows = await export.rows("select text, reason from rejected where article = :id limit 100", id=of)
    return [(short_label(str(row["text"])), str(row["reason"])) for row in rows]


async def _load_credits(export: Export, of: str) -> list[str]:
    if not export.has("credits"):
        return []
    rows = await export.rows("select text from credits where article = :id limit 100", id=of)
    return [short_label(str(row["text"])) for row in rows]
