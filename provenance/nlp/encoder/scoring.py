"""How sure an attribution is: a probability that its content and source are right.

Owns the evidence behind a score. Its weights are fitted on articles kept out of training (Platt scaling, 1999), and
stand in the model's card.
"""

import math
from collections.abc import Sequence

from provenance.nlp.encoder.decode import Candidate
from provenance.nlp.sentences import Reading

EVIDENCE = (
    "cue",
    "content",
    "edges",
    "source",
    "has_source",
    "long_source",
    "length",
    "quoted",
    "parts",
)
_LEAST = 1e-4


def find_evidence(candidate: Candidate, reading: Reading) -> tuple[float, ...]:
    """List what speaks for an attribution, in the order of `EVIDENCE`."""
    words = [n for start, end in candidate.contents for n in range(start, end)]
    inside = sum(reading.region_of[n] >= 0 for n in words) / len(words)
    return (
        _logit(candidate.cue_chance),
        _logit(candidate.content_chance),
        _logit(candidate.edge_chance),
        _logit(candidate.source_chance),
        float(candidate.source is not None),
        float(candidate.source is not None and candidate.source[1] - candidate.source[0] > 1),
        math.log(len(words)),
        inside,
        float(len(candidate.contents) > 1),
    )


def _logit(chance: float) -> float:
    inside = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))


def judge_score(evidence: Sequence[float], weights: Sequence[float], bias: float) -> float:
    """Weigh evidence into a probability, in [0, 1]."""
    total = bias + sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))
