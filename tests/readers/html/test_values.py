"""Values of pages: cleaned, checked, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.html.values import clean_text, is_same_site, read_date, read_lang, read_url


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-07-12T08:00:00+09:00", "2025-07-12T08:00:00+09:00"),
        (" 2025-07-12 ", "2025-07-12"),
        ("20250712", "2025-07-12"),
        ("20250712T080000Z", "2025-07-12T08:00:00+00:00"),
        ("Sat, 12 Jul 2025 08:00:00 GMT", "2025-07-12T08:00:00+00:00"),
        ("Sat, 12 Jul 2025 08:00:00 -0500", "2025-07-12T08:00:00-05:00"),
        ("July 12, 2025, 8:00 a.m. ET", "2025-07-12"),
        ("Saturday 12th July 2025", "2025-07-12"),
        ("2025-02-30", None),
        ("February 30, 2025", None),
        ("99999999", None),
        ("yesterday", None),
        ("1752307200", None),
        (None, None),
    ],
)
def test_dates_keep_time_and_zone(value: str | None, date: str | None) -> None:
    """ISO 8601 stays as written, other forms are written anew, and what is no date is none."""
    assert read_date(value) == date


@pytest.mark.parametrize(
    ("value", "base", "url"),
    [
        ("/a?b=1", "https://a.example/x/y", "https://a.example/a?b=1"),
        ("//b.example/c", "https://a.example/", "https://b.example/c"),
        ("https://a.example/x", None, "https://a.example/x"),
        ("/a", None, None),
        ("javascript:alert(1)", "https://a.example/", None),
        ("file:///etc/hostname", None, None),
        ("http://[bad", None, None),
        ("", "https://a.example/", None),
    ],
)
def test_addresses_are_absolute_and_of_the_web(value: str, base: str | None, url: str | None) -> None:
    """Addresses are resolved against that of their page; any that leads elsewhere than the web is none."""
    assert read_url(value, base=base) == url


def test_sites_are_told_apart_by_host() -> None:
    """The usual prefixes of hosts do not make another site; another name does."""
    assert is_same_site("https://www.a.example/1", "https://amp.a.example/2")
    assert not is_same_site("https://a.example/1", "https://b.example/1")


@pytest.mark.parametrize(("value", "lang"), [("en_GB", "en-GB"), ("en", "en"), ("English (UK)", None), ("", None)])
def test_languages_are_tags(value: str, lang: str | None) -> None:
    """Tags are written with hyphens, and prose is no tag."""
    assert read_lang(value) == lang


@given(st.text())
def test_values_can_be_stored(value: str) -> None:
    """A cleaned value is one line without characters that a store or a terminal cannot hold."""
    cleaned = clean_text(value + "\ud800\0")
    cleaned.encode("utf-8")
    assert cleaned == " ".join(cleaned.split())
    assert "\0" not in cleaned
