"""The tree of a page made ready for reading: marks kept, captions and bylines set apart, what is no article taken out.

Owns what the elements of news pages mean. It changes the tree that it is given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.readers.html.values import clean_text, unique

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_SHOWN = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "form",
    "button",
    "input",
    "select",
    "object",
)
# Marks of style say nothing, and thousands of them in one paragraph would cost minutes.
_INLINE = (
    "span", "b", "i", "em", "strong", "u", "s", "small", "big", "mark", "sub", "sup", "abbr", "acronym", "cite", "dfn",
    "ins",
    "tt", "var", "samp", "kbd", "label", "data", "time", "bdi", "bdo", "font", "nobr", "wbr", "center", "ruby", "rb",
)  # fmt: skip
_MARKS = (("“", "”"), ("‘", "’"))
_DASHED = re.compile(r"\s*[—–―-]")
_OPENED = re.compile(r"\s*[“‘„«»\"'「]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|is-hidden)(?:\s|$)", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:(?:fig)?caption(?:[\s_-]?text)?|(?:photo|image|picture|img|media)[_-]{0,2}(?:credit|caption|copyright|source)s?)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|authors?(?:[_-](?:names?|line|info))?|contributors?|article-meta)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|paywall|regwall|meter|newsletters?|subscri(?:be|ption|ber)|sign-?up|promo|related|"
    r"recommend(?:ed|ations?)?|read-?more|more-(?:on|stories|from)|most-(?:read|popular)|social|share(?:-?bar|-?tools)?|sharing|"
    r"advert(?:isement|ising)?|ads?|adslot|sponsor(?:ed)?|comments?|disqus|breadcrumbs?|pull-?quote|outbrain|taboola|"
    r"toolbar|tags|topics|donate|support-us)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 200
_LONGEST_CAPTION = 1500
# What is called a paywall may be all that stands behind it: only a small part of the page is no article.
_JUNK_SHARE = 0.35
_MARK_CHARACTERS = re.compile('[“”„«»"「」]')
_ROOTS = "//article|//main|//*[@itemprop='articleBody']|//*[@role='main']"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What was set apart from the text of a page.

    Attributes:
        byline: Line of authors as printed; None where there is none.
        captions: Captions and photo credits, in order.
        marks: How many quotation marks the article has before its text is told from the rest.
    """

    byline: str | None
    captions: tuple[str, ...]
    marks: int


def prepare_body(tree: "HtmlElement", *, title: str | None) -> Body:
    """Make a page ready for reading, in place.

    Args:
        tree: The page.
        title: The headline, which is no part of the text.
    """
    from lxml import etree  # noqa: PLC0415 - only who reads pages pays for it

    _remove(tree, list(tree.iter(*_NEVER_SHOWN)))
    _remove(tree, [e for e in tree.iter() if _is_hidden(e)])
    _write_marks(tree)
    _keep_signatures(tree)
    _flatten_quotes(tree)
    captions = _take_captions(tree)
    _remove(tree, list(_junk(tree)))
    byline = _take_byline(tree)
    _remove(tree, list(_headlines(tree, title)))
    etree.strip_tags(tree, *_INLINE)
    _join_texts(tree)
    return Body(byline=byline, captions=captions, marks=_count_marks(tree))


def _join_texts(tree: "HtmlElement") -> None:
    """Make one text of those that stripped tags leave side by side: queries take the square of their number."""
    for element in tree.iter():
        if element.text:
            element.text = str(element.text)
        if element.tail:
            element.tail = str(element.tail)


def count_marks(text: str) -> int:
    """Count the double quotation marks of a text."""
    return len(_MARK_CHARACTERS.findall(text))


def text_of(element: "HtmlElement") -> str:
    """Return the words of an element on one line, a space between elements that stand apart."""
    return clean_text(" ".join(element.itertext()) if len(element) and _has_blocks(element) else element.text_content())


def _has_blocks(element: "HtmlElement") -> bool:
    return next(element.iterdescendants("p", "div", "br", "li", "figcaption"), None) is not None


def _remove(tree: "HtmlElement", elements: list["HtmlElement"]) -> None:
    for element in elements:
        if element is not tree and element.getparent() is not None and element.tag not in {"html", "head", "body"}:
            element.drop_tree()


