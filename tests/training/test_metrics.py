"""The figures: pinned small cases, properties, and the same numbers as the reference scorer where it is at hand."""

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from minicorpus import mini_rows, write_rows
from predictions import as_predicted, extraction, quotation

from provenance.core.records import Form, Quotation
from provenance.core.text import Span
from provenance.core.wire import to_wire
from provenance.training.corpora import GoldArticle, GoldAttribution, GoldReading, GoldRelay, read_corpus
from provenance.training.metrics import (
    F1S,
    VIEWS,
    Counts,
    Figures,
    SourceKind,
    build_figures,
    calibrate,
    compare,
    count_traps,
    count_view,
    find_intervals,
    judge_source,
    match_contents,
)
from provenance.training.metrics.names import same_name
from provenance.training.metrics.words import flag_marks, judge_form, word_starts

EVAL = Path(__file__).parents[3] / "shared" / "eval"
#       0         1         2         3         4         5         6         7
#       01234567890123456789012345678901234567890123456789012345678901234567890123456789
TEXT = "“We will stay,” Ada said. Bob thinks the rain will stop. Doctors warn of “snow” today."
DIRECT = GoldAttribution(content=(Span(0, 15),), source=(Span(16, 19),))
INDIRECT = GoldAttribution(content=(Span(37, 55),), source=(Span(26, 29),))
MIXED = GoldAttribution(content=(Span(73, 85),), source=(Span(57, 64),))
GOLD = GoldArticle(doc="d", text=TEXT, attributions=(DIRECT, INDIRECT, MIXED))
ALL = VIEWS["all"]


def figures(article: GoldArticle, *predicted: Quotation, forms: frozenset[Form] = ALL) -> Figures:
    return build_figures(count_view(compare(article, predicted), forms))


def test_perfect_predictions_are_perfect() -> None:
    """What finds everything has 1 everywhere."""
    found = figures(GOLD, *map(as_predicted, GOLD.attributions))
    assert (found.gold, found.predicted) == (3, 3)
    assert (found.content_f1, found.exact_f1, found.attribution_f1, found.source_accuracy) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("content", "source", "content_hit", "exact", "attribution"),
    [
        ([(0, 15)], (16, 19), 1, 1, 1),
        ([(1, 13)], (16, 24), 1, 1, 1),  # marks and punctuation are no words, and one shared word makes a source
        ([(0, 8)], (16, 19), 1, 0, 1),  # two words of three
        ([(0, 3)], (16, 19), 0, 0, 0),  # one word of three
        ([(0, 15), (37, 46)], (16, 19), 1, 0, 1),  # three words of five
        ([(0, 15)], (26, 29), 1, 1, 0),
        ([(0, 15)], None, 1, 1, 0),
    ],
)
def test_matching(content: Any, source: Any, content_hit: int, exact: int, attribution: int) -> None:  # noqa: ANN401
    """A content matches from half of the words on, exactly with the same words, and its source by one word."""
    counts = count_view(compare(GOLD, [quotation(content, source)]), ALL)
    assert (counts.content, counts.exact, counts.attribution) == (content_hit, exact, attribution)


def test_no_source_on_both_sides_is_right() -> None:
    """An attribution without a source is right if none is predicted."""
    gold = GoldArticle(doc="d", text=TEXT, attributions=(GoldAttribution(content=(Span(0, 15),)),))
    assert figures(gold, quotation([(0, 15)])).attribution_f1 == 1
    assert figures(gold, quotation([(0, 15)], (16, 19))).attribution_f1 == 0


def test_views_take_their_forms() -> None:
    """A view holds the attributions of its forms, and what overlaps only others is judged there."""
    predicted = [as_predicted(DIRECT), quotation([(37, 55)]), quotation([(73, 79)], (57, 64))]
    assert figures(GOLD, *predicted, forms=VIEWS["direct"]).content_f1 == 1
    quoted = figures(GOLD, *predicted, forms=VIEWS["quoted"])
    assert (quoted.gold, quoted.predicted) == (2, 2)
    # “snow” alone is direct, and half of a mixed content: the wrong view, and no mistake there.
    direct = figures(GOLD, *predicted, forms=VIEWS["direct"])
    assert (direct.gold, direct.predicted) == (1, 1)


