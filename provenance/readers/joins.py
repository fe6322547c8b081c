"""Lines of printed pages joined to running text, with the way back from every character to its page.

Owns what a line break of a page means: a space, a paragraph, or a word cut in two. It is pure and knows no format.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_EDGE_LINES = 2
# A running head stands on more than half of the pages, and on two of them at least.
_MOST_PAGES = 0.5
_FEWEST_PAGES = 2
# Lines shorter than this part of a full one end a paragraph: behind a full stop, and without one (a headline).
_LAST_LINE = 0.75
_HEADLINE = 0.6
_FULL_LINE = 0.9

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+(?:-\w+)*")
_CUT_WORD = re.compile(r"(?P<word>\w+(?:-\w+)*)[-‐]$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# "pre- and post-war" hangs its hyphen in the air; nothing is cut there.
_HANGING = frozenset({"and", "or", "to"})
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page.

    Attributes:
        text: Its characters, without the line break.
        page: Number of the page, 1 for the first.
        start: Where the line begins in the text of its page, in characters.
    """

    text: str
    page: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of joined text that stands in one line of a page, up to where the next piece starts.

    Attributes:
        start: Where it begins in the joined text.
        page: Number of the page, 1 for the first.
        offset: Where it begins in the text of that page.
    """

    start: int
    page: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Running text, and where it came from.

    Attributes:
        text: The text; paragraphs end with a line break.
        map: Its pieces, in the order of the text; none where the text is empty.
    """

    text: str
    map: tuple[Piece, ...]

    def origin(self, at: int) -> tuple[int, int]:
        """Return the page and the offset in its text that a character came from.

        A space or line break that joins two lines came from where the first of them ends.

        Args:
            at: Offset into the text, from 0 to below its length.

        Raises:
            IndexError: There is no such character.
        """
        if not 0 <= at < len(self.text):
            message = f"offset {at} lies outside a text of {len(self.text)} characters"
            raise IndexError(message)
        piece = self.map[bisect_right(self.map, at, key=lambda piece: piece.start) - 1]
        return piece.page, piece.offset + at - piece.start


def split_lines(text: str, *, page: int) -> list[Line]:
    r"""Split the text of a page at its line feeds.

    Args:
        text: The text of the page.
        page: Its number, 1 for the first.

    Example:
        >>> [(line.text, line.start) for line in split_lines("one\ntwo", page=1)]
        [('one', 0), ('two', 4)]
    """
    lines, start = [], 0
    for words in text.split("\n"):
        lines.append(Line(text=words, page=page, start=start))
        start += len(words) + 1
    return lines


def drop_running_lines(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Leave out the heads and feet that repeat on most pages, whatever numbers stand in them.

    Only the first and last two lines of a page are looked at, since a line that repeats inside a page is text.

    Args:
        pages: The lines of each page.

    Returns:
        The lines of all pages in their order; all of them where nothing else would be left.
    """
    counts = Counter(key for page in pages for key in {_running_key(line) for line in _edges_of(page)})
    most = max(_FEWEST_PAGES, int(_MOST_PAGES * len(pages)) + 1)
    running = {key for key, count in counts.items() if count >= most}
    left = [line for page in pages for line in _without(page, running)]
    return left if any(line.text.strip() for line in left) else [line for page in pages for line in page]


def join_lines(lines: Iterable[Line]) -> Joined:
    r"""Join lines to paragraphs, and words that were cut at the end of a line.

    A hyphen at the end of a line is taken away, unless the same word stands with its hyphen elsewhere in the text or
    goes on with a capital or a digit.

    Args:
        lines: In the order of reading; blank ones end a paragraph.

    Returns:
        The text, without white space at the ends of lines, and its map.

    Example:
        >>> join_lines(split_lines("He said it was a sur-\nprise to all of us\nthere.", page=1)).text
        'He said it was a surprise to all of us there.'
    """
    blocks = _blocks_of(lines)
    filled = [line for block in blocks for line in block]
    words = {word.casefold() for line in filled for word in _WORD.findall(line.text)}
    width = _width_of(filled)
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for block in blocks:
        for line, following in pairwise([*block, None]):
            if line is None:
                continue
            cut, joint = _joint(line, following, words=words, width=width) if following else (0, "\n")
            part = line.text[: len(line.text) - cut] + joint
            pieces.append(Piece(start=length, page=line.page, offset=line.start))
            parts.append(part)
            length += len(part)
    return Joined(text="".join(parts).removesuffix("\n"), map=tuple(pieces))


def _edges_of(page: Sequence[Line]) -> list[Line]:
    filled = [line for line in page if line.text.strip()]
    return filled if len(filled) <= 2 * _EDGE_LINES else filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _running_key(line: Line) -> str:
    return _NUMBER.sub("#", " ".join(line.text.split())).casefold()


def _without(page: Sequence[Line], running: set[str]) -> Iterator[Line]:
    """Give the lines of a page but those that run, and without the blank lines that set them off."""
    dropped = {line.start for line in _edges_of(page) if _running_key(line) in running}
    left = [line for line in page if line.start not in dropped]
    filled = [place for place, line in enumerate(left) if line.text.strip()]
    return iter(left[filled[0] : filled[-1] + 1] if filled else [])


def _blocks_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Part the lines at the blank ones, and take the white space off both ends of each."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        words = line.text.strip()
        if words:
            indent = len(line.text) - len(line.text.lstrip())
            blocks[-1].append(Line(text=words, page=line.page, start=line.start + indent))
        elif blocks[-1]:
            blocks.append([])
    return blocks


def _width_of(lines: Sequence[Line]) -> int:
    """Return how long a full line is: longer than nine in ten, so that one odd line does not count."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[round(_FULL_LINE * (len(lengths) - 1))] if lengths else 0


def _joint(line: Line, following: Line, *, words: set[str], width: int) -> tuple[int, str]:
    """Say how many characters of a line's end go, and what joins it to the next."""
    if line.text.endswith(_SOFT_HYPHEN) and len(line.text) > 1:
        return 1, ""
    cut, begun = _CUT_WORD.search(line.text), _WORD.match(following.text)
    if cut and begun and begun[0].casefold() not in _HANGING:
        return (0, "") if _keeps_hyphen(cut["word"], begun[0], words=words) else (1, "")
    return 0, "\n" if _ends_paragraph(line.text, following.text, width=width) else " "


def _keeps_hyphen(word: str, rest: str, *, words: set[str]) -> bool:
    if f"{word}-{rest}".casefold() in words:
        return True
    if f"{word}{rest}".casefold() in words:
        return False
    # "state-of-the-|art" has hyphens of its own, "Moscow-|Pyongyang" and "2024-|25" are no single words.
    return "-" in word or not (word[-1].isalpha() and rest[0].isalpha() and rest[0].islower())


def _ends_paragraph(line: str, following: str, *, width: int) -> bool:
    if following[0].islower():
        return False
    share = _LAST_LINE if _SENTENCE_END.search(line) else _HEADLINE
    return len(line) < share * width and not line.endswith((",", ";"))
