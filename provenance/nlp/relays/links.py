"""What a medium does in its sentence: whom the speaker told, where he wrote, who reported it, who is only passing by.

Owns the phrases of journalism that make a relay of a medium. To which statement a relay belongs is decided in
`relays.binding`.
"""

from collections.abc import Iterator, Sequence

from provenance.core.records import Role
from provenance.nlp.lexicon import CUES, DETERMINERS, REPORT_VERBS
from provenance.nlp.relays.parts import DAYS, FORMS, INNER, NEAR, OUTER, Medium, Relay, Way, relay_words
from provenance.nlp.relays.phrases import PHRASES, Phrase
from provenance.nlp.sentences import Reading, TokenRange

_WINDOW = 10
_OCCASIONS = relay_words("occasions")
_TALKS = relay_words("talks")
_RECORDS = relay_words("records")
_PUBLISHED = relay_words("publishing")
_REACH = 7
_BEFORE_ON = relay_words("before_on")
_NEVER_ON = relay_words("never_on")
_TIMES = DAYS | {"last", "morning", "evening", "night"}
# What stands between a leaker and what it published, beside names.
_HACKED = frozenset({"'s", "'", "hacked", "stolen", "leaked", "published"})
_STOPS = frozenset({".", "?", "!", ";", ":"})


def find_link(reading: Reading, medium: Medium, *, floor: int, ceiling: int) -> Relay | None:
    """Find what a medium does in its sentence.

    Args:
        reading: The article.
        medium: Where it stands.
        floor: Where its sentence begins.
        ceiling: Where its sentence ends.

    Returns:
        The relay that it is, with the words that show it; None for a bystander.
    """
    return (
        _occasion(reading, medium, floor)
        or _told(reading, medium, floor, ceiling)
        or _gave(reading, medium, ceiling)
        or _on(reading, medium, floor)
        or _asks(reading, medium, ceiling)
        or _published(reading, medium, ceiling)
        or _holding(reading, medium, ceiling)
        or _reports(reading, medium, floor, ceiling)
    )


def _told(reading: Reading, medium: Medium, floor: int, ceiling: int) -> Relay | None:
    """Read the words before a medium against the phrases."""
    start, end = medium.phrase
    left = _left(reading, start, floor)
    last = reading.lower[start - 1] if left else ""
    for phrase in PHRASES:
        begins = phrase.find(left, last)
        if begins is not None and not _shared(reading, medium, phrase):
            words = left[begins:].count(" ")
            return _by_phrase(reading, medium, phrase, (start - words, end), floor, ceiling)
    return None


def _by_phrase(
    reading: Reading, medium: Medium, phrase: Phrase, evidence: TokenRange, floor: int, ceiling: int
) -> Relay:
    """Build the relay of a phrase, with the gloss or the recording that belongs to it."""
    start, end = evidence
    if phrase.place == OUTER:
        return _relay(medium, (start, _gloss_end(reading, end, ceiling)), phrase.way, OUTER)
    record = _record_before(reading, start, floor) if phrase.place == INNER else None
    if record is not None:
        return _relay(medium, (record, end), Way.RECORD, INNER)
    on_air = medium.form in {"programme", "broadcaster"} and reading.lower[medium.phrase[0] - 1] == "on"
    talks = (phrase.way is Way.POST and on_air) or (phrase.way is Way.TOLD and _in_talk(reading, end, ceiling))
    return _relay(medium, (start, end), Way.TALK if talks else phrase.way, phrase.place)


def _in_talk(reading: Reading, end: int, ceiling: int) -> bool:
    """Say whether what was told was told in a talk: "told CNN on Sunday in an interview"."""
    for i in range(end, min(end + _REACH, ceiling)):
        if reading.region_of[i] >= 0 or reading.words[i] in _STOPS or reading.lower[i] in CUES:
            return False
        if reading.lower[i] in _TALKS:
            return True
    return False


def _record_before(reading: Reading, start: int, floor: int) -> int | None:
    """Return the word before a participle that names a recording: "the transcript of the debate published by"."""
    words = range(start - 1, max(floor, start - _REACH) - 1, -1)
    return next((i for i in words if reading.lower[i] in _RECORDS and reading.region_of[i] < 0), None)


def _left(reading: Reading, start: int, floor: int) -> str:
    """Return the words before a medium, each with a space behind it, back to where a quotation or sentence ends."""
    first = max(floor, start - _WINDOW)
    inside = reading.region_of[start - 1] if start > floor else -1
    for i in range(start - 1, first - 1, -1):
        if reading.words[i] in _STOPS or reading.region_of[i] != inside:
            first = i + 1
            break
    return "".join(f"{word} " for word in reading.lower[first:start])