def test_optional_gold_may_be_missed() -> None:
    """What is optional counts when it is found, and is not missed when it is not."""
    optional = GoldAttribution(content=DIRECT.content, source=DIRECT.source, optional=True)
    gold = GoldArticle(doc="d", text=TEXT, attributions=(optional, INDIRECT))
    assert figures(gold, as_predicted(INDIRECT)).content_f1 == 1
    assert figures(gold, as_predicted(INDIRECT), as_predicted(DIRECT)).gold == 2


def test_parts_count_as_found() -> None:
    """A gold content of parts is found by any of them, and a second part is no mistake."""
    whole = GoldAttribution(content=(Span(0, 55),), parts=(Span(0, 15), Span(37, 55)))
    gold = GoldArticle(doc="d", text=TEXT, attributions=(whole,))
    found = figures(gold, quotation([(0, 15)]), quotation([(37, 55)]))
    assert (found.gold, found.predicted, found.content_f1) == (1, 1, 1)


def test_speakers_and_chains() -> None:
    """Speaker, chain and relays are judged by name, with other readings, over all that is to be found."""
    tass = GoldRelay(role="agency", name="TASS", accept=("Russian news agency",))
    reading = GoldReading(speaker="Ada Lovelace", accept=("Ada",), chain=(tass,))
    other = GoldReading(speaker="Bob")
    told = GoldAttribution(
        content=DIRECT.content, reading=reading, alternatives=(other,), has_speaker=True, has_chain=True
    )
    missed = GoldAttribution(content=INDIRECT.content, reading=reading, has_speaker=True, has_chain=True)
    gold = GoldArticle(doc="d", text=TEXT, attributions=(told, missed))
    right = figures(gold, quotation([(0, 15)], speaker="Ada", relays=["Tass"]))
    assert (right.speaker_accuracy, right.chain_accuracy, right.end_to_end, right.end_to_end_of) == (1, 1, 0.5, 2)
    assert right.link
    assert (right.link.precision, right.link.recall) == (1, 0.5)
    assert figures(gold, quotation([(0, 15)], speaker="Bob")).end_to_end == 0.5
    mixed_up = figures(gold, quotation([(0, 15)], speaker="Bob", relays=["AFP", "TASS"]))
    assert (mixed_up.speaker_accuracy, mixed_up.chain_accuracy, mixed_up.end_to_end) == (0, 0, 0)
    assert mixed_up.link
    assert (mixed_up.link.precision, mixed_up.link.recall) == (0.5, 0.5)
    assert (mixed_up.wrong_name_rate, mixed_up.unsure_rate) == (1, 0)
    nobody = figures(gold, quotation([(0, 15)], relays=["TASS"]))
    assert (nobody.speaker_accuracy, nobody.wrong_name_rate, nobody.unsure_rate) == (0, 0, 1)
    assert figures(GOLD, as_predicted(DIRECT)).speaker_accuracy is None


