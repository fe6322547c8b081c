"""From a folder of corpora to the weights of antecedents: the one way in which they are made."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from provenance.nlp.coreference.antecedents import AnaphorKind
from provenance.nlp.coreference.scorer import Scorer, write_scorer
from provenance.nlp.names import build_finder
from provenance.nlp.tokens import build_language
from provenance.registry import load_registry
from provenance.training.corpora import GoldArticle, SilverArticle
from provenance.training.speakers.fitting import Outcome, fit_scorer, measure
from provenance.training.speakers.gum import read_gum
from provenance.training.speakers.samples import Sample, School

ANTECEDENTS = "antecedents.json"
"""Name of the file with the weights in the folder of a model."""

_TRADE_OFF = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Weights as JSON, and what they do on articles that they were not learned on, by kind of anaphor."""

    text: str
    outcomes: dict[str, Outcome]


def learn_antecedents(
    folder: Path,
    train: Sequence[GoldArticle],
    dev: Sequence[GoldArticle],
    silver: dict[str, SilverArticle],
    *,
    report: Callable[[int], None] = lambda _: None,
) -> Learned:
    """Learn whom pronouns and nouns mean from the clusters of articles.

    Args:
        folder: Where the corpora are; GUM is read from below it, if it is there.
        train: Articles to learn from; those without clusters teach nothing.
        dev: Articles to measure on.
        silver: Clusters by article.
        report: Is told how many articles were read.
    """
    school = build_school()
    samples = []
    for number, sample in enumerate(_collect(school, train, silver), start=1):
        samples += sample
        report(number)
    gold = [each for article, clusters in read_gum(folder) for each in school.collect(article, clusters, is_gold=True)]
    scorer = fit_scorer([*samples, *gold])
    held = [each for found in _collect(school, dev, silver) for each in found]
    outcomes = {kind.value: measure(scorer, [each for each in held if each.kind is kind]) for kind in AnaphorKind}
    about = {
        "learned_on": {"silver": len(samples), "gold": len(gold)},
        "held_out": {kind: asdict(outcome) for kind, outcome in outcomes.items()},
        "trade_off": {str(sure): asdict(measure(_with_threshold(scorer, sure), held)) for sure in _TRADE_OFF},
    }
    return Learned(text=write_scorer(scorer, about=about), outcomes=outcomes)


def _with_threshold(scorer: Scorer, sure: float) -> Scorer:
    return replace(scorer, thresholds=dict.fromkeys(AnaphorKind, sure))


def build_school() -> School:
    """Build what reads articles as the resolver does, with the registry of the package."""
    registry = load_registry()
    return School(build_language(), build_finder(registry), registry)


def _collect(
    school: School, articles: Sequence[GoldArticle], silver: dict[str, SilverArticle]
) -> Iterator[list[Sample]]:
    """Yield the choices of each article once, whoever annotated it."""
    for article in {article.doc: article for article in articles if article.doc in silver}.values():
        yield school.collect(article, silver[article.doc])
