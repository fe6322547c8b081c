"""Does a score of 0.8 mean that four in five are right?"""

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.training.metrics.matching import Matching

N_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The predictions with a score in one tenth of [0, 1].

    Attributes:
        low: Where it begins.
        high: Where it ends; the last one holds 1 too.
        predicted: Number of predictions in it, 1 or more.
        score: Mean of their scores.
        right: Share of them whose content and source are right.
    """

    low: float
    high: float
    predicted: int
    score: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far scores are from the share that is right.

    Attributes:
        error: Expected calibration error in [0, 1], the mean distance weighted by the predictions (Naeini et al.
            2015); None where nothing was predicted.
        bins: The reliability table, lowest scores first, without empty bins.
    """

    error: float | None
    bins: tuple[Bin, ...]


def calibrate(matchings: Iterable[Matching]) -> Calibration:
    """Measure the calibration of scores.

    Right is a prediction whose content matches and whose source is right. What is excused counts neither way.
    """
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for score, is_right in _outcomes(matchings):
        by_bin.setdefault(min(int(score * N_BINS), N_BINS - 1), []).append((score, is_right))
    bins = tuple(_build_bin(number, by_bin[number]) for number in sorted(by_bin))
    total = sum(one.predicted for one in bins)
    error = sum(one.predicted * abs(one.score - one.right) for one in bins) / total if total else None
    return Calibration(error=error, bins=bins)


def _outcomes(matchings: Iterable[Matching]) -> Iterable[tuple[float, bool]]:
    for matching in matchings:
        yield from ((match.predicted.quotation.score, match.is_source_right) for match in matching.matches)
        yield from ((one.quotation.score, False) for one in matching.wrong)


def _build_bin(number: int, outcomes: list[tuple[float, bool]]) -> Bin:
    return Bin(
        low=number / N_BINS,
        high=(number + 1) / N_BINS,
        predicted=len(outcomes),
        score=sum(score for score, _ in outcomes) / len(outcomes),
        right=sum(is_right for _, is_right in outcomes) / len(outcomes),
    )
