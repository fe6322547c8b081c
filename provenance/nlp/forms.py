"""The forms of one name: which full names mean the same person, and which short forms stand for a name.

Owns names as strings, without an article around them. In doubt two names are two people.
"""

import re
from collections.abc import Iterator, Sequence

from provenance.core.likeness.lists import ARABIC_VARIANTS, NICKNAMES
from provenance.core.records import AgentKind
from provenance.core.text import name_key
from provenance.nlp.lexicon import BODY_HEADS, SUFFIXES, TITLES

_SUFFIXES = frozenset(suffix.strip(".") for suffix in SUFFIXES)
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "a", "&"})
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_SHORTEST_ACRONYM = 2
# Within one article two spellings of a given name are one person's, if the family name is the same.
_GIVEN = {**ARABIC_VARIANTS, **NICKNAMES}
_DIRECTIONS = frozenset({"north", "south", "east", "west", "new", "central", "united", "national", "international"})


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, in their order, without what keeps father and son apart.

    Example:
        >>> name_words("Martin Luther King Jr.")
        ('martin', 'luther', 'king')
    """
    return tuple(word for word in _plain(name) if word not in _SUFFIXES)


def _plain(name: str) -> list[str]:
    return [word.lower().strip(".").replace("’", "'") for word in _WORD.findall(name)]


def is_same_person(one: str, other: str) -> bool:
    """Say whether two full names in one article are the same person's.

    The family name must be the same. A nickname stands for its given name and an initial for what begins with it, a
    middle name may be left out, as the given name may before a family name of two words. What keeps father and son
    apart is never left out.

    Example:
        >>> is_same_person("Donald J. Trump", "Donald Trump"), is_same_person("George W. Bush", "George H.W. Bush")
        (True, False)
        >>> is_same_person("Kim Jong Un", "Kim Yo Jong"), is_same_person("Jim Roe", "James Roe Jr.")
        (False, False)
        >>> is_same_person("Enrique Peña Nieto", "Peña Nieto")
        True
    """
    left, right = name_words(one), name_words(other)
    if not left or not right or left[-1] != right[-1] or _suffix(one) != _suffix(other):
        return False
    if min(len(left), len(right)) == 1:
        return False
    short, long = sorted((left, right), key=len)
    if len(short) < len(long) and long[-len(short) :] == short:
        return True
    if not _is_alike(left[0], right[0]):
        return False
    return _are_alike(left[1:-1], right[1:-1])


def _suffix(name: str) -> frozenset[str]:
    return frozenset(_plain(name)) & _SUFFIXES


def _is_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    is_initial = len(short) == 1 and long.startswith(short)
    return is_initial or _GIVEN.get(short, short) == _GIVEN.get(long, long)


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Compare middle names: one side may leave them out, but not write others."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(map(_is_alike, one, other))


def short_forms(name: str, kind: AgentKind) -> Iterator[str]:
    """Yield the single words, as keys, that may stand for a name alone.

    For a person these are the last word and the first, since Korean, Chinese and Hungarian names begin with the family
    name; for a body its acronym, its last word ("the Times") and a first word that is its own ("Wells").
    """
    words = [word for word in name_words(name) if word not in _SMALL]
    if len(words) <= 1:
        return
    if kind is AgentKind.PERSON:
        yield from dict.fromkeys(name_key(word) for word in (words[-1], words[0]) if len(word) > 1)
        return
    acronym = acronym_of(name)
    first = words[0] if words[0] not in TITLES | BODY_HEADS | _DIRECTIONS else ""
    last = words[-1] if words[-1] in BODY_HEADS else ""
    yield from dict.fromkeys(name_key(form) for form in (acronym, first, last) if form)


def acronym_of(name: str) -> str:
    """Return the initials of a name's words, small words left out; empty where there are less than two.

    Example:
        >>> acronym_of("Council on American-Islamic Relations"), acronym_of("Consumer Financial Protection Bureau")
        ('cair', 'cfpb')
    """
    parts = [part for word in _plain(name) if word not in _SMALL for part in word.split("-") if part]
    return "".join(part[0] for part in parts) if len(parts) >= _SHORTEST_ACRONYM else ""
