"""CSV that Datasette streams, with every cell that a spreadsheet would take for a formula made a plain text.

Owns the rewriting of a stream, and to which responses it applies: those of our exports, whose cells are what articles
say. The cells of other databases are none of our business.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from provenance.exports.cells import starts_formula

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]

_CELL = re.compile(r'("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|\Z)')
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def defuse_csv(text: str) -> str:
    r"""Put an apostrophe before each cell that would start a formula; numbers stay numbers.

    Args:
        text: Whole records of CSV.

    Example:
        >>> defuse_csv("=1+1,-5,safe\n")
        "'=1+1,-5,safe\n"
    """
    return _CELL.sub(lambda found: _defused(found.group(1)) + found.group(2), text)


def _defused(cell: str) -> str:
    quoted = cell.startswith('"')
    content = cell[1:] if quoted else cell
    if not starts_formula(content) or _NUMBER.fullmatch(content.rstrip('"')):
        return cell
    return f"\"'{content}" if quoted else f"'{content}"


class _Stream:
    """The body of one response: keeps what is no whole record yet."""

    def __init__(self) -> None:
        self._kept = b""

    def take(self, chunk: bytes, *, is_last: bool) -> bytes:
        self._kept += chunk
        whole = self._kept.endswith(b"\n") and self._kept.count(b'"') % 2 == 0
        if not whole and not is_last:
            return b""
        done, self._kept = self._kept, b""
        return defuse_csv(done.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def guard_csv(app: App, *, is_ours: Callable[[str], bool]) -> App:
    """Wrap an application so that the CSV of our exports is safe to open.

    Args:
        app: The application.
        is_ours: Tells of a path whether it is one of our exports.
    """

    async def guarded(scope: Mapping[str, Any], receive: Any, send: Send) -> None:  # noqa: ANN401 - ASGI's own
        # The type of the answer does not tell: Datasette shows CSV as plain text, unless it is downloaded.
        if scope["type"] == "http" and scope["path"].endswith(".csv") and is_ours(scope["path"]):
            await app(scope, receive, _guarded_send(send))
        else:
            await app(scope, receive, send)

    return guarded


def _guarded_send(send: Send) -> Send:
    streams: list[_Stream] = []

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_text(message):
            streams.append(_Stream())
            kept = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
            message = {**message, "headers": kept}
        elif message["type"] == "http.response.body" and streams:
            body = streams[0].take(message.get("body", b""), is_last=not message.get("more_body", False))
            message = {**message, "body": body}
        await send(message)

    return guarded


def _is_text(message: Message) -> bool:
    headers = {name.lower(): value for name, value in message.get("headers", ())}
    return bool(headers.get(b"content-type", b"").startswith((b"text/csv", b"text/plain")))
