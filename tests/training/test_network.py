"""The network, and the graphs that are made of it."""

from pathlib import Path

import numpy as np
import pytest
import torch
from minicorpus import mini_rows, write_rows
from minimodel import WINDOWS, mini_sizes, mini_start

from provenance.nlp.encoder.features import Pieces
from provenance.nlp.encoder.session import Session
from provenance.nlp.encoder.windows import Window
from provenance.nlp.tokens import build_language
from provenance.training.batches import build_batches, build_cues, cut_windows
from provenance.training.corpora import GoldArticle, read_corpus
from provenance.training.examples import Example, build_example
from provenance.training.graph import quantise_columns
from provenance.training.network import Network
from provenance.training.pretrained import Pretrained, load_tokenizer
from provenance.training.saving import choose_pieces, count_transitions, save_model


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Pretrained:
    return mini_start(tmp_path_factory.mktemp("start"))


@pytest.fixture(scope="module")
def examples(start: Pretrained, tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    path = tmp_path_factory.mktemp("gold") / "mini.gold.jsonl"
    write_rows(path, mini_rows())
    nlp, pieces = build_language(), Pieces(load_tokenizer(start.tokenizer))
    return [build_example(a, nlp, pieces) for a in read_corpus(path) if isinstance(a, GoldArticle)]


def test_exported_graphs_say_what_the_network_says(start: Pretrained, examples: list[Example], tmp_path: Path) -> None:
    """The int8 graphs give nearly the scores of the network that they were made of, in all heads."""
    torch.manual_seed(3)
    network = Network(mini_sizes(start.tokenizer)).eval()
    save_model(network, start.tokenizer, tmp_path, windows=WINDOWS)
    session = Session(tmp_path)
    random = np.random.default_rng(0)
    example = examples[0]
    [batch] = build_batches(
        [next(iter(cut_windows(example, example.features, room=(96 // 3, 96), random=random)))],
        pieces=96,
        ends=(3, 4),
        random=random,
    )
    made_of = batch.made_of[0]
    size = made_of.words[1] - made_of.words[0]
    cues = [(n, n + 2) for n in range(0, size - 2, 5)]
    with torch.no_grad():
        vectors, tags, names = network.encoder(batch.windows)
        roles = network.roles(vectors, build_cues(batch, [(0, cue) for cue in cues]))
    window = Window(words=made_of.words, centre=made_of.words)
    features = _renumbered(example, start, tmp_path)
    scores = session.read(features.features, window)
    found = session.find_roles(scores, cues, features=features.features, window=window)
    for exact, near in ((tags[0], scores.tags), (names[0], scores.names), (roles, found)):
        assert np.abs(exact.numpy() - near).max() < 0.05 * np.abs(exact.numpy()).max()


def _renumbered(example: Example, start: Pretrained, folder: Path) -> Example:
    """Build the example anew with the pieces that were kept."""
    row = next(row for row in mini_rows() if row["doc"] == example.doc)
    nlp, pieces = build_language(), Pieces(load_tokenizer(folder / "tokenizer.json"))
    assert load_tokenizer(start.tokenizer).get_vocab_size() > load_tokenizer(folder / "tokenizer.json").get_vocab_size()
    return build_example(GoldArticle(doc=row["doc"], text=row["text"]), nlp, pieces)


def test_quantised_columns() -> None:
    """Each column keeps its own scale, so that a large one does not drown a small one."""
    weights = np.array([[1000.0, 0.001], [-500.0, 0.0005], [0.0, 0.0]], np.float32)
    quantised, scale = quantise_columns(weights)
    assert quantised.dtype == np.int8
    assert np.allclose(quantised * scale, weights, rtol=0.01)


def test_column_of_nothing() -> None:
    """A column of zeros stays one."""
    quantised, scale = quantise_columns(np.zeros((3, 2), np.float32))
    assert not quantised.any()
    assert np.isfinite(scale).all()


@pytest.mark.parametrize(
    ("piece", "stays"),
    [
        ("[unused12]", False),
        ("[UNK]", True),
        ("said", True),
        ("##ing", True),
        ("é", True),
        ("α", True),
        ("—", True),
        ("€", True),
        ("д", False),
        ("##中", False),
        ("ب", False),
    ],
)
def test_pieces_that_stay(piece: str, stays: bool) -> None:  # noqa: FBT001 - a column of the table
    """Places kept free and scripts that English news does not use go; all else stays under a new number."""
    assert [kept for kept, _ in choose_pieces({piece: 7})] == ([piece] if stays else [])


def test_transitions(examples: list[Example]) -> None:
    """What never happens in the gold is spoken against, and what is usual is spoken for."""
    table = np.array(count_transitions(examples))
    begin, inside, begin_source = 1, 2, 3
    assert table[begin, inside] > 0
    assert table[0, inside] < 0
    assert table[begin, begin_source] < table[0, begin_source]


def test_dropout_rests_while_in_use(start: Pretrained, examples: list[Example]) -> None:
    """A network in use says the same every time, with whatever dropout it was trained."""
    torch.manual_seed(1)
    network = Network(mini_sizes(start.tokenizer), dropout=0.5).eval()
    random = np.random.default_rng(0)
    windows = [w for e in examples for w in cut_windows(e, e.features, room=(96 // 3, 96), random=random)]
    batch = next(iter(build_batches(windows, pieces=400, ends=(3, 4), random=random)))
    with torch.no_grad():
        one, other = network.encoder(batch.windows)[1], network.encoder(batch.windows)[1]
    assert torch.equal(one, other)
