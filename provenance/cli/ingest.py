"""`provenance ingest`: reads articles into the database."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.base import FOUND, Command
from provenance.cli.interrupts import keeping_interrupts
from provenance.cli.options import (
    db_option,
    inputs_argument,
    model_option,
    output_options,
    strict_option,
    utc_now,
)
from provenance.cli.output import Column, Output, write_records
from provenance.cli.reading import Reading, reading_options
from provenance.cli.report import reasons_text, refuse_nothing, show_progress
from provenance.core.wire import Wire
from provenance.resources import DEFAULT_MODEL

if TYPE_CHECKING:
    from provenance.ingest import IngestReport, Step


@click.command(
    cls=Command,
    examples=(
        "provenance ingest articles/",
        "provenance ingest news.jsonl --db postgresql://localhost/news",
        "provenance ingest https://news.example/2025/07/13/talks --fetch --keep-raw pages/",
        "provenance ingest articles/ --strict --format json",
    ),
)
@inputs_argument
@db_option
@model_option
@reading_options
@strict_option
@output_options()
@click.pass_context
def ingest(
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    db: str,
    model: str,
    reading: Reading,
    strict: bool,
    to: Output,
) -> None:
    """Read articles into the database, and report what was new.

    INPUT is a file, a folder, an address with --fetch, or - for standard input. What was read before is left alone, so
    a second run adds nothing and an interrupted one is completed; a text that changed becomes the next version of its
    article. One bad article never stops the rest.
    """
    report = ingest_inputs(inputs, db=db, model=model, reading=reading)
    write_records([report], columns=REPORT_COLUMNS, to_wire=report_to_wire, to=to, nothing="")
    refuse_nothing(report.saved + report.known, reasons=report.skipped)
    if strict and report.skipped:
        ctx.exit(FOUND)


def ingest_inputs(
    inputs: Sequence[str],
    *,
    db: str,
    model: str = DEFAULT_MODEL,
    reading: Reading | None = None,
    base: Path | None = None,
) -> "IngestReport":
    """Ingest inputs into a database, which is made if it is missing and told what the registry knows.

    Names that were imported into it are known as those of the registry are.

    Args:
        inputs: Files, folders, or `-`.
        db: Path or SQLAlchemy URL.
        model: Name or path of the model.
        reading: How they are read; None for what the options say if they are not given.
        base: The folder that paths of articles are told from; None for the current one.
    """
    from provenance.ingest import Ingest
    from provenance.nlp.pipeline import load_extractor
    from provenance.registry import load_registry
    from provenance.store.engine import open_store
    from provenance.store.imported_names import extend_registry
    from provenance.store.seeds import save_registry

    registry = load_registry()
    extractor = load_extractor(model, registry=registry)
    with keeping_interrupts() as check, open_store(db, mode="write") as store, show_progress(busy=False) as tell:

        def follow(step: "Step") -> None:
            tell(step.skipped)
            check()

        save_registry(store, registry, now=utc_now())
        extended = extend_registry(store, registry)
        if extended is not registry:
            extractor = extractor.knowing(extended)
        running = Ingest(extractor=extractor, store=store, clock=utc_now)
        read = (reading or Reading()).read(inputs, base=base, ingest=running)
        return running.run(read, progress=follow)


def report_to_wire(report: "IngestReport") -> Wire:
    """Build the JSON object of a report."""
    return {
        "run": report.run,
        "articles": report.articles,
        "saved": report.saved,
        "known": report.known,
        "skipped": dict(report.skipped),
        "added": asdict(report.added),
    }


REPORT_COLUMNS: tuple[Column["IngestReport"], ...] = (
    Column(name="articles", value=lambda report: report.articles, heading="Articles"),
    Column(name="saved", value=lambda report: report.saved, heading="New"),
    Column(name="known", value=lambda report: report.known, heading="Known"),
    Column(name="skipped", value=lambda report: reasons_text(report.skipped), heading="Skipped"),
    Column(name="quotations", value=lambda report: report.added.quotations, heading="New quotations"),
    Column(name="attributions", value=lambda report: report.added.attributions, heading="New attributions"),
    Column(name="agents", value=lambda report: report.added.agents, heading="New agents"),
    Column(name="run", value=lambda report: report.run),
)