@pytest.mark.parametrize(
    ("name", "gold", "accept", "is_same"),
    [
        ("sergei lavrov", "Sergei Lavrov’s", (), True),
        ("Kim Jong-un", "Kim Jong Un", (), True),
        ("AP", "Associated Press", (), True),
        ("the Department of State", "DS", (), True),
        ("Lavrov", "Sergei Lavrov", (), False),
        ("Lavrov", "Sergei Lavrov", ("Lavrov",), True),
        ("A", "Ada", (), False),
        (None, None, (), True),
        ("", "Ada", (), False),
        ("Ada", None, (), False),
    ],
)
def test_names(name: str | None, gold: str | None, accept: tuple[str, ...], is_same: bool) -> None:  # noqa: FBT001
    """Names are the same without case, accents, punctuation and articles, and by their initials."""
    assert same_name(name, gold, accept=accept) is is_same


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“all in”", Form.DIRECT),
        ("``all'' ''in''", Form.DIRECT),
        ('"all" "in"', Form.DIRECT),
        ("half “in”", Form.MIXED),
        ("“open\nout", Form.MIXED),
        ("none", Form.INDIRECT),
        ("«other marks»", Form.INDIRECT),
        ("…", Form.INDIRECT),
    ],
)
def test_forms(text: str, form: Form) -> None:
    """The form follows from double marks in the text, which the end of a line closes."""
    assert judge_form(text, [Span(0, len(text))], flags=flag_marks(text)) is form


def test_traps_are_fallen_for() -> None:
    """Words in marks that quote nobody count as fallen for when a prediction with marks takes them."""
    gold = GoldArticle(doc="d", text=TEXT, not_quotes=(Span(73, 79), Span(0, 15)))
    assert count_traps(compare(gold, [quotation([(73, 79)]), quotation([(37, 55)])])) == (1, 2)


def test_calibration_pins() -> None:
    """The error is the mean distance between score and share of right ones, weighted over the bins."""
    scored = [as_predicted(DIRECT, score=1.0), as_predicted(INDIRECT, score=0.95), quotation([(80, 85)], score=0.15)]
    found = calibrate([match_contents(compare(GOLD, scored), ALL)])
    assert [(one.low, one.predicted, one.right) for one in found.bins] == [(0.1, 1, 0.0), (0.9, 2, 1.0)]
    assert found.error == pytest.approx((0.15 + 2 * 0.025) / 3)
    assert calibrate([]).error is None


def test_intervals_hold_their_figure() -> None:
    """The interval is the same for the same seed, holds the figure, and is a point for articles that are alike."""
    good, bad = (count_view(compare(GOLD, predicted), ALL) for predicted in ([as_predicted(DIRECT)], []))
    mixed = find_intervals([good, bad, good, bad, good], samples=200, seed=1)
    assert mixed == find_intervals([good, bad, good, bad, good], samples=200, seed=1)
    figure = build_figures(Counts.total([good, bad, good, bad, good]))
    assert all(mixed[name].low < getattr(figure, name) < mixed[name].high for name in F1S)
    alike = find_intervals([good] * 5, samples=50, seed=1)["content_f1"]
    assert alike.low == alike.high == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [(16, 19, SourceKind.NAME), (57, 64, SourceKind.NAME), (0, 3, SourceKind.PRONOUN), (37, 45, SourceKind.PHRASE)],
)
def test_source_kinds(start: int, end: int, kind: SourceKind) -> None:
    """The kind of a source follows from its words."""
    gold = GoldAttribution(content=(Span(66, 72),), source=(Span(start, end),))
    read = compare(GoldArticle(doc="d", text=TEXT, attributions=(gold,)), []).golds[0]
    assert judge_source(read, text=TEXT) is kind
    # A word that stands elsewhere in small letters is no name.
    expected = SourceKind.PHRASE if (start, end) == (57, 64) else kind
    assert judge_source(read, text=f"{TEXT} The doctors left.") is expected


CUTS = st.lists(st.integers(0, 60), min_size=0, max_size=12, unique=True).map(sorted)
LONG = " ".join(f"word{n}" for n in range(60))
PLACES = [*sorted(word_starts(LONG, [Span(0, len(LONG))])), len(LONG)]


def _contents(cuts: list[int]) -> list[tuple[int, int]]:
    """Make contents that do not overlap out of places in a text."""
    return [(PLACES[one], PLACES[two]) for one, two in zip(cuts[::2], cuts[1::2], strict=False)]


