"""How fast the quotations of a draft are looked up, and how often rightly: `python -m tests.benchmarks drafts 20000`.

The database holds the quotations of `variants`, each with a speaker. A draft quotes some whole, in part, with one
word changed, under another speaker, joined in two, or not at all.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from sqlalchemy import Connection, insert

from provenance.core.text import name_key
from provenance.core.verdicts.judging import judge_claim
from provenance.core.verdicts.records import Verdict
from provenance.core.verdicts.voices import Claim
from provenance.store.engine import Store, open_store
from provenance.store.matching import match_quotations
from provenance.store.passages import load_passages
from provenance.store.tables import article_versions, articles, attributions, hops, pipelines, quotations
from provenance.store.words import search_words
from provenance.store.world import agent_names, agents
from tests.benchmarks.variants import ARTICLES_A_BATCH, NOW, PER_ARTICLE, VOICES, Made, Maker, voice_id

DEFAULT = 20_000
CLAIMS = 50
# Shorter ones may be the same by chance.
_FEWEST_WORDS = 14
_PIPELINE = {"id": "pl_benchmark", "stage": "extract", "name": "chance", "version": "1", "params": "{}"}


def name_of(voice: str) -> str:
    """Give the name of a speaker."""
    return f"Voice{voice[-6:]} Speaker{voice[-6:]}"


def save_voices(connection: Connection) -> None:
    """Save who speaks."""
    voices = [voice_id(number) for number in range(VOICES)]
    connection.execute(insert(pipelines), [{**_PIPELINE, "created_at": NOW}])
    rows = [{"id": one, "kind": "person", "label": name_of(one), "created_at": NOW} for one in voices]
    connection.execute(insert(agents), rows)
    fixed = {"kind": "label", "source": "article", "created_at": NOW}
    named = [{"id": f"an{one}", "agent_id": one, "name": name_of(one), **fixed} for one in voices]
    connection.execute(insert(agent_names), [{**row, "name_key": name_key(row["name"])} for row in named])


def save_said(connection: Connection, batch: list[Made]) -> None:
    """Save articles with their quotations, and who is said to have said them."""
    versions = sorted({made.said.version for made in batch})
    empty = {"version_no": 1, "content_sha256": "", "raw_sha256": "", "fetched_at": NOW, "text": "", "characters": 0}
    rows = [{"id": f"ar{one}", "locator": one, "first_seen_at": NOW} for one in versions]
    connection.execute(insert(articles), rows)
    rows = [{"id": one, "article_id": f"ar{one}", **empty, "encoding": "", "reader": ""} for one in versions]
    connection.execute(insert(article_versions), rows)
    words = [
        {
            "id": made.said.id, "version_id": made.said.version, "text": made.said.text, "text_key": made.said.text,
            "segments": f"[[{place},{place + 1}]]", "start_char": place, "end_char": place + 1, "prefix": "",
            "suffix": "", "search_words": " ".join(search_words(made.said.text)),
        }
        for place, made in enumerate(batch)
    ]  # fmt: skip
    connection.execute(insert(quotations), words)
    fixed = {"assertion": "assert", "form": "direct", "rank": 10, "score": 0.9, "pipeline_id": _PIPELINE["id"]}
    said = [{"id": f"at{m.said.id}", "quotation_id": m.said.id, **fixed, "created_at": NOW} for m in batch]
    connection.execute(insert(attributions), said)
    hop = {"position": 0, "role": "speaker", "explicit": 1, "anonymity": "named"}
    chains = [{"attribution_id": f"at{m.said.id}", "agent_id": m.said.voice, **hop} for m in batch]
    connection.execute(insert(hops), chains)


def make_claims(made: list[Made], random: Random) -> Iterator[tuple[str, Claim, Verdict]]:
    """Quote some in each way, with the verdict that it should get."""
    known = [m for m in made if m.kind == "original" and len(m.said.text.split()) >= _FEWEST_WORDS]
    ways: dict[str, tuple[Callable[[Made], str], Verdict]] = {
        "whole": (lambda m: m.said.text, Verdict.VERBATIM),
        "a part": (lambda m: " ".join(m.said.text.split()[3:11]), Verdict.VERBATIM),
        "a word changed": (lambda m: _change(m.said.text, random), Verdict.ALTERED),
        "another speaker": (lambda m: m.said.text, Verdict.MISATTRIBUTED),
        "two joined": (lambda m: _join(m.said.text, random.choice(known).said.text), Verdict.STITCHED),
        "invented": (lambda m: " ".join(random.sample(m.said.text.split(), 12)), Verdict.UNKNOWN),
    }
    for way, (write, verdict) in ways.items():
        for one in random.sample(known, CLAIMS):
            voice = voice_id(random.randrange(VOICES)) if way == "another speaker" else str(one.said.voice)
            yield way, Claim(words=write(one), speaker=name_of(voice)), verdict


def _change(text: str, random: Random) -> str:
    words = text.split()
    words[random.randrange(2, len(words) - 2)] = "turnip"
    return " ".join(words)


def _join(one: str, other: str) -> str:
    return " ".join([*one.split()[:8], *other.split()[-6:]])


def measure(count: int) -> Iterator[tuple[str, str]]:
    """Fill a database with so many quotations, look up some, and give what it took and what was found."""
    made = list(Maker(1).make(count))
    rest = iter(made)
    with TemporaryDirectory() as folder, open_store(str(Path(folder) / "said.db"), mode="write") as store:
        with store.writing() as connection:
            save_voices(connection)
        while batch := list(islice(rest, PER_ARTICLE * ARTICLES_A_BATCH)):
            with store.writing() as connection:
                save_said(connection, batch)
                match_quotations(connection, [one.said for one in batch], now=NOW)
        yield from look_up(store, made)


def look_up(store: Store, made: list[Made]) -> Iterator[tuple[str, str]]:
    """Look up claims one by one, as the quotations of as many drafts."""
    took: defaultdict[str, list[float]] = defaultdict(list)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for way, claim, verdict in make_claims(made, Random(2)):  # noqa: S311 - nothing is kept secret with it
        start = process_time()
        ruling = judge_claim(claim, load_passages(store, [claim])[0])
        took[way].append(process_time() - start)
        found[way]["right" if ruling.verdict is verdict else ruling.verdict.value] += 1
    for way, times in took.items():
        told = ", ".join(f"{n} {what}" for what, n in found[way].most_common())
        yield way, f"{median(times) * 1e3:5.1f} ms, at most {max(times) * 1e3:5.1f} ms; {told}"


def run(count: int = DEFAULT) -> None:
    """Measure and print."""
    for name, figure in measure(count):
        sys.stdout.write(f"{name:<24}{figure}\n")
        sys.stdout.flush()
