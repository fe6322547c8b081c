"""Which predicted quotation is which gold attribution: one to one, the most alike first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from provenance.core.records import Form, Quotation
from provenance.training.corpora.records import GoldArticle, GoldAttribution
from provenance.training.metrics.words import Words, flag_marks, jaccard, judge_form, word_starts

LEAST_ALIKE = 0.5
"""Contents match from this token Jaccard on."""

VIEWS: Mapping[str, frozenset[Form]] = MappingProxyType(
    {
        "all": frozenset(Form),
        "quoted": frozenset({Form.DIRECT, Form.MIXED}),
        "direct": frozenset({Form.DIRECT}),
    }
)
"""The views in which figures are given, and the forms that each takes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A gold attribution, read for scoring.

    Attributes:
        attribution: As annotated.
        form: As its marks say.
        content: Words of the content.
        targets: Sets of words that count as its content: the whole, each part, and the parts together.
        source: Words of the source.
    """

    attribution: GoldAttribution
    form: Form
    content: Words
    targets: tuple[Words, ...]
    source: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """A predicted quotation, read for scoring; its form too is what the marks say, whatever the model says."""

    quotation: Quotation
    form: Form
    content: Words
    source: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The gold attributions and the predicted quotations of one article."""

    article: GoldArticle
    golds: tuple[Gold, ...]
    predicted: tuple[Predicted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A gold attribution and the prediction that found it.

    Attributes:
        gold: The attribution.
        predicted: The prediction.
        alike: Token Jaccard of their contents, in [0.5, 1].
    """

    gold: Gold
    predicted: Predicted
    alike: float

    @property
    def is_exact(self) -> bool:
        """Whether the contents have the very same words."""
        return self.alike == 1

    @property
    def is_source_right(self) -> bool:
        """Whether the sources share a word, or there is none on either side."""
        one, other = self.gold.source, self.predicted.source
        return bool(one & other) or (not one and not other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What became of the attributions and predictions of some forms in one article.

    Attributes:
        matches: Those that found each other.
        missed: Gold attributions that nothing found, optional ones too.
        wrong: Predictions that found nothing.
        excused: Predictions that found nothing and are no mistake: another part of what was found, or of another form.
    """

    matches: tuple[Match, ...]
    missed: tuple[Gold, ...]
    wrong: tuple[Predicted, ...]
    excused: tuple[Predicted, ...]


def compare(article: GoldArticle, quotations: Iterable[Quotation]) -> Compared:
    """Read an article and what was predicted for it."""
    flags = flag_marks(article.text)
    return Compared(
        article=article,
        golds=tuple(_read_gold(article.text, a, flags=flags) for a in article.attributions),
        predicted=tuple(
            Predicted(
                quotation=quotation,
                form=judge_form(article.text, quotation.content, flags=flags),
                content=word_starts(article.text, quotation.content),
                source=word_starts(article.text, [quotation.source] if quotation.source else []),
            )
            for quotation in quotations
        ),
    )


def _read_gold(text: str, attribution: GoldAttribution, *, flags: Sequence[bool]) -> Gold:
    content = word_starts(text, attribution.content)
    parts = [word_starts(text, [part]) for part in attribution.parts]
    together = [word_starts(text, attribution.parts)] if parts else []
    return Gold(
        attribution=attribution,
        form=judge_form(text, attribution.content, flags=flags),
        content=content,
        targets=(content, *parts, *together),
        source=word_starts(text, attribution.source),
    )


def match_contents(compared: Compared, forms: frozenset[Form]) -> Matching:
    """Match the gold attributions of some forms with the predictions of these forms."""
    golds = [gold for gold in compared.golds if gold.form in forms]
    predicted = [one for one in compared.predicted if one.form in forms]
    alike = [
        (score, i, j)
        for i, gold in enumerate(golds)
        for j, one in enumerate(predicted)
        if (score := max(jaccard(target, one.content) for target in gold.targets)) >= LEAST_ALIKE
    ]
    chosen = _choose(alike)
    found, used = {i for _, i, _ in chosen}, {j for _, _, j in chosen}
    others = [gold for gold in compared.golds if gold.form not in forms]
    rivals = {j for _, _, j in alike}
    excused = {
        j for j, one in enumerate(predicted) if j not in used and (j in rivals or _is_excused(one, golds, others))
    }
    return Matching(
        matches=tuple(Match(gold=golds[i], predicted=predicted[j], alike=score) for score, i, j in chosen),
        missed=tuple(gold for i, gold in enumerate(golds) if i not in found),
        wrong=tuple(one for j, one in enumerate(predicted) if j not in used | excused),
        excused=tuple(predicted[j] for j in sorted(excused)),
    )


def _choose(alike: Iterable[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Choose pairs of which each has a gold and a prediction of its own, the most alike first."""
    chosen: list[tuple[float, int, int]] = []
    used_golds, used_predicted = set[int](), set[int]()
    for score, i, j in sorted(alike, reverse=True):
        if i not in used_golds and j not in used_predicted:
            used_golds.add(i)
            used_predicted.add(j)
            chosen.append((score, i, j))
    return chosen


def _is_excused(one: Predicted, golds: Sequence[Gold], others: Sequence[Gold]) -> bool:
    """Say whether a prediction is a further part of a gold content of several, or overlaps gold of other forms alone.

    The latter is judged in the view of that form.
    """
    is_part = any(gold.attribution.parts and one.content and one.content <= gold.content for gold in golds)
    touches_others = any(one.content & other.content for other in others)
    return is_part or (touches_others and not any(one.content & gold.content for gold in golds))
