"""What is reported: the contents of the rules model, each with its cue and source.

Owns the pairing of quotations and clauses with cues. In a sentence every quotation goes to the cue that stands closest
to it on the side where reports put it; what is left over goes on from the quotation before, or quotes nobody known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.core.records import RejectReason
from provenance.nlp.clauses import (
    JOINTS,
    LISTENER,
    before_joint,
    clause_after,
    clause_start,
    closes_sentence,
    gap_is_joint,
    is_whole,
    opens_clause,
    says_that,
)
from provenance.nlp.cues import DASHES, Cue, CueKind, find_cues
from provenance.nlp.sentences import TERMINAL, Reading, Sentence, TokenRange
from provenance.nlp.sources import find_subject

_SHORTEST_CLAUSE = 3
# How many attributions back a quotation may go on from.
_WINDOW = 20
# “…,” said Kim: what a quotation ends with where its cue follows.
_ENDS_BEFORE_CUE = frozenset({",", "?", "!", "…", "..."})
# Words in marks that no cue claims quote somebody only where there are more of them than a label or an irony has.
_LONGEST_SCARE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Content, cue and source as ranges of words.

    Attributes:
        contents: One range or several, in order.
        cue: The words that signal the report; None where the content goes on from an earlier one without any.
        source: None where the text names none.
        regions: Indexes of the quotations that the content holds.
        paragraph: The paragraph of its last content.
    """

    contents: tuple[TokenRange, ...]
    cue: TokenRange | None
    source: TokenRange | None
    regions: tuple[int, ...] = ()
    paragraph: int = 0

    @property
    def words(self) -> set[int]:
        """The words of all contents."""
        return {n for start, end in self.contents for n in range(start, end)}


def find_attributions(reading: Reading, *, rejected: frozenset[int] = frozenset()) -> tuple[Attribution, ...]:
    """Find what a text attributes to whom.

    Args:
        reading: The article.
        rejected: Indexes of the quotations that quote nobody (titles, labels, nicknames).

    Returns:
        In the order of their first content.
    """
    found: list[Attribution] = []
    announced: Attribution | None = None
    for sentence in reading.sentences:
        cues = find_cues(reading, sentence)
        regions = [n for n in reading.regions_in(sentence.start, sentence.end) if n not in rejected]
        pairs, left = _pair(reading, sentence, cues, regions)
        mine = [_around_regions(reading, sentence, cue, numbers, cues) for cue, numbers in pairs]
        mine += _clauses(reading, sentence, cues, taken=[cue for cue, _ in pairs], others=mine)
        if announced and not mine and left[:1] == [reading.region_of[sentence.start]]:
            number = left.pop(0)
            mine.append(
                replace(announced, contents=(reading.regions[number],), regions=(number,), paragraph=sentence.paragraph)
            )
        for number in left:
            _add_left_over(reading, sentence, number, found=found, mine=mine)
        found += sorted(mine, key=lambda a: a.contents)
        announced = _announced(reading, sentence, cues)
    return tuple(_join_reopened(reading, found))


def _join_reopened(reading: Reading, found: list[Attribution]) -> Iterator[Attribution]:
    """Give a paragraph that leaves its marks open to the voice of the next one, which opens them anew."""
    waiting: list[Attribution] = []
    for attribution in found:
        if attribution.source is None and attribution.regions[-1:] and attribution.regions[-1] in reading.continuing:
            waiting.append(attribution)
            continue
        if waiting and attribution.regions[:1] == (waiting[-1].regions[-1] + 1,):
            contents = (*(c for a in waiting for c in a.contents), *attribution.contents)
            numbers = (*(n for a in waiting for n in a.regions), *attribution.regions)
            yield replace(attribution, contents=contents, regions=numbers)
        else:
            yield from (*waiting, attribution)
        waiting = []
    yield from waiting


def _announced(reading: Reading, sentence: Sentence, cues: Sequence[Cue]) -> Attribution | None:
    """Keep what a sentence that ends in a colon says of the quotation in the next one: "He said:"."""
    if reading.words[sentence.end - 1] != ":":
        return None
    cue = next((c for c in reversed(cues) if c.kind is not CueKind.ACCORDING), None)
    source = cue.source if cue else find_subject(reading, sentence, sentence.end - 1)
    if source is None:
        return None
    # the quotation that it announces stands in the next paragraph
    return Attribution(contents=(), cue=cue.tokens if cue else None, source=source, paragraph=sentence.paragraph + 1)


