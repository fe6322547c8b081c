"""`provenance serve`: look at the database, or at an export of it, in a browser on this machine."""

import contextlib
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from provenance.cli.base import Command
from provenance.cli.export import known_rules
from provenance.cli.options import db_option, filter_options, utc_now, words_option
from provenance.errors import ProvenanceError
from provenance.store.records import QuotationFilter

_HERE = "127.0.0.1"
_INTERRUPTED = (-2, 130)


@click.command(
    cls=Command,
    examples=("provenance serve", "provenance serve --via KCNA --port 8010", "provenance serve site/"),
)
@click.argument("directory", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8001, help="Port on this machine; 0 takes a free one.")
@words_option
@filter_options
@db_option
def serve(*, directory: Path | None, port: int, wanted: QuotationFilter, db: str) -> None:
    """Show the database in a browser, on this machine alone.

    DIRECTORY is an earlier `export datasette`. Without one the database is exported to a temporary folder, with the
    whole text of the articles and the names of reviewers, since nobody else can see it. Ctrl-C ends it.
    """
    if importlib.util.find_spec("datasette") is None:
        message = "Datasette is not installed"
        raise ProvenanceError(message, hint="pip install 'quote-provenance[datasette]'")
    with _folder(directory, wanted=wanted, db=db) as folder:
        serve_folder(folder, port=port)


@contextlib.contextmanager
def _folder(directory: Path | None, *, wanted: QuotationFilter, db: str) -> Iterator[Path]:
    """Give the folder to serve: the one that was named, or an export that lives no longer than the server."""
    from provenance.exports.datasette import export_datasette
    from provenance.exports.filling import Disclosure
    from provenance.exports.folder import is_export
    from provenance.store.engine import open_store

    if directory is not None:
        if not is_export(directory):
            message = f"{directory} is no Datasette export"
            raise ProvenanceError(message, hint="write one with `provenance export datasette DIRECTORY`")
        yield directory
        return
    with tempfile.TemporaryDirectory(prefix="provenance-") as beside:
        folder = Path(beside) / "datasette"
        with open_store(db) as store:
            everything = Disclosure(text=True, reviewers=True)
            export_datasette(store, folder, wanted=wanted, now=utc_now(), disclosed=everything, rules=known_rules())
        yield folder


def serve_folder(folder: Path, *, port: int) -> None:
    """Run Datasette on a folder until somebody ends it.

    Args:
        folder: An export.
        port: Where to listen; 0 for a free one. Only this machine is listened to.

    Raises:
        ProvenanceError: Datasette gave up.
    """
    command = [sys.executable, "-m", "datasette", "serve", str(folder), "--host", _HERE, "--port", str(port)]
    # Datasette hears Ctrl-C as we do, and has to be given the time to end.
    with subprocess.Popen(command) as running:  # noqa: S603 - our own command
        try:
            code = running.wait()
        except KeyboardInterrupt:
            running.wait()
            return
    if code not in (0, *_INTERRUPTED):
        message = f"Datasette ended with exit code {code}"
        raise ProvenanceError(message, hint="it says why above; another --port may be free")
