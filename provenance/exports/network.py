"""Who carries whose words, as a network: voices, relays and publishers, and how many quotations went between them.

Owns the counting. An arrow leads from whoever had the words to whoever had them next, one for each role there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from provenance.core.records import Hop, Role
from provenance.exports.cells import day_of
from provenance.exports.tables import article_label
from provenance.store.records import StoredArticle, StoredQuotation

UNKNOWN = "unknown"
"""Id and name of whoever is not known."""


@dataclass(slots=True, kw_only=True)
class Actor:
    """Somebody in the network.

    Attributes:
        id: `ag_…`; `publisher:` and the name for a publisher that only the input names; `ar_…` of the article where
            nobody names the publisher; `unknown` for any other who is not known.
        name: As the quotations name it; of an article its title or file.
        kind: What it is, `article` among others; empty where not known.
        quotations: Number of quotations on whose way it stands.
    """

    id: str
    name: str
    kind: str
    quotations: int = 0


@dataclass(slots=True, kw_only=True)
class Passage:
    """The way between two of them.

    Attributes:
        quotations: Number of quotations that went there.
        implied: Number of those where no words beside the quotation name whoever it came to.
        first_seen: Earliest day of publication among them; None where no article tells.
        last_seen: Latest day.
    """

    quotations: int = 0
    implied: int = 0
    first_seen: str | None = None
    last_seen: str | None = None

    def add(self, hop: Hop, *, day: str | None) -> None:
        """Count a quotation that came to a hop."""
        self.quotations += 1
        self.implied += not hop.explicit and hop.role is not Role.PUBLISHER
        if day:
            self.first_seen = min(day, self.first_seen or day)
            self.last_seen = max(day, self.last_seen or day)


@dataclass(slots=True)
class Network:
    """The network of some quotations, in the order in which they turned up: names and counts, but no text.

    Attributes:
        actors: By id.
        passages: By the ids of both ends, and the role of the second.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    passages: dict[tuple[str, str, Role], Passage] = field(default_factory=dict)

    def add(self, stored: StoredQuotation) -> None:
        """Count a quotation on its way."""
        article, chain = stored.article.article, stored.current.quotation.chain
        met = [_actor(hop, stored=stored.article) for hop in chain]
        for actor in {actor.id: actor for actor in met}.values():
            self.actors.setdefault(actor.id, actor).quotations += 1
        day = day_of(article.published)
        for (source, target), hop in zip(pairwise(met), chain[1:], strict=True):
            self.passages.setdefault((source.id, target.id, hop.role), Passage()).add(hop, day=day)


def build_network(found: Iterable[StoredQuotation]) -> Network:
    """Count quotations on their ways; what is held is the network, not the quotations."""
    network = Network()
    for stored in found:
        network.add(stored)
    return network


def _actor(hop: Hop, *, stored: StoredArticle) -> Actor:
    article = stored.article
    if hop.agent:
        return Actor(id=hop.agent.id, name=hop.agent.name, kind=hop.agent.kind.value)
    if hop.role is not Role.PUBLISHER:
        return Actor(id=UNKNOWN, name=UNKNOWN, kind="")
    if article.publisher:
        return Actor(id=f"publisher:{article.publisher}", name=article.publisher, kind="")
    return Actor(id=stored.id, name=article_label(stored), kind="article")
