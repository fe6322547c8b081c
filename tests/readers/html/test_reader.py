"""The reader of pages: it knows its own by their content, and a hostile page ends with its reason."""

import io
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.html.page import PageOrigin, read_page
from provenance.readers.html.reader import HtmlReader
from provenance.readers.records import Skipped, SkipReason, Source, Unusable

SAID = "“We cannot ask people to walk over it,” said Marta Lindqvist, who chairs the council of the town."
PARAGRAPH = f"<p>{SAID}</p>"
MOST_SECONDS = 20
MARKUP = (
    "<p>", "</p>", "<q>", "</q>", "<div class=ad>", "“", "”", "Yes.", " ", "<figure>", "&amp;", "<br>", "<td>",
    "</div>", "<h1>", "\x01", "&#1;", "<i title='&#2;'>", "&#xD800;", "\U0001f600", "<script>", "<a href=x>", "<!--",
    SAID,
)  # fmt: skip


def page(body: str, *, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def read(body: str, *, head: str = "", url: str | None = None) -> Article:
    return read_page(page(body, head=head), origin=PageOrigin(name="page.html", locator="page.html", url=url))


@pytest.mark.parametrize(
    ("head", "score"),
    [
        (b"<!DOCTYPE html><html>", 0.95),
        (b"\xef\xbb\xbf\n<!-- saved --> <html lang=en>", 0.95),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', 0.95),
        ("<html>".encode("utf-16"), 0.95),
        (b"<HTML\n>", 0.95),
        (b"<p>He said it.</p>", 0.5),
        (b"<div class=story>", 0.5),
        (b'<?xml version="1.0"?><rss>', 0),
        (b"He said <b>it</b>.", 0),
        (b'{"text": "<html>"}', 0),
        (b"<pre-release> is what he said", 0),
    ],
)
def test_pages_are_known_by_their_content(head: bytes, score: float) -> None:
    """What begins as a page does is claimed, a part of one with less certainty, and nothing else."""
    assert HtmlReader().sniff(head, "x.txt") == score


def test_a_page_on_standard_input_is_read() -> None:
    """A page without a name gets an address by its digest, and that of its canonical link where it has one."""
    head = '<link rel="canonical" href="https://coast.example/pier">'
    (first,) = read_inputs(["-"], stdin=io.BytesIO(page(PARAGRAPH)))
    (second,) = read_inputs(["-"], stdin=io.BytesIO(page(PARAGRAPH, head=head)))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.locator == f"stdin:{first.raw_sha256[:16]}"
    assert second.locator == "https://coast.example/pier"
    assert first.text == second.text == SAID


def test_a_page_of_one_sentence_is_an_article() -> None:
    """Where nothing but the article is on the page, it may be as short as it likes."""
    raw = "<!DOCTYPE html>\n<html><body><p>“It is over,” he said.</p></body></html>".encode()
    article = read_page(raw, origin=PageOrigin(name="page.html", locator="page.html"))
    assert article.text == "“It is over,” he said."


def test_a_fetched_page_may_not_claim_another_site() -> None:
    """A copy that names an original elsewhere keeps its own address, and is based on that original."""
    head = '<link rel="canonical" href="https://wire.example/pier">'
    article = read(PARAGRAPH, head=head, url="https://inland.example/copy")
    assert (article.url, article.based_on) == ("https://inland.example/copy", ("https://wire.example/pier",))


@pytest.mark.parametrize(
    "url", ["https://www.wire.example/pier?amp=1", "https://wire-example.cdn.ampproject.org/c/pier"]
)
def test_the_same_site_and_caches_give_way_to_the_canonical_address(url: str) -> None:
    """AMP pages and variants of an address are the article at its canonical address."""
    article = read(PARAGRAPH, head='<link rel="canonical" href="https://wire.example/pier">', url=url)
    assert (article.url, article.based_on) == ("https://wire.example/pier", ())


def test_lost_marks_are_remarked() -> None:
    """A page whose quotations are mostly not in the text says so, and one whose text has them all does not."""
    lost = "".join(f"<form>{number} “Yes”</form><li>“<a href='/{number}'>Quote</a>”</li>" for number in range(30))
    told = "".join(f"<p>Member {number} of the council, who had not spoken yet, left.</p>" for number in range(9))
    assert read(told + PARAGRAPH).remarks == ()
    assert read(f"{told}{PARAGRAPH}<ul>{lost}</ul>").remarks == ("marks_lost",)


def test_a_page_that_is_too_large_is_not_read() -> None:
    """A page above the limit is refused by its size alone."""
    raw = page(PARAGRAPH)
    source = Source(name="p", locator="p", file=None, head=raw, stream=io.BytesIO(raw), size=200 * 1024 * 1024)
    with pytest.raises(Unusable, match="too many") as caught:
        list(HtmlReader().read_source(source))
    assert caught.value.reason == SkipReason.TOO_LARGE
    assert source.stream.tell() == 0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div>" * 10_000 + PARAGRAPH, SkipReason.INVALID_RECORD),
        ("<b><i>" * 100_000 + PARAGRAPH, SkipReason.INVALID_RECORD),
        ("<br>" * 100_001 + PARAGRAPH, SkipReason.TOO_LARGE),
        ("", SkipReason.EMPTY),
        ("<!--" * 100_000 + PARAGRAPH, SkipReason.EMPTY),
        ("\0" * 10_000 + PARAGRAPH, SkipReason.BINARY),
    ],
)
def test_hostile_pages_end_with_a_reason(body: str, reason: SkipReason) -> None:
    """Pages made to exhaust a reader are refused in a moment, with what is wrong."""
    start = time.perf_counter()
    with pytest.raises(Unusable, match=r"page\.html") as caught:
        read(body)
    assert caught.value.reason == reason
    assert time.perf_counter() - start < MOST_SECONDS


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<script type="application/ld+json">' + "[" * 200_000 + "</script>", PARAGRAPH),
        ('<script type="application/ld+json">[' + '{"@type":"NewsArticle"},' * 50_000 + "{}]</script>", PARAGRAPH),
        ("", f"<p {'a=b ' * 100_000}>{SAID}</p>"),
        ("", f"<p class='{'caption_' * 100_000}x'>{SAID}</p>{PARAGRAPH}"),
        ("", "<span>He </span>" * 40_000 + PARAGRAPH),
        ("", " " * 3_000_000 + PARAGRAPH),
        ("", '<div class="ad">x</div>' * 20_000 + PARAGRAPH),
    ],
)
def test_wasteful_pages_are_read_in_time(head: str, body: str) -> None:
    """Pages that a careless reader would take minutes for are read in seconds."""
    start = time.perf_counter()
    assert "who chairs the council" in read(body, head=head).text
    assert time.perf_counter() - start < MOST_SECONDS


