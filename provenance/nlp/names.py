"""Names in an article: which capitalised words name somebody, what they name, and which of them go together.

Owns names as written. Whom a source means is decided in `provenance.nlp.coreference`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind
from provenance.core.text import name_key
from provenance.nlp.capitals import CLOSED_CLASS, find_capitalised, find_headlines, find_initials, find_shouted
from provenance.nlp.lexicon import (
    BODY_HEADS,
    CUES,
    FEMALE_TITLES,
    MALE_TITLES,
    MEDIA_HEADS,
    PARTY,
    PERSON_TITLES,
    SUFFIXES,
    TITLES,
    UNNAMED_HEADS,
    given_names,
    words,
)
from provenance.nlp.sentences import Reading, TokenRange

_LONGEST = 8
_PARTICLES = words("particles")
_PLURAL_HEADS = words("plural_heads")
_PLACE = "LOC"
# What the labels of a trained model say of a name. A place speaks as the body that it stands for.
_KINDS = {"PERSON": AgentKind.PERSON, "ORG": AgentKind.ORGANISATION, _PLACE: AgentKind.ORGANISATION}
_FULL = 2
# Justice Ginsburg is a judge, the Justice Department is none.
_NO_SURNAMES = frozenset({"department", "ministry"})
# Party members: "the New Hampshire Republican" and "Senate Democrats" describe, they name nobody.
_PARTISANS = frozenset({"republican", "republicans", "democrat", "democrats"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name where it stands.

    Attributes:
        tokens: The words of the name, titles left out.
        text: The same as written, white space made single.
        kind: What it names; None where nothing tells.
        known: The registry's agent; None where the registry has none, or several.
        gender: `f` or `m`; None where nothing tells.
        title: The words before it that say what the person is, in lower case; empty for none.
        is_place: True where a trained model takes it for a place.
    """

    tokens: TokenRange
    text: str
    kind: AgentKind | None
    known: KnownAgent | None = None
    gender: str | None = None
    title: str = ""
    is_place: bool = False

    @property
    def start(self) -> int:
        """The first word of the name with its title."""
        return self.tokens[0] - len(self.title.split())


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds names with the help of a registry. Build one and keep it: it indexes the registry once."""

    registry: Registry
    demonyms: frozenset[str]
    lengths: Mapping[str, int]

    def find_names(self, reading: Reading) -> tuple[Name, ...]:
        """Find the names of an article, in order; they never overlap."""
        found = tuple(self._find(reading, find_initials(reading)))
        return _with_labels(reading, found) if reading.doc.ents else found

    def _find(self, reading: Reading, initials: frozenset[int]) -> Iterator[Name]:
        headlines = find_headlines(reading) | find_shouted(reading)
        initials |= headlines
        written = find_capitalised(reading, initials)
        surnames = frozenset(surname for given, surname in pairwise(reading.lower) if given in given_names())
        i = 0
        while i < len(reading.words):
            end = i
            if i in headlines:
                end = self._headline_end(reading, i, written)
            elif self._may_start(reading, i, initials, written):
                end = self._run_end(reading, i)
            if end == i:
                i += 1
                continue
            yield from self._split(reading, i, end, surnames)
            i = end

    def _headline_end(self, reading: Reading, i: int, written: frozenset[str]) -> int:
        """Return where a name ends among words that all have capitals; where it begins for a word that is none.

        There a name is what the registry knows, a given name and one more, or a word that has a capital elsewhere too.
        """
        known = self._known_at(reading, i)
        if known or not reading.is_name(i) or reading.lower[i] in CLOSED_CLASS:
            return known or i
        if reading.lower[i] in given_names() and i + 1 < len(reading.words) and _is_open(reading, i + 1):
            return i + 2
        word = reading.words[i]
        return i + (word in written or (word.isupper() and word.capitalize() in written))

    def _may_start(self, reading: Reading, i: int, initials: frozenset[int], written: frozenset[str]) -> bool:
        word = reading.words[i]
        if not reading.is_name(i) or not any(c.isalpha() for c in word) or PARTY.fullmatch(reading.lower[i]):
            return False
        if reading.lower[i] in CLOSED_CLASS or (reading.lower[i] in UNNAMED_HEADS and reading.lower[i] not in TITLES):
            return False
        if i not in initials or reading.lower[i] in TITLES or word in written or self._known_at(reading, i):
            return True
        following = reading.lower[i + 1] if i + 1 < len(reading.words) else ""
        labels = following == ":" and word.isupper()
        follows = labels or (bool(following) and (reading.is_name(i + 1) or following in CUES or following == "'s"))
        return (follows and reading.lower[i] not in CUES) or reading.lower[i] in given_names()

    def _known_at(self, reading: Reading, i: int) -> int:
        """Return where the longest name of the registry that begins at a word ends; 0 where none does."""
        longest = self.lengths.get(name_key(reading.words[i]), 0)
        for end in range(min(i + longest, reading.sentence_at(i).end), i, -1):
            if reading.is_name(end - 1) and self.registry.find(reading.text((i, end))):
                return end
        return 0

    def _run_end(self, reading: Reading, start: int) -> int:
        """Return where the run of capitalised words that begins at a word ends."""
        known = self._known_at(reading, start)
        end = max(known, start + 1)
        while end < min(len(reading.words), start + _LONGEST) and self._goes_on(reading, start, end):
            end += 1
        while end > start + 1 and end > known and reading.lower[end - 1] in _PARTICLES | {"of", "the", "and", "&"}:
            end -= 1
        return end

    def _goes_on(self, reading: Reading, start: int, i: int) -> bool:
        if reading.region_of[i] != reading.region_of[i - 1] or reading.sentence_of[i] != reading.sentence_of[i - 1]:
            return False
        following = i + 1 < len(reading.words) and reading.is_name(i + 1)
        word = reading.lower[i]
        if word in _PARTICLES or word == "&":
            return following
        if word in {"of", "the", "for", "on", "a", "at"}:
            return self._joins(reading, start, i)
        if word == "and":
            return following and self._is_listed(reading, start, i)
        if word in SUFFIXES or (word == "," and following and reading.lower[i + 1] in SUFFIXES):
            return True
        return reading.is_name(i) and reading.words[i][:1].isalpha() and word not in CLOSED_CLASS - {"all"}

    def _joins(self, reading: Reading, start: int, i: int) -> bool:
        """Say whether a small word stands inside a name: "Committee for a Responsible Federal Budget"."""
        before, after = reading.lower[i - 1], i + 1
        if after >= len(reading.words):
            return False
        if reading.lower[i] == "at":
            return reading.is_name(after) and reading.lower[start : start + 2] == ("university", "of")
        if reading.lower[i] in {"the", "a"}:
            return before in {"of", "for", "on"} and reading.is_name(after)
        is_head = before in BODY_HEADS or (reading.lower[i] == "of" and before in {"secretary", *_PLURAL_HEADS})
        article = reading.lower[after] in {"the", "a"} and after + 1 < len(reading.words) and reading.is_name(after + 1)
        return is_head and (reading.is_name(after) or article)

    def _is_listed(self, reading: Reading, start: int, i: int) -> bool:
        """Say whether "and" stands inside a body's name: "Center for Media and Public Affairs"."""
        after = reading.lower[i + 1]
        if after in given_names() or self._known_at(reading, i + 1):
            return False
        opens = reading.lower[start:i]
        hung = any(a in BODY_HEADS and b in {"of", "for", "on"} for a, b in pairwise(opens))
        return (hung and after not in TITLES) or self._is_shared(reading, start, i)

    def _is_shared(self, reading: Reading, start: int, i: int) -> bool:
        """Say whether a body's noun belongs to what stands on both sides: "the Food and Drug Administration"."""
        if start == 0 or reading.lower[start - 1] != "the" or self._known_at(reading, start):
            return False
        end = i + 1
        while end < len(reading.words) and reading.is_name(end) and reading.lower[end] not in CLOSED_CLASS:
            end += 1
        inside = {*reading.lower[start:i], *reading.lower[i + 1 : end - 1]}
        is_body = end - i > _FULL and reading.lower[end - 1] in BODY_HEADS and reading.lower[i - 1] not in BODY_HEADS
        return is_body and inside.isdisjoint(PERSON_TITLES | given_names().keys())

    def _split(self, reading: Reading, start: int, end: int, surnames: frozenset[str]) -> Iterator[Name]:
        """Cut a run of capitalised words into titles, demonyms and names."""
        known = self._known_at(reading, start)
        if known < end and reading.lower[end - 1] in _PARTISANS:
            end -= 1
        if start == end or self._demonym_at(reading, start) == end:
            return
        if known == end:
            yield self._name(reading, (start, end), title="")
            return
        word = reading.lower[start]
        if end - start == 1 and (word in PERSON_TITLES | UNNAMED_HEADS or f"{word}." in TITLES):
            return
        if _is_body(reading, start, end):
            yield self._name(reading, (start, end), title="")
            return
        title = self._title_inside(reading, start, end)
        if title:
            yield from self._split(reading, start, title, surnames)
            yield from self._split(reading, title, end, surnames)
            return
        first, title_words = start, list[str]()
        while first < end - 1 and self._is_title(reading, first, end):
            stop = min(max(self._demonym_at(reading, first), first + 1), end - 1)
            if stop == end - 1 and reading.lower[first] not in TITLES:
                break
            title_words += reading.lower[first:stop]
            first = stop
        known = self._known_at(reading, first)
        if first < known < end and not self._is_longer_name(reading, known, end, surnames):
            yield self._name(reading, (first, known), title=" ".join(title_words))
            yield from self._split(reading, known, end, surnames)
            return
        yield self._name(reading, (first, end), title=" ".join(title_words))

    def _title_inside(self, reading: Reading, start: int, end: int) -> int:
        """Return where a title cuts a run in two: "Wells Fargo | CEO John Stumpf"; 0 where none does."""
        lower = reading.lower
        for i in range(start + 1, end - 1):
            if lower[i] not in TITLES or lower[i - 1] in TITLES or self._known_at(reading, start) > i:
                continue
            stop = next((k for k in range(i, end) if lower[k] not in TITLES), end)
            given = stop < end - 1 and lower[stop] in given_names()
            if given or not PERSON_TITLES.isdisjoint(lower[i:stop]):
                return i
        return 0

    def _is_title(self, reading: Reading, i: int, end: int) -> bool:
        word = reading.lower[i]
        if not (reading.is_name(i + 1) or "of" in reading.lower[i : i + 2]):
            return False
        if self._known_at(reading, i) > i + 1 and not self._demonym_at(reading, i):
            return False
        is_of = word == "of" and i + 1 < end
        after_of = reading.lower[i - 1] == "of" and reading.lower[i] in TITLES | {"state", "defense", "commerce"}
        return word in TITLES or bool(self._demonym_at(reading, i)) or is_of or after_of

    def _demonym_at(self, reading: Reading, i: int) -> int:
        """Return where the demonym that begins at a word ends, "Russian" or "North Korean"; 0 where none does."""
        ends = (i + _FULL, i + 1)
        return next((end for end in ends if " ".join(reading.lower[i:end]) in self.demonyms), 0)

    def _is_longer_name(self, reading: Reading, known: int, end: int, surnames: frozenset[str]) -> bool:
        """Say whether what follows a known name belongs to a longer one: "Washington" in "Washington Monument"."""
        word = reading.lower[known]
        # "In an interview with CNN Roe said": whose full name the article gives is no part of the medium.
        speaks = end - known == 1 and word in surnames and end < len(reading.words) and reading.lower[end] in CUES
        if word in TITLES or word in self.demonyms or speaks:
            return False
        return word in BODY_HEADS or word not in given_names() or end - known < _FULL

    def _name(self, reading: Reading, tokens: TokenRange, *, title: str) -> Name:
        text = " ".join(reading.text(tokens).split())
        known = self.registry.find(text)
        kind = known.kind if known else self._kind(reading, tokens, title)
        return Name(tokens=tokens, text=text, kind=kind, known=known, gender=_gender(text, title, known), title=title)

    def _kind(self, reading: Reading, tokens: TokenRange, title: str) -> AgentKind | None:
        lower = reading.lower[tokens[0] : tokens[1]]
        if lower[-1] in BODY_HEADS | MEDIA_HEADS or (len(lower) > _FULL and "of" in lower):
            return AgentKind.ORGANISATION
        if title and set(title.split()) - self.demonyms:
            return AgentKind.PERSON
        if len(lower) >= _FULL and lower[0] in given_names():
            return AgentKind.PERSON
        last = reading.words[tokens[1] - 1]
        if len(lower) == 1 and last.isupper() and len(last) > 1:
            return AgentKind.ORGANISATION
        return None


