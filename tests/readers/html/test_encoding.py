"""Encodings of pages: the page's word counts, good UTF-8 counts more, and damage is told."""

import pytest

from provenance.readers.html.encoding import declared_encoding, decode_page
from provenance.readers.records import SkipReason, Unusable


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<meta charset=windows-1252>", "cp1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b'<meta charset="GB2312">', "gb18030"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b'<meta charset="no-such-thing">', None),
        (b'<meta charset="rot13">', None),
        (b'<meta charset="utf-7">', None),
        (b'<meta charset="zlib">', None),
        (b"<title>charset</title>", None),
        (b" " * 5000 + b'<meta charset="utf-8">', None),
    ],
)
def test_pages_declare_encodings_as_browsers_understand_them(head: bytes, encoding: str | None) -> None:
    """Names of encodings mean what browsers take them for, and codecs that are none are not taken."""
    assert declared_encoding(head) == encoding


def test_the_server_is_heard_before_the_page() -> None:
    """What the server says decides where the bytes are no UTF-8."""
    raw = '<meta charset="windows-1251">café'.encode("cp1252")
    assert decode_page(raw, name="x", charset="windows-1252").text.endswith("café")


def test_good_utf8_is_utf8_whatever_the_page_says() -> None:
    """A page that says Latin-1 and is in UTF-8 keeps its quotation marks."""
    decoded = decode_page('<meta charset="iso-8859-1">“Yes”'.encode(), name="x")
    assert (decoded.encoding, decoded.is_damaged) == ("utf-8", False)
    assert decoded.text.endswith("“Yes”")


def test_a_broken_byte_is_shown_and_told() -> None:
    """One bad byte costs one character, and the page is remarked."""
    raw = '<meta charset="utf-8">“Yes”'.encode() + b"\xff he said"
    decoded = decode_page(raw, name="x")
    assert decoded.is_damaged
    assert decoded.text.endswith("“Yes”\ufffd he said")


def test_much_damage_is_another_encoding() -> None:
    """A page that declares UTF-8 and is in Windows-1252 is read as what it is."""
    raw = '<meta charset="utf-8"><p>“Yes,” said José Müller at the café, “it’s £5 – no more.”</p>'.encode("cp1252")
    assert decode_page(raw, name="x").encoding == "cp1252"


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n", b"<p>" + b"\0\x01" * 500])
def test_what_is_no_page_is_refused(raw: bytes) -> None:
    """Binary data is named as such."""
    with pytest.raises(Unusable) as caught:
        decode_page(raw, name="x")
    assert caught.value.reason == SkipReason.BINARY
