"""What a corpus says of an article, as plain records, and what had to be left out of it.

Owns the checks that every format shares: spans inside the text, and a content in every attribution.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from provenance.core.text import Span
from provenance.errors import InvalidRecord, SpanError

# PolNeAR's way to name articles: nyt_2016-09-12_visa-program-up-for-renewal
_OUTLET = re.compile(r"([a-z][a-z0-9-]*)_\d{4}-\d{2}-\d{2}_")


class RowReason(StrEnum):
    """Why something of a corpus was left out. The values are stable: reports count by them."""

    UNREADABLE = "unreadable"
    UNKNOWN_FORMAT = "unknown_format"
    BROKEN_JSON = "broken_json"
    INVALID = "invalid"
    MISSING_TEXT = "missing_text"
    SPAN_OUTSIDE = "span_outside"
    UNKNOWN_LABEL = "unknown_label"
    NO_CONTENT = "no_content"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A file, article, attribution or label that was left out.

    Attributes:
        locator: The file, and the line or article in it: `dev.gold.jsonl:12`.
        reason: Why.
        message: What is wrong, and with which thing.
    """

    locator: str
    reason: RowReason
    message: str


class UnusableRow(InvalidRecord):
    """A row that breaks its format, with the code under which reports count it.

    Args:
        reason: Why.
        message: What happened, and to which thing.
    """

    def __init__(self, reason: RowReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def skipped(self, locator: str) -> SkippedRow:
        """Build the report on the row that stands there."""
        return SkippedRow(locator=locator, reason=self.reason, message=self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelay:
    """An intermediary of a gold chain.

    Attributes:
        role: What it did; empty where the corpus does not say.
        name: Its name.
        accept: Other names that are as right.
    """

    role: str
    name: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReading:
    """One right answer to who speaks, and through whom.

    Attributes:
        speaker: Name of the speaker; None where nobody can be named.
        accept: Other names that are as right.
        chain: The intermediaries, from the speaker outwards.
    """

    speaker: str | None = None
    accept: tuple[str, ...] = ()
    chain: tuple[GoldRelay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One attribution as annotated.

    Attributes:
        content: The reported words, in order, one span or more.
        cue: The words that signal the report; empty where nothing does.
        source: The words to which the content is attributed; empty where there are none.
        parts: Parts of the content that count as found on their own.
        optional: Whether it may be missed: found it counts, missed it does not.
        reading: Who speaks and through whom.
        alternatives: Other readings that are as right.
        has_speaker: Whether the corpus says who speaks; if not, `reading.speaker` means nothing.
        has_chain: The same for the chain.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    parts: tuple[Span, ...] = ()
    optional: bool = False
    reading: GoldReading = GoldReading()
    alternatives: tuple[GoldReading, ...] = ()
    has_speaker: bool = False
    has_chain: bool = False

    @property
    def speaker(self) -> str | None:
        """Name of the speaker; None where nobody can be named, or `has_speaker` is false."""
        return self.reading.speaker

    @property
    def accept(self) -> tuple[str, ...]:
        """Other names of the speaker that are as right."""
        return self.reading.accept

    @property
    def chain(self) -> tuple[GoldRelay, ...]:
        """The intermediaries, from the speaker outwards."""
        return self.reading.chain


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One article with all its attributions.

    Attributes:
        doc: Name of the article in its corpus.
        text: The text that every span points into.
        attributions: In the order of the corpus.
        not_quotes: Words in quotation marks that quote nobody, and are easily taken for quotations.
        outlet: Who published it; None where neither the corpus nor the name tells.
        annotator: Who annotated it; None where the corpus does not say.
    """

    doc: str
    text: str
    attributions: tuple[GoldAttribution, ...] = ()
    not_quotes: tuple[Span, ...] = ()
    outlet: str | None = None
    annotator: str | None = None


CorpusItem = GoldArticle | SkippedRow
Texts = Mapping[str, str]


def find_outlet(doc: str) -> str | None:
    """Read the outlet off the name of an article; None where the name does not begin with one and a day.

    Example:
        >>> find_outlet("nyt_2016-09-12_visa-program-up-for-renewal")
        'nyt'
    """
    found = _OUTLET.match(doc)
    return found[1] if found else None


def build_spans(pairs: Iterable[tuple[int, int]], *, text: str) -> tuple[Span, ...]:
    """Build spans in the order of the text.

    Raises:
        UnusableRow: One is empty, reversed or runs past the end of the text.
    """
    try:
        spans = sorted(Span(start, end) for start, end in pairs)
        for span in spans:
            span.text_in(text)
    except SpanError as error:
        raise UnusableRow(RowReason.SPAN_OUTSIDE, error.message) from error
    return tuple(spans)


def require_content(content: tuple[Span, ...], *, text: str) -> tuple[Span, ...]:
    """Return the content of an attribution.

    Raises:
        UnusableRow: There is none, or no word in it.
    """
    if not any(char.isalnum() for span in content for char in span.text_in(text)):
        raise UnusableRow(RowReason.NO_CONTENT, "the attribution has no word of content")
    return content
