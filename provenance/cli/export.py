"""`provenance export`: the database in forms for others to read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.base import Group
from provenance.cli.options import db_option, filter_options, output_options, utc_now
from provenance.cli.output import Column, Output, write_records
from provenance.core.wire import Wire
from provenance.store.records import QuotationFilter

if TYPE_CHECKING:
    from provenance.exports.datasette import ExportReport
    from provenance.exports.found import Rule


@click.group(cls=Group)
def export() -> None:
    """Write the database, or a part of it, for others to read."""


@export.command(
    "datasette",
    examples=(
        "provenance export datasette site/",
        "provenance export datasette kcna/ --via KCNA --since 2025-07 --with-text",
    ),
)
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--words", "words", multiple=True, metavar="TEXT", help="Words that the quotation holds, in any order.")
@filter_options
@click.option("--with-text", is_flag=True, help="Include the whole text of the articles.")
@click.option("--include-reviewers", is_flag=True, help="Include names of reviewers and their reasons.")
@db_option
@output_options()
def datasette(
    *, directory: Path, wanted: QuotationFilter, with_text: bool, include_reviewers: bool, db: str, to: Output
) -> None:
    """Write a directory that `datasette serve DIRECTORY` opens at once.

    Reviewers are numbered unless their names are asked for, and articles go out without their text.
    """
    from provenance.exports.datasette import export_datasette
    from provenance.exports.filling import Disclosure
    from provenance.store.engine import open_store

    with open_store(db) as store:
        disclosed = Disclosure(text=with_text, reviewers=include_reviewers)
        report = export_datasette(
            store, directory, wanted=wanted, now=utc_now(), disclosed=disclosed, rules=known_rules()
        )
    write_records([report], columns=EXPORT_COLUMNS, to_wire=export_to_wire, to=to, nothing="")


def known_rules() -> "list[Rule]":
    """Tell what is known of the checks, so that findings can be understood where no audit runs."""
    from provenance.audit.catalogue import load_checks
    from provenance.exports.found import Rule

    checks = (registered.check for registered in load_checks().values())
    return [Rule(code=one.code, name=one.name, about=one.help, severity=one.severity.value) for one in checks]


def export_to_wire(report: "ExportReport") -> Wire:
    """Build the JSON object of an export."""
    return {"directory": report.directory.as_posix(), "rows": dict(report.rows)}


EXPORT_COLUMNS: tuple[Column["ExportReport"], ...] = (
    Column(name="directory", value=lambda report: report.directory.as_posix(), heading="Directory"),
    Column(
        name="rows",
        value=lambda report: ", ".join(f"{n} {table}" for table, n in report.rows.items()),
        heading="Rows",
        weight=1,
    ),
)
