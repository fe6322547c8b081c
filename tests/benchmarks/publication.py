"""What a publication costs, and what its pages do: against sqlite-utils alone and Datasette's own page.

`python -m tests.benchmarks publication 1000000` fills a database with so many invented quotations first. Times are
those that the process itself computes, so that other programs of the machine do not count.
"""

import asyncio
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sqlite_utils import Database

from provenance.exports.catalogue import TABLES
from provenance.exports.datasette import export_datasette
from provenance.store.engine import open_store
from provenance.store.records import QuotationFilter
from tests.benchmarks.invented import NOW, fill

DEFAULT = 20_000
ROUNDS = 15
CHUNK = 10_000
THEIRS = "Datasette's table page"


def insert_plainly(site: Path, path: Path) -> float:
    """Insert the rows of an export into a file by sqlite-utils alone, without keys, indexes and search."""
    took = 0.0
    with closing(sqlite3.connect(site / "quotes.db")) as source, closing(sqlite3.connect(path)) as plain:
        source.row_factory = sqlite3.Row
        database = Database(plain)
        for table in TABLES:
            rows = source.execute(f"select * from {table.name}")  # noqa: S608 - our own names
            while found := [dict(row) for row in rows.fetchmany(CHUNK)]:
                took += _seconds(lambda name=table.name, found=found: database.table(name).insert_all(found))  # type: ignore[misc]
    return took


class Asker:
    """Asks a Datasette in this process for pages."""

    def __init__(self, site: Path) -> None:
        from datasette.app import Datasette  # noqa: PLC0415 - only this benchmark needs it

        self._loop = asyncio.new_event_loop()
        # A question may take as long as it takes, since that is what is measured.
        self._datasette = Datasette([], config_dir=site, settings={"sql_time_limit_ms": 60_000})
        self._loop.run_until_complete(self._datasette.invoke_startup())

    def seconds(self, path: str) -> float:
        """Return the median of what a page takes, once it was asked for before."""
        self._ask(path)
        return median(_seconds(lambda: self._ask(path)) for _ in range(ROUNDS))

    def _ask(self, path: str) -> None:
        response: Any = self._loop.run_until_complete(self._datasette.client.get(path))
        if response.status_code != 200:
            message = f"{response.status_code} {path}"
            raise ValueError(message)


CHOSEN = {
    "quotation": "select id from quotes where hops > 0 limit 1",
    "quotation, the longest chain": "select id from quotes order by hops desc limit 1",
    "article": "select id from articles limit 1 offset 100",
    "speaker, the most quoted": "select id from agents order by n_voiced desc limit 1",
    "relay, the most used": "select id from agents order by n_relayed desc limit 1",
    "family, the largest": "select id from families order by n_members desc limit 1",
}
FIXED = {
    THEIRS: "/quotes/quotes",
    "home": "/",
    "search, a name": "/quotes/home?q=Family1",
    "search, two words": "/quotes/home?q=Family1%20Given1",
    "search, nothing found": "/quotes/home?q=nothinglikethat",
    "question, relayed by": "/quotes/relayed_by?agent=Agency+1",
    "question, weakest chains": "/quotes/weakest_chains",
}


def find_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Give the pages to ask for, those of what there is most of among them."""
    yield from FIXED.items()
    with closing(sqlite3.connect(site / "quotes.db")) as connection:
        for name, sql in CHOSEN.items():
            ((found,),) = connection.execute(sql)
            yield name, f"/quotes/{name.split(',')[0].replace('relay', 'speaker')}/{found}"


def measure(quotations: int, folder: Path) -> Iterator[tuple[str, str]]:
    """Fill a database, export it, and ask for pages."""
    database, site = folder / "store.db", folder / "site"
    with open_store(str(database), mode="write") as store:
        yield f"filling a database with {quotations:,}", f"{_seconds(lambda: fill(store, quotations)):.0f} s"
    before = _peak()
    with open_store(str(database)) as store:
        export = _seconds(lambda: export_datasette(store, site, wanted=QuotationFilter(), now=NOW))
    yield "export", f"{export:.1f} s, {quotations / export:,.0f} quotations/s"
    yield "peak of memory, before and after it", f"{before:,.0f} MB, {_peak():,.0f} MB"
    plain = insert_plainly(site, folder / "plain.db")
    yield "plain insert by sqlite-utils", f"{plain:.1f} s; the export has {plain / export:.2f} of its speed"
    yield from measure_pages(site)


def measure_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Ask an export for pages."""
    asker = Asker(site)
    theirs = asker.seconds(FIXED[THEIRS])
    for name, path in find_pages(site):
        took = asker.seconds(path)
        yield name, f"{1000 * took:.0f} ms, {took / theirs:.2f} of Datasette's"


def run(quotations: int = DEFAULT, folder: str | None = None) -> None:
    """Measure and print.

    Args:
        quotations: How many.
        folder: Where to work, and to leave what was written; None for a folder that goes away.
    """
    with TemporaryDirectory() as fresh:
        for name, figure in measure(quotations, Path(folder or fresh)):
            sys.stdout.write(f"{name:<42}{figure}\n")
            sys.stdout.flush()


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
