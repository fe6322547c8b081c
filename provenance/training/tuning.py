"""What is fitted on articles kept out of training: how sure an attribution is, and from when on it is kept.

Owns the fit. The weights of the network stay as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from provenance.nlp.encoder.card import Decoding
from provenance.nlp.encoder.decode import Candidate, choose
from provenance.nlp.encoder.detector import Detector
from provenance.nlp.encoder.scoring import EVIDENCE, find_evidence, judge_score
from provenance.nlp.sentences import Reading, TokenRange, read_doc
from provenance.training.corpora import GoldArticle
from provenance.training.metrics.matching import LEAST_ALIKE
from provenance.training.metrics.words import Words, jaccard, word_starts

_RIDGE = 1.0
_ROUNDS = 30
_LEASTS = tuple(round(0.02 * n, 2) for n in range(5, 36))

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A candidate with its evidence, and what became of it.

    Attributes:
        candidate: What the network found.
        evidence: What speaks for it.
        content: Words of its content.
        alike: The gold attributions with such a content, by their number, with how alike they are.
        right: Whether one of them has its source too.
    """

    candidate: Candidate
    evidence: tuple[float, ...]
    content: Words
    alike: dict[int, float]
    right: bool


@dataclass(frozen=True, slots=True)
class _Read:
    claims: tuple[_Claimed, ...]
    golds: int


def fit_decoding(detector: Detector, articles: Iterable[GoldArticle], nlp: Language) -> Decoding:
    """Fit what makes attributions of scores.

    Args:
        detector: The model; what its card says of scores is not used.
        articles: Gold that the network was not trained on.
        nlp: The tokenizer's pipeline.

    Returns:
        The decoding of the detector's card with fitted weights, and the least score that serves content and
        attribution best.
    """
    read = [_read(article, detector, read_doc(nlp(article.text))) for article in articles]
    claims = [claim for one in read for claim in one.claims]
    evidence = np.array([claim.evidence for claim in claims], np.float64).reshape(-1, len(EVIDENCE))
    weights = fit_logistic(evidence, np.array([claim.right for claim in claims], np.bool_))
    fitted = replace(
        detector.card.decoding,
        score_weights=tuple(round(float(weight), 5) for weight in weights[1:]),
        score_bias=round(float(weights[0]), 5),
    )
    return replace(fitted, least_score=max(_LEASTS, key=lambda least: _worth(read, fitted, least)))


def _read(article: GoldArticle, detector: Detector, reading: Reading) -> _Read:
    def words(ranges: Iterable[TokenRange]) -> Words:
        return word_starts(article.text, [reading.span(words) for words in ranges])

    golds = [(word_starts(article.text, a.content), word_starts(article.text, a.source)) for a in article.attributions]
    claims = []
    for candidate in detector.read(reading)[0]:
        content, source = words(candidate.contents), words([candidate.source] if candidate.source else [])
        likeness = {n: jaccard(content, gold) for n, (gold, _) in enumerate(golds)}
        alike = {n: value for n, value in likeness.items() if value >= LEAST_ALIKE}
        right = any(source & golds[n][1] or not (source or golds[n][1]) for n in alike)
        claims.append(_Claimed(candidate, find_evidence(candidate, reading), content, alike, right))
    return _Read(tuple(claims), len(golds))


def fit_logistic(rows: Values, outcomes: NDArray[np.bool_]) -> Values:
    """Fit a logistic regression by Newton's method, with a small ridge; the bias is the first weight returned."""
    design = np.column_stack([np.ones(len(rows)), rows])
    weights = np.zeros(design.shape[1])
    ridge = np.diag([0.0, *[_RIDGE] * rows.shape[1]])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (outcomes - chances) - ridge @ weights
        curve = (design.T * (chances * (1 - chances))) @ design + ridge + 1e-9 * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


def _worth(read: Sequence[_Read], decoding: Decoding, least: float) -> float:
    """Sum the F1 of contents and of attributions that a least score gives."""
    kept = found = right = 0
    for one in read:
        by_candidate = {claim.candidate: claim for claim in one.claims}
        scored = [
            (claim.candidate, judge_score(claim.evidence, decoding.score_weights, decoding.score_bias))
            for claim in one.claims
        ]
        chosen = [by_candidate[candidate] for candidate, _ in choose(scored, least=least)]
        kept += len(chosen)
        found += len({max(claim.alike, key=claim.alike.__getitem__) for claim in chosen if claim.alike})
        right += sum(claim.right for claim in chosen)
    golds = sum(one.golds for one in read)
    return 2 * (found + right) / max(kept + golds, 1)
