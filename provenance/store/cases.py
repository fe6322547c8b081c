"""One quotation as a reviewer is shown it, and whose words they may be.

Candidates are whoever the article is known to mention or names in full, the nearest first, and agents elsewhere that
may be the speaker: those that a suggestion joins with it, and those whose name holds its name. A candidate is offered,
never chosen.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

from sqlalchemy import Connection, or_, select

from provenance.core.agents import GLOBAL_KINDS
from provenance.core.judgements import Judgement
from provenance.core.records import Agent, AgentKind
from provenance.core.text import Span, hull, name_key
from provenance.store.engine import Store
from provenance.store.filters import find_named
from provenance.store.linking import Canon, is_unbound, load_canon
from provenance.store.loading import load_agent_records, load_stored
from provenance.store.queries import find_quotation_id, held_by
from provenance.store.records import StoredQuotation
from provenance.store.sql import one_of
from provenance.store.tables import mention_links, mentions
from provenance.store.world import agent_edges, agent_names, agents

MOST = 9
"""So many candidates can be chosen by one key."""

_MOST_ELSEWHERE = 3
_NO_VOICES = frozenset({AgentKind.GENERIC, AgentKind.AUTHOR})
# So far from the words people are looked for by name, in characters.
_NEAR = 5000
_LONGEST_NAME, _LONGEST_INITIAL = 5, 2
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may have said it.

    Attributes:
        agent: Who.
        why: Where the article names them, or why they may be the speaker.
    """

    agent: Agent
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A quotation for a reviewer to decide on.

    Attributes:
        stored: The quotation with its article and what holds of it.
        candidates: Who may have said it, the likeliest first, 9 at most; never the speaker that holds.
    """

    stored: StoredQuotation
    candidates: tuple[Candidate, ...]


def load_case(store: Store, quotation: str) -> Case | None:
    """Load a quotation with the candidates for its speaker.

    Args:
        store: Open.
        quotation: `qt_…`.

    Returns:
        None where a human has decided on it meanwhile.

    Raises:
        NotFound: There is no such quotation.
    """
    with store.reading() as connection:
        found = find_quotation_id(connection, quotation)
        held = held_by(connection, found, as_of=None)
        canon = load_canon(connection)
        (stored,) = load_stored(connection, {found: held} if held else {}, canon=canon)
        if stored.current.decided_by == "human" or stored.current.assertion != "assert":
            return None
        return Case(stored=stored, candidates=tuple(_candidates(connection, stored, canon=canon)))


def _candidates(connection: Connection, stored: StoredQuotation, *, canon: Canon) -> Iterator[Candidate]:
    """Give whom the article names, and of those elsewhere a few, for which there is always room."""
    speaker = stored.current.quotation.speaker
    elsewhere = list(islice(_elsewhere(connection, speaker, canon=canon), _MOST_ELSEWHERE)) if speaker else []
    taken = {speaker.id} if speaker else set()
    here = [one for one in _named_here(connection, stored, canon=canon) if one.agent.id not in taken]
    named = {one.agent.id for one in here}
    others = [one for one in elsewhere if one.agent.id not in named]
    room = MOST - len(others)
    yield from here[:room]
    yield from others


def _named_here(connection: Connection, stored: StoredQuotation, *, canon: Canon) -> list[Candidate]:
    """Find whom the article names, persons and organisations before others, then by distance."""
    words = hull(stored.current.quotation.content)
    found = [*_load_mentions(connection, stored), *_load_names(connection, stored, near=words)]
    known = load_agent_records(connection, (agent for agent, _ in found), canon=canon)
    here: dict[str, list[_Mention]] = {}
    for agent, mention in found:
        here.setdefault(known[agent].id, []).append(mention)
    nearest = {agent: min(named, key=lambda mention: mention.distance(words)) for agent, named in here.items()}
    voices = {agent.id: agent for agent in known.values() if agent.kind not in _NO_VOICES}
    order = sorted(voices, key=lambda a: (voices[a].kind not in GLOBAL_KINDS, nearest[a].distance(words), a))
    return [Candidate(agent=voices[agent], why=nearest[agent].place(words)) for agent in order]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """Words that mention somebody."""

    text: str
    span: Span

    def distance(self, words: Span) -> int:
        """Count the characters to what was said; inside it is far, since people name others."""
        if self.span.overlaps(words):
            return words.end
        before = self.span.end <= words.start
        return words.start - self.span.end if before else self.span.start - words.end

    def place(self, words: Span) -> str:
        """Say where it stands."""
        if self.span.overlaps(words):
            return f"“{self.text}” in the words themselves"
        side = "before" if self.span.end <= words.start else "after"
        return f"“{self.text}” {self.distance(words)} characters {side}"


def _load_mentions(connection: Connection, stored: StoredQuotation) -> list[tuple[str, _Mention]]:
    asked = (
        select(mentions.c.start_char, mentions.c.end_char, mentions.c.text, mention_links.c.agent_id)
        .join(mention_links, mention_links.c.mention_id == mentions.c.id)
        .where(mentions.c.version_id == stored.article.version, mention_links.c.agent_id.is_not(None))
        .order_by(mentions.c.start_char, mentions.c.end_char)
    )
    return [
        (row.agent_id, _Mention(text=row.text, span=Span(row.start_char, row.end_char)))
        for row in connection.execute(asked)
    ]


def _load_names(connection: Connection, stored: StoredQuotation, *, near: Span) -> list[tuple[str, _Mention]]:
    """Find agents whose whole name stands in the text, though nothing there was taken for a mention of them.

    A name inside a longer one is none: "Foreign Ministry" in "Russian Foreign Ministry".
    """
    runs = [(name_key(mention.text), mention) for mention in _read_names(stored.article.article.text, near=near)]
    asked = (
        select(agent_names.c.agent_id, agent_names.c.name_key)
        .join(agents, agents.c.id == agent_names.c.agent_id)
        .where(one_of(connection, agent_names.c.name_key, {key for key, _ in runs}))
        .where(agent_names.c.retracted_at.is_(None))
        .where(agents.c.kind.in_(GLOBAL_KINDS))
        .where(or_(is_unbound(agents), agents.c.scope == stored.article.version))
        .order_by(agent_names.c.agent_id)
    )
    owners: dict[str, list[str]] = {}
    for row in connection.execute(asked):
        owners.setdefault(row.name_key, []).append(row.agent_id)
    spans = [mention.span for key, mention in runs if key in owners]
    return [
        (agent, mention)
        for key, mention in runs
        for agent in owners.get(key, ())
        if not any(span != mention.span and span.contains(mention.span) for span in spans)
    ]


def _read_names(text: str, *, near: Span) -> Iterator[_Mention]:
    """Give every run of two to five words that begins and ends like a name."""
    words = list(_WORD.finditer(text, max(near.start - _NEAR, 0), near.end + _NEAR))
    for first, opening in enumerate(words):
        if opening[0][0].islower():
            continue
        for before, closing in pairwise(words[first : first + _LONGEST_NAME]):
            # A name does not run over the end of a sentence, but "Franklin D. Roosevelt" has a full stop.
            gap = text[before.end() : closing.start()]
            if gap != " " and (gap != ". " or len(before[0]) > _LONGEST_INITIAL):
                break
            if not closing[0][0].islower():
                span = Span(opening.start(), closing.end())
                yield _Mention(text=span.text_in(text), span=span)


def _elsewhere(connection: Connection, speaker: Agent, *, canon: Canon) -> Iterator[Candidate]:
    """Find agents that may be the speaker under another name: suggested ones, then those whose name holds its name."""
    group = canon.group(speaker.id)
    suggested = _load_suggested(connection, group)
    yield from _as_candidates(connection, suggested, canon=canon)
    if speaker.kind in GLOBAL_KINDS:
        namesakes = find_named(connection, speaker.name, canon=canon, as_of=None) - {*group, *suggested}
        known = dict.fromkeys(_known_first(connection, namesakes), "has that name too")
        yield from _as_candidates(connection, known, canon=canon)


def _load_suggested(connection: Connection, group: Collection[str]) -> dict[str, str]:
    """Load whom an open suggestion joins with one of a group, the likeliest first, with its reasons."""
    edge = agent_edges.c
    asked = select(edge.left_id, edge.right_id, edge.reasons).where(
        or_(one_of(connection, edge.left_id, group), one_of(connection, edge.right_id, group)),
        edge.judgement == Judgement.SUGGEST.value,
        edge.retracted_at.is_(None),
    )
    return {
        other: "; ".join(("may be the same", *json.loads(row.reasons)))
        for row in connection.execute(asked.order_by(edge.score.desc(), edge.id))
        for other in (row.left_id, row.right_id)
        if other not in group
    }


def _known_first(connection: Connection, found: Collection[str]) -> list[str]:
    asked = select(agents.c.id).where(one_of(connection, agents.c.id, found), agents.c.kind.in_(GLOBAL_KINDS))
    return list(connection.execute(asked.order_by(agents.c.known.desc(), agents.c.label, agents.c.id)).scalars())


def _as_candidates(connection: Connection, found: Mapping[str, str], *, canon: Canon) -> Iterator[Candidate]:
    """Give the agents that stand for some, in their order, each with the first of its reasons."""
    known = load_agent_records(connection, found, canon=canon)
    reasons: dict[str, str] = {}
    for agent, why in found.items():
        reasons.setdefault(known[agent].id, why)
    by_id = {agent.id: agent for agent in known.values()}
    yield from (Candidate(agent=by_id[agent], why=why) for agent, why in reasons.items())
