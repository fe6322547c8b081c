"""An article's tokens as the rules read them: sentences, paragraphs, and which tokens stand inside quotation marks.

Owns boundaries alone. A quotation is one piece here: sentences do not end inside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from provenance.core.marks import MarkStyle, Quoted, find_quoted
from provenance.core.text import Span
from provenance.nlp.lexicon import CUES

TERMINAL = frozenset({".", "?", "!", "…", "..."})
CLOSERS = frozenset("\"”’')]}»") | {"''"}
_ABBREVIATED = frozenset(
    "sen sens rep reps gov st lt gen col sgt capt adm no vs jan feb aug sept oct nov dec dept inc corp ltd co rev hon "
    "d r va calif fla mass conn pa".split()
)

TokenRange = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as a range of tokens, and the paragraph that it stands in."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article, read: what every rule looks at.

    Attributes:
        doc: The tokens.
        words: Text of each token.
        lower: The same in lower case, with straight apostrophes.
        quoted: All that stands between marks, as found in the text.
        regions: Token ranges of the outermost quotations, marks included, in order.
        region_of: For each token the index of its region; -1 outside.
        sentences: In order, without white space at their ends.
    """

    doc: Doc
    words: tuple[str, ...]
    lower: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    regions: tuple[TokenRange, ...]
    region_of: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def span(self, tokens: TokenRange) -> Span:
        """Return the code points of a range of tokens."""
        start, end = tokens
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    def text(self, tokens: TokenRange) -> str:
        """Return the words of a range of tokens, as written."""
        return self.span(tokens).text_in(self.doc.text)

    def regions_in(self, start: int, end: int) -> list[int]:
        """Return the indexes of the regions that begin in a range of tokens."""
        return [n for n, region in enumerate(self.regions) if start <= region[0] < end]

    def is_name(self, token: int) -> bool:
        """Say whether a token is written like a name."""
        return self.words[token][:1].isupper()


def read_doc(doc: Doc) -> Reading:
    """Find sentences and quotations in a doc."""
    quoted = find_quoted(doc.text)
    regions = tuple(_token_regions(doc, quoted))
    region_of = [-1] * len(doc)
    for number, (start, end) in enumerate(regions):
        region_of[start:end] = [number] * (end - start)
    words = tuple(token.text for token in doc)
    lower = tuple(word.lower().replace("’", "'") for word in words)
    sentences = tuple(_find_sentences(words, lower, region_of))
    return Reading(
        doc=doc,
        words=words,
        lower=lower,
        quoted=quoted,
        regions=regions,
        region_of=tuple(region_of),
        sentences=sentences,
    )


def _token_regions(doc: Doc, quoted: tuple[Quoted, ...]) -> Iterator[TokenRange]:
    done = 0
    for mark in quoted:
        if mark.depth or mark.span.start < done or (mark.style is MarkStyle.SINGLE and len(mark.span) < len("‘ab cd’")):
            continue
        span = doc.char_span(mark.span.start, mark.span.end, alignment_mode="expand")
        if span is not None:
            yield span.start, span.end
            done = mark.span.end


def _find_sentences(words: tuple[str, ...], lower: tuple[str, ...], region_of: list[int]) -> Iterator[Sentence]:
    start, paragraph = 0, 0
    for i, word in enumerate(words):
        is_break = word.isspace() and "\n" in word
        if is_break or _ends_sentence(words, lower, region_of, i):
            end = i if is_break else i + 1
            if any(not w.isspace() for w in words[start:end]):
                yield Sentence(start=_first_word(words, start), end=end, paragraph=paragraph)
            start = i + 1
        paragraph += is_break
    if any(not w.isspace() for w in words[start:]):
        yield Sentence(start=_first_word(words, start), end=len(words), paragraph=paragraph)


def _first_word(words: tuple[str, ...], start: int) -> int:
    while words[start].isspace():
        start += 1
    return start


def _ends_sentence(words: tuple[str, ...], lower: tuple[str, ...], region_of: list[int], i: int) -> bool:
    """Say whether a sentence ends after token i: terminal punctuation, with its closing marks, before a new start."""
    if i + 1 >= len(words):
        return False
    following = i + 1 + (words[i + 1].isspace() and "\n" not in words[i + 1])
    if following >= len(words) or words[following] in CLOSERS or not _starts_sentence(words[following]):
        return False
    if region_of[i] >= 0:
        closes = region_of[i + 1] != region_of[i]
        final = words[i - 1] if words[i] in CLOSERS else words[i]
        return closes and final in TERMINAL and not _goes_on_after_quote(words, lower, following, final)
    if words[i] in CLOSERS:
        return i > 0 and words[i - 1] in TERMINAL
    return words[i] in TERMINAL and not (words[i] == "." and _is_abbreviation(words, lower, i))


def _is_abbreviation(words: tuple[str, ...], lower: tuple[str, ...], i: int) -> bool:
    return i > 0 and lower[i - 1] in _ABBREVIATED and words[i - 1][:1].isupper()


def _starts_sentence(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word[:1] in "\"“‘'«„[(—-–•" or word == "``"


def _goes_on_after_quote(words: tuple[str, ...], lower: tuple[str, ...], following: int, final: str) -> bool:
    """Say whether the sentence goes on after a quotation that ends in . ? or !: “Why?” Mr. Smith asked."""
    if final == ".":
        return lower[following] in CUES
    for i in range(following, min(following + 6, len(words))):
        if lower[i] in CUES:
            return True
        if words[i] in TERMINAL or words[i] == ",":
            return False
    return False
