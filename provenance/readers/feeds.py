"""RSS and Atom: one article each entry, as full as the feed gives it.

Owns what of an entry means what. feedparser sees characters alone: it is never given an address, and no document that
declares entities, since they can be made to fill any memory.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html.entities import html5
from time import struct_time
from typing import Any

from provenance.core.records import Article
from provenance.errors import InputError
from provenance.plugins import hookimpl
from provenance.readers.fragments import Fragment, read_fragment
from provenance.readers.html.encoding import decode_page
from provenance.readers.html.values import clean_text, read_date, read_lang, read_url, unique
from provenance.readers.lines import find_credit_line, find_dateline, read_byline
from provenance.readers.locators import record_locator, url_locator
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable, build_skipped
from provenance.readers.signatures import plain_start
from provenance.readers.whole import read_whole

MAX_FEED_BYTES = 20 * 1024 * 1024
MAX_ELEMENTS = 300_000

_PREAMBLE = rb"(?:\s|<\?.{0,500}?\?>|<!--.{0,2000}?-->|<!DOCTYPE\s[^>\[]{0,300}(?:\[.{0,6000}?\]\s*)?>)*"
_FEED = re.compile(_PREAMBLE + rb"<(?:rss|(?:\w{1,10}:)?feed|rdf:RDF)[\s>]", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,500}\?>")
_AS_UTF8 = {"content-type": "application/xml; charset=utf-8"}
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,31};)?")
_SECTION, _SECTION_END = "<![CDATA[", "]]>"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TOO_LARGE = "split it, or take its newest entries alone"
_PLAIN_TEXT = "text/plain"
_SUMMARY = "summary_only"

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReader:
    """Reads each entry of an RSS or Atom feed as one article.

    Attributes:
        name: What users call it.
        limit: The most bytes of a feed, 1 or more; a larger one is left out without being read.
    """

    name: str = "feed"
    limit: int = MAX_FEED_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what begins as a feed does."""
        del name
        return 1.0 if _FEED.match(plain_start(head)) else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the entries, in the order of the feed.

        An entry without its whole content is read as it is, with the remark `summary_only`.

        Raises:
            Unusable: The feed is too large, declares entities, is no text, or has no entry.
        """
        raw = read_whole(source, limit=self.limit, hint=_TOO_LARGE)
        decoded = decode_page(raw, name=source.name, charset=source.charset)
        parsed = _parse_feed(decoded.text, name=source.name)
        if not parsed["entries"]:
            message = f"{source.name} is no feed with entries"
            raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole")
        for number, entry in enumerate(parsed["entries"], start=1):
            item = _Item(entry=entry, feed=parsed["feed"], number=number, source=source)
            read = _read_item(item)
            yield read if isinstance(read, Skipped) else replace(read, encoding=decoded.encoding, reader=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One entry and the feed around it, as feedparser gives them."""

    entry: Entry
    feed: Entry
    number: int
    source: Source

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"entry {self.number} of {self.source.name}"

    @property
    def url(self) -> str | None:
        """Where the article is published: its link, or its id where that is an address."""
        base = read_url(_text(self.feed, "link"), base=self.source.url) or self.source.url
        return read_url(_text(self.entry, "link"), base=base) or read_url(_text(self.entry, "id"), base=None)

    @property
    def locator(self) -> str:
        """Address of its article."""
        if self.url:
            return url_locator(self.url)
        return record_locator(self.source.locator, clean_text(_text(self.entry, "id")) or self.number)


def _parse_feed(text: str, *, name: str) -> Entry:
    """Parse a feed, whatever is broken in its markup.

    Raises:
        Unusable: It declares entities, is no XML at all, or has more elements than any feed.
    """
    if _ENTITY.search(text):
        message = f"{name} declares entities, which no honest feed needs"
        raise Unusable(
            SkipReason.INVALID_RECORD, message, hint="leave it out: such documents are made to fill a memory"
        )
    from feedparser import parse  # noqa: PLC0415 - only who reads feeds pays for it

    parsed: Entry = parse(
        io.BytesIO(_tidy_markup(text, name=name)),
        response_headers=_AS_UTF8,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return parsed


def _tidy_markup(text: str, *, name: str) -> bytes:
    """Make XML of what was meant as XML, in time that grows with its length.

    feedparser has a parser of its own for broken feeds, whose time grows with the square of what is broken.
    """
    from lxml import etree  # noqa: PLC0415 - only who reads feeds pays for it

    plain = _write_characters(_UNWRITABLE.sub("", _DECLARATION.sub("", text, count=1)))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, encoding="utf-8")
    root = etree.fromstring(plain.encode("utf-8", "replace"), parser=parser)
    if root is None:
        message = f"{name} is no XML"
        raise Unusable(SkipReason.INVALID_RECORD, message, hint="look whether it was saved whole")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        message = f"{name} has more than {MAX_ELEMENTS} elements, too many for one feed"
        raise Unusable(SkipReason.TOO_LARGE, message, hint=_TOO_LARGE)
    tidy: bytes = etree.tostring(root, encoding="utf-8")
    return tidy


