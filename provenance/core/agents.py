"""Who is who: ids of agents, and the registry of those that are known before any article is read.

Owns what a name means by itself. Whether two agents are the same is judged in `provenance.core.likeness`, and what
follows from such judgements in `provenance.core.judgements`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from provenance.core.known import KnownAgent, KnownNames, KnownOutlet
from provenance.core.names import identity_key, is_full_name
from provenance.core.records import Agent, AgentKind
from provenance.core.text import name_key
from provenance.core.wire import content_id

# Kinds whose name means the same agent in every article; a description ("officials") never does.
GLOBAL_KINDS = frozenset({AgentKind.PERSON, AgentKind.ORGANISATION})

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_INDEFINITE = re.compile(r"^an?\s+", re.IGNORECASE)
_ARTICLE_OR_POSSESSIVE = re.compile(r"^the\s+|['’]s?$", re.IGNORECASE)
_LONGEST_ACRONYM = 4


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
    if kind not in GLOBAL_KINDS:
        name = _INDEFINITE.sub("", name.strip())
    return content_id("ag", identity_key(name, kind) or name, kind.value, scope)


def build_agent(name: str, kind: AgentKind, *, scope: str) -> Agent:
    """Build the agent that a name means in one article.

    A full name of a person or organisation means the same agent in every article. A single word, such as a surname,
    and a description are bound to the article, since they mean somebody else in the next one.

    Args:
        name: The fullest usual name that the article or the registry gives.
        kind: What it is.
        scope: The article version.
    """
    return Agent(id=agent_id(name, kind, scope="" if is_full_name(name, kind) else scope), name=name, kind=kind)


def known_id(known: KnownAgent) -> str:
    """Return the id of an agent of the registry: that of its full name, bound to no article."""
    return agent_id(known.name, known.kind)


def known_agent(known: KnownAgent) -> Agent:
    """Build the agent that a registry entry stands for."""
    return Agent(id=known_id(known), name=known.name, kind=known.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The agents and outlets that are known before any article is read.

    Attributes:
        agents: People, governments, bodies.
        outlets: Media, agencies and platforms.
        others: Agents that are looked up when somebody is asked for; None for none. They stand in no list here.
    """

    agents: tuple[KnownAgent, ...] = ()
    outlets: tuple[KnownOutlet, ...] = ()
    others: KnownNames | None = None
    _by_key: Mapping[str, tuple[KnownAgent, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _outlets: Mapping[str, KnownOutlet] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_demonym: Mapping[str, tuple[KnownAgent, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Index every name."""
        by_key = _index((key, known) for known in self.known for key in set(map(name_key, _spellings(known))))
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_outlets", {outlet.agent.name: outlet for outlet in self.outlets})
        by_demonym = _index((demonym, known) for known in self.agents for demonym in known.demonyms)
        object.__setattr__(self, "_by_demonym", by_demonym)

    def extended(self, imported: Iterable[KnownAgent], *, others: KnownNames | None = None) -> "Registry":
        """Build a registry that knows more agents; what is known of one of ours goes to ours.

        Args:
            imported: Agents with full names. One is ours where it has our Wikidata id, or our name where one of the
                two has none.
            others: Agents none of which is ours; None for none.
        """
        found = _Merging(self.known)
        for agent in imported:
            found.add(agent)
        return Registry(
            agents=(*(found.of(agent) for agent in self.agents), *found.new),
            outlets=tuple(replace(outlet, agent=found.of(outlet.agent)) for outlet in self.outlets),
            others=others,
        )

    @property
    def known(self) -> tuple[KnownAgent, ...]:
        """All agents of the registry, media among them."""
        return (*self.agents, *(outlet.agent for outlet in self.outlets))

    def outlet(self, name: str) -> KnownOutlet | None:
        """Return the medium whose fullest usual name it is; None where that of no medium."""
        return self._outlets.get(name)

    def country(self, demonym: str) -> KnownAgent | None:
        """Return the one country or place of an adjective such as "Russian"; None where there is none, or several."""
        found = self._by_demonym.get(demonym, ())
        return found[0] if len(found) == 1 else None

    def find(self, name: str) -> KnownAgent | None:
        """Return the one agent of that name; None where there is none, or more than one.

        A single word must be written as the registry writes it, its article included: in small letters it is a common
        word ("us", "an economist"), and without the article it may be somebody's surname ("Hill" is not "The Hill").
        """
        key = name_key(_INDEFINITE.sub("", name.strip()))
        found = self._by_key.get(key, ())
        if self.others is not None:
            found += self.others.find(key)
        if " " not in key:
            found = tuple(known for known in found if _is_spelling(name, known))
        return found[0] if len(found) == 1 else None


def _index(named: Iterable[tuple[str, KnownAgent]]) -> dict[str, tuple[KnownAgent, ...]]:
    found: dict[str, tuple[KnownAgent, ...]] = {}
    for name, known in named:
        found[name] = (*found.get(name, ()), known)
    return found


def _spellings(known: KnownAgent) -> tuple[str, ...]:
    return (known.name, *known.aliases, *known.short_names, *known.descriptions)


def _is_spelling(word: str, known: KnownAgent) -> bool:
    """Say whether a word is written as one of an agent's names, or all in capitals as datelines and credits are."""
    bare = _ARTICLE_OR_POSSESSIVE.sub("", word.strip())
    forms = {bare, f"The {bare}", f"THE {bare}"} if _ARTICLE.match(word.strip()) else {bare}
    spellings = set(_spellings(known))
    shouted = {spelling.upper() for spelling in spellings if len(spelling) > _LONGEST_ACRONYM}
    return not forms.isdisjoint(spellings | shouted)


class _Merging:
    """Known agents on their way into a registry: more names for those that are there, and those that are not."""

    def __init__(self, known: Iterable[KnownAgent]) -> None:
        self._ours = {known_id(agent): agent for agent in known}
        self._by_wikidata = {agent.wikidata: known_id(agent) for agent in self._ours.values() if agent.wikidata}
        self.new: list[KnownAgent] = []

    def of(self, agent: KnownAgent) -> KnownAgent:
        """Return one of ours with all its names."""
        return self._ours[known_id(agent)]

    def add(self, agent: KnownAgent) -> None:
        """Add an agent, or its names to one of ours."""
        target = self._by_wikidata.get(agent.wikidata or "")
        same = self._ours.get(known_id(agent))
        if target is None and same and None in {same.wikidata, agent.wikidata}:
            target = known_id(agent)
        if target is None:
            self.new.append(agent)
            return
        ours = self._ours[target]
        more = sorted({agent.name, *agent.aliases} - set(_spellings(ours)))
        self._ours[target] = replace(ours, aliases=(*ours.aliases, *more))
