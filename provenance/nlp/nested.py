"""Quotations inside the words of another voice: “They call it ‘home,’” he said; Roe praised what he called “help”.

Owns finding them. What stands between marks is read as a text of its own, in which the inner marks are the outer ones.
Only words in marks count, with a cue beside them and a source that may be somebody: nothing tells whom "you" or "they"
means inside of a quotation.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from provenance.nlp.contents import Attribution, find_attributions
from provenance.nlp.lexicon import DETERMINERS, FEMALE, FIRST_PERSON, MALE, NEUTER, PLURAL, RELATIVE
from provenance.nlp.sentences import CLOSERS, Reading, TokenRange, read_doc

# How many words stand between a cue and its marks at most: "calls the “hell”".
_NEAR = 2
# A quotation that is most of what is reported is the report's own.
_MOST = 0.7
_HE_OR_SHE = frozenset({"he", "she"})
_NOBODY = (
    MALE | FEMALE | NEUTER | PLURAL | FIRST_PERSON | {"you", "your", "people"} | RELATIVE | DETERMINERS
) - _HE_OR_SHE


def find_nested(
    reading: Reading, found: Sequence[Attribution], reports: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Find what the voices of an article quote others as saying.

    Args:
        reading: The article.
        found: Its attributions; marks whose words are nobody's are not looked into.
        reports: What the rules read in it.

    Yields:
        Attributions that lie within those found.
    """
    cues = {attribution.cue for attribution in found}
    for nested in chain(_in_marks(reading, found), _in_reports(reading, found, reports)):
        if nested.cue not in cues and nested.source and _may_be_somebody(reading, nested.source):
            yield nested


def _may_be_somebody(reading: Reading, source: TokenRange) -> bool:
    last = reading.lower[source[1] - 1]
    return last not in _NOBODY and (last not in _HE_OR_SHE or source[1] - source[0] == 1)


def _in_marks(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Read the quotations that hold inner marks."""
    claimed = {n for attribution in found for n in attribution.words}
    inner = sorted(mark.span.start for mark in reading.quoted if mark.depth)
    for region in reading.regions:
        span = reading.span(region)
        if region[0] in claimed and bisect_right(inner, span.start) < bisect_left(inner, span.end):
            yield from _read_inside(reading, region)


def _read_inside(reading: Reading, region: TokenRange) -> Iterator[Attribution]:
    first, last = region[0] + 1, region[1] - 1 - (reading.words[region[1] - 1] in CLOSERS)
    inside = read_doc(reading.doc[reading.at[first] : reading.at[last] + 1].as_doc())
    for attribution in find_attributions(inside):
        contents = _marked(inside, attribution)
        if attribution.cue and attribution.source and contents and _gap(attribution.cue, contents[0]) <= _NEAR:
            yield Attribution(
                cue=_move(attribution.cue, first),
                source=_move(attribution.source, first),
                contents=tuple(_move(content, first) for content in contents),
            )


def _in_reports(
    reading: Reading, found: Sequence[Attribution], reports: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Take the quotations that lie, with their cue, in what somebody else is reported as saying."""
    claims: dict[int, list[set[int]]] = defaultdict(list)
    for words in (attribution.words for attribution in found):
        for n in words:
            claims[n].append(words)
    for report in reports:
        if not report.cue or reading.region_of[report.cue[0]] >= 0:
            continue
        contents = _marked(reading, report)
        marked = {n for content in contents for n in range(*content)}
        around = [len(words) for words in claims.get(report.cue[0], ()) if marked <= words]
        is_part = around and len(marked) < _MOST * min(around)
        if is_part and contents and _gap(report.cue, contents[0]) <= _NEAR:
            yield Attribution(cue=report.cue, source=report.source, contents=contents)


def _marked(reading: Reading, attribution: Attribution) -> tuple[TokenRange, ...]:
    """Return what of an attribution's words stands in marks."""
    numbers = {reading.region_of[word] for word in attribution.words} - {-1}
    return tuple(reading.regions[number] for number in sorted(numbers))


def _gap(one: TokenRange, other: TokenRange) -> int:
    return max(one[0] - other[1], other[0] - one[1])


def _move(words: TokenRange, by: int) -> TokenRange:
    return words[0] + by, words[1] + by
