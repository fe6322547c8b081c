"""Records of what is known before any article is read: agents with their names, and media with what is said of them.

Owns the shape of the registry's entries. How they are read from files is the business of `provenance.registry`, and
who is found by which name that of `provenance.core.agents`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from provenance.core.records import AgentKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAgent:
    """An agent that the registry knows before it reads any article.

    Attributes:
        name: The fullest usual name.
        kind: What it is.
        aliases: Other full names and spellings.
        short_names: Names that mean it only where the article gives no reason to think otherwise ("Tass", "KCNA").
        demonyms: Adjectives of its country or place ("North Korean").
        descriptions: How articles mean it without its name: "North Korean state media", a capital for a government.
        gender: `f`, `m` or None where unknown or not a person; only for telling pronouns apart.
        roles: Titles under which it is known ("foreign minister").
        relay: The role that it has when it carries words of others; None where it is no medium.
        wikidata: Its Wikidata id, where sure.
    """

    name: str
    kind: AgentKind
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    gender: str | None = None
    roles: tuple[str, ...] = ()
    relay: Role | None = None
    wikidata: str | None = None


class KnownNames(Protocol):
    """Names of more agents than are worth holding, of whom few are ever asked for."""

    @property
    def digest(self) -> str:
        """Hex digest of what they say; other names have another one."""

    @property
    def lengths(self) -> Mapping[str, int]:
        """The most words of a name, by the first of them as it is written, articles left aside."""

    def find(self, key: str) -> tuple[KnownAgent, ...]:
        """Find the agents of a name, by its `name_key`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLabel:
    """Something said of an outlet, by whom it is said, and for when.

    Attributes:
        label: `state_controlled`, `state_funded`, `party`, `satire` …
        citation: Who says so and where; never empty.
        valid_from: ISO 8601 date; None for always.
        valid_to: ISO 8601 date; None for still.
    """

    label: str
    citation: str
    valid_from: str | None = None
    valid_to: str | None = None

    def holds_on(self, day: str) -> bool:
        """Say whether it holds on a day, or may hold where one of the dates is less precise.

        Args:
            day: ISO 8601 date or time; a year or a month will do.

        Example:
            >>> label = OutletLabel(label="state_controlled", citation="x", valid_from="2014-10", valid_to="2022")
            >>> [label.holds_on(day) for day in ("2014-09-30", "2014", "2022-12-31", "2023")]
            [False, True, True, False]
        """
        begins, ends = self.valid_from or "", self.valid_to or ""
        return begins[: len(day)] <= day[: len(begins)] and (not ends or day[: len(ends)] <= ends[: len(day)])


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutlet:
    """A medium that the registry knows: who it is, and what kind of medium.

    Attributes:
        agent: Its names.
        kind: `newspaper`, `broadcaster`, `agency`, `magazine`, `aggregator`, `official`, `social` or `other`.
        country: ISO 3166-1 alpha-2 code; None for none.
        lang: BCP 47 tag of its main language.
        domain: Its host name, without `www.`.
        labels: What is said of it, each with its citation.
    """

    agent: KnownAgent
    kind: str
    country: str | None = None
    lang: str | None = None
    domain: str | None = None
    labels: tuple[OutletLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedName:
    """A name as a register has it.

    Attributes:
        name: As written there.
        lang: BCP 47 tag; None where the register does not tell.
    """

    name: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAgent:
    """An agent as another register knows it, under an id of its own there.

    Attributes:
        scheme: Which register: `wikidata`, `viaf` …
        value: Its id there, such as `Q58217`.
        kind: What it is.
        label: The name that it is shown by.
        aliases: Its other names.
    """

    scheme: str
    value: str
    kind: AgentKind
    label: ImportedName
    aliases: tuple[ImportedName, ...] = ()
