"""Does one article hold the text of another? Wire copy is found by the runs of words that both hold.

Articles are found again by a sample of their runs of words, chosen by the runs themselves, so that two articles sample
the same runs of what they share (Broder, On the Resemblance and Containment of Documents, 1997).
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.core.text import Span, fold_marks

RUN = 5
"""Words of a run."""

# One run of so many is kept.
_SAMPLED = 16
# A copy is one where so much of it stands in the other article.
_COPIED = 0.8
# Fewer words in a row are no passage: two reporters may quote the same speech.
_PASSAGE = 50
# So many words may be changed inside a passage.
_GAP = 8
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWords:
    """The words of a text, as they are compared, and where each stands."""

    keys: tuple[str, ...]
    places: tuple[Span, ...]

    def runs(self) -> Iterator[tuple[str, ...]]:
        """Give each run of five words."""
        for start in range(len(self.keys) - RUN + 1):
            yield self.keys[start : start + RUN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of words that stands in both texts.

    Attributes:
        span: Where it stands in the one that copies.
        other: Where it stands in the other one.
        score: The share of the copying text's words that it holds, in [0, 1].
    """

    span: Span
    other: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCopy:
    """What one text takes from another.

    Attributes:
        score: The share of its words that stand in the other text, in runs of five and more, in [0, 1].
        passages: The longer stretches, in the order of the text that copies; empty for one that copies as a whole.
    """

    score: float
    passages: tuple[Passage, ...] = ()


def read_text_words(text: str) -> TextWords:
    """Split a text into its words, without case, marks and punctuation."""
    found = list(_WORD.finditer(fold_marks(text)))
    return TextWords(
        keys=tuple(word.group().casefold() for word in found), places=tuple(Span(*word.span()) for word in found)
    )


def sample_runs(words: TextWords) -> frozenset[int]:
    """Hash a sixteenth of the runs of a text into signed 64-bit numbers; a text of few words may give none."""
    runs = (" ".join(run).encode() for run in words.runs())
    return frozenset(_hash64(run) for run in runs if zlib.crc32(run) % _SAMPLED == 0)


def compare_texts(words: TextWords, other: TextWords) -> TextCopy | None:
    """Say what one text takes from another.

    Args:
        words: The text that may copy.
        other: The text that it may copy from.

    Returns:
        None where they share no passage of fifty words.
    """
    first_at: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(other.runs()):
        first_at.setdefault(run, place)
    there = [first_at.get(run) for run in words.runs()]
    covered = _covered(there, size=len(words.keys))
    if not covered:
        return None
    score = sum(covered) / len(covered)
    if score >= _COPIED and len(words.keys) >= _PASSAGE:
        return TextCopy(score=score)
    passages = tuple(_find_passages(words, other, covered=covered, there=there))
    return TextCopy(score=score, passages=passages) if passages else None


def _covered(there: Sequence[int | None], *, size: int) -> list[bool]:
    covered = [False] * size
    for place, found in enumerate(there):
        if found is not None:
            covered[place : place + RUN] = [True] * RUN
    return covered


def _find_passages(
    words: TextWords, other: TextWords, *, covered: Sequence[bool], there: Sequence[int | None]
) -> Iterator[Passage]:
    for start, stop in _stretches(covered):
        found = [place for place in there[start : stop - RUN + 1] if place is not None]
        if stop - start >= _PASSAGE and found:
            last = max(found) + RUN - 1
            yield Passage(
                span=Span(words.places[start].start, words.places[stop - 1].end),
                other=Span(other.places[min(found)].start, other.places[last].end),
                score=(stop - start) / len(covered),
            )


def _stretches(covered: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the stretches that are covered but for a few words in a row."""
    start, end = None, 0
    for place, is_covered in enumerate(covered):
        if not is_covered:
            continue
        if start is not None and place - end > _GAP:
            yield start, end
            start = None
        start = place if start is None else start
        end = place + 1
    if start is not None:
        yield start, end


def _hash64(run: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), "big", signed=True)