@given(CUTS, CUTS)
def test_swapping_gold_and_prediction_swaps_precision_and_recall(one: list[int], other: list[int]) -> None:
    """Gold and prediction are treated alike, but for what is excused."""

    def compared(gold: list[int], predicted: list[int]) -> tuple[Counts, bool]:
        attributions = tuple(GoldAttribution(content=(Span(*pair),)) for pair in _contents(gold))
        article = GoldArticle(doc="d", text=LONG, attributions=attributions)
        read = compare(article, [quotation([pair]) for pair in _contents(predicted)])
        return count_view(read, ALL), bool(match_contents(read, ALL).excused)

    (there, excused), (back, excused_too) = compared(one, other), compared(other, one)
    assume(not excused and not excused_too)
    first, second = build_figures(there).content, build_figures(back).content
    assert (first.precision, first.recall) == (second.recall, second.precision)


@dataclass(frozen=True)
class Reference:
    """The scorer that the figures were first defined by, and articles as it and as we read them."""

    score: Callable[..., tuple[dict[str, Any], list[Any]]]
    gold: list[tuple[dict[str, Any], GoldArticle]]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    if not (EVAL / "score.py").is_file():
        pytest.skip("the reference scorer is not at hand")
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows = mini_rows()
    for path in sorted(EVAL.glob("*.gold.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    read = read_corpus(write_rows(tmp_path_factory.mktemp("gold") / "gold.jsonl", rows))
    articles = [item for item in read if isinstance(item, GoldArticle)]
    return Reference(score=module.score, gold=list(zip(rows, articles, strict=True)))


def _damaged(article: GoldArticle, draw: Any) -> list[Quotation]:  # noqa: ANN401 - random.Random, drawn by Hypothesis
    """Predict what the gold says, with the mistakes that models make."""
    predicted = []
    for gold in article.attributions:
        start, end = gold.content[0].start, gold.content[-1].end
        right = as_predicted(gold, score=draw.random())
        cut = max(start + 1, min(len(article.text), end + draw.randint(-30, 30)))
        source = draw.choice([right.source, None, Span(start, start + 1)])
        wrong = quotation([(start, cut)], (source.start, source.end) if source else None, speaker="Ada", relays=["AP"])
        predicted += draw.choice([[], [right], [wrong], [right, wrong], [right, right]])
    return predicted


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_figures_are_those_of_the_reference(reference: Reference, draw: Any) -> None:  # noqa: ANN401 - as above
    """On predictions right and wrong, every figure is exactly the reference's."""
    chosen = draw.sample(reference.gold, k=3)
    read = [compare(article, _damaged(article, draw)) for _, article in chosen]
    wired = {
        one.article.doc: to_wire(extraction(one.article, [p.quotation for p in one.predicted]))["quotations"]
        for one in read
    }
    wanted, _ = reference.score([row for row, _ in chosen], wired)
    for view, forms in VIEWS.items():
        found = build_figures(Counts.total(count_view(one, forms) for one in read))
        assert _named(found) == {name: wanted[view][name] for name in _named(found)}
        content = found.content
        assert [content.precision, content.recall, content.f1] == list(wanted[view]["content"].values())
    link = build_figures(Counts.total(count_view(one, ALL) for one in read)).link
    assert ([link.precision, link.recall, link.f1] if link else [0, 0, 0]) == list(wanted["link"].values())[:3]
    fallen, of = map(sum, zip(*map(count_traps, read), strict=True))
    assert {"fallen_for": fallen, "of": of} == wanted["traps"]


def _named(found: Figures) -> dict[str, float | None]:
    return {
        "gold": found.gold,
        "predicted": found.predicted,
        "exact_f1": found.exact_f1,
        "attribution_f1": found.attribution_f1,
        "source_acc": found.source_accuracy,
        "speaker_acc": found.speaker_accuracy,
        "chain_exact": found.chain_accuracy,
        "end_to_end": found.end_to_end,
        "end_to_end_n": found.end_to_end_of,
    }
