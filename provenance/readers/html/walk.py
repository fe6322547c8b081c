"""The walk through a tree of elements that tells its paragraphs, with white space as a browser shows it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from provenance.readers.paragraphs import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# Hints where a word may be broken, which no reader sees, and what cannot be stored.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\0\ud800-\udfff]")


def walk_paragraphs(
    root: "_Element", *, blocks: frozenset[str], cells: frozenset[str], quotes: frozenset[str]
) -> Iterator[Paragraph]:
    """Give the paragraphs of an element in the order of its text.

    Args:
        root: What stands behind it is no part of it.
        blocks: Tags that begin and end a paragraph.
        cells: Tags behind which there is a gap.
        quotes: Tags of block quotations, blocks too; one inside another belongs to it.
    """
    from lxml import etree  # noqa: PLC0415 - only who reads pages pays for it

    parts: list[str] = []
    depth = number = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in blocks:
            yield from _flush(parts, quote=number if depth else None)
        if element.tag in quotes:
            number += event == "start" and depth == 0
            depth += 1 if event == "start" else -1
        if event == "start":
            parts.append(element.text or "")
        elif element is not root:
            parts.append("\t" if element.tag in cells else "")
            parts.append(element.tail or "")
    yield from _flush(parts, quote=None)


def _flush(parts: list[str], *, quote: int | None) -> Iterator[Paragraph]:
    line = _SPACE.sub(" ", INVISIBLE.sub("", "".join(parts))).strip()
    parts.clear()
    if line:
        yield Paragraph(text=line, quote=quote)
