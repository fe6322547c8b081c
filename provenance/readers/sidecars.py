"""Sidecars: what is known of a plain text, in a JSON file beside it.

Owns that `NAME.json` describes `NAME.txt`, and that its keys are those of `SIDECAR_FIELDS`.
"""

import os
import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

from provenance.errors import InputError, InvalidRecord, UnreadableInput
from provenance.readers.fields import SIDECAR_FIELDS, check_keys, parse_object, read_fields
from provenance.readers.locators import file_mode, shown_path

MAX_SIDECAR_BYTES = 1024 * 1024

_TEXT_SUFFIX = ".txt"
_SIDECAR_SUFFIX = ".json"


def sidecar_of(file: Path) -> Path | None:
    """Return where the sidecar of a text would lie; None for a file that is not called `NAME.txt`."""
    return file.with_suffix(_SIDECAR_SUFFIX) if file.suffix.lower() == _TEXT_SUFFIX else None


def text_beside(path: str) -> str | None:
    """Return the text that a file is the sidecar of; None where it is no sidecar."""
    file = Path(path)
    if file.suffix != _SIDECAR_SUFFIX:
        return None
    texts = (file.with_suffix(suffix) for suffix in (_TEXT_SUFFIX, _TEXT_SUFFIX.upper()))
    return next((os.fspath(text) for text in texts if stat.S_ISREG(file_mode(text))), None)


def read_sidecar(file: Path) -> dict[str, Any]:
    """Read what the sidecar of a text says of it; nothing where there is no sidecar.

    Args:
        file: The text.

    Raises:
        UnreadableInput: The sidecar cannot be read.
        InvalidRecord: It is no JSON object, has an unknown key, or a value of the wrong type.
    """
    sidecar = sidecar_of(file)
    mode = file_mode(sidecar) if sidecar else 0
    if not sidecar or not mode:
        return {}
    name = f"the sidecar {shown_path(os.fspath(sidecar))}"
    if not stat.S_ISREG(mode):
        message = f"{name} is no file"
        raise UnreadableInput(message, hint="call it something else")
    try:
        return _parse_sidecar(_read_raw(sidecar))
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror or error}"
        raise UnreadableInput(message, hint="ask its owner for access, or take it away") from error
    except InputError as error:
        message = f"{name}: {error.message}"
        raise InvalidRecord(message, hint=error.hint) from error


def _read_raw(sidecar: Path) -> bytes:
    with sidecar.open("rb") as stream:
        raw = stream.read(MAX_SIDECAR_BYTES + 1)
    if len(raw) > MAX_SIDECAR_BYTES:
        message = f"more than {MAX_SIDECAR_BYTES} bytes"
        raise InvalidRecord(message, hint=f"it holds nothing but {', '.join(SIDECAR_FIELDS)}")
    return raw.removeprefix(BOM_UTF8)


def _parse_sidecar(raw: bytes) -> dict[str, Any]:
    record = parse_object(raw)
    check_keys(record, names=SIDECAR_FIELDS)
    return read_fields(record, names=SIDECAR_FIELDS)
