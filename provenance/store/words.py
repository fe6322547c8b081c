"""Text on its way into the database: what cannot be stored, what a search looks at, times and their precision."""

import re
import unicodedata
from datetime import UTC, datetime

from provenance.core.text import fold_marks
from provenance.errors import StoreError

CONTEXT = 32
"""Number of characters kept before and after a quotation."""

# PostgreSQL cannot index longer words; nobody looks for them either.
_LONGEST_WORD = 200
_PRECISIONS = (
    (re.compile(r"\d{4}"), "year"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*"), "time"),
)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def search_words(text: str) -> list[str]:
    """Split a text into the words that a search compares: no case, accents, marks or punctuation.

    A stored text and a wanted one go the same way, so nothing that a user types is ever search syntax.

    Example:
        >>> search_words('“It’s NEAR(Köln)*”')
        ['it', 's', 'near', 'koln']
    """
    decomposed = unicodedata.normalize("NFKD", fold_marks(unicodedata.normalize("NFKC", text)).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return [word[:_LONGEST_WORD] for word in re.findall(r"[^\W_]+", plain)]


def check_storable(value: str | None, *, what: str) -> None:
    """Refuse text that one of the databases cannot hold.

    Raises:
        StoreError: It holds a NUL character or half of a surrogate pair.
    """
    if value is None:
        return
    if "\x00" in value:
        message = f"{what} holds a NUL character, which no database can store as text"
        raise StoreError(message, hint="read the article again with a reader that refuses NUL")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"{what} holds half of a surrogate pair at character {error.start}"
        raise StoreError(message, hint="decode the bytes again with the right encoding") from error


def storable(value: str) -> str:
    """Write what cannot be stored as an escape; for messages and names of files, never for the text of an article."""
    return value.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def time_precision(value: str | None) -> str | None:
    """Say how precise an ISO 8601 date is: `year`, `month`, `day`, `time`, or `other` where it is none."""
    if value is None:
        return None
    return next((name for pattern, name in _PRECISIONS if pattern.fullmatch(value)), "other")


def read_moment(value: str, *, what: str) -> str:
    """Turn an ISO 8601 time into the form in which times are stored and compared.

    A day without a time means its end, a time without a zone is UTC.

    Raises:
        StoreError: It is no such time.

    Example:
        >>> read_moment("2025-07-13T10:00:00+02:00", what="as_of")
        '2025-07-13T08:00:00.000000+00:00'
    """
    try:
        moment = datetime.fromisoformat(f"{value}T23:59:59.999999" if _DAY.fullmatch(value) else value)
        moment = (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = f"{what} is no ISO 8601 time: {value!r}"
        raise StoreError(message, hint="write it as 2025-07-13 or 2025-07-13T08:00:00+00:00") from error
    return moment.isoformat(timespec="microseconds")


def read_day(value: str, *, what: str) -> str:
    """Return a year, month or day as it is.

    Raises:
        StoreError: It is none.
    """
    day = value[:10] if "T" in value else value
    if not _DAY.fullmatch(day):
        message = f"{what} is no ISO 8601 date: {value!r}"
        raise StoreError(message, hint="write it as 2025, 2025-07 or 2025-07-13")
    return day


def check_limit(limit: int | None) -> None:
    """Refuse a limit that finds nothing.

    Raises:
        StoreError: It is less than 1.
    """
    if limit is not None and limit < 1:
        message = f"a limit of {limit} finds nothing"
        raise StoreError(message, hint="give 1 or more")


def check_decision(*, who: str, reason: str) -> None:
    """Refuse a human's decision without a name and a reason.

    Raises:
        StoreError: One of them is empty, or cannot be stored, or the name is one of our rules.
    """
    if who.strip().startswith("rule:"):
        message = f"{who!r} is how a rule signs"
        raise StoreError(message, hint="give the name of a person")
    for value, what in ((who, "who decides"), (reason, "the reason")):
        check_storable(value, what=what)
        if not value.strip():
            message = f"a decision needs {what}"
            raise StoreError(message, hint="later readers must be able to follow it")