def _pair(
    reading: Reading, sentence: Sentence, cues: Sequence[Cue], regions: Sequence[int]
) -> tuple[list[tuple[Cue, list[int]]], list[int]]:
    """Give every quotation of a sentence to a cue; those that no cue claims are left over."""
    given: dict[Cue, list[int]] = {}
    left: list[int] = []
    for number in regions:
        cue = _claim(reading, sentence, cues, number)
        if cue is None:
            left.append(number)
        else:
            given.setdefault(cue, []).append(number)
    return list(given.items()), left


def _claim(reading: Reading, sentence: Sentence, cues: Sequence[Cue], number: int) -> Cue | None:
    """Choose the cue of a quotation by the first of these that fits; None where none does."""
    start, end = reading.regions[number]
    if cues and cues[0].kind is CueKind.LABEL and start <= cues[0].start < end:
        return cues[0]
    behind = [c for c in cues if c.start >= end]
    before = [c for c in cues if c.tokens[1] <= start and (not c.inverted or c.end <= start)]
    verbs = [c for c in before if c.kind is not CueKind.ACCORDING and _same_clause(reading, c.end, start)]
    whole = is_whole(reading, (start, end))
    answers = behind[:1] if gap_is_joint(reading, end, behind[0].start if behind else end) else []
    # each with an example of what it takes
    choices = (
        # “A,” he said.
        answers if whole and reading.words[end - 2] in _ENDS_BEFORE_CUE else [],
        # He said: “A.”
        before[-1:] if before and _is_adjacent(reading, before[-1].end, start) else [],
        # He called it “a b” and left, she said.
        [] if whole else verbs[-1:],
        # “a b” is what he said.
        answers,
        # “A,” he said, “and b.”
        verbs[-1:],
        before[-1:],
        # It was “a b” for all of them, he said.
        [c for c in behind if closes_sentence(reading, sentence, c)],
    )
    return next((choice[0] for choice in choices if choice), None)


def _is_adjacent(reading: Reading, start: int, end: int) -> bool:
    """Say whether a quotation stands right behind its cue, at most with a listener or an occasion between them."""
    return gap_is_joint(reading, start, end) or (end - start <= LISTENER and reading.words[end - 1] in {",", ":"})


def _same_clause(reading: Reading, start: int, end: int) -> bool:
    return not any(reading.words[i] in {";", ":"} or reading.words[i] in TERMINAL for i in range(start, end))


def _around_regions(
    reading: Reading, sentence: Sentence, cue: Cue, numbers: list[int], cues: Sequence[Cue]
) -> Attribution:
    """Build the content around quotations: they alone where they are whole, their clause where they are fragments."""
    regions = [reading.regions[n] for n in numbers]
    first = regions[0]
    after = [r for r in regions if r[0] >= cue.end]
    contents: list[TokenRange]
    if cue.kind is CueKind.LABEL:
        contents = [(cue.end, max(sentence.end, cue.end + 1))]
    elif first[1] <= cue.start:
        contents = _before_cue(reading, sentence, cue, regions, cues)
    elif after and is_whole(reading, after[0]) and _is_adjacent(reading, cue.end, after[0][0]):
        contents = regions
    else:
        contents = [clause_after(reading, sentence, cue, cues, last=regions[-1][1])]
    contents = [c for c in contents if c[0] < c[1]] or regions
    return Attribution(
        contents=tuple(contents),
        cue=cue.tokens,
        source=cue.source,
        regions=tuple(numbers),
        paragraph=sentence.paragraph,
    )


def _before_cue(
    reading: Reading, sentence: Sentence, cue: Cue, regions: list[TokenRange], cues: Sequence[Cue]
) -> list[TokenRange]:
    """Build the content that stands before its cue: the quotations, with their clause where the first is a fragment."""
    first = regions[0]
    contents = list(regions)
    if first[0] != _earliest(reading, sentence, cues, first):
        contents[0] = (clause_start(reading, sentence, cues, cue), first[1])
    if len(regions) == 1 and not gap_is_joint(reading, first[1], cue.start):
        contents = [(contents[0][0], before_joint(reading, cue.start))]
    return contents


def _earliest(reading: Reading, sentence: Sentence, cues: Sequence[Cue], region: TokenRange) -> int:
    """Return where the content may begin at the earliest: a quotation after , or : or at the start begins itself."""
    start = max((c.end for c in cues if c.end <= region[0]), default=sentence.start)
    between = range(start, region[0])
    if all(reading.lower[i] in JOINTS | {"and", "but", "so", "then"} for i in between):
        return region[0]
    return region[0] if is_whole(reading, region) and reading.words[region[0] - 1] in {",", ":"} else start


