"""Headers: each value is checked, whoever sent it."""

import email
import time
from http.client import HTTPMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.fetch import Validators
from provenance.readers.fetch.headers import (
    build_conditions,
    join_location,
    read_canonical,
    read_charset,
    read_media_type,
    read_validators,
)

PAGE = "https://news.example/a/b"


def headers(**values: str) -> HTTPMessage:
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in values.items()]
    return email.message_from_string("".join(lines), _class=HTTPMessage)


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("TEXT/HTML; Charset=UTF-8", "text/html", "utf-8"),
        ('text/html; charset="windows-1252"; x=y', "text/html", "windows-1252"),
        ("text/html; charset=utf-16", "text/html", "utf-16"),
        ("application/vnd.iptc.ninjs+json", "application/vnd.iptc.ninjs+json", None),
        ("text/html; charset=nonsense", "text/html", None),
        ("text/html; charset=hex", "text/html", None),
        ("text/html; charset=utf7", "text/html", None),
        ("text/html; charset=unicode-escape", "text/html", None),
        ("text/html; charset=undefined", "text/html", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=a\0b", "text/html", None),
        ("html", None, None),
        ("", None, None),
        ("text/<script>", None, None),
    ],
)
def test_types_and_encodings_are_named_or_left_out(value: str, media_type: str | None, charset: str | None) -> None:
    """What is well formed and known is taken, everything else is as if it were not there."""
    given = headers(Content_Type=value)
    assert (read_media_type(given), read_charset(given)) == (media_type, charset)


def test_a_page_without_headers_has_no_properties() -> None:
    """Nothing is made up where the server says nothing."""
    none = headers()
    assert (read_media_type(none), read_charset(none), read_canonical(none, url=PAGE)) == (None, None, None)
    assert read_validators(none) == Validators()


@pytest.mark.parametrize("value", ['"1"\r\nX-Evil: 1', "a" * 1001, "\xff", ""])
def test_validators_cannot_smuggle(value: str) -> None:
    """What would not pass as one header of a request is not sent back."""
    assert build_conditions(Validators(etag=value, last_modified=value)) == {}
    assert build_conditions(None) == {}


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ('<https://news.example/a>; rel="canonical"', "https://news.example/a"),
        ("</a>; rel=canonical", "https://news.example/a"),
        ('<https://news.example/feed>; rel="alternate", <a#top>; REL="Canonical"', "https://news.example/a/a"),
        ('<https://other.example/a>; rel="canonical"', None),
        ('<http://news.example:8080/a>; rel="canonical"', None),
        ('<https://news.example/feed>; rel="alternate"; title="a", <b>; rel="next"', None),
        ('<http://[>; rel="canonical"', None),
        ('<javascript:alert(1)>; rel="canonical"', None),
        ("canonical", None),
    ],
)
def test_a_page_speaks_for_its_own_host(link: str, canonical: str | None) -> None:
    """A canonical address is taken if it is on the same host."""
    assert read_canonical(headers(Link=link), url=PAGE) == canonical


@pytest.mark.parametrize("link", ["<" * 60_000, "<a>;" * 15_000, "<a>" + " " * 60_000, '<a>; rel="' * 6_000])
def test_a_hostile_link_takes_no_time(link: str) -> None:
    """A header as long as headers may be is searched in no time."""
    start = time.perf_counter()
    assert read_canonical(headers(Link=link), url=PAGE) is None
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/c", "https://news.example/c"),
        ("c?d=e f", "https://news.example/a/c?d=e%20f"),
        ("//other.example/", "https://other.example/"),
        ("http://other.example/%20", "http://other.example/%20"),
        ("/\xc3\xa4", "https://news.example/%C3%A4"),  # UTF-8, as http.client gives it
        ("?", "https://news.example/a/b"),
        (" /c ", "https://news.example/c"),
    ],
)
def test_locations_are_read_as_browsers_do(location: str, url: str) -> None:
    """A relative location is taken from the page, and what is no ASCII is escaped byte by byte."""
    assert join_location(PAGE, location) == url


@given(location=st.text(st.characters(max_codepoint=255)))
def test_every_location_is_read_or_refused(location: str) -> None:
    """Whatever a server sends is a URL in ASCII, or no URL."""
    try:
        joined = join_location(PAGE, location)
    except ValueError:
        return
    assert joined.isascii()
