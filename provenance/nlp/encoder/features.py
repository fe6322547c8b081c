"""What the network sees of an article: word pieces, the case of words, quotation marks, and where paragraphs begin.

Owns the way from a `Reading` to numbers, for training and for use alike. Marks of every style are one piece to the
network, so that “this”, "this", «this» and 'this' read the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from provenance.nlp.encoder.topics import find_topics
from provenance.nlp.sentences import Reading

Ints = NDArray[np.int64]

# No word has more pieces: what is longer is an address or garbage, and its beginning tells that.
_MOST_PIECES = 12
_CACHED_WORDS = 50_000
_MARKS = frozenset('"“”„‟«»‹›「」『』＂') | {"``", "''"}
_SINGLE = frozenset("'‘’‚‛")
_APOSTROPHES = str.maketrans("’‘‛ʼ＇", "'''''")
# A sentence with that many letters in capitals, and no small one, says nothing by its case.
_FEWEST_CAPITALS = 12


class Shape(IntEnum):
    """How a word is written."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3
    DIGIT = 4
    SIGN = 5
    CASELESS = 6


class State(IntEnum):
    """Where a word stands among quotation marks."""

    OUTSIDE = 0
    OPENING = 1
    INSIDE = 2
    CLOSING = 3
    CONTINUED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One article as the network sees it; index = word, but for `pieces`.

    Attributes:
        pieces: The word pieces of all words, one after the other.
        first: For each word its first piece; one more at the end, the number of pieces.
        shape: `Shape` of each word.
        state: `State` of each word.
        breaks: 1 where a paragraph begins.
        sentence: Number of the sentence of each word.
        paragraph: Number of the paragraph of each word.
        topic: Number of the stretch of paragraphs that have to do with one another, of each word.
    """

    pieces: Ints
    first: Ints
    shape: Ints
    state: Ints
    breaks: Ints
    sentence: Ints
    paragraph: Ints
    topic: Ints


class Pieces:
    """Cuts words into the pieces of a vocabulary, and remembers what it cut."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take the tokenizer of the weights."""
        self._tokenizer = tokenizer
        self._unknown = tokenizer.token_to_id("[UNK]") or 0
        self.of = lru_cache(maxsize=_CACHED_WORDS)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:_MOST_PIECES]
        return tuple(ids) or (self._unknown,)


def build_features(reading: Reading, pieces: Pieces) -> Features:
    """Build what the network sees of an article."""
    states = _states(reading)
    cut = [pieces.of(_plain(reading, n, state)) for n, state in enumerate(states)]
    sentences = np.asarray(reading.sentence_of, dtype=np.int64)
    paragraphs = np.asarray([s.paragraph for s in reading.sentences], dtype=np.int64)[sentences]
    return Features(
        pieces=np.asarray([i for ids in cut for i in ids], dtype=np.int64),
        first=np.asarray([0, *accumulate(len(ids) for ids in cut)], dtype=np.int64),
        shape=np.asarray(_shapes(reading), dtype=np.int64),
        state=np.asarray(states, dtype=np.int64),
        breaks=np.diff(paragraphs, prepend=-1).clip(0, 1),
        sentence=sentences,
        paragraph=paragraphs,
        topic=np.asarray(find_topics(reading), dtype=np.int64),
    )


def _plain(reading: Reading, n: int, state: int) -> str:
    """Write a word as the vocabulary has it: one look for outer marks, one for inner ones and apostrophes."""
    word = reading.words[n]
    if state in {State.OPENING, State.CLOSING} and (word in _MARKS or word in _SINGLE):
        return '"'
    if word in _MARKS:
        region = reading.region_of[n]
        is_inner = region >= 0 and reading.words[reading.regions[region][0]] in _SINGLE
        return "'" if is_inner else '"'
    return word.translate(_APOSTROPHES)


def _states(reading: Reading) -> list[int]:
    states = [State.OUTSIDE.value] * len(reading.words)
    for number, (start, end) in enumerate(reading.regions):
        inside = State.CONTINUED if number - 1 in reading.continuing else State.INSIDE
        states[start:end] = [inside.value] * (end - start)
        states[start] = State.OPENING.value
        if end - start > 1 and (reading.words[end - 1] in _MARKS or reading.words[end - 1] in _SINGLE):
            states[end - 1] = State.CLOSING.value
    return states


def _shapes(reading: Reading) -> list[int]:
    shapes: list[int] = []
    for sentence in reading.sentences:
        words = reading.words[sentence.start : sentence.end]
        shapes += [_caseless(s) for s in map(_shape, words)] if _is_capitals(words) else map(_shape, words)
    return shapes


def _is_capitals(words: Sequence[str]) -> bool:
    text = "".join(words)
    return text.isupper() and sum(map(str.isupper, text)) >= _FEWEST_CAPITALS


def _caseless(shape: int) -> int:
    return shape if shape in {Shape.DIGIT, Shape.SIGN} else Shape.CASELESS.value


@lru_cache(maxsize=_CACHED_WORDS)
def _shape(word: str) -> int:
    if word.islower():
        return Shape.LOWER.value
    if word.isupper():
        return Shape.UPPER.value if len(word) > 1 else Shape.TITLE.value
    if word[:1].isupper():
        return Shape.TITLE.value
    if any(map(str.isdigit, word)):
        return Shape.DIGIT.value
    return Shape.MIXED.value if any(map(str.isalpha, word)) else Shape.SIGN.value
