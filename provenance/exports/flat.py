"""Attributions as one flat table, labels beside ids, for spreadsheets and data frames: its columns, its rows, its CSV.

Owns which columns there are. Whatever also stands in `quotes.db` is told there, and taken over.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from provenance.core.records import CANCELED
from provenance.exports.catalogue.said import QUOTES
from provenance.exports.cells import Row, build_row, defuse, to_json
from provenance.exports.layout import Column, Facet
from provenance.exports.tables import file_name, quote_row, relay_ids, web_address
from provenance.store.records import StoredQuotation

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What Excel knows UTF-8 by, at the start of a file."""

_SAID = {column.name: column for column in QUOTES.columns}
_ADDED = {
    column.name: column
    for column in (
        Column(name="speaker_kind", about="What the speaker is, such as person, organisation, group or unnamed."),
        Column(name="on_behalf_of_label", about="Name of the one for whom the speaker speaks."),
        Column(name="relays", facet=Facet.ARRAY, about="Ids of the relays, null for an unknown one: a JSON array."),
        Column(name="version", about="Id of the version of the article that holds the words."),
        Column(name="article", about="Id of the article, the same for all its versions."),
        Column(name="title", about="Headline of the article."),
        Column(name="url", about="Address of the article on the web."),
        Column(name="file", about="Name of the file that the article was read from."),
        Column(name="status", about="canceled for an article that its publisher takes back."),
    )
}
_ORDER = (
    "speaker_label", "text", "relayed_by", "publisher", "published", "title", "url", "form", "speaker_kind",
    "anonymity", "on_behalf_of_label", "medium", "said_on", "quoted_lang", "hops", "roles", "source", "cue", "before",
    "after", "score", "decided_by", "status", "file", "start_char", "end_char", "segments", "id", "speaker",
    "on_behalf_of", "relays", "outlet", "article", "version", "chain",
)  # fmt: skip
COLUMNS = tuple(_ADDED.get(name) or _SAID[name] for name in _ORDER)
"""The columns in their order: what people read first, then what else is known, then ids."""


def flat_row(stored: StoredQuotation) -> Row:
    """Build the row of an attribution, with a cell for each of `COLUMNS`, in their order."""
    article, quotation = stored.article.article, stored.current.quotation
    speaker, principal = quotation.speaker, quotation.on_behalf_of
    cells = quote_row(stored, number=1) | build_row(
        speaker_kind=speaker.kind.value if speaker else None,
        on_behalf_of_label=principal.name if principal else None,
        relays=to_json(relay_ids(quotation.relays)),
        version=stored.article.version,
        article=stored.article.id,
        title=article.title,
        url=web_address(article),
        file=file_name(article),
        status=CANCELED if stored.article.canceled_at else None,
    )
    return {column.name: cells[column.name] for column in COLUMNS}


def linked_row(stored: StoredQuotation) -> Row:
    """Build the row that formats of linked data read: that of `quotes`, with what names the article beside its id."""
    article = stored.article.article
    facts = build_row(title=article.title, url=web_address(article), lang=article.lang)
    return quote_row(stored, number=1) | facts


def write_csv(found: Iterable[StoredQuotation], *, bom: bool = False) -> Iterator[str]:
    """Write attributions as CSV (RFC 4180): a heading, then a row each, and no cell that starts a formula.

    Args:
        found: In the order of the rows.
        bom: Whether the file begins with the mark by which Excel knows UTF-8.
    """
    yield BOM * bom + _record([column.name for column in COLUMNS])
    for stored in found:
        yield _record([defuse(cell) if isinstance(cell, str) else cell for cell in flat_row(stored).values()])


def _record(cells: Iterable[object]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
