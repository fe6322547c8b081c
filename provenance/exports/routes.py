"""The ways on which words came, from a speaker over relays to a publisher, and how many came on each.

Owns the counting and the rows of `routes`. What a page about a speaker shows is read from there, not counted anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from provenance.exports.cells import Row, build_row, day_of, to_json
from provenance.exports.tables import publisher_name, relay_names
from provenance.store.records import StoredQuotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way from a speaker to a publisher.

    Attributes:
        speaker: `ag_…`; None where unknown.
        relays: Ids of the relays, from the speaker outwards; None for one that is unknown.
        relayed_by: Their names, in the same order.
        outlet: `ou_…` of the publisher, where it is known as a medium.
        publisher: Its name; None where not told.
    """

    speaker: str | None
    relays: tuple[str | None, ...]
    relayed_by: tuple[str, ...]
    outlet: str | None
    publisher: str | None


def route_of(stored: StoredQuotation) -> Route:
    """Tell on which way a quotation came."""
    quotation = stored.current.quotation
    return Route(
        speaker=quotation.speaker.id if quotation.speaker else None,
        relays=tuple(hop.agent.id if hop.agent else None for hop in quotation.relays),
        relayed_by=tuple(relay_names(quotation)),
        outlet=stored.article.outlet,
        publisher=publisher_name(quotation, article=stored.article.article),
    )


@dataclass(slots=True)
class _Traffic:
    quotations: int = 0
    first_seen: str | None = None
    last_seen: str | None = None

    def add(self, day: str | None) -> None:
        self.quotations += 1
        if day:
            self.first_seen = min(day, self.first_seen or day)
            self.last_seen = max(day, self.last_seen or day)


@dataclass(slots=True)
class Routes:
    """The routes met so far, in the order in which they turned up: names and counts, but no text."""

    _traffic: dict[Route, _Traffic] = field(default_factory=dict)

    def add(self, stored: StoredQuotation) -> None:
        """Count a quotation on its route."""
        traffic = self._traffic.setdefault(route_of(stored), _Traffic())
        traffic.add(day_of(stored.article.article.published))

    def rows(self) -> Iterator[Row]:
        """Build the rows of all routes."""
        for number, (route, traffic) in enumerate(self._traffic.items(), start=1):
            yield build_row(
                id=f"{number:06}",
                speaker=route.speaker,
                relayed_by=to_json(list(route.relayed_by)),
                relays=to_json(list(route.relays)),
                outlet=route.outlet,
                publisher=route.publisher,
                n_quotations=traffic.quotations,
                first_seen=traffic.first_seen,
                last_seen=traffic.last_seen,
            )
