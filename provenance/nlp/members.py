"""Who an article speaks of, one by one: a member of its cast, what is told of him, and where he appears.

Owns what names, titles, appositions and the registry tell of one member. Who is the same as whom stands in
`provenance.nlp.cast`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, Role
from provenance.core.text import name_key
from provenance.nlp.forms import name_words
from provenance.nlp.lexicon import (
    BODY_HEADS,
    CUES,
    DETERMINERS,
    DOCUMENT_HEADS,
    PARTY,
    PREPOSITIONS,
    STATES,
    TITLE_NOUNS,
    TITLES,
    UNNAMED_HEADS,
)
from provenance.nlp.names import Name, gender_of_given
from provenance.nlp.sentences import Reading, TokenRange

_LONGEST_GLOSS = 12
_BODIES = frozenset({AgentKind.ORGANISATION, AgentKind.GROUP, AgentKind.DOCUMENT})
# How a text comes back to a medium that the registry knows.
_MEDIUM_NOUNS = {
    Role.AGENCY: frozenset({"agency", "newswire", "service"}),
    Role.OUTLET: frozenset(
        {"newspaper", "paper", "magazine", "daily", "weekly", "network", "broadcaster", "channel", "station", "outlet",
         "publication", "site", "website"}
    ),
    Role.PLATFORM: frozenset({"platform", "network", "site", "website"}),
}  # fmt: skip
_PARTIES = {"r": ("republican",), "d": ("democrat", "democratic"), "i": ("independent",)}
_HEADS = UNNAMED_HEADS | BODY_HEADS | DOCUMENT_HEADS
_COUNTRY = frozenset({"place", "country", "nation"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Member:
    """Somebody of whom the article speaks. Two members are the same only if they are one object.

    Attributes:
        name: The fullest usual name, or the description of a voice without a name.
        kind: What it is.
        gender: `f` or `m`; None where nothing tells.
        words: What the article calls it besides its name ("foreign minister"), word by word, in lower case.
        is_description: True where the name is none but says what it is ("several dockers").
    """

    name: str
    kind: AgentKind
    gender: str | None = None
    words: frozenset[str] = frozenset()
    is_description: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appearance:
    """A member of the cast where a name, description or pronoun stands for it.

    Attributes:
        member: Who it is.
        tokens: The words.
        is_source: True where something is attributed to these very words.
        is_subject: True where they look like the subject of their sentence.
        is_quoted: True where they stand inside quotation marks.
        is_oblique: True where they hang on another word: behind a preposition, before a possessive mark, or in front of
            what is said of somebody else, as in "an Obama supporter".
    """

    member: Member
    tokens: TokenRange
    is_source: bool = False
    is_subject: bool = False
    is_quoted: bool = False
    is_oblique: bool = False


def build_member(reading: Reading, group: Sequence[Name]) -> Member | None:
    """Build a member from the full names that mean it: one of the registry, a body, or two words and more."""
    first = group[0]
    known = next((name.known for name in group if name.known), None)
    if known and known.kind is AgentKind.PERSON and all(" " not in name_key(name.text) for name in group):
        return None
    words = frozenset(word for name in group for word in _described(reading, name))
    if known:
        return Member(name=known.name, kind=known.kind, gender=first.gender, words=words | known_words(known))
    kinds = [name.kind for name in group if name.kind]
    if not kinds and reading.doc.ents:
        # Where a model knows names, what it does not know is none: "Cold War", "Florida Friday".
        return None
    kind = max(kinds, key=kinds.count) if kinds else AgentKind.PERSON
    if kind in _BODIES:
        told = words | frozenset(name_words(first.text)) | _place_words(group)
        return Member(name=first.text, kind=AgentKind.ORGANISATION, words=told)
    return Member(
        name=_fullest([name.text for name in group]),
        kind=kind,
        gender=next((n.gender for n in group if n.gender), None),
        words=words,
    )


def known_words(known: KnownAgent) -> frozenset[str]:
    """Return what the registry tells of somebody: roles, the kind of medium, the words of a body's names."""
    told = {word for role in known.roles for word in role.lower().split()}
    told |= _MEDIUM_NOUNS.get(known.relay, frozenset()) if known.relay else frozenset()
    if known.kind in _BODIES:
        told |= {word for each in (known.name, *known.aliases) for word in name_words(each)}
        told |= _COUNTRY if known.demonyms else frozenset()
    return frozenset(told)


