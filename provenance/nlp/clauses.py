"""How far a content reaches in its sentence: where the clause around a cue begins and ends.

Owns extents. The writer's own words, a listener, a day and a dateline stay outside.
"""

from collections.abc import Sequence

from provenance.nlp.cues import Cue, CueKind
from provenance.nlp.lexicon import (
    ADVERBS,
    DETERMINERS,
    EXPRESSING,
    PRONOUNS,
    REPORT_VERBS,
    SUBJECT_PRONOUNS,
    TELLING,
    words,
)
from provenance.nlp.sentences import TERMINAL, Reading, Sentence, TokenRange

JOINTS = frozenset({",", ":", "that", "-", "—", "–", "as"})
# The most words that a listener, a day or a place takes between a cue and its content.
LISTENER = 8
_DASHES = frozenset({"--", "—", "–", "-"})
_LONGEST_DATELINE = 14
_RELATIVE = frozenset({"who", "which"})
# What stands before a cue that is beside a clause, and not inside it.
_APART = frozenset({",", ";", ":", "(", "--", "—", "–", "-", "but", "while", "what", "whom"})
_CONCESSIVE = frozenset({"although", "though"})
_OCCASION_STARTS = words("occasion_starts")


def gap_is_joint(reading: Reading, start: int, end: int) -> bool:
    """Say whether nothing but joints and adverbs stands in a range of words."""
    return all(reading.lower[i] in JOINTS or reading.lower[i] in ADVERBS for i in range(start, end))


def is_whole(reading: Reading, region: TokenRange) -> bool:
    """Say whether a quotation is a sentence of its own: it begins with a capital, or is long and ends like one."""
    first = next((i for i in range(*region) if reading.words[i][:1].isalnum()), region[0])
    last = reading.words[region[1] - 2] if region[1] - region[0] > 1 else ""
    return reading.is_name(first) or (last in TERMINAL and region[1] - first > LISTENER)


def closes_sentence(reading: Reading, sentence: Sentence, cue: Cue) -> bool:
    """Say whether nothing but a time or place follows the cue: "…, KCNA reported on Sunday."."""
    if cue.start == sentence.start or reading.words[cue.start - 1] not in {",", *_DASHES}:
        return False
    return cue.kind is CueKind.ACCORDING or sentence.end - cue.end <= LISTENER


def clause_start(reading: Reading, sentence: Sentence, cues: Sequence[Cue], cue: Cue) -> int:
    """Return where the clause that ends at a cue begins: behind the cue before it, or behind the dateline."""
    before = (c.end for c in cues if c.end <= cue.start and c is not cue)
    start = max(before, default=after_dateline(reading, sentence))
    while start < cue.start and (reading.lower[start] in JOINTS | {"and", "but", "yet", "so"}):
        start += 1
    return start


def after_dateline(reading: Reading, sentence: Sentence) -> int:
    """Return where the words of a sentence begin behind a dateline: "WONSAN, July 12 (KCNA) -- …"."""
    for i in range(sentence.start + 1, min(sentence.start + _LONGEST_DATELINE, sentence.end - 1)):
        shouts = any(len(reading.words[k]) > len("US") and reading.words[k].isupper() for k in range(sentence.start, i))
        if reading.words[i] in _DASHES and shouts:
            return i + 1
    return sentence.start


def before_joint(reading: Reading, end: int) -> int:
    """Return where a clause ends whose comma or dash stands before `end`."""
    while reading.words[end - 1] in {",", *_DASHES}:
        end -= 1
    return end


