"""From article to extraction: borders, repeatability, and what the seed articles hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from provenance.core.chain import check_chain
from provenance.core.records import Article, RejectReason
from provenance.core.wire import from_wire, to_wire
from provenance.errors import InputError, ModelNotFound
from provenance.nlp import pipeline
from provenance.nlp.annotations import GROUPS, read_extraction
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.nlp.tokens import build_language
from provenance.readers.dispatch import read_inputs
from provenance.registry import load_registry
from provenance.resources import resource_path
from tests.nlp.reading import build_article

SEEDS = resource_path("seeds/articles")
PIECES = [
    *["“", "”", '"', "'", "‘", "’", ",", ".", ":", ";", "(", ")", "—", "?", "…"],
    *[
        "said",
        "told",
        "he",
        "she",
        "who",
        "Kim",
        "CNN",
        "KCNA",
        "reported",
        "quoted",
        "saying",
        "Russian",
        "media",
        "minister",
        "the",
        "and",
        "of",
        "Jr.",
        "U.S.",
        "via",
    ],
    "\n",
    "according to",
    "in an interview with",
]
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def seeds() -> list[Article]:
    return [a for a in read_inputs([str(SEEDS)], base=SEEDS.parents[1]) if isinstance(a, Article)]


def test_unknown_models_are_named() -> None:
    """A model that does not exist is an error that lists those that do."""
    with pytest.raises(ModelNotFound, match="'oracle'") as error:
        load_extractor("oracle", registry=load_registry())

    assert "rules" in error.value.hint


def test_endless_articles_are_refused(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is too long for the model is an error that says how long it is."""
    monkeypatch.setattr(pipeline, "LONGEST_ARTICLE", 10)

    with pytest.raises(InputError, match="12 characters"):
        extractor.extract(build_article("Twelve chars"))


def test_the_same_output_alone_in_a_batch_and_in_processes(extractor: Extractor, seeds: list[Article]) -> None:
    """An article's extraction depends on nothing but the article."""
    alone = [extractor.extract(article) for article in seeds]

    assert list(extractor.extract_all(seeds)) == alone
    assert list(extractor.extract_all(seeds, n_process=2)) == alone


def test_annotations_survive_bytes_and_bins(extractor: Extractor, seeds: list[Article]) -> None:
    """The span groups hold everything, so a doc may travel."""
    article = seeds[3]
    doc = extractor.nlp(article.text)
    expected = read_extraction(doc, article, registry=extractor.registry, pipeline=extractor.pipeline)
    thawed = Doc(extractor.nlp.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(store_user_data=True, docs=[doc]).get_docs(extractor.nlp.vocab)

    for other in (thawed, binned):
        assert set(other.spans) == set(GROUPS)
        assert read_extraction(other, article, registry=extractor.registry, pipeline=extractor.pipeline) == expected


def test_components_can_be_added_to_other_pipelines_and_saved(tmp_path: Path, seeds: list[Article]) -> None:
    """`nlp.add_pipe` finds our components by name, and a pipeline with them can be saved and loaded."""
    import spacy  # noqa: PLC0415 - only this test loads a pipeline by path

    nlp = build_language()
    nlp.add_pipe("pv_rules_v1")
    nlp.add_pipe("pv_chains_v1")
    nlp.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")(seeds[3].text)

    assert [span.text for span in doc.spans["pv_source"]][:2] == ["North Korean state media", "North Korea"]


def test_extractions_travel_as_json(extractor: Extractor, seeds: list[Article]) -> None:
    """What the extractor found comes back from its JSON, and every chain is one."""
    for article in seeds:
        extraction = extractor.extract(article)
        wire = json.loads(json.dumps(to_wire(extraction)))

        assert from_wire(wire, text=article.text) == extraction
        assert [check_chain(q.chain) for q in extraction.quotations] == [[]] * len(extraction.quotations)


@given(st.lists(st.sampled_from(PIECES), max_size=50))
def test_any_words_in_any_order_give_chains(extractor: Extractor, pieces: list[str]) -> None:
    """Whatever a text holds, its extraction can be written, and each chain runs from speaker to publisher."""
    text = " ".join(pieces)
    extraction = extractor.extract(build_article(text))

    assert from_wire(to_wire(extraction), text=text) == extraction
    assert [check_chain(q.chain) for q in extraction.quotations] == [[]] * len(extraction.quotations)


def test_a_label_is_no_quotation(extractor: Extractor, seeds: list[Article]) -> None:
    """The “login” button of the first seed article quotes nobody."""
    rejected = extractor.extract(seeds[0]).rejected

    assert [(r.span.text_in(seeds[0].text), r.reason) for r in rejected] == [("“login”", RejectReason.LABEL)]


@pytest.mark.parametrize("name", sorted(p.stem for p in SEEDS.glob("*.txt")))
def test_golden(name: str, extractor: Extractor, seeds: list[Article], request: pytest.FixtureRequest) -> None:
    """What the rules find in the seed articles, line for line; `--update-golden` writes it anew."""
    article = next(a for a in seeds if name in a.locator)
    wire = to_wire(extractor.extract(article))
    lines = [
        f"{q['form']}: {q['text']}\n    " + " > ".join(f"{h['role']} {h['name']}" for h in q["chain"])
        for q in wire["quotations"]
    ]
    lines += [f"rejected {r['reason']}: {r['text']}" for r in wire["rejected"]]
    lines += [f"credit: {' > '.join(c['chain'])}" for c in wire["credits"]]
    path = GOLDEN / f"{name}.rules.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert "\n".join(lines) + "\n" == path.read_text(encoding="utf-8")
