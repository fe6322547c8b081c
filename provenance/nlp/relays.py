"""Through whom the words came: the intermediaries that a text names around an attribution.

Owns relays in the sentence, in brackets, and carried over between neighbouring statements of one speaker. What is a
medium comes from the registry or from the words ("a Russian news agency"), never from a rule about one agency.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from provenance.core.records import AgentKind, Role
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import (
    AGENCY_WORDS,
    BREAKS,
    DETERMINERS,
    INTERVIEW_WORDS,
    MEDIA_HEADS,
    PLATFORM_VERBS,
    PREPOSITIONS,
    PUBLISH_WORDS,
    REPORT_VERBS,
    TELLING,
    words,
)
from provenance.nlp.names import Name
from provenance.nlp.sentences import Reading, Sentence, TokenRange

_NEAR = 6
_CARRIED_PARAGRAPHS = 1
_WITH = frozenset({"with", "on", "to", "for", "in"})
_BY = frozenset({"by", "in", "to", "via", "through", "citing", "quoting", "from"})
_POSTS = frozenset({"interview", "post", "posting", "message", "video", "story", "essay", "column", "op-ed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """An intermediary that the text names.

    Attributes:
        role: What it does.
        name: Its fullest usual name, or its description.
        kind: What it is.
        mention: The words that name it; None where the verb alone does ("tweeted").
        evidence: The words that show the hop.
        outward: Place in the chain: 0 stands next to the speaker, 2 next to the publisher.
        explicit: False where it is carried over from another sentence.
        spreads: True where it covers the same speaker's neighbouring statements too.
    """

    role: Role
    name: str
    kind: AgentKind
    mention: TokenRange | None
    evidence: TokenRange
    outward: int
    explicit: bool = True
    spreads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """Words that name a medium, with what it is."""

    tokens: TokenRange
    name: str
    role: Role
    kind: AgentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What relays need to know of an attribution.

    Attributes:
        sentence: Where its cue stands, or its content where it has none.
        cue: The words of the cue.
        source: The words of the source.
        contents: Its contents.
        speaker: Name of the resolved speaker; None where unknown.
    """

    sentence: Sentence
    cue: TokenRange | None
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    speaker: str | None


def find_relays(cast: Cast, statements: Sequence[Statement]) -> tuple[tuple[Relay, ...], ...]:
    """Find the relays of each statement, from the speaker outwards.

    Args:
        cast: The people and bodies of the article.
        statements: The attributions of the article, in order.

    Returns:
        For each statement its relays.
    """
    media = find_media(cast)
    found = [list(_own(cast.reading, statement, media)) for statement in statements]
    credits_ = dict(_bracketed(cast.reading, media))
    for statement, relays in zip(statements, found, strict=True):
        credit = credits_.get(statement.sentence.paragraph)
        if credit and statement.sentence.start <= credit.evidence[0]:
            inside = statement.sentence.end >= credit.evidence[1]
            relays.append(credit if inside else replace(credit, explicit=False))
    carried = [_carried(n, statements, found) for n in range(len(statements))]
    chosen = (own or more for own, more in zip(found, carried, strict=True))
    return tuple(
        tuple(sorted((r for r in relays if r.name != statement.speaker), key=lambda r: (r.outward, r.evidence)))
        for relays, statement in zip(chosen, statements, strict=True)
    )


def find_media(cast: Cast) -> tuple[Medium, ...]:
    """Find the words that name a medium: a name that the registry knows as one, or a description ("state media")."""
    reading = cast.reading
    named = [m for n in cast.names if (m := _named_medium(cast, n))]
    taken = [m.tokens for m in named]
    described = [m for m in _described_media(cast) if not any(a < m.tokens[1] and m.tokens[0] < b for a, b in taken)]
    apart = [m for m in named if not _is_inside_name(reading, m.tokens)]
    return tuple(sorted((*apart, *described), key=lambda m: m.tokens))


def _named_medium(cast: Cast, name: Name) -> Medium | None:
    member = cast.meet(name)
    known = name.known or (cast.registry.find(member.name) if member else None)
    if known and known.relay:
        return Medium(tokens=name.tokens, name=known.name, role=known.relay, kind=known.kind)
    last = cast.reading.lower[name.tokens[1] - 1]
    if name.kind is AgentKind.ORGANISATION and not known and last in MEDIA_HEADS:
        role = Role.AGENCY if AGENCY_WORDS & set(cast.reading.lower[slice(*name.tokens)]) else Role.OUTLET
        return Medium(tokens=name.tokens, name=name.text, role=role, kind=name.kind)
    return None


def _is_inside_name(reading: Reading, tokens: TokenRange) -> bool:
    """Say whether a name goes on behind: "AP" in "AP-NORC", "Times" in "Times Square"."""
    return tokens[1] < len(reading.words) and reading.words[tokens[1]] == "-"


