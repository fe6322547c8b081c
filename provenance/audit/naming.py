"""Names in the words of articles: of people and bodies, of countries and parts of the world."""

import re
from functools import cache

from provenance.core.known import KnownAgent
from provenance.core.records import Agent
from provenance.core.text import name_key
from provenance.registry import load_registry

# Parts of the world that are no country, and so not in the registry.
_REGIONS = frozenset(
    {"western", "eastern", "northern", "southern", "european", "arab", "african", "asian", "latin", "gulf", "nordic"}
)
_SIGNS = "<>()[],.;:“”\"'’"
# What stands before any surname and tells nobody from another.
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


def is_place_word(word: str) -> bool:
    """Say whether a word tells a country, its people, or a part of the world: "North", "Koreans", "U.S.", "Western"."""
    return name_key(word) in _place_words() or name_key(word.removesuffix("s")) in _place_words()


def is_country(agent: Agent) -> bool:
    """Say whether an agent is a country of the registry."""
    return name_key(agent.name) in _country_names()


def names_in(description: str, *, text: str) -> list[str]:
    """Give the words of a description that are names.

    The first word may have its capital for its place in the sentence alone, unless the article writes it so elsewhere.

    Args:
        description: As the article writes it: "a State Department official".
        text: Of the article.
    """
    words = description.split()
    first = words[:1]
    capital = [word for word in words if word.strip(_SIGNS)[:1].isupper()]
    return [w for w in capital if [w] != first or is_place_word(w) or _is_name(w.strip(_SIGNS), text)]


def names_somebody(description: str, *, text: str) -> bool:
    """Say whether a description names a body or a person, and not only a country: "Mr. King's show"; see `names_in`."""
    return not all(map(is_place_word, names_in(description, text=text)))


def has_fuller_name(surname: str, *, text: str) -> bool:
    """Say whether an article writes a surname behind a given name or an office too: "Luis Rubio", "President Obama"."""
    before = re.finditer(rf"(?<=[a-z,;] )([A-Z][\w.'’-]*) {re.escape(surname)}\b", text)
    return any(found[1].strip(".").casefold() not in _COURTESY for found in before)


def _is_name(word: str, text: str) -> bool:
    """Say whether an article writes a word with a capital after a small letter, as it does with names alone.

    "Republicans" is a name where "a Republican" stands elsewhere.
    """
    stem = re.escape(word.removesuffix("s"))
    return (len(word) > 1 and word[:2].isupper()) or re.search(rf"[a-z,;] {stem}s?\b", text) is not None


@cache
def _place_words() -> frozenset[str]:
    spelt = (s for k in _countries() for s in (k.name, *k.aliases, *k.short_names, *k.demonyms))
    return _REGIONS | {word for spelling in spelt for word in name_key(spelling).split()}


@cache
def _country_names() -> frozenset[str]:
    return frozenset(name_key(name) for known in _countries() for name in (known.name, *known.aliases))


@cache
def _countries() -> tuple[KnownAgent, ...]:
    return tuple(known for known in load_registry().agents if known.demonyms)
