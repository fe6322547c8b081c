"""Feeds: one article each entry, and no document that could fill a memory."""

import io
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.feeds import FeedReader
from provenance.readers.records import Skipped, SkipReason, Source, Unusable

RSS = """<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example</title><link>https://n.example/</link><language>en-gb</language>
<item><title>Talks &amp; more</title><link><![CDATA[https://n.example/?a=1&b=1]]></link>
<guid isPermaLink="false">g1</guid>
<dc:creator>Jane Roe</dc:creator><pubDate>Sat, 12 Jul 2025 08:00:00 +0900</pubDate>
<description>In short.</description>
<content:encoded><![CDATA[<figure><img src="x"><figcaption>Kim. Photo: KCNA via AP</figcaption></figure>
<p>WONSAN (KCNA) - “Café,” he said.</p><p>So <q>it</q> was.</p>]]></content:encoded></item>
<item><title>Short</title>
<guid>tag:n.example,2025:2</guid><description>He said &lt;b&gt;no&lt;/b&gt;.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Planet</title><id>urn:planet</id>
<link href="https://n.example/feed/"/>
<entry><id>urn:1</id><title type="html">A &lt;i&gt;title&lt;/i&gt;</title><link href="../a/1"/>
<author><name>X. Y.</name></author><published>2025-07-13T08:00:00Z</published><updated>2025-07-13T09:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Il a dit <q>oui</q>.</p></div></content>
<source><title>Origin</title></source></entry>
<entry><id>urn:2</id><updated>2025-07-14T08:00:00+02:00</updated>
<content type="text">Tom said: a &lt; b.</content></entry>
</feed>"""
BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'


def source_of(raw: bytes) -> Source:
    return Source(name="f.xml", locator="f.xml", file=None, head=raw[:8192], stream=io.BytesIO(raw))


def read(text: str, *, encoding: str = "utf-8") -> list[Article | Skipped]:
    return list(FeedReader().read_source(source_of(text.encode(encoding))))


def articles_of(text: str, *, encoding: str = "utf-8") -> list[Article]:
    found = read(text, encoding=encoding)
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def test_entries_of_rss() -> None:
    """The whole content goes before the summary, captions stand apart, and the date keeps its zone."""
    full, short = articles_of(RSS, encoding="cp1252")
    assert full.text == "WONSAN (KCNA) - “Café,” he said.\nSo “it” was."
    assert (full.locator, full.title, full.publisher) == ("https://n.example/?a=1&b=1", "Talks & more", "The Example")
    assert (full.published, full.lang, full.encoding) == ("2025-07-12T08:00:00+09:00", "en-gb", "cp1252")
    assert (full.byline, full.authors, full.captions) == ("Jane Roe", ("Jane Roe",), ("Kim. Photo: KCNA via AP",))
    assert (full.remarks, full.reader) == ((), "feed")
    assert full.dateline
    assert (short.locator, short.text, short.remarks) == (
        "f.xml#tag:n.example,2025:2",
        "He said no.",
        ("summary_only",),
    )


