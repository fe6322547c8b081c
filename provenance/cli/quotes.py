"""`provenance quotes` and `show`: who said what, where it stands, and through whom we know it."""

from collections.abc import Sequence

import click

from provenance.cli.base import Command
from provenance.cli.options import (
    as_of_option,
    db_option,
    direct_option,
    filter_options,
    output_options,
    quotation_argument,
    words_argument,
)
from provenance.cli.output import Output, write_one, write_rows, write_values
from provenance.cli.picture import print_chain, print_history, print_quotation
from provenance.cli.said import SAID_COLUMNS, said_of
from provenance.core.wire import quotation_to_wire
from provenance.exports.lines import assertion_to_wire, stored_to_wire
from provenance.store.records import QuotationFilter, StoredQuotation


@click.command(
    cls=Command,
    examples=(
        "provenance quotes --speaker Lavrov",
        'provenance quotes "nuclear weapons" --via KCNA --format csv -o kcna.csv',
        "provenance quotes --via KCNA --role agency --since 2025-07 --limit 20",
        "provenance quotes --speaker Lavrov --direct-only",
        "provenance quotes --hops 2..",
    ),
)
@words_argument
@filter_options
@direct_option
@db_option
@output_options()
def quotes(*, wanted: QuotationFilter, db: str, to: Output) -> None:
    """Show who said what, through whom, and where it was published.

    WORDS are words that the quotation holds, in any order.
    """
    from provenance.store.engine import open_store
    from provenance.store.queries import find_quotations

    with open_store(db) as store:
        found = find_quotations(store, wanted)
    write_quotations(found, to=to)


def write_quotations(found: Sequence[StoredQuotation], *, to: Output) -> None:
    """Write quotations in the form that was asked for."""
    form = to.chosen()
    with to.open() as out:
        if form in {"json", "jsonl"}:
            write_values((stored_to_wire(stored) for stored in found), form=form, out=out)
        else:
            said = (said_of(stored) for stored in found)
            write_rows(said, columns=SAID_COLUMNS, form=form, out=out, nothing="No quotations found.")


@click.command(
    cls=Command,
    examples=("provenance show qt_1f3c", "provenance show qt_1f3c --format json"),
)
@quotation_argument
@as_of_option
@db_option
@output_options("text", "json")
def show(*, quotation: str, as_of: str | None, db: str, to: Output) -> None:
    """Show a quotation in its context, its chain, and its history.

    ID is the id of a quotation, or its first characters.
    """
    from provenance.store.engine import open_store
    from provenance.store.queries import load_history, load_quotation

    with open_store(db) as store:
        stored = load_quotation(store, quotation, as_of=as_of)
        history = load_history(store, stored.id)
    with to.open() as out:
        if to.chosen() == "json":
            article = stored.article.article
            decisions = [
                {**assertion_to_wire(each), "quotation": quotation_to_wire(each.quotation, article=article)}
                for each in history
            ]
            context = {"before": stored.prefix, "after": stored.suffix}
            write_one({**stored_to_wire(stored), **context, "history": decisions}, out)
        else:
            print_quotation(stored, out=out)
            print_chain(stored, out=out)
            out.write("\n")
            print_history(history, out=out)
