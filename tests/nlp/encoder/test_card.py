"""Which weights are run, and which are refused."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provenance.errors import ModelError, ModelMismatch, ModelNotFound
from provenance.nlp.encoder.card import CARD, ENCODER, FILES, TOKENIZER, load_card, save_card
from provenance.nlp.encoder.detector import load_detector

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def copied(model: Path, tmp_path: Path) -> Path:
    """Give a copy of the miniature model that a test may spoil."""
    return Path(shutil.copytree(model, tmp_path / "copy"))


def edit(folder: Path, change: Change) -> None:
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    change(card)
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")


def test_round_trip(model: Path, tmp_path: Path) -> None:
    """A card that is saved and loaded is the same, and so is its digest."""
    card = load_card(model)
    save_card(card, tmp_path)
    assert load_card(tmp_path) == card
    assert load_card(tmp_path).digest == card.digest


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda card: card["labels"]["tags"].append("B-LISTENER"), "tags"),
        (lambda card: card["labels"].pop("roles"), "roles"),
        (lambda card: card.pop("labels"), "labels"),
        (lambda card: card.pop("files"), "files"),
        (lambda card: card["windows"].update(stride=4), "stride"),
        (lambda card: card["decoding"].update(beam=4), "beam"),
    ],
)
def test_unknown_card(copied: Path, change: Change, words: str) -> None:
    """A card with labels or settings that this version does not know is refused by name."""
    edit(copied, change)
    with pytest.raises(ModelMismatch, match=words):
        load_card(copied)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"labels": {}}'])
def test_broken_card(copied: Path, text: str) -> None:
    """A card that is no card is refused."""
    (copied / CARD).write_text(text, encoding="utf-8")
    with pytest.raises(ModelMismatch, match="no model card"):
        load_card(copied)


@pytest.mark.parametrize("name", FILES)
def test_wrong_digest(copied: Path, name: str) -> None:
    """A file of which a single byte differs is refused."""
    path = copied / name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelMismatch, match="digest differs"):
        load_detector(copied)


@pytest.mark.parametrize("name", [CARD, *FILES])
def test_missing_file(copied: Path, name: str) -> None:
    """A model that lacks a file is no model."""
    (copied / name).unlink()
    with pytest.raises(ModelNotFound, match=name):
        load_detector(copied)


@pytest.mark.parametrize("name", [ENCODER, TOKENIZER])
def test_file_of_another_kind(copied: Path, name: str) -> None:
    """A file that its digest vouches for, but that nothing can load, is a model error too."""
    (copied / name).write_bytes(b"no model")
    edit(copied, lambda card: card["files"].update({name: hashlib.sha256(b"no model").hexdigest()}))
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_detector(copied)


def test_digest_covers_what_changes_answers(copied: Path) -> None:
    """Another threshold is another model; another floor or description is not."""
    before = load_card(copied).digest
    edit(copied, lambda card: card.update(floor={"all.content_f1": 0.1}, about="better"))
    assert load_card(copied).digest == before
    edit(copied, lambda card: card["decoding"].update(least_score=0.5))
    assert load_card(copied).digest != before
