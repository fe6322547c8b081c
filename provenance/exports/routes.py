"""The ways on which words came, from a speaker over relays to a publisher, and how many came on each.

Owns the counting and the rows of `routes`. What a page about a speaker shows is read from there, not counted anew.
It is SQLite that counts, since in a large export nearly as many ways are met as quotations.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from provenance.exports.catalogue import QUOTES, ROUTES
from provenance.exports.cells import to_json
from provenance.exports.database import insert_rows
from provenance.exports.tables import relay_ids
from provenance.store.records import StoredQuotation

_WAY = "speaker, relayed_by, relays, outlet, publisher"
_RELAYED = "CREATE TEMP TABLE relayed (number INTEGER PRIMARY KEY, relays TEXT NOT NULL)"
_COUNT = f"""\
INSERT INTO {ROUTES.name} (id, {_WAY}, n_quotations, first_seen, last_seen)
SELECT printf('%06d', row_number() OVER (ORDER BY min(number))), {_WAY}, count(*), min(published), max(published)
FROM (
  SELECT number, speaker, relayed_by, ifnull(relays, '[]') AS relays, outlet, publisher, published
  FROM {QUOTES.name} LEFT JOIN relayed USING (number)
)
GROUP BY {_WAY}
ORDER BY min(number)"""  # noqa: S608 - our own names


def begin_routes(database: Database) -> None:
    """Make room for who relays what: a row of `quotes` has their names alone."""
    database.execute(_RELAYED)


def note_relays(database: Database, quotations: Iterable[tuple[int, StoredQuotation]]) -> None:
    """Note who relays each quotation, by its number in `quotes`; most have no relay."""
    told = ((number, relay_ids(stored.current.quotation.relays)) for number, stored in quotations)
    insert_rows(database, "relayed", ({"number": number, "relays": to_json(ids)} for number, ids in told if ids))


def count_routes(database: Database) -> None:
    """Write the routes, in the order in which they turned up in `quotes`."""
    database.execute(_COUNT)
    database.execute("DROP TABLE relayed")
