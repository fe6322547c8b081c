"""Who retells the words of another: those "according to" whom somebody said it, and whose own words hold the words.

Owns the relays that are no media: persons and documents. "“He told me ‘never’,” Ms. Roe said" has Ms. Roe as a relay
of what he told her; "the driver said that he was sober, according to a police report" has the report.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.core.records import AgentKind, Role
from provenance.nlp.cast import Cast
from provenance.nlp.contents import Attribution
from provenance.nlp.coreference import find_voices
from provenance.nlp.lexicon import BODY_HEADS, MEDIA_HEADS
from provenance.nlp.relays.parts import NEAR, OUTER, Medium, Relay, Statement, Way, holds, relay_words
from provenance.nlp.relays.translations import TRANSLATIONS
from provenance.nlp.sentences import Reading, Sentence, TokenRange, overlaps
from provenance.nlp.sources import find_source_left

_LONGEST = 12
# How many contents may begin between that of a teller and one inside it.
_NEST = 12
_SHORT = 3
_ENDS = frozenset({",", ".", ";", ":", ")", "(", "—", "--", "–", "-", "?", "!"})
_CLAUSES = frozenset({"who", "which", "that", "said", "says", "and", "but", "while", "as"})
_RECORDS = relay_words("records")
_REPORTS = frozenset({"report", "reports", "account", "accounts", "article", "story", "dispatch", "translation"})


def find_tellers(
    cast: Cast, statements: Sequence[Statement], media: Sequence[Medium]
) -> Iterator[tuple[Sentence, Relay]]:
    """Find those "according to" whom somebody else is said to have said something.

    Args:
        cast: The people and bodies of the article.
        statements: In order; only sentences with one are looked at.
        media: What `find_media` found; a medium is a relay of another kind.
    """
    reading = cast.reading
    for sentence in {s.sentence.start: s.sentence for s in statements}.values():
        sources = [s.source for s in statements if s.sentence.start == sentence.start]
        for i in range(sentence.start, sentence.end - 2):
            if reading.lower[i : i + 2] != ("according", "to") or reading.region_of[i] >= 0:
                continue
            phrase = _phrase(reading, i + 2, sentence.end)
            if phrase and not any(overlaps(phrase, s) for s in sources) and not _is_other(reading, phrase, media):
                relay = _retold(cast, (i, phrase[1]), phrase)
                if relay:
                    yield sentence, relay


def _phrase(reading: Reading, start: int, ceiling: int) -> TokenRange | None:
    """Return the noun phrase behind "according to"."""
    end = start
    while end < min(ceiling, start + _LONGEST) and reading.region_of[end] < 0:
        if reading.words[end] in _ENDS or (end > start and reading.lower[end] in _CLAUSES):
            break
        end += 1
    return (start, end) if end > start else None


def _is_other(reading: Reading, phrase: TokenRange, media: Sequence[Medium]) -> bool:
    """Say whether a phrase means a translation or a medium: "a report by Reuters"; never "a memo Reuters obtained"."""
    if not TRANSLATIONS.isdisjoint(reading.lower[slice(*phrase)]):
        return True
    reports = not _REPORTS.isdisjoint(reading.lower[slice(*phrase)])
    return any(overlaps(medium.phrase, phrase if reports else (phrase[0], phrase[0] + 1)) for medium in media)


def _retold(cast: Cast, evidence: TokenRange, phrase: TokenRange) -> Relay | None:
    """Build the relay of whoever a phrase means."""
    [voice] = find_voices(cast, [Attribution(contents=(evidence,), cue=None, source=phrase)])
    if voice is None:
        return None
    role = _role(cast, voice.name, voice.kind)
    return Relay(
        role=role, name=voice.name, kind=voice.kind, mention=phrase, evidence=evidence, outward=OUTER,
        way=Way.ONCE if role is Role.PERSON else Way.REPORT,
    )  # fmt: skip


def find_givers(cast: Cast, sentence: Sentence, recording: Relay) -> Iterator[Relay]:
    """Find who gave a recording away: "a nurse shared it with Le Monde"; "NBC aired it after its owner released it"."""
    reading = cast.reading
    for i in range(sentence.start + 1, sentence.end):
        if (
            reading.lower[i] not in _GIVING
            or reading.region_of[i] >= 0
            or recording.evidence[0] < i < recording.evidence[1]
        ):
            continue
        source = find_source_left(reading, sentence, i)
        relay = (
            _retold(cast, (source[0], i + 1), source) if source and not overlaps(source, recording.evidence) else None
        )
        if relay and relay.role is Role.PERSON:
            yield replace(relay, mention=source, outward=NEAR)


_GIVING = frozenset({"released", "leaked", "provided", "gave", "shared", "handed", "passed"})


def _role(cast: Cast, name: str, kind: AgentKind) -> Role:
    """Tell a document, a medium that nobody has heard of ("according to Mediaite"), and whoever else retells."""
    words = name.lower().split()
    if kind is AgentKind.DOCUMENT or not _RECORDS.isdisjoint(words[:_SHORT]):
        return Role.DOCUMENT
    unheard = kind is AgentKind.ORGANISATION and not cast.registry.find(name) and len(words) <= _SHORT
    return Role.OUTLET if unheard and words[-1] not in BODY_HEADS - MEDIA_HEADS else Role.PERSON


def nest_relays(
    reading: Reading, statements: Sequence[Statement], found: Sequence[Sequence[Relay]]
) -> list[tuple[Relay, ...]]:
    """Add the tellers of nested attributions, with what carried the tellers’ own words.

    Args:
        reading: The article.
        statements: In order.
        found: For each statement its relays.

    Returns:
        For each statement its relays; those of a nested one go on with its teller’s.
    """
    order = sorted(range(len(statements)), key=lambda n: statements[n].contents[0])
    starts = [statements[n].contents[0][0] for n in order]
    nested = []
    for inner, relays in zip(statements, found, strict=True):
        last = bisect_right(starts, inner.contents[0][0])
        before = order[max(0, last - _NEST) : last]
        others = [] if _is_writers(reading, inner) else [n for n in before if statements[n] is not inner]
        outer = _teller(inner, others, statements)
        nested.append((*relays, *_through(statements[outer], found[outer])) if outer is not None else tuple(relays))
    return nested


def _is_writers(reading: Reading, inner: Statement) -> bool:
    """Say whether the writer tells what somebody calls what: "Officials thanked Kim for what Lavrov called “help”"."""
    if inner.source is None or inner.source[0] == 0:
        return False
    before = inner.source[0] - 1
    return reading.lower[before] == "what" and reading.region_of[before] < 0


def _teller(inner: Statement, others: Sequence[int], statements: Sequence[Statement]) -> int | None:
    """Find the closest attribution whose contents hold another one whole."""
    around = [
        n
        for n in others
        if statements[n].speaker and statements[n].speaker != inner.speaker and holds(statements[n], inner)
    ]
    return min(around, key=lambda n: sum(end - start for start, end in statements[n].contents), default=None)


def _through(outer: Statement, relays: Sequence[Relay]) -> tuple[Relay, ...]:
    """Build the hop of a teller, and go on with what carried the teller’s own words."""
    parts = [p for p in (outer.source, outer.cue) if p]
    evidence = min(p[0] for p in parts), max(p[1] for p in parts)
    kind = outer.kind or AgentKind.PERSON
    role = Role.DOCUMENT if kind is AgentKind.DOCUMENT else Role.PERSON
    teller = Relay(
        role=role, name=outer.speaker or "", kind=kind, mention=outer.source, evidence=evidence, outward=OUTER + 1
    )
    beyond = (replace(relay, outward=relay.outward + OUTER + 2) for relay in relays)
    return teller, *beyond
