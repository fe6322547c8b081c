"""What the headers of a message say of the article in it.

Owns that a header which is broken or far too long says nothing, instead of keeping the text from being read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from typing import TypeVar

from provenance.core.records import Article

Value = TypeVar("Value")

# Addresses are parsed in time that grows with the square of their length.
MAX_HEADER_CHARACTERS = 10_000

# The parser of the standard library meets broken headers with whatever its own code runs into.
_BROKEN = (AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError)
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What the headers of a message say; None and nothing for what they do not.

    Attributes:
        title: Its subject.
        senders: Display names of its authors; an address alone is no name.
        organisation: The organisation that it is sent for.
        published: When it was sent, as ISO 8601 with its zone where it has one.
        remarks: `header_unread` where a header is broken.
    """

    title: str | None
    senders: tuple[str, ...]
    organisation: str | None
    published: str | None
    remarks: tuple[str, ...]

    def apply_to(self, article: Article) -> Article:
        """Return an article with what the headers say; where they are silent its own words stay.

        The sender of a press release publishes it: the organisation named, else who it is from.
        """
        return replace(
            article,
            title=self.title or article.title,
            publisher=self.organisation or (self.senders[0] if self.senders else article.publisher),
            published=self.published or article.published,
            authors=article.authors or self.senders,
            remarks=(*article.remarks, *self.remarks),
        )


def read_facts(message: EmailMessage) -> MailFacts:
    """Read the headers of a message.

    Args:
        message: Parsed under the default policy of the standard library.
    """
    broken: list[str] = []
    title = _read(message, "Subject", str, broken)
    senders = _read(message, "From", _names_of, broken)
    organisation = _read(message, "Organization", str, broken) or _read(message, "Organisation", str, broken)
    sent = _read(message, "Date", _date_of, broken)
    return MailFacts(
        title=_clean(title or ""),
        senders=senders or (),
        organisation=_clean(organisation or ""),
        published=sent.isoformat() if sent else None,
        remarks=("header_unread",) if broken else (),
    )


def _read(message: EmailMessage, name: str, take: Callable[..., Value], broken: list[str]) -> Value | None:
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if raw is None:
        return None
    if len(raw) > MAX_HEADER_CHARACTERS:
        broken.append(name)
        return None
    try:
        return take(message[name])
    except _BROKEN:
        broken.append(name)
        return None


def _names_of(header: AddressHeader) -> tuple[str, ...]:
    names = (_clean(address.display_name) for address in header.addresses)
    return tuple(dict.fromkeys(name for name in names if name))


def _date_of(header: DateHeader) -> datetime | None:
    return header.datetime


def _clean(value: str) -> str | None:
    """Write a value on one line, without what no text may hold; None where nothing is left."""
    return " ".join(_NO_TEXT.sub(" ", value).split()) or None
