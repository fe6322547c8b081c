"""PV1xx and PV601: whose words they are, and how well we know."""

import re
from collections.abc import Iterator

from provenance.audit.naming import has_fuller_name, is_place_word, names_in, names_somebody
from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import listing, quote
from provenance.core.records import Agent, AgentKind, Anonymity, Form, Medium
from provenance.core.text import name_key
from provenance.store.audited import AuditedQuotation, Opinion

_VOICES = frozenset({AgentKind.UNNAMED, AgentKind.GROUP})
_OF_REPORTS = frozenset({"media", "news", "press", "local", "recent", "earlier", "some", "several", "unconfirmed"})
# Words beside which a name stays one: "Russia and China", "many Americans".
_JOINING = frozenset(
    {"and", "or", "the", "of", "both", "all", "few", "many", "more", "most", "other", "several", "some"}
)
# What the rules make of a phrase whose head they know to be a person or a body scores more.
_KNOWN_HEAD = 0.7
_COUNTED = re.compile(
    r"%|\bper ?cent\b|\bmajority of\b|\b(?:in|of) (?:3|4|5|10|100|three|four|five|ten)\b", re.IGNORECASE
)
_DEFINITE = ("the ", "this ", "that ", "these ", "those ", "its ", "their ")


@check("PV101", "unnamed-voice", Severity.MEDIUM, about=AuditedQuotation)
def find_unnamed(said: AuditedQuotation) -> Iterator[Remark]:
    """The words come from somebody whom the article does not name, so that readers cannot judge who speaks."""
    voice = _described(said)
    if voice is None:
        return
    if _is_hearsay(voice):
        said_by = f"The words are attributed to {quote(voice.name)}"
        yield Remark(message=f"{said_by}, and the article does not say whose these are, so nobody can go back to them.")
    elif said.hops[0].hop.anonymity is Anonymity.WITHHELD:
        yield Remark(
            message=f"The article keeps back the name of {quote(voice.name)}, so readers cannot judge who speaks."
        )
    elif not _places_in(voice.name) and not _names_body(said, voice):
        said_by = f"The words are attributed to {quote(voice.name)}"
        yield Remark(message=f"{said_by}, whom the article does not name, so readers cannot judge who speaks.")


@check("PV102", "vague-voice", Severity.LOW, about=AuditedQuotation)
def find_vague(said: AuditedQuotation) -> Iterator[Remark]:
    """The words come from "officials" or "sources" of some country, and no body is named to which they belong."""
    voice = _described(said)
    if voice is None or said.hops[0].hop.anonymity is Anonymity.WITHHELD:
        return
    if _places_in(voice.name) and not _names_body(said, voice):
        message = f"The words are attributed to {quote(voice.name)}, and no person or body is named who could be asked."
        yield Remark(message=message)


@check("PV103", "no-voice", Severity.LOW, about=AuditedQuotation, if_unsure=True)
def find_missing(said: AuditedQuotation) -> Iterator[Remark]:
    """Nothing tells whose words they are; for words in quotation marks that matters most."""
    if said.speaker is not None or (said.is_unsure and said.form is not Form.DIRECT):
        return
    source = said.hops[0].words if said.hops else None
    if source:
        said_by = f"The words are attributed to {quote(source)}"
        # The article has a voice; that we do not know it is our doing.
        message = f"{said_by}, and our reading could not tell whom that means."
        yield Remark(message=message, severity=Severity.INFO)
        return
    severity = Severity.HIGH if said.form is Form.DIRECT else None
    yield Remark(
        message="Nothing beside these words says whose they are, so nobody can be asked about them.", severity=severity
    )


@check("PV104", "contested-voice", Severity.HIGH, about=AuditedQuotation, if_unsure=True)
def find_contested(said: AuditedQuotation) -> Iterator[Remark]:
    """Models or reviewers disagree about whose words these are; where a reviewer has decided, it is only noted."""
    known = [opinion for opinion in said.opinions if opinion.speaker]
    apart = _apart(known)
    if not apart:
        return
    humans = [opinion for opinion in known if opinion.decided_by == "human"]
    told = listing(f"{opinion.by} says {opinion.speaker.name if opinion.speaker else 'nobody'}" for opinion in apart)
    if len(humans) == 1 and said.stored.current.decided_by == "human":
        yield Remark(message=f"On whose words these are {told}; the reviewer's word holds.", severity=Severity.LOW)
    else:
        yield Remark(message=f"On whose words these are {told}; somebody has to decide.")


