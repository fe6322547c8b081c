"""Fetching a page: what comes of it, by which way, and at what pace."""

from collections.abc import Sequence

import pytest
from website import Clock, Get, Website, open_website

from provenance.readers.fetch import Fetched, FetchOptions, Redirect, Validators, Visits
from provenance.readers.records import Skipped, SkipReason

PAGE = b"<html><p>He said it.</p></html>"


def only_skip(given: Fetched | Skipped) -> Skipped:
    assert isinstance(given, Skipped)
    return given


def only_page(given: Fetched | Skipped) -> Fetched:
    assert isinstance(given, Fetched)
    return given


def test_a_page_comes_with_what_its_server_says(site: Website, get: Get) -> None:
    """Body, type, character encoding and validators are those of the answer."""
    site.answer(
        "/a?b=c",
        PAGE,
        Content_Type="Text/HTML; charset=ISO-8859-1",
        ETag='W/"1"',
        Last_Modified="Sun, 13 Jul 2025 08:00:00 GMT",
    )
    page = only_page(get(site.url("/a?b=c#top")))
    assert page == Fetched(
        url=site.url("/a?b=c#top"),
        final_url=site.url("/a?b=c"),
        canonical_url=None,
        redirects=(),
        status=200,
        media_type="text/html",
        charset="iso-8859-1",
        validators=Validators(etag='W/"1"', last_modified="Sun, 13 Jul 2025 08:00:00 GMT"),
        body=PAGE,
    )


def test_the_tool_says_who_it_is(site: Website, get: Get) -> None:
    """Every request names the tool with its version, and the host as the URL has it."""
    site.answer("/a", PAGE)
    get(site.url("/a"))
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]
    for _, headers in site.requests:
        assert headers["User-Agent"].startswith("provenance/")
        assert headers["Host"] == f"news.example:{site.port}"


def test_redirects_are_recorded(site: Website, get: Get) -> None:
    """A page is known by where it was in the end, and the way there is kept."""
    site.answer("/a", status=301, Location="/b")
    site.answer("/b", status=302, Location=f"//wire.example:{site.port}/c#top")
    site.answer("/c", PAGE)
    page = only_page(get(site.url("/a")))
    assert page.final_url == page.locator == site.url("/c", host="wire.example")
    assert page.redirects == (
        Redirect(status=301, url=site.url("/a"), location=site.url("/b")),
        Redirect(status=302, url=site.url("/b"), location=site.url("/c", host="wire.example")),
    )


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "it is a link-local address"),
        ("http://[::ffff:127.0.0.1]/", "it is an IPv4 address in disguise"),
        ("http://192.168.1.1/", "it is a private address"),
        ("http://localhost/", "a loopback address"),
        ("http://other.example/", "its host leads to 127.0.0.1, a loopback address"),
        ("http://other.example:22/", "port 22 is none that pages are published on"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("ftp://news.example/a", "only http and https are fetched"),
        ("http://ada:secret@news.example/", "it carries a user name or password"),
        ("http://news.example\\@169.254.169.254/", "it holds a backslash"),
        ("http://[::1", "redirects to what is no address"),
    ],
)
def test_no_redirect_leads_astray(site: Website, get: Get, location: str, words: str) -> None:
    """Where a page redirects to is judged like what the user gave, and before anything is asked there."""
    site.answer("/a", status=302, Location=location)
    skipped = only_skip(
        get(site.url("/a"), resolve=lambda host, _: ("127.0.0.1",) if "example" in host or host == "localhost" else ())
    )
    assert (skipped.reason, skipped.locator) == (SkipReason.REFUSED, site.url("/a"))
    assert words in skipped.message
    assert "secret" not in skipped.message
    assert site.paths == ["/a"]


def test_private_pages_are_fetched_for_those_who_say_so(site: Website, get: Get) -> None:
    """Private addresses and other ports are allowed on request."""
    site.answer("/a", PAGE)
    url = site.url("/a", host="127.0.0.1")
    assert only_skip(get(url)).reason == SkipReason.REFUSED
    assert only_page(get(url, allow_private=True)).body == PAGE


