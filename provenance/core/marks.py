"""Quotation marks and what they enclose, on plain text.

Owns the pairing of marks. Whether a pair quotes anybody is decided in `provenance.nlp.marks`. Pairing never gives up:
an odd mark costs its own paragraph alone, since every line break closes what is open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from provenance.core.records import Form
from provenance.core.text import Span


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
    "“": (MarkStyle.CURLY, "”“"),
    "„": (MarkStyle.LOW, "“”"),
    "«": (MarkStyle.GUILLEMET, "»"),
    "»": (MarkStyle.GUILLEMET, "«"),
    "「": (MarkStyle.CORNER, "」"),
    "『": (MarkStyle.CORNER, "』"),
    "``": (MarkStyle.TYPEWRITER, "''"),
    '"': (MarkStyle.STRAIGHT, '"'),
    "＂": (MarkStyle.STRAIGHT, "＂"),
}
_DOUBLE = re.compile(r"``|''|[“”„«»「」『』\"＂]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'‘“”])[‘']\s?(?=[\w“\"$£€])")
# Elisions that begin with what looks like an opening mark: ’em, ’90s, ’tis.
_ELISION = re.compile(r"[‘'](?:\d{2}s?\b|em\b|tis\b|twas\b|til\b|till\b|cause\b|bout\b|n\b|round\b)", re.IGNORECASE)
_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘“(\[])[’'](?![\w’'])")
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
    lines = list(_LINE.finditer(text))
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        reopens = following.group().lstrip()[:2] if following else ""
        outer = list(_double_in(text, line.start(), line.end(), reopens=reopens))
        found += outer
        found += _single_in(text, Span(line.start(), line.end()), outer=outer)
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _double_in(text: str, start: int, end: int, *, reopens: str) -> Iterator[Quoted]:
    stack: list[tuple[int, str]] = []
    for match in _DOUBLE.finditer(text, start, end):
        mark = match.group()
        if stack and mark in _PAIRS[stack[-1][1]][1] and _may_close(text, match, stack[-1][1]):
            opened, opener = stack.pop()
            yield Quoted(span=Span(opened, match.end()), style=_PAIRS[opener][0], depth=len(stack))
        elif mark in _PAIRS and _may_open(text, match, line_start=start, depth=len(stack)):
            stack.append((match.start(), mark))
    for depth, (opened, opener) in enumerate(stack):
        stop = start + len(text[start:end].rstrip())
        if stop > opened + len(opener):
            continues = depth == 0 and reopens.startswith(opener)
            yield Quoted(
                span=Span(opened, stop), style=_PAIRS[opener][0], depth=depth, closed=False, continues=continues
            )


def _may_open(text: str, match: re.Match[str], *, line_start: int, depth: int) -> bool:
    """Say whether a mark can open: words follow it, and a straight one or a reversed guillemet has room before it."""
    before = text[match.start() - 1] if match.start() > line_start else " "
    after = text[match.end() : match.end() + 1]
    if match.group() in {'"', "＂", "»"}:
        return bool(after.strip()) and bool(_BEFORE_OPEN.match(before)) and not (depth and match.group() == '"')
    return bool(after) and depth < len(_PAIRS)


def _may_close(text: str, match: re.Match[str], opener: str) -> bool:
    """Say whether a mark that fits the open one closes it; “ closes only the low mark „, unless misprinted."""
    if match.group() != "“" or opener == "„":
        return True
    after = text[match.end() : match.end() + 1]
    return not after or not (after.isalnum() or after in "‘'“")


def _single_in(text: str, line: Span, *, outer: list[Quoted]) -> Iterator[Quoted]:
    position = line.start
    while match := _SINGLE_OPEN.search(text, position, line.end):
        position = match.end()
        if _ELISION.match(text, match.start()):
            continue
        around = [q.span for q in outer if q.span.start < match.start() < q.span.end]
        limit = min((s.end for s in around), default=line.end)
        close = _closing_single(text, match.end(), limit)
        if close is not None:
            yield Quoted(span=Span(match.start(), close), style=MarkStyle.SINGLE, depth=len(around))
            position = close


def _closing_single(text: str, start: int, limit: int) -> int | None:
    """Find where single marks close; a plural possessive (workers’ rights) closes only where nothing better follows."""
    fallback = None
    for match in _SINGLE_CLOSE.finditer(text, start, limit):
        possessive = text[match.start() - 1] == "s" and re.match(r"\s\w", text[match.end() : match.end() + 2])
        if not possessive:
            return match.end()
        fallback = fallback or match.end()
    return fallback


def judge_form(text: str, content: tuple[Span, ...], quoted: tuple[Quoted, ...]) -> Form:
    """Decide how much of a content stands inside outermost double marks; punctuation and spaces count on no side."""
    regions = [q.span for q in quoted if q.style is not MarkStyle.SINGLE or q.depth == 0]
    letters = [i for span in content for i in range(span.start, span.end) if text[i].isalnum()]
    inside = sum(any(r.start <= i < r.end for r in regions) for i in letters)
    if letters and inside == len(letters):
        return Form.DIRECT
    return Form.MIXED if inside else Form.INDIRECT
