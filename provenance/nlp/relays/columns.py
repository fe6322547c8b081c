"""What journalists write: "wrote Jane Roe of the Guardian" stands in the Guardian.

Owns who writes for which medium, and which verbs of saying are verbs of writing.
"""

from bisect import bisect_left
from collections.abc import Sequence

from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import DETERMINERS
from provenance.nlp.relays.naming import is_person
from provenance.nlp.relays.parts import NEAR, Medium, Relay, Statement, Way, relay_words
from provenance.nlp.relays.programmes import full_name
from provenance.nlp.sentences import TokenRange

_TITLES = relay_words("hosts") | relay_words("adjectives") | DETERMINERS
_OF = frozenset({"of", "at", "for", "with", "from"})
_WRITES = frozenset({"wrote", "writes", "write", "written", "penned"})
_LONGEST_PERSON = 5
# How many paragraphs behind the medium its journalist may still be at work.
_REACH = 4


def find_column(cast: Cast, statement: Statement, media: Sequence[Medium]) -> Relay | None:
    """Find the medium in which a journalist writes, named beside him there or shortly before; None for none."""
    reading = cast.reading
    if not statement.speaker or _WRITES.isdisjoint(reading.lower[slice(*statement.cue or (0, 0))]):
        return None
    known = bisect_left(media, statement.sentence.end, key=lambda medium: medium.tokens[0])
    for medium in (media[n] for n in range(known - 1, -1, -1)):
        sentence = reading.sentence_at(medium.tokens[0])
        if statement.sentence.paragraph - sentence.paragraph > _REACH:
            return None
        writer, evidence = _writer_for(cast, medium)
        if writer == statement.speaker:
            is_here = sentence.start == statement.sentence.start
            return Relay(
                role=medium.role, name=medium.name, kind=medium.kind, mention=medium.tokens, evidence=evidence,
                outward=NEAR, way=Way.POST, explicit=is_here,
            )  # fmt: skip
    return None


def _writer_for(cast: Cast, medium: Medium) -> tuple[str | None, TokenRange]:
    """Name who is somebody of a medium, and the words that say so: "Ann Roe at NPR", "Ann Roe, a columnist for NPR"."""
    start, end = medium.phrase
    reading, i = cast.reading, start - 1
    if medium.host or i < 1 or reading.lower[i] not in _OF:
        return medium.host, (start, end)
    i -= 1
    while i > 0 and reading.lower[i] in _TITLES:
        i -= 1
    i -= reading.words[i] == ","
    names = cast.names_in((max(i - _LONGEST_PERSON, 0), i + 1))
    name = next((n for n in names if n.tokens[1] == i + 1 and is_person(cast, n)), None)
    return (full_name(cast, name), (name.tokens[0], end)) if name else (None, (start, end))
