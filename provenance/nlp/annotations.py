"""The span groups through which components talk, and the way from them to records.

Owns names and layout of the groups: `pv_content`, `pv_cue` and `pv_source` of one attribution share a `span_id`;
`pv_relay` adds the hop's number to it; `pv_mention`, `pv_rejected` and `pv_credit` stand alone. What is no span (a
name, a kind, a score) stands in the group's `attrs` as JSON values, so that docs survive bytes, bins and processes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from provenance.core.agents import Registry, build_agent, known_agent
from provenance.core.chain import build_chain, judge_anonymity
from provenance.core.dates import resolve_day
from provenance.core.marks import find_regions, judge_form
from provenance.core.records import (
    Agent,
    AgentKind,
    Article,
    Credit,
    Extraction,
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
from provenance.core.wire import version_id

CONTENT, CUE, SOURCE = "pv_content", "pv_cue", "pv_source"
RELAY, MENTION, REJECTED, CREDIT = "pv_relay", "pv_mention", "pv_rejected", "pv_credit"
GROUPS = (CONTENT, CUE, SOURCE, RELAY, MENTION, REJECTED, CREDIT)

Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A range of tokens for a group: its label, the id that ties it to others, and what else is known of it."""

    tokens: Tokens
    label: str = ""
    span_id: str = ""
    details: Mapping[str, Any] | None = None


def write_group(doc: Doc, name: str, marked: Iterable[Marked]) -> None:
    """Write a span group, in place of one that a component wrote before."""
    spans, details = [], {}
    for number, item in enumerate(marked):
        spans.append(DocSpan(doc, *item.tokens, label=item.label, span_id=item.span_id or str(number)))
        if item.details is not None:
            details[item.span_id or str(number)] = dict(item.details)
    doc.spans[name] = SpanGroup(doc, name=name, spans=spans, attrs={"details": details})


def read_group(doc: Doc, name: str) -> list[Marked]:
    """Read a span group back; a group that no component wrote is empty."""
    group = doc.spans.get(name)
    if group is None:
        return []
    details = group.attrs.get("details", {})
    return [Marked(tokens=(s.start, s.end), label=s.label_, span_id=s.id_, details=details.get(s.id_)) for s in group]


def char_span(doc: Doc, tokens: Sequence[int]) -> Span:
    """Return the code points of a range of tokens."""
    last = doc[tokens[1] - 1]
    return Span(doc[tokens[0]].idx, last.idx + len(last))


@dataclass(slots=True)
class _Reader:
    doc: Doc
    article: Article
    registry: Registry
    scope: str
    regions: tuple[Span, ...]

    def agent(self, name: str, kind: str) -> Agent:
        known = self.registry.find(name)
        if known and known.name == name:
            return known_agent(known)
        return build_agent(name, AgentKind(kind), scope=self.scope)

    def span(self, tokens: Sequence[int] | None) -> Span | None:
        return char_span(self.doc, tokens) if tokens else None

    def quotation(self, group: Mapping[str, list[Marked]]) -> Quotation:
        content = tuple(char_span(self.doc, m.tokens) for m in sorted(group[CONTENT], key=lambda m: m.tokens))
        cue = next((m for m in group.get(CUE, ())), None)
        source = next((m for m in group.get(SOURCE, ())), None)
        facts = next((m.details for m in group[CONTENT] if m.details), {})
        voice = facts.get("voice")
        principal = facts.get("principal")
        return Quotation(
            form=judge_form(self.article.text, content, self.regions),
            content=content,
            cue=self.span(cue.tokens) if cue else None,
            source=self.span(source.tokens) if source else None,
            chain=build_chain(
                self.agent(voice["name"], voice["kind"]) if voice else None,
                source=self.span(source.tokens) if source else None,
                relays=[self.hop(m) for m in group.get(RELAY, ())],
                publisher=self.agent(self.article.publisher, AgentKind.ORGANISATION)
                if self.article.publisher
                else None,
            ),
            on_behalf_of=self.agent(principal["name"], principal["kind"]) if principal else None,
            medium=Medium(facts["medium"]) if facts.get("medium") else None,
            said_on=resolve_day(facts["when"], published=self.article.published) if facts.get("when") else None,
            quoted_lang=facts.get("quoted_lang"),
            score=facts.get("score", 0.5),
        )

    def hop(self, relay: Marked) -> Hop:
        facts = relay.details or {}
        agent = self.agent(facts["name"], facts["kind"])
        return Hop(
            role=Role(relay.label),
            agent=agent,
            mention=self.span(facts.get("mention")),
            evidence=char_span(self.doc, relay.tokens),
            explicit=facts["explicit"],
            anonymity=judge_anonymity(agent),
            lang_from=facts.get("lang_from"),
            lang_to=facts.get("lang_to"),
        )

    def mention(self, marked: Marked) -> Mention:
        facts = marked.details or {}
        return Mention(
            span=char_span(self.doc, marked.tokens),
            kind=MentionKind(marked.label),
            agent=self.agent(facts["name"], facts["kind"]) if facts.get("name") else None,
            antecedent=self.span(facts.get("antecedent")),
            method=facts.get("method", ""),
            score=facts.get("score", 1.0),
        )

    def credit(self, marked: Marked) -> Credit:
        facts = marked.details or {}
        chain = tuple(self.agent(name, AgentKind.ORGANISATION) for name in facts["chain"])
        return Credit(span=char_span(self.doc, marked.tokens), kind=marked.label, chain=chain)


def read_extraction(doc: Doc, article: Article, *, registry: Registry, pipeline: Pipeline) -> Extraction:
    """Build the extraction of an article from the span groups of its doc.

    Args:
        doc: What the components annotated; its text is that of the article.
        article: What was read.
        registry: The agents that are known by name.
        pipeline: What annotated the doc.
    """
    reader = _Reader(doc, article, registry, version_id(article), find_regions(article.text))
    ties: dict[str, dict[str, list[Marked]]] = {}
    for name in (CONTENT, CUE, SOURCE, RELAY):
        for marked in read_group(doc, name):
            ties.setdefault(marked.span_id.partition(".")[0], {}).setdefault(name, []).append(marked)
    quotations = {q.content: q for q in (reader.quotation(group) for group in ties.values() if CONTENT in group)}
    mentions = {m.span: m for m in (reader.mention(marked) for marked in read_group(doc, MENTION))}
    return Extraction(
        article=article,
        pipeline=pipeline,
        quotations=tuple(sorted(quotations.values(), key=lambda q: q.content)),
        rejected=tuple(
            Rejected(span=char_span(doc, m.tokens), reason=RejectReason(m.label)) for m in read_group(doc, REJECTED)
        ),
        credits=tuple(reader.credit(m) for m in read_group(doc, CREDIT)),
        mentions=tuple(sorted(mentions.values(), key=lambda m: m.span)),
    )
