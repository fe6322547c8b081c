"""How far each word of a window is from a cue, as the roles head is told.

Owns the buckets. Numbers are relative, so that a window reads the same wherever in an article it stands.
"""

from dataclasses import dataclass

import numpy as np

from provenance.nlp.encoder.features import Ints
from provenance.nlp.encoder.labels import DISTANCES, FARTHEST
from provenance.nlp.sentences import TokenRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the words of a window stand, seen from a cue; index = word, numbers are 0 or more.

    Attributes:
        distance: Bucket of the signed number of words between; the middle one is the cue itself.
        sentence: Sentences between, `FARTHEST` being none.
        paragraph: Paragraphs between, likewise.
    """

    distance: Ints
    sentence: Ints
    paragraph: Ints


def find_places(cue: TokenRange, *, sentence: Ints, paragraph: Ints) -> Places:
    """Say where each word stands, seen from a cue.

    Args:
        cue: Words of the cue, counted from the window's first word.
        sentence: Number of the sentence of each word of the window.
        paragraph: Number of the paragraph of each word.
    """
    words = np.arange(len(sentence))
    signed = np.where(words < cue[0], words - cue[0], np.maximum(words - (cue[1] - 1), 0))
    bucket = np.searchsorted(DISTANCES, np.abs(signed), side="right")
    return Places(
        distance=len(DISTANCES) + np.sign(signed) * bucket,
        sentence=(sentence - sentence[cue[0]]).clip(-FARTHEST, FARTHEST) + FARTHEST,
        paragraph=(paragraph - paragraph[cue[0]]).clip(-FARTHEST, FARTHEST) + FARTHEST,
    )
