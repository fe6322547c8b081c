"""Signatures: what a file is, by its first bytes."""

import pytest

from provenance.readers.signatures import find_binary, find_markup, mark_of, plain_start


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"GIF89a", "a GIF image"),
        (b"RIFF\x24\0\0\0WEBP", "an image, sound or film"),
        (b"\0\0\0\x18ftypmp42", "a film or sound"),
        (b"%PDF-1.4", "a PDF document"),
        (b"{\\rtf1", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old office program"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"\0" * 257 + b"ustar\0", "a tar archive"),
        (b"MZ" + b"\x90" * 200 + b"PE\0\0", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
    ],
)
def test_binary_formats_are_named(head: bytes, what: str) -> None:
    """The formats that people put beside their texts are recognised."""
    found = find_binary(head)
    assert found
    assert found.what == what
    assert found.hint


@pytest.mark.parametrize("head", [b"PK said it.", b"MZ is a bank.", b"GIF or JIF?", b"%PDF", b"BZh", b"RIFF", b"ID3"])
def test_words_are_no_signature(head: bytes) -> None:
    """Text that begins like the name of a format is text."""
    assert find_binary(head) is None


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"<!doctype HTML>", "an HTML page"),
        (b"\n  <html lang=en>", "an HTML page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML document"),
        ("<rss >".encode("utf-16"), "an XML document"),
        (b"WARC/1.0\r\n", "a web archive"),
    ],
)
def test_markup_is_named(head: bytes, what: str) -> None:
    """Marked-up text is recognised behind white space and byte order marks."""
    found = find_markup(head)
    assert found
    assert found.what == what


@pytest.mark.parametrize("head", [b"<htmlish>", b"He said <html>.", b"< 5 said no", b""])
def test_a_bracket_is_no_markup(head: bytes) -> None:
    """Text with angle brackets in it is text."""
    assert find_markup(head) is None


def test_marks_of_utf32_are_not_taken_for_utf16() -> None:
    """The mark of UTF-32 begins with that of UTF-16, and is told apart."""
    assert mark_of("a".encode("utf-32")) == (b"\xff\xfe\0\0", "utf-32")
    assert mark_of("a".encode("utf-16")) == (b"\xff\xfe", "utf-16")
    assert mark_of(b"a") is None


def test_plain_start_takes_half_a_character() -> None:
    """A head that was cut inside a character still shows what comes before it."""
    assert plain_start("  ab".encode("utf-16")[:-1]) == b"a"
