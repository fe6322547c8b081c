"""From a folder of corpora to a folder of weights: the one way in which a model is made.

Owns which files of the folder are taken for what, and what the card says.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import torch
from tokenizers import Tokenizer

from provenance.core.wire import canonical_json
from provenance.errors import InputError
from provenance.nlp.encoder.card import Card, Decoding, save_card
from provenance.nlp.encoder.detector import load_detector
from provenance.nlp.encoder.features import Pieces
from provenance.nlp.encoder.windows import WindowSizes
from provenance.nlp.pipeline import load_extractor
from provenance.nlp.tokens import build_language
from provenance.registry import load_registry
from provenance.resources import DEFAULT_MODEL
from provenance.training.corpora import (
    GoldArticle,
    SilverArticle,
    SkippedRow,
    join_texts,
    read_corpus,
    read_silver,
)
from provenance.training.epochs import open_epochs
from provenance.training.evaluate import build_article, evaluate
from provenance.training.evaluation import Evaluation, evaluation_to_wire
from provenance.training.examples import Example, build_example
from provenance.training.loop import Ends, Progress, Settings, fit
from provenance.training.network import Network, Sizes
from provenance.training.pretrained import Pretrained, load_tokenizer
from provenance.training.saving import count_transitions, save_model
from provenance.training.splits import find_clusters
from provenance.training.tuning import fit_decoding

Item = TypeVar("Item")

_SLACK = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a model is made: the loop, the network, and the windows it is used with."""

    settings: Settings = field(default_factory=Settings)
    sizes: Sizes = field(default_factory=Sizes)
    windows: WindowSizes = field(default_factory=WindowSizes)

    def to_json(self) -> dict[str, Any]:
        """Return the recipe as it stands in a card."""
        return {"settings": asdict(self.settings), "sizes": asdict(self.sizes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a folder of corpora holds.

    Attributes:
        train: Articles to learn from, once for each annotator.
        dev: Articles to tune on; none is, or is nearly, one of `train`.
        silver: Names and more, by article.
        skipped: What was left out, by reason.
    """

    train: tuple[GoldArticle, ...]
    dev: tuple[GoldArticle, ...]
    silver: dict[str, SilverArticle]
    skipped: Counter[str]


def read_material(folder: Path) -> Material:
    """Read all `train*.gold.jsonl`, `dev*.gold.jsonl` and `*.corenlp.jsonl` below a folder.

    Raises:
        InputError: It holds nothing to learn from, or nothing to tune on.
    """
    skipped: Counter[str] = Counter()
    train = tuple(_take(_read_gold(folder, "train"), skipped))
    dev = tuple(_take(_read_gold(folder, "dev"), skipped))
    if not train or not dev:
        message = f"{folder} has no articles in files named {'train' if not train else 'dev'}*.gold.jsonl"
        raise InputError(message, hint="put both parts of the corpus there, in the format that the README describes")
    silver = _take((item for file in sorted(folder.rglob("*.corenlp.jsonl")) for item in read_silver(file)), skipped)
    kept = tuple(_drop_copies(train, dev))
    skipped["copy_of_dev"] += len(train) - len(kept)
    return Material(train=kept, dev=dev, silver={item.doc: item for item in silver}, skipped=+skipped)


def _read_gold(folder: Path, part: str) -> Iterator[GoldArticle | SkippedRow]:
    """Read a part; annotations that come without texts find them in the part's other files."""
    files = sorted(folder.rglob(f"{part}*.gold.jsonl"))
    others = [file for file in files if ".others." in file.name]
    texts = [file for file in files if file not in others]
    for file in texts:
        yield from read_corpus(file)
    for file in others:
        yield from join_texts(file, texts_from=texts)


def _take(items: Iterable[Item | SkippedRow], skipped: Counter[str]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, SkippedRow):
            skipped[item.reason.value] += 1
        else:
            yield item


def _drop_copies(train: tuple[GoldArticle, ...], dev: tuple[GoldArticle, ...]) -> Iterator[GoldArticle]:
    """Leave out what is, nearly, an article that is tuned on."""
    kept_out = {article.doc for article in dev}
    for cluster in find_clusters([*train, *dev]):
        if kept_out & set(cluster):
            kept_out |= set(cluster)
    return (article for article in train if article.doc not in kept_out)


def train_model(
    material: Material,
    start: Pretrained,
    out: Path,
    recipe: Recipe,
    *,
    facts: Mapping[str, Any],
    report: Callable[[Progress], None],
) -> Card:
    """Train a model.

    Args:
        material: What to learn from and to tune on.
        start: The encoder to start from.
        out: Folder for the model; made if missing. Holds `epochs/` too, the network after each epoch: a training that
            was stopped goes on from there.
        recipe: How.
        facts: What the card says beside figures: where the corpora come from, who made the model and when.
        report: Is told of the progress.

    Returns:
        The card, as it stands in the folder.

    Raises:
        InputError: The folder holds epochs of another training.
    """
    tokenizer = load_tokenizer(start.tokenizer)
    examples = build_examples(material, tokenizer)
    settings = recipe.settings
    torch.manual_seed(settings.seed)
    network = Network(recipe.sizes, dropout=settings.dropout)
    network.encoder.load_state_dict(start.tensors, strict=False)
    epochs = open_epochs(out / "epochs", made_with=_made_with(material, recipe))
    fit(network, examples, settings, ends=Ends.of(tokenizer), report=report, epochs=epochs)
    return finish_model(Trained(network, examples, start.tokenizer), material, out, recipe, facts=facts)


def _made_with(material: Material, recipe: Recipe) -> str:
    """Tell what the epochs of a training depend on, beside the code."""
    articles = sha256()
    for article in material.train:
        articles.update(repr(article).encode(errors="surrogatepass"))
    return canonical_json(recipe.to_json() | {"articles": articles.hexdigest()})


def build_examples(material: Material, tokenizer: Tokenizer) -> list[Example]:
    """Label the articles to learn from."""
    nlp, pieces = build_language(), Pieces(tokenizer)
    return [build_example(a, nlp, pieces, silver=material.silver.get(a.doc)) for a in material.train]


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained network, what it was trained on, and the tokenizer that it reads with."""

    network: Network
    examples: Sequence[Example]
    tokenizer: Path


def finish_model(trained: Trained, material: Material, out: Path, recipe: Recipe, *, facts: Mapping[str, Any]) -> Card:
    """Make a model of a trained network: its files, what is tuned on dev, and its card.

    Args:
        trained: The network.
        material: As for `train_model`.
        out: Folder for the model.
        recipe: How it was trained.
        facts: As for `train_model`.
    """
    files = save_model(trained.network, trained.tokenizer, out, windows=recipe.windows)
    card = Card(
        name=DEFAULT_MODEL,
        windows=recipe.windows,
        decoding=Decoding(transitions=count_transitions(trained.examples)),
        files=files,
        floor={},
        facts={},
    )
    save_card(card, out)
    card = replace(card, decoding=fit_decoding(load_detector(out), material.dev, build_language()))
    save_card(card, out)
    extractor = load_extractor(str(out), registry=load_registry())
    evaluation = evaluate(material.dev, [extractor.extract(build_article(article)) for article in material.dev])
    card = replace(card, floor=_floor(evaluation), facts=_facts(evaluation, material, recipe) | dict(facts))
    save_card(card, out)
    return card


def _floor(evaluation: Evaluation) -> dict[str, float]:
    """Set the floor a little below what was measured: another text or machine is no worse model."""
    return {
        f"{view}.{name}": round(getattr(figures, name) - _SLACK, 3)
        for view, figures in evaluation.views.items()
        for name in ("content_f1", "attribution_f1")
    }


def _facts(evaluation: Evaluation, material: Material, recipe: Recipe) -> dict[str, Any]:
    return {
        "training": recipe.to_json(),
        "articles": {"train": len({a.doc for a in material.train}), "dev": len(material.dev)},
        "attributions": {
            "train": sum(len(a.attributions) for a in material.train),
            "dev": sum(len(a.attributions) for a in material.dev),
        },
        "skipped": dict(material.skipped),
        "scores": evaluation_to_wire(evaluation),
    }
