"""The bytes of an answer, bounded as they are sent and as they are unpacked.

Owns lengths and content encodings. It never holds more than the limit and one piece.
"""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from provenance.readers.fetch.connection import build_incomplete
from provenance.readers.records import SkipReason, Unusable

ENCODINGS = "gzip, deflate"

_PIECE_BYTES = 65_536
_GZIP_MARK = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = 31, 15, -15
_ZLIB_METHOD = 8
_ZLIB_CHECK = 31


def read_body(response: HTTPResponse, *, limit: int, url: str) -> bytes:
    """Read an answer to its end.

    Args:
        response: The answer, of which nothing was read.
        limit: The most bytes, as sent and as unpacked.
        url: What messages call it.

    Raises:
        Unusable: `too_large`, as soon as that is certain; `incomplete`; `unreadable` for what cannot be unpacked.
        OSError, http.client.HTTPException: The connection failed.
    """
    if response.length is not None and response.length > limit:
        raise _too_large(url, limit=limit)
    body = bytearray()
    for piece in _unpack(response, limit=limit, url=url):
        body += piece
        if len(body) > limit:
            raise _too_large(url, limit=limit)
    return bytes(body)


def read_start(response: HTTPResponse, *, limit: int, url: str) -> bytes:
    """Read the first bytes of an answer, unpacked, and let the rest go.

    Args:
        response: The answer, of which nothing was read.
        limit: How many bytes.
        url: What messages call it.

    Raises:
        Unusable: `incomplete`, or `unreadable` for what cannot be unpacked.
        OSError, http.client.HTTPException: The connection failed.
    """
    body = bytearray()
    for piece in _unpack(response, limit=limit, url=url):
        body += piece
        if len(body) >= limit:
            break
    return bytes(body[:limit])


def _unpack(response: HTTPResponse, *, limit: int, url: str) -> Iterator[bytes]:
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    pieces = _pieces(response, limit=limit, url=url)
    if encoding == "identity":
        return pieces
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _inflate(pieces, is_gzip=encoding != "deflate", url=url)
    message = f"{url} came packed as {encoding[:40]!r}, although nobody asked for that"
    raise Unusable(SkipReason.UNREADABLE, message, hint="save the page with a browser and give the file")


def _pieces(response: HTTPResponse, *, limit: int, url: str) -> Iterator[bytes]:
    """Give what is sent; one piece more than the limit at most."""
    sent = 0
    while piece := response.read(_PIECE_BYTES):
        sent += len(piece)
        yield piece
        if sent > limit:
            raise _too_large(url, limit=limit)
    if response.length:
        raise build_incomplete(url)


def _inflate(pieces: Iterator[bytes], *, is_gzip: bool, url: str) -> Iterator[bytes]:
    """Unpack piece by piece, a bounded number of bytes at a time: a bomb is stopped before it has gone off."""
    engine = None
    try:
        for piece in pieces:
            engine = engine or zlib.decompressobj(_GZIP if is_gzip else _deflate_format(piece))
            left = piece
            while left:
                yield engine.decompress(left, _PIECE_BYTES)
                left = engine.unconsumed_tail
                if engine.unused_data.startswith(_GZIP_MARK):
                    left, engine = engine.unused_data, zlib.decompressobj(_GZIP)
            if len(engine.unused_data) >= len(_GZIP_MARK):
                return  # What stands behind the last member of a gzip file is no part of it.
        if engine:
            # Less than one match is left in the window once the input is used up.
            yield engine.flush()
    except zlib.error as error:
        message = f"{url} says that it is packed and cannot be unpacked: {error}"
        raise Unusable(SkipReason.UNREADABLE, message, hint="save the page with a browser and give the file") from error
    if engine and not engine.eof:
        raise build_incomplete(url)


def _deflate_format(piece: bytes) -> int:
    """Tell deflate as the standard has it, in a zlib envelope, from the bare one that some servers send."""
    is_zlib = piece[0] & 0xF == _ZLIB_METHOD and int.from_bytes(piece[:2]) % _ZLIB_CHECK == 0
    return _ZLIB if is_zlib else _RAW


def _too_large(url: str, *, limit: int) -> Unusable:
    message = f"{url} has more than {limit} bytes"
    return Unusable(SkipReason.TOO_LARGE, message, hint="download it, and give the file")
