"""A database of invented articles, as many as wanted: few speakers say most of it, as in the news.

Its rows are those that a save would add, but many articles go into one transaction, and nothing is looked for: who is
who, copies and families are as they were invented.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import Agent, AgentKind, Article, Extraction, Form, Hop, Pipeline, Quotation, Role
from provenance.core.text import Span
from provenance.core.wire import content_id, quotation_id, text_sha256, version_id
from provenance.store.agent_rows import agent_row, name_row
from provenance.store.audits import audits, finding_states, findings
from provenance.store.candidates import family_of
from provenance.store.engine import Store
from provenance.store.rows import Author, Row, model_author
from provenance.store.sql import insert_plain
from provenance.store.wordings import quotation_wordings
from provenance.store.world import agent_names, agents
from provenance.store.writer import start_run
from tests.benchmarks.bulk import insert_extractions

NOW = "2025-07-14T09:30:00.000000+00:00"
RULES = Pipeline(stage="extract", name="invented", version="1")
PER_ARTICLE = 20
SPEAKERS, RELAYS, PUBLISHERS, WORDS = 5000, 60, 300, 4000
ARTICLES_A_BATCH = 250
# Of a hundred quotations so many are relayed, so many of those twice, and so many are copies of earlier ones.
RELAYED, TWICE, COPIED = 30, 20, 6
CHECKS = (("PV101", "high"), ("PV103", "medium"), ("PV301", "low"))
FLAGGED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody says, before any article prints it."""

    speaker: Agent
    words: str


@dataclass(slots=True, kw_only=True)
class World:
    """Invents articles, the same ones in every run."""

    dice: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - nothing is secret here
    # A statement is copied while it is news.
    news: deque[Statement] = field(default_factory=lambda: deque(maxlen=400))
    # By the words of what was news the quotation that had them first; empty until an article is saved.
    founders: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(init=False)
    speakers: list[Agent] = field(init=False)
    relays: list[Agent] = field(init=False)
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [f"w{self.dice.randrange(16**5):x}" for _ in range(WORDS)]
        self.speakers = [build_agent(f"Given{n} Family{n}", AgentKind.PERSON, scope="") for n in range(SPEAKERS)]
        self.relays = [build_agent(f"Agency {n}", AgentKind.ORGANISATION, scope="") for n in range(RELAYS)]
        self.weights = list(accumulate(1 / (n + 1) ** 0.8 for n in range(SPEAKERS)))

    def invent(self, number: int) -> Extraction:
        """Invent an article and what is said in it."""
        pieces, said, start = [], [], 0
        for _ in range(PER_ARTICLE):
            piece, quotation = self._quote(self._say(), start)
            pieces.append(piece)
            said.append(quotation)
            start += len(piece)
        text = "".join(pieces)
        article = Article(
            text=text,
            raw_sha256=text_sha256(text),
            locator=f"https://news.example/{number}",
            title=f"Article {number}",
            publisher=f"Paper {number % PUBLISHERS}",
            published=f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        )
        return Extraction(article=article, pipeline=RULES, quotations=tuple(said))

    def _say(self) -> Statement:
        if self.news and self.dice.randrange(100) < COPIED:
            return self.dice.choice(self.news)
        (speaker,) = self.dice.choices(self.speakers, cum_weights=self.weights)
        said = Statement(speaker=speaker, words=" ".join(self.dice.choices(self.words, k=18)))
        if self.dice.randrange(100) < COPIED:
            self.news.append(said)
            self.founders[f"“{said.words},”"] = ""
        return said

    def _quote(self, said: Statement, start: int) -> tuple[str, Quotation]:
        carried = self.dice.randrange(100) < RELAYED
        through = self.dice.sample(self.relays, k=1 + (self.dice.randrange(100) < TWICE)) if carried else []
        content = f"“{said.words},”"
        credits_ = [f", {relay.name} reported" for relay in through]
        end = start + len(content)
        source = Span(end + 1, end + 1 + len(said.speaker.name))
        cue = Span(source.end + 1, source.end + 5)
        ends = list(accumulate(map(len, credits_), initial=cue.end))
        shown = [Span(before + 2, after) for before, after in pairwise(ends)]
        relays = [Hop(role=Role.AGENCY, agent=a, evidence=span) for a, span in zip(through, shown, strict=True)]
        chain = build_chain(said.speaker, source=source, relays=relays, publisher=None)
        quotation = Quotation(
            form=Form.DIRECT, content=(Span(start, end),), cue=cue, source=source, chain=chain, score=0.9
        )
        return f"{content} {said.speaker.name} said{''.join(credits_)}.\n\n", quotation


def fill(store: Store, count: int) -> None:
    """Save so many invented quotations, with families of copies and findings of three checks."""
    world = World()
    author = model_author(RULES, run=start_run(store, RULES, now=NOW), now=NOW)
    with store.writing() as connection:
        known = [*world.speakers, *world.relays]
        insert_plain(connection, agents, [agent_row(one, label=one.name, version="", now=NOW) for one in known])
        names = [name_row(one.id, one.name, kind="label", source="article", now=NOW) for one in known]
        insert_plain(connection, agent_names, names)
        audit = {"id": content_id("au", NOW), "version": "0", "rules": "[]", "scope": "{}", "counts": "{}"}
        insert_plain(connection, audits, [{**audit, "started_at": NOW, "finished_at": NOW}])
    total = count // PER_ARTICLE
    for start in range(0, total, ARTICLES_A_BATCH):
        numbers = range(start, min(start + ARTICLES_A_BATCH, total))
        _save(store, [world.invent(number) for number in numbers], world=world, author=author)


def _save(store: Store, found: list[Extraction], *, world: World, author: Author) -> None:
    with store.writing() as connection:
        rows = insert_extractions(connection, found, author=author)
        words = [row for one in rows for row in one.quotations]
        flagged = [row for row in words if world.dice.randrange(100) < FLAGGED]
        insert_plain(connection, quotation_wordings, list(_wording_rows(found, world=world)))
        insert_plain(connection, findings, [_finding_row(row) for row in flagged])
        insert_plain(connection, finding_states, [_state_row(row) for row in flagged])


def _wording_rows(found: list[Extraction], *, world: World) -> Iterator[Row]:
    """Give the rows by which copies are in the family of the quotation that had their words first."""
    for extraction in found:
        version, text = version_id(extraction.article), extraction.article.text
        for said in extraction.quotations:
            one, words = quotation_id(version, said.content), said.content[0].text_in(text)
            if words not in world.founders:
                continue
            founder = world.founders[words] = world.founders[words] or one
            yield {
                "quotation_id": one,
                "wording": int(founder[3:18], 16),
                "is_first": int(founder == one),
                "form": said.form.value,
                "words": 18,
                "family_id": family_of(founder),
                "saved_at": NOW,
            }


def _check_of(row: Row) -> tuple[str, str]:
    return CHECKS[row["start_char"] % len(CHECKS)]


def _finding_row(row: Row) -> Row:
    rule, _ = _check_of(row)
    finding = {"id": content_id("fi", rule, row["id"]), "rule": rule, "subject": row["id"], "quotation_id": row["id"]}
    return {**finding, "article_id": None, "audit_id": content_id("au", NOW), "created_at": NOW}


def _state_row(row: Row) -> Row:
    rule, severity = _check_of(row)
    finding = content_id("fi", rule, row["id"])
    state = {"id": content_id("fs", finding), "finding_id": finding, "position": 1, "audit_id": content_id("au", NOW)}
    told = {"state": "open", "severity": severity, "message": f"{rule} of {row['id']}"}
    return {**state, **told, "created_at": NOW}