def _write_characters(text: str) -> str:
    """Write what HTML has names for and XML has not, and ampersands that stand for themselves, outside of sections."""
    first, *rest = text.split(_SECTION)
    pieces = [_AMPERSAND.sub(_write_character, first)]
    for piece in rest:
        inside, end, outside = piece.partition(_SECTION_END)
        pieces.append(inside + end + _AMPERSAND.sub(_write_character, outside))
    return _SECTION.join(pieces)


def _write_character(found: re.Match[str]) -> str:
    return html5.get(found[1] or "", "&amp;" + found[0][1:])


def _read_item(item: _Item) -> Article | Skipped:
    try:
        return _build_article(item)
    except InputError as error:
        return build_skipped(error, locator=item.locator)


def _build_article(item: _Item) -> Article:
    entry, title = item.entry, clean_text(_text(item.entry, "title")) or None
    markup, is_plain, is_summary = _find_content(entry)
    content = _read_content(markup, is_plain=is_plain, title=title, name=item.name)
    if not content.text:
        message = f"{item.name} has no words in it"
        raise Unusable(SkipReason.EMPTY, message, hint="fetch the page that it links to")
    byline = clean_text(_text(entry, "author")) or content.byline
    captions = (*content.captions, *(clean_text(_text(media, "content")) for media in entry.get("media_credit") or ()))
    return Article(
        locator=item.locator,
        text=content.text,
        raw_sha256=item.source.keep(markup.encode("utf-8", "replace"), suffix=".html"),
        path=item.source.path,
        url=item.url,
        title=title,
        publisher=_find_publisher(item),
        published=_find_date(entry, "published"),
        modified=_find_date(entry, "updated"),
        byline=byline,
        dateline=find_dateline(content.text),
        credit_line=find_credit_line(content.text),
        lang=_find_lang(item),
        authors=_find_authors(entry, byline),
        captions=unique(captions),
        block_quotations=content.block_quotations,
        remarks=(_SUMMARY,) if is_summary else (),
    )


def _find_content(entry: Entry) -> tuple[str, bool, bool]:
    """Return the fullest text of an entry, whether it is plain, and whether it is the summary alone."""
    contents = [content for content in entry.get("content") or () if _text(content, "value").strip()]
    if contents:
        fullest = max(contents, key=lambda content: len(_text(content, "value")))
        value = _text(fullest, "value")
        return value, _text(fullest, "type") == _PLAIN_TEXT, False
    return _text(entry, "summary"), _text(entry.get("summary_detail") or {}, "type") == _PLAIN_TEXT, True


def _read_content(markup: str, *, is_plain: bool, title: str | None, name: str) -> Fragment:
    # What is called plain holds tags often enough, and then they are meant as tags.
    if is_plain and "</" not in markup:
        return Fragment(text=markup.replace("\0", "").strip(), captions=(), byline=None)
    return read_fragment(markup, name=name, title=title)


def _find_publisher(item: _Item) -> str | None:
    """Return who published an entry: the feed that it was taken over from, or this one."""
    origin = item.entry.get("source") or {}
    named = (_text(origin, "title"), _text(item.feed, "publisher"), _text(item.feed, "title"))
    return next((name for name in map(clean_text, named) if name), None)


def _find_authors(entry: Entry, byline: str | None) -> tuple[str, ...]:
    named = [clean_text(_text(author, "name")) for author in entry.get("authors") or ()]
    split = [name for author in named for name in read_byline(author) or (author,)]
    return unique(split or read_byline(byline or ""))


def _find_date(entry: Entry, field: str) -> str | None:
    """Return a date as the feed has it, with its zone; in UTC where only feedparser understands it."""
    said = _text(entry, field)
    parsed = entry.get(f"{field}_parsed") if said else None
    if read := read_date(said):
        return read
    return datetime(*parsed[:6], tzinfo=UTC).isoformat() if isinstance(parsed, struct_time) else None


def _find_lang(item: _Item) -> str | None:
    contents = [*(item.entry.get("content") or ()), item.entry.get("summary_detail") or {}]
    said = [*(_text(content, "language") for content in contents), _text(item.feed, "language")]
    return next((lang for lang in map(read_lang, said) if lang), None)


def _text(entry: Entry, key: str) -> str:
    """Return a value that is text; empty for any other, since feedparser gives what it finds."""
    # `in` first: asking for a date that is not there makes feedparser look elsewhere, and warn.
    value = entry[key] if isinstance(entry, Mapping) and key in entry else ""
    return value if isinstance(value, str) else ""


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of feeds."""
    return [FeedReader()]