def _described_media(cast: Cast) -> Iterator[Medium]:
    """Find "South Korean media", "the official news agency", "a Russian newspaper"."""
    reading = cast.reading
    for i, word in enumerate(reading.lower):
        if (
            word not in MEDIA_HEADS
            or reading.region_of[i] >= 0
            or (i + 1 < len(reading.lower) and reading.lower[i + 1] in MEDIA_HEADS)
        ):
            continue
        start = i
        while start > 0 and i - start < _NEAR and _describes(cast, start - 1):
            start -= 1
        tokens = (start, i + 1)
        known = cast.registry.find(reading.text(tokens))
        qualified = start < i and any(reading.lower[k] not in DETERMINERS for k in range(start, i))
        if known or qualified:
            role = (known.relay if known else None) or (Role.AGENCY if word in AGENCY_WORDS else Role.OUTLET)
            name = known.name if known else " ".join(reading.text(tokens).split())
            yield Medium(tokens=tokens, name=name, role=role, kind=known.kind if known else AgentKind.GROUP)


def _describes(cast: Cast, i: int) -> bool:
    word = cast.reading.lower[i]
    if word in {"and", "'s"}:
        return i > 0 and cast.reading.is_name(i - 1)
    return (
        word in _MEDIA_ADJECTIVES
        or word.startswith("state-")
        or word in {"the", "a"}
        or (cast.reading.is_name(i) and word not in BREAKS | PREPOSITIONS)
    )


_MEDIA_ADJECTIVES = words("media_adjectives")


def _own(reading: Reading, statement: Statement, media: Sequence[Medium]) -> Iterator[Relay]:
    """Find the relays that the statement's own sentence names."""
    first = bisect_left(media, (statement.sentence.start, 0), key=_place)
    for medium in takewhile(lambda m: m.tokens[1] <= statement.sentence.end, media[first:]):
        if _overlaps(medium.tokens, statement.source) or _is_quoted(reading, medium, statement):
            continue
        relay = _judge(reading, statement, medium)
        if relay:
            yield relay
    yield from _translated(reading, statement)
    yield from _by_verb(reading, statement)


def _place(medium: Medium) -> TokenRange:
    return medium.tokens


def _is_quoted(reading: Reading, medium: Medium, statement: Statement) -> bool:
    """Say whether the medium is part of what is quoted, and so carries nothing."""
    return reading.region_of[medium.tokens[0]] >= 0 and any(a <= medium.tokens[0] < b for a, b in statement.contents)


