"""What is reported: the contents of the rules model, each with its cue and source.

Owns the pairing of quotations and clauses with cues. In a sentence every quotation goes to the cue that stands closest
to it on the side where reports put it; what is left over goes on from the quotation before, or quotes nobody known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.core.marks import Quoted
from provenance.nlp.cues import Cue, CueKind, find_cues
from provenance.nlp.lexicon import ADVERBS, DETERMINERS, EXPRESSING, PRONOUNS, REPORT_VERBS, SUBJECT_PRONOUNS, TELLING
from provenance.nlp.sentences import TERMINAL, Reading, Sentence, TokenRange
from provenance.nlp.sources import find_subject

_JOINTS = frozenset({",", ":", "that", "-", "—", "–", "as"})
# “…,” said Kim: what a quotation ends with where its cue follows.
_ENDS_BEFORE_CUE = frozenset({",", "?", "!", "…", "..."})
_LISTENER = 8
_OCCASION_STARTS = frozenset(
    "on in at to during after before by last this late early earlier yesterday today monday tuesday wednesday thursday "
    "friday saturday sunday through via".split()
)
_CONCESSIVE = frozenset({"although", "though"})
_LONGEST_DATELINE = 14
_SHORTEST_CLAUSE = 3
# Words in marks that no cue claims quote somebody only where there are more of them than a label or an irony has.
LONGEST_SCARE = 3
_TRAILERS = frozenset("adding saying noting citing referring calling according".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Content, cue and source as token ranges.

    Attributes:
        contents: One range or several, in order.
        cue: The words that signal the report; None where the content goes on from an earlier one without any.
        source: None where the text names none.
        regions: Indexes of the quotations that the content holds.
        carried: True where source and cue are those of an earlier quotation that this one goes on from.
    """

    contents: tuple[TokenRange, ...]
    cue: TokenRange | None
    source: TokenRange | None
    regions: tuple[int, ...] = ()
    carried: bool = False


def find_attributions(reading: Reading, *, rejected: frozenset[int] = frozenset()) -> tuple[Attribution, ...]:
    """Find what a text attributes to whom.

    Args:
        reading: The article.
        rejected: Indexes of the quotations that quote nobody (titles, labels, nicknames).

    Returns:
        In the order of their first content.
    """
    found: list[Attribution] = []
    pending: Attribution | None = None
    paragraph = -1
    for sentence in reading.sentences:
        fresh = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        cues = find_cues(reading, sentence)
        regions = [n for n in reading.regions_in(sentence.start, sentence.end) if n not in rejected]
        pairs, left = _pair(reading, sentence, cues, regions)
        mine = [_with_regions(reading, sentence, cue, numbers, cues) for cue, numbers in pairs]
        mine += _clauses(reading, sentence, cues, taken=[cue for cue, _ in pairs], others=mine)
        if pending and left and not mine and left[0] == reading.region_of[sentence.start]:
            mine.append(replace(pending, contents=(reading.regions[left[0]],), regions=(left.pop(0),)))
        for number in left:
            _add_left_over(reading, sentence, number, found=found, fresh=fresh, mine=mine)
        pending = _pending(reading, sentence, cues)
        mine.sort(key=lambda a: a.contents)
        _join_split(reading, sentence, found, mine, fresh=fresh)
        found += mine
    return tuple(found)


