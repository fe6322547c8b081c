"""`provenance export`: the database in forms for others to read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.base import Group
from provenance.cli.exporting import Job, job_options
from provenance.cli.options import db_option, filter_options, output_options, utc_now, words_option
from provenance.cli.output import Column, Output, write_records
from provenance.core.wire import Wire
from provenance.store.records import QuotationFilter

if TYPE_CHECKING:
    from provenance.exports.datasette import ExportReport
    from provenance.exports.found import Rule


text_option = click.option("--with-text", is_flag=True, help="Include the whole text of the articles.")
reviewers_option = click.option(
    "--include-reviewers", is_flag=True, help="Include names of reviewers and their reasons."
)


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
@words_option
@filter_options
@text_option
@reviewers_option
@db_option
@output_options()
def datasette(
    *, directory: Path, wanted: QuotationFilter, with_text: bool, include_reviewers: bool, db: str, to: Output
) -> None:
    """Write a folder for `datasette serve DIRECTORY`.

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


@export.command(
    "csv",
    examples=(
        "provenance export csv quotes.csv --bom",
        "provenance export csv lavrov.csv --speaker Lavrov --since 2025-07",
    ),
)
@click.option("--bom", is_flag=True, help="Begin with the mark by which Excel knows UTF-8.")
@job_options()
def csv(*, job: Job, bom: bool) -> None:
    """Write a table for spreadsheets, an attribution a row.

    Labels stand beside ids. A cell that begins with =, +, -, @, a tab or a line break, which a spreadsheet may take for
    a formula, gets an apostrophe before it, and so does one that begins with apostrophes and then like that. Taking
    one apostrophe from each cell that begins so gives the texts back.
    """
    from provenance.exports.flat import write_csv

    job.write(lambda found: write_csv(found, bom=bom))


@export.command(
    "jsonl",
    examples=(
        "provenance export jsonl kcna.jsonl --via KCNA",
        "provenance export jsonl all.jsonl --with-text && provenance ingest all.jsonl --db copy.db",
    ),
)
@text_option
@reviewers_option
@job_options()
def jsonl(*, job: Job, with_text: bool, include_reviewers: bool) -> None:
    """Write JSON lines, a complete attribution each.

    With the text of its article each line can be read back by `ingest`, and has the same ids there. Reviewers are
    numbered unless their names are asked for. A line tells where its article lies, since ids are made of that.
    """
    from provenance.exports.lines import write_lines

    job.write(lambda found: write_lines(found, with_text=with_text, reviewers=include_reviewers))


@export.command("parquet", examples=("provenance export parquet quotes.parquet --since 2025",))
@job_options()
def parquet(*, job: Job) -> None:
    """Write a Parquet file for data frames.

    It is the table of `export csv` with typed columns, and needs pyarrow: pip install 'quote-provenance[parquet]'.
    """
    from provenance.exports.parquet import export_parquet

    job.write_to(export_parquet)


@export.command(
    "prov",
    examples=(
        "provenance export prov kcna.provjsonld --via KCNA",
        "provenance export prov kcna.json --format json --via KCNA",
    ),
)
@job_options("jsonld", "json")
def prov(*, job: Job) -> None:
    """Write W3C PROV, a bundle for each attribution.

    A bundle leads from the speaker over the relays to the article, and from the article to its words. The form
    json needs a library: pip install 'quote-provenance[prov]'.
    """
    from provenance.exports.flat import linked_row
    from provenance.exports.prov import write_prov_json, write_prov_jsonld

    write = write_prov_json if job.form == "json" else write_prov_jsonld
    job.write(lambda found: write(map(linked_row, found)))


@export.command(
    "annotations",
    examples=(
        "provenance export annotations talks.jsonld --words talks",
        "provenance export annotations --format jsonl | head -1",
    ),
)
@job_options("page", "jsonl")
def annotations(*, job: Job) -> None:
    """Write W3C Web Annotations of the words in their articles.

    Each says whose words they are and through whom we know them. It finds them by the words with their surroundings,
    and by their place in code points of the article as it was read.
    """
    from provenance.exports.annotations import write_annotation_lines, write_annotations
    from provenance.exports.flat import linked_row

    write = write_annotation_lines if job.form == "jsonl" else write_annotations
    job.write(lambda found: write(map(linked_row, found)))


@export.command(
    "graph",
    examples=(
        "provenance export graph all.graphml",
        "provenance export graph --format dot --via KCNA | dot -Tsvg -o kcna.svg",
    ),
)
@job_options("graphml", "dot", "mermaid")
def graph(*, job: Job) -> None:
    """Write who carries whose words, as a network.

    An arrow leads from each voice, relay or publisher to the next on the way of the words, with the number of
    quotations that went there. The way of one quotation is drawn by `provenance chain`.
    """
    from provenance.exports import netgraphs
    from provenance.exports.network import build_network

    forms = {
        "graphml": netgraphs.network_to_graphml,
        "dot": netgraphs.network_to_dot,
        "mermaid": netgraphs.network_to_mermaid,
    }
    job.write(lambda found: forms[job.form](build_network(found)))


@export.command("jsonld", examples=("provenance export jsonld lavrov.jsonld --speaker Lavrov",))
@job_options()
def jsonld(*, job: Job) -> None:
    """Write JSON-LD of schema.org, a Quotation each.

    It has the speaker, the reports of the relays and the article, and can stand in a script of a page as it is.
    """
    from provenance.exports.flat import linked_row
    from provenance.exports.schemaorg import write_schemaorg

    job.write(lambda found: write_schemaorg(map(linked_row, found)))


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
