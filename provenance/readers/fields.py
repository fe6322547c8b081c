"""What a sidecar or a record says of an article, checked field by field.

Owns the JSON that readers take. A value is taken as it stands, without white space around it, or refused; only the
space between a day and its time becomes the `T` of ISO 8601.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from provenance.errors import InvalidRecord
from provenance.readers.locators import url_locator
from provenance.readers.records import SkipReason, Unusable

SIDECAR_FIELDS = ("title", "publisher", "published", "place", "url", "byline", "lang")
RECORD_FIELDS = (*SIDECAR_FIELDS, "modified", "dateline", "credit_line")

_DATE = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?P<time>[T ](?:[01][0-9]|2[0-3])"
    r"(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)
_SPACED = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}) ")
_FIRST_DAY = "-01-01"
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_object(raw: bytes) -> dict[str, object]:
    """Read one JSON object in UTF-8.

    Raises:
        Unusable: The bytes are no UTF-8.
        InvalidRecord: They are no JSON or no object, or a key stands in it twice.
    """
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_unique_keys)
    except UnicodeDecodeError as error:
        message = f"not valid UTF-8 at byte {error.start}: {error.reason}"
        raise Unusable(SkipReason.ENCODING, message, hint="JSON is always in UTF-8; save it anew") from error
    except json.JSONDecodeError as error:
        message = f"not valid JSON at character {error.pos}: {error.msg}"
        raise InvalidRecord(message, hint="expected one JSON object") from error
    except (ValueError, RecursionError) as error:
        message = f"not usable JSON: {error}"
        raise InvalidRecord(message, hint="expected one JSON object") from error
    if not isinstance(value, dict):
        message = f"a JSON {_json_type(value)} where an object was expected"
        raise InvalidRecord(message, hint='expected one JSON object, such as {"title": "…"}')
    return value


def read_fields(record: Mapping[str, object], *, names: tuple[str, ...]) -> dict[str, Any]:
    """Take the fields of an article out of a record, those that are missing, null or blank left out.

    Args:
        record: What `parse_object` gave.
        names: The fields to take; others in the record are let be.

    Raises:
        InvalidRecord: A field has another type than text, or a value that it cannot have.
    """
    values = {name: _text_of(record[name], field=name).strip() for name in names if record.get(name) is not None}
    for name, check in _CHECKS.items():
        if values.get(name):
            check(values[name], name)
            values[name] = _SPACED.sub("T", values[name]) if check is _check_date else values[name]
    return {name: value for name, value in values.items() if value}


def read_text(record: Mapping[str, object]) -> str:
    """Take the text out of a record, exactly as it stands.

    Raises:
        InvalidRecord: It is missing or of another type.
        Unusable: It has no words in it.
    """
    if record.get("text") is None:
        message = "the field text is missing"
        raise InvalidRecord(message, hint='a record needs the whole article, as in {"text": "…"}')
    text = _text_of(record["text"], field="text")
    if not text.strip():
        message = "the field text has no words in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave the record out, or look whether it was saved whole")
    return text


def read_id(record: Mapping[str, object]) -> str | None:
    """Take the id out of a record: text or a whole number; None where it has none.

    Raises:
        InvalidRecord: It is of another type.
    """
    value = record.get("id")
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text_of(value, field="id").strip() or None


def check_keys(record: Mapping[str, object], *, names: tuple[str, ...]) -> None:
    """Refuse a record with a key that nobody reads, since it is most likely a misspelt one.

    Raises:
        InvalidRecord: There is one.
    """
    unknown = sorted(set(record) - set(names))
    if unknown:
        message = f"unknown key {', '.join(map(repr, unknown))}"
        raise InvalidRecord(message, hint=f"the keys are {', '.join(names)}")


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the key {twice!r} stands in it twice"
        raise ValueError(message)
    return record


def _text_of(value: object, *, field: str) -> str:
    if not isinstance(value, str):
        message = f"the field {field} is a {_json_type(value)} where text was expected"
        raise InvalidRecord(message, hint=f'expected {{"{field}": "…"}}')
    surrogate, nul = _SURROGATE.search(value), value.find("\0")
    if surrogate:
        message = f"the field {field} holds half a surrogate pair at character {surrogate.start()}"
        raise InvalidRecord(message, hint="whatever wrote it cut a character in two; write it anew")
    if nul >= 0:
        message = f"the field {field} holds a NUL at character {nul}"
        raise InvalidRecord(message, hint="take the NUL characters away")
    return value


def _json_type(value: object) -> str:
    names = {bool: "boolean", int: "number", float: "number", str: "text", list: "list", dict: "object"}
    return names.get(type(value), "null")


def _check_date(value: str, field: str) -> None:
    """Refuse what is no ISO 8601 date or time in its usual form; a year or a month alone will do."""
    found = _DATE.fullmatch(value)
    if not found or not _is_in_calendar(value, has_time=bool(found["time"])):
        message = f"the field {field} is no ISO 8601 date: {value!r}"
        raise InvalidRecord(message, hint="expected something like 2025, 2025-07-13 or 2025-07-13T08:00:00Z")


def _is_in_calendar(value: str, *, has_time: bool) -> bool:
    try:
        if has_time:
            datetime.fromisoformat(value)
        else:
            date.fromisoformat(value + _FIRST_DAY[len(value) - len("2025") :])
    except ValueError:
        return False
    return True


def _check_lang(value: str, field: str) -> None:
    if not _LANG.fullmatch(value):
        message = f"the field {field} is no language tag: {value!r}"
        raise InvalidRecord(message, hint="expected a BCP 47 tag such as en or en-GB")


def _check_url(value: str, field: str) -> None:
    del field
    url_locator(value)


_CHECKS: Mapping[str, Callable[[str, str], None]] = {
    "published": _check_date,
    "modified": _check_date,
    "lang": _check_lang,
    "url": _check_url,
}
