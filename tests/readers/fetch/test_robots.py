"""Robots: what a site asks for is done."""

import time

import pytest

from provenance.readers.fetch.addresses import read_target
from provenance.readers.fetch.robots import Rules, check_rules, read_rules
from provenance.readers.records import SkipReason, Unusable

AGENT = "provenance/1.0"
TARGET = read_target("https://news.example/robots.txt", trusts=lambda _host: False)


def is_allowed(rules: str, path: str, *, status: int = 200) -> bool:
    target = read_target(f"https://news.example{path}", trusts=lambda _host: False)
    try:
        check_rules(read_rules(status, rules.encode(), target=TARGET, user_agent=AGENT), target)
    except Unusable as error:
        return error.reason != SkipReason.ROBOTS
    return True


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        ("User-agent: *\nDisallow: /\n", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/a", False),
        ("User-agent: *\r\nDisallow: /a\r\n", "/ab", False),
        ("user-agent: *\ndisallow: /a # not yet\n", "/b", True),
        ("User-agent: otherbot\nDisallow: /\n", "/a", True),
        ("User-agent: Provenance\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: provenance\nDisallow:\n", "/a", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/b", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/c", False),
        ("User-agent: *\nDisallow: /a?id=1\n", "/a?id=1", False),
        ("User-agent: *\nDisallow: /%c3%a4\n", "/ä", False),
        ("User-agent: *\nDisallow: /ä\n", "/%C3%A4", False),
        # The longest rule decides, in whatever order they stand, and of two as long the one that allows.
        ("User-agent: *\nAllow: /\nDisallow: /search\n", "/search?q=a", False),
        ("User-agent: *\nDisallow: /\nAllow: /a\n", "/ab", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),
        ("User-agent: *\nDisallow: /*?\n", "/a?b=c", False),
        ("User-agent: *\nDisallow: /*?\n", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?c", True),
        ("User-agent: *\nDisallow: /a$\n", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*b$\n", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*b$\n", "/axbxb", False),
        ("User-agent: *\nDisallow: *\n", "/a", False),
        # Several names stand above one group, and several groups may be for one name.
        ("User-agent: a\nUser-agent: provenance\nDisallow: /a\n\nUser-agent: b\nDisallow: /b\n", "/a", False),
        ("User-agent: a\nUser-agent: provenance\nDisallow: /a\n\nUser-agent: b\nDisallow: /b\n", "/b", True),
        ("User-agent: *\nDisallow: /a\nSitemap: /s\nUser-agent: *\nDisallow: /b\n", "/b", False),
        ("User-agent: pro\nDisallow: /\n", "/a", True),
        ("Disallow: /\n", "/a", True),
    ],
)
def test_rules_are_kept(rules: str, path: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A page is allowed as robots.txt has it for our name, or for everybody."""
    assert is_allowed(rules, path) is expected


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_allows_everything(status: int) -> None:
    """As RFC 9309 has it, what is not there forbids nothing; its error page is no list of rules."""
    assert is_allowed("User-agent: *\nDisallow: /\n", "/a", status=status)


@pytest.mark.parametrize("status", [304, 429, 500, 502, 503, 599])
def test_a_site_in_trouble_allows_nothing(status: int) -> None:
    """As RFC 9309 has it, nobody knows the wishes of a site that cannot say them."""
    with pytest.raises(Unusable, match=rf"\(HTTP status {status}\), so nothing of news\.example is fetched") as caught:
        read_rules(status, b"", target=TARGET, user_agent=AGENT)
    assert caught.value.reason == SkipReason.ROBOTS


@pytest.mark.parametrize(
    ("rules", "delay"),
    [("", 0), ("Crawl-delay: 7", 7), ("Crawl-delay: 86400", 30), ("Crawl-delay: -1", 0), ("Crawl-delay: 1.5", 1.5)],
)
def test_delays_are_kept_within_reason(rules: str, delay: float) -> None:
    """A site may ask for up to half a minute between two requests."""
    read = read_rules(200, f"User-agent: *\n{rules}\nDisallow: /a\n".encode(), target=TARGET, user_agent=AGENT)
    assert read.delay == delay


def test_hostile_rules_take_no_time() -> None:
    """A pattern of nothing but wildcards is matched in no time."""
    start = time.perf_counter()
    assert Rules(patterns=(("/" + "*a" * 10_000 + "$", False),)).allows("/" + "a" * 9_999)
    assert time.perf_counter() - start < 1
