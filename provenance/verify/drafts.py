"""A draft and the quotations in it: which words it shows as whose.

Owns what of a draft is looked up: whatever stands in quotation marks, or apart as a block quotation, and is no title,
label or nickname. Who is said to speak is for an extractor to say, which is given.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.core.marks import MarkStyle, Quoted, find_quoted
from provenance.core.records import Article, Extraction, Form, Quotation, Rejected, RejectReason
from provenance.core.text import Span, text_key
from provenance.core.verdicts.voices import Claim
from provenance.core.wire import text_sha256
from provenance.errors import InputError
from provenance.verify.unfolding import unfold

PLAIN_READER = "text"
LINE = "line"
"""The locator of a draft that is one quotation, given by itself."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHORTEST_SINGLE = 6
# So much before a quotation may tell that the draft itself denies it, in characters.
_BEFORE = 80
# The last line of a block quotation may sign it: — Ada Lovelace, in a letter.
_SIGNATURE = re.compile(
    r"[\r\n\u2028\u2029]\s*(?:[—–―]|--?)\s*(?P<name>\w[^\r\n\u2028\u2029,;:(]{1,80})[^\r\n\u2028\u2029.!?]*$"
)
_LONGEST_NAME = 6
_NEW_SENTENCE = re.compile(r"[.!?。][^\w“”\"«»„‘’]*\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One quotation of a draft.

    Attributes:
        spans: Its words in the draft's text, with their marks; several where it runs over paragraphs.
        claim: What the draft says was said, and by whom.
        source: The words of the draft that name the speaker; None where none do.
        turn: Number of the attribution that it is a part of; None where it stands alone. Quotations of one turn are
            those that a cue breaks: “A,” she said, “b.”
        is_scare: Whether it is a fragment that no cue claims, which may quote nobody.
    """

    spans: tuple[Span, ...]
    claim: Claim
    source: Span | None = None
    turn: int | None = None
    is_scare: bool = False


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
    scare = {r.span for r in extraction.rejected if r.reason is RejectReason.SCARE}
    aside = {r.span: r for r in extraction.rejected if r.span not in scare}
    blocks = [_read_block(block, text=article.text) for block in article.block_quotations]
    quotations = tuple(
        _build_drafted(spans, extraction, blocks, is_scare=spans[0] in scare)
        for spans in _find_spans(article.text, blocks)
        if spans[0] not in aside and text_key(_words_of(article.text, spans))
    )
    return Draft(article=article, quotations=quotations, set_aside=tuple(aside.values()))


def _decode_entities(text: str) -> str:
    """Decode what a page pasted as plain text may have left: `&ldquo;`, `&#39;`."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A block quotation: its words, and the name in the line that signs it; None where none does."""

    words: Span
    name: Span | None = None


def _read_block(block: Span, *, text: str) -> _Block:
    signed = _SIGNATURE.search(text, block.start, block.end)
    words = text[block.start : signed.start()].rstrip() if signed else ""
    name = signed["name"].rstrip() if signed else ""
    # A line of dialogue may begin with a dash too.
    is_name = name[:1].isupper() and not name.endswith((".", "!", "?")) and len(name.split()) <= _LONGEST_NAME
    if signed is None or not words or not is_name:
        return _Block(words=block)
    start = signed.start("name")
    return _Block(words=Span(block.start, block.start + len(words)), name=Span(start, start + len(name)))


def _find_spans(text: str, blocks: Sequence[_Block]) -> list[tuple[Span, ...]]:
    """Find the outermost quotations, those that go on in the next paragraph as one, and block quotations without."""
    found: list[tuple[Span, ...]] = []
    goes_on = False
    for quoted in _outermost(find_quoted(text)):
        found[len(found) - goes_on :] = [(*(found[-1] if goes_on else ()), quoted.span)]
        goes_on = quoted.continues
    marked = [span for spans in found for span in spans]
    unmarked = (block.words for block in blocks if not any(block.words.overlaps(span) for span in marked))
    return sorted([*found, *((words,) for words in unmarked)])


def _outermost(quoted: Sequence[Quoted]) -> Iterator[Quoted]:
    end = 0
    for one in quoted:
        is_slight = one.style is MarkStyle.SINGLE and len(one.span) < _SHORTEST_SINGLE
        if one.depth == 0 and one.span.start >= end and not is_slight:
            yield one
            end = one.span.end


def _build_drafted(
    spans: tuple[Span, ...], extraction: Extraction, blocks: Sequence[_Block], *, is_scare: bool
) -> Drafted:
    text = extraction.article.text
    words, before = _words_of(text, spans), _before(text, spans[0].start)
    signed = next((b.name for b in blocks if b.name and b.words.contains(spans[0])), None)
    if signed:
        claim = Claim(words=words, speaker=signed.text_in(text), before=before)
        return Drafted(spans=spans, claim=claim, source=signed)
    turn = _find_turn(spans, extraction.quotations)
    said = None if turn is None else extraction.quotations[turn]
    if said and said.source and _is_elsewhere(said.source, spans, text=text):
        turn = said = None
    speaker = said.speaker if said else None
    claim = Claim(
        words=words,
        speaker=speaker.name if speaker else None,
        kind=speaker.kind if speaker else None,
        principal=said.on_behalf_of.name if said and said.on_behalf_of else None,
        before=before,
    )
    return Drafted(spans=spans, claim=claim, source=said.source if said else None, turn=turn, is_scare=is_scare)


def _is_elsewhere(source: Span, spans: Sequence[Span], *, text: str) -> bool:
    """Say whether a source stands behind another quotation and another sentence, and so does not claim this one.

    A wrong speaker is a grave thing to say of a draft, and lines in a language that no rule reads run together.
    """
    between = text[spans[-1].end : source.start]
    last = None
    for quoted in _outermost(find_quoted(between)):
        last = quoted.span
    return last is not None and _NEW_SENTENCE.search(between, 0, last.start) is not None


def _before(text: str, start: int) -> str:
    """Return what the paragraph says right before."""
    return re.split(r"[\r\n\u2028\u2029]", text[max(0, start - _BEFORE) : start])[-1]


def _find_turn(spans: Sequence[Span], quotations: Sequence[Quotation]) -> int | None:
    """Find the attribution that holds most of some words, of two that hold all of them the narrower one.

    Trump said that “…”, and Clinton said “…” too: what Clinton said is a part of what the rules take for Trump's.
    """

    def shared(quotation: Quotation) -> int:
        pairs = ((c, s) for c in quotation.content for s in spans if c.overlaps(s))
        return sum(min(c.end, s.end) - max(c.start, s.start) for c, s in pairs)

    held = [n for n, quotation in enumerate(quotations) if quotation.form is not Form.INDIRECT and shared(quotation)]
    sizes = [sum(map(len, quotation.content)) for quotation in quotations]
    return max(held, key=lambda n: (shared(quotations[n]), quotations[n].source is not None, -sizes[n]), default=None)


def _words_of(text: str, spans: Sequence[Span]) -> str:
    return " ".join(_inside(span.text_in(text)) for span in spans)


def _inside(quoted: str) -> str:
    """Return the words between a pair of marks, either of which may be missing."""
    whole = next((q for q in find_quoted(quoted) if q.span.start == 0 and q.depth == 0), None)
    if whole is None:
        return quoted.strip()
    mark = 2 if quoted.startswith(("``", "''")) else 1
    return quoted[mark : len(quoted) - mark if whole.closed and whole.span.end == len(quoted) else None].strip()


def build_line(words: str, *, speaker: str | None) -> Draft:
    """Build the draft that is one quotation alone.

    Args:
        words: What was said, with or without marks around it.
        speaker: Name of who is said to have said it; None for nobody.

    Raises:
        InputError: There is not one word in it.
    """
    article = Article(locator=LINE, text=words, raw_sha256=text_sha256(words), reader=LINE)
    claim = Claim(words=_inside(_decode_entities(words).strip()), speaker=speaker)
    if not text_key(claim.words):
        message = "there is not one word to look up"
        raise InputError(message, hint="give the quotation, or the path of a draft")
    return Draft(article=article, quotations=(Drafted(spans=(Span(0, len(words)),), claim=claim),))


def is_one_quotation(text: str) -> bool:
    """Say whether a text is one quotation, with or without marks around it, and no draft that holds some.

    Example:
        >>> [is_one_quotation(text) for text in ("We go.", "“We go.”", "“We go,” she said.")]
        [True, True, False]
    """
    return not any(one.span.end - one.span.start < len(text.strip()) for one in _outermost(find_quoted(text.strip())))
