"""Counts of who is quoted, through whom and by which outlet, over quotations that somebody else has chosen.

Owns what is counted, and what a share is a share of. One quotation counts once for its speaker, once for its publisher
and its month, and once for each of its relays.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from provenance.core.records import Agent, Anonymity

_MONTH = len("2025-07")
# So many outlets that print the same words look like as many sources.
_SPREAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One quotation, as far as it is counted.

    Attributes:
        id: `qt_…`.
        speaker: Whose words they are; None where that is unknown.
        anonymity: How far the article lets us know the speaker; None where that is unknown.
        relays: Who carried them, from the speaker outwards; None for a relay that is unknown.
        outlet: Name of the publisher; None where that is unknown.
        published: ISO 8601 date of the article, as precise as it is known.
        is_state_carried: Whether one of the relays was called state-controlled on that date.
        family: `fa_…` of all quotations with the same words; None where it is not known.
        origin: Name of who had the words first on their way to the article: the first relay, the publisher of the
            article that it copies, or its own; None where that is unknown.
    """

    id: str
    speaker: Agent | None
    anonymity: Anonymity | None
    relays: tuple[Agent | None, ...] = ()
    outlet: str | None = None
    published: str | None = None
    is_state_carried: bool = False
    family: str | None = None
    origin: str | None = None

    @property
    def month(self) -> str | None:
        """The month of the article, `2025-07`; None where only its year or nothing is known."""
        return self.published[:_MONTH] if self.published and len(self.published) >= _MONTH else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many; `of` is 0 where there is nothing to be a share of."""

    n: int
    of: int

    @property
    def part(self) -> float | None:
        """The share in [0, 1]; None where there is nothing to be a share of."""
        return self.n / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTally:
    """How often somebody is quoted.

    Attributes:
        agent: Who.
        quoted: Number of quotations.
        outlets: Number of publishers that quote them, those without a name not counted.
        carried: How many of the quotations at least one relay carried.
        relays: Who carried how many of them, the most first.
    """

    agent: Agent
    quoted: int
    outlets: int
    carried: int
    relays: tuple[tuple[Agent, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayTally:
    """How often somebody carries the words of others, and of how many voices."""

    agent: Agent
    carried: int
    voices: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTally:
    """What a publisher prints: quotations, how many of them relays carried, and how many have an unnamed voice.

    Attributes:
        name: The publisher; None for those whose articles name none.
    """

    name: str | None
    quoted: int
    carried: int
    unnamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How often words of one speaker came through one relay, the first of the chain, to one outlet; None is unknown.

    Attributes:
        is_carried: False where nobody carried the words: then `relay` is None for that reason.
    """

    speaker: Agent | None
    relay: Agent | None
    outlet: str | None
    is_carried: bool
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts over a choice of quotations.

    Attributes:
        quotations: How many were counted.
        voices: The speakers, the most quoted first.
        relays: The relays, those that carry most first.
        outlets: The publishers, those that print most first.
        months: Number of quotations by month, in order, months without any among them.
        undated: Number of quotations whose month is unknown.
        by_month: The same for each publisher, by name.
        unnamed: Quotations whose voice has no name, of all.
        unknown: Quotations whose speaker is unknown, of all.
        relayed: Quotations that a relay carried, of all.
        state_carried: Quotations that a state-controlled relay carried, of those that any relay carried.
        single_origin: Families of which every article has the words from one and the same origin, of the families that
            three outlets or more print; None where no families are known.
        ways: From speaker to relay to outlet, the most travelled first.
    """

    quotations: int
    voices: tuple[VoiceTally, ...]
    relays: tuple[RelayTally, ...]
    outlets: tuple[OutletTally, ...]
    months: tuple[tuple[str, int], ...]
    undated: int
    by_month: dict[str | None, dict[str, int]]
    unnamed: Share
    unknown: Share
    relayed: Share
    state_carried: Share
    single_origin: Share | None
    ways: tuple[Way, ...]


@dataclass(slots=True)
class _Voice:
    agent: Agent
    quoted: int = 0
    carried: int = 0
    outlets: set[str] = field(default_factory=set)
    relays: Counter[Agent] = field(default_factory=Counter)


@dataclass(slots=True)
class _Relay:
    agent: Agent
    carried: int = 0
    voices: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)


def is_unnamed(told: Told) -> bool:
    """Say whether the article gives the voice no name: a bare description, or a name that it keeps back.

    A voice whose body is named ("a State Department official") is unnamed too: nobody can be asked about it.
    """
    return told.speaker is not None and told.anonymity is not Anonymity.NAMED


def build_report(told: Iterable[Told]) -> Report:
    """Count quotations, each of which is looked at once."""
    counted = list(told)
    relayed = [one for one in counted if one.relays]
    months = Counter(one.month for one in counted if one.month)
    return Report(
        quotations=len(counted),
        voices=_count_voices(counted),
        relays=_count_relays(relayed),
        outlets=_count_outlets(counted),
        months=tuple((month, months[month]) for month in span_months(months)),
        undated=sum(one.month is None for one in counted),
        by_month=_count_by_month(counted),
        unnamed=Share(n=sum(map(is_unnamed, counted)), of=len(counted)),
        unknown=Share(n=sum(one.speaker is None for one in counted), of=len(counted)),
        relayed=Share(n=len(relayed), of=len(counted)),
        state_carried=Share(n=sum(one.is_state_carried for one in relayed), of=len(relayed)),
        single_origin=_count_origins(counted),
        ways=_count_ways(counted),
    )


def span_months(months: Iterable[str]) -> Iterator[str]:
    """Give every month from the first to the last.

    Example:
        >>> list(span_months(["2025-02", "2024-12"]))
        ['2024-12', '2025-01', '2025-02']
    """
    known = sorted(months)
    if not known:
        return
    month = known[0]
    while month <= known[-1]:
        yield month
        year, number = int(month[:4]), int(month[5:])
        month = f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _count_voices(told: Iterable[Told]) -> tuple[VoiceTally, ...]:
    found: dict[str, _Voice] = {}
    for one in told:
        if one.speaker is None:
            continue
        voice = found.setdefault(one.speaker.id, _Voice(one.speaker))
        voice.quoted += 1
        voice.carried += bool(one.relays)
        voice.relays.update({relay for relay in one.relays if relay})
        voice.outlets.update([one.outlet] if one.outlet else [])
    ordered = sorted(found.values(), key=lambda v: (-v.quoted, v.agent.name, v.agent.id))
    return tuple(
        VoiceTally(
            agent=voice.agent,
            quoted=voice.quoted,
            outlets=len(voice.outlets),
            carried=voice.carried,
            relays=_most_common(voice.relays),
        )
        for voice in ordered
    )


def _most_common(counted: Counter[Agent]) -> tuple[tuple[Agent, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].name, pair[0].id)))


def _count_relays(told: Iterable[Told]) -> tuple[RelayTally, ...]:
    found: dict[str, _Relay] = {}
    for one in told:
        for agent in {relay for relay in one.relays if relay}:
            relay = found.setdefault(agent.id, _Relay(agent))
            relay.carried += 1
            relay.voices.update([one.speaker.id] if one.speaker else [])
            relay.outlets.update([one.outlet] if one.outlet else [])
    ordered = sorted(found.values(), key=lambda r: (-r.carried, r.agent.name, r.agent.id))
    return tuple(
        RelayTally(agent=r.agent, carried=r.carried, voices=len(r.voices), outlets=len(r.outlets)) for r in ordered
    )


def _count_outlets(told: Iterable[Told]) -> tuple[OutletTally, ...]:
    groups: dict[str | None, list[Told]] = defaultdict(list)
    for one in told:
        groups[one.outlet].append(one)
    tallies = (
        OutletTally(
            name=name,
            quoted=len(group),
            carried=sum(bool(one.relays) for one in group),
            unnamed=sum(map(is_unnamed, group)),
        )
        for name, group in groups.items()
    )
    return tuple(sorted(tallies, key=lambda tally: (-tally.quoted, tally.name is None, tally.name or "")))


def _count_by_month(told: Iterable[Told]) -> dict[str | None, dict[str, int]]:
    found: dict[str | None, Counter[str]] = defaultdict(Counter)
    for one in told:
        if one.month:
            found[one.outlet][one.month] += 1
    return {name: dict(sorted(months.items())) for name, months in found.items()}


def _count_origins(told: Sequence[Told]) -> Share | None:
    families: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.family is not None:
            families[one.family].append(one)
    if not families:
        return None
    spread = [family for family in families.values() if len({one.outlet for one in family if one.outlet}) >= _SPREAD]
    origins = [{one.origin for one in family if one.outlet} for family in spread]
    return Share(n=sum(len(found) == 1 and None not in found for found in origins), of=len(spread))


def _count_ways(told: Iterable[Told]) -> tuple[Way, ...]:
    found: Counter[tuple[Agent | None, Agent | None, str | None, bool]] = Counter(
        (one.speaker, one.relays[0] if one.relays else None, one.outlet, bool(one.relays)) for one in told
    )
    ways = (
        Way(speaker=speaker, relay=relay, outlet=outlet, is_carried=is_carried, n=n)
        for (speaker, relay, outlet, is_carried), n in found.items()
    )
    return tuple(sorted(ways, key=_place_of))


def _place_of(way: Way) -> tuple[int, str, str, str]:
    speaker, relay = (agent.id if agent else "" for agent in (way.speaker, way.relay))
    return -way.n, speaker, relay, way.outlet or ""
