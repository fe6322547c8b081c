"""What an evaluation says: figures by view, form, kind of source and outlet, mistakes, and what is below its floor."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest

from provenance.core.records import Form
from provenance.core.wire import Wire
from provenance.errors import ModelMismatch
from provenance.training.metrics import F1S, Calibration, Figures, Interval, Mistake, MistakeKind, Share, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigures:
    """Figures for the gold attributions with one kind of source, in [0, 1].

    Attributes:
        gold: Number of attributions to be found.
        content_recall: Share of them whose content is found.
        attribution_recall: Share of them whose content is found with the right source.
        speaker_accuracy: Share of the contents found whose speaker is right; None where the gold tells none.
        wrong_name_rate: Share of the contents found that are given to somebody else; None as above.
        unsure_rate: Share of the contents found for which nobody is named, though somebody speaks; None as above.
    """

    gold: int
    content_recall: float
    attribution_recall: float
    speaker_accuracy: float | None
    wrong_name_rate: float | None
    unsure_rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a model does on gold articles.

    Attributes:
        model: Its name and version, as `rules 0.1.0`.
        articles: Number of articles.
        views: Figures of the views `all`, `quoted` and `direct`.
        intervals: 95 % intervals of the F1s of each view, by the name of the figure.
        forms: Figures of each form alone.
        sources: Figures by kind of source; kinds that the gold has none of are left out.
        outlets: Figures of all views by outlet; empty where the gold tells none.
        calibration: How far the scores can be trusted.
        traps: Words in marks that quote nobody: how many it fell for, and how many there are.
        mistakes: All that is wrong, article by article.
    """

    model: str
    articles: int
    views: Mapping[str, Figures]
    intervals: Mapping[str, Mapping[str, Interval]]
    forms: Mapping[Form, Figures]
    sources: Mapping[SourceKind, SourceFigures]
    outlets: Mapping[str, Mapping[str, Figures]]
    calibration: Calibration
    traps: tuple[int, int]
    mistakes: tuple[Mistake, ...]

    def count_mistakes(self) -> dict[MistakeKind, int]:
        """Count the mistakes by kind."""
        found = Counter(mistake.kind for mistake in self.mistakes)
        return {kind: found[kind] for kind in MistakeKind}

    def errors(self, n: int) -> tuple[Mistake, ...]:
        """Choose mistakes to look at: of each kind in turn, and spread over the articles.

        Args:
            n: How many, 0 or more.
        """
        by_kind = (_spread([m for m in self.mistakes if m.kind is kind], n) for kind in MistakeKind)
        return tuple(m for turn in zip_longest(*by_kind) for m in turn if m)[:n]


def _spread(mistakes: Sequence[Mistake], n: int) -> list[Mistake]:
    """Take one mistake an article, then a second one of each, until there are n."""
    seen: Counter[str] = Counter()
    ranked = []
    for number, mistake in enumerate(mistakes):
        seen[mistake.doc] += 1
        ranked.append((seen[mistake.doc], number))
    return [mistakes[number] for _, number in sorted(ranked)[:n]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A figure below its floor.

    Attributes:
        figure: Its name, such as `quoted.attribution_f1`.
        value: What was measured, in [0, 1].
        floor: The least that it should be.
    """

    figure: str
    value: float
    floor: float


def find_shortfalls(evaluation: Evaluation, floor: Mapping[str, float]) -> Iterator[Shortfall]:
    """Find the figures that are below their floor.

    Args:
        evaluation: What was measured.
        floor: The least by the name of the figure: a view, a full stop, and one of `F1S`.

    Raises:
        ModelMismatch: The floor names a figure that is not measured.
    """
    for name, least in floor.items():
        view, _, figure = name.partition(".")
        if view not in evaluation.views or figure not in F1S:
            message = f"the model's floor names {name}, which is not measured"
            hint = f"views are {', '.join(evaluation.views)}, and figures {', '.join(F1S)}"
            raise ModelMismatch(message, hint=hint)
        value: float = getattr(evaluation.views[view], figure)
        if value < least:
            yield Shortfall(figure=name, value=value, floor=least)


def evaluation_to_wire(evaluation: Evaluation) -> Wire:
    """Build the JSON object of an evaluation, without its mistakes one by one."""
    return {
        "model": evaluation.model,
        "articles": evaluation.articles,
        "views": {
            view: {
                **_figures_to_wire(figures),
                "intervals": {name: [one.low, one.high] for name, one in evaluation.intervals[view].items()},
            }
            for view, figures in evaluation.views.items()
        },
        "forms": {form.value: _figures_to_wire(figures) for form, figures in evaluation.forms.items()},
        "sources": {kind.value: asdict(figures) for kind, figures in evaluation.sources.items()},
        "outlets": {
            outlet: {view: _figures_to_wire(figures) for view, figures in views.items()}
            for outlet, views in evaluation.outlets.items()
        },
        "calibration": asdict(evaluation.calibration),
        "traps": {"fallen_for": evaluation.traps[0], "of": evaluation.traps[1]},
        "mistakes": {kind.value: n for kind, n in evaluation.count_mistakes().items()},
    }


def _figures_to_wire(figures: Figures) -> Wire:
    return {
        "gold": figures.gold,
        "predicted": figures.predicted,
        "content": _share_to_wire(figures.content),
        "exact": _share_to_wire(figures.exact),
        "attribution": _share_to_wire(figures.attribution),
        "source_accuracy": figures.source_accuracy,
        "speaker_accuracy": figures.speaker_accuracy,
        "wrong_name_rate": figures.wrong_name_rate,
        "unsure_rate": figures.unsure_rate,
        "chain_accuracy": figures.chain_accuracy,
        "end_to_end": figures.end_to_end,
        "end_to_end_of": figures.end_to_end_of,
        "link": _share_to_wire(figures.link) if figures.link else None,
    }


def _share_to_wire(share: Share) -> Wire:
    return {"precision": share.precision, "recall": share.recall, "f1": share.f1}


def mistake_to_wire(mistake: Mistake) -> Wire:
    """Build the JSON object of a mistake."""
    return asdict(mistake)
