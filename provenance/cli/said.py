"""Who said what, as commands show it: one quotation a row, from the database or fresh from a model."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from provenance.cli.output import DAY, SHORT_ID, Column
from provenance.core.chain import publisher_name
from provenance.core.records import CANCELED, NOBODY, Agent, Article, Extraction, Quotation
from provenance.core.wire import content_text, quotation_id, version_id
from provenance.store.records import StoredQuotation

SAYS = {"assert": "asserted", "reject": "rejected", "abstain": "withdrawn"}
"""What a decision says of a quotation, in words for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation with its article.

    Attributes:
        id: `qt_…`.
        quotation: What is asserted.
        article: Where it stands.
        decided_by: `model`, `import` or `human`.
        is_canceled: Whether the publisher takes the article back.
    """

    id: str
    quotation: Quotation
    article: Article
    decided_by: str
    is_canceled: bool


def said_in(extraction: Extraction) -> Iterator[Said]:
    """Give the quotations of an extraction."""
    version = version_id(extraction.article)
    for quotation in extraction.quotations:
        yield Said(
            id=quotation_id(version, quotation.content),
            quotation=quotation,
            article=extraction.article,
            decided_by="model",
            is_canceled=extraction.article.status == CANCELED,
        )


def said_of(stored: StoredQuotation) -> Said:
    """Take what the database holds of a quotation."""
    current = stored.current
    return Said(
        id=stored.id,
        quotation=current.quotation,
        article=stored.article.article,
        decided_by=current.decided_by,
        is_canceled=stored.article.canceled_at is not None,
    )


def name_of(agent: Agent | None) -> str:
    """Return the name of an agent, or a word for nobody."""
    return agent.name if agent else NOBODY


def relays_of(quotation: Quotation) -> str:
    """Return the names of the relays, from the speaker outwards."""
    return " > ".join(name_of(hop.agent) for hop in quotation.relays)


def _publisher_of(said: Said) -> str | None:
    return publisher_name(said.quotation.chain, article=said.article)


def place_of(said: Said) -> str:
    """Return the name under which people know an article: its publisher and its title, or where it lies.

    A text that its publisher takes back says so first.
    """
    known = [part for part in (_publisher_of(said), said.article.title) if part]
    place = ": ".join(known) or PurePosixPath(said.article.locator).stem
    return f"(canceled) {place}" if said.is_canceled else place


def remarks_text(article: Article) -> str:
    """Say what its reader noticed of an article, and so how far its quotations can be relied on; empty for nothing.

    A remark is about our reading and not about the chain, so the audit has no check for it.
    """
    told = ", ".join(remark.replace("_", " ") for remark in article.remarks)
    return f"as it was read: {told}" if told else ""


def _words_of(said: Said) -> str:
    return content_text(said.article.text, said.quotation.content)


def _speaker(field: str) -> Callable[[Said], Any]:
    return lambda said: getattr(said.quotation.speaker, field, None)


SAID_COLUMNS: tuple[Column[Said], ...] = (
    Column(
        name="speaker",
        value=_speaker("name"),
        heading="Speaker",
        short=lambda said: name_of(said.quotation.speaker),
        weight=3,
        style="bold cyan",
    ),
    Column(name="text", value=_words_of, heading="Said", weight=6),
    Column(name="via", value=lambda said: relays_of(said.quotation) or None, heading="Via", weight=3, style="magenta"),
    Column(
        name="publisher",
        value=_publisher_of,
        heading="Article",
        short=place_of,
        weight=2,
        style="dim",
        is_roomy=True,
    ),
    Column(name="published", value=lambda said: said.article.published, heading="Date", cut=DAY, is_roomy=True),
    Column(name="id", value=lambda said: said.id, heading="Id", cut=SHORT_ID, style="dim"),
    Column(name="form", value=lambda said: said.quotation.form.value),
    Column(name="medium", value=lambda said: said.quotation.medium and said.quotation.medium.value),
    Column(name="said_on", value=lambda said: said.quotation.said_on),
    Column(name="roles", value=lambda said: " > ".join(hop.role.value for hop in said.quotation.relays) or None),
    Column(name="speaker_kind", value=_speaker("kind")),
    Column(name="speaker_id", value=_speaker("id")),
    Column(name="on_behalf_of", value=lambda said: said.quotation.on_behalf_of and said.quotation.on_behalf_of.name),
    Column(name="score", value=lambda said: said.quotation.score),
    Column(name="decided_by", value=lambda said: said.decided_by),
    Column(name="title", value=lambda said: said.article.title),
    Column(name="article", value=lambda said: said.article.locator),
    Column(name="url", value=lambda said: said.article.url),
    Column(name="status", value=lambda said: CANCELED if said.is_canceled else None),
)
