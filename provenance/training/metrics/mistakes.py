"""What goes wrong, one by one: for people who want to see more than a figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.core.records import Form
from provenance.core.text import Span
from provenance.core.wire import content_text
from provenance.training.metrics.matching import Compared, Gold, Match, Matching, Predicted

_MOST = 0.5


class MistakeKind(StrEnum):
    """What is wrong.

    `MISSED`: nothing predicted touches the gold content. `MERGED`: what touches it covers another one too. `BOUNDARY`:
    what touches it is too long or too short. `SOURCE`: the content is right, the source is not. `SPURIOUS`: predicted
    where the gold has nothing, or nothing that is not found already.
    """

    MISSED = "missed"
    MERGED = "merged"
    BOUNDARY = "boundary"
    SOURCE = "source"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake.

    Attributes:
        kind: What is wrong.
        doc: The article.
        form: Form of the gold content; of the predicted one where there is no gold.
        start: Where the content begins in the article's text.
        gold: Words of the gold content; None where it has none.
        predicted: Words of the predicted content; None where there is none.
        gold_source: Words of the gold source; None where it has none.
        predicted_source: The same for the prediction.
        score: Score of the prediction; None where there is none.
    """

    kind: MistakeKind
    doc: str
    form: Form
    start: int
    gold: str | None = None
    predicted: str | None = None
    gold_source: str | None = None
    predicted_source: str | None = None
    score: float | None = None


def find_mistakes(compared: Compared, matching: Matching) -> tuple[Mistake, ...]:
    """Find the mistakes in one article, in the order of its text.

    Args:
        compared: The article.
        matching: What `match_contents` says of all its forms.
    """
    found = [*_in_matches(compared, matching.matches), *_in_golds(compared, matching), *_in_rest(compared, matching)]
    return tuple(sorted(found, key=lambda mistake: (mistake.start, mistake.kind)))


def _in_matches(compared: Compared, matches: Sequence[Match]) -> Iterator[Mistake]:
    for match in matches:
        if not match.is_source_right:
            yield _build(MistakeKind.SOURCE, compared, gold=match.gold, predicted=match.predicted)


def _in_golds(compared: Compared, matching: Matching) -> Iterator[Mistake]:
    for gold in matching.missed:
        if not gold.attribution.optional:
            touching = max(compared.predicted, key=lambda one: len(one.content & gold.content), default=None)
            if touching is None or not touching.content & gold.content:
                yield _build(MistakeKind.MISSED, compared, gold=gold)
            else:
                covered = sum(_covers(touching, other) for other in compared.golds)
                kind = MistakeKind.MERGED if covered > 1 else MistakeKind.BOUNDARY
                yield _build(kind, compared, gold=gold, predicted=touching)


def _covers(one: Predicted, gold: Gold) -> bool:
    return len(one.content & gold.content) > _MOST * len(gold.content)


def _in_rest(compared: Compared, matching: Matching) -> Iterator[Mistake]:
    """Give what was predicted for nothing; what touches a missed content is told with that."""
    for one in matching.wrong:
        if not any(one.content & gold.content for gold in matching.missed):
            yield _build(MistakeKind.SPURIOUS, compared, predicted=one)


def _build(
    kind: MistakeKind, compared: Compared, *, gold: Gold | None = None, predicted: Predicted | None = None
) -> Mistake:
    text = compared.article.text
    form, start = (gold.form, gold.attribution.content[0].start) if gold else (Form.INDIRECT, 0)
    if predicted and not gold:
        form, start = predicted.form, predicted.quotation.content[0].start
    source = predicted.quotation.source if predicted else None
    return Mistake(
        kind=kind,
        doc=compared.article.doc,
        form=form,
        start=start,
        gold=_words(text, gold.attribution.content) if gold else None,
        predicted=_words(text, predicted.quotation.content) if predicted else None,
        gold_source=_words(text, gold.attribution.source) if gold else None,
        predicted_source=_words(text, (source,)) if source else None,
        score=predicted.quotation.score if predicted else None,
    )


def _words(text: str, spans: tuple[Span, ...]) -> str | None:
    return content_text(text, spans) if spans else None
