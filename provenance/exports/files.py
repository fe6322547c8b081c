"""A file that appears whole or not at all.

Owns the way from a file beside it to its place on the disk. What stands there before stays until the new one is whole.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from provenance.errors import ProvenanceError

# What every file of SQLite begins with.
_DATABASE = b"SQLite format 3\0"


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Hand out a path to write to, and put the file at `path` once it has been written without an error.

    It is written beside its later place, on the same disk. What is no ordinary file (a pipe, a device) cannot be
    replaced and is written to as it is.

    Args:
        path: Where the file is to be; one that is there goes away, a link to it stays.

    Raises:
        ProvenanceError: A folder or a database stands there, or the disk refuses.
    """
    place = path.expanduser().resolve()
    if place.is_dir():
        message = f"{path} is a folder"
        raise ProvenanceError(message, hint="name a file")
    try:
        _spare_database(place, path=path)
        if place.exists() and not place.is_file():
            yield place
            return
        with tempfile.TemporaryDirectory(prefix=f".{place.name[:40]}.", dir=place.parent) as beside:
            # A file of its own inside, since a temporary file is closed to other users.
            fresh = Path(beside) / "new"
            yield fresh
            sync_entry(fresh)
            fresh.replace(place)
            sync_entry(place.parent)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise ProvenanceError(message, hint="check that its folder is there, its permissions and the space") from error


def _spare_database(place: Path, *, path: Path) -> None:
    """Refuse a place where a database is: one slip of the hand, and everything that was ever collected is gone."""
    if place.is_file():
        with place.open("rb") as file:
            is_database = file.read(len(_DATABASE)) == _DATABASE
        if is_database:
            message = f"{path} is a database"
            raise ProvenanceError(message, hint="name another file")


def write_file(path: Path, chunks: Iterable[str]) -> None:
    """Write a text to a file in UTF-8, piece by piece, whole or not at all.

    Args:
        path: Where the file is to be; see `replace_file`.
        chunks: The text; line breaks are written as they are.

    Raises:
        ProvenanceError: A folder or a database stands there, or the disk refuses.
    """
    with replace_file(path) as fresh, fresh.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chunks)


def sync_entry(path: Path) -> None:
    """See that a file, or the names in a folder, are on the disk."""
    # Windows opens no folder, and writes names through without being asked.
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
