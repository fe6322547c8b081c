"""Where an article is cut into windows for the network.

Owns the cutting while in use. Cuts depend on the words around them alone (content-defined chunking by local minima,
Bjorner, Blass and Gurevich 2010), so that a paragraph put in front leaves the windows further on as they were; and
where an article turns to something unrelated no window looks beyond, so that a stranger's paragraph changes few.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np

from provenance.nlp.encoder.features import Features
from provenance.nlp.sentences import TokenRange

# Room that the pieces which open and close every window take.
ENDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSizes:
    """How large windows are, in pieces.

    Attributes:
        spacing: Fewest pieces between two cuts; there are about twice as many in the mean.
        before: Most pieces of context in front of what is decided.
        after: Most pieces of context behind it.
        longest: Most pieces in all, the two ends included.
    """

    spacing: int = 80
    before: int = 48
    after: int = 24
    longest: int = 224


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of words that the network reads at once.

    Attributes:
        words: What it reads.
        centre: What is decided here; each word of an article is in the centre of one window.
    """

    words: TokenRange
    centre: TokenRange


def find_windows(features: Features, sizes: WindowSizes) -> Iterator[Window]:
    """Cut an article into windows, at the beginnings of sentences and rather of paragraphs."""
    first = features.first
    turns = np.flatnonzero(np.diff(features.topic, prepend=-1)).tolist()
    for stretch in pairwise([*turns, len(first) - 1]):
        for start, end in _centres(features, stretch, sizes):
            spare = sizes.longest - ENDS - int(first[end] - first[start])
            before, after = min(sizes.before, max(spare - sizes.after, 0)), min(sizes.after, spare)
            left = int(np.searchsorted(first, first[start] - before, side="left"))
            right = int(np.searchsorted(first, first[end] + after, side="right")) - 1
            yield Window(words=(max(left, stretch[0]), min(right, stretch[1])), centre=(start, end))


def _centres(features: Features, stretch: TokenRange, sizes: WindowSizes) -> Iterator[TokenRange]:
    begun = np.diff(features.sentence[slice(*stretch)], prepend=-1)
    starts = (np.flatnonzero(begun) + stretch[0]).tolist()
    room = sizes.longest - ENDS - sizes.after
    for start, end in pairwise([*_cuts(features, starts, stretch[1], sizes.spacing), stretch[1]]):
        yield from _split(features, (start, end), starts, room)


def _cuts(features: Features, starts: list[int], stop: int, spacing: int) -> Iterator[int]:
    """Find the sentences whose key is the smallest for some way in both directions."""
    first = features.first
    at = [int(first[start]) for start in starts]
    ends = [*starts[1:], stop]
    keys = [
        (1 - int(features.breaks[start]), crc32(features.pieces[first[start] : first[end]].tobytes()))
        for start, end in zip(starts, ends, strict=True)
    ]
    for n, start in enumerate(starts):
        low, high = bisect_left(at, at[n] - spacing), bisect_right(at, at[n] + spacing)
        if n == 0 or (low > 0 and keys[n] == min(keys[low:high])):
            yield start


def _split(features: Features, words: TokenRange, starts: list[int], room: int) -> Iterator[TokenRange]:
    """Split what is too long for one window, at the last sentence that begins in time."""
    start, end = words
    first = features.first
    while first[end] - first[start] > room:
        limit = max(int(np.searchsorted(first, first[start] + room, side="right")) - 1, start + 1)
        begun = starts[bisect_right(starts, limit) - 1]
        cut = begun if begun > start else limit
        yield start, cut
        start = cut
    yield start, end
