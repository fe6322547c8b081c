"""Hostile servers: each ends in bounded time and memory with its error."""

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from website import Get, Website

from provenance.readers.fetch import Fetched, FetchOptions, Visits, fetch
from provenance.readers.records import Skipped, SkipReason

OK = b"HTTP/1.1 200 OK\r\n"
WORDS = b"He said it. " * 1000
LIMIT = 100_000


def reason(given: Fetched | Skipped) -> str:
    assert isinstance(given, Skipped)
    return given.reason


@pytest.fixture
def hurried(options: FetchOptions) -> Callable[[str], Fetched | Skipped]:
    """Fetch with real time, of which there is little."""
    hasty = replace(options, read_timeout=0.3, total_timeout=0.6, connect_timeout=0.3, max_bytes=LIMIT)
    return lambda url: fetch(url, options=hasty, now=time.monotonic, sleep=time.sleep)


@pytest.mark.parametrize(
    "head", [b"Content-Length: 1000000000\r\n\r\n", b"\r\n", b"Transfer-Encoding: chunked\r\n\r\n"]
)
def test_an_endless_answer_is_too_large(site: Website, get: Get, head: bytes) -> None:
    """An answer that never ends is left as soon as it has passed the limit, or says that it will."""
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n" if b"chunked" in head else b"a" * 65536
    site.send("/a", OK + head, piece, is_endless=True)
    tracemalloc.start()
    try:
        assert reason(get(site.url("/a"), max_bytes=LIMIT)) == SkipReason.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 20 * LIMIT
    finally:
        tracemalloc.stop()


def test_the_limit_is_exact(site: Website, get: Get) -> None:
    """As many bytes as are allowed are allowed."""
    site.answer("/a", b"a" * 1000)
    assert isinstance(get(site.url("/a"), max_bytes=1000), Fetched)
    assert reason(get(site.url("/a"), max_bytes=999)) == SkipReason.TOO_LARGE


@pytest.mark.parametrize("wrap", [gzip.compress, zlib.compress])
def test_a_bomb_does_not_go_off(site: Website, get: Get, wrap: Callable[[bytes], bytes]) -> None:
    """What is small as sent and huge as unpacked is stopped at the limit, in memory for the limit."""
    bomb = wrap(bytes(50_000_000))
    assert len(bomb) < LIMIT
    site.answer("/a", bomb, Content_Encoding="gzip" if wrap is gzip.compress else "deflate")
    tracemalloc.start()
    try:
        assert reason(get(site.url("/a"), max_bytes=LIMIT)) == SkipReason.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 20 * LIMIT
    finally:
        tracemalloc.stop()


