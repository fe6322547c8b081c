"""One page, from its bytes to its article: for the reader of files, and for those of archives and addresses.

Owns putting the parts together, and what is remarked of a page.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.core.records import Article
from provenance.readers.html.body import Body, count_marks, prepare_body
from provenance.readers.html.encoding import DecodedPage, decode_page
from provenance.readers.html.head import PageFacts, read_facts
from provenance.readers.html.text import find_text
from provenance.readers.html.tree import parse_page
from provenance.readers.html.values import unique
from provenance.readers.lines import find_credit_line, find_dateline, read_byline
from provenance.readers.locators import url_locator
from provenance.readers.records import SkipReason, Unusable

READER = "html"
_MOST_MARKS_LOST = 0.2
_FEWEST_MARKS_LOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOrigin:
    """Where the bytes of a page come from.

    Attributes:
        name: What messages call it.
        locator: Address of its article where the page gives itself none.
        url: Where it was fetched from, after all redirects; None if unknown. The page may then claim no other site.
        path: The file that it was read from.
        charset: What a server said of its encoding.
        raw_sha256: Hex digest of the bytes where it is known already; None to compute it.
    """

    name: str
    locator: str
    url: str | None = None
    path: str | None = None
    charset: str | None = None
    raw_sha256: str | None = None


def read_page(raw: bytes, *, origin: PageOrigin) -> Article:
    """Read the article of a page.

    Args:
        raw: The page as it was served or saved.
        origin: Where it comes from.

    Raises:
        Unusable: `empty` for a page without an article, `encoding` or `binary` for bytes that are no page,
            `invalid_record` for tags nested too deep, `too_large` for too many elements.
    """
    decoded = decode_page(raw, name=origin.name, charset=origin.charset)
    tree = parse_page(decoded.text, name=origin.name)
    facts = read_facts(tree, url=origin.url)
    body = prepare_body(tree, title=facts.title)
    shown = find_text(tree)
    text = shown.text or facts.body
    if not text:
        message = f"{origin.name} has no article in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or save the article's text as a plain text file")
    return Article(
        locator=url_locator(facts.url) if facts.url else origin.locator,
        text=text,
        raw_sha256=origin.raw_sha256 or hashlib.sha256(raw).hexdigest(),
        path=origin.path,
        url=facts.url,
        title=facts.title,
        publisher=facts.publisher,
        published=facts.published,
        modified=facts.modified,
        byline=body.byline,
        dateline=find_dateline(text) or facts.dateline,
        credit_line=find_credit_line(text) or facts.credit_line,
        place=facts.place,
        lang=facts.lang,
        authors=_join_authors(facts.authors, body.byline),
        captions=body.captions,
        block_quotations=shown.block_quotations,
        based_on=facts.based_on,
        remarks=tuple(_remarks(decoded, facts, body, shown.text)),
        encoding=decoded.encoding,
        reader=READER,
    )


def _join_authors(authors: tuple[str, ...], byline: str | None) -> tuple[str, ...]:
    """Add those of the byline that machines are not told of: the agency, most often."""
    known = [author.casefold() for author in authors]
    printed = read_byline(byline or "")
    return unique([*authors, *(name for name in printed if not any(k in name.casefold() for k in known))])


def _remarks(decoded: DecodedPage, facts: PageFacts, body: Body, shown: str) -> Iterator[str]:
    """Name what a user should know; the text that is shown is empty where it was taken from the page's JSON-LD."""
    lost = body.marks - count_marks(shown)
    if shown and lost >= _FEWEST_MARKS_LOST and lost > _MOST_MARKS_LOST * body.marks:
        yield "marks_lost"
    if decoded.is_damaged:
        yield "characters_lost"
    if not facts.is_free:
        yield "paywalled"
    if not shown:
        yield "text_from_metadata"