def _pending(reading: Reading, sentence: Sentence, cues: Sequence[Cue]) -> Attribution | None:
    """Keep what a sentence that ends in a colon says of the quotation in the next one: "He said:"."""
    if reading.words[sentence.end - 1] != ":":
        return None
    cue = next((c for c in reversed(cues) if c.kind is not CueKind.ACCORDING), None)
    source = cue.source if cue else find_subject(reading, sentence, sentence.end - 1)
    return Attribution(contents=(), cue=cue.tokens if cue else None, source=source) if source else None


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
    start, end = reading.regions[number]
    if cues and cues[0].kind is CueKind.LABEL and start <= cues[0].start < end:
        return cues[0]
    behind = [c for c in cues if c.start >= end]
    before = [c for c in cues if c.tokens[1] <= start and (not c.inverted or c.end <= start)]
    answers = bool(behind) and _gap_is_joint(reading, end, behind[0].start)
    if answers and _is_whole(reading, (start, end)) and reading.words[end - 2] in _ENDS_BEFORE_CUE:
        return behind[0]
    if before and _is_adjacent(reading, before[-1].end, start):
        return before[-1]
    verbs = [c for c in before if c.kind is not CueKind.ACCORDING]
    if verbs and _same_clause(reading, verbs[-1].end, start) and not _is_whole(reading, (start, end)):
        return verbs[-1]
    if answers:
        return behind[0]
    if verbs and _same_clause(reading, verbs[-1].end, start):
        return verbs[-1]
    # “A,” he said, “and b.”: a full quotation after its cue belongs to it, however the cue stands
    if before:
        return before[-1]
    trailing = [c for c in behind if _closes_sentence(reading, sentence, c)]
    return trailing[0] if trailing else None


def _gap_is_joint(reading: Reading, start: int, end: int) -> bool:
    return all(reading.lower[i] in _JOINTS or reading.lower[i] in ADVERBS
               for i in range(start, end))


def _is_adjacent(reading: Reading, start: int, end: int) -> bool:
    """Say whether a quotation stands right behind its cue, at most with a listener or an occasion between them."""
    if _gap_is_joint(reading, start, end):
        return True
    return end - start <= _LISTENER and reading.words[end - 1] in {",", ":"}


def _same_clause(reading: Reading, start: int, end: int) -> bool:
    return not any(reading.words[i] in {";", ":"} or reading.words[i] in TERMINAL for i in range(start, end))


def _closes_sentence(reading: Reading, sentence: Sentence, cue: Cue) -> bool:
    """Say whether nothing but a time or place follows the cue: "…, KCNA reported on Sunday."."""
    return cue.start > sentence.start and reading.words[cue.start - 1] in {",", "—", "–", "-"} and (
        cue.kind is CueKind.ACCORDING or sentence.end - cue.end <= _LISTENER)


def _with_regions(
    reading: Reading, sentence: Sentence, cue: Cue, numbers: list[int], cues: Sequence[Cue]
) -> Attribution:
    """Build the content around quotations: they alone where they are whole, their clause where they are fragments."""
    regions = [reading.regions[n] for n in numbers]
    first = regions[0]
    if cue.kind is CueKind.LABEL:
        contents = [(cue.end, max(sentence.end, cue.end + 1))]
        return Attribution(contents=tuple(contents), cue=cue.tokens, source=cue.source, regions=tuple(numbers))
    after = [r for r in regions if r[0] >= cue.end]
    if first[1] <= cue.start:
        starts = first[0] == _first_content(reading, sentence, cues, first)
        contents = regions if starts else [(_clause_start(reading, sentence, cues, cue), regions[0][1]), *regions[1:]]
        if len(regions) == 1 and not _gap_is_joint(reading, first[1], cue.start):
            contents = [(contents[0][0], _before_joint(reading, cue.start))]
    elif after and _is_whole(reading, after[0]) and _is_adjacent(reading, cue.end, after[0][0]):
        contents = regions
    else:
        contents = [_clause_after(reading, sentence, cue, cues, last=regions[-1][1])]
    contents = [c for c in contents if c[0] < c[1]] or regions
    return Attribution(contents=tuple(contents), cue=cue.tokens, source=cue.source, regions=tuple(numbers))


def _is_whole(reading: Reading, region: TokenRange) -> bool:
    """Say whether a quotation is a sentence of its own: it begins with a capital, or ends like a sentence."""
    first = next((i for i in range(*region) if reading.words[i][:1].isalnum()), region[0])
    last = reading.words[region[1] - 2] if region[1] - region[0] > 1 else ""
    return reading.is_name(first) or (last in TERMINAL and region[1] - first > _LISTENER)


