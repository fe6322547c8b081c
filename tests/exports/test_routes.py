"""Routes: the ways from speakers to publishers, and how much came on each."""

from collections.abc import Callable

from provenance.core.records import Agent
from provenance.exports.catalogue import ROUTES
from provenance.exports.routes import Routes
from provenance.store.records import StoredQuotation


def test_routes_count_what_came_on_them(
    stored_quotation: Callable[..., StoredQuotation], person: Callable[[str], Agent], lavrov: StoredQuotation
) -> None:
    """The same speaker, relays and publisher are one route, with its first and last day; anything else is another."""
    routes = Routes()
    wang = person("Wang Yi")
    for number, day in enumerate(("2025-07-13", "2024-01", None)):
        said = f"“{number}”"
        routes.add(stored_quotation(f"{said}", said, speaker=wang, published=day, publisher="The Sun"))
    routes.add(stored_quotation("“4”", "“4”", speaker=wang, publisher="The Moon"))
    routes.add(lavrov)
    rows = list(routes.rows())
    assert [row["n_quotations"] for row in rows] == [3, 1, 1]
    assert (rows[0]["relayed_by"], rows[0]["publisher"]) == ("[]", "The Sun")
    assert (rows[0]["first_seen"], rows[0]["last_seen"]) == ("2024-01", "2025-07-13")
    assert (rows[1]["relays"], rows[2]["relayed_by"]) == ("[]", '["TASS", "CNN"]')
    for row in rows:
        assert sorted(row) == sorted(column.name for column in ROUTES.columns)
