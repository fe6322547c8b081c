"""Variants of an example: what else its article might have looked like.

Owns the chances. Marks of every style are one piece to the network already; what remains to learn is to do without
them, without case and without paragraphs.
"""

from dataclasses import dataclass, replace

import numpy as np

from provenance.nlp.encoder.features import Features, Ints, Shape, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Shares of articles, paragraphs or words that are changed, each in [0, 1].

    Attributes:
        no_marks: Articles that lose what we know of their quotation marks.
        lost_marks: Paragraphs that do.
        no_breaks: Articles that lose their paragraphs.
        capitals: Paragraphs whose words have no case.
        headline: Paragraphs with a capital on every word.
        masked: Pieces that are hidden.
    """

    no_marks: float = 0.03
    lost_marks: float = 0.02
    no_breaks: float = 0.06
    capitals: float = 0.03
    headline: float = 0.02
    masked: float = 0.03


def augment(features: Features, chances: Chances, *, mask: int, random: np.random.Generator) -> Features:
    """Change an article by chance; labels stay true.

    Args:
        features: The article as it is.
        chances: How often each change is made.
        mask: The piece that stands for a hidden one.
        random: Source of chance.
    """
    pieces, breaks = features.pieces.copy(), features.breaks
    pieces[random.random(len(pieces)) < chances.masked] = mask
    if random.random() < chances.no_breaks:
        breaks = np.zeros_like(breaks)
    return replace(
        features,
        pieces=pieces,
        breaks=breaks,
        shape=_recase(features, chances, random),
        state=_unmark(features, chances, random),
    )


def _some(paragraphs: Ints, share: float, random: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Choose some paragraphs: True for each of their words."""
    chosen = random.random(int(paragraphs.max(initial=-1)) + 1) < share
    return np.asarray(chosen[paragraphs], dtype=np.bool_)


def _recase(features: Features, chances: Chances, random: np.random.Generator) -> Ints:
    shape = features.shape.copy()
    cased = ~np.isin(shape, (Shape.DIGIT, Shape.SIGN))
    shape[cased & _some(features.paragraph, chances.headline, random)] = Shape.TITLE
    shape[cased & _some(features.paragraph, chances.capitals, random)] = Shape.CASELESS
    return shape


def _unmark(features: Features, chances: Chances, random: np.random.Generator) -> Ints:
    share = 1.0 if random.random() < chances.no_marks else chances.lost_marks
    return np.where(_some(features.paragraph, share, random), State.OUTSIDE, features.state)
