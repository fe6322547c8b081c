"""Everybody whom an article names: full names, the short forms that mean them, and where each stands.

Owns what one article tells of its people and bodies. A short form means the one full name that it fits; where it fits
several, the one named most often.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from provenance.core.agents import Registry
from provenance.core.records import AgentKind
from provenance.core.text import name_key
from provenance.nlp.names import Name
from provenance.nlp.sentences import Reading, TokenRange

# How many words back an antecedent is looked for.
_REACH = 1500
_BODIES = frozenset({AgentKind.ORGANISATION, AgentKind.GROUP, AgentKind.DOCUMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody whom the article names.

    Attributes:
        name: The fullest usual name.
        kind: What it is.
        gender: `f` or `m`; None where nothing tells.
        titles: What the article calls a person ("foreign minister"), in lower case.
    """

    name: str
    kind: AgentKind
    gender: str | None = None
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A member of the cast where a name or pronoun stands for it.

    Attributes:
        member: Who it is.
        tokens: The words.
        is_source: True where something is attributed to these very words.
    """

    member: Member
    tokens: TokenRange
    is_source: bool = False


@dataclass(slots=True)
class Cast:
    """The people and bodies of one article, with every place where they appear so far."""

    reading: Reading
    registry: Registry
    names: tuple[Name, ...]
    appearances: list[Appearance] = field(default_factory=list)
    _members: dict[str, Member] = field(default_factory=dict)
    # For each word that stands for somebody alone: how often the full name is used, in the order of first use.
    _by_word: dict[str, dict[Member, int]] = field(default_factory=dict)

    def meet(self, name: Name) -> Member | None:
        """Return whom a name means; None for a single word that fits nobody."""
        keys = (name_key(name.text), name_key(name.known.name) if name.known else "")
        for key in keys:
            if key in self._members:
                return self._members[key]
        if len(keys[0].split()) == 1 or name.kind is None:
            return self._by_short_form(name)
        return None

    def _by_short_form(self, name: Name) -> Member | None:
        words = set(name_key(name.text).split())
        often = self._by_word.get(name_key(name.text).partition(" ")[0], {})
        fits = [m for m in often if words <= set(name_key(m.name).split()) and _agrees(m, name)]
        # Who is meant by a surname alone is whoever the article is about: others keep their full name each time.
        return max(fits, key=lambda member: often[member], default=None)

    def add(self, name: Name, member: Member) -> None:
        """Remember a full name and the words that may stand for it alone."""
        self._members.setdefault(name_key(name.text), member)
        self._members.setdefault(name_key(member.name), member)
        if member.kind is AgentKind.PERSON:
            for word in _short_forms(member.name):
                often = self._by_word.setdefault(word, {})
                often[member] = often.get(member, 0) + 1

    def names_in(self, words: TokenRange) -> Sequence[Name]:
        """Return the names that begin in a range of words."""
        first = bisect_left(self.names, (words[0], 0), key=_at)
        return self.names[first : bisect_left(self.names, (words[1], 0), key=_at)]

    def member(self, name: str) -> Member | None:
        """Return the member of a full name; None where nobody has it."""
        return self._members.get(name_key(name))

    def appear(self, member: Member, tokens: TokenRange, *, is_source: bool) -> None:
        """Note that a member appears."""
        insort(self.appearances, Appearance(member=member, tokens=tokens, is_source=is_source), key=_place)

    def before(self, word: int) -> Iterator[Appearance]:
        """Yield who appeared before a word, not too far away, in the order of the text."""
        first = bisect_left(self.appearances, (word - _REACH, 0), key=_place)
        stop = bisect_left(self.appearances, (word, 0), key=_place)
        return (a for a in self.appearances[first:stop] if a.tokens[1] <= word)


def build_cast(reading: Reading, names: tuple[Name, ...], *, registry: Registry) -> Cast:
    """Gather the cast of an article from its names: full names first, then the short forms that mean them."""
    cast = Cast(reading, registry, names)
    titles = _titles_of(names)
    for is_full in (True, False):
        for name in names:
            member = _member(name, titles) if _is_full(name) is is_full else None
            if member and (is_full or not cast.meet(name)):
                cast.add(name, member)
    for name in names:
        member = cast.meet(name) or _short_member(name)
        if member:
            cast.appear(member, name.tokens, is_source=False)
    return cast


def _at(name: Name) -> TokenRange:
    return name.tokens


def _place(appearance: Appearance) -> TokenRange:
    return appearance.tokens


def _is_full(name: Name) -> bool:
    return bool(name.known) or " " in name_key(name.text)


def _member(name: Name, titles: dict[str, frozenset[str]]) -> Member | None:
    """Build a member from a name that stands on its own: one of the registry, a body, or two words and more."""
    key = name_key(name.text)
    if name.known and (len(key.split()) > 1 or name.known.kind is not AgentKind.PERSON):
        roles = frozenset(role.lower() for role in name.known.roles) | titles.get(key, frozenset())
        return Member(name=name.known.name, kind=name.known.kind, gender=name.gender, titles=roles)
    if name.kind in _BODIES:
        return Member(name=name.text, kind=AgentKind.ORGANISATION)
    if len(key.split()) > 1:
        kind = name.kind or AgentKind.PERSON
        return Member(name=name.text, kind=kind, gender=name.gender, titles=titles.get(key, frozenset()))
    return None


def _short_member(name: Name) -> Member | None:
    """Build a member from a single word that a title makes a person: "Mr. Smith" in an article that never says more."""
    if name.title and name.kind is AgentKind.PERSON:
        return Member(name=name.text, kind=AgentKind.PERSON, gender=name.gender, titles=frozenset({name.title}))
    return None


def _titles_of(names: Iterable[Name]) -> dict[str, frozenset[str]]:
    titles: dict[str, frozenset[str]] = {}
    for name in names:
        if name.title:
            key = name_key(name.text)
            titles[key] = titles.get(key, frozenset()) | {name.title}
    return titles


def _short_forms(name: str) -> Iterator[str]:
    """Yield the words of a full name that may stand for it: the last, and the first, as Korean and Chinese names do."""
    words = [name_key(word) for word in name.split()]
    words = [word for word in words if word and word not in {"jr", "sr", "ii", "iii", "iv"}]
    yield from dict.fromkeys((words[-1].split()[-1], words[0].split()[0])) if words else ()


def _agrees(member: Member, name: Name) -> bool:
    return not (name.gender and member.gender and name.title and name.gender != member.gender)
