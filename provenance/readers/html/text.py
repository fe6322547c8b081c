"""The text of a prepared page: which parts are the article is trafilatura's judgement, how they are written is ours.

Owns the lines: one for each paragraph, heading, list item or row, with white space as a browser shows it, and which of
them are block quotations.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from provenance.readers.html.walk import walk_paragraphs
from provenance.readers.paragraphs import Paragraph, Paragraphs, join_paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# Those of trafilatura's own trees, and those of HTML.
_BLOCKS = frozenset({
    "p", "head", "quote", "item", "list", "row", "table", "lb", "div", "code", "body", "article", "main", "section",
    "header", "blockquote", "ul", "ol", "li", "tr", "h1", "h2", "h3", "h4", "br",
})  # fmt: skip
_CELLS = frozenset({"cell"})
_QUOTES = frozenset({"quote", "blockquote"})
_BOILERPLATE = re.compile(
    r"(?:already a (?:subscriber|member)\b|(?:subscribe|sign up|register|log ?in|sign in|create an account)\b.{0,60}"
    r"\b(?:to (?:continue|read|get|unlock|access)|newsletter|"
    r"for (?:free|just|our|the|full|only|unlimited)|today|now)\b|"
    r"this (?:article|story|content) is (?:only )?(?:available |reserved |exclusive(?:ly)? )?(?:for|to) (?:our )?"
    r"(?:subscribers|members)|(?:we|this site|our site|this website) (?:and our partners )?uses? cookies|"
    r"by (?:continuing|clicking|signing up)\b.{0,60}\byou (?:agree|accept|consent)|get (?:our|the) .{0,60}newsletter|"
    r"(?:accept|manage|reject) (?:all )?cookies|advertisement$|(?:read|see) (?:more|also)\s*:|related\s*:|"
    r"(?:share|print|save) this (?:article|story|page)|follow us on\b|(?:story|article) continues below|"
    r"support (?:our|independent) journalism|\d+ (?:min(?:ute)?s? read|shares?|comments?)$|"
    r"(?:published|(?:last )?updated)\b[\s:].{0,60}\d{4}.{0,30}$)",
    re.IGNORECASE,
)
_LONGEST_BOILERPLATE = 300
_LEAST_SENTENCE = 40
_MOST_LINKED = 0.7


def find_text(tree: "HtmlElement") -> Paragraphs:
    """Find the article's text in a prepared page.

    Returns:
        Its paragraphs; no text where the page has no article.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes half a second to import

    if _is_list_of_links(tree):
        return Paragraphs(text="")
    # It calls these quotations as well, and whole statements of agencies stand in them.
    preformatted = {paragraph.text for element in tree.iter("pre") for paragraph in _walk(element)}
    document = bare_extraction(tree, include_comments=False, include_tables=True, fast=True, with_metadata=False)
    # A page of one sentence is too short for it to tell the article from the rest, where there is no rest.
    bodies = (getattr(document, "body", None), tree.find("body"))
    found = next(filter(None, (_text_of(body, is_chosen=body is not bodies[1]) for body in bodies)), ())
    return join_paragraphs(
        Paragraph(text=paragraph.text) if paragraph.text in preformatted else paragraph for paragraph in found
    )


def _walk(element: "_Element") -> Iterator[Paragraph]:
    return walk_paragraphs(element, blocks=_BLOCKS, cells=_CELLS, quotes=_QUOTES)


def _text_of(body: "_Element | None", *, is_chosen: bool) -> list[Paragraph]:
    walked = _walk(body) if body is not None else ()
    lines = [line for line in walked if not is_boilerplate(line.text)]
    ends = [line for line in lines if _is_sentence(line.text)]
    is_article = bool(ends) if is_chosen else bool(lines) and len(ends) == len(lines)
    return lines if is_article else []


def is_boilerplate(line: str) -> bool:
    """Say whether a line asks readers to pay, accept or follow, and tells nothing."""
    return len(line) <= _LONGEST_BOILERPLATE and bool(_BOILERPLATE.match(line))


def _is_list_of_links(tree: "HtmlElement") -> bool:
    """Tell the front page of a site or a section, which has no article."""
    body = tree.find("body")
    words = " ".join(body.text_content().split()) if body is not None else ""
    linked = sum(len(link.text_content().strip()) for link in tree.iter("a"))
    return linked > _MOST_LINKED * len(words)


def _is_sentence(line: str) -> bool:
    """Tell an article from lists of links; a caption or a sentence in Chinese is enough."""
    ends = line.rstrip("\"'”’»」)")[-1:]
    return len(line) >= _LEAST_SENTENCE or (ends in {".", "!", "?", "…", "。", "！", "？"} and " " in line)