def test_a_name_is_looked_up_once_a_request(site: Website, get: Get) -> None:
    """The connection goes to the address that was judged, whatever the name means a moment later."""
    site.answer("/a", PAGE)
    answers = [("127.0.0.1",), ("127.0.0.1",), ("10.0.0.1",)]
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    page = only_page(get(site.url("/a"), resolve=resolve))
    assert page.body == PAGE
    assert asked == ["news.example", "news.example"]  # for robots.txt and the page


def test_a_host_with_one_private_address_is_not_asked(site: Website, get: Get) -> None:
    """A public address beside a private one does not help: nobody is asked anything."""
    skipped = only_skip(get("http://other.example/a", resolve=lambda _host, _port: ("127.0.0.1", "93.184.216.34")))
    assert (skipped.reason, site.requests) == (SkipReason.REFUSED, [])


def test_a_circle_is_left(site: Website, get: Get) -> None:
    """A page that leads back to itself is given up at once."""
    site.answer("/a", status=302, Location="/b")
    site.answer("/b", status=302, Location="/a")
    skipped = only_skip(get(site.url("/a")))
    assert (skipped.reason, skipped.message) == (SkipReason.REDIRECTS, f"{site.url('/a')} leads in a circle")
    assert site.paths == ["/a", "/b"]


def test_a_long_way_is_given_up(site: Website, get: Get) -> None:
    """Ten redirects are followed, an eleventh is not."""
    for number in range(12):
        site.answer(f"/{number}", status=307, Location=f"/{number + 1}")
    site.answer("/12", PAGE)
    assert only_page(get(site.url("/2"))).body == PAGE
    skipped = only_skip(get(site.url("/1")))
    assert (skipped.reason, skipped.hint) == (
        SkipReason.REDIRECTS,
        "look where a browser ends up, and give that address",
    )


@pytest.mark.parametrize("status", [204, 206, 300, 304, 401, 403, 404, 410, 429, 451, 500, 503, 999])
def test_what_is_no_page_is_skipped(site: Website, get: Get, status: int) -> None:
    """An answer without a page says so with its status, and a hint."""
    site.answer("/a", PAGE if status not in {204, 304} else b"", status=status)
    skipped = only_skip(get(site.url("/a")))
    assert (skipped.reason, skipped.message) == (
        SkipReason.HTTP_STATUS,
        f"{site.url('/a')} gave no page: HTTP status {status}",
    )
    assert skipped.hint


def test_what_is_unchanged_is_not_sent_again(site: Website, get: Get) -> None:
    """With the validators of an earlier fetch the server may answer that nothing has changed."""
    site.answer("/a", status=302, Location="/b")
    site.answer("/b", status=304)
    seen = {site.url("/b"): Validators(etag='"1"', last_modified="Sun, 13 Jul 2025 08:00:00 GMT")}
    skipped = only_skip(get(site.url("/a"), seen=seen))
    assert (skipped.reason, skipped.hint) == (SkipReason.UNCHANGED, "")
    _, (_, first), (_, second) = site.requests
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == '"1"'
    assert second["If-Modified-Since"] == "Sun, 13 Jul 2025 08:00:00 GMT"


def test_what_has_changed_is_sent(site: Website, get: Get) -> None:
    """A conditional request gets the new page with its new validators."""
    site.answer("/a", PAGE, ETag='"2"')
    page = only_page(get(site.url("/a"), seen={site.url("/a"): Validators(etag='"1"')}))
    assert page.validators == Validators(etag='"2"')


def test_robots_are_asked_first(site: Website, get: Get) -> None:
    """What a site does not want programs to read is left out, and the site is asked for its rules once."""
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /private/\n")
    site.answer("/a", PAGE)
    skipped = only_skip(get(site.url("/private/a")))
    assert (skipped.reason, skipped.locator) == (SkipReason.ROBOTS, site.url("/private/a"))
    assert only_page(get(site.url("/a"))).body == PAGE
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]