def _shared(reading: Reading, medium: Medium, phrase: Phrase) -> bool:
    """Say whether a medium is one of all those that were told: "released it to the Herald and other media"."""
    behind = reading.lower[medium.phrase[1] : medium.phrase[1] + 3]
    return phrase.place in {NEAR, INNER} and behind[:2] == ("and", "other")


def _occasion(reading: Reading, medium: Medium, floor: int) -> Relay | None:
    """Read an occasion behind a medium: "in an ABC interview", "in a Facebook post", "in a Guardian essay"."""
    start, end = medium.phrase
    before = reading.lower[start - 1] if start > floor else ""
    behind = next((i for i in range(end, min(end + 3, len(reading.words))) if reading.lower[i] in _OCCASIONS), None)
    led = before in {"in", "on", "during", "from", "for", "with", "via", "through", "by"}
    if behind is None or not (led or medium.role is Role.PLATFORM):
        return None
    between = reading.lower[end + (reading.lower[end] == "'s") : behind]
    if any(not word.replace("-", "").isalnum() or word in CUES or word in DETERMINERS for word in between):
        return None
    board = reading.lower[behind : behind + 2] == ("editorial", "board")
    talk = board or (reading.lower[behind] in _TALKS and medium.role is not Role.PLATFORM)
    return _relay(medium, (start - led, behind + 1 + board), Way.TALK if talk else Way.POST, NEAR)


def _holding(reading: Reading, medium: Medium, ceiling: int) -> Relay | None:
    """Read what a leaker published behind its name: "the WikiLeaks emails show", "the WikiLeaks Stratfor dump"."""
    if medium.role is not Role.LEAKER:
        return None
    stop = medium.phrase[1]
    while stop < ceiling and (reading.is_name(stop) or reading.lower[stop] in _HACKED):
        stop += 1
    holds = stop < ceiling and reading.lower[stop] in _RECORDS
    return _relay(medium, (medium.phrase[0], stop + 1), Way.RECORD, INNER) if holds else None


def _gave(reading: Reading, medium: Medium, ceiling: int) -> Relay | None:
    """Read "gave CNN an interview"."""
    start, end = medium.phrase
    verb = reading.lower[start - 1] if start else ""
    if verb not in {"gave", "give", "granted", "giving", "granting"}:
        return None
    noun = next((i for i in range(end, min(end + 5, ceiling)) if reading.lower[i] == "interview"), None)
    return _relay(medium, (start - 1, noun + 1), Way.TALK, NEAR) if noun else None


def _on(reading: Reading, medium: Medium, floor: int) -> Relay | None:
    """Read "said Sunday on CNN", "On Twitter, she wrote"; never "an attack on CNN" or "commercials on Fox"."""
    start = medium.phrase[0]
    on_air = {"on", "during"} if medium.form == "programme" else {"on"}
    if start <= floor or reading.lower[start - 1] not in on_air or medium.form in {"agency", "newspaper", "magazine"}:
        return None
    before = reading.lower[start - 2] if start - 2 >= floor else ","
    said = before in _BEFORE_ON or before in CUES or before in {",", ")", "''", '"', "”"}
    placed = medium.role is Role.PLATFORM or medium.form == "programme"
    if not (said or placed) or before in _NEVER_ON:
        return None
    way = Way.POST if medium.role is Role.PLATFORM else Way.TALK
    return _relay(medium, (start - 1, medium.phrase[1]), way, NEAR)


def _reports(reading: Reading, medium: Medium, floor: int, ceiling: int) -> Relay | None:
    """Read "…, KCNA reported", "the paper quoted an official as saying", "…, reported Reuters", "state TV’s report"."""
    start, end = medium.phrase
    i = _behind_gloss(reading, end, ceiling)
    while i < ceiling and reading.lower[i] in _BETWEEN:
        i += 1
    if i < ceiling and reading.lower[i] in REPORT_VERBS and reading.region_of[i] == reading.region_of[start]:
        quotes = reading.lower[i].startswith(("quot", "cit"))
        return _relay(medium, (start, i + 1), Way.REPORT, INNER if quotes else OUTER)
    inverted = start > floor and reading.lower[start - 1] in {"reported", "reports"}
    if inverted and (start - 1 == floor or reading.words[start - 2] in {",", "”", '"', "''"}):
        return _relay(medium, (start - 1, end), Way.REPORT, OUTER)
    return None


