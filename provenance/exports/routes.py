"""The ways on which words came, from a speaker over relays to a publisher, and how many came on each.

Owns the counting and the rows of `routes`. What a page about a speaker shows is read from there, not counted anew.
It is SQLite that counts, since in a large export nearly as many ways are met as quotations.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from provenance.core.chain import publisher_name
from provenance.exports.catalogue import ROUTES
from provenance.exports.cells import Row, build_row, day_of, to_json
from provenance.exports.database import insert_rows
from provenance.exports.tables import relay_ids, relay_names
from provenance.store.records import StoredQuotation

_WAY = "speaker, relayed_by, relays, outlet, publisher"
_MET = f"CREATE TEMP TABLE ways ({_WAY}, day)"
_COUNT = f"""\
INSERT INTO {ROUTES.name} (id, {_WAY}, n_quotations, first_seen, last_seen)
SELECT printf('%06d', row_number() OVER (ORDER BY min(rowid))), {_WAY}, count(*), min(day), max(day)
FROM ways
GROUP BY {_WAY}
ORDER BY min(rowid)"""  # noqa: S608 - our own names


def begin_routes(database: Database) -> None:
    """Make room for the ways that will be met."""
    database.execute(_MET)


def note_ways(database: Database, quotations: Iterable[StoredQuotation]) -> None:
    """Note on which way each quotation came, and when."""
    insert_rows(database, "ways", map(_way_row, quotations))


def count_routes(database: Database) -> None:
    """Write the routes, in the order in which they turned up."""
    with database.conn:
        database.execute(_COUNT)
        database.execute("DROP TABLE ways")


def _way_row(stored: StoredQuotation) -> Row:
    quotation = stored.current.quotation
    return build_row(
        speaker=quotation.speaker.id if quotation.speaker else None,
        relayed_by=to_json(relay_names(quotation)),
        relays=to_json(relay_ids(quotation)),
        outlet=stored.article.outlet,
        publisher=publisher_name(quotation.chain, article=stored.article.article),
        day=day_of(stored.article.article.published),
    )
