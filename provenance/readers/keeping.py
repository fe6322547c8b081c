"""Keeping the bytes that articles were made of, in a folder of files that are named by their content.

Owns `DIR/aa/aabbcc….EXT`. It never looks into the bytes.
"""

import re
from pathlib import Path
from secrets import token_hex

from provenance.errors import ProvenanceError

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def save_raw(raw: bytes, *, digest: str, suffix: str, folder: Path) -> Path:
    """Save bytes under their digest, whole or not at all, and once.

    Args:
        raw: The bytes.
        digest: Their hex digest, which becomes the name of the file.
        suffix: What the name ends with: a full stop and up to eight small letters or digits; any other becomes `.raw`.
        folder: Made where it is missing.

    Returns:
        The file that holds them now, whoever wrote it.

    Raises:
        ProvenanceError: The folder or the file cannot be written.
    """
    file = folder / digest[:2] / f"{digest}{suffix if _SUFFIX.fullmatch(suffix) else '.raw'}"
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(raw, file=file)
    except OSError as error:
        message = f"the raw bytes cannot be kept as {file.as_posix()}: {error.strerror or error}"
        raise ProvenanceError(message, hint="check that folder, its permissions and the free space") from error
    return file


def _write_whole(raw: bytes, *, file: Path) -> None:
    """Write a file beside its place and move it there, so that nobody ever sees a part of it."""
    part = file.with_name(f".{file.name}.{token_hex(4)}.part")
    try:
        part.write_bytes(raw)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
