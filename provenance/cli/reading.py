"""How commands read their inputs: the options that say so, and the clock that fetching needs."""

import functools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from provenance.readers.fetch import Fetched
    from provenance.readers.records import ReadItem, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the options say about reading.

    Attributes:
        reader: Name of the reader for every input; None to find it out.
        keep_raw: Folder for the bytes of each article; None to keep none.
        fetch: Whether addresses are fetched.
        allow_private: Whether they may lead to private and local addresses.
    """

    reader: str | None = None
    keep_raw: Path | None = None
    fetch: bool = False
    allow_private: bool = False

    def read(self, inputs: Sequence[str], *, base: Path | None = None) -> "Iterator[ReadItem]":
        """Read inputs; see `provenance.readers.dispatch.read_inputs`."""
        from provenance.readers.dispatch import read_inputs

        fetch = build_fetch(allow_private=self.allow_private) if self.fetch else None
        return read_inputs(inputs, reader=self.reader, base=base, keep_raw=self.keep_raw, fetch=fetch)


def build_fetch(*, allow_private: bool) -> "Callable[[str], Fetched | Skipped]":
    """Build the function that fetches pages, which remembers the hosts it has met."""
    from provenance.readers.fetch import FetchOptions, fetch

    options = FetchOptions(allow_private=allow_private)
    return functools.partial(fetch, options=options, now=time.monotonic, sleep=time.sleep)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options on how inputs are read, which reach it as one `reading`."""

    @click.option("--reader", metavar="NAME", help="Read every input with this reader; else it is found out.")
    @click.option(
        "--keep-raw",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Keep what each article was made of there.",
    )
    @click.option("--fetch", is_flag=True, help="Fetch the inputs that are http or https addresses.")
    @click.option("--allow-private", is_flag=True, help="Let --fetch go to private and local addresses too.")
    @functools.wraps(command)
    def run(*args: Any, **values: Any) -> Any:  # noqa: ANN401 - whatever the command takes and gives
        reading = Reading(**{field.name: values.pop(field.name) for field in fields(Reading)})
        if reading.allow_private and not reading.fetch:
            message = "--allow-private says where --fetch may go; give both"
            raise click.UsageError(message)
        return command(*args, reading=reading, **values)

    return run
