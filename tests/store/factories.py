"""Extractions built by hand: small articles in which every span is found by its words."""

import re
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select

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
from provenance.store.columns import metadata
from provenance.store.engine import Store
from provenance.store.journal import list_entries
from provenance.store.marks import load_marks_of
from provenance.store.records import ArticleMarks, JournalEntry, SaveReport, StoredArticle
from provenance.store.streams import stream_articles
from provenance.store.writer import save_extraction, start_run

NewTarget = Callable[..., str]
"""Makes a database; the fixture `new_target` is one."""

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


def copies() -> list[Extraction]:
    """Build two articles, of which one copies the other."""
    text = " ".join(f"Word number {n} follows the one before." for n in range(30))
    return [make_extraction(make_article(text, locator=name), quotes={}) for name in ("c.txt", "d.txt")]


def save(store: Store, *extractions: Extraction, now: str = NOW) -> list[SaveReport]:
    """Save extractions, each in a run of its own pipeline."""
    return [
        save_extraction(store, extraction, run=start_run(store, extraction.pipeline, now=now), now=now)
        for extraction in extractions
    ]


def find_articles(store: Store) -> list[StoredArticle]:
    """Load every version of every article, by locator and number."""
    return [stored for batch in stream_articles(store) for stored in batch]


def load_marks(store: Store, version: str) -> ArticleMarks:
    return load_marks_of(store, [version])[version]


def load_journal(store: Store) -> list[JournalEntry]:
    with store.reading() as connection:
        return list_entries(connection)


# What says when, in which order and by which execution: two databases with the same content differ in nothing else.
ASIDE = re.compile(r"(created|first_seen|fetched|retracted|started|finished|saved)_at|run_id|at|is_first|family_id")


def dump(store: Store) -> dict[str, list[dict[str, object]]]:
    """Give every row of every table, without times and runs, in an order that depends on nothing else."""
    with store.reading() as connection:
        tables = {table.name: table for table in metadata.sorted_tables if table.name != "runs"}
        rows = {name: connection.execute(select(table)).mappings().all() for name, table in tables.items()}
    return {name: sorted((_content(name, dict(row)) for row in found), key=repr) for name, found in rows.items()}


def _content(table: str, row: Mapping[str, object]) -> dict[str, object]:
    own = {"id"} if table == "run_articles" else set()
    return {column: value for column, value in row.items() if column not in own and not ASIDE.fullmatch(column)}
