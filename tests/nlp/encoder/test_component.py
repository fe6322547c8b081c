"""The trained model as a spaCy component."""

import pickle
from pathlib import Path

import pytest
import spacy
from minicorpus import mini_rows
from spacy.language import Language
from spacy.tokens import Doc

from provenance.errors import ModelNotFound
from provenance.nlp.annotations import CONTENT, CUE, REJECTED, SOURCE, read_group
from provenance.nlp.encoder.card import CARD, FILES
from provenance.nlp.tokens import build_language

TEXTS = [row["text"] for row in mini_rows()]


def build(model: Path) -> Language:
    nlp = build_language()
    nlp.add_pipe("pv_quotes_v1", config={"weights": str(model)})
    return nlp


def answers(doc: Doc) -> object:
    groups = {name: read_group(doc, name) for name in (CONTENT, CUE, SOURCE, REJECTED)}
    return groups, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


@pytest.fixture(scope="module")
def nlp(model: Path) -> Language:
    return build(model)


@pytest.fixture(scope="module")
def alone(nlp: Language) -> list[object]:
    return [answers(nlp(text)) for text in TEXTS]


def test_something_is_found(nlp: Language) -> None:
    """Random weights find a lot of nonsense: enough for these tests to compare."""
    docs = list(map(nlp, TEXTS))
    assert sum(len(doc.spans[CONTENT]) for doc in docs) > 20
    assert sum(len(doc.ents) for doc in docs) > 20


@pytest.mark.parametrize(("n_process", "batch"), [(1, 1), (1, 100), (2, 3)])
def test_batches_and_processes(nlp: Language, alone: list[object], n_process: int, batch: int) -> None:
    """An article is read to the last bit of its scores the same alone, in a batch and in another process."""
    docs = nlp.pipe(TEXTS, n_process=n_process, batch_size=batch)
    assert [answers(doc) for doc in docs] == alone


def test_pickled(nlp: Language, alone: list[object]) -> None:
    """A component that went to a process that is spawned, not forked, says the same."""
    component = pickle.loads(pickle.dumps(nlp.get_pipe("pv_quotes_v1")))  # noqa: S301 - our own bytes
    assert [answers(component(build_language()(text))) for text in TEXTS[:3]] == alone[:3]


def test_to_disk_and_back(nlp: Language, alone: list[object], tmp_path: Path, model: Path) -> None:
    """A pipeline that is saved carries its weights, and needs the folder that they came from no more."""
    nlp.to_disk(tmp_path / "saved")
    folder = tmp_path / "saved" / "pv_quotes_v1"
    assert {path.name for path in folder.iterdir()} == {CARD, *FILES}
    config = (tmp_path / "saved" / "config.cfg").read_text(encoding="utf-8")
    (tmp_path / "saved" / "config.cfg").write_text(config.replace(str(model), "/gone"), encoding="utf-8")
    loaded = spacy.load(tmp_path / "saved")
    loaded.tokenizer = nlp.tokenizer
    assert [answers(loaded(text)) for text in TEXTS[:3]] == alone[:3]


def test_no_model(tmp_path: Path) -> None:
    """A folder without a model is named as soon as the model is needed."""
    component = build(tmp_path).get_pipe("pv_quotes_v1")
    with pytest.raises(ModelNotFound, match=str(tmp_path)):
        component(build_language()("He said so."))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "“", "a", "😀 \ud7ff", '"' * 500, "word " * 900])
def test_odd_texts(nlp: Language, text: str) -> None:
    """A text of nothing, of marks alone or without an end to its sentence is read like any other."""
    doc = nlp(text)
    assert doc.text == text
    assert all(span.start_char < span.end_char for span in doc.spans[CONTENT])
