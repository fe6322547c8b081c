"""A folder that appears whole or not at all, and takes the place of none but an earlier one of the same kind.

Owns the way from a temporary folder to its place on the disk, and the manifest that tells our folders from others.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from provenance.errors import ProvenanceError
from provenance.exports.database import file_sha256
from provenance.exports.files import sync_entry

MANIFEST = "manifest.json"
FORMAT = "provenance datasette export 1"
# What desktops leave in every folder that somebody looks at.
_DROPPINGS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@contextmanager
def replace_folder(directory: Path) -> Iterator[Path]:
    """Hand out an empty folder, and put it at `directory` once it has been filled without an error.

    The folder is filled beside its later place, on the same disk. A folder that stands there and was written by an
    earlier export goes away only after the new one is on the disk; after an error it stays as it was.

    Args:
        directory: A path where nothing is, an empty folder, or an earlier export.

    Raises:
        ProvenanceError: Something else stands there, or the disk refuses.
    """
    place = directory.expanduser().resolve()
    check_place(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{place.name}.", dir=place.parent) as beside:
            # A folder of its own inside, since a temporary folder is closed to other users.
            fresh = Path(beside) / "new"
            fresh.mkdir()
            yield fresh
            _sync(fresh)
            check_place(place)
            _swap(fresh, place, aside=Path(beside) / "old")
    except OSError as error:
        message = f"cannot write {place}: {error.strerror or error}"
        raise ProvenanceError(message, hint="check the free space and the permissions there") from error


def check_place(place: Path) -> None:
    """Refuse a place where something stands that is not ours to replace.

    Raises:
        ProvenanceError: It is a file, a folder of other things, or an export to which files were added.
    """
    if not place.exists() and not place.is_symlink():
        return
    if not place.is_dir():
        message = f"{place} is a file"
        raise ProvenanceError(message, hint="name a folder that is not there yet")
    names = {entry.name for entry in place.iterdir()} - _DROPPINGS
    written = _written_names(place)
    if not names or (written and names <= written):
        return
    others = sorted(names - written)
    what = f"holds other files: {', '.join(others[:3])}{' …' if len(others) > 3 else ''}"  # noqa: PLR2004
    message = f"{place} {what}"
    hint = "move them away first, or name another folder" if written else "name an empty folder or an earlier export"
    raise ProvenanceError(message, hint=hint)


def is_export(place: Path) -> bool:
    """Tell whether an export wrote this folder."""
    return bool(_written_names(place))


def _written_names(place: Path) -> frozenset[str]:
    """Return the names of the files of an earlier export; empty where the folder is none."""
    try:
        manifest = json.loads((place / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return frozenset()
    return frozenset({MANIFEST, *manifest.get("files", ())})


def write_manifest(folder: Path, facts: Mapping[str, object]) -> None:
    """Write the manifest of a folder: what is known of the export, and size and SHA-256 of each file in it."""
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": file_sha256(path)}
        for path in sorted(folder.iterdir())
        if path.name != MANIFEST
    }
    write_json(folder / MANIFEST, {"format": FORMAT, **facts, "files": files})


def write_json(path: Path, value: object) -> None:
    """Write JSON for people and programs."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _swap(fresh: Path, place: Path, *, aside: Path) -> None:
    if place.exists():
        place.rename(aside)
    try:
        fresh.rename(place)
    finally:
        # Whatever went wrong, even an interrupt: the earlier export stays.
        if aside.exists() and not place.exists():
            aside.rename(place)
    sync_entry(place.parent)


def _sync(folder: Path) -> None:
    for path in (*sorted(folder.iterdir()), folder):
        sync_entry(path)