@given(st.lists(st.sampled_from(MARKUP), max_size=30))
def test_any_markup_gives_an_article_or_a_reason(parts: list[str]) -> None:
    """However broken its markup, a page gives text without stray white space and characters, or a known error."""
    (item,) = read_inputs(["-"], stdin=io.BytesIO(page("".join(parts))))
    if isinstance(item, Article):
        assert item.text.strip() == item.text
        assert "\0" not in item.text
        assert "\x01" not in item.text
    else:
        assert isinstance(item, Skipped)
        assert item.reason in {SkipReason.EMPTY, SkipReason.BINARY, SkipReason.ENCODING}


def test_a_page_without_an_article_is_reported() -> None:
    """A page with nothing to read in it says what can be done about it."""
    (skipped,) = read_inputs(["-"], stdin=io.BytesIO(page("")))
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.hint) == (
        SkipReason.EMPTY,
        "leave it out, or save the article's text as a plain text file",
    )


def test_nothing_heavy_is_imported_before_a_page_is_read() -> None:
    """Whoever reads plain text does not wait for the libraries of pages."""
    code = "import sys, provenance.readers.html.reader; sys.exit(bool({'lxml', 'trafilatura'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        (f"<blockquote><p>{SAID}</p><p>Not now.</p></blockquote>", [f"{SAID}\nNot now."]),
        (
            f"<blockquote><p>{SAID}</p><footer>Ada Roe, <cite>in a letter</cite></footer></blockquote>",
            [f"{SAID}\n— Ada Roe, in a letter"],
        ),
        (f"<blockquote><p>{SAID}</p><cite>– Ada Roe</cite></blockquote>", [f"{SAID}\n– Ada Roe"]),
        (f"<blockquote><p>{SAID}</p>So the <cite>Post</cite> has it.</blockquote>", [f"{SAID}\nSo the Post has it."]),
        (f"<blockquote>{SAID}<blockquote>Not now.</blockquote></blockquote>", [f"{SAID}\nNot now."]),
        (f"<pre>{SAID}\nNot now.</pre>", []),
        (f"<p>So <q>it is</q>.</p><pre>{SAID}</pre><blockquote>Not so.</blockquote>", ["Not so."]),
    ],
)
def test_block_quotations_are_known(body: str, quoted: list[str]) -> None:
    """What the page sets apart as quoted is a span of the text; preformatted text and quotations in a line are not."""
    article = read(f"{PARAGRAPH}{body}{PARAGRAPH}")
    assert [span.text_in(article.text) for span in article.block_quotations] == quoted
