"""URLs among the inputs: they reach their reader like files, and none stops the others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from website import Clock, Website

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.fetch import Fetched, FetchOptions, fetch
from provenance.readers.records import Skipped, SkipReason

Fetch = Callable[[str], Fetched | Skipped]


@pytest.fixture
def fetching(options: FetchOptions, clock: Clock) -> Fetch:
    """What the command line hands to dispatch."""
    return partial(fetch, options=options, now=clock.now, sleep=clock.sleep)


def test_a_url_is_read_as_what_it_holds(site: Website, fetching: Fetch) -> None:
    """A fetched text is an article whose address is the URL, not a file."""
    site.answer("/a", b"He said it.", Content_Type="text/plain")
    (article,) = read_inputs([site.url("/a")], fetch=fetching)
    assert isinstance(article, Article)
    assert (article.text, article.reader) == ("He said it.", "text")
    assert article.locator == article.url == site.url("/a")
    assert article.path is None


def test_every_format_may_come_from_the_web(site: Website, fetching: Fetch) -> None:
    """What is one article as a whole has the URL for its address, whatever reader takes it."""
    site.answer("/page", b"<!doctype html><title>Talks</title><p>He said it, and then he left the room.</p>")
    site.answer("/note", b"---\ntitle: Talks\n---\n\n# Talks\n\nHe said it.\n")
    urls = [site.url("/page"), site.url("/note")]
    articles = [item for item in read_inputs(urls, fetch=fetching) if isinstance(item, Article)]
    assert [(item.locator, item.url) for item in articles] == [(url, url) for url in urls]


def test_an_article_is_known_by_its_canonical_address(site: Website, fetching: Fetch) -> None:
    """What the server calls its canonical address is taken, on the same host alone."""
    site.answer("/a?from=feed", b"He said it.", Link=f'<{site.url("/a")}>; rel="canonical"')
    site.answer("/b", b"She said it.", Link='<https://other.example/b>; rel="canonical"')
    items = read_inputs([site.url("/a?from=feed"), site.url("/b")], fetch=fetching)
    assert [item.locator for item in items if isinstance(item, Article)] == [site.url("/a"), site.url("/b")]


def test_records_are_known_by_url_and_id(site: Website, fetching: Fetch) -> None:
    """JSON Lines from the web are recognised by content, and each record has an address of its own."""
    site.answer("/news", b'{"id": "x", "text": "He said it."}\n{"id": "y", "text": "She said it."}\n')
    articles = [item for item in read_inputs([site.url("/news")], fetch=fetching) if isinstance(item, Article)]
    assert [(item.locator, item.reader) for item in articles] == [
        (f"{site.url('/news')}#x", "jsonl"),
        (f"{site.url('/news')}#y", "jsonl"),
    ]


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("Да, сказал он.".encode("koi8-r"), "koi8-r", "Да, сказал он."),
        ("“Yes”, he said.".encode("cp1252"), "iso-8859-1", "“Yes”, he said."),
        ("“Yes”, he said.".encode(), "iso-8859-1", "“Yes”, he said."),
        ("“Yes”, he said.".encode("utf-16"), "utf-8", "“Yes”, he said."),
    ],
)
def test_the_server_has_a_say_in_the_encoding(
    site: Website, fetching: Fetch, raw: bytes, charset: str, text: str
) -> None:
    """What is no Unicode is read as the server says; a server that calls UTF-8 something else is not believed."""
    site.answer("/a", raw, Content_Type=f"text/plain; charset={charset}")
    (article,) = read_inputs([site.url("/a")], fetch=fetching)
    assert isinstance(article, Article)
    assert article.text == text


def test_one_bad_address_stops_nothing(
    site: Website, fetching: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each address that gives no article is reported with its reason, and the rest goes on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("He said it.")
    site.answer("/a", b"She said it.")
    site.answer("/empty")
    site.answer("/image", b"\x89PNG\r\n\x1a\n")
    site.answer("/astray", status=302, Location="file:///etc/passwd")
    site.send("/broken", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nThey")
    paths = ["/gone", "/astray", "/broken", "/empty", "/image", "/a"]
    *skipped, page, file = read_inputs([*map(site.url, paths), "a.txt"], fetch=fetching)
    assert [(item.locator, item.reason) for item in skipped if isinstance(item, Skipped)] == [
        (site.url("/gone"), SkipReason.HTTP_STATUS),
        (site.url("/astray"), SkipReason.REFUSED),
        (site.url("/broken"), SkipReason.INCOMPLETE),
        (site.url("/empty"), SkipReason.EMPTY),
        (site.url("/image"), SkipReason.BINARY),
    ]
    assert [item.text for item in (page, file) if isinstance(item, Article)] == ["She said it.", "He said it."]


def test_an_address_given_twice_is_fetched_once(site: Website, fetching: Fetch) -> None:
    """The same page is asked for once, whatever fragment stands behind its address."""
    site.answer("/a", b"He said it.")
    assert len(list(read_inputs([site.url("/a"), site.url("/a#top"), site.url("/a")], fetch=fetching))) == 1
    assert site.paths == ["/a"]


def test_nothing_is_fetched_unasked(site: Website) -> None:
    """Without a way to fetch, an address is left out with a hint, and its password is not repeated."""
    (skipped,) = read_inputs([f"http://ada:secret@news.example:{site.port}/a"])
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.hint) == (SkipReason.UNFETCHED, "add --fetch to fetch it")
    assert skipped.locator == site.url("/a")
    assert "secret" not in skipped.message


def test_a_file_that_looks_like_an_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there is read; nobody is asked for it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "http:" / "news.example").mkdir(parents=True)
    (tmp_path / "http:" / "news.example" / "a").write_text("He said it.")
    (article,) = read_inputs(["http://news.example/a"])
    assert isinstance(article, Article)
    assert article.locator == "http:/news.example/a"


def test_raw_bytes_are_kept_unpacked(site: Website, fetching: Fetch, tmp_path: Path) -> None:
    """The bytes that are kept of a page are those that its reader was given."""
    site.answer("/a", b"He said it.")
    (article,) = read_inputs([site.url("/a")], fetch=fetching, keep_raw=tmp_path)
    assert isinstance(article, Article)
    assert [path.read_bytes() for path in tmp_path.rglob(f"*{article.raw_sha256}*")] == [b"He said it."]


def test_the_way_to_a_page_is_kept(site: Website, fetching: Fetch) -> None:
    """Each article of a page says which addresses led there; one that was found at once says nothing."""
    site.answer("/old", status=301, Location=site.url("/page", host="wire.example"))
    site.answer("/page", status=302, Location="/a b")
    site.answer("/a%20b", b"He said it.")
    moved, direct = read_inputs([site.url("/old"), site.url("/a%20b")], fetch=fetching)
    assert isinstance(moved, Article)
    assert isinstance(direct, Article)
    page, end = (site.url(path, host="wire.example") for path in ("/page", "/a%20b"))
    assert moved.redirects == (f"301 {site.url('/old')} {page}", f"302 {page} {end}")
    assert direct.redirects == ()


def test_a_visit_lasts_as_long_as_its_page(site: Website, fetching: Fetch) -> None:
    """What is to be done around a page begins before its first article and ends once the next input is asked for."""
    told: list[str] = []

    @contextmanager
    def visit(url: str) -> Iterator[None]:
        told.append(f"begin {url[-2:]}")
        yield
        told.append(f"end {url[-2:]}")

    def visiting(url: str) -> Fetched | Skipped:
        page = fetching(url)
        return page if isinstance(page, Skipped) else replace(page, visit=partial(visit, url))

    site.answer("/a", b'{"id": "x", "text": "He said it."}\n{"id": "y", "text": "She said it."}\n')
    site.answer("/b", b"\x89PNG\r\n\x1a\n")
    for item in read_inputs([site.url("/a"), site.url("/b")], fetch=visiting):
        told.append(type(item).__name__)  # noqa: PERF401 - others append meanwhile
    assert told == ["begin /a", "Article", "Article", "end /a", "begin /b", "Skipped"]
