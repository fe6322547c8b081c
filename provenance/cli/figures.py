"""Shows the figures of models as tables."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO

from provenance.cli.output import Column, print_table
from provenance.core.text import printable

if TYPE_CHECKING:
    from provenance.nlp.encoder.card import Card
    from provenance.training.evaluation import Evaluation
    from provenance.training.metrics import Figures, Interval, Mistake

Row = tuple[str, ...]
Humans = tuple[str, Mapping[str, Mapping[str, float]]]

_HEADINGS = ("Gold", "Found", "P", "R", "Content F1", "Exact", "With source", "Source")
_SOURCE_HEADINGS = ("Source", "Gold", "Content R", "With source R", "Speaker", "Wrong name", "Unsure")
_CHAIN_HEADINGS = ("Model", "View", "Gold", "Speaker", "Wrong name", "Unsure", "Chain", "Relays P", "R", "End to end")
_WORDS = 60


def print_evaluations(
    evaluations: "Sequence[Evaluation]", *, humans: Humans, mistakes: "Sequence[Mistake]", out: TextIO
) -> None:
    """Print the figures of models, and more of the first one.

    Args:
        evaluations: 1 or more.
        humans: What to call human annotators, and their F1s by view.
        mistakes: Of the first model, to be shown one by one.
        out: Where to.
    """
    first = evaluations[0]
    out.write(f"{first.articles} articles. F1 with the interval that holds it with a probability of 95 %:\n\n")
    _print(("Model", "View", *_HEADINGS), _view_rows(evaluations, humans=humans), out=out)
    out.write("\n* of PolNeAR against each other, on other articles\n")
    if first.views["all"].end_to_end_of:
        out.write("\nSpeakers and chains of what is found, and of all there is to find:\n\n")
        _print(_CHAIN_HEADINGS, _chain_rows(evaluations), out=out)
    out.write(f"\n{first.model} by form:\n\n")
    _print(("Form", *_HEADINGS), [(form.value, *_cells(each)) for form, each in first.forms.items()], out=out)
    out.write(f"\n{first.model} by kind of source:\n\n")
    _print(_SOURCE_HEADINGS, _source_rows(first), out=out)
    if first.outlets:
        out.write(f"\n{first.model} by outlet:\n\n")
        headings = ("Outlet", "Gold", *(f"{view}: F1, with source" for view in first.views))
        _print(headings, _outlet_rows(first), out=out)
    _print_calibration(first, out=out)
    _print_mistakes(first, mistakes, out=out)


def print_card(card: "Card", *, out: TextIO) -> None:
    """Print what a model's card says, but for the figures by outlet and the like."""
    facts = card.facts
    for name, value in (
        ("Name", card.name),
        ("SHA-256", card.digest),
        ("Made at", facts.get("made_at")),
        ("Licence", facts.get("licence")),
        ("About", facts.get("about")),
    ):
        if value:
            _line(name, value, out=out)
    for corpus in facts.get("corpora", ()):
        _line("Corpus", f"{corpus['name']}: {corpus['about']}", out=out)
    for limit in facts.get("limits", ()):
        _line("Limit", limit, out=out)
    views = facts.get("scores", {}).get("views", {})
    if views:
        out.write("\nOn the articles that it was tuned on, F1; `model evaluate` refuses figures below the floor:\n\n")
        headings = ("View", "Gold", "Content", "Floor", "With source", "Floor")
        _print(headings, [_card_row(card, view, each) for view, each in views.items()], out=out)


def _line(name: str, value: object, *, out: TextIO) -> None:
    out.write(f"{name + ':':9}{printable(str(value))}\n")


def _card_row(card: "Card", view: str, figures: Mapping[str, Any]) -> Row:
    floors = (card.floor.get(f"{view}.{name}") for name in ("content_f1", "attribution_f1"))
    content, attribution = (_number(figures[name]["f1"]) for name in ("content", "attribution"))
    least_content, least_attribution = map(_number, floors)
    return view, str(figures["gold"]), content, least_content, attribution, least_attribution


