"""From the characters of a page to its tree, within limits of size and depth.

Owns the parser. Entities that a page declares are never expanded: the HTML parser knows those of HTML alone.
"""

import re
from typing import TYPE_CHECKING

from provenance.readers.records import SkipReason, Unusable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Several times what the longest live blogs have; a page of more elements takes minutes, not seconds.
MAX_ELEMENTS = 100_000
# What the parser says when it gives up on nested tags, and leaves out all that follows.
_TOO_DEEP = "depth"
# Characters that no tree of this parser may be given again, though pages hold them, plain or as references.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse_page(text: str, *, name: str) -> "HtmlElement":
    """Parse a page, whatever is broken in its markup.

    Args:
        text: Its characters.
        name: What messages call it.

    Raises:
        Unusable: `empty` for nothing that could be shown, `invalid_record` for tags nested so deep that the rest would
            be lost, `too_large` for more than `MAX_ELEMENTS` elements.
    """
    from lxml import etree, html  # noqa: PLC0415 - only who reads pages pays for it

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(_CONTROL.sub("", text).encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        message = f"{name} has no words in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole") from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        message = f"{name} nests its tags too deep to be read"
        raise Unusable(SkipReason.INVALID_RECORD, message, hint="save the page anew from a browser, or its text")
    count = sum(map(_clean, tree.iter()))
    if count > MAX_ELEMENTS:
        message = f"{name} has {count} elements, too many for one page"
        raise Unusable(SkipReason.TOO_LARGE, message, hint="save its text as a plain text file in UTF-8")
    return tree


def _clean(element: "HtmlElement") -> int:
    """Take control characters out of an element that references put there, and count it."""
    for key, value in element.items():
        if _CONTROL.search(value):
            element.set(key, _CONTROL.sub("", value))
    if element.text and _CONTROL.search(element.text):
        element.text = _CONTROL.sub("", element.text)
    if element.tail and _CONTROL.search(element.tail):
        element.tail = _CONTROL.sub("", element.tail)
    return 1
