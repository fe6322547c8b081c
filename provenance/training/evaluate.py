"""Evaluates a model: what it extracts from gold articles, against what the gold says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from provenance.core.records import Article, Extraction, Form
from provenance.core.wire import text_sha256
from provenance.errors import SpanError
from provenance.training.corpora.records import GoldArticle
from provenance.training.evaluation import Evaluation, SourceFigures
from provenance.training.metrics import (
    VIEWS,
    Compared,
    Counts,
    Figures,
    Match,
    Matching,
    SourceKind,
    build_figures,
    calibrate,
    compare,
    count_found,
    count_traps,
    count_view,
    find_intervals,
    find_mistakes,
    judge_source,
    match_contents,
)

SAMPLES = 1000
SEED = 20161108


def build_article(gold: GoldArticle) -> Article:
    """Build the article that a model is given: the text, and nothing that the gold knows of it."""
    return Article(locator=gold.doc, text=gold.text, raw_sha256=text_sha256(gold.text))


def evaluate(
    gold: Sequence[GoldArticle],
    extractions: Iterable[Extraction],
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Evaluation:
    """Evaluate a model.

    Args:
        gold: The articles, 1 or more.
        extractions: What the model found in each, in the same order; see `build_article`.
        samples: Number of samples for the intervals, 1 or more.
        seed: Of the intervals.

    Raises:
        SpanError: An extraction is not of the text of its gold article.
    """
    model, compared = "", list[Compared]()
    for article, extraction in zip(gold, extractions, strict=True):
        if article.text != extraction.article.text:
            message = f"what was extracted from {extraction.article.locator} is not from the text of {article.doc}"
            raise SpanError(message, hint="extract from the texts of the gold articles themselves")
        model = f"{extraction.pipeline.name} {extraction.pipeline.version}"
        compared.append(compare(article, extraction.quotations))
    counts = {name: [count_view(one, forms) for one in compared] for name, forms in VIEWS.items()}
    matchings = [match_contents(one, VIEWS["all"]) for one in compared]
    return Evaluation(
        model=model,
        articles=len(compared),
        views=_build_all(counts),
        intervals={name: find_intervals(each, samples=samples, seed=seed) for name, each in counts.items()},
        forms={
            form: build_figures(Counts.total(count_view(one, frozenset({form})) for one in compared)) for form in Form
        },
        sources=_by_source(compared, matchings),
        outlets=_by_outlet(gold, counts),
        calibration=calibrate(matchings),
        traps=_add_pairs(count_traps(one) for one in compared),
        mistakes=tuple(m for one, found in zip(compared, matchings, strict=True) for m in find_mistakes(one, found)),
    )


def _build_all(counts: Mapping[str, Sequence[Counts]]) -> dict[str, Figures]:
    return {name: build_figures(Counts.total(each)) for name, each in counts.items()}


def _by_outlet(gold: Sequence[GoldArticle], counts: Mapping[str, Sequence[Counts]]) -> dict[str, Mapping[str, Figures]]:
    places = defaultdict(list)
    for place, article in enumerate(gold):
        if article.outlet:
            places[article.outlet].append(place)
    return {
        outlet: _build_all({name: [each[i] for i in places[outlet]] for name, each in counts.items()})
        for outlet in sorted(places)
    }


def _by_source(compared: Sequence[Compared], matchings: Sequence[Matching]) -> dict[SourceKind, SourceFigures]:
    found = defaultdict[SourceKind, list[Match | None]](list)
    for one, matching in zip(compared, matchings, strict=True):
        for match in matching.matches:
            found[judge_source(match.gold, text=one.article.text)].append(match)
        for gold in matching.missed:
            if not gold.attribution.optional:
                found[judge_source(gold, text=one.article.text)].append(None)
    return {kind: _source_figures(found[kind]) for kind in SourceKind if kind in found}


def _source_figures(found: Sequence[Match | None]) -> SourceFigures:
    figures = build_figures(Counts.total(count_found(match) for match in found if match))
    return SourceFigures(
        gold=len(found),
        content_recall=sum(match is not None for match in found) / len(found),
        attribution_recall=sum(bool(match and match.is_source_right) for match in found) / len(found),
        speaker_accuracy=figures.speaker_accuracy,
        wrong_name_rate=figures.wrong_name_rate,
        unsure_rate=figures.unsure_rate,
    )


def _add_pairs(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    one, other = map(sum, zip(*pairs, strict=True))
    return one, other