def _view_rows(evaluations: "Sequence[Evaluation]", *, humans: Humans) -> Iterable[Row]:
    for view in evaluations[0].views:
        for each in evaluations:
            yield each.model, view, *_cells(each.views[view], each.intervals[view])
        name, agreement = humans
        known = agreement.get(view, {})
        content, attribution = (_number(known.get(figure)) for figure in ("content_f1", "attribution_f1"))
        yield name, view, "", "", "", "", content, "", attribution, ""


def _chain_rows(evaluations: "Sequence[Evaluation]") -> Iterable[Row]:
    for view in evaluations[0].views:
        for each in evaluations:
            figures = each.views[view]
            speakers = (figures.speaker_accuracy, figures.wrong_name_rate, figures.unsure_rate)
            links = (figures.link.precision, figures.link.recall) if figures.link else (None, None)
            cells = map(_number, (*speakers, figures.chain_accuracy, *links, figures.end_to_end))
            yield each.model, view, str(figures.end_to_end_of), *cells


def _cells(figures: "Figures", intervals: "Mapping[str, Interval] | None" = None) -> Row:
    between = intervals or {}
    return (
        str(figures.gold),
        str(figures.predicted),
        _number(figures.content.precision),
        _number(figures.content.recall),
        _with_interval(figures.content_f1, between.get("content_f1")),
        _number(figures.exact_f1),
        _with_interval(figures.attribution_f1, between.get("attribution_f1")),
        _number(figures.source_accuracy),
    )


def _source_rows(evaluation: "Evaluation") -> Iterable[Row]:
    for kind, each in evaluation.sources.items():
        speakers = (each.speaker_accuracy, each.wrong_name_rate, each.unsure_rate)
        yield kind.value, str(each.gold), *map(_number, (each.content_recall, each.attribution_recall, *speakers))


def _outlet_rows(evaluation: "Evaluation") -> Iterable[Row]:
    for outlet, views in evaluation.outlets.items():
        shown = (f"{_number(each.content_f1)}  {_number(each.attribution_f1)}" for each in views.values())
        yield outlet, str(views["all"].gold), *shown


def _print_calibration(evaluation: "Evaluation", *, out: TextIO) -> None:
    calibration = evaluation.calibration
    if calibration.error is None:
        return
    out.write(f"\nScores: expected calibration error {calibration.error:.3f}\n\n")
    rows = (
        (f"{each.low:.1f} to {each.high:.1f}", str(each.predicted), _number(each.score), _number(each.right))
        for each in calibration.bins
    )
    _print(("Score", "Found", "Mean score", "Right"), rows, out=out)


def _print_mistakes(evaluation: "Evaluation", mistakes: "Sequence[Mistake]", *, out: TextIO) -> None:
    counted = ", ".join(f"{n} {kind.value}" for kind, n in evaluation.count_mistakes().items())
    fallen, traps = evaluation.traps
    out.write(f"\nMistakes: {counted}")
    out.write(f"; fell for {fallen} of {traps} quotation marks that quote nobody\n" if traps else "\n")
    for mistake in mistakes:
        out.write(f"\n{mistake.kind.value}  {printable(mistake.doc)}, {mistake.form.value}, at {mistake.start}\n")
        for name, words, source in (
            ("gold", mistake.gold, mistake.gold_source),
            ("model", mistake.predicted, mistake.predicted_source),
        ):
            said = f"{_short(source) if source else '(nobody)'}: {_short(words)}" if words else "(nothing)"
            out.write(f"  {name:5}  {said}\n")


def _short(words: str) -> str:
    """Cut words to what a line holds, in the middle: boundaries are at the ends."""
    shown = printable(words)
    return shown if len(shown) <= 2 * _WORDS else f"{shown[:_WORDS].rstrip()} … {shown[-_WORDS:].lstrip()}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _with_interval(value: float, interval: "Interval | None") -> str:
    return f"{value:.2f} {interval.low:.2f}–{interval.high:.2f}" if interval else f"{value:.2f}"


def _print(headings: Row, rows: Iterable[Row], *, out: TextIO) -> None:
    columns: list[Column[Row]] = [
        Column(name=name, value=itemgetter(i), heading=name) for i, name in enumerate(headings)
    ]
    print_table(list(rows), columns=columns, out=out, nothing="No figures.")
