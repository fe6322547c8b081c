"""Formats that are told by their first bytes and are no plain text.

Owns naming them, so that a message can say what a file is and what to do with it. It decides nothing about text.
"""

import codecs
import re
from dataclasses import dataclass

_CONVERT = "save its text as a plain text file in UTF-8"
_UNPACK = "unpack it first"
_LEAVE = "leave it out"
_TAR_AT = 257

# UTF-32 first: the mark of UTF-16 is the beginning of its mark.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A format that is no plain text.

    Attributes:
        what: What to call it, with its article.
        hint: What the user can do with it.
    """

    what: str
    hint: str


_BINARY = (
    (rb"\x89PNG\r\n\x1a\n", "a PNG image", _LEAVE),
    (rb"\xff\xd8\xff", "a JPEG image", _LEAVE),
    (rb"GIF8[79]a", "a GIF image", _LEAVE),
    (rb"(?:II\*\x00|MM\x00\*)", "a TIFF image", _LEAVE),
    (rb"RIFF....(?:WEBP|WAVE|AVI )", "an image, sound or film", _LEAVE),
    (rb"....ftyp", "a film or sound", _LEAVE),
    (rb"ID3[\x02-\x04]", "a sound", _LEAVE),
    (rb"OggS\x00", "a sound or film", _LEAVE),
    (rb"%PDF-", "a PDF document", _CONVERT),
    (rb"%!PS-", "a PostScript document", _CONVERT),
    (rb"\{\\rtf", "an RTF document", _CONVERT),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old office program", _CONVERT),
    (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", "a ZIP archive or office document", "unpack it, or save its text"),
    (rb"\x1f\x8b\x08", "a gzip file", _UNPACK),
    (rb"BZh[1-9]1AY&SY", "a bzip2 file", _UNPACK),
    (rb"\xfd7zXZ\x00", "an xz file", _UNPACK),
    (rb"\x28\xb5\x2f\xfd", "a Zstandard file", _UNPACK),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (rb"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (rb".{%d}ustar[\x00 ]" % _TAR_AT, "a tar archive", _UNPACK),
    (rb"\x7fELF", "a program", _LEAVE),
    (rb"MZ.{1,512}PE\x00\x00", "a program", _LEAVE),
    (rb"(?:\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)", "a program", _LEAVE),
    (rb"SQLite format 3\x00", "an SQLite database", "export the texts in it as JSON Lines"),
    (rb"PAR1", "a Parquet file", "export the texts in it as JSON Lines"),
)
_MARKUP = (
    (rb"<!doctype html|<html[\s>]", "an HTML page", _CONVERT),
    (rb"<\?xml\s|<rss[\s>]|<feed[\s>]", "an XML document", _CONVERT),
    (rb"WARC/[01]\.", "a web archive", _CONVERT),
)
_BINARY_FORMATS = tuple((re.compile(p, re.DOTALL), Signature(what=w, hint=h)) for p, w, h in _BINARY)
_MARKUP_FORMATS = tuple((re.compile(p, re.IGNORECASE), Signature(what=w, hint=h)) for p, w, h in _MARKUP)


def find_binary(head: bytes) -> Signature | None:
    """Name the binary format that the first bytes belong to; None where they show none."""
    return next((signature for pattern, signature in _BINARY_FORMATS if pattern.match(head)), None)


def find_markup(head: bytes) -> Signature | None:
    """Name the format of marked-up text that the first bytes belong to; None where they show none."""
    start = plain_start(head)
    return next((signature for pattern, signature in _MARKUP_FORMATS if pattern.match(start)), None)


def mark_of(head: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark that the bytes begin with and the encoding it stands for; None for no mark."""
    return next(((mark, encoding) for mark, encoding in BYTE_ORDER_MARKS if head.startswith(mark)), None)


def plain_start(head: bytes) -> bytes:
    """Return the first bytes in UTF-8, without byte order mark and leading white space."""
    found = mark_of(head)
    if found:
        head = head.decode(found[1], "ignore").encode("utf-8", "ignore")
    return head.lstrip()
