"""What the finders of media share: a medium with the phrase around it, and whether a name is a person’s.

Owns phrases around names, and no decision on what is a medium.
"""

from provenance.core.records import AgentKind, Role
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import DETERMINERS
from provenance.nlp.names import Name
from provenance.nlp.relays.parts import FORMS, Medium, relay_words
from provenance.nlp.sentences import Reading, TokenRange

_ADJECTIVES = relay_words("adjectives")
_OTHERS = relay_words("others")
_JOINTS = frozenset({"-", "/"})
# "that" joins a clause as often as it points: "said that CNN had".
_POINTING = DETERMINERS - {"that"}
LONGEST_NAME = 4


def build_medium(
    reading: Reading,
    tokens: TokenRange,
    name: str,
    *,
    role: Role,
    kind: AgentKind = AgentKind.ORGANISATION,
    form: str = "",
) -> Medium:
    """Build a medium with the phrase around it."""
    return Medium(tokens=tokens, phrase=find_phrase(reading, tokens), name=name, role=role, kind=kind, form=form)


def find_phrase(reading: Reading, tokens: TokenRange) -> TokenRange:
    """Take in what belongs to a medium: marks that hold nothing else, and on the left "the state-run", "Taiwan’s"."""
    (start, end), floor = _with_marks(reading, tokens), reading.sentence_at(tokens[0]).start
    while start > floor:
        word = reading.lower[start - 1]
        owner = start - 1 > floor and word == "'s" and reading.is_name(start - 2)
        if owner:
            start -= 2
            while start > floor and reading.is_name(start - 1) and reading.region_of[start - 1] < 0:
                start -= 1
        elif word in _POINTING | _ADJECTIVES or word in FORMS or _is_qualified(reading, start, floor=floor):
            start -= 1
        else:
            break
    return start, end


def _is_qualified(reading: Reading, start: int, *, floor: int) -> bool:
    """Say whether any adjective stands between a determiner and a kind: "Russia’s propagandistic network RT"."""
    if start - 1 <= floor or reading.lower[start] not in FORMS or not reading.words[start - 1].isalpha():
        return False
    return reading.words[start - 1].islower() and reading.lower[start - 2] in _POINTING | {"'s"}


def words_within(reading: Reading, region: TokenRange) -> TokenRange | None:
    """Return the words between the marks of a region, from the first to the last; None for none."""
    words = [i for i in range(*region) if reading.words[i][:1].isalnum()]
    return (words[0], words[-1] + 1) if words else None


def _with_marks(reading: Reading, tokens: TokenRange) -> TokenRange:
    """Take in the marks of a name that stands in them alone: “Panorama,”."""
    number = reading.region_of[tokens[0]]
    if number < 0:
        return tokens
    start, end = reading.regions[number]
    around = (*range(start, tokens[0]), *range(tokens[1], end))
    return tokens if any(reading.words[i][:1].isalnum() for i in around) else (start, end)


def stands_for_other(reading: Reading, start: int, end: int) -> bool:
    """Say whether a name goes on behind, or stands for something else: "CNN/ORC", "CNN poll", "Twitter users"."""
    if end >= len(reading.words):
        return False
    joined = reading.words[end] in _JOINTS or (start > 0 and reading.words[start - 1] in _JOINTS)
    return joined or reading.lower[end] in _OTHERS


def is_person(cast: Cast, name: Name) -> bool:
    """Say whether a name is somebody’s; a single word of which nothing is known may be a medium’s."""
    member = cast.meet(name)
    full = member is not None and member.kind is AgentKind.PERSON and (" " in member.name or bool(member.gender))
    return name.kind is AgentKind.PERSON or full


def known_at(cast: Cast, i: int) -> Name | None:
    """Find a known medium that begins at a word, its article included: "The Hindu", "Foreign Policy"."""
    reading, stop = cast.reading, i
    while stop < min(len(reading.words), i + LONGEST_NAME) and reading.is_name(stop):
        stop += 1
    for end in range(stop, i, -1):
        known = cast.registry.find(reading.text((i, end)))
        if known and known.relay:
            return Name(tokens=(i, end), text=known.name, kind=AgentKind.ORGANISATION, known=known)
    return None
