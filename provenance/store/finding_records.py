"""Records of audits: what a check says, the finding that it becomes, and the waiver of one.

Imports no library, so that commands can name them before any database is opened.
"""

from collections.abc import Collection
from dataclasses import dataclass

from provenance.core.severities import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a check has to say about one subject, on its way into the database.

    Attributes:
        rule: Code of the check, such as `PV101`.
        subject: Id of what it is about: a quotation, an article, a family …
        severity: How much it matters.
        message: One sentence: what there is to see, and why it matters.
        quotation: `qt_…` that shows it best; None where no single one does.
        article: `ar_…` that shows it best; None where no single one does.
    """

    rule: str
    subject: str
    severity: Severity
    message: str
    quotation: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun:
    """One execution of checks.

    Attributes:
        version: Version of this package.
        rules: Codes of the checks that ran.
        scope: Which quotations were asked for, as JSON values; empty for all.
        looked_at: Ids of all subjects that were looked at; None for everything that there is.
        started_at: UTC time.
        finished_at: UTC time.
    """

    version: str
    rules: Collection[str]
    scope: dict[str, str]
    looked_at: Collection[str] | None
    started_at: str
    finished_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCounts:
    """How an audit compares with those before it: findings that are new or back, as they were, and no longer there."""

    opened: int = 0
    kept: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Somebody's word that a finding needs no action for a while.

    Attributes:
        who: Who decided.
        reason: Why.
        expires_on: ISO 8601 day in UTC, the last on which it holds.
        created_at: UTC time.
    """

    who: str
    reason: str
    expires_on: str
    created_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Where words stand among the lines of a text, which end with line feeds; counted from 1, columns in code points.

    Attributes:
        first: The line of the first character.
        column: Its place in that line.
        last: The line of the last character.
        end_column: The place behind it in that line.
    """

    first: int
    column: int
    last: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has found, with its history and its place.

    Attributes:
        id: `fi_…`, which follows from rule and subject alone.
        rule: Code of the check.
        subject: Id of what it is about.
        severity: How much it matters.
        message: One sentence.
        opened_at: UTC time at which it was found first, or again after it was closed.
        closed_at: UTC time at which an audit no longer found it; None while it is open.
        quotation: `qt_…`; None where no single quotation shows it.
        text: The quoted words; None with `quotation`.
        start: First code point of them in the article.
        end: One past the last one.
        lines: The same by lines; None with `quotation`, and where nobody asked for it.
        article: `ar_…`; None where no single article shows it.
        locator: Address of that article.
        path: File that it was read from; None where it came from no file.
        reader: Name of the reader that made its text; `text` for a file that is that text.
        url: Where it was published; None where that is unknown.
        title: Its headline; None where it has none.
        publisher: Who published it, as the article says.
        waiver: The waiver that holds; None where there is none, or where it was of a lower severity.
    """

    id: str
    rule: str
    subject: str
    severity: Severity
    message: str
    opened_at: str
    closed_at: str | None = None
    quotation: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    lines: Lines | None = None
    article: str | None = None
    locator: str | None = None
    path: str | None = None
    reader: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    waiver: Waiver | None = None