def _first_content(reading: Reading, sentence: Sentence, cues: Sequence[Cue], region: TokenRange) -> int:
    """Return where the content may begin at the earliest: a quotation after , or : or at the start begins itself."""
    start = max((c.end for c in cues if c.end <= region[0]), default=sentence.start)
    between = range(start, region[0])
    if all(reading.lower[i] in _JOINTS | {"and", "but", "so", "then"} for i in between):
        return region[0]
    return region[0] if _is_whole(reading, region) and reading.words[region[0] - 1] in {",", ":"} else start


def _clause_start(reading: Reading, sentence: Sentence, cues: Sequence[Cue], cue: Cue) -> int:
    start = max((c.end for c in cues if c.end <= cue.start and c is not cue), default=_after_dateline(reading, sentence))
    while start < cue.start and (reading.lower[start] in _JOINTS | {"and", "but", "yet", "so"}):
        start += 1
    return start


def _after_dateline(reading: Reading, sentence: Sentence) -> int:
    """Return where the words of a sentence begin behind a dateline: "WONSAN, July 12 (KCNA) -- …"."""
    for i in range(sentence.start + 1, min(sentence.start + _LONGEST_DATELINE, sentence.end - 1)):
        shouts = any(len(reading.words[k]) > 2 and reading.words[k].isupper() for k in range(sentence.start, i))
        if reading.words[i] in {"--", "—", "–", "-"} and shouts:
            return i + 1
    return sentence.start


def _before_joint(reading: Reading, end: int) -> int:
    while reading.words[end - 1] in {",", "—", "–", "-"}:
        end -= 1
    return end


def _clause_after(
    reading: Reading, sentence: Sentence, cue: Cue, cues: Sequence[Cue], *, last: int
) -> TokenRange:
    """Return the clause that a cue introduces, up to the next cue or the end of the sentence, but past `last`."""
    start = cue.end
    while start < sentence.end and (reading.lower[start] in {",", ":", "that", "as"}):
        start += 1
    start = _skip_occasion(reading, start, last if last > start else sentence.end)
    later = [c for c in cues if c.start >= max(last, start + 1) and c is not cue]
    end = later[0].start if later else sentence.end
    end = _before_comment(reading, max(last, start + 1), end)
    while end > max(last, start) and (
        reading.words[end - 1] in {",", "—", "–", "-", ".", ";", "("}
       
        or (later and reading.lower[end - 1] in {"and", "but", "as", "while", "who", "what", "which", "that"})
    ):
        end -= 1
    return start, max(end, last)


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
    for i in range(start, min(start + _LISTENER, limit)):
        if reading.region_of[i] >= 0 or reading.words[i] in TERMINAL:
            break
        if reading.lower[i] == "that":
            return i + 1
    return start


def _clauses(
    reading: Reading, sentence: Sentence, cues: Sequence[Cue], *, taken: list[Cue], others: list[Attribution]
) -> list[Attribution]:
    """Build indirect contents for the cues that no quotation went to."""
    found = []
    for cue in cues:
        if cue in taken:
            continue
        content = _indirect(reading, sentence, cue, cues)
        if content and content[1] - content[0] >= _SHORTEST_CLAUSE and not _inside(content, others):
            found.append(Attribution(contents=(content,), cue=cue.tokens, source=cue.source))
    return found


def _inside(content: TokenRange, others: list[Attribution]) -> bool:
    return any(c[0] < content[1] and content[0] < c[1] for other in others for c in other.contents)


