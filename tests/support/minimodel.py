"""A miniature network over the words of the miniature corpus: small enough to be trained in seconds."""

from pathlib import Path

import torch
from minicorpus import mini_rows
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from provenance.nlp.encoder.card import Card, Decoding, save_card
from provenance.nlp.encoder.windows import WindowSizes
from provenance.training.network import Network, Sizes
from provenance.training.pretrained import Pretrained
from provenance.training.saving import save_model

SPECIAL = ("[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
WINDOWS = WindowSizes(spacing=24, before=16, after=8, longest=96)


def mini_sizes(tokenizer: Path) -> Sizes:
    """Give the sizes of a network that takes milliseconds."""
    vocabulary = Tokenizer.from_file(str(tokenizer)).get_vocab_size()
    return Sizes(
        vocabulary=vocabulary, positions=128, width=32, heads=4, inner=64, layers=2, role_width=16, role_inner=16
    )


def mini_start(folder: Path) -> Pretrained:
    """Write a tokenizer over the words of the miniature corpus; there are no weights to start from."""
    words = {word for row in mini_rows() for word in _split(row["text"])}
    letters = {char for word in words for char in word}
    pieces = [*SPECIAL, *sorted(words | letters), *sorted(f"##{char}" for char in letters)]
    model = models.WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]")  # noqa: S106 - no password
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens([piece for piece in SPECIAL if not piece.startswith("[unused")])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "start.json"
    tokenizer.save(str(path))
    return Pretrained({}, path)


def _split(text: str) -> list[str]:
    cut = pre_tokenizers.BertPreTokenizer().pre_tokenize_str(normalizers.BertNormalizer().normalize_str(text))
    return [word for word, _ in cut]


def save_mini_model(folder: Path, *, seed: int = 1, least_cue: float = 0.0) -> Card:
    """Save a network with random weights as a model: what it finds is nonsense, and always the same nonsense."""
    start = mini_start(folder)
    torch.manual_seed(seed)
    network = Network(mini_sizes(start.tokenizer)).eval()
    files = save_model(network, start.tokenizer, folder, windows=WINDOWS)
    decoding = Decoding(least_cue=least_cue, least_score=0.0, score_weights=(0.1,) * 9)
    card = Card(name="mini", windows=WINDOWS, decoding=decoding, files=files, floor={}, facts={"licence": "none"})
    save_card(card, folder)
    return card
