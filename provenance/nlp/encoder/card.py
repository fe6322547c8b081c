"""A model's card: what a folder of weights is, what it was trained on, how good it is and what it can be run with.

Owns `card.json`. Weights are run only where every file has the digest that the card names, and every label is one that
this code knows: a model that is almost right is worse than none.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provenance.errors import ModelMismatch, ModelNotFound
from provenance.nlp.encoder.features import Shape, State
from provenance.nlp.encoder.labels import DISTANCES, FARTHEST, NAMES, ROLES, TAGS
from provenance.nlp.encoder.windows import WindowSizes

CARD = "card.json"
ENCODER, ROLES_HEAD, TOKENIZER = "encoder.onnx", "roles.onnx", "tokenizer.json"
FILES = (ENCODER, ROLES_HEAD, TOKENIZER)
# What the network sees and says, in the order of its inputs and outputs; a model made for anything else is refused.
LABELS = {
    "tags": list(TAGS),
    "roles": list(ROLES),
    "names": list(NAMES),
    "shapes": [shape.name.lower() for shape in Shape],
    "states": [state.name.lower() for state in State],
    "distances": list(DISTANCES),
    "farthest": FARTHEST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How the network's scores become attributions.

    Attributes:
        least_cue: Probability from which a word may begin a cue, in [0, 1].
        least_score: Score from which an attribution is kept, in [0, 1].
        transitions: Added to the score of a role (column) behind another (row); index as in `ROLES`.
        score_weights: Weights of the evidence behind a score, see `provenance.nlp.encoder.scoring`.
        score_bias: The score's bias.
    """

    least_cue: float = 0.08
    least_score: float = 0.0
    transitions: tuple[tuple[float, ...], ...] = tuple((0.0,) * len(ROLES) for _ in ROLES)
    score_weights: tuple[float, ...] = ()
    score_bias: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a model.

    Attributes:
        name: Its name, under which runs are recorded.
        windows: How articles are cut for it.
        decoding: How its scores become attributions.
        files: SHA-256 of each file.
        floor: Figures below which `model evaluate` ends with exit code 3: `quoted.attribution_f1` -> 0.88.
        facts: All else that the card says: corpora, licence, seed, scores, limits.
    """

    name: str
    windows: WindowSizes
    decoding: Decoding
    files: Mapping[str, str]
    floor: Mapping[str, float]
    facts: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 over all that changes what the model says."""
        return hashlib.sha256(json.dumps(_core(self), sort_keys=True).encode()).hexdigest()


def _core(card: Card) -> dict[str, Any]:
    sizes, decoding = card.windows, card.decoding
    return {
        "name": card.name,
        "labels": LABELS,
        "windows": {name: getattr(sizes, name) for name in WindowSizes.__slots__},
        "decoding": {name: getattr(decoding, name) for name in Decoding.__slots__},
        "files": dict(card.files),
    }


def card_to_json(card: Card) -> dict[str, Any]:
    """Build the JSON object that stands in `card.json`."""
    return _core(card) | {"floor": dict(card.floor)} | dict(card.facts)


def save_card(card: Card, folder: Path) -> None:
    """Write the card of a folder of weights."""
    text = json.dumps(card_to_json(card), indent=1, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def load_card(folder: Path) -> Card:
    """Read the card of a folder of weights; the weights themselves are not looked at.

    Raises:
        ModelNotFound: No model stands there.
        ModelMismatch: The card is none that this version knows.
    """
    path = folder / CARD
    if not path.is_file():
        message = f"{folder} holds no model: it has no {CARD}"
        raise ModelNotFound(message, hint="name a folder that `provenance model train` wrote, or leave --model out")
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        labels = read.pop("labels")
        card = Card(
            name=read.pop("name"),
            windows=WindowSizes(**read.pop("windows")),
            decoding=_decoding(**read.pop("decoding")),
            files=read.pop("files"),
            floor=read.pop("floor"),
            facts=read,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{path} is no model card that this version reads: {type(error).__name__}: {error}"
        raise ModelMismatch(message, hint=_HINT) from error
    if labels != LABELS:
        wrong = ", ".join(sorted(k for k in {*labels, *LABELS} if labels.get(k) != LABELS.get(k)))
        message = f"the model in {folder} was made for other labels than this version has: {wrong}"
        raise ModelMismatch(message, hint=_HINT)
    return card


_HINT = "use the version of quote-provenance that the model was made with, or train it anew"


def _decoding(transitions: list[list[float]], score_weights: list[float], **rest: float) -> Decoding:
    return Decoding(transitions=tuple(map(tuple, transitions)), score_weights=tuple(score_weights), **rest)


def check_files(card: Card, folder: Path) -> None:
    """Compare the files of a model with the digests in its card.

    Raises:
        ModelNotFound: A file is missing.
        ModelMismatch: A file has another digest.
    """
    for name in FILES:
        path = folder / name
        if not path.is_file():
            message = f"the model in {folder} lacks {name}"
            raise ModelNotFound(message, hint="copy the whole folder, or install quote-provenance anew")
        if digest_file(path) != card.files.get(name):
            message = f"{path} is not the file that its card describes: the digest differs"
            raise ModelMismatch(message, hint="copy the whole folder again, or install quote-provenance anew")


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
