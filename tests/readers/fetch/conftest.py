"""A website, a clock that moves only when somebody sleeps, and a way to fetch with both."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from website import Clock, Get, Website, open_website

from provenance.readers.fetch import Fetched, FetchOptions, fetch
from provenance.readers.records import Skipped


@pytest.fixture
def clock() -> Clock:
    """A fresh clock."""
    return Clock()


@pytest.fixture
def site() -> Iterator[Website]:
    """A website that has no page yet."""
    with open_website() as opened:
        yield opened


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Find every host of these tests on this machine, and no other."""
    del port
    return ("127.0.0.1",) if host.endswith(".example") else ()


@pytest.fixture
def options() -> FetchOptions:
    """Options for hosts of these tests: `news.example` and `wire.example` are trusted, others not."""
    return FetchOptions(
        delay=0, read_timeout=5, private_hosts=frozenset({"news.example", "wire.example"}), resolve=resolve
    )


@pytest.fixture
def get(options: FetchOptions, clock: Clock) -> Get:
    """Fetch a URL with the options, some of them changed for once."""

    def run(url: str, **changes: object) -> Fetched | Skipped:
        return fetch(url, options=replace(options, **changes), now=clock.now, sleep=clock.sleep)  # type: ignore[arg-type]

    return run
