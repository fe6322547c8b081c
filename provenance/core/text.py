"""Spans of code points, and the keys under which words and names compare equal.

Owns offsets and normalisation. Nothing here changes an article's text: keys are for comparing, never for showing.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from provenance.core.letters import fold_letters, join_dotted, romanise, settle_word, split_words, strip_apostrophes
from provenance.errors import SpanError

_SINGLE_MARKS = "'‘’‚‛`´ʼ＇"
_DOUBLE_MARKS = '"“”„‟«»＂〝〞「」『』'
_FOLD_MARKS = str.maketrans({**dict.fromkeys(_SINGLE_MARKS, "'"), **dict.fromkeys(_DOUBLE_MARKS, '"')})
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
# The Arabic article: el-Sisi at one newsroom, al-Sisi at the next.
_ARABIC_ARTICLE = {"el": "al"}
_KEPT_KEYS = 65536
# Bidirectional overrides and isolates reorder what a terminal or a page shows, so they count as control characters.
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_BREAKS = frozenset("\t\n\r\v\f\u2028\u2029")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `text[start:end]`.

    Attributes:
        start: First code point, 0 or more.
        end: One past the last code point, greater than start.

    Raises:
        SpanError: The range is empty, reversed or negative.

    Example:
        >>> Span(4, 7).text_in("who said what")
        'sai'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no range."""
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, got {self.start}..{self.end}"
            raise SpanError(message)

    def text_in(self, text: str) -> str:
        """Return the words that the span covers.

        Raises:
            SpanError: The text is shorter than the span.
        """
        if self.end > len(text):
            message = f"span {self.start}..{self.end} runs past the end of a text of {len(text)} characters"
            raise SpanError(message)
        return text[self.start : self.end]

    def overlaps(self, other: Self) -> bool:
        """Say whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Self) -> bool:
        """Say whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span that covers all the given ones.

    Raises:
        SpanError: There are none.
    """
    if not spans:
        message = "no span to build a hull from"
        raise SpanError(message)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def join_spans(spans: Iterable[Span], *, text: str, gap: str = r"\s*") -> tuple[Span, ...]:
    """Sort spans and join those that overlap or have nothing but `gap` between them.

    Args:
        spans: In any order.
        text: The text that they point into.
        gap: Regular expression for what may stand between two spans that become one.

    Example:
        >>> join_spans([Span(4, 7), Span(0, 3)], text="one two six")
        (Span(start=0, end=7),)
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or re.fullmatch(gap, text[joined[-1].end : span.start])):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without punctuation, as written.

    Example:
        >>> words_of("“It’s over,” he said.")
        ('It’s', 'over', 'he', 'said')
    """
    return tuple(_WORD.findall(text))


def fold_marks(text: str) -> str:
    r"""Write every quotation mark as its plain ASCII form, one code point for one.

    Example:
        >>> fold_marks("“It’s «over»”")
        '"It\'s "over""'
    """
    return text.translate(_FOLD_MARKS)


def text_key(text: str) -> str:
    """Build the key under which two wordings are the same words.

    Compatibility forms, case, quotation marks, punctuation and white space make no difference; every word does.

    Example:
        >>> text_key("“Very close  ties,”") == text_key('"very close ties"')
        True
    """
    # Folded on both sides: NFKC takes some marks apart (´) and brings others forth (ŉ).
    folded = fold_marks(unicodedata.normalize("NFKC", fold_marks(text))).casefold()
    return " ".join(word.strip("'") for word in words_of(folded))


@lru_cache(maxsize=_KEPT_KEYS)
def name_key(name: str) -> str:
    """Build the key under which a name is looked up: spellings that may well be the same name have the same key.

    Accents, case, hyphens, full stops, spaces between initials, "the" and a possessive make no difference, nor do the
    house styles in which newsrooms write Slavic names and the Arabic article; Cyrillic is read as Latin letters. The
    order of the words makes none either, since given and family names change places between languages. So an equal
    key finds; whether it also joins two agents is decided in `provenance.core.likeness`.

    Example:
        >>> name_key("Kim Jong-un") == name_key("KIM Jong Un")
        True
        >>> name_key("Сергей Лавров") == name_key("Lavrov, Sergey")
        True
        >>> name_key("the U.S. State Department")
        'department state us'
    """
    words = split_words(join_dotted(strip_apostrophes(romanise(fold_letters(name)))))
    # As one word, so that J. K., J.K. and JK are the same.
    initials = "".join(word for word in words if len(word) == 1 and word.isalpha())
    whole = [word for word in words if len(word) > 1 or not word.isalpha()]
    settled = [settle_word(word) for word in (*whole, initials) if word]
    kept = [_ARABIC_ARTICLE.get(word, word) for word in settled if word != "the"] or settled
    return " ".join(sorted(kept))


def printable(text: str) -> str:
    r"""Replace what could steer a terminal or reorder a line by a visible sign.

    Tabs and line breaks become a space, other control and bidirectional characters and lone surrogates become U+FFFD.

    Example:
        >>> printable("a\x1b[31mb\nc") == "a\ufffd[31mb c"
        True
    """
    return _STEERS.sub(lambda found: " " if found[0] in _BREAKS else "\N{REPLACEMENT CHARACTER}", text)
