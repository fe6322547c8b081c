"""How fast variants are found, and how well, on quotations made by chance: `python -m tests.benchmarks variants 20000`.

Words are drawn as often as words of a language are, with phrases that everybody uses, so that strangers share runs of
words too. Of each quotation it is known which original it was made from, and how.
"""

import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from sqlalchemy import Connection, insert, select

from provenance.core.records import Form
from provenance.core.text import text_key
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.wire import content_id
from provenance.store.engine import open_store
from provenance.store.matching import NewQuotation, match_quotations
from provenance.store.tables import article_versions, articles, quotations
from provenance.store.wordings import quotation_matches, quotation_shingles, quotation_wordings
from provenance.store.world import agents

DEFAULT = 20_000
PER_ARTICLE = 5
ARTICLES_A_BATCH = 200
VOICES = 2_000
NOW = "2025-07-14T10:00:00.000000+00:00"
SYLLABLES = "ka,lo,mi,ren,tas,vor,bel,dun,gri,sto,pla,ner,fim,osh,ter,und,al,ike,rap,zen"
PHRASES = (
    "we have to make sure that",
    "the United States and its allies",
    "I have nothing to do with",
    "at the end of the day",
    "there is no doubt that",
    "we will do everything to protect our",
    "what we have seen in the last few",
    "I think that",
    "the people of this country",
    "in the coming days and weeks",
    "this is not the time to",
    "we want to work with",
)
# What becomes of an original, of a hundred quotations; the others are originals.
KINDS = {"exact": 22, "format": 6, "half": 6, "quarter": 6, "ellipsis": 5, "edited": 10, "few words": 5, "lookalike": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A quotation with the original that it was made from, and how."""

    said: NewQuotation
    original: int
    kind: str


class Maker:
    """Makes quotations, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing is kept secret with it
        syllables = SYLLABLES.split(",")
        common = sorted(FUNCTION_WORDS)
        self._random.shuffle(common)
        rare = ["".join(self._random.choices(syllables, k=self._random.randint(2, 4))) for _ in range(40_000)]
        self._words = [*common, *dict.fromkeys(rare)]
        # Half of all words are function words, the others follow Zipf's law.
        weights = [len(common) / (rank + 2) for rank in range(len(common))]
        share = sum(weights) / sum(1 / (rank + 30) for rank in range(len(self._words) - len(common)))
        weights += [share / (rank + 30) for rank in range(len(self._words) - len(common))]
        self._weights = list(accumulate(weights))
        self._sources: list[tuple[list[str], int, int]] = []

    def make(self, count: int) -> Iterator[Made]:
        """Give quotations, five an article."""
        kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
        for number in range(count):
            chance = self._random.randrange(100)
            kind = kinds[chance] if chance < len(kinds) and len(self._sources) > PER_ARTICLE else "original"
            words, original, voice, day = getattr(self, f"_{kind.replace(' ', '_')}")(number)
            said = NewQuotation(
                id=content_id("qt", number),
                version=content_id("av", number // PER_ARTICLE),
                text=" ".join(words),
                form=Form.DIRECT,
                voice=voice_id(voice),
                published=f"2025-{1 + day // 28:02}-{1 + day % 28:02}",
            )
            yield Made(said=said, original=original, kind=kind)

    def _original(self, number: int) -> tuple[list[str], int, int, int]:
        length = min(max(int(self._random.lognormvariate(2.9, 0.5)), 6), 60)
        words = self._random.choices(self._words, cum_weights=self._weights, k=length)
        if self._random.random() < 0.5:
            place = self._random.randrange(length)
            words[place:place] = self._random.choice(PHRASES).split()
        voice = self._random.randrange(VOICES)
        self._sources.append((words, number, voice))
        return words, number, voice, self._random.randrange(336)

    def _drawn(self) -> tuple[list[str], int, int, int]:
        words, original, voice = self._random.choice(self._sources)
        return list(words), original, voice, self._random.randrange(336)

    def _exact(self, _: int) -> tuple[list[str], int, int, int]:
        return self._drawn()

    def _format(self, _: int) -> tuple[list[str], int, int, int]:
        words, *rest = self._drawn()
        styled = [word.capitalize() if self._random.random() < 0.2 else word for word in words]
        return [f"“{styled[0]}", *styled[1:-1], f"{styled[-1]},”"], *rest

    def _cut(self, share: float) -> tuple[list[str], int, int, int]:
        words, *rest = self._drawn()
        kept = max(int(len(words) * share), 5)
        start = self._random.randrange(max(len(words) - kept, 0) + 1)
        return words[start : start + kept], *rest

    def _half(self, _: int) -> tuple[list[str], int, int, int]:
        return self._cut(0.5)

    def _quarter(self, _: int) -> tuple[list[str], int, int, int]:
        return self._cut(0.25)

    def _ellipsis(self, _: int) -> tuple[list[str], int, int, int]:
        words, *rest = self._drawn()
        start = self._random.randrange(1, max(len(words) - 4, 2))
        return [*words[:start], "…", *words[start + 3 :]], *rest

    def _edited(self, _: int) -> tuple[list[str], int, int, int]:
        words, *rest = self._drawn()
        for _ in range(max(1, min(3, len(words) // 8))):
            words[self._random.randrange(len(words))] = self._random.choice(self._words)
        return words, *rest

    def _few_words(self, number: int) -> tuple[list[str], int, int, int]:
        """Give few words that many voices say; each saying is an original."""
        words = self._random.choice(PHRASES).split()[: self._random.randint(2, 4)]
        return words, number, self._random.randrange(VOICES), self._random.randrange(336)

    def _lookalike(self, number: int) -> tuple[list[str], int, int, int]:
        """Give a phrase that everybody uses with an end of its own, which is an original."""
        words = [*self._random.choice(PHRASES).split(), *self._random.choices(self._words[200:], k=2)]
        return words, number, self._random.randrange(VOICES), self._random.randrange(336)


def voice_id(number: int) -> str:
    """Give the id of a speaker."""
    return content_id("ag", number)


def save_base(connection: Connection, batch: list[Made]) -> None:
    """Save what matches point to, without asserting anything of it."""
    versions = sorted({made.said.version for made in batch})
    empty = {"version_no": 1, "content_sha256": "", "raw_sha256": "", "fetched_at": NOW, "text": "", "characters": 0}
    rows = [{"id": f"ar{version}", "locator": version, "first_seen_at": NOW} for version in versions]
    connection.execute(insert(articles), rows)
    rows = [{"id": one, "article_id": f"ar{one}", **empty, "encoding": "", "reader": ""} for one in versions]
    connection.execute(insert(article_versions), rows)
    fixed = {"prefix": "", "suffix": "", "search_words": "", "start_char": 0, "end_char": 1}
    words = [
        {"id": m.said.id, "version_id": m.said.version, "segments": m.said.id, "text": m.said.text, **fixed}
        for m in batch
    ]
    connection.execute(insert(quotations), [{**row, "text_key": text_key(row["text"])} for row in words])


def measure(count: int) -> Iterator[tuple[str, str]]:
    """Match so many quotations, one article after another, and give what it took and what was found.

    What was found is judged at an eighth, a quarter and a half of them too: it must not get worse as they grow more.
    """
    made: list[tuple[str, int, str]] = []
    maker = Maker(1).make(count)
    with TemporaryDirectory() as folder, open_store(str(Path(folder) / "matched.db"), mode="write") as store:
        with store.writing() as connection:
            voices = [{"id": voice_id(n), "kind": "person", "label": str(n), "created_at": NOW} for n in range(VOICES)]
            connection.execute(insert(agents), voices)
        took, last, told = 0.0, 0.0, 0
        judged = [count >> halved for halved in range(4)]
        while batch := list(islice(maker, PER_ARTICLE * ARTICLES_A_BATCH)):
            with store.writing() as connection:
                save_base(connection, batch)
                start = process_time()
                for place in range(0, len(batch), PER_ARTICLE):
                    match_quotations(connection, [m.said for m in batch[place : place + PER_ARTICLE]], now=NOW)
                took += process_time() - start
            made += [(m.said.id, m.original, m.kind) for m in batch]
            if len(made) - told >= count // 10:
                yield f"up to {len(made):,}", f"{(took - last) / (len(made) - told) * 1e6:,.0f} µs a quotation"
                last, told = took, len(made)
            if len(made) >= judged[-1]:
                judged = [size for size in judged if size > len(made)]
                yield f"time up to {len(made):,}", f"{took:,.1f} s"
                yield "memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
                yield "database", f"{(Path(folder) / 'matched.db').stat().st_size / 1e6:,.0f} MB"
                with store.reading() as connection:
                    yield from judge(connection, made)


def judge(connection: Connection, made: list[tuple[str, int, str]]) -> Iterator[tuple[str, str]]:
    """Compare what was found with how the quotations were made."""
    truth = {quotation: original for quotation, original, _ in made}
    kinds = {quotation: kind for quotation, _, kind in made}
    bears, match = quotation_wordings.c, quotation_matches.c
    families = {row[0]: row[1] for row in connection.execute(select(bears.quotation_id, bears.family_id))}
    founders = {original: families.get(quotation) for quotation, original, kind in made if kind == "original"}
    found, total = Counter[str](), Counter[str]()
    for quotation, original, kind in made:
        if kind not in {"original", "few words", "lookalike"}:
            total[kind] += 1
            found[kind] += families.get(quotation) == founders[original]
    right, claimed = Counter[str](), Counter[str]()
    for left, right_id in connection.execute(select(match.left_id, match.right_id)):
        for kind in {kinds[left], kinds[right_id]}:
            claimed[kind] += 1
            right[kind] += truth[left] == truth[right_id]
    for kind in KINDS:
        recall = f"{found[kind] / total[kind]:7.2%}" if total[kind] else "      –"
        precision = f"{right[kind] / claimed[kind]:7.2%}" if claimed[kind] else "      –"
        yield kind, f"recall {recall}  precision {precision}  of {claimed[kind]:,} matches"
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for quotation, family in families.items():
        groups[family].add(truth[quotation])
    mixed = sum(len(originals) > 1 for originals in groups.values())
    yield "families", f"{len(groups):,}, of more than one original {mixed:,}"
    shingles = connection.execute(select(quotation_shingles.c.shingle)).scalars()
    yield "shingles", f"{sum(1 for _ in shingles):,}"


def run(count: int = DEFAULT) -> None:
    """Measure and print."""
    for name, figure in measure(count):
        sys.stdout.write(f"{name:<24}{figure}\n")
        sys.stdout.flush()
