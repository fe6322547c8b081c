"""What the commands of `export` that write one file share: their options, their stream, and where it goes."""

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import click

from provenance.cli.options import Decorator, db_option, direct_option, filter_options, words_option
from provenance.core.text import printable
from provenance.store.records import QuotationFilter, StoredQuotation

Found = Iterator[StoredQuotation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be exported, and where to.

    Attributes:
        file: Path of the file, or `-` for standard output.
        wanted: Which attributions.
        db: Path or URL of the database.
        form: One of the forms of the command; empty where it has but one.
    """

    file: str
    wanted: QuotationFilter
    db: str
    form: str = ""

    def write(self, build: Callable[[Found], Iterable[str]]) -> None:
        """Write a text that is built of the attributions, piece by piece; a file appears whole or not at all."""
        from provenance.exports.files import write_file

        if self.file == "-":
            with _reading(self) as found:
                _print_chunks(build(found))
        else:
            self.write_to(lambda found, path: write_file(path, build(found)))

    def write_to(self, save: Callable[[Found, Path], None]) -> None:
        """Let a file be written, and say how much is in it.

        Raises:
            UsageError: No file is named.
        """
        if self.file == "-":
            message = "this form is no text for standard output: name a file"
            raise click.UsageError(message)
        with _reading(self) as found:
            counted = _Counted(found)
            save(counted, Path(self.file))
        told = "1 quotation" if counted.number == 1 else f"{counted.number} quotations"
        click.echo(f"{told} in {printable(self.file)}", err=True)


def job_options(*forms: str) -> Decorator:
    """Give a command FILE and the options of `quotes` that choose attributions, which reach it as one `job`.

    Args:
        forms: What `--format` can ask for, the usual form first; none for a command without it.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
        @_form_option(forms)
        @words_option
        @filter_options
        @direct_option
        @db_option
        @functools.wraps(command)
        def run(*args: Any, file: str, wanted: QuotationFilter, db: str, **values: Any) -> Any:  # noqa: ANN401 - as it is
            job = Job(file=file, wanted=wanted, db=db, form=values.pop("format", ""))
            return command(*args, job=job, **values)

        return run

    return decorate


def _form_option(forms: Sequence[str]) -> Decorator:
    if not forms:
        return lambda command: command
    return click.option("--format", type=click.Choice(forms), default=forms[0], help="The form to write.")


@contextmanager
def _reading(job: Job) -> Iterator[Found]:
    """Open the attributions of one moment; whatever is wrong with what was asked for is said before one is written."""
    from provenance.store.engine import open_store
    from provenance.store.streams import stream_quotations

    with open_store(job.db) as store, store.frozen() as still:
        batches = stream_quotations(still, job.wanted)
        first = next(batches, [])
        yield chain(first, chain.from_iterable(batches))


class _Counted(Iterator[StoredQuotation]):
    def __init__(self, found: Found) -> None:
        self._found = found
        self.number = 0

    def __next__(self) -> StoredQuotation:
        one = next(self._found)
        self.number += 1
        return one


def _print_chunks(chunks: Iterable[str]) -> None:
    """Write pieces of text to standard output, byte for byte, unless a terminal would be steered by them."""
    out = sys.stdout.buffer
    is_terminal = sys.stdout.isatty()
    for chunk in chunks:
        shown = "\n".join(printable(line.rstrip("\r")) for line in chunk.split("\n")) if is_terminal else chunk
        out.write(shown.encode("utf-8"))
    out.flush()
