"""What readers take and give: an opened input, the articles in it, and what had to be left out.

Owns the contract that a reader keeps, built-in or from a plugin. It reads nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from provenance.core.records import Article, Extraction
from provenance.errors import InputError, InvalidRecord, UnknownFormat, UnreadableInput
from provenance.readers.keeping import save_raw


class SkipReason(StrEnum):
    """Why an input or a record was left out. The values are stable: reports count by them.

    `MISSING`: nothing is there. `UNREADABLE`: it is there and cannot be had (permission, device, defective disk).
    `EMPTY`: no words in it. `BINARY`: no text at all. `ENCODING`: text whose characters cannot be told for sure.
    `INVALID_RECORD`: a record or sidecar that breaks its format. `TOO_LARGE`: above the reader's limit.
    `UNKNOWN_FORMAT`: text of a format that no reader takes. `SIDECAR`: it only describes another file.
    `PLUGIN`: the plugin that reads it failed. Of addresses: `UNFETCHED`: nobody asked to fetch it. `REFUSED`: it leads
    where nothing is fetched from. `ROBOTS`: its site asks programs to stay away. `UNREACHABLE`: no connection.
    `TIMEOUT`: it answered too slowly. `REDIRECTS`: it leads in a circle, or too far. `HTTP_STATUS`: the server sent
    something else than the page. `INCOMPLETE`: the answer broke off. `UNCHANGED`: it is as it was fetched before.
    """

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    INVALID_RECORD = "invalid_record"
    TOO_LARGE = "too_large"
    UNKNOWN_FORMAT = "unknown_format"
    SIDECAR = "sidecar"
    PLUGIN = "plugin"
    UNFETCHED = "unfetched"
    REFUSED = "refused"
    ROBOTS = "robots"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REDIRECTS = "redirects"
    HTTP_STATUS = "http_status"
    INCOMPLETE = "incomplete"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input or a record of it that gave no article.

    Attributes:
        locator: Address of what was left out, as `Article.locator` would be.
        reason: Short stable code, see `SkipReason`; a plugin may bring its own.
        message: What happened, and to which thing.
        hint: What the user can do next; empty where nothing sensible can be said.
        offset: Where it lies in its input, in bytes from the start; None for the input as a whole.
    """

    locator: str
    reason: str
    message: str
    hint: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Quotations that somebody else found, taken over as they are instead of being extracted.

    Attributes:
        extraction: What was found, with the article that it points into; its pipeline has the stage `import`.
    """

    extraction: Extraction

    @property
    def locator(self) -> str:
        """Where the article is, as for anything else that was read."""
        return self.extraction.article.locator


ReadItem = Article | Imported | Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input, opened and standing at its first byte.

    Attributes:
        name: What messages call it: the path as given, with forward slashes, a URL, or `standard input`.
        locator: Canonical address of the input as a whole; `stdin` for standard input.
        file: Where it lies; None for standard input and what was fetched.
        head: Its first bytes, as many as dispatch reads to tell formats apart; all of them where it is shorter.
        stream: Its bytes from the first one on. Read it forwards and once: standard input cannot seek.
        size: Its length in bytes; None where only the end will tell.
        raw_folder: Where the bytes of its articles are to be kept; None to keep none.
        url: Where it was fetched from, after all redirects; None for what was not fetched.
        media_type: What the server says it is, such as `text/html`; None where nobody says so.
        charset: Character encoding that the server names, a codec that Python knows; None where nobody says so.
    """

    name: str
    locator: str
    file: Path | None
    head: bytes
    stream: BinaryIO
    size: int | None = None
    raw_folder: Path | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None

    def keep(self, raw: bytes, *, suffix: str) -> str:
        """Return the digest for `Article.raw_sha256`, and keep the bytes under it where the user asked for that.

        Call it once an article, when nothing is left that could go wrong: `raw_sha256=source.keep(raw, suffix=…)`.

        Args:
            raw: What the one article was made of, exactly as it came: a page, a record of an archive, a line.
            suffix: What a file of it ends with, such as `.html`.

        Raises:
            ProvenanceError: They cannot be kept.
        """
        digest = hashlib.sha256(raw).hexdigest()
        if self.raw_folder is not None:
            save_raw(raw, digest=digest, suffix=suffix, folder=self.raw_folder)
        return digest

    @property
    def path(self) -> str | None:
        """What `Article.path` is for the articles of this input."""
        return self.name if self.file else None


@runtime_checkable
class Reader(Protocol):
    """Turns the bytes of one format into articles.

    Attributes:
        name: What users call it, unique among all readers.
    """

    @property
    def name(self) -> str:
        """What users call it."""

    def sniff(self, head: bytes, name: str) -> float:
        """Say how sure it is that an input has this format.

        Args:
            head: The first bytes of the input, a few kilobytes or all of them; never empty.
            name: What the input is called. A name is a weaker sign than the content.

        Returns:
            0 for not at all, 1 for certain. Plain text, which everything else is too, claims 0.1; the highest wins.
        """

    def read_source(self, source: Source) -> Iterator[ReadItem]:
        """Read the articles of one input, one at a time and in its order.

        A record that breaks the format is a `Skipped`, and the next one follows.

        Raises:
            InputError: The input as a whole cannot be read; dispatch makes a `Skipped` of it.
        """


class Unusable(UnreadableInput):
    """An input or record that gives no article, with the code under which reports count it.

    Args:
        reason: Why.
        message: What happened, and to which thing.
        hint: What the user can do next.
        offset: Where it lies, in bytes from the start of the input.
    """

    def __init__(self, reason: SkipReason, message: str, *, hint: str = "", offset: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason
        self.offset = offset


def build_skipped(error: InputError, *, locator: str, offset: int | None = None) -> Skipped:
    """Build the report on what an error kept from being read.

    Args:
        error: What happened.
        locator: Address of what was left out.
        offset: Where it lies in its input, in bytes; None to take the error's word.
    """
    if isinstance(error, Unusable):
        reason, offset = error.reason, error.offset if offset is None else offset
    elif isinstance(error, InvalidRecord):
        reason = SkipReason.INVALID_RECORD
    elif isinstance(error, UnknownFormat):
        reason = SkipReason.UNKNOWN_FORMAT
    else:
        reason = SkipReason.UNREADABLE
    return Skipped(locator=locator, reason=reason.value, message=error.message, hint=error.hint, offset=offset)
