"""Pieces of HTML that are an article's text already: the content of a feed's entry, the body of an agency's story.

Owns the text of what needs no search for the article, since nothing else is there: one line for each paragraph, with
white space as a browser shows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.readers.html.body import prepare_body
from provenance.readers.html.tree import parse_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# Hints where a word may be broken, which no reader sees, and what cannot be stored.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What a piece of HTML holds.

    Attributes:
        text: Its words, one line a paragraph; empty where it has none.
        captions: Captions and photo credits, which are no part of the text.
        byline: Line of authors as printed, no part of the text either; None where there is none.
    """

    text: str
    captions: tuple[str, ...]
    byline: str | None


def read_fragment(markup: str, *, name: str, title: str | None = None) -> Fragment:
    """Read a piece of HTML.

    Args:
        markup: Its characters; without any tag they are the text.
        name: What messages call it.
        title: The headline, which is no part of the text.

    Raises:
        Unusable: `invalid_record` for tags nested too deep, `too_large` for too many elements.
    """
    if not markup.strip():
        return Fragment(text="", captions=(), byline=None)
    # Wrapped, since a comment or a byte order mark alone is no document.
    tree = parse_page(f"<html><body><div>{_INVISIBLE.sub('', markup)}</div></body></html>", name=name)
    body = prepare_body(tree, title=title)
    return Fragment(text="\n".join(_lines(tree)), captions=body.captions, byline=body.byline)


def _lines(tree: "HtmlElement") -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - only who reads markup pays for it

    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _flush(parts)
        if event == "start":
            parts.append(element.text or "")
        else:
            parts.append("\t" if element.tag in _CELLS else "")
            parts.append(element.tail or "")
    yield from _flush(parts)


def _flush(parts: list[str]) -> Iterator[str]:
    line = _SPACE.sub(" ", _INVISIBLE.sub("", "".join(parts))).strip()
    parts.clear()
    if line:
        yield line
