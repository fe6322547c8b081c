"""Routes: the ways from speakers to publishers, and how much came on each."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from provenance.core.records import Agent
from provenance.exports.catalogue import QUOTES, ROUTES
from provenance.exports.database import insert_rows
from provenance.exports.routes import begin_routes, count_routes, note_relays
from provenance.exports.tables import quote_row
from provenance.store.records import StoredQuotation


def test_routes_count_what_came_on_them(
    stored_quotation: Callable[..., StoredQuotation],
    person: Callable[[str], Agent],
    lavrov: StoredQuotation,
    tmp_path: Path,
) -> None:
    """The same speaker, relays and publisher are one route, with its first and last day; anything else is another."""
    wang = person("Wang Yi")
    said = [
        stored_quotation(f"“{number}”", f"“{number}”", speaker=wang, published=day, publisher="The Sun")
        for number, day in enumerate(("2025-07-13", "2024-01", None))
    ]
    said.append(stored_quotation("“4”", "“4”", speaker=wang, publisher="The Moon"))
    with closing(sqlite3.connect(tmp_path / "quotes.db")) as connection:
        database = Database(connection)
        for table in (QUOTES, ROUTES):
            database.execute(f"CREATE TABLE {table.name} ({', '.join(column.name for column in table.columns)})")
        numbered = list(enumerate([*said, lavrov], start=1))
        insert_rows(database, "quotes", (quote_row(stored, number=number) for number, stored in numbered))
        begin_routes(database)
        for batch in (numbered[:2], numbered[2:]):
            note_relays(database, batch)
        count_routes(database)
        rows = list(database.table("routes").rows)
    assert [(row["id"], row["n_quotations"]) for row in rows] == [("000001", 3), ("000002", 1), ("000003", 1)]
    assert (rows[0]["relayed_by"], rows[0]["publisher"]) == ("[]", "The Sun")
    assert (rows[0]["first_seen"], rows[0]["last_seen"]) == ("2024-01", "2025-07-13")
    assert (rows[1]["relays"], rows[2]["relayed_by"]) == ("[]", '["TASS", "CNN"]')
