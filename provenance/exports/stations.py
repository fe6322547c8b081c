"""What a picture of a chain tells of each hop, on a terminal, in a graph or in a drawing.

Owns what is said. How it is said, and how a medium is kept safe from it, is the business of each picture: names and
words come out of articles as they are.
"""

from dataclasses import dataclass

from provenance.core.records import Anonymity, Hop, Role
from provenance.exports.cells import day_of, words_at
from provenance.store.records import StoredQuotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One hop, as people are shown it.

    Attributes:
        role: What the agent does here.
        name: Who it is; None where that is unknown.
        principal: For whom a speaker speaks; None for the others, and where nobody is named.
        anonymity: How far the article lets us know the agent; `NAMED` too where there is none.
        words: The words of the article that show the hop; None for none.
        date: ISO 8601 day, month or year on which the speaker spoke or the publisher published; None for relays, and
            where it is unknown.
        is_implied: Whether no words beside the quotation name the hop. Never so of a publisher.
    """

    role: Role
    name: str | None
    principal: str | None = None
    anonymity: Anonymity = Anonymity.NAMED
    words: str | None = None
    date: str | None = None
    is_implied: bool = False

    @property
    def when(self) -> str | None:
        """The date with what happened then, where that is not plain from the role."""
        return f"said {self.date}" if self.date and self.role is Role.SPEAKER else self.date

    @property
    def notes(self) -> tuple[str, ...]:
        """What is known of it beside name and words: role, principal, a voice without a name, no words, the date."""
        notes = (
            f"for {self.principal}" if self.principal else None,
            self.anonymity.value if self.anonymity is not Anonymity.NAMED else None,
            "implied" if self.is_implied else None,
            self.when,
        )
        return (self.role.value, *(note for note in notes if note))


def stations_of(stored: StoredQuotation) -> list[Station]:
    """Give the stations of a chain, from the speaker to the publisher."""
    return [_station(hop, stored=stored) for hop in stored.current.quotation.chain]


def _station(hop: Hop, *, stored: StoredQuotation) -> Station:
    quotation, article = stored.current.quotation, stored.article.article
    is_last, is_first = hop.role is Role.PUBLISHER, hop.role is Role.SPEAKER
    # Of a publisher that no registry knows the input may still tell the name.
    name = hop.agent.name if hop.agent else article.publisher if is_last else None
    dates = {Role.SPEAKER: quotation.said_on, Role.PUBLISHER: article.published}
    return Station(
        role=hop.role,
        name=name,
        principal=quotation.on_behalf_of.name if is_first and quotation.on_behalf_of else None,
        anonymity=hop.anonymity if hop.agent else Anonymity.NAMED,
        words=words_at(hop.evidence, text=article.text),
        date=day_of(dates.get(hop.role)),
        is_implied=not hop.explicit and not is_last,
    )
