"""A trained network as a folder that the package runs: graphs, tokenizer and card.

Owns which pieces of the vocabulary stay, and the priors of role transitions.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx

from provenance.nlp.encoder.card import ENCODER, FILES, ROLES_HEAD, TOKENIZER, digest_file
from provenance.nlp.encoder.labels import ROLES
from provenance.nlp.encoder.windows import WindowSizes
from provenance.training.examples import Example
from provenance.training.export import export_encoder, export_roles
from provenance.training.network import Network

# How much of the log odds of one role behind another is added while decoding.
_PRIOR = 0.2


def save_model(network: Network, tokenizer: Path, folder: Path, *, windows: WindowSizes) -> dict[str, str]:
    """Write the files that the package runs; return the SHA-256 of each.

    Args:
        network: Trained.
        tokenizer: The tokenizer that it was trained with.
        folder: Where to; made if missing.
        windows: How articles are cut for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    read = json.loads(tokenizer.read_text(encoding="utf-8"))
    kept = choose_pieces(read["model"]["vocab"])
    text = json.dumps(_shrink(read, kept), ensure_ascii=False, separators=(",", ":"))
    (folder / TOKENIZER).write_text(text, encoding="utf-8")
    onnx.save(export_encoder(network, kept=[old for _, old in kept], longest=windows.longest), folder / ENCODER)
    onnx.save(export_roles(network), folder / ROLES_HEAD)
    return {name: digest_file(folder / name) for name in FILES}


def choose_pieces(vocabulary: dict[str, int]) -> list[tuple[str, int]]:
    """Choose the pieces that stay, with their old numbers: all but those that English news never has.

    Left out are the places that BERT keeps free, and pieces of other scripts than Latin and Greek, which are single
    characters nearly all: a word of them was a row of characters without a meaning, and is one unknown piece now.
    """
    order = sorted(vocabulary.items(), key=lambda item: item[1])
    return [(piece, number) for piece, number in order if not piece.startswith("[unused") and _is_read(piece)]


def _is_read(piece: str) -> bool:
    return all(ord(char) < _FIRST_UNREAD or _PUNCTUATION[0] <= ord(char) <= _PUNCTUATION[1] for char in piece)


# Cyrillic begins here, and other scripts behind it.
_FIRST_UNREAD = 0x400
# General punctuation, currency signs, letter-like signs, number forms.
_PUNCTUATION = (0x2000, 0x218F)


def _shrink(tokenizer: dict[str, object], kept: Sequence[tuple[str, int]]) -> dict[str, object]:
    """Number the pieces anew."""
    numbers = {piece: number for number, (piece, _) in enumerate(kept)}
    model = dict(tokenizer["model"], vocab=numbers)  # type: ignore[call-overload]
    added = [dict(token, id=numbers[token["content"]]) for token in tokenizer["added_tokens"]]  # type: ignore[attr-defined]
    return dict(tokenizer, model=model, added_tokens=added, truncation=None, padding=None, post_processor=None)


def count_transitions(examples: Iterable[Example]) -> tuple[tuple[float, ...], ...]:
    """Return what speaks for each role behind another: a share of log P(role | role before) / P(role)."""
    counts = np.full((len(ROLES), len(ROLES)), 0.5)
    for example in examples:
        for row in example.roles:
            np.add.at(counts, (row[:-1], row[1:]), 1)
    alone = counts.sum(axis=0) / counts.sum()
    odds = np.log(counts / counts.sum(axis=1, keepdims=True) / alone)
    return tuple(tuple(round(float(value), 4) for value in row) for row in _PRIOR * odds)