def test_a_silent_server_is_given_up(site: Website, hurried: Callable[[str], Fetched | Skipped]) -> None:
    """A server that does not go on is waited for no longer than the options say."""
    site.send("/a", OK + b"\r\nHe said", pause=60)
    start = time.monotonic()
    assert reason(hurried(site.url("/a"))) == SkipReason.TIMEOUT
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (OK + b"\r\n", b"a"),
        (OK + b"X-Slow: ", b"a"),
        (OK, b"X: y\r\n"),
        (b"H", b"T"),
        (b"", b"HTTP/1.1 100 OK\r\n\r\n"),
    ],
    ids=["body", "header", "headers", "status", "continue"],
)
def test_a_dripping_server_is_given_up(
    site: Website, hurried: Callable[[str], Fetched | Skipped], first: bytes, drop: bytes
) -> None:
    """A server that always sends a little more, in time for every wait, still has to come to an end."""
    site.send("/a", first, drop, pause=0.05, is_endless=True)
    start = time.monotonic()
    assert reason(hurried(site.url("/a"))) in {SkipReason.TIMEOUT, SkipReason.UNREADABLE}
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (OK + b"X: " + b"a" * 100_000 + b"\r\n\r\n", SkipReason.UNREADABLE),
        (OK + b"".join(b"X-%d: y\r\n" % n for n in range(1000)) + b"\r\n", SkipReason.UNREADABLE),
        (b"a" * 100_000, SkipReason.UNREADABLE),
        (b"He said it.", SkipReason.UNREADABLE),
        (b"HTTP/1.1 two hundred\r\n\r\n", SkipReason.UNREADABLE),
        (b"", SkipReason.UNREACHABLE),
        (OK + b"Content-Length: 1000\r\n\r\nHe said it.", SkipReason.INCOMPLETE),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n10\r\nHe said", SkipReason.INCOMPLETE),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nmany\r\nHe said it.", SkipReason.INCOMPLETE),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(WORDS, mtime=0)[:40], SkipReason.INCOMPLETE),
        (OK + b"Content-Encoding: gzip\r\n\r\nHe said it.", SkipReason.UNREADABLE),
        (OK + b"Content-Encoding: deflate\r\n\r\nHe said it.", SkipReason.UNREADABLE),
        (OK + b"Content-Encoding: br\r\n\r\nHe said it.", SkipReason.UNREADABLE),
        (OK + b"Content-Encoding: gzip, gzip\r\n\r\nHe said it.", SkipReason.UNREADABLE),
        (b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe\x00/\r\n\r\n", SkipReason.REFUSED),
    ],
)
def test_a_broken_answer_is_reported(site: Website, get: Get, answer: bytes, expected: SkipReason) -> None:
    """Whatever a server sends that is no whole answer is told in our words."""
    site.send("/a", answer)
    skipped = get(site.url("/a"))
    assert reason(skipped) == expected
    assert isinstance(skipped, Skipped)
    assert skipped.hint


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("gzip", gzip.compress(WORDS, mtime=0)),
        ("x-gzip", gzip.compress(WORDS, mtime=0)),
        (
            "GZIP",
            gzip.compress(WORDS[:100], mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(WORDS[100:], mtime=0),
        ),
        ("gzip", gzip.compress(WORDS, mtime=0) + bytes(512)),
        ("deflate", zlib.compress(WORDS)),
        ("deflate", zlib.compress(WORDS)[2:-4]),  # without its envelope, as some servers send it
        ("identity", WORDS),
    ],
)
def test_packed_answers_are_unpacked(site: Website, get: Get, encoding: str, sent: bytes) -> None:
    """What was asked for packed comes unpacked, however a server understands the standard."""
    site.answer("/a", sent, Content_Encoding=encoding)
    page = get(site.url("/a"))
    assert isinstance(page, Fetched)
    assert page.body == WORDS


@pytest.mark.parametrize("length", ["5", "-1", "many"])
def test_a_wrong_length_is_borne(site: Website, get: Get, length: str) -> None:
    """A length that is too small ends the answer, and one that is no length says nothing."""
    site.send("/a", OK + f"Content-Length: {length}\r\n\r\n".encode() + b"He said it.")
    page = get(site.url("/a"))
    assert isinstance(page, Fetched)
    assert page.body == (b"He said it." if length != "5" else b"He sa")


def test_endless_rules_are_cut(site: Website, get: Get) -> None:
    """Of a robots.txt without end the first half megabyte counts."""
    site.send("/robots.txt", OK + b"\r\nUser-agent: *\nDisallow: /private/\n", b"# more\n" * 10_000, is_endless=True)
    site.answer("/a", b"He said it.")
    assert isinstance(get(site.url("/a")), Fetched)
    assert reason(get(site.url("/private/a"))) == SkipReason.ROBOTS


@pytest.mark.parametrize("rules", [b"\0\xff\xfe" * 100, b"<html>", b"Disallow: /\n", b"User-agent\n:::\n", b""])
def test_nonsense_for_rules_forbids_nothing(site: Website, get: Get, rules: bytes) -> None:
    """A robots.txt that is none is no rule."""
    site.answer("/robots.txt", rules)
    site.answer("/a", b"He said it.")
    assert isinstance(get(site.url("/a")), Fetched)


def test_a_closed_port_is_unreachable(get: Get) -> None:
    """Where nobody listens the host is unreachable."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        skipped = get(f"http://news.example:{closed.getsockname()[1]}/a", visits=Visits())
    assert reason(skipped) == SkipReason.UNREACHABLE
    assert isinstance(skipped, Skipped)
    assert skipped.message == "news.example cannot be reached: Connection refused"


def test_the_next_address_is_tried(site: Website, get: Get) -> None:
    """A host of several addresses is reached by the first that answers."""
    site.answer("/a", b"He said it.")
    page = get(site.url("/a"), resolve=lambda _host, _port: ("::1", "127.0.0.1"))
    assert isinstance(page, Fetched)
