"""Families, their members and judgements on pairs, as commands write them: columns of tables, and JSON."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from provenance.cli.changed_words import diff_to_wire
from provenance.cli.output import DAY, SECOND, SHORT_ID, Column
from provenance.cli.said import name_of, place_of, relays_of, said_of
from provenance.core.records import NOBODY
from provenance.core.wire import Wire
from provenance.exports.lines import stored_to_wire

if TYPE_CHECKING:
    from provenance.store.family_records import Family, Member, StoredMatch
    from provenance.store.records import StoredQuotation

T = TypeVar("T")


def family_to_wire(family: "Family") -> Wire:
    """Build the JSON object of a family."""
    return {
        "id": family.id,
        "representative": family.representative.id,
        "text": family.representative.text,
        "first": family.first.id,
        "articles": family.articles,
        "outlets": family.outlets,
        "drift": round(family.drift, 4),
        "meanings": [meaning.value for meaning in family.meanings],
        "members": [member_to_wire(member) for member in family.members],
        "matches": [match_to_wire(match) for match in family.matches],
    }


def member_to_wire(member: "Member") -> Wire:
    """Build the JSON object of a wording: the quotation, and how it came from the representative."""
    match = member.match
    return {
        "variant": member.variant and member.variant.value,
        "similarity": match and round(match.similarity, 4),
        "containment": match and round(match.containment, 4),
        "meanings": [meaning.value for meaning in match.meanings] if match else [],
        "diff": [diff_to_wire(part) for part in match.diff] if match else [],
        "quotation": stored_to_wire(member.stored),
    }


def match_to_wire(match: "StoredMatch") -> Wire:
    """Build the JSON object of a judgement on two quotations."""
    return {
        "id": match.id,
        "left": match.left,
        "right": match.right,
        "judgement": match.judgement,
        "variant": match.variant and match.variant.value,
        "similarity": match.similarity,
        "containment": match.containment,
        "meanings": [meaning.value for meaning in match.meanings],
        "reasons": list(match.reasons),
        "decided_by": match.decided_by,
        "who": match.who,
        "created_at": match.created_at,
        "retracted_at": match.retracted_at,
    }


def _voices(family: "Family") -> str:
    names = (said_of(member.stored).quotation.speaker for member in family.members)
    return "; ".join(dict.fromkeys(name.name if name else NOBODY for name in names))


def _of_match(field: str) -> "Callable[[Member], object]":
    return lambda member: getattr(member.match, field, None)


def _article_columns(
    stored_of: "Callable[[T], StoredQuotation]", *, names: tuple[str, str], headings: tuple[str, str]
) -> "tuple[Column[T], Column[T]]":
    """Build the columns that say when an article came out, and where."""
    return (
        Column(
            name=names[0],
            value=lambda row: stored_of(row).article.article.published,
            heading=headings[0],
            cut=DAY,
            is_roomy=True,
        ),
        Column(
            name=names[1],
            value=lambda row: stored_of(row).article.article.publisher,
            heading=headings[1],
            short=lambda row: place_of(said_of(stored_of(row))),
            weight=2,
            style="dim",
            is_roomy=True,
        ),
    )


FAMILY_COLUMNS: "tuple[Column[Family], ...]" = (
    Column(name="text", value=lambda family: family.representative.text, heading="Said", weight=6),
    Column(name="speakers", value=_voices, heading="Speakers", weight=3, style="bold cyan"),
    *_article_columns(lambda family: family.first, names=("first", "first_by"), headings=("First", "By")),
    Column(name="articles", value=lambda family: family.articles, heading="Articles"),
    Column(name="outlets", value=lambda family: family.outlets),
    Column(name="wordings", value=lambda family: len(family.members)),
    Column(
        name="drift",
        value=lambda family: round(family.drift, 4),
        heading="Drift",
        short=lambda family: f"{family.drift:.0%}",
        is_roomy=True,
    ),
    Column(
        name="meanings",
        value=lambda family: " ".join(family.meanings) or None,
        heading="Changed",
        weight=2,
        style="red",
    ),
    Column(name="id", value=lambda family: family.id, heading="Id", cut=SHORT_ID, style="dim"),
)
MEMBER_COLUMNS: "tuple[Column[Member], ...]" = (
    *_article_columns(lambda member: member.stored, names=("published", "publisher"), headings=("Date", "Article")),
    Column(
        name="speaker",
        value=lambda member: name_of(member.stored.current.quotation.speaker),
        heading="Speaker",
        weight=2,
        style="bold cyan",
    ),
    Column(
        name="via",
        value=lambda member: relays_of(member.stored.current.quotation) or None,
        heading="Via",
        weight=2,
        style="magenta",
    ),
    Column(name="variant", value=lambda member: member.variant and member.variant.value, heading="Variant"),
    Column(name="text", value=lambda member: member.stored.text, heading="Said", weight=4),
    Column(name="id", value=lambda member: member.stored.id, heading="Id", cut=SHORT_ID, style="dim"),
    Column(name="similarity", value=_of_match("similarity")),
    Column(name="containment", value=_of_match("containment")),
    Column(name="meanings", value=lambda member: " ".join(member.match.meanings) or None if member.match else None),
    Column(name="article", value=lambda member: member.stored.article.article.locator),
)
MATCH_COLUMNS: "tuple[Column[StoredMatch], ...]" = (
    Column(name="judgement", value=lambda match: match.judgement, heading="Judgement"),
    Column(name="left", value=lambda match: match.left, heading="One", cut=SHORT_ID),
    Column(name="right", value=lambda match: match.right, heading="Other", cut=SHORT_ID),
    Column(name="variant", value=lambda match: match.variant and match.variant.value, heading="Variant"),
    Column(name="who", value=lambda match: match.who, heading="By", weight=1),
    Column(name="reasons", value=lambda match: "; ".join(match.reasons), heading="Reasons", weight=2),
    Column(name="retracted_at", value=lambda match: match.retracted_at, heading="Taken back", cut=SECOND),
)
