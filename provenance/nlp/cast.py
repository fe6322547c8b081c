"""Everybody whom an article names: full names, the short forms that mean them, and where each stands.

Owns what one article tells of its people and bodies. A short form means the one full name that it fits; where it fits
several, the one named most often.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind
from provenance.core.text import name_key
from provenance.nlp.forms import is_same_person, name_words, short_forms
from provenance.nlp.lexicon import FEMALE, MALE, PERSON_TITLES
from provenance.nlp.members import (
    Appearance,
    Member,
    build_member,
    build_short_member,
    known_words,
    read_appearance,
)
from provenance.nlp.names import Name
from provenance.nlp.sentences import Reading, TokenRange
from provenance.nlp.transcripts import find_addressed

# How many words back an antecedent is looked for.
_REACH = 1500
_PLACING = frozenset({"in", "to", "from", "of", "near", "across", "into"})


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
    _genders: dict[str, str | None] = field(default_factory=dict)

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
            # "Obama" is Michelle Obama where the article names her and not him.
            return own.kind is AgentKind.PERSON and name_key(name.known.name) not in self._members
        before = self.reading.lower[name.tokens[0] - 1] if name.tokens[0] else ""
        return bool(name.title) or before not in _PLACING

    def _by_short_form(self, name: Name, key: str) -> Member | None:
        often = self._by_word.get(key, {})
        fits = [m for m in often if _agrees(m, name)]
        if len({m.gender for m in fits}) > 1:
            gender = self._gender_of_word(key)
            fits = [m for m in fits if m.gender == gender] or fits
        # Who is meant by a surname alone is whoever the article is about: others keep their full name each time.
        return max(fits, key=lambda member: often[member], default=None)

    def _gender_of_word(self, key: str) -> str | None:
        """Tell from the "he" or "she" that comes next whether a surname alone is the husband's or the wife's."""
        if key not in self._genders:
            votes = Counter(
                _next_gender(self.reading, n) for n in self.names if name_key(n.text) == key and not n.title
            )
            del votes[None]
            told = votes.most_common(1)
            self._genders[key] = told[0][0] if told and 2 * told[0][1] > votes.total() else None
        return self._genders[key]

    def add(self, name: Name, member: Member) -> None:
        """Remember a full name and the words that may stand for it alone."""
        self._members.setdefault(name_key(name.text), member)
        self._members.setdefault(name_key(member.name), member)
        for word in short_forms(name.text, member.kind):
            often = self._by_word.setdefault(word, {})
            often[member] = often.get(member, 0) + 1

    def know(self, known: KnownAgent) -> Member:
        """Return the member for an agent of the registry, who joins if he is not there."""
        told = known_words(known)
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
        insort(self.appearances, read_appearance(self.reading, member, tokens, is_source=is_source), key=_place)

    def before(self, word: int) -> Sequence[Appearance]:
        """Return who appeared before a word, not too far away, in the order of the text."""
        first = bisect_left(self.appearances, (word - _REACH, 0), key=_place)
        stop = bisect_left(self.appearances, (word, 0), key=_place)
        return [a for a in self.appearances[first:stop] if a.tokens[1] <= word]

    def after(self, word: int) -> Sequence[Appearance]:
        """Return who appears by name from a word on, not too far away, in the order of the text."""
        first = bisect_left(self.appearances, (word, 0), key=_place)
        return self.appearances[first : bisect_left(self.appearances, (word + _REACH, 0), key=_place)]


def build_cast(reading: Reading, names: tuple[Name, ...], *, registry: Registry) -> Cast:
    """Gather the cast of an article from its names: full names first, then the short forms that mean them."""
    cast = Cast(reading, registry, names)
    full = [name for name in names if name.known or " " in name_key(name.text)]
    for group in _group(full):
        member = build_member(reading, group)
        if member:
            for name in group:
                cast.add(name, member)
    addressed = find_addressed(reading, names)
    for name in names:
        known = cast.meet(name)
        member = known or build_short_member(name, given=addressed.get(name.text, ""))
        if member and not known:
            cast.add(name, member)
        if member:
            cast.appear(member, name.tokens, is_source=False)
    return cast


def _next_gender(reading: Reading, name: Name) -> str | None:
    """Return the gender of the first "he" or "she" behind a name, in its sentence or the next one."""
    here = reading.sentence_of[name.tokens[0]]
    end = reading.sentences[min(here + 1, len(reading.sentences) - 1)].end
    told = (i for i in range(name.tokens[1], end) if reading.region_of[i] < 0 and reading.lower[i] in MALE | FEMALE)
    found = next(told, None)
    return None if found is None else "f" if reading.lower[found] in FEMALE else "m"


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


def _agrees(member: Member, name: Name) -> bool:
    """Say whether a title fits: "Mr. Obama" is neither a woman nor "Obama White House"."""
    if member.kind is not AgentKind.PERSON and not PERSON_TITLES.isdisjoint(name.title.split()):
        return False
    return not (name.gender and member.gender and name.title and name.gender != member.gender)
