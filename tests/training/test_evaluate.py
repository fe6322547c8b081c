"""An evaluation says how good a model is, and where it goes wrong."""

import json
from pathlib import Path

import pytest
from minicorpus import mini_rows, write_rows
from predictions import as_predicted, extraction, quotation

from provenance.core.records import Form, Quotation
from provenance.core.text import Span
from provenance.errors import ModelMismatch, SpanError
from provenance.training.corpora import GoldArticle, GoldAttribution, read_corpus
from provenance.training.evaluate import evaluate
from provenance.training.evaluation import Evaluation, evaluation_to_wire, find_shortfalls, mistake_to_wire
from provenance.training.metrics import MistakeKind, SourceKind

#       0         1         2         3         4         5         6         7
#       01234567890123456789012345678901234567890123456789012345678901234567890123456789
TEXT = "“We will stay,” Ada said. Bob thinks the rain will stop. Doctors warn of “snow” today."
STAY = GoldAttribution(content=(Span(0, 15),), source=(Span(16, 19),))
RAIN = GoldAttribution(content=(Span(37, 55),), source=(Span(26, 29),))
SNOW = GoldAttribution(content=(Span(73, 85),), source=(Span(57, 64),))


@pytest.fixture
def mini(tmp_path: Path) -> list[GoldArticle]:
    """The miniature corpus."""
    found = read_corpus(write_rows(tmp_path / "mini.jsonl", mini_rows()))
    return [item for item in found if isinstance(item, GoldArticle)]


def perfect(articles: list[GoldArticle]) -> Evaluation:
    return evaluate(articles, [extraction(a, [as_predicted(one) for one in a.attributions]) for a in articles])


def test_perfect_model(mini: list[GoldArticle]) -> None:
    """A model that finds what the gold says has 1 everywhere and no mistake."""
    found = perfect(mini)
    assert (found.model, found.articles) == ("by hand 1", len(mini))
    assert {each.attribution_f1 for each in (*found.views.values(), *found.forms.values())} == {1.0}
    assert found.outlets.keys() == {"daily-test", "evening-test", "morning-test"}
    assert set(found.sources) == set(SourceKind)
    assert {each.attribution_recall for each in found.sources.values()} == {1.0}
    assert found.mistakes == ()
    assert found.traps == (0, 2)


def test_parts_add_up(mini: list[GoldArticle]) -> None:
    """Forms, kinds of source and outlets each divide what there is to find."""
    found = perfect(mini)
    total = found.views["all"].gold
    assert sum(each.gold for each in found.forms.values()) == total
    assert sum(each.gold for each in found.sources.values()) == total
    assert sum(each["all"].gold for each in found.outlets.values()) == total
    assert found.views["direct"] == found.forms[Form.DIRECT]


def test_silent_model(mini: list[GoldArticle]) -> None:
    """A model that finds nothing has 0 everywhere, and misses all."""
    found = evaluate(mini, [extraction(article, []) for article in mini])
    assert {each.content_f1 for each in found.views.values()} == {0.0}
    assert found.calibration.error is None
    assert found.count_mistakes()[MistakeKind.MISSED] == found.views["all"].gold == len(found.mistakes)


@pytest.mark.parametrize(
    ("predicted", "kinds"),
    [
        ([as_predicted(STAY), as_predicted(RAIN)], ["missed"]),
        ([as_predicted(STAY), quotation([(37, 55)], (57, 64)), as_predicted(SNOW)], ["source"]),
        ([as_predicted(STAY), quotation([(37, 55)]), as_predicted(SNOW)], ["source"]),
        ([as_predicted(STAY), quotation([(46, 50)], (26, 29)), as_predicted(SNOW)], ["boundary"]),
        ([as_predicted(STAY), quotation([(26, 85)], (26, 29))], ["merged", "merged"]),
        ([*map(as_predicted, (STAY, RAIN, SNOW)), quotation([(57, 69)], None)], ["spurious"]),
    ],
)
def test_kinds_of_mistakes(predicted: list[Quotation], kinds: list[str]) -> None:
    """Each mistake is told once, with what kind it is."""
    article = GoldArticle(doc="d", text=TEXT, attributions=(STAY, RAIN, SNOW))
    found = evaluate([article], [extraction(article, predicted)])
    assert [mistake.kind.value for mistake in found.mistakes] == kinds


def test_errors_are_spread(mini: list[GoldArticle]) -> None:
    """The errors to look at are of each kind in turn, and from as many articles as can be."""
    predicted = [[as_predicted(a.attributions[0]), quotation([(0, 9)])] if a.attributions else [] for a in mini]
    found = evaluate(mini, [extraction(a, each) for a, each in zip(mini, predicted, strict=True)])
    chosen = found.errors(8)
    assert {m.kind for m in chosen} == {MistakeKind.MISSED, MistakeKind.SPURIOUS}
    assert len({m.doc for m in chosen if m.kind is MistakeKind.MISSED}) == 4
    assert found.errors(0) == ()
    assert len(found.errors(10_000)) == len(found.mistakes)
    assert mistake_to_wire(chosen[0])["kind"] == "missed"
    assert chosen[0].gold
    assert chosen[0].predicted is None


def test_another_text_is_refused(mini: list[GoldArticle]) -> None:
    """What was extracted from another text cannot be measured against the gold."""
    with pytest.raises(SpanError, match="is not from the text of"):
        evaluate(mini[:1], [extraction(mini[1], [])])


def test_floor(mini: list[GoldArticle]) -> None:
    """A figure below its floor falls short, one at it does not, and one that nobody measures is refused."""
    found = evaluate(mini, [extraction(article, []) for article in mini])
    assert list(find_shortfalls(perfect(mini), {"all.content_f1": 1.0, "quoted.attribution_f1": 0.85})) == []
    [short] = find_shortfalls(found, {"direct.exact_f1": 0.5})
    assert (short.figure, short.value, short.floor) == ("direct.exact_f1", 0.0, 0.5)
    for name in ("all", "all.luck", "mixed.content_f1", "content_f1"):
        with pytest.raises(ModelMismatch, match="is not measured"):
            list(find_shortfalls(found, {name: 0.5}))


def test_evaluation_is_json(mini: list[GoldArticle]) -> None:
    """The wire form of an evaluation is plain JSON with every part."""
    wire = json.loads(json.dumps(evaluation_to_wire(perfect(mini))))
    assert wire["views"]["all"]["attribution"]["f1"] == 1
    assert wire["views"]["quoted"]["intervals"]["exact_f1"] == [1, 1]
    assert wire["sources"]["pronoun"]["gold"] > 0
    assert wire["forms"]["mixed"]["content"]["recall"] == 1
    assert wire["outlets"]["daily-test"]["direct"]["gold"] > 0
    assert wire["calibration"]["bins"][0]["right"] == 1
    assert wire["traps"] == {"fallen_for": 0, "of": 2}
    assert wire["mistakes"]["missed"] == 0
