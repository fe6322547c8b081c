"""Whose words a relay carried: the statements of a sentence that each relay named in it belongs to.

Owns what happens inside one sentence. Relays that no statement of their sentence can have, since they stand inside the
words of another or nobody is quoted there, become occasions: they tell where somebody spoke whose words come later.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.core.records import AgentKind, Role
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import CUES, FEMALE, MALE
from provenance.nlp.relays.links import ASKING, find_link
from provenance.nlp.relays.parts import OUTER, Medium, Relay, Statement, Way, holds
from provenance.nlp.relays.posts import find_posts
from provenance.nlp.relays.tellers import find_tellers
from provenance.nlp.relays.translations import find_translations
from provenance.nlp.sentences import Reading, Sentence, TokenRange, overlaps

# What may still follow an occasion at the end of a content: "in an interview with CNN on Tuesday night."
_TAIL = 4
_SHORTEST = 3
# How far behind an occasion in front its speaker stands.
_BEHIND = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A relay outside of any statement, and who spoke there.

    Attributes:
        speaker: Name of whoever spoke; None where nothing tells.
        relay: The relay.
        sentence: Where it stands.
    """

    speaker: str | None
    relay: Relay
    sentence: Sentence


def bind_relays(
    cast: Cast, statements: Sequence[Statement], media: Sequence[Medium]
) -> tuple[list[list[Relay]], list[Occasion]]:
    """Give every relay that the text names to the statements of its sentence.

    Returns:
        For each statement its relays, in the order of the text; and the relays that no statement has.
    """
    by_sentence: dict[int, list[int]] = {}
    for number, statement in enumerate(statements):
        by_sentence.setdefault(statement.sentence.start, []).append(number)
    own: list[list[Relay]] = [[] for _ in statements]
    free = []
    for sentence, relay in (*_linked(cast.reading, media), *find_tellers(cast, statements, media)):
        near = by_sentence.get(sentence.start, [])
        bound = _owners(cast, relay, [(n, statements[n]) for n in near])
        for number in bound:
            own[number].append(relay)
        if all(statements[n].speaker is None for n in bound):
            speaker = _subject(cast, relay, sentence, statements)
            free.append(Occasion(speaker=speaker, relay=relay, sentence=sentence))
    return own, free


def _linked(reading: Reading, media: Sequence[Medium]) -> Iterator[tuple[Sentence, Relay]]:
    """Yield the relays of each sentence, in the order of the text."""
    for sentence in reading.sentences:
        words = sentence.start, sentence.end
        first = bisect_left(media, sentence.start, key=lambda m: m.tokens[0])
        for medium in media[first:]:
            if medium.tokens[0] >= sentence.end:
                break
            relay = find_link(reading, medium, floor=words[0], ceiling=words[1])
            if relay:
                yield sentence, relay
        for other in (*find_translations(reading, *words), *find_posts(reading, *words)):
            yield sentence, other


def _owners(cast: Cast, relay: Relay, near: Sequence[tuple[int, Statement]]) -> list[int]:
    """Find the statements of a sentence that came through a relay."""
    if relay.way is Way.TALK and (cast.reading.lower[relay.evidence[1] - 1] in ASKING or _has_agent(cast, relay)):
        return []
    able = [(n, s) for n, s in near if not _is_source(relay, s) and not _is_inside(cast, relay, s)]
    if relay.way is Way.REPORT and relay.outward == OUTER:
        account = next((s for _, s in near if _is_source(relay, s)), None)
        return [n for n, s in able if account is None or holds(account, s)]
    if not able:
        return []
    start = relay.evidence[0]
    told = next(((n, s) for n, s in able if overlaps(relay.evidence, s.cue)), None)
    before = [(n, s) for n, s in able if s.place <= start]
    if relay.way is Way.TOLD and told is None and before and _is_past(cast.reading, relay):
        return []
    number, owner = told or (before[-1] if before else able[0])
    same = [(n, s) for n, s in able if s.speaker == owner.speaker and s is not owner]
    if relay.way is Way.TOLD:
        same = [(n, s) for n, s in same if s.place > start]
    return sorted({number, *(n for n, _ in same)})


