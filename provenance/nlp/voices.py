"""Whose words are they? A source that only carries the words of another gives way to that one.

Owns the choice between an outer and an inner report of the same words: "KCNA reported that North Korea would …, it
said". What carried the words is a relay then, which `provenance.nlp.relays` finds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.nlp.contents import Attribution
from provenance.nlp.relays import Medium
from provenance.nlp.sentences import Reading, TokenRange

_LOOSE = 2
_CARRIES = frozenset({"translation", "transcript"})


def prefer_inner(
    reading: Reading, attributions: Sequence[Attribution], reports: Sequence[Attribution], media: Sequence[Medium]
) -> Iterator[Attribution]:
    """Give words to the inner voice where the source is a medium: "According to Tass, Lavrov added, Russia …".

    Args:
        reading: The article.
        attributions: What a model found.
        reports: What the rules find, which read clause by clause.
        media: The words of the article that name a medium.

    Yields:
        Each attribution, or what stands for it.
    """
    carriers = [medium.tokens for medium in media]
    for found in attributions:
        inner = None
        if found.source and _carries(reading, found.source, carriers):
            inner = next((r for r in reports if _is_inside(reading, r, found, carriers)), None)
        elif found.source and _is_retold(reading, found):
            inner = next((r for r in reports if _is_inside(reading, r, found, carriers) and _is_whole(r, found)), None)
        yield replace(found, contents=inner.contents, cue=inner.cue, source=inner.source) if inner else found


def _carries(reading: Reading, source: TokenRange, carriers: Sequence[TokenRange]) -> bool:
    named = any(start < source[1] and source[0] < end for start, end in carriers)
    return named or not _CARRIES.isdisjoint(reading.lower[slice(*source)])


def _is_retold(reading: Reading, found: Attribution) -> bool:
    """Say whether a source is only whom we know it from: "Police said …, according to attorneys for the family"."""
    return found.cue is not None and reading.lower[found.cue[0]] == "according"


def _is_whole(report: Attribution, outer: Attribution) -> bool:
    """Say whether a report is all that an outer one holds, and not a clause of it."""
    first, last = outer.contents[0][0], outer.contents[-1][1]
    opens = report.source is not None and abs(report.source[0] - first) <= _LOOSE
    return opens and report.contents[-1][1] >= last - _LOOSE


def _is_inside(reading: Reading, report: Attribution, outer: Attribution, carriers: Sequence[TokenRange]) -> bool:
    """Say whether a report tells, in the same sentence, what somebody said who is no carrier himself."""
    if not (report.source and report.cue and outer.cue) or _carries(reading, report.source, carriers):
        return False
    if reading.sentence_of[report.cue[0]] != reading.sentence_of[outer.cue[0]]:
        return False
    return 2 * len(report.words & outer.words) >= len(report.words)
