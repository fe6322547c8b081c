"""Records to rows: pure, so that any process makes the same rows of the same extraction.

Owns the ids of rows and what they are made of. An id of something that a pipeline asserts holds no clock and no run.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.core.records import (
    Article,
    Credit,
    Form,
    Hop,
    Mention,
    Pipeline,
    Quotation,
    Rejected,
)
from provenance.core.text import Span, hull, name_key, text_key
from provenance.core.wire import (
    article_id,
    canonical_json,
    content_id,
    content_text,
    pipeline_id,
    quotation_id,
    text_sha256,
    version_id,
)
from provenance.store.words import CONTEXT, search_words, time_precision

Row = dict[str, Any]

MODEL, IMPORT, HUMAN = 10, 50, 100
LISTS = ("authors", "captions", "based_on", "redirects", "remarks")
"""Fields of an article that hold several texts, and are stored as JSON."""
SAID = (
    "url", "title", "publisher", "publisher_key", "byline", "dateline", "credit_line", "place", "lang", "published_at",
    "modified_at", "authors", "based_on",
)  # fmt: skip
"""Columns of what an article says of itself, which may change while its text does not."""

_BODY = (
    "assertion", "form", "rank", "score", "cue_start", "cue_end", "source_start", "source_end", "on_behalf_of_id",
    "medium", "said_on", "quoted_lang", "reason",
)  # fmt: skip
_HOP = (
    "role", "agent_id", "mention_start", "mention_end", "evidence_start", "evidence_end", "explicit", "anonymity",
    "lang_from", "lang_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who asserts, and when: a pipeline in a run, or a reviewer.

    Attributes:
        rank: How much the word counts: 10 for a model, 50 for an import, 100 for a human.
        now: UTC time.
        pipeline: `pl_…`; None for a reviewer.
        run: `ru_…`; None for a reviewer.
        reviewer: Name; None for a pipeline.
    """

    rank: int
    now: str
    pipeline: str | None = None
    run: str | None = None
    reviewer: str | None = None


def model_author(pipeline: Pipeline, *, run: str, now: str) -> Author:
    """Build the author of what a pipeline asserts."""
    rank = IMPORT if pipeline.stage == "import" else MODEL
    return Author(rank=rank, now=now, pipeline=pipeline_id(pipeline), run=run)


def article_row(article: Article, *, outlet: str | None, now: str) -> Row:
    """Build the row of an article."""
    return {"id": article_id(article), "locator": article.locator, "outlet_id": outlet, "first_seen_at": now}


def version_row(article: Article, *, number: int, now: str) -> Row:
    """Build the row of one version of an article; `number` counts from 1."""
    return {
        "id": version_id(article),
        "article_id": article_id(article),
        "version_no": number,
        "content_sha256": text_sha256(article.text),
        "raw_sha256": article.raw_sha256,
        "path": article.path,
        **said_row(article),
        "published_precision": time_precision(article.published),
        "modified_precision": time_precision(article.modified),
        "fetched_at": now,
        "text": article.text,
        "characters": len(article.text),
        "encoding": article.encoding,
        "reader": article.reader,
        **{name: canonical_json(list(getattr(article, name))) for name in LISTS},
        "status": article.status,
        "block_quotations": spans_json(article.block_quotations),
    }


def said_row(article: Article) -> Row:
    """Build the columns of what an article says of itself; see `SAID`."""
    plain = ("url", "title", "publisher", "byline", "dateline", "credit_line", "place", "lang")
    return {
        **{name: getattr(article, name) for name in plain},
        "publisher_key": name_key(article.publisher) if article.publisher else None,
        "published_at": article.published,
        "modified_at": article.modified,
        "authors": canonical_json(list(article.authors)),
        "based_on": canonical_json(list(article.based_on)),
    }


def sighting_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a sighting from what was seen; when makes no difference, since sightings are counted."""
    seen = ("article_id", "position", "version_id", "newest_no", "is_return", "raw_sha256", *SAID)
    return content_id("as", *(row[name] for name in seen))


def fetch_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a fetch from what came of it, and when."""
    return content_id(
        "fe", *(row[name] for name in ("pipeline_id", "url", "final_url", "etag", "last_modified", "fetched_at"))
    )


def spans_json(spans: Iterable[Span]) -> str:
    """Write spans as JSON."""
    return canonical_json([[span.start, span.end] for span in spans])


def read_spans(stored: str) -> tuple[Span, ...]:
    """Read what `spans_json` wrote.

    Raises:
        SpanError, TypeError, ValueError: It is nothing of the kind.
    """
    return tuple(Span(start, end) for start, end in json.loads(stored))


def pipeline_row(pipeline: Pipeline, *, now: str) -> Row:
    """Build the row of a pipeline."""
    plain = ("stage", "name", "version", "model_sha256", "params")
    return {"id": pipeline_id(pipeline), **{name: getattr(pipeline, name) for name in plain}, "created_at": now}


def quotation_row(text: str, content: tuple[Span, ...], *, version: str) -> Row:
    """Build the row of the words quoted.

    Raises:
        SpanError: A span runs past the end of the text, or there is none.
    """
    whole, words = hull(content), content_text(text, content)
    return {
        "id": quotation_id(version, content),
        "version_id": version,
        "start_char": whole.start,
        "end_char": whole.end,
        "segments": spans_json(content),
        "text": words,
        "prefix": text[max(0, whole.start - CONTEXT) : whole.start],
        "suffix": text[whole.end : whole.end + CONTEXT],
        "text_key": text_key(words),
        "search_words": " ".join(search_words(words)),
    }


