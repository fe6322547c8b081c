"""Articles as an audit meets them, invented: voices with and without names, relays, wire copy, edits.

The same ones in every run. The shares are guesses, set high where a check has work to do.
"""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain, judge_anonymity
from provenance.core.records import (
    AgentKind,
    Article,
    Extraction,
    Form,
    Hop,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import text_sha256, version_id

RULES = Pipeline(stage="extract", name="invented", version="1")
PER_ARTICLE = 10
SPEAKERS, WORDS, NEWS = 3000, 3000, 300
FIRST_DAY, DAYS = date(2005, 1, 1), 7500
# Of a hundred quotations so many were printed before; of these so many are cut, and so many have another word.
REPEATED, CUT, CHANGED = 20, 15, 10
# Of a hundred quotations so many are carried by somebody, of these so many by two; so many voices have a full name.
RELAYED, TWICE, NAMED = 30, 20, 75
# One paragraph of so many tells a day.
DATED = 5
# So many paragraphs of an article change where it is edited.
EDITED = 20
FORMS = (Form.DIRECT,) * 4 + (Form.MIXED,) * 2 + (Form.INDIRECT,) * 4

Voice = tuple[str, AgentKind]
Relay = tuple[Role, str, AgentKind]

DESCRIBED: tuple[Voice, ...] = (
    ("some experts", AgentKind.GROUP), ("a French official", AgentKind.UNNAMED), ("officials", AgentKind.GROUP),
    ("the Harbour Board", AgentKind.ORGANISATION), ("Lovelace", AgentKind.PERSON),
)  # fmt: skip
RELAYS: tuple[Relay, ...] = (
    (Role.AGENCY, "TASS", AgentKind.ORGANISATION), (Role.AGENCY, "Reuters", AgentKind.ORGANISATION),
    (Role.AGENCY, "Korean Central News Agency", AgentKind.ORGANISATION), (Role.OUTLET, "CNN", AgentKind.ORGANISATION),
    (Role.OUTLET, "local media", AgentKind.GROUP), (Role.TRANSLATION, "a Russian translation", AgentKind.UNNAMED),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A quotation and some words behind it.

    Attributes:
        statement: Tells what is said from all else that is said; equal where it is printed again.
        voice: Who says it.
        words: How it is printed.
        form: How much of it stands in quotation marks.
        via: Who carried it.
        rest: The words behind it.
    """

    statement: int
    voice: Voice
    words: str
    form: Form
    via: tuple[Relay, ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article before it is printed."""

    paragraphs: tuple[Paragraph, ...]
    locator: str
    publisher: str
    published: str | None


@dataclass(slots=True, kw_only=True)
class Newsroom:
    """Invents articles that some publishers print."""

    publishers: Sequence[str]
    _dice: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - nothing is secret here
    _news: deque[Paragraph] = field(default_factory=lambda: deque(maxlen=NEWS))
    _said: int = 0
    _vocabulary: list[str] = field(init=False)
    _weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        """Invent words, and how often each speaker speaks."""
        self._vocabulary = [f"w{self._dice.randrange(16**5):x}" for _ in range(WORDS)]
        self._weights = list(accumulate(1 / (n + 1) ** 0.8 for n in range(SPEAKERS)))

    def chance(self, percent: float) -> bool:
        """Say yes so often of a hundred times."""
        return self._dice.random() * 100 < percent

    def write(self, number: int) -> Draft:
        """Invent an article."""
        day = FIRST_DAY + timedelta(days=self._dice.randrange(DAYS))
        return Draft(
            paragraphs=tuple(self._quote() for _ in range(PER_ARTICLE)),
            locator=f"https://news.example/{number}",
            publisher=self._dice.choice(self.publishers),
            published=None if self.chance(5) else day.isoformat(),
        )

    def edit(self, draft: Draft) -> Draft:
        """Change the first paragraph of an article, and some others."""
        first, *others = draft.paragraphs
        changed = (self._change(one) if self.chance(EDITED) else one for one in others)
        return replace(draft, paragraphs=(self._change(first), *changed))

    def _quote(self) -> Paragraph:
        rest = " ".join(self._dice.choices(self._vocabulary, k=25))
        via = tuple(self._dice.sample(RELAYS, k=1 + self.chance(TWICE))) if self.chance(RELAYED) else ()
        if self._news and self.chance(REPEATED):
            again = replace(self._dice.choice(self._news), via=via, rest=rest)
            return self._cut(again) if self.chance(CUT) else self._change(again) if self.chance(CHANGED) else again
        self._said += 1
        (person,) = self._dice.choices(range(SPEAKERS), cum_weights=self._weights)
        named = (f"Given{person} Family{person}", AgentKind.PERSON)
        new = Paragraph(
            statement=self._said,
            voice=named if self.chance(NAMED) else self._dice.choice(DESCRIBED),
            words=" ".join(self._dice.choices(self._vocabulary, k=self._dice.randint(6, 24))),
            form=self._dice.choice(FORMS),
            via=via,
            rest=rest,
        )
        if self.chance(REPEATED):
            self._news.append(new)
        return new

    def _cut(self, one: Paragraph) -> Paragraph:
        words = one.words.split()
        return replace(one, words=" ".join(words[: max(len(words) // 2, 4)]))

    def _change(self, one: Paragraph) -> Paragraph:
        words = one.words.split()
        words[self._dice.randrange(len(words))] += "s"
        return replace(one, words=" ".join(words))


def print_draft(draft: Draft, *, pipeline: Pipeline = RULES, score: float = 0.8) -> Extraction:
    """Make a text of an article, and say what is quoted in it, in the order of its paragraphs."""
    pieces = [_piece(one) for one in draft.paragraphs]
    text = "".join(pieces)
    article = Article(
        text=text,
        raw_sha256=text_sha256(text),
        locator=draft.locator,
        title=f"What {draft.paragraphs[0].voice[0]} said",
        publisher=draft.publisher,
        published=draft.published,
        lang="en",
    )
    starts = accumulate(map(len, pieces), initial=0)
    said = [_quotation(one, article, start, score=score) for one, start in zip(draft.paragraphs, starts, strict=False)]
    mentions = tuple(
        Mention(span=one.source, kind=MentionKind.NAME, agent=one.speaker, method="full-name", score=0.9)
        for one in said
        if one.source
    )
    return Extraction(article=article, pipeline=pipeline, quotations=tuple(said), mentions=mentions)


def _content(one: Paragraph) -> str:
    return {Form.DIRECT: f"“{one.words},”", Form.MIXED: f"That they “{one.words}”", Form.INDIRECT: one.words}[one.form]


def _piece(one: Paragraph) -> str:
    credit = "".join(f", {name} reported" for _, name, _ in one.via)
    day = " on Monday" if len(one.rest) % DATED == 0 else ""
    return f"{_content(one)} {one.voice[0]} said{day}{credit}. {one.rest}.\n"


def _quotation(one: Paragraph, article: Article, start: int, *, score: float) -> Quotation:
    scope, content = version_id(article), Span(start, start + len(_content(one)))
    source = Span(content.end + 1, content.end + 1 + len(one.voice[0]))
    carried = [(role, build_agent(name, kind, scope=scope), name) for role, name, kind in one.via]
    relays = [
        Hop(role=role, agent=agent, evidence=_find(name, article, after=source), anonymity=judge_anonymity(agent))
        for role, agent, name in carried
    ]
    publisher = build_agent(str(article.publisher), AgentKind.ORGANISATION, scope=scope)
    speaker = build_agent(*one.voice, scope=scope)
    chain = build_chain(speaker, source=source, relays=relays, publisher=publisher)
    return Quotation(form=one.form, content=(content,), cue=None, source=source, chain=chain, score=score)


def _find(name: str, article: Article, *, after: Span) -> Span:
    start = article.text.index(name, after.end)
    return Span(start, start + len(name))