def _fullest(texts: Sequence[str]) -> str:
    """Choose the usual form: the one used most, but none that only leaves the given name out."""
    whole = [
        t
        for t in texts
        if not any(len(o) > len(t) and name_words(o)[-len(name_words(t)) :] == name_words(t) for o in texts)
    ]
    return max(dict.fromkeys(whole), key=lambda t: (whole.count(t), len(t)))


def _described(reading: Reading, name: Name) -> Iterator[str]:
    """Yield the words that describe a name: its title, what stands before that, its party, and an apposition."""
    yield from _title_words(name)
    yield from _origin(reading, name)
    after = name.tokens[1]
    if after + 1 >= len(reading.words) or reading.words[after] != ",":
        return
    if reading.lower[after + 1] not in DETERMINERS and reading.lower[after + 1] not in TITLES:
        return
    for i in range(after + 1, min(after + _LONGEST_GLOSS, reading.sentence_at(after).end)):
        if not reading.words[i][:1].isalnum() or reading.lower[i] in {"who", "which", "that", "and"}:
            return
        yield reading.lower[i]


def _origin(reading: Reading, name: Name) -> Iterator[str]:
    """Yield where somebody with a title is from: "New York Sen. Jane Roe", "Sen. Max Poe (R-Fla.)", "of Ohio"."""
    floor = reading.sentence_at(name.start).start
    i = name.start - 1
    while name.title and i >= floor and reading.is_name(i) and reading.words[i].isalpha():
        yield reading.lower[i]
        i -= 1
    end = name.tokens[1]
    behind = reading.lower[end : end + 2]
    if name.title and behind[:1] == ("of",):
        yield from (reading.lower[k] for k in range(end + 1, min(end + 3, len(reading.words))) if reading.is_name(k))
    party = next((found for word in behind if (found := PARTY.fullmatch(word))), None)
    if party:
        yield from _PARTIES.get(party["party"], ())
        yield from STATES.get(party["state"].rstrip("."), "").split()


def _place_words(names: Iterable[Name]) -> frozenset[str]:
    return frozenset({"place"}) if any(name.is_place for name in names) else frozenset()


def _title_words(name: Name) -> Iterator[str]:
    for title in name.title.split():
        yield title
        yield from TITLE_NOUNS.get(title, ())


def build_short_member(name: Name, *, given: str) -> Member | None:
    """Build a member from a single word that names somebody: "Mr. Smith" in an article that never says more.

    The others of a transcript may tell the given name of a speaker. A surname alone is nobody's in the registry: it
    means somebody else in the next article, unless a title tells: "Foreign Minister Lavrov".
    """
    roles = {word for role in name.known.roles for word in role.lower().split()} if name.known else set[str]()
    if name.known and roles.intersection(name.title.split()):
        return Member(name=name.known.name, kind=name.known.kind, gender=name.gender, words=frozenset(roles))
    if given:
        kind, gender = AgentKind.PERSON, name.gender or gender_of_given(given)
        return Member(name=f"{given} {name.text.capitalize()}", kind=kind, gender=gender)
    if name.kind not in {AgentKind.PERSON, AgentKind.ORGANISATION}:
        return None
    text = name.text.capitalize() if name.kind is AgentKind.PERSON and name.text.isupper() else name.text
    words = frozenset(_title_words(name)) | _place_words((name,))
    return Member(name=text, kind=name.kind, gender=name.gender, words=words)


def read_appearance(reading: Reading, member: Member, tokens: TokenRange, *, is_source: bool) -> Appearance:
    """Read from the words around a member what part he plays in his sentence."""
    start, end = tokens
    after = reading.lower[end] if end < len(reading.lower) else ""
    before = reading.lower[start - 1] if start else ""
    return Appearance(
        member=member,
        tokens=tokens,
        is_source=is_source,
        is_subject=_is_subject(reading, start),
        is_quoted=reading.region_of[start] >= 0,
        is_oblique=after in {"'s", "'"} or before in PREPOSITIONS or (after in _HEADS and after not in CUES),
    )


def _is_subject(reading: Reading, word: int) -> bool:
    """Say whether a name opens its sentence, or stands behind a fronted phrase and its comma."""
    if word and reading.words[word - 1] == ",":
        return True
    before = range(reading.sentence_at(word).start, word)
    return all(reading.is_name(i) or reading.lower[i] in TITLES | DETERMINERS | {"and", "but"} for i in before)