def _behind_gloss(reading: Reading, end: int, ceiling: int) -> int:
    """Step over what stands between commas: "Interfax, citing a source, said"."""
    if end >= ceiling - 1 or reading.words[end] != "," or reading.lower[end + 1] not in _GLOSSES:
        return end
    stop = next((i for i in range(end + 1, min(ceiling, end + _WINDOW)) if reading.words[i] == ","), end - 1)
    return stop + 1


_GLOSSES = frozenset({"citing", "quoting", "a", "an", "the", "which", "one"})
_BETWEEN = frozenset({"has", "had", "have", "also", "later", "earlier", "then", "first", "on"}) | _TIMES


def _asks(reading: Reading, medium: Medium, ceiling: int) -> Relay | None:
    """Read "CNN’s Jake Tapper asked Trump whether": what the guest says then, he says on CNN."""
    end = medium.phrase[1]
    i = end
    while i < ceiling and reading.lower[i] in _BETWEEN:
        i += 1
    named = i + 1 < ceiling and (reading.is_name(i + 1) or medium.host is not None)
    if not named or reading.lower[i] not in ASKING:
        return None
    return _relay(medium, (medium.phrase[0], i + 1), Way.TALK, NEAR)


# What a journalist does to a guest.
ASKING = frozenset(
    {"asked", "asks", "pressed", "presses", "interviewed", "questioned", "quizzed", "grilled", "challenged"}
)


def _published(reading: Reading, medium: Medium, ceiling: int) -> Relay | None:
    """Read "NBC News first published the cellphone video", "WikiLeaks released thousands of emails"."""
    start, end = medium.phrase
    i = end
    while i < ceiling and reading.lower[i] in _BETWEEN:
        i += 1
    if i >= ceiling or reading.lower[i] not in _PUBLISHED:
        return None
    record = next((k for k in range(i + 1, min(i + 1 + _REACH, ceiling)) if reading.lower[k] in _RECORDS), None)
    return _relay(medium, (start, record + 1), Way.RECORD, INNER) if record else None


def _gloss_end(reading: Reading, end: int, ceiling: int) -> int:
    """Include a gloss in the evidence: "according to Tass, a Russian news agency"."""
    if end + 1 < ceiling and reading.words[end] == "," and reading.lower[end + 1] in DETERMINERS:
        stop = end + 1
        while stop < ceiling and reading.words[stop] not in {",", ".", ";"}:
            stop += 1
        if any(reading.lower[k] in FORMS for k in range(end, stop)):
            return stop
    return end


def _relay(medium: Medium, evidence: TokenRange, way: Way, outward: int) -> Relay:
    return Relay(
        role=medium.role, name=medium.name, kind=medium.kind, mention=medium.tokens, evidence=evidence, outward=outward,
        way=way,
    )  # fmt: skip


def find_credits_in_brackets(reading: Reading, media: Sequence[Medium]) -> Iterator[tuple[int, Relay]]:
    """Find closing credits, "… (KCNA)." or "… - Reuters", each with the paragraph that it closes."""
    for medium in media:
        start, end = medium.tokens
        sentence = reading.sentence_at(start)
        before, behind = reading.words[start - 1] if start else "", reading.words[end : end + 1]
        brackets = (
            before == "(" and behind == (")",) and end + 2 >= sentence.end and not _abbreviates(reading, start - 1)
        )
        closes = end >= sentence.end - (reading.words[sentence.end - 1] == ".") and _ends_paragraph(
            reading, sentence.end
        )
        follows = start > 1 and sentence.paragraph == reading.sentence_at(start - 2).paragraph
        dash = before in {"-", "--", "—", "–"} and closes and follows
        if brackets or dash:
            evidence = (start - 1, end + 1) if brackets else (start - 1, end)
            yield sentence.paragraph, _relay(medium, evidence, Way.REPORT, OUTER)


def _ends_paragraph(reading: Reading, end: int) -> bool:
    return end >= len(reading.words) or reading.sentence_at(end).paragraph != reading.sentence_at(end - 1).paragraph


def _abbreviates(reading: Reading, bracket: int) -> bool:
    """Say whether brackets give the short form of the name before them: "Korean Central News Agency (KCNA)"."""
    return bracket > 1 and reading.is_name(bracket - 1) and reading.is_name(bracket - 2)