def _indirect(reading: Reading, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> TokenRange | None:
    if cue.kind is CueKind.LABEL:
        return cue.end, sentence.end
    fronts = cue.start <= sentence.start + 1
    if cue.kind is CueKind.ACCORDING and fronts:
        return _clause_after(reading, sentence, cue, cues, last=cue.end)
    ends = _closes_sentence(reading, sentence, cue)
    if ends and cue.kind in {CueKind.ACCORDING, CueKind.REPORTING}:
        return _clause_start(reading, sentence, cues, cue), _before_joint(reading, cue.start)
    if cue.kind in {CueKind.ACCORDING, CueKind.NAMING} or cue.inverted:
        return None
    return _clause_after(reading, sentence, cue, cues, last=cue.end) if _opens_clause(reading, sentence, cue) else None


def _opens_clause(reading: Reading, sentence: Sentence, cue: Cue) -> bool:
    """Say whether a clause follows the cue: "that" stands near, or a reporting verb meets a new subject."""
    window = range(cue.end, min(cue.end + _LISTENER, sentence.end))
    for i in window:
        if reading.lower[i] == "that" and reading.region_of[i] < 0:
            return True
        if reading.words[i] in {",", ";", "."}:
            break
    if window and any(reading.lower[i] in EXPRESSING for i in range(*cue.tokens)):
        return True
    if cue.kind is not CueKind.REPORTING or not window:
        return False
    first = reading.lower[cue.end]
    return first in SUBJECT_PRONOUNS | DETERMINERS | PRONOUNS or reading.is_name(cue.end) or first[:1].isdigit() or (
        first.endswith("s") and first.isalpha()) or first in {"there", "if", "to"}


def _add_left_over(
    reading: Reading, sentence: Sentence, number: int, *, found: list[Attribution], fresh: bool, mine: list[Attribution]
) -> None:
    """Give a quotation without a cue of its own to the voice that it goes on from, or to nobody known."""
    start, end = reading.regions[number]
    alone = start == sentence.start and end >= sentence.end - 1
    words = sum(reading.words[i][:1].isalnum() for i in range(start, end))
    previous = mine[-1] if mine else (found[-1] if found else None)
    if alone and previous and previous.regions and _goes_on(reading, sentence, previous, number, fresh=fresh):
        mine.append(
            Attribution(contents=((start, end),), cue=None, source=previous.source, regions=(number,), carried=True)
        )
    elif alone or words > LONGEST_SCARE:
        mine.append(Attribution(contents=((start, end),), cue=None, source=None, regions=(number,)))


def _goes_on(reading: Reading, sentence: Sentence, previous: Attribution, number: int, *, fresh: bool) -> bool:
    """Say whether a quotation that is a sentence or paragraph of its own goes on from the one before.

    In the same paragraph it does. In a new one it does where the marks were left open, or where nothing but
    quotations stands between.
    """
    if not fresh:
        return True
    last = previous.regions[-1]
    return _continues(reading, last) or last == number - 1 and previous.contents[-1][1] >= reading.regions[last][1]


def _continues(reading: Reading, number: int) -> bool:
    start, _ = reading.regions[number]
    at = reading.doc[start].idx
    return any(mark.span.start == at and mark.continues for mark in reading.quoted)


def _join_split(
    reading: Reading, sentence: Sentence, found: list[Attribution], mine: list[Attribution], *, fresh: bool
) -> None:
    """Join what is one attribution: “A,” he said. “B.” in a paragraph, and paragraphs that re-open their marks."""
    while mine and found and mine[0].carried:
        last = found[-1]
        if fresh and not _continues(reading, last.regions[-1]):
            break
        head = mine.pop(0)
        found[-1] = replace(last, contents=(*last.contents, *head.contents), regions=(*last.regions, *head.regions))


def quoted_at(reading: Reading, number: int) -> Quoted:
    """Return the marks of a region."""
    at = reading.doc[reading.regions[number][0]].idx
    return next(mark for mark in reading.quoted if mark.span.start == at)


def walk_contents(attributions: Sequence[Attribution]) -> Iterator[TokenRange]:
    """Yield every content of every attribution."""
    for attribution in attributions:
        yield from attribution.contents
