"""How long a publication takes, and how fast its pages answer: against sqlite-utils alone and Datasette's own page.

`python -m tests.benchmarks publication 1000000` fills a database with so many invented quotations first, which takes a
multiple of what is measured.
"""

import asyncio
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlite_utils import Database

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import Agent, AgentKind, Article, Extraction, Form, Hop, Pipeline, Quotation, Role
from provenance.core.text import Span
from provenance.core.wire import text_sha256
from provenance.exports.datasette import export_datasette
from provenance.store.engine import Store, open_store
from provenance.store.records import QuotationFilter
from provenance.store.writer import save_extraction, start_run

NOW = "2025-07-14T09:30:00.000000+00:00"
RULES = Pipeline(stage="extract", name="invented", version="1")
PER_ARTICLE = 20
SPEAKERS, RELAYS, PUBLISHERS, WORDS = 5000, 60, 300, 4000
ROUNDS = 15


class World:
    """Invents articles, the same ones in every run: few speakers say most of it, as in the news."""

    def __init__(self) -> None:
        self._dice = random.Random(7)  # noqa: S311 - nothing is secret here
        self._words = [f"w{self._dice.randrange(16**5):x}" for _ in range(WORDS)]
        self._speakers = [build_agent(f"Given{n} Family{n}", AgentKind.PERSON, scope="") for n in range(SPEAKERS)]
        self._relays = [build_agent(f"Agency {n}", AgentKind.ORGANISATION, scope="") for n in range(RELAYS)]
        self._weights = list(accumulate(1 / (n + 1) ** 0.8 for n in range(SPEAKERS)))

    def invent(self, number: int) -> Extraction:
        """Invent an article and what is said in it."""
        pieces, quotations, start = [], [], 0
        for _ in range(PER_ARTICLE):
            piece, quotation = self._say(start)
            pieces.append(piece)
            quotations.append(quotation)
            start += len(piece)
        text = "".join(pieces)
        published = f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        article = Article(
            text=text,
            raw_sha256=text_sha256(text),
            locator=f"https://news.example/{number}",
            title=f"Article {number}",
            publisher=f"Paper {number % PUBLISHERS}",
            published=published,
        )
        return Extraction(article=article, pipeline=RULES, quotations=tuple(quotations))

    def _say(self, start: int) -> tuple[str, Quotation]:
        words = " ".join(self._dice.choices(self._words, k=18))
        (speaker,) = self._dice.choices(self._speakers, cum_weights=self._weights)
        relay = self._dice.choice(self._relays) if self._dice.random() < 0.3 else None
        content, credit = f"“{words},”", f", {relay.name} reported" if relay else ""
        piece = f"{content} {speaker.name} said{credit}.\n\n"
        end = start + len(content)
        source = Span(end + 1, end + 1 + len(speaker.name))
        cue = Span(source.end + 1, source.end + 5)
        hops = [Hop(role=Role.AGENCY, agent=relay, evidence=Span(cue.end + 2, cue.end + len(credit)))] if relay else []
        return piece, _quotation(speaker, content=Span(start, end), source=source, cue=cue, hops=hops)


def _quotation(speaker: Agent, *, content: Span, source: Span, cue: Span, hops: list[Hop]) -> Quotation:
    chain = build_chain(speaker, source=source, relays=hops, publisher=None)
    return Quotation(form=Form.DIRECT, content=(content,), cue=cue, source=source, chain=chain, score=0.9)


def fill(store: Store, quotations: int) -> None:
    """Save so many quotations."""
    world, run = World(), start_run(store, RULES, now=NOW)
    for number in range(quotations // PER_ARTICLE):
        save_extraction(store, world.invent(number), run=run, now=NOW)


def insert_plainly(site: Path, path: Path) -> float:
    """Insert the rows of an export into a file by sqlite-utils alone, without keys, indexes and search."""
    with closing(sqlite3.connect(site / "quotes.db")) as source:
        source.row_factory = sqlite3.Row
        names = [row[0] for row in source.execute("select name from sqlite_master where type = 'table'")]
        kept = [name for name in names if not name.startswith(("quotes_", "agents_", "articles_", "sqlite_"))]
        rows = {name: [dict(row) for row in source.execute(f"select * from {name}")] for name in kept}  # noqa: S608
    database = Database(path)
    start = perf_counter()
    for name, found in rows.items():
        database.table(name).insert_all(found)
    return perf_counter() - start


class Asker:
    """Asks a Datasette in this process for pages."""

    def __init__(self, site: Path) -> None:
        from datasette.app import Datasette  # noqa: PLC0415 - only this benchmark needs it

        self._loop = asyncio.new_event_loop()
        self._datasette = Datasette([], config_dir=site)
        self._loop.run_until_complete(self._datasette.invoke_startup())

    def seconds(self, path: str) -> float:
        """Return the median of how long a page takes."""
        return median(self._ask(path) for _ in range(ROUNDS))

    def _ask(self, path: str) -> float:
        start = perf_counter()
        response: Any = self._loop.run_until_complete(self._datasette.client.get(path))
        if response.status_code != 200:
            message = f"{response.status_code} {path}"
            raise ValueError(message)
        return perf_counter() - start


def measure_pages(site: Path) -> Iterator[tuple[str, float]]:
    """Measure our pages of what there is most of, and Datasette's own page of the quotations."""
    with closing(sqlite3.connect(site / "quotes.db")) as connection:
        ((quote, article),) = connection.execute("select id, article from quotes where hops > 0 limit 1")
        ((speaker,),) = connection.execute("select id from agents order by n_voiced desc limit 1")
        ((relay,),) = connection.execute("select id from agents order by n_relayed desc limit 1")
    asker = Asker(site)
    yield "Datasette's table page", asker.seconds("/quotes/quotes")
    yield "home", asker.seconds("/")
    yield "search", asker.seconds("/quotes/home?q=Family1")
    yield "quotation", asker.seconds(f"/quotes/quotation/{quote}")
    yield "article", asker.seconds(f"/quotes/article/{article}")
    yield "speaker, the most quoted", asker.seconds(f"/quotes/speaker/{speaker}")
    yield "relay, the most used", asker.seconds(f"/quotes/speaker/{relay}")


def run(quotations: int = 20_000) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        database, site = Path(folder) / "store.db", Path(folder) / "site"
        with open_store(str(database), mode="write") as store:
            filling = _seconds(lambda: fill(store, quotations))
        with open_store(str(database)) as store:
            export = _seconds(lambda: export_datasette(store, site, wanted=QuotationFilter(), now=NOW))
        plain = insert_plainly(site, Path(folder) / "plain.db")
        _print("quotations", f"{quotations:,}, saved in {filling:.0f} s")
        _print("export", f"{export:.1f} s, {quotations / export:,.0f} quotations/s")
        _print("export / plain insert by sqlite-utils", f"{export / plain:.1f} ({plain:.1f} s)")
        figures = list(measure_pages(site))
    theirs = figures[0][1]
    for name, told in figures:
        _print(name, f"{1000 * told:.0f} ms, {told / theirs:.2f} of Datasette's table page")


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _print(name: str, figure: str) -> None:
    sys.stdout.write(f"{name:<42}{figure}\n")
