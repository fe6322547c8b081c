"""From counts to figures, and how far they can be trusted."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.training.metrics.counts import Counts

F1S = ("content_f1", "exact_f1", "attribution_f1")
"""The figures that intervals are given for."""

_ALPHA = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Precision and recall, in [0, 1]; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The range that holds a figure with a probability of 95 %."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one view, all in [0, 1].

    Attributes:
        gold: Number of attributions to be found.
        predicted: Number of predictions.
        content: Contents with a token Jaccard of 0.5 or more.
        exact: Contents with the same words.
        attribution: Contents that match, with the right source.
        source_accuracy: Share of the contents found whose source is right; None where none was found.
        speaker_accuracy: The same for the speaker; None where the gold tells none.
        wrong_name_rate: Share of the contents found that are given to somebody else; no name is no wrong one.
        unsure_rate: Share of the contents found for which nobody is named, though somebody speaks.
        chain_accuracy: The same as the accuracies above for the chain.
        end_to_end: Share of the gold attributions found with the right speaker and chain; None as above.
        end_to_end_of: Number of gold attributions that have both.
        link: Intermediaries, one by one; None where the gold has none.
    """

    gold: int
    predicted: int
    content: Share
    exact: Share
    attribution: Share
    source_accuracy: float | None
    speaker_accuracy: float | None
    wrong_name_rate: float | None
    unsure_rate: float | None
    chain_accuracy: float | None
    end_to_end: float | None
    end_to_end_of: int
    link: Share | None

    @property
    def content_f1(self) -> float:
        """F1 of the contents."""
        return self.content.f1

    @property
    def exact_f1(self) -> float:
        """F1 of the contents with the same words."""
        return self.exact.f1

    @property
    def attribution_f1(self) -> float:
        """F1 of the contents with the right source."""
        return self.attribution.f1


def build_figures(counts: Counts) -> Figures:
    """Build the figures of a view from its counts."""

    def share(right: int) -> Share:
        return _share(right, predicted=counts.predicted, gold=counts.gold)

    return Figures(
        gold=counts.gold,
        predicted=counts.predicted,
        content=share(counts.content),
        exact=share(counts.exact),
        attribution=share(counts.attribution),
        source_accuracy=_ratio(counts.attribution, counts.content),
        speaker_accuracy=_ratio(counts.speaker_right, counts.speaker_known),
        wrong_name_rate=_ratio(
            counts.speaker_known - counts.speaker_right - counts.speaker_unsure, counts.speaker_known
        ),
        unsure_rate=_ratio(counts.speaker_unsure, counts.speaker_known),
        chain_accuracy=_ratio(counts.chain_right, counts.chain_known),
        end_to_end=_ratio(counts.whole_right, counts.whole_known),
        end_to_end_of=counts.whole_known,
        link=_share(counts.link_right, predicted=counts.link_predicted, gold=counts.link_gold)
        if counts.link_gold
        else None,
    )


def _share(right: int, *, predicted: int, gold: int) -> Share:
    return Share(precision=right / predicted if predicted else 0.0, recall=right / gold if gold else 0.0)


def _ratio(right: int, known: int) -> float | None:
    return right / known if known else None


def find_intervals(counts: Sequence[Counts], *, samples: int, seed: int) -> dict[str, Interval]:
    """Find 95 % intervals of the F1s, by the percentile bootstrap over articles (Efron 1979).

    Articles are drawn, not attributions: those of one article are right or wrong together.

    Args:
        counts: One an article, 1 or more.
        samples: Number of times that as many articles are drawn, 1 or more; 1,000 will do.
        seed: The same seed gives the same intervals.

    Returns:
        An interval for each of `F1S`.
    """
    draw = random.Random(seed)  # noqa: S311 - a bootstrap is no secret
    rows = [(one.gold + one.predicted, one.content, one.exact, one.attribution) for one in counts]
    drawn: list[list[float]] = [[] for _ in F1S]
    for _ in range(samples):
        total, *right = map(sum, zip(*draw.choices(rows, k=len(rows)), strict=True))
        for values, n in zip(drawn, right, strict=True):
            # The harmonic mean of right/predicted and right/gold.
            values.append(2 * n / total if total else 0.0)
    return {name: _middle(sorted(values)) for name, values in zip(F1S, drawn, strict=True)}


def _middle(values: Sequence[float]) -> Interval:
    """Cut 2.5 % off both ends."""
    cut = int(len(values) * _ALPHA / 2)
    return Interval(low=values[cut], high=values[-1 - cut])
