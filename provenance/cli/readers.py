"""`provenance readers`: what can be read, and who brings it."""

import inspect
from typing import TYPE_CHECKING

import click

from provenance.cli.base import Command
from provenance.cli.options import output_options
from provenance.cli.output import Column, Output, write_records

if TYPE_CHECKING:
    from provenance.readers.dispatch import RegisteredReader


@click.command(cls=Command, examples=("provenance readers", "provenance readers --format json"))
@output_options()
def readers(*, to: Output) -> None:
    """List the readers: what each takes, and which plugin brings it.

    The reader of an input is found by its content, of two that are as sure the one that is listed last; `--reader
    NAME` overrides that.
    """
    from provenance.readers.dispatch import load_readers

    write_records(
        list(load_readers().values()),
        columns=READER_COLUMNS,
        to_wire=lambda one: {"name": one.reader.name, "takes": taken_by(one), "plugin": one.plugin},
        to=to,
        nothing="No readers.",
    )


def taken_by(registered: "RegisteredReader") -> str:
    """Say what a reader takes: the first line of its class's documentation; empty where it has none."""
    kind = type(registered.reader)
    # Looked up in the class itself: one without words of its own would show those of the language.
    documented = inspect.cleandoc(vars(kind).get("__doc__") or "")
    is_generated = documented.startswith(f"{kind.__name__}(")
    return "" if is_generated else documented.partition("\n")[0]


READER_COLUMNS: tuple[Column["RegisteredReader"], ...] = (
    Column(name="name", value=lambda one: one.reader.name, heading="Reader", style="bold cyan"),
    Column(name="takes", value=taken_by, heading="Takes", weight=2),
    Column(name="plugin", value=lambda one: one.plugin, heading="Plugin", weight=1, style="dim"),
)