def clause_after(reading: Reading, sentence: Sentence, cue: Cue, cues: Sequence[Cue], *, last: int) -> TokenRange:
    """Return the clause that a cue introduces, up to the next cue or the end of the sentence, but past `last`."""
    start = cue.end
    while start < sentence.end and reading.lower[start] in {",", ":", "that", "as"}:
        start += 1
    start = _skip_occasion(reading, start, last if last > start else sentence.end)
    if reading.lower[cue.tokens[0] - 1] in _RELATIVE:
        comma = next((i for i in range(max(start, last), sentence.end) if reading.words[i] == ","), sentence.end - 1)
        return start, max(comma, last)
    later = [c for c in cues if c.start >= max(last, start + 1) and c is not cue and _is_apart(reading, c)]
    end = later[0].start if later else sentence.end
    end = _before_comment(reading, max(last, start + 1), end)
    while end > max(last, start) and (
        reading.words[end - 1] in {",", ".", ";", "(", *_DASHES}
        or (later and reading.lower[end - 1] in {"and", "but", "as", "while", "who", "what", "which", "that"})
    ):
        end -= 1
    return start, max(end, last)


def _is_apart(reading: Reading, cue: Cue) -> bool:
    """Say whether a cue stands beside a clause and not inside it: "…, he added", "while Kim called"."""
    before = reading.lower[cue.start - 1], reading.lower[cue.tokens[0] - 1]
    return reading.region_of[cue.start - 1] >= 0 or not _APART.isdisjoint(before)


def _before_comment(reading: Reading, start: int, end: int) -> int:
    """Return where the writer's own words cut a clause off: "…, as reported by KCNA", "…, sparking fears".

    Returns:
        The comma before them; `end` where nothing cuts.
    """
    for i in range(start, end - 1):
        if reading.words[i] != "," or reading.region_of[i] >= 0:
            continue
        first = reading.lower[i + 1]
        reported = any(reading.lower[k] in REPORT_VERBS for k in range(i + 2, min(i + 4, end)))
        if (first == "as" and reported) or first in _CONCESSIVE or (first.endswith("ing") and first != "including"):
            return i
    return end


def _skip_occasion(reading: Reading, start: int, limit: int) -> int:
    """Step over a listener, day or place between cue and "that": "said on Saturday that", "told reporters that"."""
    told = start > 0 and reading.lower[start - 1] in TELLING
    if start >= limit or not (told or reading.lower[start] in _OCCASION_STARTS):
        return start
    for i in range(start, min(start + LISTENER, limit)):
        if reading.region_of[i] >= 0 or reading.words[i] in TERMINAL:
            break
        if reading.lower[i] == "that":
            return i + 1
    return start


def says_that(reading: Reading, sentence: Sentence, cue: Cue) -> bool:
    """Say whether "that" stands behind a cue, at most with a listener, an occasion or a noun of speech between them.

    "said on Saturday that", "told him that", "expressed confidence that"; never "signal an alignment that continues".
    """
    if cue.end >= sentence.end:
        return False
    told = reading.lower[cue.tokens[1] - 1] in TELLING
    reaches = told or cue.kind is CueKind.ACTING or reading.lower[cue.end] in _OCCASION_STARTS
    for i in range(cue.end, min(cue.end + (LISTENER if reaches else 1), sentence.end)):
        if reading.lower[i] == "that" and reading.region_of[i] < 0:
            return True
        if reading.words[i] in {",", ";", "."}:
            break
    return False


def opens_clause(reading: Reading, sentence: Sentence, cue: Cue) -> bool:
    """Say whether a clause follows the cue: "that" stands near, or a reporting verb meets a new subject."""
    if cue.end >= sentence.end:
        return False
    if says_that(reading, sentence, cue):
        return True
    if any(reading.lower[i] in EXPRESSING for i in range(*cue.tokens)):
        return True
    return cue.kind is CueKind.REPORTING and _may_open(reading, cue.end)


def _may_open(reading: Reading, i: int) -> bool:
    """Say whether a word can open a clause: a subject, a number, a plural, or "there", "if", "to"."""
    first = reading.lower[i]
    is_plural = first.endswith("s") and first.isalpha()
    closed = first in SUBJECT_PRONOUNS | DETERMINERS | PRONOUNS or first in {"there", "if", "to"}
    return closed or reading.is_name(i) or first[:1].isdigit() or is_plural