def attribution_rows(
    quotation: Quotation,
    *,
    text: str,
    target: str,
    author: Author,
    assertion: str = "assert",
    reason: str | None = None,
) -> tuple[Row, list[Row]]:
    """Build the row of an assertion and those of its hops.

    Args:
        quotation: What is asserted.
        text: The article's text.
        target: `qt_…`, of which it is asserted.
        author: Who asserts it.
        assertion: `assert`, `reject` or `abstain`.
        reason: Why; None where nobody said.
    """
    row: Row = {
        "quotation_id": target,
        "assertion": assertion,
        "form": quotation.form.value,
        "rank": author.rank,
        "pipeline_id": author.pipeline,
        "run_id": author.run,
        "reviewer": author.reviewer,
        "score": float(quotation.score),
        **_pair("cue", quotation.cue),
        **_pair("source", quotation.source),
        "on_behalf_of_id": quotation.on_behalf_of and quotation.on_behalf_of.id,
        "medium": quotation.medium and quotation.medium.value,
        "said_on": quotation.said_on,
        "said_on_precision": time_precision(quotation.said_on),
        "quoted_lang": quotation.quoted_lang,
        "reason": reason,
        "carried_from_id": None,
        "supersedes_id": None,
        "created_at": author.now,
    }
    hops = [_hop_row(hop, text=text, position=n) for n, hop in enumerate(quotation.chain)]
    return sign_attribution(row, hops)


def sign_attribution(row: Row, hops: Sequence[Row]) -> tuple[Row, list[Row]]:
    """Give an assertion and its hops the id that follows from what they say."""
    signed = attribution_id(row, hops)
    return {**row, "id": signed}, [{**hop, "attribution_id": signed} for hop in hops]


def attribution_id(row: Mapping[str, Any], hops: Iterable[Mapping[str, Any]]) -> str:
    """Derive the id of an assertion from what it says, and for a human's also from when it was said.

    What it supersedes is no part of it: that follows from the order in which pipelines came.
    """
    if row["pipeline_id"] is not None:
        by = ["pipeline", row["pipeline_id"]]
    elif row["carried_from_id"] is not None:
        by = ["carried", row["carried_from_id"]]
    else:
        by = ["human", row["reviewer"], row["created_at"]]
    chain = [[hop[name] for name in _HOP] for hop in hops]
    return content_id("at", row["quotation_id"], by, [row[name] for name in _BODY], chain)


def reject_rows(rejected: Rejected, *, target: str, author: Author) -> tuple[Row, list[Row]]:
    """Build the row by which a pipeline says that words in quotation marks quote nobody."""
    nobody = Quotation(form=Form.DIRECT, content=(rejected.span,), cue=None, source=None, chain=(), score=1.0)
    return attribution_rows(
        nobody, text="", target=target, author=author, assertion="reject", reason=rejected.reason.value
    )


def mention_rows(mention: Mention, *, text: str, version: str, author: Author) -> tuple[Row, Row]:
    """Build the row of a mention and that of its link.

    Raises:
        SpanError: The span runs past the end of the text.
    """
    span = mention.span
    row = {
        "id": content_id("mn", version, span.start, span.end),
        "version_id": version,
        "start_char": span.start,
        "end_char": span.end,
        "text": span.text_in(text),
        "kind": mention.kind.value,
    }
    link: Row = {
        "mention_id": row["id"],
        "agent_id": mention.agent and mention.agent.id,
        **_pair("antecedent", mention.antecedent),
        "method": mention.method,
        "score": float(mention.score),
        "pipeline_id": author.pipeline,
        "run_id": author.run,
        "reviewer": author.reviewer,
        "supersedes_id": None,
        "created_at": author.now,
    }
    return row, {**link, "id": link_id(link)}


def link_id(link: Mapping[str, Any]) -> str:
    """Derive the id of a mention's link from what it says."""
    said = ("mention_id", "agent_id", "antecedent_start", "antecedent_end", "method", "score", "pipeline_id")
    return content_id("ml", *(link[name] for name in said))


def credit_row(credit: Credit, *, text: str, version: str, author: Author) -> Row:
    """Build the row of a credit line.

    Raises:
        SpanError: The span runs past the end of the text.
    """
    row: Row = {
        "version_id": version,
        "pipeline_id": author.pipeline,
        "start_char": credit.span.start,
        "end_char": credit.span.end,
        "text": credit.span.text_in(text),
        "kind": credit.kind,
        "chain": canonical_json([{"agent": a.id, "kind": a.kind.value, "name": a.name} for a in credit.chain]),
    }
    return {**row, "id": credit_id(row), "run_id": author.run, "created_at": author.now}


def credit_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a credit line from what it says."""
    said = ("version_id", "pipeline_id", "start_char", "end_char", "kind", "chain")
    return content_id("cr", *(row[name] for name in said))


def _hop_row(hop: Hop, *, text: str, position: int) -> Row:
    shown = hop.mention or hop.evidence
    return {
        "position": position,
        "role": hop.role.value,
        "agent_id": hop.agent and hop.agent.id,
        **_pair("mention", hop.mention),
        **_pair("evidence", hop.evidence),
        "surface": shown and shown.text_in(text),
        "explicit": int(hop.explicit),
        "anonymity": hop.anonymity.value,
        "source_article_id": None,
        "lang_from": hop.lang_from,
        "lang_to": hop.lang_to,
    }


def _pair(prefix: str, span: Span | None) -> Row:
    return {f"{prefix}_start": span and span.start, f"{prefix}_end": span and span.end}
