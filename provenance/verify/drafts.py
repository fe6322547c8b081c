"""A draft and the quotations in it: which words it shows as whose.

Owns what of a draft is looked up: whatever stands in quotation marks, or apart as a block quotation, and is no title,
label or nickname. Who is said to speak is for an extractor to say, which is given.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.core.marks import MarkStyle, Quoted, find_quoted
from provenance.core.records import Agent, Article, Extraction, Form, Quotation, Rejected, RejectReason
from provenance.core.text import Span, text_key
from provenance.verify.unfolding import unfold

PLAIN_READER = "text"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHORTEST_SINGLE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One quotation of a draft.

    Attributes:
        spans: Its words in the draft's text, with their marks; several where it runs over paragraphs.
        words: The words without their marks, parts joined by a space.
        speaker: Who is said to speak; None where the draft names nobody.
        source: The words of the draft that say so.
    """

    spans: tuple[Span, ...]
    words: str
    speaker: Agent | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft, read.

    Attributes:
        article: The draft as its reader gave it, with the text that every span points into.
        quotations: What it quotes, in the order of the text.
        set_aside: Words in marks that quote nobody, and why.
    """

    article: Article
    quotations: tuple[Drafted, ...]
    set_aside: tuple[Rejected, ...] = ()


def read_draft(article: Article, *, extract: Callable[[Article], Extraction]) -> Draft:
    """Find the quotations of a draft.

    Args:
        article: What a reader made of it. In plain text entities are decoded and broken lines put together; the text
            of the returned draft is the result.
        extract: Finds who is said to speak. The rules do, and the same words always give the same answer.
    """
    text = _decode_entities(article.text) if article.reader == PLAIN_READER else article.text
    article = replace(article, text=unfold(text, is_plain=article.reader == PLAIN_READER))
    extraction = extract(article)
    aside = {r.span: r for r in extraction.rejected if r.reason is not RejectReason.SCARE}
    quotations = tuple(
        _build_drafted(spans, extraction)
        for spans in _find_spans(article)
        if spans[0] not in aside and text_key(_words_of(article.text, spans))
    )
    return Draft(article=article, quotations=quotations, set_aside=tuple(aside.values()))


def _decode_entities(text: str) -> str:
    """Decode what a page pasted as plain text may have left: `&ldquo;`, `&#39;`."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text)


def _find_spans(article: Article) -> list[tuple[Span, ...]]:
    """Find the outermost quotations, those that go on in the next paragraph as one, and block quotations without."""
    found: list[tuple[Span, ...]] = []
    goes_on = False
    for quoted in _outermost(find_quoted(article.text)):
        found[len(found) - goes_on :] = [(*(found[-1] if goes_on else ()), quoted.span)]
        goes_on = quoted.continues
    marked = [span for spans in found for span in spans]
    blocks = (b for b in article.block_quotations if not any(b.overlaps(span) for span in marked))
    return sorted([*found, *((block,) for block in blocks)])


def _outermost(quoted: Sequence[Quoted]) -> Iterator[Quoted]:
    end = 0
    for one in quoted:
        is_slight = one.style is MarkStyle.SINGLE and len(one.span) < _SHORTEST_SINGLE
        if one.depth == 0 and one.span.start >= end and not is_slight:
            yield one
            end = one.span.end


def _build_drafted(spans: tuple[Span, ...], extraction: Extraction) -> Drafted:
    said = _attribution_of(spans, extraction.quotations)
    return Drafted(
        spans=spans,
        words=_words_of(extraction.article.text, spans),
        speaker=said.speaker if said else None,
        source=said.source if said else None,
    )


def _attribution_of(spans: Sequence[Span], quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the attribution that holds most of some words; None where none does."""

    def shared(quotation: Quotation) -> int:
        pairs = ((c, s) for c in quotation.content for s in spans if c.overlaps(s))
        return sum(min(c.end, s.end) - max(c.start, s.start) for c, s in pairs)

    held = [q for q in quotations if q.form is not Form.INDIRECT and shared(q)]
    return max(held, key=lambda q: (shared(q), q.source is not None), default=None)


def _words_of(text: str, spans: Sequence[Span]) -> str:
    return " ".join(_inside(span.text_in(text)) for span in spans)


def _inside(quoted: str) -> str:
    """Return the words between a pair of marks, either of which may be missing."""
    whole = next((q for q in find_quoted(quoted) if q.span.start == 0 and q.depth == 0), None)
    if whole is None:
        return quoted.strip()
    mark = 2 if quoted.startswith(("``", "''")) else 1
    return quoted[mark : len(quoted) - mark if whole.closed and whole.span.end == len(quoted) else None].strip()