def _is_hidden(element: "HtmlElement") -> bool:
    if not element.attrib:
        return False
    is_class = bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    return is_class or "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _write_marks(tree: "HtmlElement") -> None:
    """Write the marks that a browser shows around `q`: double ones, and single ones inside those."""
    depths: dict[HtmlElement, int] = {}
    for element in tree.iter("q"):
        outer = next(element.iterancestors("q"), None)
        depths[element] = 0 if outer is None else depths[outer] + 1
    for element, depth in depths.items():
        opening, closing = _MARKS[depth % 2]
        if _OPENED.match(element.text_content()) and not len(element):
            opening = closing = ""
        element.text = opening + (element.text or "").lstrip()
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip() + closing
        else:
            element.text = element.text.rstrip() + closing
        element.tag = "span"


def _keep_signatures(tree: "HtmlElement") -> None:
    """Let who signs a block quotation stand below it, after a dash, as newspapers print it.

    Footers are taken for what surrounds an article, and the name would go with them.
    """
    for block in tree.iter("blockquote"):
        cites = [e for e in block.iterchildren("cite") if not (e.tail or "").strip()]
        for element in [*block.iter("footer"), *cites]:
            if not _DASHED.match(element.text_content()):
                element.text = f"— {(element.text or '').lstrip()}"
            element.tag = "p"


def _flatten_quotes(tree: "HtmlElement") -> None:
    """Make a block quotation inside another a part of it, else what tells the text from the rest joins their words."""
    inner = [e for e in tree.iter("blockquote") if next(e.iterancestors("blockquote"), None) is not None]
    for element in reversed(inner):
        if _has_blocks(element):
            element.text = f" {element.text or ''}"
            element.drop_tag()
        else:
            element.tag = "p"


def _take_captions(tree: "HtmlElement") -> tuple[str, ...]:
    """Take figures and captions out; a figure around words of the article, such as a quotation, stays."""
    for figure in [e for e in tree.iter("figure") if _holds_words(e)]:
        for caption in figure.iter("figcaption"):
            caption.tag = "p"
        figure.tag = "div"
    figures = list(tree.iter("figure"))
    captions = [text_of(figure)[:_LONGEST_CAPTION] for figure in figures]
    _remove(tree, figures)
    named = [e for e in tree.iter() if _is_caption(e) and not any(map(_is_caption, e.iterancestors()))]
    captions += [text for e in named if len(text := text_of(e)) <= _LONGEST_CAPTION]
    _remove(tree, [e for e in named if len(text_of(e)) <= _LONGEST_CAPTION])
    return unique(captions)


def _holds_words(figure: "HtmlElement") -> bool:
    return next(figure.iter("blockquote", "table", "article"), None) is not None


def _is_caption(element: "HtmlElement") -> bool:
    if element.tag == "figcaption":
        return next(element.iterancestors("figure"), None) is None
    return element.tag not in {"html", "body", "article", "main", "figure"} and _is_named(element, _CAPTION)


def _is_named(element: "HtmlElement", pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(value) for key in ("class", "id") if (value := element.get(key)))


def _junk(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    limit = _JUNK_SHARE * len(tree.text_content())
    for element in tree.iter():
        is_named = element.tag not in {"html", "body", "article", "main"} and _is_named(element, _JUNK)
        if (is_named or element.tag in {"nav", "footer", "aside"}) and len(element.text_content()) <= limit:
            yield element


def _take_byline(tree: "HtmlElement") -> str | None:
    """Take the line of authors out of the article; further ones, at its end, go with it."""
    found = [e for e in tree.iter() if _is_byline(e) and 0 < len(text_of(e)) <= _LONGEST_BYLINE]
    byline = next((text_of(e) for e in found if any(c.isalpha() for c in text_of(e))), None)
    _remove(tree, found)
    return byline


def _is_byline(element: "HtmlElement") -> bool:
    if element.tag in {"html", "body", "article", "main", "meta", "link", "head"}:
        return False
    is_author = "author" in {element.get("rel"), element.get("itemprop")} or element.tag == "address"
    return is_author or _is_named(element, _BYLINE)


def _headlines(tree: "HtmlElement", title: str | None) -> Iterator["HtmlElement"]:
    headings = list(tree.iter("h1"))
    for element in [*headings, *tree.iter("h2")]:
        text = clean_text(element.text_content())
        if (element.tag == "h1" and len(headings) == 1) or (title and text.casefold() == title.casefold()):
            yield element


def _count_marks(tree: "HtmlElement") -> int:
    roots = tree.xpath(_ROOTS)
    texts = [root.text_content() for root in roots] or ["".join(p.text_content() for p in tree.iter("p", "blockquote"))]
    return max(map(count_marks, texts))
