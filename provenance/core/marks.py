"""Quotation marks and what they enclose, on plain text.

Owns the pairing of marks. Whether a pair quotes anybody is decided in `provenance.nlp.marks`. Pairing never gives up:
an odd mark costs its own paragraph alone, since every line break closes what is open.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

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
_WORD_FOLLOWS = re.compile(r"\s\w")
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
        outer = _double_in(text, Span(*line.span()), reopens=reopens)
        found += outer
        found += _single_in(text, Span(*line.span()), outer=outer)
    return tuple(sorted(found, key=_place))


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
    return _nested(found)


def _nested(found: list[Quoted]) -> list[Quoted]:
    """Sort and say of each how many others it stands inside; pairs never cross, since a stack made them."""
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


def _single_in(text: str, line: Span, *, outer: list[Quoted]) -> Iterator[Quoted]:
    closing = _Closing.find(text, line)
    waiting = [quoted.span for quoted in reversed(outer)]
    around: list[Span] = []
    position = line.start
    while match := _SINGLE_OPEN.search(text, position, line.end):
        at, position = match.start(), match.end()
        if _ELISION.match(text, at):
            continue
        while waiting and waiting[-1].start < at:
            around.append(waiting.pop())
        around = [span for span in around if at < span.end]
        limit = min((span.end for span in around), default=line.end)
        close = closing.first(match.end(), limit)
        if close is not None:
            yield Quoted(span=Span(at, close), style=MarkStyle.SINGLE, depth=len(around))
            position = close


@dataclass(frozen=True, slots=True)
class _Closing:
    """Where single marks can close in one line: the ends of marks that do, and of those that may be possessives."""

    firm: list[int]
    possessive: list[int]

    @classmethod
    def find(cls, text: str, line: Span) -> Self:
        """Find all at once, since a line of a thousand openers must not be read a thousand times."""
        found = cls([], [])
        for match in _SINGLE_CLOSE.finditer(text, line.start, line.end):
            plural = text[match.start() - 1] == "s" and _WORD_FOLLOWS.match(text, match.end())
            (found.possessive if plural else found.firm).append(match.end())
        return found

    def first(self, start: int, limit: int) -> int | None:
        """Return the first end in a range; a plural possessive (workers’ rights) where nothing better is there."""
        for ends in (self.firm, self.possessive):
            at = bisect_right(ends, start)
            if at < len(ends) and ends[at] <= limit:
                return ends[at]
        return None


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
