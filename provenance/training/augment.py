"""Variants of an example: what else its article might have looked like, and what might have stood beside it.

Owns the chances. Marks of every style are one piece to the network already; what remains to learn is to do without
them, without case and without paragraphs, and that a neighbour may be a stranger.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from provenance.nlp.encoder.features import Features, Ints, Shape, State
from provenance.training.examples import Example


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
        joined: Articles that another one follows at once.
    """

    no_marks: float = 0.03
    lost_marks: float = 0.02
    no_breaks: float = 0.06
    capitals: float = 0.03
    headline: float = 0.02
    masked: float = 0.03
    joined: float = 0.0


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


def join(examples: Iterable[Example], chances: Chances, *, random: np.random.Generator) -> Iterator[Example]:
    """Let some articles run on into the next one, so that windows hold paragraphs that have nothing to do with it.

    Args:
        examples: In an order of chance.
        chances: How often.
        random: Source of chance.
    """
    waiting: Example | None = None
    for example in examples:
        joined = example if waiting is None else _join(waiting, example)
        waiting = joined if random.random() < chances.joined else None
        if waiting is None:
            yield joined
    if waiting is not None:
        yield waiting


def _join(front: Example, behind: Example) -> Example:
    size, tail = len(front.tags), len(behind.tags)
    one, two = front.features, behind.features
    roles = np.zeros((len(front.cues) + len(behind.cues), size + tail), np.int64)
    roles[: len(front.cues), :size] = front.roles
    roles[len(front.cues) :, size:] = behind.roles
    return Example(
        doc=f"{front.doc} {behind.doc}",
        features=Features(
            pieces=np.concatenate([one.pieces, two.pieces]),
            first=np.concatenate([one.first, two.first[1:] + one.first[-1]]),
            shape=np.concatenate([one.shape, two.shape]),
            state=np.concatenate([one.state, two.state]),
            breaks=np.concatenate([one.breaks, two.breaks]),
            sentence=np.concatenate([one.sentence, two.sentence + one.sentence.max(initial=-1) + 1]),
            paragraph=np.concatenate([one.paragraph, two.paragraph + one.paragraph.max(initial=-1) + 1]),
            topic=np.concatenate([one.topic, two.topic + one.topic.max(initial=-1) + 1]),
        ),
        tags=np.concatenate([front.tags, behind.tags]),
        names=np.concatenate([front.names, behind.names]),
        cues=(*front.cues, *((start + size, end + size) for start, end in behind.cues)),
        roles=roles,
        ends=np.concatenate([front.ends, behind.ends + size]),
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
