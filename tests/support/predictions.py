"""Predicted quotations, so that a test can say exactly what a model found."""

from collections.abc import Sequence

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import AgentKind, Extraction, Form, Hop, Pipeline, Quotation, Role
from provenance.core.text import Span
from provenance.training.corpora import GoldArticle, GoldAttribution
from provenance.training.evaluate import build_article

Pairs = Sequence[tuple[int, int]]


def quotation(
    content: Pairs,
    source: tuple[int, int] | None = None,
    *,
    speaker: str | None = None,
    relays: Sequence[str] = (),
    score: float = 0.9,
) -> Quotation:
    """Build a prediction."""
    said_by = build_agent(speaker, AgentKind.PERSON, scope="test") if speaker else None
    at = Span(*source) if source else None
    hops = [
        Hop(role=Role.AGENCY, agent=build_agent(name, AgentKind.ORGANISATION, scope="test"), mention=Span(0, 1))
        for name in relays
    ]
    return Quotation(
        form=Form.INDIRECT,  # what the model says of the form is never looked at
        content=tuple(Span(*pair) for pair in content),
        cue=None,
        source=at,
        chain=build_chain(said_by, source=at, relays=hops, publisher=None),
        score=score,
    )


def as_predicted(gold: GoldAttribution, *, score: float = 0.9) -> Quotation:
    """Build the prediction that finds an attribution."""
    pairs = [(span.start, span.end) for span in gold.content]
    source = (gold.source[0].start, gold.source[0].end) if gold.source else None
    return quotation(pairs, source, speaker=gold.speaker, relays=[relay.name for relay in gold.chain], score=score)


def extraction(article: GoldArticle, quotations: Sequence[Quotation]) -> Extraction:
    """Build what a model extracted from a gold article."""
    pipeline = Pipeline(stage="extract", name="by hand", version="1")
    return Extraction(article=build_article(article), pipeline=pipeline, quotations=tuple(quotations))
