"""Programmes and journalists, who stand for the medium that they are of.

Owns “Fox News Sunday,” as a name, and "CNN’s Wolf Blitzer" as a phrase of CNN.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.core.records import AgentKind, Role
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import DETERMINERS
from provenance.nlp.names import Name
from provenance.nlp.relays.naming import build_medium, find_phrase, is_person, words_within
from provenance.nlp.relays.parts import DAYS, Medium, relay_words
from provenance.nlp.sentences import Reading, TokenRange

_ADJECTIVES = relay_words("adjectives")
_HOSTS = relay_words("hosts")
_SHOWS = relay_words("shows")
_LONGEST_PROGRAMME = 7
# How many words back from its medium a journalist’s name begins.
_LONGEST_PERSON = 5
_BESIDE_HOSTS = frozenset({"and", "chief", "senior", "political", "white", "house", "national", "diplomatic", "legal"})
_HOSTED = frozenset({"radio", "television", "tv", "talk-show", "show", "podcast", "talk"})


def find_programmes(cast: Cast) -> Iterator[Medium]:
    """Find programmes named in marks: on “Fox News Sunday,”; a guest of the show “The View”."""
    reading = cast.reading
    for region in reading.regions:
        words = words_within(reading, region)
        if not words or words[1] - words[0] > _LONGEST_PROGRAMME or not _is_on_air(reading, region):
            continue
        if not reading.is_name(words[0]) or sum(map(reading.is_name, range(*words))) * 2 < words[1] - words[0]:
            continue
        text = " ".join(reading.text(words).split())
        known = cast.registry.find(text)
        if known is None or known.relay:
            role = known.relay if known and known.relay else Role.OUTLET
            yield build_medium(reading, region, known.name if known else text, role=role, form="programme")


def _is_on_air(reading: Reading, region: TokenRange) -> bool:
    """Say whether the words beside marks tell of a programme: "on", "the show", "an episode of"."""
    start, end = region
    start -= start > 0 and reading.lower[start - 1] == "the"
    before = reading.lower[start - 1] if start else ""
    of_show = before == "of" and reading.lower[start - 2] in _SHOWS
    return before == "on" or before in _SHOWS or of_show or not _SHOWS.isdisjoint(reading.lower[end : end + 1])


def with_journalist(cast: Cast, medium: Medium) -> Medium:
    """Take in the programme or journalist of a medium: "CNN’s Wolf Blitzer", "ABC’s “This Week”", "Ann Roe of NPR"."""
    before = _journalist_before(cast, medium)
    return before or _with_behind(cast, medium)


def _journalist_before(cast: Cast, medium: Medium) -> Medium | None:
    """Take in a journalist who is somebody "of" a medium, and his title: "the anchor Ann Roe of NPR"."""
    reading, (start, end) = cast.reading, medium.phrase
    if medium.role is not Role.OUTLET or start < 1 or reading.lower[start - 1] not in {"of", "from"}:
        return None
    name = next((n for n in cast.names_in((max(start - _LONGEST_PERSON, 0), start)) if n.tokens[1] == start - 1), None)
    if name is None or not is_person(cast, name) or " " not in name.text:
        return None
    first = name.tokens[0]
    while first > 0 and reading.lower[first - 1] in _HOSTS | DETERMINERS:
        first -= 1
    return replace(medium, phrase=(first, end), host=full_name(cast, name))


def full_name(cast: Cast, name: Name) -> str:
    """Return the full name of somebody, as far as the article tells it."""
    member = cast.meet(name)
    return member.name if member else name.text


def _with_behind(cast: Cast, medium: Medium) -> Medium:
    """Take in a programme or journalist behind: "CNN’s Wolf Blitzer", "Fox News host Jane Roe", "ABC’s “This Week”"."""
    reading, (start, end) = cast.reading, medium.phrase
    if end + 1 >= len(reading.words):
        return medium
    owns = reading.lower[end] in {"'s", "'"}
    i = end + owns
    if owns and reading.region_of[i] >= 0:
        return replace(medium, phrase=(start, reading.regions[reading.region_of[i]][1]))
    host = i
    while host + 1 < len(reading.words) and reading.lower[host] in _HOSTS | _ADJECTIVES | _BESIDE_HOSTS:
        host += 1
    name = next(iter(cast.names_in((i, host + 1))), None)
    if name is None or not (owns or _HOSTS & set(reading.lower[i:host])):
        return medium
    stop = _programme_end(reading, name.tokens[1]) if owns and host == i else name.tokens[1]
    is_host = stop == name.tokens[1] and is_person(cast, name) and DAYS.isdisjoint(name.text.lower().split())
    return replace(medium, phrase=(start, stop), host=full_name(cast, name) if is_host else None)


def _programme_end(reading: Reading, end: int) -> int:
    """Return where the name of a programme ends whose small words cut it: "Meet the Press"."""
    if (
        reading.lower[end : end + 1] not in {("the",), ("with",), ("of",), ("&",)}
        or not reading.words[end + 1 : end + 2]
    ):
        return end
    stop = end + 1
    while stop < len(reading.words) and reading.is_name(stop):
        stop += 1
    return stop if stop > end + 1 else end


def find_hosts(cast: Cast, media: Sequence[Medium]) -> Iterator[Medium]:
    """Find journalists who stand for their medium: "told Blitzer" after "CNN’s Wolf Blitzer"; "radio host Hugh Roe"."""
    reading = cast.reading
    employers = {m.host: m for m in media if m.host}
    named = {i for medium in media for i in range(*medium.phrase)}
    for name in cast.names:
        person = full_name(cast, name)
        start = name.tokens[0]
        if start in named:
            continue
        if person in employers and DAYS.isdisjoint(name.text.lower().split()):
            phrase = find_phrase(reading, name.tokens)
            yield replace(employers[person], tokens=name.tokens, phrase=phrase)
        elif start > 1 and reading.lower[start - 1] in _HOSTS and reading.lower[start - 2] in _HOSTED:
            tokens = (start - 2, name.tokens[1])
            on_air = build_medium(reading, tokens, person, role=Role.OUTLET, kind=AgentKind.PERSON, form="programme")
            yield replace(on_air, host=person)
