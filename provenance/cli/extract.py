"""`provenance extract`: what articles hold, without a database."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from provenance.cli.base import FOUND, Command
from provenance.cli.options import inputs_argument, model_option, output_options, strict_option
from provenance.cli.output import Output, write_rows, write_values
from provenance.cli.reading import Reading, reading_options
from provenance.cli.report import Tally, refuse_nothing, show_progress
from provenance.cli.said import SAID_COLUMNS, said_in
from provenance.core.records import Extraction
from provenance.core.wire import to_wire
from provenance.readers.records import Skipped

if TYPE_CHECKING:
    from provenance.core.agents import Registry


@click.command(
    cls=Command,
    examples=(
        "provenance extract article.txt",
        "provenance extract articles/ -o quotations.jsonl",
        "provenance extract https://news.example/2025/07/13/talks --fetch",
        "cat article.txt | provenance extract - --format table",
    ),
)
@inputs_argument
@click.option("--db", metavar="PATH|URL", help="Know the names that were imported into this database too.")
@model_option
@reading_options
@strict_option
@output_options()
@click.pass_context
def extract(
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    db: str | None,
    model: str,
    reading: Reading,
    strict: bool,
    to: Output,
) -> None:
    """Find who said what in articles, without keeping it in a database.

    INPUT is a file, a folder, an address with --fetch, or - for standard input. JSON holds one object an article, a
    table or CSV one row a quotation.
    """
    from provenance.ingest import extract_articles
    from provenance.nlp.pipeline import load_extractor

    extractor = load_extractor(model, registry=load_known(db, ctx=ctx))
    tally = write_extractions(extract_articles(reading.read(inputs), extractor=extractor), to=to)
    refuse_nothing(tally.read, reasons=tally.reasons)
    if strict and tally.reasons:
        ctx.exit(FOUND)


def load_known(db: str | None, *, ctx: click.Context) -> "Registry":
    """Load the registry, with the names that were imported into a database, which stays open; None for none."""
    from provenance.registry import load_registry

    if db is None:
        return load_registry()
    from provenance.store.engine import open_store
    from provenance.store.imported_names import extend_registry

    return extend_registry(ctx.with_resource(open_store(db)), load_registry())


def write_extractions(outcomes: Iterable[Extraction | Skipped], *, to: Output) -> Tally:
    """Write extractions as they come: whole ones as JSON, their quotations as a table or CSV.

    Returns:
        How many were read and skipped; each that was skipped is told on stderr.
    """
    tally = Tally()
    form = to.chosen()
    with to.open() as out, show_progress(busy=out.isatty()) as tell:
        extractions = tally.sift(outcomes, tell=tell)
        if form in {"json", "jsonl"}:
            write_values((to_wire(extraction) for extraction in extractions), form=form, out=out)
        else:
            said = (said for extraction in extractions for said in said_in(extraction))
            write_rows(said, columns=SAID_COLUMNS, form=form, out=out, nothing="No quotations found.")
    return tally