def _overlaps(one: TokenRange, other: TokenRange | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def _judge(reading: Reading, statement: Statement, medium: Medium) -> Relay | None:
    """Decide what a medium in the sentence does for the statement; None where it is a bystander."""
    start, end = medium.tokens
    first = _phrase_start(reading, start, statement.sentence.start)
    left = reading.lower[max(statement.sentence.start, first - _NEAR) : first]
    if left[-2:] == ("according", "to"):
        return _relay(medium, (first - 2, _gloss_end(reading, end, statement)), outward=2)
    return (
        _occasion(reading, medium, left, first)
        or _publication(medium, left, first)
        or (_reporting(reading, statement, medium, first))
    )


def _occasion(reading: Reading, medium: Medium, left: tuple[str, ...], first: int) -> Relay | None:
    """Read whom the speaker spoke to or where: "told CNN", "in an interview with", "on MSNBC", "a Facebook post"."""
    end = medium.tokens[1]
    right = reading.lower[end] if end < len(reading.lower) else ""
    last = left[-1] if left else ""
    if last in TELLING:
        return _relay(medium, (first - 1, end), outward=0, spreads=True)
    if last in _WITH and INTERVIEW_WORDS & set(left):
        back = next(k for k, word in enumerate(left) if word in INTERVIEW_WORDS)
        return _relay(medium, (first - len(left) + back, end), outward=0, spreads=True)
    if last == "on" and medium.role in {Role.PLATFORM, Role.OUTLET}:
        return _relay(medium, (first - 1, end), outward=0, spreads=True)
    if right in _POSTS and last == "in":
        return _relay(medium, (first - 1, end + 1), outward=0, spreads=True)
    return None


def _publication(medium: Medium, left: tuple[str, ...], first: int) -> Relay | None:
    """Read where the words were published: "quoted by KCNA", "carried by", "wrote in the Guardian"."""
    if not left or left[-1] not in _BY or not PUBLISH_WORDS & set(left):
        return None
    back = max(k for k, word in enumerate(left) if word in PUBLISH_WORDS)
    return _relay(medium, (first - len(left) + back, medium.tokens[1]), outward=1)


def _phrase_start(reading: Reading, start: int, floor: int) -> int:
    """Go left over what belongs to the medium’s phrase: "the state-run", "Taiwan’s", "his employer"."""
    while start > floor and (
        reading.lower[start - 1] in DETERMINERS | {"'s", "newspaper", "agency", "network", "broadcaster", "daily"}
        or (start > floor + 1 and reading.lower[start] == "'s")
        or (reading.is_name(start - 1) and reading.lower[start] == "'s")
    ):
        start -= 1
    return start


def _gloss_end(reading: Reading, end: int, statement: Statement) -> int:
    """Include a gloss in the evidence: "according to Tass, a Russian news agency"."""
    if end + 1 < statement.sentence.end and reading.words[end] == "," and reading.lower[end + 1] in DETERMINERS:
        stop = end + 1
        while stop < statement.sentence.end and reading.words[stop] not in {",", ".", ";"}:
            stop += 1
        if any(reading.lower[k] in MEDIA_HEADS for k in range(end, stop)):
            return stop
    return end


def _reporting(reading: Reading, statement: Statement, medium: Medium, first: int) -> Relay | None:
    """Read "…, KCNA reported" beside somebody else’s "said", and "the paper quoted an official as saying"."""
    end = medium.tokens[1]
    following = end < statement.sentence.end and reading.lower[end] in REPORT_VERBS
    if not following or _overlaps((end, end + 1), statement.cue):
        return None
    return _relay(medium, (first, end + 1), outward=1 if reading.lower[end].startswith(("quot", "cit")) else 2)


def _relay(medium: Medium, evidence: TokenRange, *, outward: int, spreads: bool = False) -> Relay:
    return Relay(
        role=medium.role, name=medium.name, kind=medium.kind, mention=medium.tokens, evidence=evidence, outward=outward,
        spreads=spreads,
    )  # fmt: skip


def _translated(reading: Reading, statement: Statement) -> Iterator[Relay]:
    """Read "According to a Russian translation, Choe expressed …"."""
    for i in range(statement.sentence.start, statement.sentence.end):
        if reading.lower[i] not in {"translation", "translator", "interpreter"} or reading.region_of[i] >= 0:
            continue
        start = i
        while start > statement.sentence.start and (
            reading.lower[start - 1] in DETERMINERS | {"official", "unofficial"} or reading.is_name(start - 1)
        ):
            start -= 1
        before = reading.lower[max(statement.sentence.start, start - 2) : start]
        if before[-1:] and before[-1] in {"to", "through", "in", "by", "via"}:
            evidence = (start - len(before) if before == ("according", "to") else start - 1, i + 1)
            name = " ".join(reading.text((start, i + 1)).split())
            yield Relay(
                role=Role.TRANSLATION, name=name, kind=AgentKind.UNNAMED, mention=(start, i + 1), evidence=evidence,
                outward=0,
            )  # fmt: skip


def _by_verb(reading: Reading, statement: Statement) -> Iterator[Relay]:
    """Take the platform that a cue names by itself: "tweeted"."""
    if statement.cue:
        for i in range(*statement.cue):
            platform = PLATFORM_VERBS.get(reading.lower[i])
            if platform:
                yield Relay(
                    role=Role.PLATFORM, name=platform, kind=AgentKind.ORGANISATION, mention=None, evidence=(i, i + 1),
                    outward=0,
                )  # fmt: skip


def _bracketed(reading: Reading, media: Sequence[Medium]) -> Iterator[tuple[int, Relay]]:
    """Find closing credits in brackets, "(KCNA).", each with its paragraph."""
    for medium in media:
        start, end = medium.tokens
        closes = (
            end < len(reading.words) and reading.words[end] == ")" and start > 0 and reading.words[start - 1] == "("
        )
        sentence = reading.sentence_at(start)
        if closes and end + 2 >= sentence.end and not _abbreviates(reading, start - 1):
            yield sentence.paragraph, _relay(medium, (start - 1, end + 1), outward=2)


def _abbreviates(reading: Reading, bracket: int) -> bool:
    """Say whether brackets give the short form of the name before them: "Korean Central News Agency (KCNA)"."""
    return bracket > 1 and reading.is_name(bracket - 1) and reading.is_name(bracket - 2)


def _carried(number: int, statements: Sequence[Statement], found: Sequence[Sequence[Relay]]) -> list[Relay]:
    """Take over the occasion that the same speaker’s neighbouring statement names."""
    statement = statements[number]
    if statement.speaker is None:
        return []
    for step in (-1, 1):
        other = number + step
        while 0 <= other < len(statements):
            near = abs(statements[other].sentence.paragraph - statement.sentence.paragraph) <= _CARRIED_PARAGRAPHS
            if not near or statements[other].speaker != statement.speaker:
                break
            spreading = [replace(r, explicit=False) for r in found[other] if r.spreads]
            if spreading or found[other]:
                return spreading
            other += step
    return []
