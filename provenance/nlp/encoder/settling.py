"""Where the model and the marks disagree about a quotation: who has it.

Owns that decision, and what it costs the loser.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from provenance.nlp.clauses import after_dateline
from provenance.nlp.contents import Attribution
from provenance.nlp.sentences import CLOSERS, Reading, TokenRange, overlaps

Scored = tuple[Attribution, float]
# What the rules read, and the words of its contents.
_Report = tuple[Attribution, set[int]]

# What share of the quotations that the rules win here is right on PolNeAR's dev part, and a little less.
BY_RULE = 0.72
# Contents that share less than that are no two readings of one quotation.
_LEAST_ALIKE = 0.5
# Words from which on a quotation is long: shorter ones are mostly part of a larger content.
_LONG = 10
# What is left of a content is worth keeping from that many words and that share of them on.
_FEWEST_LEFT, _LEAST_LEFT = 3, 0.3


class _Claim(NamedTuple):
    """Words that an attribution claims; contested where a quotation tells that they belong together otherwise."""

    found: Attribution
    score: float
    words: set[int]
    is_contested: bool = False


def settle_quotations(reading: Reading, scored: Sequence[Scored], reports: Sequence[Attribution]) -> Iterator[Scored]:
    """Join what the model found with what marks alone, or the labels of a transcript, tell of quotations.

    A transcript ("WALLACE: Let’s start …") and a list of voices (“I fear him.” ― Ann Lee) are rare in what the model
    learned from, and plain to a rule. Words that the model gives to nobody are taken from the rules; where both claim a
    long quotation and differ in what belongs together, the rules have it.

    Args:
        reading: The article.
        scored: What the model found, with scores.
        reports: What the rules read in it.
    """
    plain = [(found, found.words) for found in reports if _is_plain(reading, found)]
    claims = [_Claim(found, score, found.words) for found, score in _with_sources(scored, reports)]
    claims = [claim._replace(is_contested=_is_contested(reading, claim, claims, plain)) for claim in claims]
    for found, words in plain:
        rivals = [claim for claim in claims if claim.words & words]
        if not rivals or any(rival.is_contested for rival in rivals):
            claims = [left for claim in claims for left in _part(reading, claim, words)]
            claims.append(_Claim(found, BY_RULE, words))
    for claim in claims:
        found = _closed(reading, _behind_dateline(reading, claim.found))
        yield _without_bare(reading, found, plain), claim.score


def _with_sources(scored: Iterable[Scored], reports: Sequence[Attribution]) -> Iterator[Scored]:
    """Let the rules tell where the source is that the model took into the content: "[Lavrov] was quoted [as saying …]".

    Both have to see the same cue.
    """
    for found, score in scored:
        told = None if found.source else next((r for r in reports if _tells_source(r, found)), None)
        yield (replace(found, contents=told.contents, cue=told.cue, source=told.source) if told else found), score


def _tells_source(report: Attribution, found: Attribution) -> bool:
    is_inside = report.source is not None and found.words.issuperset(range(*report.source))
    return is_inside and report.cue is not None and overlaps(report.cue, found.cue)


def _behind_dateline(reading: Reading, found: Attribution) -> Attribution:
    """Leave a dateline out of a content that begins with it: "LONDON -- The leader will go on …"."""
    begin = found.contents[0][0]
    start = after_dateline(reading, reading.sentence_at(begin))
    if not begin < start < found.contents[0][1]:
        return found
    return replace(found, contents=((start, found.contents[0][1]), *found.contents[1:]))


def _closed(reading: Reading, found: Attribution) -> Attribution:
    """End contents where commas tell that they are over.

    A comma behind bare words is the sentence's. A quotation that closes on a comma ends with its marks ("“Go,” she says
    until she hears a shot").
    """
    contents = tuple((start, _find_end(reading, start, end)) for start, end in found.contents)
    return found if contents == found.contents else replace(found, contents=contents)


def _find_end(reading: Reading, start: int, end: int) -> int:
    if end - start > 1 and reading.words[end - 1] == "," and reading.region_of[end - 1] < 0:
        end -= 1
    region = reading.region_of[start]
    closing = reading.regions[region][1] if region >= 0 else end
    is_over = reading.words[closing - 1] in CLOSERS and reading.words[closing - 2] == ","
    return closing if is_over and closing < end and not _touches_marks(reading, (closing, end)) else end


def _without_bare(reading: Reading, found: Attribution, plain: Sequence[_Report]) -> Attribution:
    """Leave out what stands bare beside a quotation, and tells of it: "“It is so,” he said of the vote. “It was so.”".

    In front of it the content has such parts of its own, unless the rules read the same source without them.
    """
    marked = tuple(content for content in found.contents if _touches_marks(reading, content))
    if len(marked) in {0, len(found.contents)}:
        return found
    begins_in_marks = reading.are_marked(range(*found.contents[0]))
    same = any(r.contents == marked and r.source and overlaps(r.source, found.source) for r, _ in plain)
    return replace(found, contents=marked) if begins_in_marks or same else found


def _touches_marks(reading: Reading, content: TokenRange) -> bool:
    return any(reading.region_of[word] >= 0 for word in range(*content))


def _is_plain(reading: Reading, found: Attribution) -> bool:
    """Say whether a quotation stands wholly in marks, or behind a label, and has a source."""
    return bool(found.source) and (reading.are_marked(found.words) or _is_labelled(reading, found))


def _is_contested(reading: Reading, claim: _Claim, claims: Sequence[_Claim], reports: Sequence[_Report]) -> bool:
    """Say whether a claim joins long quotations of several sources, or one lies partly in it and is like no claim."""
    touched = ((found, words) for found, words in reports if claim.words & words)
    long = [(found, words) for found, words in touched if len(_spoken(reading, words)) >= _LONG]
    return len({found.source for found, _ in long}) > 1 or any(
        all(_jaccard(reading, other.words, words) < _LEAST_ALIKE for other in claims) for _, words in long
    )


def _part(reading: Reading, claim: _Claim, words: set[int]) -> Iterator[_Claim]:
    """Take words from a claim; it goes where too little of it is left."""
    rest = claim.words - words
    if rest == claim.words:
        yield claim
    elif len(_spoken(reading, rest)) >= max(_FEWEST_LEFT, _LEAST_LEFT * len(_spoken(reading, claim.words))):
        contents = tuple(piece for content in claim.found.contents for piece in _without(content, words))
        yield claim._replace(found=replace(claim.found, contents=contents), words=rest)


def _without(content: TokenRange, words: set[int]) -> Iterator[TokenRange]:
    """Cut words out of a range."""
    start = content[0]
    for n in range(*content):
        if n in words:
            if start < n:
                yield start, n
            start = n + 1
    if start < content[1]:
        yield start, content[1]


def _spoken(reading: Reading, words: set[int]) -> set[int]:
    """Leave punctuation out."""
    return {n for n in words if reading.words[n][:1].isalnum()}


def _jaccard(reading: Reading, one: set[int], other: set[int]) -> float:
    spoken, others = _spoken(reading, one), _spoken(reading, other)
    return len(spoken & others) / max(len(spoken | others), 1)


def _is_labelled(reading: Reading, found: Attribution) -> bool:
    return found.cue is not None and reading.text(found.cue) == ":"
