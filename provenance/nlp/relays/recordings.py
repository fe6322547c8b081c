"""Many voices that came one way: a transcript of a broadcast, a recording or papers that somebody published.

Owns relays that reach several speakers: all turns of a transcript, and what is heard in "the video that NBC aired".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.core.records import Role
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import AUXILIARIES, DETERMINERS, DOCUMENT_HEADS, NEUTER
from provenance.nlp.relays.binding import Occasion
from provenance.nlp.relays.parts import Relay, Statement, Way
from provenance.nlp.relays.tellers import find_givers
from provenance.nlp.sentences import Reading, Sentence

_FEWEST_TURNS = 3
_IN_IT = frozenset({"heard", "seen", "shown"})
_WITNESSES = _IN_IT | {"shows", "wrote", "writes"}
_MAIL = frozenset({"email", "e-mail", "letter", "message", "memo", "note", "text"})
_TURNS = frozenset({"transcript", "transcripts", "emails", "e-mails", "messages"})


def spread_recordings(
    cast: Cast,
    statements: Sequence[Statement],
    own: Sequence[Sequence[Relay]],
    occasions: Sequence[Occasion],
) -> list[tuple[Relay, ...]]:
    """Find the relays of statements that come from a transcript or recording.

    Args:
        cast: The people and bodies of the article.
        statements: In order.
        own: For each statement the relays that its own sentence names.
        occasions: Relays that no statement has.

    Returns:
        For each statement its relays, those of its own sentence among them.
    """
    reading = cast.reading
    found = [tuple(relays) for relays in own]
    order = sorted(range(len(statements)), key=lambda n: statements[n].place)
    _spread_transcript(reading, statements, own, occasions, found)
    records = {r.evidence: (r, o.sentence) for o in occasions if (r := o.relay).way is Way.RECORD}
    for relays, statement in zip(own, statements, strict=True):
        records |= {r.evidence: (r, statement.sentence) for r in relays if r.way is Way.RECORD}
    for relay, sentence in records.values():
        later = [n for n in order if statements[n].sentence.start >= sentence.end]
        carriers = (*find_givers(cast, sentence, relay), relay)
        heard = {s.speaker for s, r in zip(statements, own, strict=True) if relay in r} - {None}
        heard |= set(_find_voices(cast, sentence))
        for number in _heard(reading, relay, sentence.paragraph, [(n, statements[n]) for n in later], heard):
            if not own[number] or (relay.role is Role.LEAKER and _is_mail(reading, own[number])):
                kept = () if own[number] else found[number]
                found[number] = (*kept, *(replace(carrier, explicit=False) for carrier in carriers))
    return found


def _is_mail(reading: Reading, relays: Sequence[Relay]) -> bool:
    """Say whether relays are only whom mail was addressed to, which tells nothing of how leaked mail came out."""
    return all(r.way is Way.TOLD and not _MAIL.isdisjoint(reading.lower[slice(*r.evidence)]) for r in relays)


def _spread_transcript(
    reading: Reading,
    statements: Sequence[Statement],
    own: Sequence[Sequence[Relay]],
    occasions: Sequence[Occasion],
    found: list[tuple[Relay, ...]],
) -> None:
    """Give all turns of a transcript the broadcast that is named before them."""
    turns = [n for n, statement in enumerate(statements) if _is_turn(reading, statement)]
    if len(turns) < _FEWEST_TURNS:
        return
    first = min(
        statements[n].place for n in turns if statements[n].sentence.paragraph > 0 or len(turns) > _FEWEST_TURNS
    )
    body = sorted(statements[n].place for n in turns)[1]
    named = [relay for relays in own for relay in relays] + [occasion.relay for occasion in occasions]
    before = [r for r in named if r.way in {Way.TALK, Way.RECORD} and r.evidence[0] < max(first, body)]
    for number in turns:
        if before and not own[number]:
            found[number] = (replace(before[0], explicit=False),)


def _is_turn(reading: Reading, statement: Statement) -> bool:
    """Say whether a label with a colon gives the speaker: "WALLACE: Let’s start …"."""
    source = statement.source
    if source is None or source[1] >= len(reading.words) or reading.words[source[1]] != ":":
        return False
    return source[0] - statement.sentence.start <= 1


def _find_voices(cast: Cast, sentence: Sentence) -> Iterator[str]:
    """Find who is in a recording by what its paragraph says of it: "Ann Roe can be heard yelling"."""
    reading = cast.reading
    told = (s for s in reading.sentences if s.paragraph == sentence.paragraph and s.start >= sentence.start)
    for i in (i for s in told for i in range(s.start, s.end) if reading.lower[i] in _IN_IT):
        end = i
        while end > sentence.start and reading.lower[end - 1] in AUXILIARIES:
            end -= 1
        name = next((n for n in cast.names_in((sentence.start, i)) if n.tokens[1] == end < i), None)
        member = cast.meet(name) if name else None
        if member:
            yield member.name


def _heard(
    reading: Reading, relay: Relay, paragraph: int, later: Sequence[tuple[int, Statement]], heard: set[str | None]
) -> list[int]:
    """Find who is heard in a recording: in its own paragraph, and as long as the same voices go on."""
    found, last = [], paragraph
    turns = not _TURNS.isdisjoint(reading.lower[slice(*relay.evidence)])
    for number, statement in later:
        gap = statement.sentence.paragraph - last
        words = reading.lower[statement.sentence.start : statement.sentence.end]
        witness = turns or not _WITNESSES.isdisjoint(words) or _is_record(reading, statement)
        is_quoted = reading.region_of[statement.contents[0][0]] >= 0
        if gap > 1 + is_quoted:
            break
        if statement.speaker not in heard and not (statement.sentence.paragraph == paragraph and witness):
            if is_quoted:
                break
            continue
        found.append(number)
        heard = heard | {statement.speaker}
        last = statement.sentence.paragraph
    return found


def _is_record(reading: Reading, statement: Statement) -> bool:
    """Say whether the recording itself is the source: "it shows", "the footage shows"."""
    if statement.source is None:
        return False
    words = [w for w in reading.lower[slice(*statement.source)] if w not in DETERMINERS]
    return len(words) == 1 and words[0] in NEUTER | DOCUMENT_HEADS | {"footage", "recording", "tape", "audio", "clip"}
