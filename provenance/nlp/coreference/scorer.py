"""Chooses among the candidates with learned weights, or leaves the question open.

Owns the weights file and the arithmetic: a softmax over the candidates and "nobody of these", for each kind of
anaphor. The weights are made by `provenance.training.speakers`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Protocol

from provenance.errors import ModelMismatch
from provenance.nlp.coreference.antecedents import FEATURES, Anaphor, AnaphorKind, Candidate
from provenance.resources import resource_path

_EVEN = 0.5
WEIGHTS = "nlp/data/antecedents.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whom an anaphor means, and how likely that is, in [0, 1]; no candidate where it is none of them."""

    candidate: Candidate | None
    score: float


class Chooser(Protocol):
    """Says which of the candidates an anaphor means; None where that is unsure."""

    def choose(self, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Choice | None:
        """Choose; the candidates come the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Learned weights.

    Attributes:
        weights: A weight for each of `FEATURES`, by kind of anaphor.
        thresholds: The least probability at which a choice is made, in [0, 1], by kind of anaphor.
    """

    weights: Mapping[AnaphorKind, Sequence[float]]
    thresholds: Mapping[AnaphorKind, float]

    def choose(self, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Choice | None:
        """Choose the most likely candidate, or nobody of them; None where that is not likely enough."""
        probabilities = self.weigh(anaphor.kind, [candidate.values for candidate in candidates])
        if anaphor.is_one_of_these:
            total = sum(probabilities) or 1.0
            probabilities = [each / total for each in probabilities]
        nobody = 1.0 - sum(probabilities)
        best = max(range(len(candidates)), key=lambda n: probabilities[n], default=0)
        if not candidates or nobody >= max(probabilities[best], _EVEN):
            return Choice(candidate=None, score=nobody)
        if probabilities[best] < self.thresholds[anaphor.kind]:
            return None
        return Choice(candidate=candidates[best], score=probabilities[best])

    def weigh(self, kind: AnaphorKind, candidates: Sequence[Sequence[float]]) -> list[float]:
        """Return how likely each candidate is, given its feature values; what is missing to 1 is "nobody of them"."""
        weights = self.weights[kind]
        scores = [sum(w * v for w, v in zip(weights, values, strict=True)) for values in candidates]
        top = max(scores, default=0.0)
        top = max(top, 0.0)
        powers = [exp(score - top) for score in scores]
        total = sum(powers) + exp(-top)
        return [power / total for power in powers]


@cache
def load_scorer() -> Scorer:
    """Load the weights that ship with the package.

    Raises:
        ModelMismatch: They were learned for other features.
    """
    return read_scorer(resource_path(WEIGHTS).read_text(encoding="utf-8"))


def read_scorer(text: str) -> Scorer:
    """Read weights from JSON.

    Raises:
        ModelMismatch: They were learned for other features.
    """
    found = json.loads(text)
    if tuple(found["features"]) != FEATURES:
        message = f"the weights of {WEIGHTS} were learned for other features than this version computes"
        raise ModelMismatch(message, hint="make them anew with provenance model train")
    return Scorer(
        weights={kind: tuple(found["weights"][kind]) for kind in AnaphorKind},
        thresholds={kind: found["thresholds"][kind] for kind in AnaphorKind},
    )


def write_scorer(scorer: Scorer, *, about: Mapping[str, object]) -> str:
    """Write weights as JSON, with what there is to know of how they were made."""
    value = {
        "about": dict(about),
        "features": list(FEATURES),
        "weights": {kind.value: [round(w, 4) for w in scorer.weights[kind]] for kind in AnaphorKind},
        "thresholds": {kind.value: round(scorer.thresholds[kind], 3) for kind in AnaphorKind},
    }
    return json.dumps(value, indent=1) + "\n"
