"""Text with marks on it: cuts a text where marks begin and end, so that each piece can be shown with what covers it.

Pure; it knows neither HTML nor tables. Offsets are code points, and every character of the text is in one piece.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from provenance.core.text import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text and what it is.

    Attributes:
        start: First code point.
        end: One past the last.
        kind: content, source, cue or relay.
        of: To what it belongs, such as the place of a quotation in a list.
        title: What to say about it; empty for nothing.
    """

    start: int
    end: int
    kind: str
    of: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that the same marks cover.

    Attributes:
        text: The words, in which nothing steers or reorders a page.
        marks: What covers them, the widest first.
        opens: Which of those marks begin here.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()


def cut_text(text: str, marks: Sequence[Mark], *, offset: int = 0) -> list[Piece]:
    """Cut a text into pieces.

    Args:
        text: All of it, or a part of an article.
        marks: Their offsets are those of the article; what lies outside of the text is left out.
        offset: Where the text begins in the article.

    Example:
        >>> mark = Mark(start=4, end=8, kind="cue")
        >>> [(piece.text, len(piece.marks)) for piece in cut_text("She said no", [mark])]
        [('She ', 0), ('said', 1), (' no', 0)]
    """
    length = len(text)
    inside = [
        (max(mark.start - offset, 0), min(mark.end - offset, length), mark)
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end))
        if mark.start - offset < length and mark.end > offset and mark.start < mark.end
    ]
    edges = sorted({0, length, *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    pieces = []
    active: list[tuple[int, int, Mark]] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for start, end in pairwise(edges):
        active = [one for one in active if one[1] > start]
        opened = []
        while following and following[0] == start:
            active.append(following)
            opened.append(following[2])
            following = next(waiting, None)
        covering = tuple(mark for _, _, mark in active)
        pieces.append(Piece(text=shown_text(text[start:end]), marks=covering, opens=tuple(opened)))
    return pieces


def shown_text(text: str) -> str:
    r"""Return a text as a page may show it: line breaks stay, and nothing steers or reorders.

    Example:
        >>> shown_text("one\ntwo\x1b\u202e") == "one\ntwo\ufffd\ufffd"
        True
    """
    return "\n".join(printable(line) for line in text.split("\n"))
