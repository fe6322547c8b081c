"""Nouns that point back: "the senator", "the bank", "the 44-year-old"; and which bodies a noun may mean.

Owns what a noun tells of whom it means. Which of those who fit is meant is asked of the chooser.
"""

from collections.abc import Sequence
from dataclasses import replace

from provenance.core.records import AgentKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.antecedents import Anaphor, AnaphorKind, Candidate
from provenance.nlp.coreference.phrases import INDEFINITE, Phrase
from provenance.nlp.lexicon import (
    BODY_HEADS,
    FEMALE_TITLES,
    GENERIC_HEADS,
    MALE_TITLES,
    MEDIA_HEADS,
    STATES,
    TITLE_NOUNS,
    TITLES,
    UNNAMED_HEADS,
    kind_of_head,
    words,
)
from provenance.nlp.members import Member

POSSESSIVE = frozenset({"his", "her", "its", "their"})
DEFINITE = frozenset({"the", "this", "that"})
# How many words a headline's title without an article is long at most.
_CLOSE = 3
_AGE = "-year-old"
ROLES = (TITLES - words("title_parts")) | frozenset[str]().union(*TITLE_NOUNS.values())
_PERSON_NOUNS = UNNAMED_HEADS | GENERIC_HEADS | ROLES
_BODY_NOUNS = BODY_HEADS | MEDIA_HEADS | words("body_nouns")
_TOLD_NOUNS = words("told_nouns")
_NATIONAL = words("national_nouns")
_UNIQUE = _NATIONAL | words("unique_nouns")
_STATES = frozenset(" ".join(STATES.values()).split())


def gender_of(told: frozenset[str]) -> str | None:
    """Say what the words of a description tell: "congresswoman", "the former first lady"."""
    female = bool(told & (FEMALE_TITLES | {"woman", "mother", "wife", "daughter", "sister", "girl"}))
    male = bool(told & (MALE_TITLES | {"man", "father", "husband", "son", "brother", "boy"}))
    return None if female is male else "f" if female else "m"


def read_noun(cast: Cast, phrase: Phrase) -> Anaphor | None:
    """Read a description that points back: "the senator", "the bank"; None for one that points at nobody.

    A headline leaves the article out: "Senator from Texas says …".
    """
    reading, (start, end), head = cast.reading, phrase.core, phrase.head
    noun = reading.lower[head]
    kind = _noun_kind(noun)
    if kind is None or _is_plural(noun) or _is_named(cast, phrase, noun):
        return None
    limited = any(reading.lower[i] in INDEFINITE | POSSESSIVE for i in range(start, head))
    heads_line = noun in ROLES and not limited and reading.is_name(start) and end - start <= _CLOSE
    if reading.lower[start] not in DEFINITE and not heads_line:
        return None
    told = frozenset(reading.lower[slice(start, end)]) - DEFINITE
    names = frozenset(reading.lower[i] for i in range(start, end) if reading.is_name(i))
    return Anaphor(
        tokens=phrase.core,
        kind=kind,
        gender=gender_of(told),
        head=noun,
        words=told - {noun},
        names=names - DEFINITE - {noun},
    )


def _noun_kind(noun: str) -> AnaphorKind | None:
    if noun in _PERSON_NOUNS or noun.endswith(_AGE):
        return AnaphorKind.PERSON_NOUN
    return AnaphorKind.BODY_NOUN if noun in _BODY_NOUNS else None


def _is_plural(noun: str) -> bool:
    return kind_of_head(noun) is AgentKind.GROUP and noun != "media"


def _is_named(cast: Cast, phrase: Phrase, noun: str) -> bool:
    """Say whether a name in a description tells who it is: "Huckabee’s campaign", "the Turkish government"."""
    reading = cast.reading
    if noun in _NATIONAL and any(_is_demonym(cast, i) for i in range(phrase.core[0], phrase.head)):
        return True
    names = [n for n in phrase.names if n.start <= phrase.head and not (n.known and n.known.demonyms)]
    return any(noun not in ROLES or "'s" in reading.lower[n.tokens[1] : phrase.head] for n in names)


def _is_demonym(cast: Cast, i: int) -> bool:
    words_ = cast.reading.words
    return any(cast.registry.country(" ".join(words_[start : i + 1])) for start in (i, i - 1))


def find_possessive(cast: Cast, phrase: Phrase) -> int | None:
    """Return where the mark stands by which a noun owns what is described: "the former vice president’s spokeswoman".

    Returns:
        None where no noun owns it; a name that does is part of the description.
    """
    lower, (start, _) = cast.reading.lower, phrase.core
    mark = next((i for i in range(start + 1, phrase.head) if lower[i] in {"'s", "'"}), None)
    if mark is None or any(n.start < mark <= n.tokens[1] for n in phrase.names):
        return None
    return mark if lower[start] in DEFINITE and _noun_kind(lower[mark - 1]) else None


def find_owner(cast: Cast, phrase: Phrase) -> Member | None:
    """Return who owns what is described, by name: "Roe’s former lawyer"; None where no name does."""
    lower = cast.reading.lower
    owner = next((n for n in phrase.names if "'s" in lower[n.tokens[1] : min(n.tokens[1] + 1, phrase.head)]), None)
    return cast.meet(owner) if owner else None


def narrow(noun: Anaphor, candidates: Sequence[Candidate]) -> tuple[Anaphor, tuple[Candidate, ...]]:
    """Keep those of whom the article tells what a noun says: a title, a party, where somebody is from.

    Returns:
        The noun, which means one of them for sure where all that it says is told; and who is left.
    """
    left = tuple(c for c in candidates if not is_from_elsewhere(noun, c.last.member.words))
    if not is_open(noun):
        left = tuple(c for c in left if noun.head in c.last.member.words)
    fitting = tuple(c for c in left if noun.names & c.last.member.words)
    is_told = bool(fitting) and noun.names <= frozenset[str]().union(*(c.last.member.words for c in fitting))
    is_title = not is_open(noun) and noun.names - TITLES <= _STATES
    return replace(noun, is_one_of_these=is_told or is_title), fitting or left


def is_from_elsewhere(noun: Anaphor, told: frozenset[str]) -> bool:
    """Say whether "the Florida senator" cannot be somebody, because he is from Iowa."""
    places = noun.names & _STATES
    return bool(places) and bool(told & _STATES) and told.isdisjoint(places)


def is_bare(noun: Anaphor) -> bool:
    """Say whether a noun tells nothing by itself: "the minister", but not "the police", of whom there is but one."""
    return not noun.words and noun.head not in _UNIQUE


def is_open(noun: Anaphor) -> bool:
    """Say whether a noun may mean anybody of its kind: "the candidate", not "the minister", whom a title must tell.

    Who is called by what he was, "the former first lady", is somebody of whom the text has spoken.
    """
    if noun.kind is AnaphorKind.BODY_NOUN:
        return noun.head not in _TOLD_NOUNS
    return noun.head in GENERIC_HEADS or "former" in noun.words or noun.head.endswith(_AGE)
