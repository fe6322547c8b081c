"""Figures that say how good extracted quotations are, as pure functions over gold articles and predicted quotations.

For all gold attributions (view `all`), those with quotation marks in their content (`quoted`) and those wholly inside
them (`direct`), micro-averaged over the articles: contents match one to one on a token Jaccard of 0.5 or more; an
attribution is right if the source too shares a token with the gold one.
"""

from provenance.training.metrics.calibration import Bin, Calibration, calibrate
from provenance.training.metrics.counts import Counts, count_found, count_traps, count_view
from provenance.training.metrics.figures import F1S, Figures, Interval, Share, build_figures, find_intervals
from provenance.training.metrics.matching import VIEWS, Compared, Match, Matching, compare, match_contents
from provenance.training.metrics.mistakes import Mistake, MistakeKind, find_mistakes
from provenance.training.metrics.sources import SourceKind, judge_source

__all__ = [
    "F1S",
    "VIEWS",
    "Bin",
    "Calibration",
    "Compared",
    "Counts",
    "Figures",
    "Interval",
    "Match",
    "Matching",
    "Mistake",
    "MistakeKind",
    "Share",
    "SourceKind",
    "build_figures",
    "calibrate",
    "compare",
    "count_found",
    "count_traps",
    "count_view",
    "find_intervals",
    "find_mistakes",
    "judge_source",
    "match_contents",
]
