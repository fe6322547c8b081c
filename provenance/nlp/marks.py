"""Marks that quote nobody: titles of works, nicknames, labels; found, and kept with their reason.

Owns the decision that words in marks are no quotation before anybody looks for their cue. Irony (`scare`) is what is
left when no cue claims a fragment, and is decided by `provenance.nlp.contents`.
"""

from provenance.core.records import RejectReason
from provenance.nlp.lexicon import CUES, LABEL_AFTER, LABEL_BEFORE, NAMED_BEFORE, SO_CALLED, STRONG_CUES, WORKS, words
from provenance.nlp.sentences import TERMINAL, Reading, TokenRange

_LONGEST_LABEL = 4
_LONGEST_NICKNAME = 4
_LONGEST_TITLE = 12
_CONTEXT = 60
_SMALL = words("small_words")
_BEFORE_TITLE = words("before_title")


def find_rejected(reading: Reading) -> dict[int, RejectReason]:
    """Find the quotations that quote nobody, with the reason of each."""
    found = {}
    for number, region in enumerate(reading.regions):
        reason = judge_marks(reading, region)
        if reason:
            found[number] = reason
    return found


def judge_marks(reading: Reading, region: TokenRange) -> RejectReason | None:
    """Decide whether words in marks are a title, nickname or label; None where they may quote somebody."""
    inside = [i for i in range(*region) if reading.words[i][:1].isalnum()]
    before, after = _around(reading, region)
    if len(inside) <= _LONGEST_LABEL and (LABEL_AFTER.match(after) or LABEL_BEFORE.search(before)):
        return RejectReason.LABEL
    if SO_CALLED.search(before):
        return RejectReason.SCARE
    if _is_nickname(reading, region, inside) or (len(inside) <= _LONGEST_NICKNAME and NAMED_BEFORE.search(before)):
        return RejectReason.NICKNAME
    if _is_title(reading, region, inside, before=before):
        return RejectReason.TITLE
    return None


def _around(reading: Reading, region: TokenRange) -> tuple[str, str]:
    span = reading.span(region)
    text = reading.written
    return text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]


def _is_nickname(reading: Reading, region: TokenRange, inside: list[int]) -> bool:
    """Recognise Dwayne “The Rock” Johnson: capitalised words in marks inside a name."""
    start, end = region
    if not inside or len(inside) > _LONGEST_NICKNAME or start == 0 or end >= len(reading.words):
        return False
    named = all(reading.is_name(i) for i in inside)
    return named and reading.is_name(start - 1) and reading.is_name(end) and reading.lower[start - 1] not in CUES


def _is_title(reading: Reading, region: TokenRange, inside: list[int], *, before: str) -> bool:
    """Recognise “Fox News Sunday”: all its long words are capitalised, and nobody is said to say it."""
    start, end = region
    if not inside or len(inside) > _LONGEST_TITLE or start == 0:
        return False
    cased = [i for i in inside if reading.lower[i] not in _SMALL]
    if not cased or not all(reading.is_name(i) or reading.words[i][:1].isdigit() for i in cased):
        return False
    if WORKS.search(before):
        return True
    ends = reading.words[end - 2] in TERMINAL if end - start > 1 else False
    follows = end < len(reading.words) and (reading.lower[end] in STRONG_CUES)
    return len(inside) > 1 and not ends and not follows and reading.lower[start - 1] in _BEFORE_TITLE
