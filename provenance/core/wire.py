"""The JSON shape of an extraction, and the ids that are derived from what they name.

An id is a tag and 20 hexadecimal digits of BLAKE2b over canonical JSON, so that any worker computes the same id
without a database. The shape is a contract: a change of it is a change for users.
"""

import hashlib
import json
from collections.abc import Mapping
from types import NoneType
from typing import Any

from provenance.core.records import (
    Agent,
    AgentKind,
    Anonymity,
    Article,
    Credit,
    Extraction,
    Form,
    Hop,
    Medium,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Rejected,
    RejectReason,
    Role,
)
from provenance.core.text import Span
from provenance.errors import InvalidRecord, SpanError

Wire = dict[str, Any]

GAP = " … "
# Made once: `json.dumps` makes one for each value, which is a third of the time of an id.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_ARTICLE_FIELDS = (
    "path", "url", "title", "publisher", "published", "modified", "byline", "dateline", "credit_line", "place", "lang",
    "status", "encoding", "reader",
)  # fmt: skip
_ARTICLE_LISTS = ("authors", "captions", "based_on", "redirects", "remarks")


def canonical_json(value: object) -> str:
    """Write JSON in the one form that ids are made from: sorted keys, no spaces, no escapes.

    Example:
        >>> canonical_json({"b": [1, 2], "a": "é"})
        '{"a":"é","b":[1,2]}'
    """
    return _CANONICAL.encode(value)


def content_id(tag: str, *parts: object) -> str:
    """Build the id of something from what it is.

    Args:
        tag: Two letters that say what is named: `ar`, `av`, `qt`, `at`, `ag` …
        parts: JSON values; the order of keys in a mapping makes no difference.

    Example:
        >>> content_id("qt", {"a": 1, "b": 2}) == content_id("qt", {"b": 2, "a": 1})
        True
    """
    digest = hashlib.blake2b(canonical_json(parts).encode("utf-8", "surrogatepass"), digest_size=10)
    return f"{tag}_{digest.hexdigest()}"


