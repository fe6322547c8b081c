"""`provenance chain`: through whom we know of a quotation, as a tree, as data or as a drawing."""

from typing import TextIO

import click

from provenance.cli.base import Command
from provenance.cli.options import as_of_option, db_option, output_options, quotation_argument
from provenance.cli.output import Output, draw, write_one
from provenance.cli.picture import chain_to_wire, print_chain
from provenance.exports.cells import short_label
from provenance.store.records import StoredQuotation


@click.command(
    cls=Command,
    examples=(
        "provenance chain qt_1f3c",
        "provenance chain qt_1f3c --format mermaid -o chain.mmd",
        "provenance chain qt_1f3c -o chain.svg",
    ),
)
@quotation_argument
@as_of_option
@db_option
@output_options("tree", "json", "mermaid", "dot", "svg")
def chain(*, quotation: str, as_of: str | None, db: str, to: Output) -> None:
    """Show the way of the words, from the speaker to the publisher.

    ID is the id of a quotation, or its first characters. Each hop shows the words of the article that prove it, and
    its date where that is known.
    """
    from provenance.store.engine import open_store
    from provenance.store.queries import load_quotation

    with open_store(db) as store:
        stored = load_quotation(store, quotation, as_of=as_of)
    with to.open() as out:
        write_chain(stored, form=to.chosen(), out=out)


def write_chain(stored: StoredQuotation, *, form: str, out: TextIO) -> None:
    """Write a chain as `tree`, `json`, `mermaid`, `dot` or `svg`."""
    from rich.text import Text

    from provenance.exports.drawing import chain_to_svg
    from provenance.exports.graphs import chain_to_dot, chain_to_mermaid

    pictures = {"mermaid": chain_to_mermaid, "dot": chain_to_dot, "svg": chain_to_svg}
    if form == "tree":
        draw(Text(short_label(stored.text), "dim italic"), out=out)
        print_chain(stored, out=out)
    elif form == "json":
        write_one(chain_to_wire(stored), out)
    else:
        out.write(pictures[form](stored))
