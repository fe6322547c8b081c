"""From samples to weights: a softmax over candidates and "nobody", fitted by Newton's method.

Owns the arithmetic. There is no chance in it: the same samples give the same weights. Kinds of anaphors of which there
are few samples lean on those of which there are many: their weights are drawn towards the others'.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.nlp.coreference.antecedents import FEATURES, AnaphorKind
from provenance.nlp.coreference.scorer import Scorer
from provenance.training.speakers.samples import Sample

_STEPS = 30
_RIDGE = 2.0
_LEANING = 6.0
_STILL = 1e-5
_PERSONS = frozenset({AnaphorKind.PERSON, AnaphorKind.PERSON_NOUN})
# A cluster that a program made and that holds no candidate is more often a link missed than somebody without a name;
# that of "it", "they" or a noun nearly always is.
_NOBODY = 0.2
_NOBODY_OF_OTHERS = 0.03
# From which probability on a name is given. Below one half, since "nobody" is still learned too often from clusters
# that a program made. What other values would give stands in the file of weights, under "trade_off".
_SURE = 0.4

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a scorer does on samples.

    Attributes:
        findable: Number of questions with somebody to find.
        right: Number of right answers.
        wrong: Number of wrong ones, where there is nobody to find too.
        unsure: Number of questions left open.
    """

    findable: int
    right: int
    wrong: int
    unsure: int

    @property
    def accuracy(self) -> float:
        """Share of the questions with somebody to find that are answered rightly; 0 where there are none."""
        return self.right / self.findable if self.findable else 0.0

    @property
    def wrong_rate(self) -> float:
        """Share of the answers that are wrong; 0 where there are none."""
        answers = self.right + self.wrong
        return self.wrong / answers if answers else 0.0


def fit_scorer(samples: Sequence[Sample]) -> Scorer:
    """Learn the weights of each kind of anaphor.

    Args:
        samples: Of all kinds; a kind without any gets the weights that its like have.
    """
    likes = {kind: _fit([s for s in samples if (s.kind in _PERSONS) is (kind in _PERSONS)]) for kind in AnaphorKind}
    weights = {
        kind: _fit([s for s in samples if s.kind is kind], prior=likes[kind], ridge=_LEANING) for kind in AnaphorKind
    }
    return Scorer(
        weights={kind: tuple(map(float, found)) for kind, found in weights.items()},
        thresholds=dict.fromkeys(AnaphorKind, _SURE),
    )


def _fit(samples: Sequence[Sample], *, prior: Floats | None = None, ridge: float = _RIDGE) -> Floats:
    """Maximise the likelihood of the answers, with a ridge that draws the weights to a prior (Newton-Raphson)."""
    start = np.zeros(len(FEATURES)) if prior is None else prior
    weights = start.copy()
    batch = [(np.array(s.candidates), s.answer, _weight_of(s)) for s in samples]
    fit = _likelihood(batch, weights, start, ridge)
    for _ in range(_STEPS if batch else 0):
        step = _newton_step(batch, weights, start, ridge)
        # Half the step until it climbs: far from the top a full one may overshoot.
        for _ in range(_STEPS):
            found = _likelihood(batch, weights + step, start, ridge)
            if found >= fit:
                break
            step /= 2
        weights, gain, fit = weights + step, found - fit, found
        if gain < _STILL:
            break
    return weights


Batch = Sequence[tuple[Floats, int | None, float]]


def _weight_of(sample: Sample) -> float:
    if sample.answer is not None or sample.is_gold:
        return 1.0
    return _NOBODY if sample.kind is AnaphorKind.PERSON else _NOBODY_OF_OTHERS


def _likelihood(batch: Batch, weights: Floats, start: Floats, ridge: float) -> float:
    total = -ridge / 2 * float(((weights - start) ** 2).sum())
    for values, answer, weight in batch:
        chances = _softmax(values @ weights)
        chance = float(chances[answer]) if answer is not None else 1.0 - float(chances.sum())
        total += weight * float(np.log(max(chance, 1e-12)))
    return total


def _newton_step(batch: Batch, weights: Floats, start: Floats, ridge: float) -> Floats:
    gradient, curvature = -ridge * (weights - start), ridge * np.eye(len(weights))
    for values, answer, weight in batch:
        chances = _softmax(values @ weights)
        mean = chances @ values
        gradient += weight * ((values[answer] if answer is not None else 0.0) - mean)
        curvature += weight * ((values * chances[:, None]).T @ values - np.outer(mean, mean))
    return np.asarray(np.linalg.solve(curvature, gradient), dtype=np.float64)


def _softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities, beside "nobody" whose score is 0."""
    top = max(float(scores.max()), 0.0)
    powers = np.exp(scores - top)
    return np.asarray(powers / (powers.sum() + np.exp(-top)), dtype=np.float64)


def measure(scorer: Scorer, samples: Iterable[Sample]) -> Outcome:
    """Count what a scorer answers."""
    findable = right = wrong = unsure = 0
    for sample in samples:
        chances = scorer.weigh(sample.kind, sample.candidates)
        best = chances.index(max(chances))
        is_sure = chances[best] >= scorer.thresholds[sample.kind]
        findable += sample.answer is not None
        right += bool(is_sure and best == sample.answer)
        wrong += bool(is_sure and best != sample.answer)
        unsure += not is_sure
    return Outcome(findable=findable, right=right, wrong=wrong, unsure=unsure)