def text_sha256(text: str) -> str:
    """Return the hex digest of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(article: Article) -> str:
    """Return the id of the article, the same for all its versions."""
    return content_id("ar", article.locator)


def version_id(article: Article) -> str:
    """Return the id of this version of the article: another text is another version."""
    return content_id("av", article_id(article), text_sha256(article.text))


def quotation_id(version: str, content: tuple[Span, ...]) -> str:
    """Return the id of the words quoted in one version of an article, whoever is said to have said them."""
    return content_id("qt", version, [[s.start, s.end] for s in content])


def pipeline_id(pipeline: Pipeline) -> str:
    """Return the id of a pipeline configuration."""
    return content_id(
        "pl", pipeline.stage, pipeline.name, pipeline.version, pipeline.model_sha256, json.loads(pipeline.params)
    )


def content_text(text: str, content: tuple[Span, ...]) -> str:
    """Return the quoted words as shown to people: verbatim, with an ellipsis between the parts."""
    return GAP.join(span.text_in(text) for span in content)


def to_wire(extraction: Extraction) -> Wire:
    """Build the JSON object of one article: the line that `provenance extract` prints."""
    article = extraction.article
    return {
        "article": article_to_wire(article),
        "quotations": [quotation_to_wire(q, article=article) for q in extraction.quotations],
        "rejected": [
            {"span": _pair(r.span), "text": r.span.text_in(article.text), "reason": r.reason.value}
            for r in extraction.rejected
        ],
        "credits": [
            {
                "span": _pair(c.span),
                "kind": c.kind,
                "chain": [a.name for a in c.chain],
                "agents": [agent_to_wire(a) for a in c.chain],
            }
            for c in extraction.credits
        ],
        "mentions": [_mention_to_wire(m, text=article.text) for m in extraction.mentions],
        "pipeline": {
            "id": pipeline_id(extraction.pipeline),
            "stage": extraction.pipeline.stage,
            "name": extraction.pipeline.name,
            "version": extraction.pipeline.version,
            "model_sha256": extraction.pipeline.model_sha256,
            "params": json.loads(extraction.pipeline.params),
        },
    }


def from_wire(wire: Mapping[str, Any], *, text: str) -> Extraction:
    """Build an extraction from its JSON object and the article's text.

    Args:
        wire: What `to_wire` built.
        text: The article's text, which the object leaves out.

    Raises:
        InvalidRecord: A field is missing or of the wrong type, an id is not that of its content, or the text is
            not the one that the spans were made for.
    """
    try:
        extraction = _extraction_from_wire(wire, text=text)
        built = to_wire(extraction)
        wrong = [key for key, value in built.items() if canonical_json(value) != canonical_json(wire[key])]
    except (KeyError, TypeError, ValueError, AttributeError, SpanError) as error:
        message = f"this is no extraction: {type(error).__name__}: {error}"
        raise InvalidRecord(message, hint="expected one line of `provenance extract --format jsonl`") from error
    if wrong:
        message = (
            f"the text does not belong to the extraction of {extraction.article.locator}: {', '.join(wrong)} differ"
        )
        raise InvalidRecord(message, hint="give the line and the text exactly as they were extracted")
    return extraction


def _extraction_from_wire(wire: Mapping[str, Any], *, text: str) -> Extraction:
    pipeline = wire["pipeline"]
    return Extraction(
        article=_article_from_wire(wire["article"], text=text),
        pipeline=Pipeline(
            stage=_take(pipeline, "stage", str),
            name=_take(pipeline, "name", str),
            version=_take(pipeline, "version", str),
            model_sha256=_take(pipeline, "model_sha256", str, NoneType),
            params=canonical_json(pipeline["params"]),
        ),
        quotations=tuple(_quotation_from_wire(q) for q in wire["quotations"]),
        rejected=tuple(
            Rejected(span=_read_span(r["span"]), reason=RejectReason(r["reason"])) for r in wire["rejected"]
        ),
        credits=tuple(
            Credit(
                span=_read_span(c["span"]),
                kind=_take(c, "kind", str),
                chain=tuple(_agent_from_wire(a) for a in c["agents"]),
            )
            for c in wire["credits"]
        ),
        mentions=tuple(_mention_from_wire(m) for m in wire["mentions"]),
    )


def article_to_wire(article: Article) -> Wire:
    """Build the JSON object of one article, without its text."""
    return {
        "id": article_id(article),
        "version": version_id(article),
        "locator": article.locator,
        **{name: getattr(article, name) for name in _ARTICLE_FIELDS},
        **{name: list(getattr(article, name)) for name in _ARTICLE_LISTS},
        "block_quotations": [_pair(span) for span in article.block_quotations],
        "sha256": text_sha256(article.text),
        "raw_sha256": article.raw_sha256,
        "characters": len(article.text),
    }


def _article_from_wire(wire: Mapping[str, Any], *, text: str) -> Article:
    required = {name: _take(wire, name, str) for name in ("locator", "raw_sha256", "encoding", "reader")}
    others: dict[str, Any] = {
        name: _take(wire, name, str, NoneType) for name in _ARTICLE_FIELDS if name not in required
    }
    lists: dict[str, Any] = {name: tuple(_take(wire, name, list)) for name in _ARTICLE_LISTS}
    quoted = tuple(_read_span(pair) for pair in wire["block_quotations"])
    return Article(text=text, block_quotations=quoted, **required, **others, **lists)


def quotation_to_wire(quotation: Quotation, *, article: Article) -> Wire:
    """Build the JSON object of one quotation."""
    return {
        "id": quotation_id(version_id(article), quotation.content),
        "form": quotation.form.value,
        "content": [_pair(s) for s in quotation.content],
        "text": content_text(article.text, quotation.content),
        "cue": _pair(quotation.cue),
        "source": _pair(quotation.source),
        "speaker": agent_to_wire(quotation.speaker),
        "on_behalf_of": agent_to_wire(quotation.on_behalf_of),
        "medium": quotation.medium and quotation.medium.value,
        "said_on": quotation.said_on,
        "quoted_lang": quotation.quoted_lang,
        "chain": [_hop_to_wire(h) for h in quotation.chain],
        "score": quotation.score,
    }


def _quotation_from_wire(wire: Mapping[str, Any]) -> Quotation:
    return Quotation(
        form=Form(wire["form"]),
        content=tuple(_read_span(pair) for pair in wire["content"]),
        cue=_span(wire["cue"]),
        source=_span(wire["source"]),
        chain=tuple(_hop_from_wire(h) for h in wire["chain"]),
        on_behalf_of=_agent_from_wire(wire["on_behalf_of"]) if wire["on_behalf_of"] else None,
        medium=Medium(wire["medium"]) if wire["medium"] else None,
        said_on=_take(wire, "said_on", str, NoneType),
        quoted_lang=_take(wire, "quoted_lang", str, NoneType),
        score=_take(wire, "score", float, int),
    )


def _hop_to_wire(hop: Hop) -> Wire:
    return {
        "role": hop.role.value,
        "name": hop.agent and hop.agent.name,
        "agent": hop.agent and hop.agent.id,
        "kind": hop.agent and hop.agent.kind.value,
        "span": _pair(hop.mention),
        "evidence": _pair(hop.evidence),
        "explicit": hop.explicit,
        "anonymity": hop.anonymity.value,
        "lang_from": hop.lang_from,
        "lang_to": hop.lang_to,
    }


def _hop_from_wire(wire: Mapping[str, Any]) -> Hop:
    return Hop(
        role=Role(wire["role"]),
        agent=_agent_from_wire(wire) if wire["agent"] else None,
        mention=_span(wire["span"]),
        evidence=_span(wire["evidence"]),
        explicit=_take(wire, "explicit", bool),
        anonymity=Anonymity(wire["anonymity"]),
        lang_from=_take(wire, "lang_from", str, NoneType),
        lang_to=_take(wire, "lang_to", str, NoneType),
    )


def _mention_to_wire(mention: Mention, *, text: str) -> Wire:
    return {
        "span": _pair(mention.span),
        "text": mention.span.text_in(text),
        "kind": mention.kind.value,
        "agent": agent_to_wire(mention.agent),
        "antecedent": _pair(mention.antecedent),
        "method": mention.method,
        "score": mention.score,
    }


def _mention_from_wire(wire: Mapping[str, Any]) -> Mention:
    return Mention(
        span=_read_span(wire["span"]),
        kind=MentionKind(wire["kind"]),
        agent=_agent_from_wire(wire["agent"]) if wire["agent"] else None,
        antecedent=_span(wire["antecedent"]),
        method=_take(wire, "method", str),
        score=_take(wire, "score", float, int),
    )


def agent_to_wire(agent: Agent | None) -> Wire | None:
    """Build the JSON object of an agent; None for nobody."""
    return {"name": agent.name, "kind": agent.kind.value, "agent": agent.id} if agent else None


def _agent_from_wire(wire: Mapping[str, Any]) -> Agent:
    return Agent(id=_take(wire, "agent", str), name=_take(wire, "name", str), kind=AgentKind(wire["kind"]))


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _span(pair: list[int] | None) -> Span | None:
    return _read_span(pair) if pair else None


def _read_span(pair: list[int]) -> Span:
    start, end = pair
    if not type(start) is type(end) is int:
        message = f"a span is two whole numbers, not {pair}"
        raise TypeError(message)
    return Span(start, end)


def _take(wire: Mapping[str, Any], name: str, *types: type) -> Any:  # noqa: ANN401 - JSON is any of its types
    value = wire[name]
    if type(value) not in types:
        message = f"{name} is of the wrong type: {value!r}"
        raise TypeError(message)
    return value
