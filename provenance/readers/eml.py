"""Mail messages, as press releases come: one message, one article.

Owns which part of a message is the article and what its headers say of it. Quoted lines and signatures stay in the
text, since they are part of what was sent; attachments are let be.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.core.records import Article
from provenance.errors import InvalidRecord
from provenance.plugins import hookimpl
from provenance.readers.decoding import Decoded, decode_bytes
from provenance.readers.html.page import PageOrigin, read_page
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable
from provenance.readers.signatures import find_binary, find_markup
from provenance.readers.surroundings import read_surroundings
from provenance.readers.whole import read_whole, whole_locator

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from provenance.readers.mailheaders import MailFacts

MAX_MESSAGE_BYTES = 50 * 1024 * 1024
# Between parts the parser compares each line with the boundary of every part around it.
MAX_BOUNDARIES = 20
MAX_PARTS = 10_000
MAX_TEXT_BYTES = 20 * 1024 * 1024

_SUFFIX = ".eml"
_HEADERS = re.compile(rb"(?:From [^\r\n]*\r?\n)?(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z))+")
_OF_A_LETTER = re.compile(rb"^(?:From|Date|Subject|To):", re.IGNORECASE | re.MULTILINE)
_OF_THE_POST = re.compile(
    rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Transfer-Encoding):",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_OF_A_LETTER = 2
_TEXT_ALONE = "save the text of the message alone"
_PART = re.compile(rb"^--\S", re.MULTILINE)
# The parameters of such a header are parsed in time that grows with the square of their number.
_ENDLESS_HEADER = re.compile(rb"^Content-[A-Z-]{1,30}:(?:[^\r\n]|\r?\n[ \t]){2000}", re.IGNORECASE | re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOUNDARY = re.compile(rb"boundary[ \t]*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmlReader:
    """Reads a mail message (EML) as one article.

    Attributes:
        name: What users call it.
        limit: The most bytes of a message with its attachments, 1 or more; a larger one is left out without being
            read.
    """

    name: str = "eml"
    limit: int = MAX_MESSAGE_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what begins with the headers of a message, those of the post among them unless the name says it."""
        block = _HEADERS.match(head)
        if not block or find_binary(head) or find_markup(head):
            return 0.0
        letter = len(set(_OF_A_LETTER.findall(block[0])))
        if letter >= _FEWEST_OF_A_LETTER and _OF_THE_POST.search(block[0]):
            return 0.9
        return 0.6 if letter and name.lower().endswith(_SUFFIX) else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the one article: the plain text of the message, or its HTML where it has no other.

        Raises:
            Unusable: The message is too large or has no text, or the encoding of its text cannot be told.
            InvalidRecord: It has no headers, or parts inside parts without end.
        """
        from provenance.readers.mailheaders import read_facts  # noqa: PLC0415 - for those who read mail

        raw = read_whole(source, limit=self.limit, hint="take its attachments out")
        message = parse_message(raw, name=source.name)
        facts = read_facts(message)
        article = _read_body(message, source=source, facts=facts)
        digest = source.keep(raw, suffix=_SUFFIX)
        yield replace(
            article, locator=whole_locator(source, digest=digest), raw_sha256=digest, path=source.path, reader=self.name
        )


def parse_message(raw: bytes, *, name: str) -> "EmailMessage":
    """Parse a message, within bounds of time and memory.

    Args:
        raw: The whole message.
        name: What messages call it.

    Raises:
        InvalidRecord: It has no headers, or broken ones.
        Unusable: `too_large` for a message of too many parts.
    """
    from email import message_from_bytes, policy  # noqa: PLC0415 - for those who read mail

    _check_bounds(raw, name=name)
    try:
        return message_from_bytes(raw, policy=policy.default)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        message = f"{name} is a broken message: {error}"
        raise InvalidRecord(message, hint=_TEXT_ALONE) from error


def _check_bounds(raw: bytes, *, name: str) -> None:
    """Refuse before it is parsed what would take the parser minutes."""
    if not _HEADERS.match(raw):
        message = f"{name} does not begin with the headers of a message"
        raise InvalidRecord(message, hint="save the message as it was sent, with its source")
    if _ENDLESS_HEADER.search(raw):
        message = f"{name} has a header without end"
        raise InvalidRecord(message, hint=_TEXT_ALONE)
    boundaries, parts = len(_BOUNDARY.findall(raw)), len(_PART.findall(raw))
    if boundaries > MAX_BOUNDARIES:
        message = f"{name} has more than {MAX_BOUNDARIES} parts with parts in them"
        raise Unusable(SkipReason.TOO_LARGE, message, hint=_TEXT_ALONE)
    if boundaries and parts > MAX_PARTS:
        message = f"{name} has more than {MAX_PARTS} parts, too many for one message"
        raise Unusable(SkipReason.TOO_LARGE, message, hint=_TEXT_ALONE)


def _read_body(message: "EmailMessage", *, source: Source, facts: "MailFacts") -> Article:
    """Read the text of a message; its address and digest are the caller's to say."""
    part = _find_part(message, "plain") or _find_part(message, "html")
    if part is None:
        what = f"{source.name} has no text, only attachments or nothing"
        raise Unusable(SkipReason.EMPTY, what, hint="give the attachments themselves")
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if len(raw) > MAX_TEXT_BYTES:
        what = f"the text of {source.name} has more than {MAX_TEXT_BYTES} bytes"
        raise Unusable(SkipReason.TOO_LARGE, what, hint="split it into its articles")
    charset = _charset_of(part)
    if part.get_content_subtype() == "html":
        origin = PageOrigin(name=source.name, locator=source.locator, charset=charset)
        article = read_page(raw, origin=origin)
        # What a page in a letter says of itself is about the letter, as its headers are, and these are surer.
        return facts.apply_to(article)
    decoded, remarks = _decode(raw, charset=charset, name=source.name)
    found = read_surroundings(decoded.text)
    article = Article(
        locator=source.locator,
        text=decoded.text,
        raw_sha256="",
        byline=found.byline,
        authors=found.authors,
        dateline=found.dateline,
        credit_line=found.credit_line,
        encoding=decoded.encoding,
        remarks=remarks,
    )
    return facts.apply_to(article)


