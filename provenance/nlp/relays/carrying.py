"""How far a relay reaches: from the sentence that names it to the statements of the same speaker around it.

Owns reach. An interview is where all comes from that its guest says until the article tells of another occasion;
"told AFP" covers what stands next to it; what a post or a report holds goes on in its paragraph and the next.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.nlp.relays.binding import Occasion
from provenance.nlp.relays.occasions import find_occasion
from provenance.nlp.relays.parts import DAYS, Relay, Statement, Way
from provenance.nlp.sentences import Reading, Sentence

# How many paragraphs on a relay reaches from one statement of its speaker to the next.
_ON = {Way.TALK: 6, Way.TOLD: 1, Way.POST: 1, Way.REPORT: 1}
# What reaches back: within its paragraph, and from behind the lede into it.
_BACK = frozenset({Way.TALK, Way.TOLD, Way.POST})
# What somebody posted or told goes on as long as he "wrote", "added" and "concluded".
_WRITING = 4
_WRITTEN = frozenset({"wrote", "writes", "writing", "added", "adding", "continued", "concluded", "concludes"})
# What holds the words of others that its writer gathered.
_PIECES = frozenset({"profile", "article", "story", "piece", "report", "documentary", "exposé", "investigation"})
# The headline and the first paragraphs tell what the rest of the article is about.
_LEDE = 2
_TIMES = (
    r"earlier|previously|formerly|once|long|repeatedly|in the past|"
    r"last (?:week|month|year|fall|summer|spring|winter)|"
    r"(?:week|month|year|day)s? (?:ago|before|earlier)|in (?:19|20)\d\d"
)
_ANOTHER_TIME = re.compile(rf"\b(?:{_TIMES})\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    rf"\b(?:{_TIMES}|(?:has|have|had) (?:\w+ ){{0,2}}"
    r"(?:said|called|argued|claimed|insisted|described|suggested|denied|vowed|pledged|promised|proposed)|reporters|"
    r"(?:campaign|rally|event|stop|forum|conference|briefing|debate|speech|hearing|testimony|book|memoir|website|"
    r"address|town hall|crowd|audience|supporters|voters|delegates|lawmakers|lawyers|aides))\b",
    re.IGNORECASE,
)


# The occasion that was named before: "noted the rule in the interview last week".
_SAME = re.compile(
    r"\b(?:in|during|on|of|throughout|later in|earlier in) (?:the|that|the same|this) (?:\w+ )?"
    r"(?:interview|appearance|broadcast|segment|show|program|programme|conversation|podcast)"
    r"(?: last (?:week|month|year))?\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Active:
    """What a speaker’s words came through last, the paragraph up to which it was so, and the days it is told of."""

    relays: tuple[Relay, ...]
    paragraph: int
    days: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """What an article tells, as relays go through it: its statements in order, and where another occasion begins."""

    reading: Reading
    statements: Sequence[Statement]
    own: Sequence[Sequence[Relay]]
    occasions: Sequence[Occasion]
    order: Sequence[int]
    breaks: Sequence[bool]


def carry_relays(
    reading: Reading, statements: Sequence[Statement], own: Sequence[Sequence[Relay]], occasions: Sequence[Occasion]
) -> list[tuple[Relay, ...]]:
    """Let relays reach the same speaker’s statements before and behind them.

    Args:
        reading: The article.
        statements: In the order of the text.
        own: For each statement the relays that its own sentence names.
        occasions: Relays that no statement has.

    Returns:
        For each statement its relays, those taken over marked as such.
    """
    heard = {s.speaker for s, relays in zip(statements, own, strict=True) if relays} | {o.speaker for o in occasions}
    story = _Story(
        reading=reading,
        statements=statements,
        own=own,
        occasions=sorted(occasions, key=lambda o: o.relay.evidence),
        order=sorted(range(len(statements)), key=lambda n: statements[n].place),
        breaks=[s.speaker in heard and _is_elsewhere(reading, s) for s in statements],
    )
    found = [tuple(relays) for relays in own]
    _forward(story, found)
    _backward(story, found)
    return found


def _forward(story: _Story, found: list[tuple[Relay, ...]]) -> None:
    active: dict[str, _Active] = {}
    waiting = [o for o in reversed(story.occasions) if o.relay.way in {Way.TALK, Way.TOLD}]
    last: tuple[Relay, ...] = ()
    pieces = dict(_find_pieces(story))
    for number in story.order:
        statement = story.statements[number]
        piece = pieces.get(statement.sentence.paragraph)
        if piece and not found[number] and _is_from(story.reading, piece, statement):
            found[number] = (replace(piece, explicit=False),)
        while waiting and waiting[-1].relay.evidence[0] < statement.place:
            last = (waiting[-1].relay,)
            _note(story.reading, waiting.pop(), active)
        if last and not found[number] and _SAME.search(_around(story.reading, statement)):
            found[number] = tuple(replace(relay, explicit=False) for relay in last)
        last = tuple(relay for relay in found[number] if relay.way is Way.TALK) or last
        if statement.speaker is None:
            continue
        days = _days(story.reading, statement.sentence)
        if found[number]:
            active[statement.speaker] = _Active(_spreading(found[number]), statement.sentence.paragraph, days)
        elif story.breaks[number] or _is_another_day(active.get(statement.speaker), days):
            active.pop(statement.speaker, None)
        elif statement.speaker in active:
            found[number] = _reaching(story.reading, active[statement.speaker], statement)
            if found[number]:
                active[statement.speaker].paragraph = statement.sentence.paragraph


def _find_pieces(story: _Story) -> Iterator[tuple[int, Relay]]:
    """Find what others published and a paragraph quotes from: "In a profile in Vogue her friends are frank"."""
    own = ((s.sentence, r) for s, relays in zip(story.statements, story.own, strict=True) for r in relays)
    for sentence, relay in (*own, *((o.sentence, o.relay) for o in story.occasions)):
        if relay.way is Way.POST and not _PIECES.isdisjoint(story.reading.lower[slice(*relay.evidence)]):
            yield sentence.paragraph, relay


def _is_from(reading: Reading, piece: Relay, statement: Statement) -> bool:
    """Say whether a statement is quoted from the piece that opens its paragraph."""
    behind = statement.sentence.start > piece.evidence[0]
    return behind and reading.region_of[statement.contents[0][0]] >= 0 and not _is_elsewhere(reading, statement)


def _backward(story: _Story, found: list[tuple[Relay, ...]]) -> None:
    """Let an occasion reach what the same speaker says before it is named, first of all in the lede."""
    coming: dict[str, _Active] = {}
    waiting = [o for o in story.occasions if o.relay.way is Way.TALK]
    for number in reversed(story.order):
        statement = story.statements[number]
        while waiting and waiting[-1].relay.evidence[0] > statement.place:
            _note(story.reading, waiting.pop(), coming)
        if statement.speaker is None:
            continue
        days = _days(story.reading, statement.sentence)
        if story.own[number]:
            # "A year ago, in an interview with CNN" tells nothing of what stands before it.
            is_new = bool(_ANOTHER_TIME.search(_around(story.reading, statement)))
            early = tuple(relay for relay in story.own[number] if relay.way in _BACK and not is_new)
            coming[statement.speaker] = _Active(early, statement.sentence.paragraph, days)
        elif story.breaks[number] or _is_another_day(coming.get(statement.speaker), days):
            coming.pop(statement.speaker, None)
        elif not found[number] and statement.speaker in coming:
            found[number] = _foretold(coming[statement.speaker], statement)
            if found[number]:
                coming[statement.speaker].paragraph = statement.sentence.paragraph


def _note(reading: Reading, occasion: Occasion, active: dict[str, _Active]) -> None:
    days = _days(reading, occasion.sentence)
    active[occasion.speaker or ""] = _Active((occasion.relay,), occasion.sentence.paragraph, days)


def _foretold(ahead: _Active, statement: Statement) -> tuple[Relay, ...]:
    gap = ahead.paragraph - statement.sentence.paragraph
    in_lede = statement.sentence.paragraph <= _LEDE
    return tuple(
        replace(relay, explicit=False)
        for relay in ahead.relays
        if gap <= (_LEDE + (relay.way is not Way.TOLD) if in_lede else 0)
    )


def _spreading(relays: Sequence[Relay]) -> tuple[Relay, ...]:
    return tuple(relay for relay in relays if relay.way in _ON)


def _reaching(reading: Reading, active: _Active, statement: Statement) -> tuple[Relay, ...]:
    gap = statement.sentence.paragraph - active.paragraph
    is_quoted = reading.region_of[statement.contents[0][0]] >= 0
    is_written = not _WRITTEN.isdisjoint(reading.lower[slice(*statement.cue or (0, 0))])
    found = []
    for relay in active.relays:
        reach = _ON[relay.way] if is_quoted or relay.way not in {Way.POST, Way.REPORT} else 0
        if gap <= (_WRITING if relay.way in {Way.POST, Way.TOLD} and is_written else reach):
            found.append(replace(relay, explicit=False))
    return tuple(found)


def _days(reading: Reading, sentence: Sentence) -> frozenset[str]:
    words = range(sentence.start, sentence.end)
    return DAYS.intersection(reading.lower[i] for i in words if reading.region_of[i] < 0)


def _is_another_day(active: _Active | None, days: frozenset[str]) -> bool:
    """Say whether a sentence tells of another day: "He went further on Tuesday" after "wrote on Monday"."""
    return active is not None and bool(days and active.days) and days.isdisjoint(active.days)


def _is_elsewhere(reading: Reading, statement: Statement) -> bool:
    """Say whether the words around a statement tell of another time or occasion: "had said at a rally"."""
    if statement.source and reading.lower[statement.source[1] - 1] in {"'s", "his", "her", "their"}:
        return True
    words = _SAME.sub(" ", _around(reading, statement))
    return bool(_ELSEWHERE.search(words)) or find_occasion(words) is not None or _is_placed(reading, statement)


def _is_placed(reading: Reading, statement: Statement) -> bool:
    """Say whether a sentence opens with another place: "At the Vatican, however, she spoke of"."""
    start = statement.sentence.start
    return reading.words[start : start + 1] == ("At",) and any(
        reading.is_name(i) for i in range(start + 1, min(start + 3, statement.sentence.end))
    )


def _around(reading: Reading, statement: Statement) -> str:
    """Return the words of a statement’s sentence that are neither its contents nor the words of somebody else."""
    inside = {i for start, end in statement.contents for i in range(start, end)}
    words = range(statement.sentence.start, statement.sentence.end)
    return " ".join(reading.words[i] for i in words if i not in inside and reading.region_of[i] < 0)
