"""Days as articles tell them: "on Saturday", "in May 2024", resolved against the day of publication.

Owns calendars alone. Which words of a sentence tell when something was said, `provenance.nlp.moments` decides.
"""

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_MONTH = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_NAMES = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > len("May") else m for m in MONTHS).replace(
    "sep(?:tember)?", "sept?(?:ember)?"
)
_ABSOLUTE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{_NAMES})\.?(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?"
    r"(?:,? (?P<year>(?:19|20)\d\d))?(?!\d)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = len("2025-07-13")


def resolve_day(words: str, *, published: str | None) -> str | None:
    """Turn the words for a day, month or year into an ISO 8601 date, as precise as they are.

    A weekday means the last such day that is not after the publication, a day or month without a year the last such
    one; no article tells of words that are still to be said.

    Args:
        words: "on Saturday", "yesterday", "July 12, 2025", "in May", "last year".
        published: ISO 8601 date of publication, at least as precise as a day for words that count from it.

    Returns:
        `2025-07-12`, `2025-05` or `2024`; None where the words tell no day, or count from one that is not known.

    Example:
        >>> resolve_day("on Saturday", published="2025-07-13")
        '2025-07-12'
        >>> resolve_day("in May 2024", published=None)
        '2024-05'
    """
    text = " ".join(words.lower().replace(",", " ").split())
    today = read_day(published)
    absolute = _ABSOLUTE.search(text)
    if absolute:
        return _resolve_absolute(absolute, today)
    year = _YEAR.search(text)
    if year:
        return year.group()
    return _count_from(text, today) if today else None


def read_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or time; None where it is not known to the day.

    Example:
        >>> read_day("2025-07-13T08:00:00+00:00"), read_day("2025-07")
        (datetime.date(2025, 7, 13), None)
    """
    try:
        return date.fromisoformat((published or "")[:_DAY])
    except ValueError:
        return None


def _resolve_absolute(found: re.Match[str], today: date | None) -> str | None:
    month = _MONTH[found["month"][:3]]
    day = int(found["day"] or found["after"] or 0)
    year = int(found["year"] or 0) or _last_year(month, day, today)
    if not year:
        return None
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else f"{year:04}-{month:02}"


def _last_year(month: int, day: int, today: date | None) -> int:
    """Return the year in which a day or month came last; 0 where nothing tells."""
    if today is None:
        return 0
    is_past = (month, day or 1) <= (today.month, today.day)
    return today.year if is_past else today.year - 1


def _count_from(text: str, today: date) -> str | None:
    """Resolve words that count from the day of publication."""
    if "yesterday" in text:
        return (today - timedelta(days=1)).isoformat()
    if "today" in text or "tonight" in text:
        return today.isoformat()
    weekday = next((n for n, name in enumerate(WEEKDAYS) if name in text.split()), None)
    if weekday is not None:
        return (today - timedelta(days=(today.weekday() - weekday) % len(WEEKDAYS))).isoformat()
    if text.endswith("last year"):
        return f"{today.year - 1:04}"
    if text.endswith("last month"):
        before = today.replace(day=1) - timedelta(days=1)
        return f"{before.year:04}-{before.month:02}"
    return None
