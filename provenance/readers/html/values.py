"""Values that pages give: text cleaned of markup's remains, dates, languages and addresses, or nothing.

A page may say anything. What is no usable value is no value: no page is refused for what its head says.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from provenance.errors import InvalidRecord
from provenance.readers.fields import read_fields
from provenance.readers.locators import url_locator

_LONGEST_VALUE = 20_000
_UNUSABLE = re.compile("[\ud800-\udfff\0\u00ad\u200b\ufeff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_PRINTED_DATE = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][a-z]{2})[a-z]*\.?,?|"
    r"(?P<month2>[A-Z][a-z]{2})[a-z]*\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<year>\d{4})\b"
)
_COMPACT = re.compile(r"\d{8}(?:T.*)?")
_ZONE_AT_END = re.compile(r"(?:[+-]\d{4}|\b(?:GMT|UTC?|[ECMP][SD]T))(?:\s*\(\w+\))?$")
_HOST_PREFIX = re.compile(r"(?:www|amp|m|mobile|edition)\.")
_AMP_CACHES = ("ampproject.org", "google.com", "bing-amp.com")


def clean_text(value: str) -> str:
    """Return a value on one line, without tags, entities and characters that cannot be stored.

    Example:
        >>> clean_text("Kim &amp; <b>Lavrov</b> meet ")
        'Kim & Lavrov meet'
    """
    text = value[:_LONGEST_VALUE]
    text = unescape(text) if _ENTITY.search(text) else text
    return " ".join(_UNUSABLE.sub("", _TAG.sub("", text)).split())


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the values that are there, each once and in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def read_date(value: str | None) -> str | None:
    """Read a date or time; one in ISO 8601 stays as written, with its time and zone.

    Others are written anew: compact ones ("20250712T080000Z") and those of mail ("Sat, 12 Jul 2025 08:00:00 GMT") with
    time and zone, those in print ("July 12, 2025, 8 a.m. ET") as the day alone, since the hour stands in many ways.

    Returns:
        None for what is no date.

    Example:
        >>> read_date("2025-07-12T08:00:00+09:00"), read_date("July 12, 2025")
        ('2025-07-12T08:00:00+09:00', '2025-07-12')
    """
    text = (value or "").strip()[:100]
    return _checked(text, "published") or _compact_date(text) or _mail_date(text) or _printed_date(text)


def _compact_date(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text) if _COMPACT.fullmatch(text) else None
    except ValueError:
        return None
    if moment is None:
        return None
    return moment.isoformat() if "T" in text else moment.date().isoformat()


def _mail_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat() if _ZONE_AT_END.search(text) else None
    except (ValueError, OverflowError):
        return None


def _printed_date(text: str) -> str | None:
    found = _PRINTED_DATE.search(text)
    if not found:
        return None
    day, month = found["day"] or found["day2"], found["month"] or found["month2"]
    try:
        # No zone is wanted: a day is a day.
        return datetime.strptime(f"{day} {month} {found['year']}", "%d %b %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None


def read_lang(value: str | None) -> str | None:
    """Read a tag of a language; None for what is none."""
    return _checked((value or "").strip().replace("_", "-"), "lang")


def _checked(value: str, field: str) -> str | None:
    try:
        return read_fields({field: value}, names=(field,)).get(field)
    except InvalidRecord:
        return None


def read_url(value: str | None, *, base: str | None) -> str | None:
    """Resolve an address against that of its page.

    Args:
        value: The address, absolute or relative.
        base: What it is relative to; None where that is unknown.

    Returns:
        An absolute address of the web; None for any other.
    """
    text = (value or "").strip()
    if not text:
        return None
    try:
        address = urljoin(base or "", text)
        url_locator(address)
        return address if urlsplit(address).scheme in {"http", "https"} else None
    except (InvalidRecord, ValueError):
        return None


def is_same_site(one: str, other: str) -> bool:
    """Say whether two absolute addresses are of one site, or the second is of a cache that serves the pages of many."""
    host, other_host = (_HOST_PREFIX.sub("", (urlsplit(url).hostname or ""), count=1) for url in (one, other))
    return host == other_host or other_host.endswith(_AMP_CACHES)