def test_entries_of_atom() -> None:
    """Links are resolved, an entry taken over names its own feed, and plain text stays plain."""
    taken, plain = articles_of(ATOM)
    assert (taken.text, taken.title, taken.publisher) == ("Il a dit “oui”.", "A title", "Origin")
    assert (taken.url, taken.lang) == ("https://n.example/a/1", "fr")
    assert (taken.published, taken.modified) == ("2025-07-13T08:00:00Z", "2025-07-13T09:00:00Z")
    assert (plain.locator, plain.text, plain.modified) == (
        "f.xml#urn:2",
        "Tom said: a < b.",
        "2025-07-14T08:00:00+02:00",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_documents_with_entities_are_refused(encoding: str) -> None:
    """A document that declares entities is refused before it is parsed, in whatever encoding it hides."""
    with pytest.raises(Unusable, match="declares entities") as caught:
        read(BOMB, encoding=encoding)
    assert caught.value.reason == SkipReason.INVALID_RECORD


@pytest.mark.parametrize(
    "damage",
    ["<a>" * 100_000, "&" * 300_000, "<a " * 30_000, "<![CDATA[" * 50_000, "<!--" * 50_000, "<div>" * 100_000],
    ids=["deep", "ampersands", "open tags", "sections", "comments", "divs"],
)
def test_broken_markup_costs_no_more_than_whole(damage: str) -> None:
    """What makes parsers slow or deep is read or refused in seconds."""
    started = time.monotonic()
    with suppress(Unusable):
        read(f"<rss><channel><item><title>x</title><description>He said it.{damage}")
    assert time.monotonic() - started < 20


def test_a_broken_feed_is_read_as_far_as_it_is_one() -> None:
    """Names of characters that XML lacks, bare ampersands and a missing end do no harm."""
    text = (
        '<rss version="2.0"><channel><title>A</title><item><description>Q&nbsp;&amp; A & B said &eacute;.</description>'
    )
    (article,) = articles_of(text)
    assert article.text == "Q\N{NO-BREAK SPACE}& A & B said é."


def test_an_entry_without_words_is_skipped() -> None:
    """An entry that only links is reported, and the next one follows."""
    empty, full = read(
        "<rss><channel><item><link>https://n.example/1</link></item>"
        "<item><description>He said it.</description></item></channel></rss>"
    )
    assert isinstance(empty, Skipped)
    assert (empty.reason, empty.locator) == (SkipReason.EMPTY, "https://n.example/1")
    assert isinstance(full, Article)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<rss><channel><title>A</title></channel></rss>", "is no feed with entries"),
        ("He said it.", "is no XML"),
        ("<rss><channel>" + "<item/>" * 300_001, "more than 300000 elements"),
    ],
)
def test_what_is_no_feed_says_so(text: str, message: str) -> None:
    """A feed without entries, no feed at all, and one beyond all measure are told apart."""
    with pytest.raises(Unusable, match=message):
        read(text)


def test_an_endless_feed_is_not_read() -> None:
    """A feed above the limit is refused."""
    with pytest.raises(Unusable, match="more than 100 bytes") as caught:
        list(FeedReader(limit=100).read_source(source_of(b"<rss>" + b" " * 200)))
    assert caught.value.reason == SkipReason.TOO_LARGE


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1))
def test_plain_words_come_back(words: str) -> None:
    """Whatever is written into an entry is its text."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    feed = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="text">said {escaped}</content></entry></feed>'
    )
    (article,) = articles_of(feed)
    if "</" not in words:
        assert article.text == f"said {words}"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (RSS.encode("cp1252"), 1.0),
        (ATOM.encode(), 1.0),
        (b"\xef\xbb\xbf <!-- x --><rss version='2.0'>", 1.0),
        ("<feed>".encode("utf-16"), 1.0),
        (b'<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/">', 1.0),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x">]><rss>', 1.0),
        (b"<!DOCTYPE html><html><body><rss>", 0.0),
        (b'<?xml version="1.0"?><nitf>', 0.0),
        (b"<feedback>He said it.", 0.0),
    ],
)
def test_feeds_are_told_by_their_root(head: bytes, expected: float) -> None:
    """The first element decides, whatever the file is called."""
    assert FeedReader().sniff(head, "page.html") == expected


def test_dispatch_finds_the_reader() -> None:
    """A feed from a pipe is read as one; an entity bomb is a skipped input, and nothing more."""
    first, *_ = read_inputs(["-"], stdin=io.BytesIO(ATOM.encode()))
    assert isinstance(first, Article)
    assert first.reader == "feed"
    (bomb,) = read_inputs(["-"], stdin=io.BytesIO(BOMB.encode()))
    assert isinstance(bomb, Skipped)
    assert bomb.reason == SkipReason.INVALID_RECORD
