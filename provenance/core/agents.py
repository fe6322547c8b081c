"""Who is who: ids of agents, the registry of known ones, and the algebra of judgements on "is it the same?".

Owns decisions about identity. It never merges anything: a judgement is an edge, and what counts as one agent is
derived from the edges that stand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from provenance.core.known import KnownAgent, KnownOutlet
from provenance.core.records import Agent, AgentKind
from provenance.core.text import name_key
from provenance.core.wire import content_id

# Kinds whose name means the same agent in every article; a description ("officials") never does.
GLOBAL_KINDS = frozenset({AgentKind.PERSON, AgentKind.ORGANISATION})

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_ARTICLE_OR_POSSESSIVE = re.compile(r"^the\s+|['’]s?$", re.IGNORECASE)
_LONGEST_ACRONYM = 4


class Judgement(StrEnum):
    """Are two agents the same? `SUGGEST` is a machine's question, the others are answers."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A judgement on two agents, whose ids stand in order."""

    left: str
    right: str
    judgement: Judgement


def build_edge(one: str, other: str, judgement: Judgement) -> Edge:
    """Build an edge with its ends in order.

    Raises:
        ValueError: Both ends are the same agent.
    """
    if one == other:
        message = f"an agent cannot be judged against itself: {one}"
        raise ValueError(message)
    left, right = sorted((one, other))
    return Edge(left=left, right=right, judgement=judgement)


def agent_id(name: str, kind: AgentKind, *, scope: str = "") -> str:
    """Return the id of an agent.

    Args:
        name: The fullest usual name.
        kind: What it is.
        scope: The article version to which the name is bound; empty for a name that means the same everywhere.

    Example:
        >>> agent_id("Kim Jong-un", AgentKind.PERSON) == agent_id("Kim Jong Un", AgentKind.PERSON)
        True
    """
    return content_id("ag", name_key(name) or name, kind.value, scope)


def build_agent(name: str, kind: AgentKind, *, scope: str) -> Agent:
    """Build the agent that a name means in one article.

    A full name of a person or organisation means the same agent in every article. A single word, such as a surname,
    and a description are bound to the article, since they mean somebody else in the next one.

    Args:
        name: The fullest usual name that the article or the registry gives.
        kind: What it is.
        scope: The article version.
    """
    is_global = kind in GLOBAL_KINDS and (len(name_key(name).split()) > 1 or _is_acronym(name))
    return Agent(id=agent_id(name, kind, scope="" if is_global else scope), name=name, kind=kind)


def known_id(known: KnownAgent) -> str:
    """Return the id of an agent of the registry: that of its full name, bound to no article."""
    return agent_id(known.name, known.kind)


def known_agent(known: KnownAgent) -> Agent:
    """Build the agent that a registry entry stands for."""
    return Agent(id=known_id(known), name=known.name, kind=known.kind)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The agents and outlets that are known before any article is read.

    Attributes:
        agents: People, governments, bodies.
        outlets: Media, agencies and platforms.
    """

    agents: tuple[KnownAgent, ...] = ()
    outlets: tuple[KnownOutlet, ...] = ()
    _by_key: Mapping[str, tuple[KnownAgent, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index every name."""
        index: dict[str, list[KnownAgent]] = {}
        for known in self.known:
            for key in set(map(name_key, _spellings(known))):
                index.setdefault(key, []).append(known)
        object.__setattr__(self, "_by_key", {key: tuple(found) for key, found in index.items()})

    @property
    def known(self) -> tuple[KnownAgent, ...]:
        """All agents of the registry, media among them."""
        return (*self.agents, *(outlet.agent for outlet in self.outlets))

    def find(self, name: str) -> KnownAgent | None:
        """Return the one agent of that name; None where there is none, or more than one.

        A single word must be written as the registry writes it, its article included: in small letters it is a common
        word ("us", "an economist"), and without the article it may be somebody's surname ("Hill" is not "The Hill").
        """
        key = name_key(name)
        found = self._by_key.get(key, ())
        if " " not in key:
            found = tuple(known for known in found if _is_spelling(name, known))
        return found[0] if len(found) == 1 else None


def _spellings(known: KnownAgent) -> tuple[str, ...]:
    return (known.name, *known.aliases, *known.short_names, *known.descriptions)


def _is_spelling(word: str, known: KnownAgent) -> bool:
    """Say whether a word is written as one of an agent's names, or all in capitals as datelines and credits are."""
    bare = _ARTICLE_OR_POSSESSIVE.sub("", word.strip())
    forms = {bare, f"The {bare}", f"THE {bare}"} if _ARTICLE.match(word.strip()) else {bare}
    spellings = set(_spellings(known))
    shouted = {spelling.upper() for spelling in spellings if len(spelling) > _LONGEST_ACRONYM}
    return not forms.isdisjoint(spellings | shouted)


def derive_canonical(edges: Iterable[Edge], *, prefer: Sequence[str] = ()) -> dict[str, str]:
    """Derive which agent stands for which from the judgements that hold.

    Agents joined by `same` form a group, unless a `different` stands between two members of the groups that an edge
    would join: then that edge joins nothing. Edges are taken in the order of their ids, so the result does not depend
    on the order in which they were made.

    Args:
        edges: Judgements that hold.
        prefer: Ids that stand for their group where they are in it, best first; else the smallest id does.

    Returns:
        For each agent that another one stands for, that other one. Agents that stand for themselves are left out.
    """
    ordered = sorted(edges, key=lambda e: (e.left, e.right, e.judgement))
    blocked = [(e.left, e.right) for e in ordered if e.judgement is Judgement.DIFFERENT]
    group: dict[str, frozenset[str]] = {}
    for edge in ordered:
        if edge.judgement is not Judgement.SAME:
            continue
        joined = group.get(edge.left, frozenset({edge.left})) | group.get(edge.right, frozenset({edge.right}))
        if not any(a in joined and b in joined for a, b in blocked):
            group.update(dict.fromkeys(joined, joined))
    rank = {agent: n for n, agent in enumerate(prefer)}
    chosen = {members: min(members, key=lambda a: (rank.get(a, len(rank)), a)) for members in set(group.values())}
    return {a: chosen[members] for a, members in sorted(group.items()) if chosen[members] != a}
