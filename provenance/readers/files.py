"""From what the user names to opened inputs: files, folders and standard input.

Owns the walk through folders and the translation of what the operating system has to say. It never looks at content
beyond the head that tells formats apart.
"""

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from provenance.readers.locators import (
    STDIN,
    STDIN_LOCATOR,
    STDIN_NAME,
    file_locator,
    file_mode,
    is_web_address,
    real_path,
    shown_path,
    shown_url,
)
from provenance.readers.records import Skipped, SkipReason, Source, Unusable, build_skipped
from provenance.readers.sidecars import text_beside

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 8192

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def find_inputs(inputs: Sequence[str], *, base: Path | None = None) -> Iterator[str | Skipped]:
    """Find the files that the user means, each once, in the order given and sorted inside a folder.

    Hidden files and sidecars in a folder are left out; so is a sidecar given beside its text.

    Args:
        inputs: Paths of files and folders; http and https URLs, which stay as they are; `-` for standard input.
        base: See `provenance.readers.locators.file_locator`.

    Yields:
        Paths as given, joined to the folder where one was given, that need not exist; what cannot be looked into.
    """
    given = {real_path(name) for name in inputs if _is_path(name)}
    seen: set[str] = set()
    for name in inputs:
        for found in _expand(name, given=given, base=base):
            if isinstance(found, Skipped):
                yield found
                continue
            key = found.partition("#")[0] if found == STDIN or is_web_address(found) else real_path(found)
            if key not in seen:
                seen.add(key)
                yield found


@contextmanager
def open_input(name: str, *, stdin: BinaryIO | None = None, base: Path | None = None) -> Iterator[Source]:
    """Open one input and read its head.

    Args:
        name: Path of a file, or `-` for standard input.
        stdin: What standard input is; None for that of this process.
        base: See `provenance.readers.locators.file_locator`.

    Raises:
        Unusable: It is no file, or holds nothing.
        OSError: It cannot be opened or read; see `build_unusable`.
    """
    if name == STDIN:
        stream = sys.stdin.buffer if stdin is None else stdin
        head = _read_head(stream)
        rejoined = io.BufferedReader(_Rejoined(head, stream))
        source = Source(name=STDIN_NAME, locator=STDIN_LOCATOR, file=None, head=head, stream=rejoined)
        _check_head(source)
        yield source
        return
    shown = shown_path(name)
    with _open_file(name, shown=shown) as stream:
        size, head = os.fstat(stream.fileno()).st_size, _read_head(stream)
        stream.seek(0)
        locator = file_locator(name, base=base)
        source = Source(name=shown, locator=locator, file=Path(name), head=head, stream=stream, size=size)
        _check_head(source)
        yield source


def build_unusable(error: OSError, *, name: str) -> Unusable:
    """Say in our words why the operating system would not let us read something.

    Args:
        error: What it said.
        name: What was to be read.
    """
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Unusable(SkipReason.MISSING, f"there is no file {name}", hint="check the spelling of its path")
    if isinstance(error, PermissionError):
        return Unusable(SkipReason.UNREADABLE, f"no permission to read {name}", hint="ask its owner for access")
    if error.errno == errno.ELOOP:
        message = f"{name} is a link that leads back to itself"
        return Unusable(SkipReason.UNREADABLE, message, hint="make the link anew")
    message = f"{name} cannot be read: {error.strerror or error}"
    return Unusable(SkipReason.UNREADABLE, message, hint="check the disk or the connection that it lies on")


class _Rejoined(io.RawIOBase):
    """A stream whose head was read already, given whole again. It never reads more than it is asked for."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        # One call of the system at most, so that a slow pipe hands over what it has.
        self._read_rest: Callable[[int], bytes] = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        if self._head:
            piece, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            piece = self._read_rest(len(view)) or b""
        view[: len(piece)] = piece
        return len(piece)


def _read_head(stream: BinaryIO) -> bytes:
    """Read the first bytes, always the same number however the stream is cut into pieces."""
    head = b""
    while len(head) < HEAD_BYTES and (piece := stream.read(HEAD_BYTES - len(head))):
        head += piece
    return head


def _check_head(source: Source) -> None:
    if not source.head:
        message = f"{source.name} is empty"
        raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole")


def _open_file(name: str, *, shown: str) -> BinaryIO:
    """Open a regular file; others are refused before opening them would wait for somebody to write."""
    try:
        mode = Path(name).stat().st_mode
        kind = next((words for is_kind, words in _KINDS if is_kind(mode)), None)
        if kind is None:
            return Path(name).open("rb")
    except OSError as error:
        raise build_unusable(error, name=shown) from error
    message = f"{shown} is {kind}, not a file"
    raise Unusable(SkipReason.UNREADABLE, message, hint="give files or folders, or pipe the text in and give `-`")


def _is_path(name: str) -> bool:
    return bool(name) and "\0" not in name


def _expand(name: str, *, given: set[str], base: Path | None) -> Iterator[str | Skipped]:
    """Give the files that one input stands for."""
    if not _is_path(name):
        yield Skipped(locator=name, reason=SkipReason.MISSING.value, message=f"{name!r} is no path", hint="name a file")
    elif name == STDIN or is_web_address(name):
        yield name
    elif stat.S_ISDIR(file_mode(name)):
        yield from _walk(name, base=base)
    elif _ADDRESS.match(name) and not file_mode(name):
        shown = shown_url(name)
        message = f"{shown} is an address of another kind than http and https"
        yield Skipped(locator=shown, reason=SkipReason.REFUSED.value, message=message, hint="give files by their path")
    elif (text := text_beside(name)) is None:
        yield name
    elif real_path(text) not in given:
        message = f"{shown_path(name)} is the sidecar of {shown_path(text)}"
        hint = "give the text; its sidecar is read with it"
        yield Skipped(
            locator=file_locator(name, base=base), reason=SkipReason.SIDECAR.value, message=message, hint=hint
        )


def _walk(folder: str, *, base: Path | None) -> Iterator[str | Skipped]:
    """Give what lies below a folder, depth first and sorted by name, each real folder once however links lead to it."""
    is_empty = True
    waiting, entered = [folder], set[str]()
    while waiting:
        path = waiting.pop()
        if not stat.S_ISDIR(file_mode(path)):
            is_empty = False
            yield path
        elif (real := real_path(path)) not in entered:
            entered.add(real)
            try:
                waiting.extend(_list_folder(path))
            except OSError as error:
                is_empty = False
                yield build_skipped(build_unusable(error, name=shown_path(path)), locator=file_locator(path, base=base))
    if is_empty:
        message = f"the folder {shown_path(folder)} holds no files to read"
        hint = "hidden files and sidecars do not count"
        locator = file_locator(folder, base=base)
        yield Skipped(locator=locator, reason=SkipReason.EMPTY.value, message=message, hint=hint)


def _list_folder(path: str) -> list[str]:
    """List what a folder holds, the last name first, without hidden files and sidecars."""
    with os.scandir(path) as entries:
        inside = sorted((entry.path for entry in entries if not entry.name.startswith(".")), reverse=True)
    return [file for file in inside if text_beside(file) is None]
