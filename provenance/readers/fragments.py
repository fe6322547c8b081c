"""Pieces of HTML that are an article's text already: the content of a feed's entry, the body of an agency's story.

Owns the text of what needs no search for the article, since nothing else is there: one line for each paragraph, with
white space as a browser shows it.
"""

from dataclasses import dataclass

from provenance.core.text import Span
from provenance.readers.html.body import prepare_body
from provenance.readers.html.tree import parse_page
from provenance.readers.html.walk import INVISIBLE, walk_paragraphs
from provenance.readers.paragraphs import join_paragraphs

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_QUOTES = frozenset({"blockquote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What a piece of HTML holds.

    Attributes:
        text: Its words, one line a paragraph; empty where it has none.
        captions: Captions and photo credits, which are no part of the text.
        byline: Line of authors as printed, no part of the text either; None where there is none.
        block_quotations: Where those stand in the text.
    """

    text: str
    captions: tuple[str, ...]
    byline: str | None
    block_quotations: tuple[Span, ...] = ()


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
    tree = parse_page(f"<html><body><div>{INVISIBLE.sub('', markup)}</div></body></html>", name=name)
    body = prepare_body(tree, title=title)
    found = join_paragraphs(walk_paragraphs(tree, blocks=_BLOCKS, cells=_CELLS, quotes=_QUOTES))
    return Fragment(
        text=found.text, captions=body.captions, byline=body.byline, block_quotations=found.block_quotations
    )
