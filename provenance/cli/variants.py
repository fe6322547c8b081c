"""`provenance variants`, `families` and `judge`: the same words in several articles, and what became of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from provenance.cli.base import Command
from provenance.cli.changed_words import diff_text
from provenance.cli.options import (
    as_of_option,
    db_option,
    filter_options,
    output_options,
    quotation_argument,
    reason_option,
    reviewer_option,
    utc_now,
    words_argument,
)
from provenance.cli.output import (
    SHORT_ID,
    Output,
    count_text,
    draw,
    print_table,
    write_one,
    write_records,
    write_rows,
    write_values,
)
from provenance.cli.said import name_of, place_of, said_of
from provenance.cli.wordings import (
    FAMILY_COLUMNS,
    MATCH_COLUMNS,
    MEMBER_COLUMNS,
    family_to_wire,
    match_to_wire,
    member_to_wire,
)
from provenance.core.text import printable
from provenance.store.records import QuotationFilter

if TYPE_CHECKING:
    from rich.text import Text

    from provenance.store.family_records import Family

_VARIANTS = ("exact", "format", "truncated", "ellipsis", "edited", "translated", "paraphrase")


@click.command(
    cls=Command,
    examples=(
        "provenance families",
        "provenance families --speaker Lavrov --since 2025-07 --format csv",
        'provenance families "nuclear weapons" --least 3',
    ),
)
@words_argument
@filter_options
@click.option("--least", type=click.IntRange(min=1), default=2, help="In so many articles at least.")
@db_option
@output_options()
def families(*, wanted: QuotationFilter, least: int, db: str, to: Output) -> None:
    """Show which words stand in several articles, who had them first, and how far they have drifted.

    WORDS are words that one of the quotations holds, in any order. A family comes whole, also with those of its
    quotations that were not asked for.
    """
    from provenance.store.engine import open_store
    from provenance.store.families import find_families

    with open_store(db) as store:
        found = find_families(store, wanted, least=least)
    write_records(found, columns=FAMILY_COLUMNS, to_wire=family_to_wire, to=to, nothing="No families found.")


@click.command(
    cls=Command,
    examples=("provenance variants qt_1f3c", "provenance variants fa_1f3c --format json"),
)
@quotation_argument
@as_of_option
@db_option
@output_options("text", "jsonl", "json", "csv")
def variants(*, quotation: str, as_of: str | None, db: str, to: Output) -> None:
    """Show the other wordings of a quotation, the earliest first, and what became of the words.

    ID is the id of a quotation or of a family, or its first characters. Each wording is compared with the fullest one:
    [-words-] are gone, {+words+} are added.
    """
    from provenance.store.engine import open_store
    from provenance.store.families import load_family

    with open_store(db) as store:
        family = load_family(store, quotation, as_of=as_of)
    write_family(family, to=to)


@click.command(
    cls=Command,
    examples=(
        'provenance judge qt_1f3c qt_90ab --different --reviewer ada --reason "another speech"',
        'provenance judge qt_1f3c qt_90ab --same --variant translated --reviewer ada --reason "from the Russian"',
        'provenance judge qt_1f3c qt_90ab --withdraw --reviewer ada --reason "I was wrong"',
    ),
)
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--same", is_flag=True, help="They are the same utterance.")
@click.option("--different", is_flag=True, help="They are not; no family ever holds both.")
@click.option("--withdraw", is_flag=True, help="Take the earlier decision on the two back.")
@click.option("--variant", type=click.Choice(_VARIANTS), help="With --same: what became of the words.")
@reviewer_option
@reason_option
@db_option
@output_options("table", "jsonl", "json", "csv")
def judge(
    *,
    one: str,
    other: str,
    same: bool,
    different: bool,
    withdraw: bool,
    variant: str | None,
    reviewer: str,
    reason: str,
    db: str,
    to: Output,
) -> None:
    """Say whether two quotations are the same utterance, or take that back.

    A human's word outranks what the words tell. Nothing is overwritten. Translations are joined so and only so.
    """
    from provenance.core.variants.judging import Variant
    from provenance.store.engine import open_store
    from provenance.store.pairs import save_different, save_same, withdraw_judgement

    if same + different + withdraw != 1 or (variant and not same):
        message = "give either --same, with or without --variant, or --different, or --withdraw"
        raise click.UsageError(message)
    now = utc_now()
    with open_store(db, mode="write") as store:
        if same:
            kind = Variant(variant) if variant else None
            saved = save_same(store, one, other, variant=kind, who=reviewer, reason=reason, now=now)
        else:
            decide = save_different if different else withdraw_judgement
            saved = decide(store, one, other, who=reviewer, reason=reason, now=now)
    write_records([saved], columns=MATCH_COLUMNS, to_wire=match_to_wire, to=to, nothing="")


def write_family(family: "Family", *, to: Output) -> None:
    """Write a family in the form that was asked for: JSON lines and CSV have a wording a line."""
    form = to.chosen()
    with to.open() as out:
        if form == "text":
            print_family(family, out=out)
        elif form == "json":
            write_one(family_to_wire(family), out)
        elif form == "jsonl":
            write_values((member_to_wire(member) for member in family.members), form=form, out=out)
        else:
            write_rows(family.members, columns=MEMBER_COLUMNS, form=form, out=out, nothing="")


def print_family(family: "Family", *, out: TextIO) -> None:
    """Print a family for people: its wordings as a table, and then what became of the words of each."""
    from rich.text import Text

    facts = (
        count_text(len(family.members), "wording"),
        count_text(family.articles, "article"),
        count_text(family.outlets, "outlet"),
        f"drift {family.drift:.0%}",
    )
    head = Text(f"{family.id}  {' · '.join(facts)}", style="bold")
    head.append(f"\nfirst {_first_text(family)}", style="not bold")
    head.append(f"\n\n  {printable(family.representative.text)}\n", style="not bold cyan")
    draw(head, out=out)
    if len(family.members) == 1:
        draw(Text("Nothing else in the database has these words."), out=out)
        return
    print_table(list(family.members), columns=MEMBER_COLUMNS, out=out, nothing="")
    for line in _change_lines(family):
        draw(line, out=out)


def _change_lines(family: "Family") -> Iterator["Text"]:
    from rich.text import Text

    for member in family.members:
        if member.match and member.match.similarity < 1:
            head = Text(f"\n{member.stored.id[:SHORT_ID]}  ", style="dim")
            yield head.append_text(diff_text(member.match.diff))


def _first_text(family: "Family") -> str:
    said = said_of(family.first)
    day = (said.article.published or "on a day that is not known")[:26]
    return printable(f"{day} · {place_of(said)} · {name_of(said.quotation.speaker)}")
