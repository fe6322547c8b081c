"""Quotation marks and what they enclose, on plain text.

Owns the pairing of marks. Whether a pair quotes anybody is decided in `provenance.nlp.marks`. Pairing never gives up:
an odd mark costs its own paragraph alone, since every line break closes what is open.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from provenance.core.records import Form
from provenance.core.text import Span, join_spans


class MarkStyle(StrEnum):
    """The look of a pair of marks."""

    CURLY = "curly"
    STRAIGHT = "straight"
    TYPEWRITER = "typewriter"
    LOW = "low"
    GUILLEMET = "guillemet"
    CORNER = "corner"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words between quotation marks.

    Attributes:
        span: The words with their marks.
        style: The look of the marks.
        depth: 0 for outermost marks, 1 for marks inside those.
        closed: False where the closing mark is missing: the span then ends with its paragraph.
        continues: True where the next paragraph re-opens the marks, so that the quotation goes on there.
    """

    span: Span
    style: MarkStyle
    depth: int = 0
    closed: bool = True
    continues: bool = False


_PAIRS = {
    "“": (MarkStyle.CURLY, "”"),
    "„": (MarkStyle.LOW, "“”"),
    "«": (MarkStyle.GUILLEMET, "»"),
    "»": (MarkStyle.GUILLEMET, "«"),
    "「": (MarkStyle.CORNER, "」"),
    "『": (MarkStyle.CORNER, "』"),
    "``": (MarkStyle.TYPEWRITER, "''"),
    "''": (MarkStyle.TYPEWRITER, "''"),
    '"': (MarkStyle.STRAIGHT, '"'),
    "＂": (MarkStyle.STRAIGHT, "＂"),
}
# Marks that close a pair by misprint: “Yes“, “Yes" and "Yes”.
_MISPRINTS = {"“": '“"', '"': "”"}
# Marks that look the same, or stand, at both ends of a quotation.
_BOTH_WAYS = frozenset({'"', "＂", "''", "»"})
_DOUBLE = re.compile(r"``|''|[“”„«»「」『』\"＂]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'‘”])(?:‘\s?|')(?=[\w“\"$£€(\[…])")
# Elisions that begin with what looks like an opening mark: ’em, ’90s, ’tis.
_ELISION = re.compile(r"[‘'](?:\d{2}s?\b|em\b|tis\b|twas\b|til\b|till\b|cause\b|bout\b|n\b|round\b)", re.IGNORECASE)
_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘“(\[])[’'](?![\w’'])")
# What may leave a letter out as well: the workers’ rights, Lyin’ Ted.
_WEAK_CLOSE = re.compile(r"(?:(?<=s)|(?<=\w\win))[’'](?=\s[\w“\"‘'])")
_BEFORE_OPEN = re.compile(r"[\s(\[{—–\-/“‘:…]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Find all that stands between quotation marks, outer marks before inner ones.

    Straight marks open after a space or bracket and close elsewhere, and where both would do they take turns. Single
    marks count only where they cannot be apostrophes.

    Example:
        >>> [q.span.text_in('He said “no,” then "yes"') for q in find_quoted('He said “no,” then "yes"')]
        ['“no,”', '"yes"']
    """
    found: list[Quoted] = []
    lines = [line for line in _LINE.finditer(text) if not line.group().isspace()]
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        reopens = following.group().lstrip()[:2] if following else ""
        within = Span(*line.span())
        outer = _double_in(text, within, reopens=reopens)
        found += _nested([*outer, *_single_in(text, within, outer=outer, reopens=reopens)])
    return tuple(found)


def _double_in(text: str, line: Span, *, reopens: str) -> list[Quoted]:
    stop = line.start + len(line.text_in(text).rstrip())
    stack: list[tuple[int, str]] = []
    found: list[Quoted] = []
    for match in _DOUBLE.finditer(text, line.start, line.end):
        closed = _closed_by(text, match, stack)
        if closed is not None:
            opened, opener = stack[closed]
            del stack[closed:]
            found.append(Quoted(span=Span(opened, match.end()), style=_PAIRS[opener][0]))
        elif match.group() in _PAIRS and len(stack) < len(_PAIRS) and _may_open(text, match, line_start=line.start):
            stack.append((match.start(), match.group()))
    for opened, opener in stack:
        if stop > opened + len(opener):
            continues = opened == stack[0][0] and reopens.startswith(opener)
            found.append(Quoted(span=Span(opened, stop), style=_PAIRS[opener][0], closed=False, continues=continues))
    return sorted(found, key=_place)


def _nested(found: list[Quoted]) -> list[Quoted]:
    """Sort and say of each how many others it stands inside."""
    ends: list[int] = []
    nested = []
    for quoted in sorted(found, key=_place):
        while ends and ends[-1] <= quoted.span.start:
            ends.pop()
        nested.append(replace(quoted, depth=len(ends)))
        ends.append(quoted.span.end)
    return nested


def _place(quoted: Quoted) -> tuple[int, int]:
    return quoted.span.start, -quoted.span.end


def _closed_by(text: str, match: re.Match[str], stack: list[tuple[int, str]]) -> int | None:
    """Find which of the open marks a mark closes, so that one that is never closed (“a «b” c) does not hide others."""
    for depth in reversed(range(len(stack))):
        if match.group() in _PAIRS[stack[depth][1]][1]:
            return depth
    is_misprint = bool(stack) and match.group() in _MISPRINTS.get(stack[-1][1], "") and _stands_behind(text, match)
    return len(stack) - 1 if is_misprint else None


def _stands_behind(text: str, match: re.Match[str]) -> bool:
    """Say whether a mark can only close: an opening or straight one does where it stands behind a word, not before."""
    if match.group() == "”":
        return True
    after = text[match.end() : match.end() + 1]
    return not text[match.start() - 1].isspace() and not (after.isalnum() or (after and after in "‘'“"))


def _may_open(text: str, match: re.Match[str], *, line_start: int) -> bool:
    """Say whether a mark can open: words follow it, and one that can do both has room before it."""
    after = text[match.end() : match.end() + 1]
    if match.group() not in _BOTH_WAYS:
        return bool(after)
    before = text[match.start() - 1] if match.start() > line_start else " "
    return bool(after.strip()) and bool(_BEFORE_OPEN.match(before))


def _single_in(text: str, line: Span, *, outer: list[Quoted], reopens: str) -> Iterator[Quoted]:
    """Pair single marks; those inside a pair of double marks are paired with each other alone."""
    around = [quoted.span for quoted in outer if quoted.closed]
    levels: dict[Span | None, _Singles] = defaultdict(_Singles)
    openings = (m for m in _SINGLE_OPEN.finditer(text, line.start, line.end) if not _ELISION.match(text, m.start()))
    for level, match in _place_in(around, openings):
        levels[level].openings.append(match.start())
    for level, match in _place_in(around, _SINGLE_CLOSE.finditer(text, line.start, line.end)):
        is_weak = _WEAK_CLOSE.match(text, match.start())
        (levels[level].weak if is_weak else levels[level].firm).append(match.end())
    written = line.text_in(text)
    first, stop = line.start + len(written) - len(written.lstrip()), line.start + len(written.rstrip())
    for level, singles in levels.items():
        reopening = reopens[:1] if level is None and reopens != "''" else ""
        position = line.start
        for start in singles.openings:
            continues = reopening == text[start]
            close = singles.close(start, goes_on=continues and start == first)
            if start >= position and (close or continues):
                position = close or stop
                span = Span(start, position)
                yield Quoted(span=span, style=MarkStyle.SINGLE, closed=bool(close), continues=not close)


def _place_in(around: Sequence[Span], marks: Iterable[re.Match[str]]) -> Iterator[tuple[Span | None, re.Match[str]]]:
    """Give marks, each with the innermost of some nested spans that it stands in; both are in order."""
    waiting = list(reversed(around))
    stack: list[Span] = []
    for mark in marks:
        while waiting and waiting[-1].start < mark.start():
            stack.append(waiting.pop())
        while stack and stack[-1].end <= mark.start():
            stack.pop()
        yield stack[-1] if stack else None, mark


@dataclass(frozen=True, slots=True)
class _Singles:
    """Where single marks open and close, found all at once: a line of a thousand openers is not read a thousand times.

    Attributes:
        openings: Where marks stand that open.
        firm: Ends of marks that close.
        weak: Ends of marks that close, or leave out a letter (the workers’ rights, Lyin’ Ted).
    """

    openings: list[int] = field(default_factory=list)
    firm: list[int] = field(default_factory=list)
    weak: list[int] = field(default_factory=list)

    def close(self, start: int, *, goes_on: bool) -> int | None:
        """Return where what opens here ends: a weak end where none that is firm comes before marks open again.

        Where a whole paragraph goes on in the next, no weak end will do.
        """
        firm, weak = _next(self.firm, start + 1), _next(self.weak, start + 1)
        if firm is None:
            return None if goes_on else weak
        opens = _next(self.openings, weak) if weak else None
        return weak if opens and opens < firm else firm


def _next(places: Sequence[int], after: int) -> int | None:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else None


def find_regions(text: str) -> tuple[Span, ...]:
    """Find the stretches of a text that stand inside quotation marks of any kind, in order and apart from one another.

    Example:
        >>> [span.text_in("“a ‘b’ c” d") for span in find_regions("“a ‘b’ c” d")]
        ['“a ‘b’ c”']
    """
    return join_spans((q.span for q in find_quoted(text) if q.depth == 0), text=text, gap="(?!)")


def judge_form(text: str, content: tuple[Span, ...], regions: Sequence[Span]) -> Form:
    """Decide how much of a content stands inside quotation marks; punctuation and spaces count on no side.

    Args:
        text: The article's text.
        content: The reported words.
        regions: What `find_regions` found in the text.
    """
    letters = [i for span in content for i in range(span.start, span.end) if text[i].isalnum()]
    inside = sum(_is_inside(i, regions) for i in letters)
    if letters and inside == len(letters):
        return Form.DIRECT
    return Form.MIXED if inside else Form.INDIRECT


def marked_parts(text: str, content: Iterable[Span], form: Form) -> Iterator[str]:
    """Give the parts of a content that stand in quotation marks, with these: they alone claim to be verbatim.

    Args:
        text: The article's text.
        content: The reported words.
        form: How much of them stands in quotation marks.

    Example:
        >>> list(marked_parts("that he “will” go", [Span(0, 17)], Form.MIXED))
        ['“will”']
    """
    parts = [span.text_in(text) for span in content]
    if form is Form.DIRECT:
        yield from parts
    elif form is Form.MIXED:
        yield from (quoted.span.text_in(part) for part in parts for quoted in find_quoted(part) if quoted.depth == 0)


def _is_inside(position: int, regions: Sequence[Span]) -> bool:
    at = bisect_right(regions, position, key=lambda span: span.start)
    return at > 0 and position < regions[at - 1].end
