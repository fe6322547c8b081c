"""Media by their own names: those that the registry knows, and names that end like a medium’s.

Owns media as names. Those that only a common noun shows ("the official news agency") stand in `relays.described`.
"""

import re

from provenance.core.known import KnownAgent
from provenance.core.records import Role
from provenance.core.text import name_key
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import TELLING
from provenance.nlp.names import Name
from provenance.nlp.relays.naming import build_medium, is_person, stands_for_other
from provenance.nlp.relays.parts import DAYS, FORMS, NEEDS, Medium, relay_words
from provenance.nlp.sentences import Reading, TokenRange

_ENDINGS = relay_words("endings")
_BRANDS = relay_words("brands")
# Call letters of American stations.
# How sites write themselves: of those who are told something, names of that look are media ("told NowThis").
_COMPOUND = re.compile(r"(?!Mac|Van|Fitz)[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})+")
_CALL = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")


def find_named(cast: Cast, name: Name) -> Medium | None:
    """Read a name as that of a medium; None where it names somebody or something else."""
    reading, (start, end) = cast.reading, name.tokens
    if stands_for_other(reading, start, end):
        return None
    known = _known(cast, name)
    if known and known.relay:
        return _branded(cast, name.tokens, known, known.relay)
    opening = _opening(cast, name)
    if opening or known or is_person(cast, name) or not _sounds(reading, name):
        return opening
    form = FORMS.get(reading.lower[end - 1], "")
    role = Role.AGENCY if form == "agency" else Role.OUTLET
    return build_medium(reading, name.tokens, name.text, role=role, form=form)


def _known(cast: Cast, name: Name) -> KnownAgent | None:
    """Find whom the registry knows by a name, by the full name that it is short for, or with its article."""
    reading, start = cast.reading, name.tokens[0]
    member = cast.meet(name)
    known = name.known or (cast.registry.find(member.name) if member and _is_short(name, member.name) else None)
    if known is None and start and reading.words[start - 1] == "The":
        return cast.registry.find(f"The {name.text}")
    return known


def _sounds(reading: Reading, name: Name) -> bool:
    """Say whether a name that nobody knows is a medium’s: by its last word, as call letters, or as who was told."""
    start, end = name.tokens
    last, long = reading.lower[end - 1], end - start > 1
    if FORMS.get(last) == "agency" and NEEDS["agency"].isdisjoint(reading.lower[start:end]):
        return False
    if last in {"program", "programme"}:
        return False
    ends = (last in FORMS and long) or (last in _ENDINGS and (long or _is_definite(reading, start)))
    heard = start > 0 and reading.lower[start - 1] in TELLING | {"with"} and _COMPOUND.fullmatch(name.text)
    return ends or bool(heard) or _CALL.fullmatch(name.text) is not None


def _opening(cast: Cast, name: Name) -> Medium | None:
    """Find a known medium that opens a longer name: "CNN Tuesday", "TMZ Sports", but not "Times Square".

    Behind a leaker stands whose papers they are: "WikiLeaks Stratfor emails".
    """
    reading, (start, end) = cast.reading, name.tokens
    for stop in range(end - 1, start, -1):
        on_next_line = reading.sentence_of[stop] != reading.sentence_of[start]
        is_part = set(reading.lower[stop:end]) <= DAYS | _BRANDS
        known = cast.registry.find(reading.text((start, stop)))
        if known and known.relay and (on_next_line or is_part or known.relay is Role.LEAKER):
            return _branded(cast, (start, stop), known, known.relay)
    return None


def _branded(cast: Cast, tokens: TokenRange, known: KnownAgent, role: Role) -> Medium:
    """Take in what names a part of a medium: "Bloomberg Politics" is not all of Bloomberg."""
    reading, (start, end) = cast.reading, tokens
    stop = end
    while stop < len(reading.words) and reading.is_name(stop) and reading.lower[stop] in _BRANDS:
        stop += 1
    if stop == end or reading.region_of[stop - 1] != reading.region_of[start]:
        return build_medium(reading, tokens, known.name, role=role)
    if role is Role.PLATFORM:
        return build_medium(reading, (start, stop), known.name, role=role)
    text = " ".join(reading.text((start, stop)).split())
    part = cast.registry.find(text)
    return build_medium(reading, (start, stop), part.name if part else text, role=Role.OUTLET)


def _is_short(name: Name, full: str) -> bool:
    """Say whether a name ends like the full one, or is its acronym: "Chicago" is not the Chicago Tribune."""
    return name_key(name.text).split()[-1:] == name_key(full).split()[-1:] or _is_acronym(name.text)


def _is_definite(reading: Reading, start: int) -> bool:
    """Say whether "the" stands before a single word: "the Times", but not "Times"."""
    return start > 0 and reading.lower[start - 1] == "the"


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) > len("US")
