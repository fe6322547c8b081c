"""The whole way from corpora to a model that finds quotations."""

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from minicorpus import mini_rows, write_rows
from minimodel import WINDOWS, mini_sizes, mini_start

from provenance.errors import InputError
from provenance.nlp.encoder.card import FILES, Card, load_card
from provenance.nlp.encoder.labels import TAGS
from provenance.nlp.pipeline import load_extractor
from provenance.registry import load_registry
from provenance.training.augment import Chances
from provenance.training.epochs import Epochs
from provenance.training.evaluate import build_article, evaluate
from provenance.training.loop import Progress, Settings, Stage
from provenance.training.train import Material, Recipe, read_material, train_model

NEVER = Chances(no_marks=0, lost_marks=0, no_breaks=0, capitals=0, headline=0, masked=0)
SETTINGS = Settings(
    stages=(Stage(epochs=240, rate=3e-3, head_rate=5e-3, shortest=24, chances=NEVER),),
    longest=160,
    batch=320,
    dropout=0.0,
    precision="fp32",
)
# Two stages, as the shipped recipe has four, with every chance taken now and then.
SHORT = replace(
    SETTINGS,
    longest=120,
    dropout=0.1,
    stages=(Stage(epochs=2, shortest=96), Stage(epochs=1, shortest=32, chances=Chances(joined=0.5))),
)


def train(
    material: Material, out: Path, *, settings: Settings = SETTINGS, stop_at: float = math.inf
) -> tuple[Card, list[Progress]]:
    start = mini_start(out / "start")
    recipe = Recipe(settings=settings, sizes=mini_sizes(start.tokenizer), windows=WINDOWS)
    told: list[Progress] = []

    def report(progress: Progress) -> None:
        told.append(progress)
        if progress.done >= stop_at:
            raise KeyboardInterrupt

    return train_model(material, start, out, recipe, facts={"made_at": "today"}, report=report), told


@pytest.fixture(scope="session")
def trained(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Card, list[Progress]]:
    """Give a folder with a model, its card and what was reported meanwhile."""
    out = tmp_path_factory.mktemp("trained")
    return out, *train(read_material(corpora), out)


def test_material(corpora: Path) -> None:
    """Every annotator's reading of an article is learned from, and dev is kept apart."""
    material = read_material(corpora)
    assert len(material.train) == 8 + 2
    assert len(material.dev) == 4
    assert {article.doc for article in material.train}.isdisjoint(article.doc for article in material.dev)
    assert set(material.silver) == {article.doc for article in material.train}
    assert not material.skipped


def test_copies_of_dev_are_left_out(corpora: Path, tmp_path: Path) -> None:
    """An article to learn from that is nearly one to tune on is left out, and counted."""
    folder = Path(shutil.copytree(corpora, tmp_path / "copied"))
    copy = mini_rows()[9] | {"doc": "elsewhere"}
    copy["text"] += " More to follow."
    write_rows(folder / "mini" / "train.wire.gold.jsonl", [copy])
    material = read_material(folder)
    assert material.skipped == {"copy_of_dev": 1}
    assert len(material.train) == 10


@pytest.mark.parametrize("missing", ["train", "dev"])
def test_half_a_corpus(corpora: Path, tmp_path: Path, missing: str) -> None:
    """A folder without articles to learn from, or without any to tune on, is refused."""
    folder = Path(shutil.copytree(corpora, tmp_path / "half"))
    for file in folder.rglob(f"{missing}*.gold.jsonl"):
        file.unlink()
    with pytest.raises(InputError, match=missing):
        read_material(folder)


def test_losses_fall(trained: tuple[Path, Card, list[Progress]]) -> None:
    """What is learned shows: all three losses end below a third of where they began."""
    _, _, told = trained
    assert told[-1].done == told[-1].epochs
    for name in ("tags", "names", "roles"):
        assert getattr(told[-1], name) < getattr(told[0], name) / 3


def test_labels_are_smoothed(trained: tuple[Path, Card, list[Progress]]) -> None:
    """However well a label is learned, it is never held for certain: the loss stays above the entropy of its share."""
    _, _, told = trained
    share = SETTINGS.smoothing / len(TAGS)
    certain = 1 - share * (len(TAGS) - 1)
    entropy = -certain * math.log(certain) - (len(TAGS) - 1) * share * math.log(share)
    assert entropy < told[-1].tags < 2 * entropy


def test_model_knows_what_it_was_taught(corpora: Path, trained: tuple[Path, Card, list[Progress]]) -> None:
    """On the articles that it was trained on, the exported int8 model finds most attributions with their sources."""
    out, _, _ = trained
    taught = [article for article in read_material(corpora).train if article.annotator is None]
    extractor = load_extractor(str(out), registry=load_registry())
    found = evaluate(taught, [extractor.extract(build_article(article)) for article in taught])
    assert found.views["all"].attribution_f1 > 0.7
    assert found.views["all"].content_f1 > 0.7


def test_card(trained: tuple[Path, Card, list[Progress]]) -> None:
    """The card in the folder says how the model was made, how good it is, and what it must not fall below."""
    out, card, _ = trained
    assert load_card(out).digest == card.digest
    assert load_card(out).floor == card.floor
    assert set(card.files) == set(FILES)
    assert card.facts["made_at"] == "today"
    assert card.facts["articles"] == {"train": 8, "dev": 4}
    assert card.facts["training"]["settings"]["seed"] == SETTINGS.seed
    assert set(card.facts["scores"]["views"]) == {"all", "quoted", "direct"}
    assert card.floor["all.content_f1"] == pytest.approx(
        card.facts["scores"]["views"]["all"]["content"]["f1"] - 0.02, abs=0.001
    )
    assert json.loads((out / "card.json").read_text(encoding="utf-8"))["name"] == "en_quotes"
    assert Epochs(out / "epochs").last() == SETTINGS.epochs


def test_same_seed_same_weights(corpora: Path, tmp_path: Path) -> None:
    """Trained twice with one seed on one machine, a model is the same to the last byte."""
    material = read_material(corpora)
    cards = [train(material, tmp_path / name, settings=SHORT)[0] for name in ("one", "two")]
    assert cards[0].files == cards[1].files
    assert cards[0].digest == cards[1].digest


def test_stopped_training_goes_on(corpora: Path, tmp_path: Path) -> None:
    """Stopped within an epoch of either stage, and begun again, training ends with the same weights, byte for byte."""
    material = read_material(corpora)
    whole, _ = train(material, tmp_path / "whole", settings=SHORT)
    for stop_at in (1.1, 2.1):
        with pytest.raises(KeyboardInterrupt):
            train(material, tmp_path / "stopped", settings=SHORT, stop_at=stop_at)
    card, told = train(material, tmp_path / "stopped", settings=SHORT)
    assert told[0].done > 2
    assert card.files == whole.files
    with pytest.raises(InputError, match="another training"):
        train(material, tmp_path / "stopped", settings=replace(SHORT, seed=21))
