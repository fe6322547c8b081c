"""PV105 and PV5xx: whether the same words lead to one voice, to one origin, and to anything that can be held."""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from provenance.audit.naming import is_country
from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import is_named, listing, quote, relay_name, short
from provenance.core.records import Agent, AgentKind, Form, Medium, Role
from provenance.core.text import name_key
from provenance.core.variants.wording import read_wording
from provenance.store.audited import AuditedFamily, AuditedQuotation, FamilyMember

_RECORDS = frozenset({Role.DOCUMENT, Role.PLATFORM, Role.LEAKER})
# Occasions that leave something behind which can be read or watched again.
_RECORDED = frozenset(
    {
        Medium.TWEET, Medium.LETTER, Medium.EMAIL, Medium.TESTIMONY, Medium.DOCUMENT, Medium.BOOK, Medium.BROADCAST,
        Medium.VIDEO, Medium.POLL,
    }
)  # fmt: skip
# What a broadcaster carried was on the air, and is recorded.
_AIRS = "broadcaster"
_NAMED = frozenset({AgentKind.PERSON, AgentKind.ORGANISATION})
_SPREAD = 3
_PAIR = 2


@check("PV105", "family-voice-conflict", Severity.HIGH, about=AuditedFamily)
def find_conflict(family: AuditedFamily) -> Iterator[Remark]:
    """Articles attribute the same words to different voices, so it is open whose they are."""
    voices: list[tuple[Agent, str]] = []
    speakers = {member.speaker.id for member in family.members if member.speaker}
    for member in family.members:
        voice = member.speaker
        is_sure = member.form is not Form.INDIRECT and not member.is_unsure
        # Who speaks for another voice contradicts nobody.
        speaks_for_one = member.principal is not None and member.principal.id in speakers
        if voice is None or voice.kind not in _NAMED or not is_sure or speaks_for_one:
            continue
        if not any(_same(voice, other) for other, _ in voices):
            voices.append((voice, member.place))
    if len(voices) < _PAIR or len(family.articles) < _PAIR:
        return
    words = quote(short(_marked_words(family.fullest or family.members[0])))
    told = listing(f"{voice.name} ({place})" for voice, place in voices)
    open_ = f"The words {words} are attributed to {told}, so it is open whose they are"
    # “Russia said” and “Lavrov said” may tell of one voice, if he spoke for his country.
    if len(voices) == _PAIR and sum(is_country(voice) for voice, _ in voices) == 1:
        yield Remark(message=f"{open_}, unless the one spoke for the other.", severity=Severity.LOW)
    else:
        yield Remark(message=f"{open_}.")


@check("PV501", "single-origin", Severity.MEDIUM, about=AuditedFamily)
def find_single_origin(family: AuditedFamily) -> Iterator[Remark]:
    """Three outlets or more have the words from one origin, so they count as one report and not as several."""
    outlets = {name_key(m.publisher.name): m.publisher.name for m in family.members if m.publisher}
    found = [_origin_of(member) for member in family.members if member.publisher]
    origins = {name_key(origin.name): origin.name for origin in found if origin}
    if len(outlets) >= _SPREAD and len(origins) == 1 and None not in found:
        others = sorted(name for outlet, name in outlets.items() if outlet not in origins)
        message = (
            f"{listing(others)} have these words from {listing(origins.values())} alone, so they count as one report."
        )
        yield Remark(message=message)


@check("PV502", "circular-reporting", Severity.HIGH, about=AuditedFamily)
def find_circle(family: AuditedFamily) -> Iterator[Remark]:
    """Outlets give each other as where they have the words from, so that no way leads to an origin."""
    names: dict[str, str] = {}
    cited: dict[str, set[str]] = {}
    for member in family.members:
        carriers = (each.hop.agent for each in member.relays if is_named(each))
        way = [agent.name for agent in (*carriers, member.publisher) if agent]
        # By their names, since an article knows a medium of one word as its own alone.
        names |= {name_key(name): name for name in way}
        for source, outlet in pairwise(map(name_key, way)):
            cited.setdefault(outlet, set()).add(source)
    circle = _find_circle(cited)
    if circle:
        told = ", which has them from ".join(names[outlet] for outlet in circle[1:])
        message = f"{names[circle[0]]} has these words from {told}: they go round, and no way leads to an origin."
        yield Remark(message=message)


@check("PV503", "no-primary-record", Severity.LOW, about=AuditedQuotation)
def find_unrecorded(said: AuditedQuotation) -> Iterator[Remark]:
    """Others carried the quotation, and no transcript, document, post or video stands behind them."""
    quotation = said.stored.current.quotation
    if said.form is Form.INDIRECT or not said.relays or quotation.medium in _RECORDED:
        return
    if said.speaker and said.speaker.kind is AgentKind.DOCUMENT:
        return
    if any(each.hop.role in _RECORDS or (each.outlet and each.outlet.kind == _AIRS) for each in said.relays):
        return
    names = listing(relay_name(each) for each in said.relays)
    them = "them" if len(said.relays) > 1 else "that"
    message = f"No transcript, document, post or video stands behind {names}, so the wording rests on {them} alone."
    yield Remark(message=message)


def _marked_words(member: FamilyMember) -> str:
    """Return the longest run of words in quotation marks."""
    wording = read_wording(member.text, member.form)
    return wording.shown(max(wording.passages, key=len, default=range(0)))


def _same(one: Agent, other: Agent) -> bool:
    """Say whether two voices are one: by their ids, or since one name is a part of the other."""
    left, right = set(name_key(one.name).split()), set(name_key(other.name).split())
    return one.id == other.id or left <= right or right <= left


def _origin_of(member: FamilyMember) -> Agent | None:
    """Return who had the words first on the way to an article: its first relay, what it copies, or itself.

    None where that one has no name.
    """
    if member.relays:
        return member.relays[0].hop.agent if is_named(member.relays[0]) else None
    return member.taken_from or member.publisher


def _find_circle(cited: dict[str, set[str]]) -> Sequence[str]:
    """Find outlets that cite each other in a circle, the first one again at its end; empty where there is none."""
    try:
        TopologicalSorter(cited).prepare()
    except CycleError as error:
        # It lists who is cited before who cites.
        return list(reversed(error.args[1]))
    return ()
