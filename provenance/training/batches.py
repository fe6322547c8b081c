"""Examples cut into windows, and windows put together into batches.

Owns the cutting while training: at ends of sentences, at another place in every epoch, without overlap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from provenance.nlp.encoder.features import Features, Ints
from provenance.nlp.encoder.places import find_places
from provenance.nlp.encoder.windows import ENDS
from provenance.nlp.sentences import TokenRange
from provenance.training.examples import UNLABELLED, Example
from provenance.training.network import Cues, Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of an example with its labels; the words of cues are counted from its first one."""

    features: Features
    words: TokenRange
    tags: Ints
    names: Ints
    cues: tuple[TokenRange, ...]
    roles: Ints

    @property
    def pieces(self) -> int:
        """Return how many pieces the window takes, its ends included."""
        return int(self.features.first[self.words[1]] - self.features.first[self.words[0]]) + ENDS


def cut_windows(
    example: Example, features: Features, *, room: tuple[int, int], random: np.random.Generator
) -> Iterator[Window]:
    """Cut an example at ends of sentences.

    Args:
        example: The article with its labels.
        features: Its features, changed or not.
        room: Fewest and most pieces that a window has room for, its ends included.
        random: Source of chance: how much room each has.
    """
    start, size = 0, len(example.tags)
    while start < size:
        most = int(random.integers(*room, endpoint=True)) - ENDS
        limit = int(np.searchsorted(features.first, features.first[start] + most, side="right")) - 1
        limit = min(max(limit, start + 1), size)
        ends = example.ends[(example.ends > start) & (example.ends <= limit)]
        end = int(ends[-1]) if len(ends) else limit
        yield _window(example, features, (start, end))
        start = end


def _window(example: Example, features: Features, words: TokenRange) -> Window:
    start, end = words
    inside = [n for n, cue in enumerate(example.cues) if start <= cue[0] < end]
    return Window(
        features=features,
        words=words,
        tags=_begin(example.tags[start:end].copy()),
        names=_begin(example.names[start:end].copy()),
        cues=tuple((example.cues[n][0] - start, min(example.cues[n][1], end) - start) for n in inside),
        roles=np.asarray([_begin(example.roles[n, start:end].copy()) for n in inside], np.int64).reshape(
            -1, end - start
        ),
    )


def _begin(labels: Ints) -> Ints:
    """Let what began in front of the window begin with it: the labels of beginnings are odd, of insides even."""
    if len(labels) and labels[0] > 0 and labels[0] % 2 == 0:
        labels[0] -= 1
    return labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows of about one length, with the labels of their words."""

    windows: Windows
    tags: torch.Tensor
    names: torch.Tensor
    made_of: tuple[Window, ...]


def build_batches(
    windows: Sequence[Window], *, pieces: int, ends: tuple[int, int], random: np.random.Generator
) -> Iterator[Batch]:
    """Put windows of like length together, in an order of chance.

    Args:
        windows: Those of an epoch.
        pieces: Most pieces of a batch, its filling included.
        ends: The pieces that open and close a window.
        random: Source of chance.
    """
    order = sorted(range(len(windows)), key=lambda n: (windows[n].pieces, random.random()))
    groups: list[list[Window]] = [[]]
    for n in reversed(order):
        longest = max([windows[n].pieces, *(w.pieces for w in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(windows[n])
    for n in random.permutation(len(groups)):
        if groups[n]:
            yield _batch(groups[n], ends=ends)


def _batch(windows: Sequence[Window], *, ends: tuple[int, int]) -> Batch:
    rows, words = len(windows), max(w.words[1] - w.words[0] for w in windows)
    filled = {
        name: np.zeros((rows, max(w.pieces for w in windows)), np.int64)
        for name in ("pieces", "shape", "state", "breaks", "mask")
    }
    first = np.zeros((rows, words), np.int64)
    labels = {name: np.full((rows, words), UNLABELLED, np.int64) for name in ("tags", "names")}
    for row, window in enumerate(windows):
        f, (start, end) = window.features, window.words
        size = window.pieces
        filled["pieces"][row, :size] = [ends[0], *f.pieces[f.first[start] : f.first[end]], ends[1]]
        filled["mask"][row, :size] = 1
        for name in ("shape", "state", "breaks"):
            filled[name][row, 1 : size - 1] = np.repeat(getattr(f, name)[start:end], np.diff(f.first[start : end + 1]))
        first[row, : end - start] = f.first[start:end] - f.first[start] + 1
        labels["tags"][row, : end - start] = window.tags
        labels["names"][row, : end - start] = window.names
    tensors = {name: torch.from_numpy(array) for name, array in filled.items()}
    return Batch(
        windows=Windows(**{**tensors, "mask": tensors["mask"].bool()}, first=torch.from_numpy(first)),
        tags=torch.from_numpy(labels["tags"]),
        names=torch.from_numpy(labels["names"]),
        made_of=tuple(windows),
    )


def build_cues(batch: Batch, cues: Sequence[tuple[int, TokenRange]]) -> Cues:
    """Tell the roles head of cues.

    Args:
        batch: The windows.
        cues: Row of the window, and the words of the cue in it.
    """
    words = batch.tags.shape[1]
    places = {name: np.zeros((len(cues), words), np.int64) for name in ("distance", "sentence", "paragraph")}
    for n, (row, cue) in enumerate(cues):
        window = batch.made_of[row]
        start, end = window.words
        found = find_places(
            cue, sentence=window.features.sentence[start:end], paragraph=window.features.paragraph[start:end]
        )
        for name, array in places.items():
            array[n, : end - start] = getattr(found, name)
    return Cues(
        window=torch.tensor([row for row, _ in cues], dtype=torch.long),
        start=torch.tensor([cue[0] for _, cue in cues], dtype=torch.long),
        last=torch.tensor([cue[1] - 1 for _, cue in cues], dtype=torch.long),
        **{name: torch.from_numpy(array) for name, array in places.items()},
    )


def build_roles(batch: Batch, cues: Sequence[tuple[int, TokenRange]], gold: Sequence[int]) -> torch.Tensor:
    """Return the roles that the words have for the cues; all are O for a cue that is none.

    Args:
        batch: The windows.
        cues: As for `build_cues`.
        gold: For each cue its number in its window; -1 for one that is none.
    """
    roles = np.full((len(cues), batch.tags.shape[1]), UNLABELLED, np.int64)
    for n, ((row, _), number) in enumerate(zip(cues, gold, strict=True)):
        window = batch.made_of[row]
        roles[n, : window.words[1] - window.words[0]] = window.roles[number] if number >= 0 else 0
    return torch.from_numpy(roles)