@check("PV601", "thin-identity", Severity.MEDIUM, about=AuditedQuotation)
def find_thin(said: AuditedQuotation) -> Iterator[Remark]:
    """Who speaks rests on a surname or another spelling alone, or on a judgement that was left open."""
    voice = said.voice
    if said.speaker is None or voice is None or said.stored.current.decided_by == "human":
        return
    if voice.unsure:
        message = f"Whether {said.speaker.name} is also {listing(voice.unsure)} was left open, so this may be another."
        yield Remark(message=message)
    elif voice.alias and name_key(voice.alias) != name_key(said.speaker.name):
        message = f"{quote(voice.alias)} is taken for {said.speaker.name} by the spelling alone, so it may be another."
        yield Remark(message=message)
    elif (
        said.speaker.kind is AgentKind.PERSON
        and _is_bare_name(said.speaker.name)
        and not has_fuller_name(said.speaker.name, text=said.stored.article.article.text)
    ):
        yield Remark(message=f"The article has no more than {quote(said.speaker.name)}, which may be one of several.")


def _described(said: AuditedQuotation) -> Agent | None:
    """Return the voice if the article describes it instead of naming it."""
    voice, link = said.speaker, said.voice
    if voice is None or _is_hearsay(voice):
        return voice
    if voice.kind not in _VOICES or said.hops[0].hop.anonymity is Anonymity.NAMED or _is_counted(said, voice):
        return None
    names = names_in(voice.name, text=said.stored.article.article.text)
    common = [w for w in voice.name.split() if w not in names and w.casefold() not in _JOINING]
    if not common or (link and link.method == "joint"):
        return None
    # “The accord” was introduced before and is no person at all; “the official” goes back to an unnamed one.
    refers_back = voice.name.casefold().startswith(_DEFINITE)
    is_bare = len(common) == 1 and not names and not common[0].endswith("s")
    # “Sanctions on Russia have shown mixed results”: what shows is no voice, unless it has words in quotation marks.
    is_doubtful = refers_back or is_bare or said.form is Form.INDIRECT
    return None if link and link.score < _KNOWN_HEAD and is_doubtful else voice


def _is_hearsay(voice: Agent) -> bool:
    """Say whether nobody but "reports" or "media reports" speaks, which is no document that could be asked for."""
    *before, last = voice.name.casefold().split() or [""]
    return (
        voice.kind is AgentKind.DOCUMENT and last in {"reports", "rumours", "rumors"} and _OF_REPORTS.issuperset(before)
    )


def _is_counted(said: AuditedQuotation, voice: Agent) -> bool:
    """Say whether a poll asked so many that nobody could be named: "63 percent of voters"."""
    return said.stored.current.quotation.medium is Medium.POLL or _COUNTED.search(voice.name) is not None


def _is_bare_name(spelling: str) -> bool:
    """Say whether a name is one word, such as a surname; "Western" is no name of anybody."""
    return " " not in name_key(spelling) and not is_place_word(spelling)


def _names_body(said: AuditedQuotation, voice: Agent) -> bool:
    """Say whether a description names the body for which the voice speaks: "a State Department official"."""
    return said.principal is not None or names_somebody(voice.name, text=said.stored.article.article.text)


def _places_in(description: str) -> bool:
    return any(is_place_word(word) for word in description.split() if word[:1].isupper())


def _apart(opinions: list[Opinion]) -> list[Opinion]:
    """Give the opinions that name different speakers; one that gives a part of the other's name agrees with it."""
    kept: list[Opinion] = []
    for opinion in opinions:
        if not any(_agree(opinion, other) for other in kept):
            kept.append(opinion)
    return kept if len(kept) > 1 else []


def _agree(one: Opinion, other: Opinion) -> bool:
    if one.speaker is None or other.speaker is None or one.speaker.id == other.speaker.id:
        return True
    left, right = (set(name_key(each.speaker.name).split()) for each in (one, other) if each.speaker)
    return left <= right or right <= left