def build_finder(registry: Registry) -> NameFinder:
    """Index a registry for finding names."""
    lengths: dict[str, int] = {}
    demonyms = set()
    for known in registry.known:
        demonyms |= {d.lower() for d in known.demonyms}
        for name in (known.name, *known.aliases, *known.short_names, *known.descriptions):
            parts = re.sub(r"^(?:the|a) ", "", name, flags=re.IGNORECASE).split()
            if parts:
                key = name_key(parts[0])
                lengths[key] = max(lengths.get(key, 0), len(parts) + 2)
    return NameFinder(registry, frozenset(demonyms), lengths)


def _is_body(reading: Reading, start: int, end: int) -> bool:
    """Say whether a run is a body's name, to which titles and demonyms belong: "Justice Department"."""
    inside = reading.lower[start:end]
    is_body = len(inside) >= _FULL and inside[-1] in BODY_HEADS
    return is_body and (inside[-1] in _NO_SURNAMES or PERSON_TITLES.isdisjoint(inside))


def _is_open(reading: Reading, i: int) -> bool:
    """Say whether a word with a capital may be somebody's surname."""
    return reading.is_name(i) and reading.lower[i] not in CLOSED_CLASS and reading.lower[i] not in CUES


def _with_labels(reading: Reading, names: Sequence[Name]) -> tuple[Name, ...]:
    """Let the entities of a doc say what a name names where nothing else does; mentions of a name vote together."""
    word_at = {token: word for word, token in enumerate(reading.at)}
    labels = {word_at.get(t, -1): entity.label_ for entity in reading.doc.ents for t in range(entity.start, entity.end)}
    votes: dict[str, Counter[str]] = {}
    for name in names:
        label = labels.get(name.tokens[1] - 1)
        if label:
            votes.setdefault(name_key(name.text), Counter())[label] += 1
    return tuple(_with_label(name, votes.get(name_key(name.text))) for name in names)


def _with_label(name: Name, votes: Mapping[str, int] | None) -> Name:
    if name.kind or name.known or not votes:
        return name
    label = max(votes, key=lambda label: votes[label])
    return replace(name, kind=_KINDS.get(label), is_place=label == _PLACE)


def _gender(text: str, title: str, known: KnownAgent | None) -> str | None:
    if known and known.gender:
        return known.gender
    titles = set(title.split())
    if titles & FEMALE_TITLES or titles & MALE_TITLES:
        return "f" if titles & FEMALE_TITLES else "m"
    first, _, rest = text.partition(" ")
    return gender_of_given(first) if rest else None


def gender_of_given(name: str) -> str | None:
    """Say what a given name suggests: `f`, `m`, or None where it may be a man's or a woman's."""
    gender = given_names().get(name.lower())
    return gender if gender in {"f", "m"} else None
