"""From the bytes of a page to its characters.

Owns how a page says which encoding it is in: byte order mark, XML declaration, `<meta>`. A page that says nothing is
plain text to `provenance.readers.decoding`.
"""

import codecs
import re
from dataclasses import dataclass

from provenance.readers.decoding import decode_bytes
from provenance.readers.records import SkipReason, Unusable
from provenance.readers.signatures import find_binary, mark_of

_HEAD_BYTES = 4096
_DECLARED = re.compile(
    rb"""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,30})|<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,30})""",
    re.IGNORECASE,
)
# Browsers read these names as the larger encodings that pages written under them are really in.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-8",
    "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-8": "utf-8", "big5": "big5hkscs",
}  # fmt: skip
# Codecs of text that no page may bring: they hold escapes or compress.
_NO_CHARSET = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_MOST_DAMAGE = 0.001
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedPage:
    """The characters of a page.

    Attributes:
        text: The characters, without byte order mark and NULs.
        encoding: Name of the Python codec that the bytes were decoded with.
        is_damaged: True where a few bytes stand for no character, and U+FFFD in their place.
    """

    text: str
    encoding: str
    is_damaged: bool = False


def decode_page(raw: bytes, *, name: str, charset: str | None = None) -> DecodedPage:
    """Decode a page.

    Bytes that are good UTF-8 are UTF-8, whatever the page says: by chance they never are, and pages often err. Else
    the byte order mark decides, the charset that came with the page, the page's own word, or the usual detection.

    Args:
        raw: The whole page.
        name: What messages call it.
        charset: What a server said of it; None where no server spoke.

    Raises:
        Unusable: `binary` for what is no text, `encoding` for characters that cannot be told for sure, `empty` for
            a page without any.
    """
    signature = find_binary(raw)
    if signature:
        message = f"{name} is {signature.what}, not a web page"
        raise Unusable(SkipReason.BINARY, message, hint=signature.hint)
    decoded = _decode_marked(raw) or _decode_declared(raw, charset) or _detect(raw, name=name)
    text = decoded.text.replace("\0", "")
    if len(decoded.text) - len(text) > max(1, len(text) // 100):
        message = f"{name} is full of NUL characters, so it is no web page"
        raise Unusable(SkipReason.BINARY, message, hint="leave it out")
    return DecodedPage(text=text, encoding=decoded.encoding, is_damaged=decoded.is_damaged)


def declared_encoding(head: bytes) -> str | None:
    """Return the codec that a page says it is in; None where it says nothing that is known.

    Example:
        >>> declared_encoding(b'<meta charset="iso-8859-1">')
        'cp1252'
    """
    found = _DECLARED.search(head[:_HEAD_BYTES])
    return _codec_of((found[1] or found[2]).decode("ascii")) if found else None


def _codec_of(label: str) -> str | None:
    """Return the codec behind the name of an encoding, as browsers understand it."""
    try:
        codec = codecs.lookup(label.strip())
        # Codecs that are no character sets refuse to decode, unless there is nothing to decode.
        b"    ".decode(codec.name)
    except (LookupError, ValueError):
        return None
    return None if codec.name in _NO_CHARSET else _WIDER.get(codec.name, codec.name)


def _decode_marked(raw: bytes) -> DecodedPage | None:
    found = mark_of(raw)
    return _tolerant(raw, found[1]) if found else None


def _decode_declared(raw: bytes, charset: str | None) -> DecodedPage | None:
    encoding = (_codec_of(charset) if charset else None) or declared_encoding(raw)
    # Japanese mail encodings are all ASCII bytes, which only look like UTF-8.
    if encoding and encoding.startswith("iso2022"):
        return _tolerant(raw, encoding)
    try:
        return DecodedPage(text=raw.decode("utf-8"), encoding="utf-8") if encoding or not raw.count(0) else None
    except UnicodeDecodeError:
        return _tolerant(raw, encoding) if encoding else None


def _tolerant(raw: bytes, encoding: str) -> DecodedPage | None:
    """Decode as a browser does, unless too much of it would be lost: then it is in another encoding."""
    text = raw.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(1, _MOST_DAMAGE * len(text)):
        return None
    return DecodedPage(text=_SURROGATE.sub("\ufffd", text), encoding=encoding, is_damaged=lost > 0)


def _detect(raw: bytes, *, name: str) -> DecodedPage:
    nuls = raw.count(0)
    decoded = decode_bytes(raw.replace(b"\0", b"") if nuls < len(raw) / 100 else raw, name=name)
    return DecodedPage(text=decoded.text, encoding=decoded.encoding)
