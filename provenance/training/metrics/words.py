"""Words and quotation marks as they are scored: simpler than the package finds them, and the same for every model.

A figure must not move when `provenance.core.marks` learns a new mark, so this is a reading of its own.
"""

import re
from collections.abc import Iterable, Sequence

from provenance.core.records import Form
from provenance.core.text import Span

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_MARK = re.compile(r"``|''|[“”\"\n]")

Words = frozenset[int]


def word_starts(text: str, spans: Iterable[Span]) -> Words:
    """Return where the words in the spans begin; punctuation is no word, and a span cuts the words at its ends.

    Example:
        >>> sorted(word_starts("“Never,” he said.", [Span(0, 8), Span(12, 16)]))
        [1, 12]
    """
    return frozenset(found.start() for span in spans for found in _WORD.finditer(text, span.start, span.end))


def jaccard(one: Words, other: Words) -> float:
    """Return the share of the words of both that they have in common, in [0, 1]; 0 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def flag_marks(text: str) -> Sequence[bool]:
    """Say of each character whether it stands inside double quotation marks, the marks included.

    Marks are “ ”, the straight one, and the typewriter pairs. A quotation that runs on into the next paragraph opens
    its marks anew, so the end of a line closes what is open.
    """
    flags: list[bool] = []
    inside, position = False, 0
    for found in _MARK.finditer(text):
        flags += [inside] * (found.start() - position)
        position, mark, before = found.end(), found.group(), inside
        if mark in {"“", "``"}:
            inside = True
        elif mark in {"”", "\n"}:
            inside = False
        else:
            inside = not inside
        flags += [before or inside] * len(mark)
    return flags + [inside] * (len(text) - position)


def judge_form(text: str, spans: Iterable[Span], *, flags: Sequence[bool]) -> Form:
    """Say how many of the letters and figures in the spans stand inside quotation marks: all, some or none.

    Args:
        text: The article's text.
        spans: A content.
        flags: What `flag_marks` found in the text.
    """
    inside = [flags[i] for span in spans for i in range(span.start, min(span.end, len(text))) if text[i].isalnum()]
    if inside and all(inside):
        return Form.DIRECT
    return Form.MIXED if any(inside) else Form.INDIRECT