def _clauses(
    reading: Reading, sentence: Sentence, cues: Sequence[Cue], *, taken: list[Cue], others: list[Attribution]
) -> list[Attribution]:
    """Build indirect contents for the cues that no quotation went to."""
    found: list[Attribution] = []
    # "According to a translation, Choe said …": the report of Choe comes first, the other one carries it
    for cue in sorted(cues, key=lambda c: c.kind is CueKind.ACCORDING):
        content = None if cue in taken else _indirect(reading, sentence, cue, cues)
        if content and content[1] - content[0] >= _SHORTEST_CLAUSE and not _inside(content, [*others, *found]):
            found.append(
                Attribution(contents=(content,), cue=cue.tokens, source=cue.source, paragraph=sentence.paragraph)
            )
    return found


def _inside(content: TokenRange, others: list[Attribution]) -> bool:
    return any(c[0] < content[1] and content[0] < c[1] for other in others for c in other.contents)


def _indirect(reading: Reading, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> TokenRange | None:
    if cue.kind is CueKind.LABEL:
        return cue.end, sentence.end
    if cue.kind is CueKind.ACCORDING and cue.start <= sentence.start + 1:
        return clause_after(reading, sentence, cue, cues, last=cue.end)
    ends = closes_sentence(reading, sentence, cue) and not says_that(reading, sentence, cue)
    if cue.kind in {CueKind.ACCORDING, CueKind.REPORTING} and ends:
        return clause_start(reading, sentence, cues, cue), before_joint(reading, cue.start)
    if cue.kind in {CueKind.ACCORDING, CueKind.NAMING} or cue.inverted:
        return None
    return clause_after(reading, sentence, cue, cues, last=cue.end) if opens_clause(reading, sentence, cue) else None


def _add_left_over(
    reading: Reading, sentence: Sentence, number: int, *, found: list[Attribution], mine: list[Attribution]
) -> None:
    """Give a quotation without a cue of its own to the voice that it goes on from, or to nobody known."""
    start, end = reading.regions[number]
    alone = start == sentence.start and end >= sentence.end - 1
    words = sum(reading.words[i][:1].isalnum() for i in range(start, end))
    at = _goes_on_from(reading, sentence, number, found) if alone and not mine else None
    if at is not None:
        found[at] = replace(
            found[at],
            contents=(*found[at].contents, (start, end)),
            regions=(*found[at].regions, number),
            paragraph=sentence.paragraph,
        )
    elif alone or words > _LONGEST_SCARE:
        mine.append(
            Attribution(
                contents=((start, end),), cue=None, source=None, regions=(number,), paragraph=sentence.paragraph
            )
        )


def _goes_on_from(reading: Reading, sentence: Sentence, number: int, found: Sequence[Attribution]) -> int | None:
    """Find the attribution that a quotation which is a sentence of its own goes on from.

    In its own paragraph that is the last one with marks, or the last one of all: “A,” he said, adding that b. “C.” In
    a new paragraph it is the one whose quotation came right before, where nothing else was said in between. A signature
    closes what it signs: “A.” ― Jane Roe, and “B.” below it is somebody else’s.

    Returns:
        The place of that attribution among those found; None where there is none.
    """
    sourced = [i for i in range(max(0, len(found) - _WINDOW), len(found)) if found[i].source]
    near = [i for i in sourced if found[i].paragraph == sentence.paragraph]
    marked = [i for i in near if found[i].regions]
    if marked or near:
        return (marked or near)[-1]
    last = sourced[-1] if sourced else None
    if last is None or not found[last].regions or found[last].paragraph != sentence.paragraph - 1:
        return None
    cue, contents, previous = found[last].cue, found[last].contents, found[last].regions[-1]
    if cue and reading.words[cue[0]] in DASHES:
        return None
    straight = previous == number - 1 and contents[-1][1] >= reading.regions[previous][1]
    return last if straight or previous in reading.continuing else None


def find_scare(
    reading: Reading, claimed: Iterable[TokenRange], rejected: Mapping[int, RejectReason]
) -> dict[int, RejectReason]:
    """Find the short fragments in marks that no content claimed, and that were not rejected for a better reason.

    Args:
        reading: The article.
        claimed: The contents of all attributions.
        rejected: The quotations that are rejected already.
    """
    words = {i for content in claimed for i in range(*content)}
    found = {}
    for number, (start, end) in enumerate(reading.regions):
        size = sum(reading.words[i][:1].isalnum() for i in range(start, end))
        if number not in rejected and size <= _LONGEST_SCARE and words.isdisjoint(range(start, end)):
            found[number] = RejectReason.SCARE
    return found
