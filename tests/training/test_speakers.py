"""Weights of antecedents, from clusters to a file."""

from pathlib import Path

import pytest

from provenance.core.text import Span
from provenance.nlp.coreference.antecedents import FEATURES, AnaphorKind
from provenance.nlp.coreference.scorer import read_scorer
from provenance.training.corpora import GoldArticle, GoldAttribution, SilverArticle, SilverEntity, SilverMention
from provenance.training.speakers.fitting import fit_scorer, measure
from provenance.training.speakers.gum import read_gum
from provenance.training.speakers.learn import build_school, learn_antecedents
from provenance.training.speakers.samples import Sample

TEXT = "Olga Petrova met Juan Soto in Riga. Soto was late. “It was raining,” he said."
CONLLU = """# newdoc id = GUM_news_x
# newpar
# text = Ada Roe came. She said so.
1	Ada	Ada	PROPN	NNP	_	0	_	_	Entity=(1-person-new-sssss-cf1-1-coref
2	Roe	Roe	PROPN	NNP	_	0	_	_	Entity=1)
3	came	come	VERB	VBD	_	0	_	_	SpaceAfter=No
4	.	.	PUNCT	.	_	0	_	_	_
5	She	she	PRON	PRP	_	0	_	_	Entity=(1-person-giv:act-sssss-cf1-1-ana)
6	said	say	VERB	VBD	_	0	_	_	_
7	so	so	ADV	RB	_	0	_	_	SpaceAfter=No
8	.	.	PUNCT	.	_	0	_	_	_

"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(words: str) -> SilverMention:
    return SilverMention(span=span(words), head=span(words).start)


@pytest.fixture
def article() -> GoldArticle:
    told = GoldAttribution(content=(span("“It was raining,”"),), cue=(span("said"),), source=(span("he"),))
    return GoldArticle(doc="x", text=TEXT, attributions=(told,))


@pytest.fixture
def silver() -> SilverArticle:
    names = ("Olga Petrova", "Juan Soto")
    return SilverArticle(
        doc="x",
        entities=tuple(SilverEntity(span=span(name), label="PERSON") for name in names),
        clusters=((mention("Soto in"), mention("Soto was"), mention("he")), (mention("Olga"),)),
    )


def test_the_resolver_asks_and_the_teacher_answers(article: GoldArticle, silver: SilverArticle) -> None:
    """Each choice of an article becomes a sample with the candidate of the same cluster as its answer."""
    [sample] = build_school().collect(article, silver)

    assert sample.kind is AnaphorKind.PERSON
    assert sample.is_source
    assert sample.answer == 0
    assert len(sample.candidates[0]) == len(FEATURES)


def sample(*values: float, answer: int | None) -> Sample:
    candidates = tuple((1.0, value, *(0.0,) * (len(FEATURES) - 2)) for value in values)
    return Sample(kind=AnaphorKind.PERSON, candidates=candidates, answer=answer, is_source=True, is_gold=True)


def test_fitting_learns_what_tells_candidates_apart() -> None:
    """A feature that the answers have and the others lack gets a weight, the same each time."""
    samples = [sample(1.0, 0.0, answer=0), sample(0.0, 1.0, answer=1)] * 20
    found = fit_scorer(samples)

    assert found.weights[AnaphorKind.PERSON][1] > 1
    assert found == fit_scorer(samples)
    assert (measure(found, samples).accuracy, measure(found, samples).wrong_rate) == (1, 0)


def test_nobody_is_an_answer() -> None:
    """Where the gold has nobody, a scorer learns to name nobody."""
    samples = [sample(0.0, answer=None)] * 20
    assert measure(fit_scorer(samples), samples).unsure == 20


def test_gum(tmp_path: Path) -> None:
    """A document of GUM gives its text, its names and its clusters."""
    (tmp_path / "GUM_news_x.conllu").write_text(CONLLU, encoding="utf-8")
    [(article, clusters)] = read_gum(tmp_path)

    assert article.text == "Ada Roe came. She said so."
    assert [(e.span.text_in(article.text), e.label) for e in clusters.entities] == [("Ada Roe", "PERSON")]
    assert [m.span.text_in(article.text) for m in clusters.clusters[0]] == ["Ada Roe", "She"]


def test_learning_writes_weights(tmp_path: Path, article: GoldArticle, silver: SilverArticle) -> None:
    """What is learned from a folder is read by the scorer, and tells how it was measured."""
    learned = learn_antecedents(tmp_path, [article], [article], {"x": silver})

    assert set(read_scorer(learned.text).weights) == set(AnaphorKind)
    assert learned.outcomes["person"].findable == 1