def test_robots_are_asked_at_every_hop(site: Website, get: Get) -> None:
    """A redirect is no way around the rules of the site it leads to."""
    site.answer("/robots.txt", b"User-agent: provenance\nDisallow: /private/\n")
    site.answer("/a", status=302, Location="/private/a")
    assert only_skip(get(site.url("/a"))).reason == SkipReason.ROBOTS
    assert site.paths == ["/a"]


def test_robots_may_lie_elsewhere(site: Website, get: Get) -> None:
    """A redirect of robots.txt is followed, and not to where nothing is fetched."""
    site.answer("/robots.txt", status=301, Location="/rules")
    site.answer("/rules", b"User-agent: *\nDisallow: /\n")
    assert only_skip(get(site.url("/a"))).reason == SkipReason.ROBOTS
    site.answer("/robots.txt", status=301, Location="http://169.254.169.254/")
    assert only_skip(get(site.url("/a"), visits=Visits())).reason == SkipReason.REFUSED


def test_a_site_in_trouble_is_asked_once(site: Website, get: Get) -> None:
    """As long as nobody knows what a site allows, nothing is fetched from it."""
    site.answer("/robots.txt", status=503)
    for path in ("/a", "/b"):
        assert only_skip(get(site.url(path))).reason == SkipReason.ROBOTS
    assert [path for path, _ in site.requests] == ["/robots.txt"]


def test_a_site_that_is_down_is_tried_once(get: Get, clock: Clock, options: FetchOptions) -> None:
    """A dead host costs a batch one attempt, and others are not held up by it."""
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        raise OSError(-2, "Name or service not known")

    reasons = {only_skip(get(f"http://dead.example/{page}", resolve=resolve)).reason for page in range(3)}
    assert reasons == {SkipReason.UNREACHABLE}
    assert asked == ["dead.example"]
    assert clock.slept == []
    assert list(options.visits.rules) == ["http://dead.example"]


def test_hosts_are_asked_at_leisure(site: Website, get: Get, clock: Clock) -> None:
    """A second lies between two requests to one host, be they for its rules, a page, or a redirect."""
    site.answer("/a", status=302, Location="/b")
    site.answer("/b", PAGE)
    get(site.url("/a"), delay=1.0)
    assert clock.slept == [1.0, 1.0]
    get(site.url("/b", host="wire.example"), delay=1.0)
    assert clock.slept == [1.0, 1.0, 1.0]  # its rules at once, its page a second later
    clock.time += 0.25
    get(site.url("/b"), delay=1.0)
    assert clock.slept[3:] == []  # it was left alone for longer than that
    clock.time += 0.25
    get(site.url("/b"), delay=1.0)
    assert clock.slept[3:] == [0.75]


@pytest.mark.parametrize(("asked", "kept"), [(b"5", 5.0), (b"3600", 30.0), (b"0", 1.0), (b"soon", 1.0)])
def test_a_site_may_ask_for_more_leisure(site: Website, get: Get, clock: Clock, asked: bytes, kept: float) -> None:
    """Crawl-delay is kept as far as that is bearable."""
    site.answer("/robots.txt", b"User-agent: *\nCrawl-delay: " + asked + b"\n")
    site.answer("/a", PAGE)
    get(site.url("/a"), delay=1.0)
    get(site.url("/a"), delay=1.0)
    assert clock.slept == [1.0, kept]


def test_two_sites_are_two_sites(site: Website, get: Get) -> None:
    """Rules are kept by scheme, host and port, so that one site cannot speak for another."""
    with open_website() as other:
        site.answer("/robots.txt", b"User-agent: *\nDisallow: /\n")
        other.answer("/a", PAGE)
        assert only_skip(get(site.url("/a"))).reason == SkipReason.ROBOTS
        assert only_page(get(other.url("/a"))).body == PAGE
