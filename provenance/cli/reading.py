"""How commands read their inputs: the options that say so, and the clock that fetching needs."""

import functools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli.options import utc_now

if TYPE_CHECKING:
    from provenance.ingest import Ingest
    from provenance.readers.fetch import Fetched, Seen, Validators
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

    def read(
        self, inputs: Sequence[str], *, base: Path | None = None, ingest: "Ingest | None" = None
    ) -> "Iterator[ReadItem]":
        """Read inputs; see `provenance.readers.dispatch.read_inputs`.

        Args:
            inputs: Files, folders, addresses, or `-`.
            base: The folder that paths of articles are told from; None for the current one.
            ingest: What remembers pages from one run to the next; None for nothing.
        """
        from provenance.readers.dispatch import read_inputs

        fetch = self._build_fetch(ingest) if self.fetch else None
        return read_inputs(inputs, reader=self.reader, base=base, keep_raw=self.keep_raw, fetch=fetch)

    def _build_fetch(self, ingest: "Ingest | None") -> "Callable[[str], Fetched | Skipped]":
        # What another reader made of a page says nothing of what the usual one would.
        if ingest is None or self.reader is not None:
            return build_fetch(allow_private=self.allow_private)
        # Of a page that is unchanged nothing is sent that could be kept.
        return remember_fetches(ingest, allow_private=self.allow_private, asks_anew=self.keep_raw is not None)


def build_fetch(*, allow_private: bool, seen: "Seen | None" = None) -> "Callable[[str], Fetched | Skipped]":
    """Build the function that fetches pages, which remembers the hosts it has met.

    Args:
        allow_private: Whether addresses may lead to private and local ones.
        seen: Asks for pages only if they have changed since; None to ask for all of them.
    """
    from provenance.readers.fetch import FetchOptions, fetch

    options = FetchOptions(allow_private=allow_private, seen=seen)
    return functools.partial(fetch, options=options, now=time.monotonic, sleep=time.sleep)


def remember_fetches(
    ingest: "Ingest", *, allow_private: bool, asks_anew: bool = False
) -> "Callable[[str], Fetched | Skipped]":
    """Build the function that fetches pages which have changed since they were read, and remembers them.

    Args:
        ingest: What reads them.
        allow_private: Whether addresses may lead to private and local ones.
        asks_anew: Whether to fetch unchanged pages too.
    """
    from provenance.readers.fetch import Fetched
    from provenance.readers.locators import shown_url
    from provenance.store.fetches import StoredFetch

    fetch = build_fetch(allow_private=allow_private, seen=None if asks_anew else _FetchedBefore(ingest=ingest))

    def run(url: str) -> "Fetched | Skipped":
        given = fetch(url)
        if not isinstance(given, Fetched):
            return given
        fetched = StoredFetch(
            url=shown_url(given.url),
            final_url=given.final_url,
            etag=given.validators.etag,
            last_modified=given.validators.last_modified,
            fetched_at=utc_now(),
        )
        return replace(given, visit=functools.partial(ingest.visiting, fetched))

    return run


@dataclass(frozen=True, slots=True, kw_only=True)
class _FetchedBefore:
    """What an ingest remembers of pages, as whoever fetches wants it."""

    ingest: "Ingest"

    def get(self, url: str, /) -> "Validators | None":
        from provenance.readers.fetch import Validators

        found = self.ingest.find_fetch(url)
        return Validators(etag=found.etag, last_modified=found.last_modified) if found else None


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
