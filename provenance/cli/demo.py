"""`provenance demo`: the whole way, from five real articles to who said what, a chain and a Datasette directory."""

import importlib.util
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

import click

from provenance.cli.base import Command
from provenance.cli.export import known_rules
from provenance.cli.ingest import ingest_inputs
from provenance.cli.options import model_option, utc_now
from provenance.cli.output import SHORT_ID, Output, print_table
from provenance.cli.picture import print_chain
from provenance.cli.said import SAID_COLUMNS, said_of
from provenance.core.records import Form
from provenance.errors import StoreError
from provenance.resources import resource_path
from provenance.store.records import QuotationFilter, StoredQuotation

_MARKER = "provenance-demo.txt"
_DATABASE = "provenance.db"
_SITE = "datasette"
_OURS = (_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm", _SITE, _MARKER)


@click.command(cls=Command, examples=("provenance demo", "provenance demo --dir /tmp/demo"))
@click.option(
    "--dir",
    "directory",
    default="demo",
    envvar="PROVENANCE_DEMO_DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write; an earlier demo there is replaced, nothing else is touched.",
)
@model_option
def demo(*, directory: Path, model: str) -> None:
    """Read five real articles and show who said what, through whom.

    Writes a new SQLite file and a Datasette directory, and says how to go on.
    """
    with Output(form="table").open() as out:
        run_demo(directory, model=model, out=out)


def run_demo(directory: Path, *, model: str, out: TextIO) -> None:
    """Ingest the seed articles, show what they hold, and export it.

    Args:
        directory: Where to write; see `prepare_folder`.
        model: Name or path of the model.
        out: Where to show it.

    Raises:
        StoreError: The directory holds something that is no demo.
    """
    from provenance.audit.catalogue import choose_checks, load_checks
    from provenance.audit.runner import run_audit
    from provenance.exports.datasette import export_datasette
    from provenance.exports.filling import Disclosure
    from provenance.store.engine import open_store
    from provenance.store.queries import find_quotations

    articles = resource_path("seeds/articles")
    prepare_folder(directory)
    database = (directory / _DATABASE).as_posix()
    report = ingest_inputs([str(articles)], db=database, model=model, base=articles.parent.parent)
    with open_store(database, mode="write") as store:
        run_audit(store, checks=choose_checks(load_checks()), version=version("quote-provenance"), clock=utc_now)
        found = find_quotations(store, QuotationFilter())
        relayed = find_quotations(store, QuotationFilter(via="TASS", limit=1))
        exported = export_datasette(
            store,
            directory / _SITE,
            wanted=QuotationFilter(),
            now=utc_now(),
            # The seed articles travel with the package, so their text may be shown.
            disclosed=Disclosure(text=True),
            rules=known_rules(),
        )
    _show_quotations(found, out=out)
    for stored in relayed:
        out.write(f"\nThrough whom we know of {stored.id[:SHORT_ID]}:\n\n")
        print_chain(stored, out=out)
    tables = ", ".join(f"{n} {table}" for table, n in exported.rows.items())
    out.write(f"\nWhat was written:\n  {database}: {report.saved} articles, {report.added.quotations} quotations\n")
    out.write(f"  {(directory / _SITE).as_posix()}: {tables}\n")
    out.write(next_steps(database, site=directory / _SITE, relayed=relayed))


def _show_quotations(found: list[StoredQuotation], *, out: TextIO) -> None:
    """Show what stands in quotation marks, which people look at first, and say how much else there is."""
    quoted = [said_of(stored) for stored in found if stored.current.quotation.form is not Form.INDIRECT]
    out.write("Who said what, in quotation marks:\n\n")
    print_table(quoted, columns=SAID_COLUMNS, out=out, nothing="No quotations found.")
    if len(found) > len(quoted):
        out.write(f"\nand {len(found) - len(quoted)} statements without quotation marks.\n")


def prepare_folder(directory: Path) -> None:
    """Make the folder of the demo, and take an earlier demo out of it.

    Raises:
        StoreError: It holds something, and no demo made it.
    """
    if directory.is_dir() and any(directory.iterdir()) and not (directory / _MARKER).is_file():
        message = f"{directory.as_posix()} is not empty, and no demo made it"
        raise StoreError(message, hint="name another folder with --dir")
    for name in _OURS:
        ours = directory / name
        if ours.is_dir() and not ours.is_symlink():
            shutil.rmtree(ours)
        else:
            ours.unlink(missing_ok=True)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / _MARKER).write_text("Made by `provenance demo`, which may replace it.\n", encoding="utf-8")


def next_steps(database: str, *, site: Path, relayed: list[StoredQuotation]) -> str:
    """Say how to open what the demo wrote, and what to try."""
    provenance = _command("provenance")
    if importlib.util.find_spec("datasette"):
        opening = f"{_command('datasette')} serve {site.as_posix()}"
    else:
        opening = f"pip install 'quote-provenance[datasette]' && datasette serve {site.as_posix()}"
    some_id = relayed[0].id[:SHORT_ID] if relayed else "ID"
    lines = [
        "",
        "Open it in a browser:",
        f"  {opening}",
        "",
        "Then try:",
        f"  {provenance} quotes --speaker Lavrov --db {database}",
        f"  {provenance} show {some_id} --db {database}",
        f"  {provenance} speakers --db {database}",
    ]
    return "\n".join(lines) + "\n"


def _command(name: str) -> str:
    """Return how to call a command: by its name, or by its path where it is not on the search path."""
    beside = Path(sys.executable).parent / name
    if shutil.which(name) or not beside.exists():
        return name
    here = Path.cwd()
    return (beside.relative_to(here) if beside.is_relative_to(here) else beside).as_posix()
