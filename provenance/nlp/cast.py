"""Everybody whom an article names: full names, the short forms that mean them, and where each stands.

Owns what one article tells of its people and bodies. A short form means the one full name that it fits; where it fits
several, the one named most often.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, Role
from provenance.core.text import name_key
from provenance.nlp.forms import is_same_person, name_words, short_forms
from provenance.nlp.lexicon import DETERMINERS, PARTY, PERSON_TITLES, PREPOSITIONS, STATES, TITLE_NOUNS, TITLES
from provenance.nlp.names import Name, gender_of_given
from provenance.nlp.sentences import Reading, TokenRange
from provenance.nlp.transcripts import find_addressed

# How many words back an antecedent is looked for.
_REACH = 1500
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
_COUNTRY = frozenset({"place", "country", "nation"})
_PLACING = frozenset({"in", "to", "from", "of", "near", "across", "into"})


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
        is_oblique: True where a preposition stands before them, or a possessive mark behind them.
    """

    member: Member
    tokens: TokenRange
    is_source: bool = False
    is_subject: bool = False
    is_quoted: bool = False
    is_oblique: bool = False


@dataclass(slots=True)
class Cast:
    """The people and bodies of one article, with every place where they appear so far.

    Attributes:
        reading: The article.
        registry: Who is known by name before any article is read.
        names: The names of the article, in order.
        appearances: Where members appear, in order.
        principals: For whom a member speaks, where the article tells.
    """

    reading: Reading
    registry: Registry
    names: tuple[Name, ...]
    appearances: list[Appearance] = field(default_factory=list)
    principals: dict[Member, Member] = field(default_factory=dict)
    _members: dict[str, Member] = field(default_factory=dict)
    # For each word that stands for somebody alone: how often the full name is used, in the order of first use.
    _by_word: dict[str, dict[Member, int]] = field(default_factory=dict)

    def meet(self, name: Name) -> Member | None:
        """Return whom a name means; None for a single word that fits nobody."""
        key = name_key(name.text)
        is_short = " " not in key
        own = self._by_short_form(name, key) if is_short else None
        if own and (not name.known or self._outranks(own, name)):
            return own
        return self._members.get(key) or (self._members.get(name_key(name.known.name)) if name.known else None)

    def _outranks(self, own: Member, name: Name) -> bool:
        """Say whether the article's own bearer of a short name is meant, and not the registry's: "Jordan said"."""
        if name.known and own.name == name.known.name:
            return True
        if name.known and name.known.kind is own.kind:
            return False
        before = self.reading.lower[name.tokens[0] - 1] if name.tokens[0] else ""
        return bool(name.title) or before not in _PLACING

    def _by_short_form(self, name: Name, key: str) -> Member | None:
        often = self._by_word.get(key, {})
        fits = [m for m in often if _agrees(m, name)]
        # Who is meant by a surname alone is whoever the article is about: others keep their full name each time.
        return max(fits, key=lambda member: often[member], default=None)

    def add(self, name: Name, member: Member) -> None:
        """Remember a full name and the words that may stand for it alone."""
        self._members.setdefault(name_key(name.text), member)
        self._members.setdefault(name_key(member.name), member)
        for word in short_forms(name.text, member.kind):
            often = self._by_word.setdefault(word, {})
            often[member] = often.get(member, 0) + 1

    def know(self, known: KnownAgent) -> Member:
        """Return the member for an agent of the registry, who joins if he is not there."""
        told = _known_words(known)
        return self.join(Member(name=known.name, kind=known.kind, gender=known.gender, words=told))

    def join(self, member: Member) -> Member:
        """Remember a voice by its name or description, unless somebody has it; return who has it."""
        return self._members.setdefault(name_key(member.name) or member.name, member)

    def names_in(self, words: TokenRange) -> Sequence[Name]:
        """Return the names that begin in a range of words."""
        first = bisect_left(self.names, (words[0], 0), key=_at)
        return self.names[first : bisect_left(self.names, (words[1], 0), key=_at)]

    def body_of(self, told: frozenset[str], head: str) -> Member | None:
        """Return the one body whose name a description writes small: "the top British medical journal"."""
        fits = {
            m for key, m in self._members.items()
            if m.kind is AgentKind.ORGANISATION and not m.is_description and " " in key
            and name_words(m.name)[-1:] == (head,) and told.issuperset(name_words(m.name))
        }  # fmt: skip
        return next(iter(fits)) if len(fits) == 1 else None

    def member(self, name: str) -> Member | None:
        """Return the member of a full name or description; None where nobody has it."""
        return self._members.get(name_key(name) or name)

    def appear(self, member: Member, tokens: TokenRange, *, is_source: bool) -> None:
        """Note that a member appears."""
        insort(self.appearances, _read_appearance(self.reading, member, tokens, is_source=is_source), key=_place)

    def before(self, word: int) -> Sequence[Appearance]:
        """Return who appeared before a word, not too far away, in the order of the text."""
        first = bisect_left(self.appearances, (word - _REACH, 0), key=_place)
        stop = bisect_left(self.appearances, (word, 0), key=_place)
        return [a for a in self.appearances[first:stop] if a.tokens[1] <= word]