def _find_part(message: "EmailMessage", subtype: str) -> "MIMEPart | None":
    """Find the first text of a kind that is neither attached nor inside a forwarded message, and is not blank."""
    waiting: list[MIMEPart] = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            if part.get_content_maintype() == "multipart":
                waiting.extend(reversed(list(part.iter_parts())))
        elif part.get_content_type() == f"text/{subtype}" and not _is_attached(part) and _has_words(part):
            return part
    return None


def _is_attached(part: "MIMEPart") -> bool:
    return str(part.get("Content-Disposition", "")).lower().startswith("attachment")


def _has_words(part: "MIMEPart") -> bool:
    payload = part.get_payload()
    return isinstance(payload, str) and bool(payload.strip())


def _charset_of(part: "MIMEPart") -> str | None:
    """Return the codec that a part claims to be in; None where it names none that there is."""
    try:
        charset = part.get_content_charset()
        return codecs.lookup(charset).name if charset else None
    except (LookupError, ValueError):
        return None


def _decode(raw: bytes, *, charset: str | None, name: str) -> tuple[Decoded, tuple[str, ...]]:
    """Decode a text as it says it is encoded, and where that is wrong, as it looks."""
    if charset and charset != "ascii":
        try:
            text = raw.decode(charset)
        except (UnicodeDecodeError, LookupError, AssertionError):
            return decode_bytes(raw, name=name), ("charset_wrong",)
        if "\0" not in text and not _SURROGATE.search(text):
            return Decoded(text=text, encoding=charset), ()
    return decode_bytes(raw, name=name), ()


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of mail messages."""
    return [EmlReader()]
