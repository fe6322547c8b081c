"""Records of a web archive: which of them hold a page, and its bytes.

Owns the frame of a record and of the HTTP response in it. The headers are read by warcio.
"""

import io
from dataclasses import dataclass
from typing import Protocol

from provenance.readers.html.values import read_url
from provenance.readers.records import SkipReason, Unusable
from provenance.readers.warc.tape import BLANK, Tape

MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})

_VERSIONS = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")
_HTTP = ("HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3")
_RESPONSE = "response"
_PAGES = frozenset({_RESPONSE, "resource", "conversion"})
_ROBOTS = "/robots.txt"
_HEADER_BYTES = 128 * 1024
_END = b"\r\n\r\n"
_ANEW = "fetch the archive anew, or leave the record out"


class Headers(Protocol):
    """Headers as warcio reads them."""

    def get_header(self, name: str) -> str | None:
        """Return the first value under a name, in whatever case; None for no such header."""

    def get_statuscode(self) -> str:
        """Return the first word behind the protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A record that holds a page.

    Attributes:
        offset: Where it begins, in bytes from the start of the archive; in a gzip file where its member begins.
        url: Where the page was fetched from, `http` or `https`.
        headers: Those of the HTTP response; of the record itself where there was none.
        body: The page as it was transferred.
        is_cut: Whether whoever fetched it stopped before its end.
    """

    offset: int
    url: str
    headers: Headers
    body: bytes
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A record of which the headers are read, and its content is not."""

    offset: int
    kind: str
    url: str | None
    headers: Headers
    length: int


def next_page(tape: Tape, *, limit: int) -> PageRecord | None:
    """Read on to the next record that holds a page; all others are passed over.

    Args:
        tape: The archive, standing between two records.
        limit: The most bytes of a page, 1 or more.

    Returns:
        None at the end of the archive.

    Raises:
        Unusable: A record is broken or too large; its offset says which. The tape may stand anywhere in it.
    """
    while frame := _read_frame(tape):
        try:
            page = _read_page(tape, frame, limit=limit)
        except Unusable as error:
            raise Unusable(error.reason, error.message, hint=error.hint, offset=frame.offset) from error
        if page:
            return page
    return None


def _read_frame(tape: Tape) -> _Frame | None:
    """Read the headers of the next record; None at the end."""
    offset = tape.tell()
    while (line := tape.readline(_HEADER_BYTES)) in BLANK:
        offset = tape.tell()
    if not line:
        return None
    try:
        _check_version(line)
        raw, _ = tape.read_header(_HEADER_BYTES)
        headers = parse_headers(line + raw, _VERSIONS)
        kind, url = (headers.get_header("WARC-Type") or "").lower(), _web_address(headers)
        return _Frame(offset=offset, kind=kind, url=url, headers=headers, length=_length_of(headers))
    except Unusable as error:
        raise Unusable(error.reason, error.message, hint=error.hint, offset=offset) from error


def _check_version(line: bytes) -> None:
    if not line.decode("latin-1").upper().startswith(_VERSIONS):
        message = f"there is {line[:16]!r} where a record should begin"
        raise Unusable(SkipReason.INVALID_RECORD, message, hint=_ANEW)


def _read_page(tape: Tape, frame: _Frame, *, limit: int) -> PageRecord | None:
    """Read what a record holds; None, and it is passed over, where that is no page."""
    if frame.kind not in _PAGES or frame.url is None:
        _pass_over(tape, frame.length)
        return None
    headers, begun = frame.headers, b""
    if frame.kind == _RESPONSE:
        begun, is_whole = tape.read_header(min(frame.length, _HEADER_BYTES))
        if not is_whole or not begun.startswith(b"HTTP/"):
            _pass_over(tape, frame.length - len(begun))
            return None
        headers = parse_headers(begun, _HTTP)
    left = frame.length - len(begun)
    if not _holds_page(headers, is_response=frame.kind == _RESPONSE):
        _pass_over(tape, left)
        return None
    if left > limit:
        _pass_over(tape, left)
        message = f"the page {frame.url} has {left} bytes, more than {limit}"
        raise Unusable(SkipReason.TOO_LARGE, message, hint="leave the record out")
    body = tape.read(left)
    _check_end(tape, body, length=left)
    is_cut = frame.headers.get_header("WARC-Truncated") is not None
    return PageRecord(offset=frame.offset, url=frame.url, headers=headers, body=body, is_cut=is_cut)


def _pass_over(tape: Tape, size: int) -> None:
    # A length that leads beyond the end is wrong, and other records may lie on the way.
    if not tape.can_hold(size) or tape.skip(size) < size:
        raise _cut_off()


def _check_end(tape: Tape, body: bytes, *, length: int) -> None:
    """Refuse a record that does not end where its length says: what was read is not what was fetched."""
    if len(body) < length:
        tape.unread(body)
        raise _cut_off()
    end = tape.read(len(_END))
    tape.unread(end)
    if end.strip(b"\r\n"):
        # The length may be too great, and the next record be inside what was read.
        tape.unread(body)
        message = "it does not end where its Content-Length says"
        raise Unusable(SkipReason.INVALID_RECORD, message, hint=_ANEW)


def _cut_off() -> Unusable:
    return Unusable(SkipReason.INVALID_RECORD, "it is cut off", hint=_ANEW)


def parse_headers(raw: bytes, protocols: tuple[str, ...]) -> Headers:
    """Read a first line and the headers below it.

    Args:
        raw: Both, with the blank line that ends them.
        protocols: What the first line may begin with.

    Raises:
        Unusable: It begins with something else.
    """
    from warcio.statusandheaders import (  # noqa: PLC0415 - only who reads archives pays for it
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    try:
        parsed: Headers = StatusAndHeadersParser(protocols).parse(io.BytesIO(raw))
    except StatusAndHeadersParserException as error:
        message = f"its headers begin with {raw[:40]!r}"
        raise Unusable(SkipReason.INVALID_RECORD, message, hint=_ANEW) from error
    return parsed


def media_type_of(headers: Headers) -> str:
    """Return the media type that headers name, in lower case and without parameters; empty where they name none."""
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _holds_page(headers: Headers, *, is_response: bool) -> bool:
    is_success = not is_response or headers.get_statuscode().startswith("2")
    return is_success and media_type_of(headers) in MEDIA_TYPES


def _web_address(headers: Headers) -> str | None:
    """Return where a page was fetched from; None for no address of the web, and for what is never an article."""
    # Old versions of Wget put brackets around it.
    url = (headers.get_header("WARC-Target-URI") or "").strip().strip("<>").replace(" ", "%20")
    return None if url.lower().endswith(_ROBOTS) else read_url(url, base=None)


def _length_of(headers: Headers) -> int:
    said = headers.get_header("Content-Length") or ""
    if not said.strip().isdecimal() or len(said) > len(str(2**63)):
        message = f"its Content-Length is {said[:40]!r}" if said else "it has no Content-Length"
        raise Unusable(SkipReason.INVALID_RECORD, message, hint=_ANEW)
    return int(said)
