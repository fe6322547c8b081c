"""Sources that name somebody: full names, short names, several names, and for whom a spokesman speaks."""

from collections.abc import Sequence

from provenance.core.records import AgentKind, MentionKind
from provenance.core.text import name_key
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.phrases import EXAMPLES, MODIFIES, Phrase, is_many, read_joint, read_phrase
from provenance.nlp.coreference.voice import Voice, voice_of
from provenance.nlp.cues import DASHES
from provenance.nlp.lexicon import DETERMINERS, REGIONS, SPEAKS_FOR, words
from provenance.nlp.members import Member
from provenance.nlp.names import Name
from provenance.nlp.sentences import TokenRange

_CAMPAIGNS = words("campaigns")
_ONE = frozenset({"one", "a", "an", "another"})
_SETS_APART = DASHES | {","}
_SPEAKING_ROLES = frozenset(tuple(pair.split("-")) for pair in words("speaking_roles"))


def find_named(cast: Cast, phrase: Phrase) -> Voice | None:
    """Find whom a source names; None where its head is no name."""
    joint = read_joint(cast, phrase.source)
    if joint:
        return _several(cast, joint)
    if phrase.named:
        return name_voice(cast, phrase.named, principal=find_principal(cast, phrase, phrase.named))
    return _glossed(cast, phrase)


def name_voice(cast: Cast, name: Name, *, principal: Member | None = None) -> Voice:
    """Build the voice of a name.

    Args:
        cast: The article's people and bodies; remembers for whom the bearer of the name speaks.
        name: As it stands in the source.
        principal: For whom the source says that its bearer speaks.
    """
    member = cast.meet(name)
    region = REGIONS.get(name.text.lower())
    if region and (member is None or member.name == name.text):
        member = cast.join(Member(name=region, kind=AgentKind.ORGANISATION))
    if member is None:
        kind = name.kind or (AgentKind.GROUP if name.text.endswith("s") and " " not in name.text else AgentKind.PERSON)
        member = cast.join(Member(name=name.text, kind=kind, gender=name.gender))
        method, score = "single-word", 0.6
    else:
        full = name_key(member.name) == name_key(name.text)
        method, score = ("full-name", 0.98) if full else ("short-name", 0.93)
    if principal and principal is not member:
        cast.principals[member] = principal
    known = cast.principals.get(member)
    return voice_of(member, mention=MentionKind.NAME, method=method, score=score, principal=known)


def _several(cast: Cast, names: Sequence[Name]) -> Voice:
    told: list[str] = []
    for name in names:
        member = cast.meet(name)
        article = "the " if told and cast.reading.lower[name.start - 1] == "the" else ""
        told.append(article + (member.name if member else name.text))
    group = cast.join(Member(name=join_names(told), kind=AgentKind.GROUP))
    return voice_of(group, mention=MentionKind.NAME, method="joint", score=0.8)


def join_names(names: Sequence[str]) -> str:
    """Write names as one group: "A, B and C"."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _glossed(cast: Cast, phrase: Phrase) -> Voice | None:
    """Take the names that an apposition gives: "his wife, longtime Clinton aide Jane Roe,", "two men, Roe and Poe,"."""
    reading, comma, end = cast.reading, phrase.core[1], phrase.source[1]
    if comma + 1 >= end or reading.words[comma] not in _SETS_APART:
        return None
    if reading.lower[comma + 1] in MODIFIES | EXAMPLES or reading.lower[comma + 1].endswith("ing"):
        return None
    is_one = reading.lower[phrase.core[0]] in _ONE or not is_many(reading.lower[phrase.head])
    named = read_phrase(cast, (comma + 1, end)).named
    names = ([named] if named else []) if is_one else read_joint(cast, (comma + 1, end))
    if not names or not all(map(_is_person, names)):
        return None
    return (
        _several(cast, names)
        if len(names) > 1
        else name_voice(cast, names[0], principal=find_principal(cast, phrase, names[0]))
    )


def _is_person(name: Name) -> bool:
    return name.kind is AgentKind.PERSON or (name.kind is None and " " in name.text)


def find_principal(cast: Cast, phrase: Phrase, speaker: Name | None) -> Member | None:
    """Find for whom a source says that it speaks: "a spokeswoman for Hillary Clinton", "Trump aide Jane Roe".

    Args:
        cast: The article's people and bodies.
        phrase: The source.
        speaker: The name of who speaks; None for a description.

    Returns:
        None where the source tells of nobody.
    """
    reading, (start, end) = cast.reading, phrase.source
    role = next((i for i in range(start, end) if _speaks(reading.lower, i, start)), None)
    if role is None:
        return None
    others = [n for n in cast.names_in((start, end)) if speaker is None or n.tokens != speaker.tokens]
    after = next((n for n in others if n.tokens[0] > role and _hangs_on(reading.lower, role, n.start)), None)
    before = next((n for n in reversed(others) if n.tokens[1] <= role), None)
    chosen = after or before
    if chosen:
        return _body_of(cast, chosen) or cast.meet(chosen) or _stranger(chosen)
    return _in_title(cast, (start, role))


def _speaks(lower: Sequence[str], i: int, start: int) -> bool:
    return lower[i] in SPEAKS_FOR or (i > start and (lower[i - 1], lower[i]) in _SPEAKING_ROLES)


def _hangs_on(lower: Sequence[str], role: int, name: int) -> bool:
    """Say whether a name hangs on a role by "for", "to" or "of"."""
    between = lower[role + 1 : name]
    return bool(between) and between[0] in {"for", "to", "of", "with", "at"} and set(between[1:]) <= DETERMINERS


def _body_of(cast: Cast, name: Name) -> Member | None:
    """Read the campaign or office of a person: "the Trump campaign" is "Donald Trump campaign"."""
    after = name.tokens[1]
    lower = cast.reading.lower
    if after + 1 < len(lower) and lower[after] == "'s":
        after += 1
    member = cast.meet(name)
    if after >= len(lower) or lower[after] not in _CAMPAIGNS or not member or member.kind is not AgentKind.PERSON:
        return None
    return cast.join(Member(name=campaign_name(member), kind=AgentKind.ORGANISATION, words=frozenset(_CAMPAIGNS)))


def campaign_name(member: Member) -> str:
    """Name somebody's campaign."""
    return f"{member.name} campaign"


def find_campaign(cast: Cast, phrase: Phrase) -> Voice | None:
    """Read "the Trump campaign" and "Clinton’s team"; None for another source."""
    before = [n for n in phrase.names if n.tokens[1] <= phrase.head]
    if cast.reading.lower[phrase.head] not in _CAMPAIGNS or not before:
        return None
    body = _body_of(cast, before[-1])
    return voice_of(body, mention=MentionKind.NOMINAL, method="campaign", score=0.85) if body else None


def _stranger(name: Name) -> Member:
    return Member(name=name.text, kind=name.kind or AgentKind.PERSON, gender=name.gender)


def _in_title(cast: Cast, words_: TokenRange) -> Member | None:
    """Find the body that a title begins with: "White House press secretary"."""
    start, end = words_
    while start < end and cast.reading.lower[start] in DETERMINERS:
        start += 1
    for stop in range(end, start, -1):
        known = cast.registry.find(cast.reading.text((start, stop)))
        if known and cast.reading.is_name(start):
            return cast.member(known.name) or Member(name=known.name, kind=known.kind)
    return None
