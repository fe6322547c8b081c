"""PV1xx and PV601: whose words they are, and how well we know."""

import re
from collections.abc import Iterator
from functools import cache

from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import listing, quote
from provenance.core.records import Agent, AgentKind, Anonymity, Form
from provenance.core.text import name_key
from provenance.registry import load_registry
from provenance.store.audited import AuditedQuotation, Opinion

_VOICES = frozenset({AgentKind.UNNAMED, AgentKind.GROUP})
# Parts of the world that are no country, and so not in the registry.
_REGIONS = frozenset(
    {"western", "eastern", "northern", "southern", "european", "arab", "african", "asian", "latin", "gulf", "nordic"}
)
_OF_REPORTS = frozenset({"media", "news", "press", "local", "recent", "earlier", "some", "several", "unconfirmed"})
_SIGNS = "<>()[],.;:“”\"'’"
_JOINING = frozenset({"and", "or", "the", "of", "both"})
# What the rules make of a phrase whose head they know to be a person or a body scores more.
_KNOWN_HEAD = 0.7
_DEFINITE = ("the ", "this ", "that ", "these ", "those ", "its ", "their ")


@check("PV101", "unnamed-voice", Severity.MEDIUM, about=AuditedQuotation)
def find_unnamed(said: AuditedQuotation) -> Iterator[Remark]:
    """The words come from somebody whom the article does not name, so that readers cannot judge who speaks."""
    voice = _described(said)
    if voice is None:
        return
    if _is_hearsay(voice):
        laid = f"The words are laid to {quote(voice.name)}"
        yield Remark(message=f"{laid}, and the article does not say whose these are, so nobody can go back to them.")
    elif said.hops[0].hop.anonymity is Anonymity.WITHHELD:
        yield Remark(
            message=f"The article keeps back the name of {quote(voice.name)}, so readers cannot judge who speaks."
        )
    elif not _places_in(voice.name) and not _names_body(said, voice):
        laid = f"The words are laid to {quote(voice.name)}"
        yield Remark(message=f"{laid}, whom the article does not name, so readers cannot judge who speaks.")


@check("PV102", "vague-voice", Severity.LOW, about=AuditedQuotation)
def find_vague(said: AuditedQuotation) -> Iterator[Remark]:
    """The words come from "officials" or "sources" of some country, and no body is named to which they belong."""
    voice = _described(said)
    if voice is None or said.hops[0].hop.anonymity is Anonymity.WITHHELD:
        return
    if _places_in(voice.name) and not _names_body(said, voice):
        message = f"The words are laid to {quote(voice.name)}, and no person or body is named who could be asked."
        yield Remark(message=message)


@check("PV103", "no-voice", Severity.LOW, about=AuditedQuotation, if_unsure=True)
def find_missing(said: AuditedQuotation) -> Iterator[Remark]:
    """Nothing tells whose words they are; for words in quotation marks that matters most."""
    if said.speaker is not None or (said.is_unsure and said.form is not Form.DIRECT):
        return
    source = said.hops[0].words if said.hops else None
    if source:
        laid = f"The words are laid to {quote(source)}"
        yield Remark(message=f"{laid}, and it could not be told whom that means, so the voice is open.")
        return
    severity = Severity.HIGH if said.form is Form.DIRECT else None
    yield Remark(
        message="Nothing beside these words says whose they are, so nobody can be asked about them.", severity=severity
    )


@check("PV104", "contested-voice", Severity.HIGH, about=AuditedQuotation, if_unsure=True)
def find_contested(said: AuditedQuotation) -> Iterator[Remark]:
    """Models or reviewers disagree about whose words these are; a reviewer's word settles it, and weighs less here."""
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
    """Who speaks hangs on a surname or another spelling alone, or on a judgement that was left open."""
    voice = said.voice
    if said.speaker is None or voice is None or said.stored.current.decided_by == "human":
        return
    if voice.unsure:
        message = f"Whether {said.speaker.name} is also {listing(voice.unsure)} was left open, so this may be another."
        yield Remark(message=message)
    elif voice.alias and name_key(voice.alias) != name_key(said.speaker.name):
        message = f"{quote(voice.alias)} is taken for {said.speaker.name} by the spelling alone, so it may be another."
        yield Remark(message=message)
    elif said.speaker.kind is AgentKind.PERSON and _is_bare_name(said.speaker.name):
        yield Remark(message=f"The article has no more than {quote(said.speaker.name)}, which may be one of several.")


def _described(said: AuditedQuotation) -> Agent | None:
    """Return the voice if the article describes it instead of naming it."""
    voice, link = said.speaker, said.voice
    if voice is None or _is_hearsay(voice):
        return voice
    if voice.kind not in _VOICES or said.hops[0].hop.anonymity is Anonymity.NAMED:
        return None
    names = _names_in(said, voice.name)
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


def _is_bare_name(spelling: str) -> bool:
    """Say whether a name is one word, such as a surname; "Western" is no name of anybody."""
    key = name_key(spelling)
    return " " not in key and key not in _place_words()


def _names_body(said: AuditedQuotation, voice: Agent) -> bool:
    """Say whether a description names the body for which the voice speaks: "a State Department official"."""
    names = _names_in(said, voice.name)
    return said.principal is not None or any(name_key(word) not in _place_words() for word in names)


def _names_in(said: AuditedQuotation, description: str) -> list[str]:
    """Give the words of a description that are names.

    The first word may have its capital for its place in the sentence alone, unless the article writes it so elsewhere.
    """
    words, text = description.split(), said.stored.article.article.text
    first = words[:1]
    capital = [word for word in words if word.strip(_SIGNS)[:1].isupper()]
    return [w for w in capital if [w] != first or name_key(w) in _place_words() or _is_name(w.strip(_SIGNS), text)]


def _is_name(word: str, text: str) -> bool:
    """Say whether an article writes a word with a capital after a small letter, as it does with names alone."""
    return (len(word) > 1 and word[:2].isupper()) or re.search(rf"[a-z,;] {re.escape(word)}\b", text) is not None


def _places_in(description: str) -> bool:
    return any(name_key(word) in _place_words() for word in description.split() if word[:1].isupper())


@cache
def _place_words() -> frozenset[str]:
    """Return the words that tell a country or a part of the world: "North", "Korean", "U.S.", "Western"."""
    countries = [known for known in load_registry().agents if known.demonyms]
    spelt = (s for k in countries for s in (k.name, *k.aliases, *k.short_names, *k.demonyms))
    return _REGIONS | {word for spelling in spelt for word in name_key(spelling).split()}


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
