"""Silver annotations: what another program found in the articles of a corpus, for training alone.

One JSON object an article, one a line: `{"doc", "sentences": [[s, e]], "tokens": [[s, e, tag]], "entities":
[[s, e, type]], "clusters": [[[s, e, head]]]}`. The texts stand in the gold files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provenance.core.text import Span
from provenance.errors import SpanError
from provenance.training.corpora.gold import Row, read_rows
from provenance.training.corpora.records import RowReason, SkippedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SilverToken:
    """A token with its part of speech, a tag of the Penn Treebank."""

    span: Span
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilverEntity:
    """A name with its type: `PERSON`, `ORGANIZATION`, `LOCATION` or `MISC`."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilverMention:
    """A mention in a coreference cluster.

    Attributes:
        span: The mention.
        head: Where its head word begins.
    """

    span: Span
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilverArticle:
    """What the program found in one article.

    Attributes:
        doc: Name of the article in its corpus.
        sentences: In order.
        tokens: In order.
        entities: In order.
        clusters: Mentions of the same thing.
    """

    doc: str
    sentences: tuple[Span, ...] = ()
    tokens: tuple[SilverToken, ...] = ()
    entities: tuple[SilverEntity, ...] = ()
    clusters: tuple[tuple[SilverMention, ...], ...] = ()


def read_silver(path: Path) -> Iterator[SilverArticle | SkippedRow]:
    """Read a file of silver annotations; a line that breaks the format is a `SkippedRow`.

    The spans are not checked against a text, since none stands there.
    """
    try:
        for row in read_rows(path):
            yield row if isinstance(row, SkippedRow) else _read_row(*row)
    except OSError as error:
        yield SkippedRow(locator=path.as_posix(), reason=RowReason.UNREADABLE, message=str(error.strerror or error))


def _read_row(locator: str, row: Row) -> SilverArticle | SkippedRow:
    try:
        return _build_silver(row)
    except (KeyError, TypeError, ValueError, SpanError) as error:
        message = f"these are no silver annotations: {type(error).__name__}: {error}"
        return SkippedRow(locator=locator, reason=RowReason.INVALID, message=message)


def _build_silver(row: Mapping[str, Any]) -> SilverArticle:
    return SilverArticle(
        doc=row["doc"],
        sentences=tuple(Span(start, end) for start, end in row["sentences"]),
        tokens=tuple(SilverToken(span=Span(start, end), tag=tag) for start, end, tag in row["tokens"]),
        entities=tuple(SilverEntity(span=Span(start, end), label=label) for start, end, label in row["entities"]),
        clusters=tuple(
            tuple(SilverMention(span=Span(start, end), head=head) for start, end, head in cluster)
            for cluster in row["clusters"]
        ),
    )
