"""What an HTTP response carries, freed of the encodings of its transfer.

Owns that it never grows beyond a limit. Archives often keep a header whose encoding they have undone already, so what
is not encoded as its headers say is taken as it is.
"""

import re
import zlib

from provenance.readers.records import SkipReason, Unusable
from provenance.readers.warc.records import Headers

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP = (16 + zlib.MAX_WBITS,)
# "deflate" means zlib, and raw deflate to some servers.
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
_PLAIN = frozenset({"", "identity", "none", "utf-8"})


def decode_payload(body: bytes, *, headers: Headers, limit: int) -> bytes:
    """Undo the chunks and the compression of a response.

    Args:
        body: What follows its headers.
        headers: Its headers.
        limit: The most bytes that it may unpack to, 1 or more.

    Raises:
        Unusable: `too_large` above the limit, `unknown_format` for a compression that is not known.
    """
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = _join_chunks(body)
    for encoding in reversed((headers.get_header("Content-Encoding") or "").lower().split(",")):
        body = _unpack(body, encoding=encoding.strip(), limit=limit)
    return body


def _join_chunks(body: bytes) -> bytes:
    """Join chunks; as far as they go where the last is missing, and what is not in chunks stays as it is."""
    pieces, at = list[bytes](), 0
    while found := _CHUNK.match(body, at):
        size, start = int(found[1], 16), found.end()
        if not size:
            break
        pieces.append(body[start : start + size])
        at = start + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return b"".join(pieces) if pieces or found else body


def _unpack(body: bytes, *, encoding: str, limit: int) -> bytes:
    if encoding in _PLAIN or body.lstrip()[:1] == b"<":
        return body
    if encoding not in _WINDOWS:
        message = f"the page is compressed with {encoding[:40]!r}, which is not known here"
        raise Unusable(SkipReason.UNKNOWN_FORMAT, message, hint="fetch it with `Accept-Encoding: gzip`")
    for window in _WINDOWS[encoding]:
        try:
            unpacked = zlib.decompressobj(window).decompress(body, limit + 1)
        except zlib.error:
            continue
        if len(unpacked) > limit:
            message = f"the page unpacks to more than {limit} bytes"
            raise Unusable(SkipReason.TOO_LARGE, message, hint="leave the record out")
        return unpacked
    return body
