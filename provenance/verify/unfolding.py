"""The lines of a draft, put back together where a line break is none of the writer's.

Owns which line breaks are paragraphs. A draft is pasted from mails and terminals, where lines end at some column, and a
quotation must be the same words wherever they do. Every character keeps its place: a break becomes spaces.
"""

import re
from collections.abc import Iterator, Sequence

from provenance.core.marks import MarkStyle, find_quoted

# A quotation that is left open for longer has lost its closing mark.
_LONGEST_LOOK = 40
_BREAK = re.compile(r"[ \t]*(?:\r\n|[\n\r\u2028\u2029])[ \t]*")
_BLANK = re.compile(r"(?:\r\n|[\n\r\u2028\u2029])[ \t]*(?:\r\n|[\n\r\u2028\u2029])")
_ENDS = re.compile(r"[.?!…:;][\"”’'»)\]]*$")
_ITEM = re.compile(r"[-*•–—>#|]|\d{1,3}[.)]\s")


def unfold(text: str, *, is_plain: bool) -> str:
    r"""Write spaces for the line breaks that are only where a line was full.

    Inside a quotation that closes again every break is one of those. Elsewhere in a text with blank lines all others
    are, and in a text without any those that stand in the middle of a sentence.

    Args:
        text: The draft.
        is_plain: Whether its lines may be folded at all; those that a reader made of a page are paragraphs.

    Returns:
        A text of the same length, in which every offset means what it did.

    Example:
        >>> unfold('"We will\nnever leave,"\nsaid Kim.\n\nHe left.', is_plain=True)
        '"We will never leave," said Kim.\n\nHe left.'
    """
    is_spaced = is_plain and _BLANK.search(text.strip()) is not None
    pieces: list[str] = []
    for block in _split_blocks(text):
        pieces += _unfold_block(block, is_plain=is_plain, is_spaced=is_spaced)
    return "".join(pieces)


def _split_blocks(text: str) -> Iterator[Sequence[str]]:
    """Give runs of lines without a blank one between them: each line and the break behind it in turns."""
    start = 0
    block: list[str] = []
    for found in _BREAK.finditer(text):
        block += [text[start : found.start()], found.group()]
        start = found.end()
        if not block[-2].strip():
            yield block
            block = []
    yield [*block, text[start:]]


def _unfold_block(block: Sequence[str], *, is_plain: bool, is_spaced: bool) -> Iterator[str]:
    paragraph = ""
    for place in range(0, len(block) - 1, 2):
        line, gap = block[place : place + 2]
        following = [text for text in block[place + 2 : place + 2 + 2 * _LONGEST_LOOK : 2] if text.strip()]
        paragraph += line
        if following and _is_fold(paragraph, following, is_plain=is_plain, is_spaced=is_spaced):
            gap = " " * len(gap)
            paragraph += gap
        else:
            paragraph = ""
        yield line + gap
    yield from block[len(block) - len(block) % 2 :]


def _is_fold(paragraph: str, following: Sequence[str], *, is_plain: bool, is_spaced: bool) -> bool:
    after = following[0]
    opened = _open_at_end(paragraph)
    if opened is not None:
        # The same mark at the start of the next line opens the quotation anew, as in each paragraph of a long one.
        return not after.startswith(paragraph[opened]) and _closes(paragraph, following, opened=opened)
    if not is_plain or _ITEM.match(after):
        return False
    return is_spaced or not _ENDS.search(paragraph)


def _open_at_end(paragraph: str) -> int | None:
    """Return where the quotation begins that a text leaves open; None where there is none."""
    return next((q.span.start for q in find_quoted(paragraph) if not q.closed and q.depth == 0), None)


def _closes(paragraph: str, following: Sequence[str], *, opened: int) -> bool:
    """Say whether a quotation closes in the lines that follow, by a mark that stands behind a word."""
    joined = " ".join([paragraph, *following])
    for quoted in find_quoted(joined):
        if quoted.span.start == opened and quoted.closed and quoted.style is not MarkStyle.SINGLE:
            mark = joined[quoted.span.end - 1]
            return mark not in "\"'" or not joined[: quoted.span.end - 1].endswith(" ")
    return False