def _has_agent(cast: Cast, relay: Relay) -> bool:
    """Say whether an occasion is that of whoever stands right before it: "cited by Jane Roe in an interview with"."""
    start = relay.evidence[0]
    before = [n for n in cast.names_in((max(start - _BEHIND, 0), start)) if n.tokens[1] == start]
    return any(n.kind is AgentKind.PERSON and cast.reading.lower[n.tokens[0] - 1] == "by" for n in before)


def _is_past(reading: Reading, relay: Relay) -> bool:
    """Say whether "told" stands in a relative clause of its own: "who told CNN last week that"."""
    start = relay.evidence[0]
    return start > 0 and reading.lower[start - 1] in {"who", "which"}


def _is_source(relay: Relay, statement: Statement) -> bool:
    """Say whether a relay is the source itself; what published a source may be part of it: "the tape aired by NBC"."""
    if relay.role is Role.PLATFORM or not overlaps(relay.mention or relay.evidence, statement.source):
        return False
    return statement.source is None or relay.evidence[0] <= statement.source[0]


def _is_inside(cast: Cast, relay: Relay, statement: Statement) -> bool:
    """Say whether a relay stands inside the words that are reported, and not at their end."""
    reading = cast.reading
    for start, end in statement.contents:
        if not start <= relay.evidence[0] < end:
            continue
        if reading.region_of[relay.evidence[0]] >= 0 or relay.way in {Way.TOLD, Way.REPORT}:
            return not _is_alone(reading, relay.evidence)
        early = relay.evidence[0] - start < _SHORTEST or relay.evidence[1] + _TAIL < end
        cued = any(reading.lower[i] in CUES or reading.lower[i] == "by" for i in range(start, relay.evidence[0]))
        named = any(n.kind is AgentKind.PERSON for n in cast.names_in((start, relay.evidence[0])))
        return early or cued or named
    return False


def _is_alone(reading: Reading, words: TokenRange) -> bool:
    """Say whether words are all that stands in their marks: the name of a programme."""
    number = reading.region_of[words[0]]
    return number >= 0 and reading.regions[number][1] - reading.regions[number][0] <= words[1] - words[0] + 3


def _subject(cast: Cast, relay: Relay, sentence: Sentence, statements: Sequence[Statement]) -> str | None:
    """Find who spoke on an occasion that nobody is quoted from in its own sentence."""
    start, end = relay.evidence
    behind = range(end, min(end + _BEHIND, sentence.end))
    if cast.reading.lower[end - 1] in ASKING:
        return _first_person(cast, behind, sentence, statements)
    before = range(start - 1, sentence.start - 1, -1)
    # "In an interview with CNN, Pence was asked about it."
    return _first_person(cast, before, sentence, statements) or _first_person(cast, behind, sentence, statements)


def _first_person(cast: Cast, places: Sequence[int], sentence: Sentence, statements: Sequence[Statement]) -> str | None:
    """Return the first person in a range of words, by name or as the one who spoke last."""
    for i in places:
        if cast.reading.lower[i] in MALE | FEMALE:
            return _last_speaker(sentence, statements)
        name = next(iter(cast.names_in((i, i + 1))), None)
        member = cast.meet(name) if name else None
        if member and member.kind is AgentKind.PERSON:
            return member.name
    return None


def _last_speaker(sentence: Sentence, statements: Sequence[Statement]) -> str | None:
    """Return the person who spoke last before a sentence, at most a paragraph before it."""
    before = [s for s in statements if s.place < sentence.start and s.kind is AgentKind.PERSON]
    near = before and sentence.paragraph - before[-1].sentence.paragraph <= 1
    return before[-1].speaker if near else None
