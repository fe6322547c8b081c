"""Extractions built by hand: small articles in which every span is found by its words."""

from collections.abc import Iterable, Mapping

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import (
    Agent,
    AgentKind,
    Article,
    Credit,
    Extraction,
    Form,
    Hop,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Rejected,
    RejectReason,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import text_sha256, version_id

NOW = "2025-07-14T10:00:00.000000+00:00"
RULES = Pipeline(stage="extract", name="rules", version="0.1.0")
NEWER = Pipeline(stage="extract", name="rules", version="0.2.0")
TEXT = (
    'Hit the "login" button. "We support all measures," Sergei Lavrov said, according to TASS. '
    '"Ties are strong," he added. Korean Central News Agency via AP'
)


def at(day: int, hour: int = 10) -> str:
    return f"2025-07-{day:02}T{hour:02}:00:00.000000+00:00"


def make_article(text: str = TEXT, **fields: str | None) -> Article:
    values = {"locator": "a.txt", "path": "a.txt", "published": "2025-07-13", **fields}
    return Article(text=text, raw_sha256=text_sha256(text), **values)  # type: ignore[arg-type]


def span(words: str, *, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def person(name: str, *, article: Article) -> Agent:
    return build_agent(name, AgentKind.PERSON, scope=version_id(article))


def body(name: str, *, article: Article) -> Agent:
    return build_agent(name, AgentKind.ORGANISATION, scope=version_id(article))


def make_quotation(
    words: str,
    *,
    article: Article,
    speaker: str | None = "Sergei Lavrov",
    via: Iterable[str] = (),
    form: Form = Form.DIRECT,
    score: float = 0.9,
) -> Quotation:
    content = span(words, text=article.text)
    relays = [Hop(role=Role.AGENCY, agent=body(name, article=article), evidence=content) for name in via]
    source = span(speaker, text=article.text) if speaker and speaker in article.text else None
    publisher = body(article.publisher, article=article) if article.publisher else None
    voice = person(speaker, article=article) if speaker else None
    chain = build_chain(voice, source=source, relays=relays, publisher=publisher)
    return Quotation(form=form, content=(content,), cue=None, source=source, chain=chain, score=score)


def make_extraction(
    article: Article | None = None,
    *,
    quotes: Mapping[str, Mapping[str, object]] | None = None,
    pipeline: Pipeline = RULES,
) -> Extraction:
    """Build an extraction; `quotes` maps quoted words to options of `make_quotation`."""
    article = article or make_article()
    if quotes is None:
        quotes = {'"We support all measures,"': {"via": ["TASS"]}, '"Ties are strong,"': {}}
    quotations = [make_quotation(words, article=article, **options) for words, options in quotes.items()]  # type: ignore[arg-type]
    return Extraction(article=article, pipeline=pipeline, quotations=tuple(quotations))


def full_extraction(pipeline: Pipeline = RULES) -> Extraction:
    """Build one that holds everything: quotations, a rejected mark, mentions and a credit line."""
    article = make_article()
    plain = make_extraction(article, pipeline=pipeline)
    name, he = span("Sergei Lavrov", text=TEXT), span("he added", text=TEXT)
    lavrov = person("Sergei Lavrov", article=article)
    credited = (body("Korean Central News Agency", article=article), body("AP", article=article))
    return Extraction(
        article=article,
        pipeline=pipeline,
        quotations=plain.quotations,
        rejected=(Rejected(span=span('"login"', text=TEXT), reason=RejectReason.LABEL),),
        credits=(Credit(span=span("Korean Central News Agency via AP", text=TEXT), kind="image", chain=credited),),
        mentions=(
            Mention(span=name, kind=MentionKind.NAME, agent=lavrov, method="name"),
            Mention(
                span=Span(he.start, he.start + 2),
                kind=MentionKind.PRONOUN,
                agent=lavrov,
                antecedent=name,
                method="pronoun",
            ),
        ),
    )