def build_cast(reading: Reading, names: tuple[Name, ...], *, registry: Registry) -> Cast:
    """Gather the cast of an article from its names: full names first, then the short forms that mean them."""
    cast = Cast(reading, registry, names)
    full = [name for name in names if name.known or " " in name_key(name.text)]
    for group in _group(full):
        member = _member(reading, group)
        if member:
            for name in group:
                cast.add(name, member)
    addressed = find_addressed(reading, names)
    for name in names:
        known = cast.meet(name)
        member = known or _short_member(name, given=addressed.get(name.text, ""))
        if member and not known:
            cast.add(name, member)
        if member:
            cast.appear(member, name.tokens, is_source=False)
    return cast


def _at(name: Name) -> TokenRange:
    return name.tokens


def _place(appearance: Appearance) -> TokenRange:
    return appearance.tokens


def _group(names: Iterable[Name]) -> list[list[Name]]:
    """Put together the full names that mean the same: "Donald J. Trump" and "Donald Trump"."""
    by_key: dict[str, list[Name]] = {}
    for name in names:
        by_key.setdefault(name_key(name.known.name if name.known else name.text), []).append(name)
    groups: list[list[Name]] = []
    by_family: dict[str, list[list[Name]]] = {}
    for group in by_key.values():
        first = group[0]
        family = name_words(first.text)[-1] if name_words(first.text) else ""
        alike = [g for g in by_family.get(family, ()) if _is_same(g[0], first)]
        if len(alike) == 1:
            alike[0].extend(group)
            continue
        groups.append(group)
        by_family.setdefault(family, []).append(group)
    return groups


def _is_same(one: Name, other: Name) -> bool:
    kinds = {one.kind, other.kind} - {None}
    if not kinds <= {AgentKind.PERSON} or (one.known and other.known):
        return False
    return is_same_person(one.text, other.text) and not (one.gender and other.gender and one.gender != other.gender)


def _member(reading: Reading, group: Sequence[Name]) -> Member | None:
    """Build a member from the full names that mean it: one of the registry, a body, or two words and more."""
    first = group[0]
    known = next((name.known for name in group if name.known), None)
    if known and known.kind is AgentKind.PERSON and all(" " not in name_key(name.text) for name in group):
        return None
    words = frozenset(word for name in group for word in _described(reading, name))
    if known:
        return Member(name=known.name, kind=known.kind, gender=first.gender, words=words | _known_words(known))
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


def _known_words(known: KnownAgent) -> frozenset[str]:
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


def _short_member(name: Name, *, given: str) -> Member | None:
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


def _read_appearance(reading: Reading, member: Member, tokens: TokenRange, *, is_source: bool) -> Appearance:
    start, end = tokens
    after = reading.lower[end] if end < len(reading.lower) else ""
    return Appearance(
        member=member,
        tokens=tokens,
        is_source=is_source,
        is_subject=_is_subject(reading, start),
        is_quoted=reading.region_of[start] >= 0,
        is_oblique=after in {"'s", "'"} or (start > 0 and reading.lower[start - 1] in PREPOSITIONS),
    )


def _is_subject(reading: Reading, word: int) -> bool:
    """Say whether a name opens its sentence, or stands behind a fronted phrase and its comma."""
    if word and reading.words[word - 1] == ",":
        return True
    before = range(reading.sentence_at(word).start, word)
    return all(reading.is_name(i) or reading.lower[i] in TITLES | DETERMINERS | {"and", "but"} for i in before)


def _agrees(member: Member, name: Name) -> bool:
    """Say whether a title fits: "Mr. Obama" is neither a woman nor "Obama White House"."""
    if member.kind is not AgentKind.PERSON and not PERSON_TITLES.isdisjoint(name.title.split()):
        return False
    return not (name.gender and member.gender and name.title and name.gender != member.gender)
