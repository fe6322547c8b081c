"""An article's tokens as the rules read them: sentences, paragraphs, and which tokens stand inside quotation marks.

Owns boundaries alone. A quotation is one piece here: sentences do not end inside it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from provenance.core.marks import MarkStyle, Quoted, find_quoted
from provenance.core.text import Span
from provenance.nlp.lexicon import CUES, words

TERMINAL = frozenset({".", "?", "!", "…", "..."})
CLOSERS = frozenset("\"”’')]}»") | {"''"}
_SHORTEST_SINGLE = 6
# No sentence is longer, so that a text without full stops costs no more than any other.
_LONGEST_SENTENCE = 500
_ABBREVIATED = words("abbreviated")

TokenRange = tuple[int, int]


def overlaps(one: TokenRange, other: TokenRange | None) -> bool:
    """Say whether two ranges share a word."""
    return other is not None and one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as a range of words, and the paragraph that it stands in."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article, read: what every rule looks at. White space is left out: indexes count words and punctuation.

    Attributes:
        doc: The tokens.
        written: The text of the doc, which the doc would build anew each time.
        at: For each word its token in the doc.
        words: Each word as written.
        lower: The same in lower case, with straight apostrophes.
        quoted: All that stands between marks, as found in the text.
        regions: Ranges of the outermost quotations, marks included, in order.
        region_of: For each word the index of its region; -1 outside.
        sentences: In order.
        sentence_of: For each word the index of its sentence.
        continuing: The regions that leave their marks open for the next paragraph to open anew.
    """

    doc: Doc
    written: str
    at: tuple[int, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    regions: tuple[TokenRange, ...]
    region_of: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[int, ...]
    continuing: frozenset[int]

    def span(self, at: TokenRange) -> Span:
        """Return the code points of a range of words."""
        first, last = self.doc[self.at[at[0]]], self.doc[self.at[at[1] - 1]]
        return Span(first.idx, last.idx + len(last))

    def text(self, at: TokenRange) -> str:
        """Return a range of words as written."""
        return self.span(at).text_in(self.written)

    def regions_in(self, start: int, end: int) -> list[int]:
        """Return the indexes of the regions that begin in a range of words."""
        first = bisect_left(self.regions, (start, 0))
        return list(range(first, bisect_left(self.regions, (end, 0))))

    def sentence_at(self, word: int) -> Sentence:
        """Return the sentence of a word."""
        return self.sentences[self.sentence_of[word]]

    def are_marked(self, words: Iterable[int]) -> bool:
        """Say whether words stand in quotation marks, all of them but punctuation, and are any."""
        spoken = [word for word in words if self.words[word][:1].isalnum()]
        return bool(spoken) and all(self.region_of[word] >= 0 for word in spoken)

    def is_name(self, word: int) -> bool:
        """Say whether a word is written like a name."""
        return self.words[word][:1].isupper()


def read_doc(doc: Doc) -> Reading:
    """Find sentences and quotations in a doc."""
    at = tuple(token.i for token in doc if not token.is_space)
    written = tuple(doc[i].text for i in at)
    lower = tuple(word.lower().replace("’", "'") for word in written)
    text = doc.text
    quoted = find_quoted(text)
    regions = tuple(_regions(doc, at, quoted))
    region_of = [-1] * len(at)
    for number, (start, end) in enumerate(regions):
        region_of[start:end] = [number] * (end - start)
    opened = frozenset(start for start, _ in regions)
    breaks = frozenset(
        n + 1 for n, (i, k) in enumerate(pairwise(at)) if any("\n" in doc[x].text for x in range(i + 1, k))
    )
    open_marks = {mark.span.start for mark in quoted if mark.continues}
    sentences = tuple(_find_sentences(_Words(written, lower, tuple(region_of), opened), breaks))
    return Reading(
        doc=doc,
        written=text,
        at=at,
        words=written,
        lower=lower,
        quoted=quoted,
        regions=regions,
        region_of=tuple(region_of),
        sentences=sentences,
        sentence_of=tuple(n for n, s in enumerate(sentences) for _ in range(s.start, s.end)),
        continuing=frozenset(n for n, (start, _) in enumerate(regions) if doc[at[start]].idx in open_marks),
    )


def _regions(doc: Doc, at: tuple[int, ...], quoted: tuple[Quoted, ...]) -> Iterator[TokenRange]:
    number = {token: n for n, token in enumerate(at)}
    done = 0
    for mark in quoted:
        if (
            mark.depth
            or mark.span.start < done
            or (mark.style is MarkStyle.SINGLE and len(mark.span) < _SHORTEST_SINGLE)
        ):
            continue
        span = doc.char_span(mark.span.start, mark.span.end, alignment_mode="expand")
        if span is not None:
            yield number[span.start], number[span.end - 1] + 1
            done = mark.span.end


class _Words(NamedTuple):
    words: tuple[str, ...]
    lower: tuple[str, ...]
    region_of: tuple[int, ...]
    opened: frozenset[int]


def _find_sentences(text: _Words, breaks: frozenset[int]) -> Iterator[Sentence]:
    start, paragraph = 0, 0
    for i in range(len(text.words)):
        if i in breaks:
            paragraph += 1
        endless = i + 1 - start >= _LONGEST_SENTENCE and text.region_of[i] < 0
        if i + 1 == len(text.words) or i + 1 in breaks or endless or _ends_sentence(text, i):
            yield Sentence(start=start, end=i + 1, paragraph=paragraph)
            start = i + 1


def _ends_sentence(text: _Words, i: int) -> bool:
    """Say whether a sentence ends after word i: terminal punctuation, with its closing marks, before a new start."""
    word, following = text.words[i], i + 1
    if not _starts_sentence(text.words[following]) or (
        text.words[following] in CLOSERS and following not in text.opened
    ):
        return False
    if text.region_of[i] >= 0:
        closes = text.region_of[following] != text.region_of[i]
        final = text.words[i - 1] if word in CLOSERS else word
        return closes and final in TERMINAL and not _goes_on_after_quote(text, following, final)
    if word in CLOSERS:
        return i > 0 and text.words[i - 1] in TERMINAL
    return word in TERMINAL and not (word == "." and i > 0 and text.lower[i - 1] in _ABBREVIATED)


def _starts_sentence(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word[:1] in "\"“‘'«„[(—-–•" or word == "``"


def _goes_on_after_quote(text: _Words, following: int, final: str) -> bool:
    """Say whether the sentence goes on after a quotation that ends in . ? or !: “Why?” Mr. Smith asked."""
    if final == ".":
        return text.lower[following] in CUES
    for i in range(following, min(following + 6, len(text.words))):
        if text.lower[i] in CUES:
            return True
        if text.words[i] in TERMINAL or text.words[i] == ",":
            return False
    return False
