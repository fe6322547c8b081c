"""The page of a family: wordings of the same words, who had them first, and how they differ word by word."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from provenance.exports.cells import short_label
from provenance.exports.pictures.markup import Html
from provenance.web.links import Links
from provenance.web.pages.shared import SAID, SAID_FROM, Said, said_of
from provenance.web.pictures.timeline import choose_bars, draw_timeline
from provenance.web.served import Export, Row
from provenance.web.wordings import Change, compare_wordings

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One wording.

    Attributes:
        said: The quotation.
        variant: How it relates to the representative, such as exact or truncated.
        changes: How it differs from what it is compared with, word by word.
    """

    said: Said
    variant: str
    changes: list[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """All that the page shows.

    Attributes:
        id: `fa_…`.
        representative: The earliest fullest wording, with which the others are compared.
        variants: All wordings, the earliest first.
        facts: What else is told of the family, by name.
        timeline: The picture, empty for less than two days; JSON has the dates of the variants instead.
    """

    id: str
    representative: Said
    variants: list[Variant]
    facts: dict[str, str]
    timeline: Html = field(metadata={"picture": True})


async def load_family_page(export: Export, of: str, *, links: Links) -> FamilyPage | None:  # noqa: ARG001 - as all pages
    """Load the page of a family; None where there is none."""
    if not export.has("families"):
        return None
    family = await export.row("select * from families where id = :id", id=of)
    if family is None:
        return None
    first = await export.row(
        f"select {SAID} from {SAID_FROM} where quotes.id = :id",  # noqa: S608 - our own columns
        id=family["representative"],
    )
    members = await _load_members(export, of, limit=_MOST)
    if first is None or not members:
        return None
    days: dict[str, int] = {}
    for member in members:
        if member["published"]:
            days[str(member["published"])] = days.get(str(member["published"]), 0) + 1
    return FamilyPage(
        id=of,
        representative=said_of(first, whole=True),
        variants=_variants(members, of=first),
        facts=await _facts(export, family),
        # One day is told beside each wording.
        timeline=draw_timeline(choose_bars(days) if len(days) > 1 else []),
    )


async def load_variants(export: Export, quotation: str, *, limit: int) -> tuple[str | None, list[Variant]]:
    """Load other wordings of a quotation, compared with it.

    Args:
        export: Served.
        quotation: `qt_…`.
        limit: The most of them.

    Returns:
        The id of the family, None for none, and the variants.
    """
    if not export.has("family_members", "quote"):
        return None, []
    own = await export.row(
        "select family_members.family, quotes.text, quotes.form from family_members "
        "join quotes on quotes.id = family_members.quote where family_members.quote = :quote",
        quote=quotation,
    )
    if own is None:
        return None, []
    members = await _load_members(export, str(own["family"]), limit=limit + 1)
    others = [member for member in members if member["id"] != quotation][:limit]
    return str(own["family"]), _variants(others, of=own)


async def _load_members(export: Export, family: str, *, limit: int) -> Sequence[Row]:
    return await export.rows(
        f"select {SAID}, family_members.variant from family_members "  # noqa: S608 - our own columns
        "join quotes on quotes.id = family_members.quote left join articles on articles.id = quotes.article "
        "where family_members.family = :family "
        "order by quotes.published is null, quotes.published, quotes.number limit :limit",
        family=family,
        limit=limit,
    )


def _variants(members: Sequence[Row], *, of: Row) -> list[Variant]:
    return [
        Variant(
            said=said_of(member),
            variant=short_label(str(member["variant"] or "related")),
            changes=compare_wordings((of["text"], of["form"]), (member["text"], member["form"])),
        )
        for member in members
    ]


async def _facts(export: Export, family: Row) -> dict[str, str]:
    outlet = await export.row("select name from outlets where id = :id", id=family["root_outlet"])
    drift = float(family["max_drift"] or 0)
    told = {
        "quotations": family["n_members"],
        "articles": family["n_articles"],
        "outlets": family["n_outlets"],
        "first seen": family["first_seen"],
        "first published by": outlet["name"] if outlet else None,
        "changed": f"{drift:.0%} of the words at most" if drift else "no word, apart from cuts at the ends",
    }
    return {name: short_label(str(value)) for name, value in told.items() if value is not None}
