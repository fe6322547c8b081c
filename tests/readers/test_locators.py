"""Locators: every way to write an address gives the same article."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InvalidRecord
from provenance.readers.locators import file_locator, file_mode, record_locator, shown_path, url_locator


@pytest.mark.parametrize(
    ("url", "locator"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("HTTPS://News.Example/A", "https://news.example/A"),
        ("https://news.example/a?b=C#d", "https://news.example/a?b=C"),
        ("https://news.example#top", "https://news.example"),
        ("https://Me:Secret@News.Example:8080/", "https://Me:Secret@news.example:8080/"),
        # All of this may tell two articles apart on some server, so it stays.
        ("https://news.example/a/", "https://news.example/a/"),
        ("https://www.news.example/a?", "https://www.news.example/a?"),
        ("https://news.example/a b", "https://news.example/a b"),
    ],
)
def test_urls_lose_only_what_means_nothing(url: str, locator: str) -> None:
    """Case of the host and fragment make no difference, everything else does."""
    assert url_locator(url) == locator


@pytest.mark.parametrize("url", ["", "a", "/a", "//news.example/a", "https:/a", "https:///a", "http://a\nb/", "1://a"])
def test_what_is_no_absolute_url_is_refused(url: str) -> None:
    """An address that leads nowhere by itself would tell no articles apart."""
    with pytest.raises(InvalidRecord, match="url is no absolute URL") as caught:
        url_locator(url)
    assert "https://" in caught.value.hint


@given(st.from_regex(r"[A-Za-z]{2,5}://[A-Za-z.]{1,9}(/[^#]*)?(#.*)?", fullmatch=True))
def test_url_locator_is_settled(url: str) -> None:
    """The locator of a locator is itself."""
    assert url_locator(url_locator(url)) == url_locator(url)


def test_all_ways_to_write_a_path_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is relative to the working directory, however it is written and whatever links lead to it."""
    (tmp_path / "desk" / "in").mkdir(parents=True)
    (tmp_path / "desk" / "in" / "a.txt").touch()
    (tmp_path / "link").symlink_to(tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    ways = ["in/a.txt", "./in/a.txt", "in/../in//a.txt", "../desk/in/a.txt", str(tmp_path / "desk/in/a.txt")]
    ways.append(str(tmp_path / "link" / "in" / "a.txt"))
    assert {file_locator(way) for way in ways} == {"in/a.txt"}


def test_paths_elsewhere_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that lies outside the working directory is known by its whole path."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    assert file_locator("../a.txt") == str((tmp_path / "a.txt").resolve())


def test_base_comes_before_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file below the base is relative to it, so that it has one address wherever the base lies."""
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path / "package" / "seeds" / "a.txt")
    assert file_locator(path, base=tmp_path / "package") == "seeds/a.txt"
    assert file_locator("b.txt", base=tmp_path / "package") == "b.txt"


def test_names_that_are_no_utf8_can_be_stored() -> None:
    """A name with wrong bytes is written with escapes, so that a database or a terminal takes it."""
    assert shown_path(os.fsdecode(b"caf\xe9/a.txt")) == "caf\\xe9/a.txt"
    assert shown_path("café.txt") == "café.txt"


def test_records_are_addressed_inside_their_input() -> None:
    """A record is known by its id or its line."""
    assert record_locator("a.jsonl", "x1") == "a.jsonl#x1"
    assert record_locator("stdin", 3) == "stdin#3"


def test_file_mode_of_nothing_is_nothing(tmp_path: Path) -> None:
    """A path that leads nowhere has no kind of file."""
    assert file_mode(tmp_path / "nothing") == 0
    assert file_mode(tmp_path) != 0
