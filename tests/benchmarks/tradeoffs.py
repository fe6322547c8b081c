"""What other windows, a smaller vocabulary or another end of training would give: the table in the README.

`python -m tests.benchmarks tradeoffs CORPORA [EPOCHS]` reads the development part of a folder of corpora; EPOCHS is the
folder `epochs/` that `provenance model train` left, whose stages are then measured apart. Needs the extra `train`.
"""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from provenance.core.records import Article
from provenance.nlp.encoder.card import FILES, TOKENIZER, digest_file, load_card, save_card
from provenance.nlp.pipeline import find_weights, load_extractor
from provenance.registry import load_registry
from provenance.resources import DEFAULT_MODEL
from provenance.training.corpora import GoldArticle
from provenance.training.epochs import Epochs
from provenance.training.evaluate import build_article, evaluate
from provenance.training.evaluation import Evaluation
from provenance.training.network import Network, Sizes
from provenance.training.pretrained import load_pretrained, load_tokenizer
from provenance.training.train import (
    Material,
    Recipe,
    Trained,
    build_examples,
    finish_model,
    read_material,
)

# The exported network knows no places beyond the longest window that it was made for.
WINDOWS = {
    "cuts 56 apart": {"spacing": 56},
    "cuts 112 apart": {"spacing": 112},
    "no context": {"before": 0, "after": 0},
    "twice the context": {"before": 96, "after": 48},
}
# Pieces of the vocabulary that stay: the most frequent of the articles to learn from.
VOCABULARIES = (16_000, 8_000)


def run(corpora: str, epochs: str | None = None) -> None:
    """Measure and print."""
    material = read_material(Path(corpora))
    with TemporaryDirectory() as folder:
        table = [("what ships", find_weights(DEFAULT_MODEL)), *_variants(material, Path(folder))]
        if epochs:
            table += _stages(material, Path(epochs), Path(folder))
        print_table(table, material.dev)


def print_table(table: Sequence[tuple[str, Path]], dev: Sequence[GoldArticle]) -> None:
    """Measure models, each with its name in the table, on articles.

    Prints F1 of content and with source by view, words a second as a share of the first row's, and MB.
    """
    articles = [build_article(article) for article in dev]
    first = None
    for name, folder in table:
        found, speed = _measure(folder, dev, articles)
        first = first or speed
        views = " | ".join(f"{f.content_f1:.3f} / {f.attribution_f1:.3f}" for f in found.views.values())
        sys.stdout.write(f"| {name} | {views} | {speed / first:.2f} | {_size(folder) / 1e6:.1f} |\n")
        sys.stdout.flush()


def _size(folder: Path) -> int:
    """Return the bytes that a model's files would take without the vectors of pieces that were left out."""
    left_out = load_card(folder).facts.get("left_out", 0)
    return sum((folder / file).stat().st_size for file in FILES) - left_out * Sizes().width


def _measure(folder: Path, dev: Sequence[GoldArticle], articles: Sequence[Article]) -> tuple[Evaluation, float]:
    extractor = load_extractor(str(folder), registry=load_registry())
    extractor.extract(articles[0])
    start = perf_counter()
    found = [extractor.extract(article) for article in articles]
    return evaluate(dev, found), sum(len(a.text.split()) for a in articles) / (perf_counter() - start)


def _variants(material: Material, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write the shipped model with other windows, and with fewer pieces."""
    for name, changed in WINDOWS.items():
        out = Path(shutil.copytree(find_weights(DEFAULT_MODEL), folder / name))
        card = load_card(out)
        save_card(replace(card, windows=replace(card.windows, **changed)), out)
        yield name, out
    frequent = [piece for piece, _ in _count_pieces(material.train).most_common()]
    for size in VOCABULARIES:
        name = f"{size:,} pieces, not trained for it"
        out = Path(shutil.copytree(find_weights(DEFAULT_MODEL), folder / name))
        left_out = _leave_out(out, set(frequent[:size]))
        card = load_card(out)
        files = {**card.files, TOKENIZER: digest_file(out / TOKENIZER)}
        save_card(replace(card, files=files, facts={"left_out": left_out}), out)
        yield name, out


def _count_pieces(articles: Iterable[GoldArticle]) -> Counter[str]:
    tokenizer = load_tokenizer(find_weights(DEFAULT_MODEL) / TOKENIZER)
    return Counter(piece for a in articles for piece in tokenizer.encode(a.text, add_special_tokens=False).tokens)


def _leave_out(folder: Path, kept: set[str]) -> int:
    """Leave pieces out, but for single signs and special ones; the others keep their numbers. Return how many."""
    path = folder / TOKENIZER
    told = json.loads(path.read_text(encoding="utf-8"))
    pieces = told["model"]["vocab"]
    told["model"]["vocab"] = {
        piece: n
        for piece, n in pieces.items()
        if piece in kept or piece[0] == "[" or len(piece.removeprefix("##")) == 1
    }
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return len(pieces) - len(told["model"]["vocab"])


def _stages(material: Material, epochs: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Make a model of the weights at the end of each stage of a training."""
    recipe = Recipe()
    start = load_pretrained(layers=recipe.sizes.layers)
    examples = build_examples(material, load_tokenizer(start.tokenizer))
    for number, end in enumerate(accumulate(stage.epochs for stage in recipe.settings.stages), 1):
        network = Network(recipe.sizes)
        network.load_state_dict(Epochs(epochs).weights(end))
        out = folder / f"stage {number}"
        finish_model(Trained(network.eval(), examples, start.tokenizer), material, out, recipe, facts={})
        yield f"the end of stage {number} alone", out
