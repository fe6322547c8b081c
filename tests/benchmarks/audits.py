"""How long an audit takes, on quotations made by chance: `python -m tests.benchmarks.audits 20000`.

A fifth of them are printed by several papers, and a third were carried by somebody.
"""

import resource
import sys
from collections.abc import Iterator
from itertools import product
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from provenance.audit.catalogue import load_checks
from provenance.audit.runner import run_audit
from provenance.core.agents import build_agent
from provenance.core.chain import build_chain, judge_anonymity
from provenance.core.records import AgentKind, Article, Extraction, Form, Hop, Pipeline, Quotation, Role
from provenance.core.text import Span
from provenance.core.wire import text_sha256, version_id
from provenance.registry import load_registry
from provenance.store.engine import Store, open_store
from provenance.store.seeds import save_registry
from provenance.store.writer import save_extraction, start_run

DEFAULT = 20_000
PER_ARTICLE = 10
NOW = "2025-07-14T10:00:00.000000+00:00"
BY_CHANCE = Pipeline(stage="extract", name="by chance", version="1")
SYLLABLES = ("ka", "lo", "mi", "ren", "tas", "vor", "bel", "dun", "gri", "sto", "pla", "ner", "fim", "osh", "ter")
WORDS = tuple("".join(parts) for parts in product(SYLLABLES, repeat=3))
VOICES = (
    ("Ada Lovelace", AgentKind.PERSON),
    ("Grace Hopper", AgentKind.PERSON),
    ("some experts", AgentKind.GROUP),
    ("a French official", AgentKind.UNNAMED),
    ("the Harbour Board", AgentKind.ORGANISATION),
)
RELAYS = ((), (), (), (), ("TASS", AgentKind.ORGANISATION), ("local media", AgentKind.GROUP))


def run(count: int = DEFAULT) -> None:
    """Measure and print."""
    sys.stdout.writelines(f"{line}\n" for line in measure(count))


def measure(count: int) -> Iterator[str]:
    """Fill a database and audit it twice; give a line for each step, with seconds of one core."""
    with TemporaryDirectory() as folder, open_store(f"{folder}/news.db", mode="write") as store:
        save_registry(store, load_registry(), now=NOW)
        start = process_time()
        fill(store, count)
        yield f"saved {count:,} quotations in {process_time() - start:.1f} s"
        for which in ("first", "second"):
            start = process_time()
            report = run_audit(store, checks=tuple(load_checks().values()), version="1", clock=lambda: NOW)
            told = f"{len(report.findings):,} findings, {report.counts.opened:,} new"
            yield f"{which} audit of {report.quotations:,} quotations in {process_time() - start:.1f} s: {told}"
        yield f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"


def fill(store: Store, count: int) -> None:
    """Save articles with so many quotations."""
    chance = Random(1)  # noqa: S311 - the same rows each time
    shared = [sentence(chance) for _ in range(max(count // 20, 1))]
    number = start_run(store, BY_CHANCE, now=NOW)
    for place in range(count // PER_ARTICLE):
        save_extraction(store, make_extraction(place, chance, shared), run=number, now=NOW)


def sentence(chance: Random) -> str:
    """Make a quotation."""
    return f'"We {" ".join(chance.choices(WORDS, k=chance.randint(8, 24)))},"'


def make_extraction(place: int, chance: Random, shared: list[str]) -> Extraction:
    """Make an article with quotations, some of which stand in others too."""
    quoted = sorted({chance.choice(shared) if chance.random() < 0.2 else sentence(chance) for _ in range(PER_ARTICLE)})
    voices = [chance.choice(VOICES) for _ in quoted]
    lines = [
        f"{words} {name} said{chance.choice((' on Monday', ''))}. {' '.join(chance.choices(WORDS, k=30))}."
        for words, (name, _) in zip(quoted, voices, strict=True)
    ]
    text = "\n".join(lines)
    day = f"20{place % 25:02}-07-{place % 28 + 1:02}"
    article = Article(
        locator=f"{place}.txt", text=text, raw_sha256=text_sha256(text), published=day, publisher=f"Paper {place % 40}"
    )
    said = tuple(make_quotation(article, *each, chance=chance) for each in zip(quoted, voices, strict=True))
    return Extraction(article=article, pipeline=BY_CHANCE, quotations=said)


def make_quotation(article: Article, words: str, voice: tuple[str, AgentKind], *, chance: Random) -> Quotation:
    """Make a quotation of an article, with a chain."""
    scope, start = version_id(article), article.text.index(words)
    span = Span(start, start + len(words))
    source = Span(span.end + 1, span.end + 1 + len(voice[0]))
    carrier = chance.choice(RELAYS)
    relays = [build_agent(*carrier, scope=scope)] if carrier else []
    hops = [Hop(role=Role.AGENCY, agent=one, evidence=source, anonymity=judge_anonymity(one)) for one in relays]
    publisher = build_agent(str(article.publisher), AgentKind.ORGANISATION, scope=scope)
    return Quotation(
        form=Form.DIRECT,
        content=(span,),
        cue=None,
        source=source,
        chain=build_chain(build_agent(*voice, scope=scope), source=source, relays=hops, publisher=publisher),
        score=chance.uniform(0.3, 1.0),
    )


if __name__ == "__main__":
    run(*map(int, sys.argv[1:2]))
