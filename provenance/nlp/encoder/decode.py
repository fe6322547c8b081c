"""From scores to attributions: cues, then the content and source of each.

Owns the search for the best labels (Viterbi 1967) and the choice among attributions that claim the same words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.nlp.encoder.labels import ROLES, TAGS
from provenance.nlp.encoder.session import Floats
from provenance.nlp.sentences import TokenRange

_BEGIN_CUE, _IN_CUE = TAGS.index("B-CUE"), TAGS.index("I-CUE")
_NEVER = -1e4
# An inside label may follow only its own beginning or inside; nothing may begin a text but a beginning or O.
_ALLOWED = np.array(
    [[not role.startswith("I-") or before[2:] == role[2:] for role in ROLES] for before in ROLES], dtype=np.bool_
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An attribution that the scores allow; ranges count words of the article.

    Attributes:
        cue: The words of the cue.
        contents: One range or more, in order.
        source: None where the network finds none.
        cue_chance: Probability that the cue begins there.
        content_chance: Mean probability of the labels of the content's words.
        edge_chance: Mean probability of the labels at the content's edges.
        source_chance: Mean probability of the labels of the source's words; without a source, that there is none.
    """

    cue: TokenRange
    contents: tuple[TokenRange, ...]
    source: TokenRange | None
    cue_chance: float
    content_chance: float
    edge_chance: float
    source_chance: float


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return chances


def find_cues(chances: Floats, *, least: float) -> Iterator[tuple[TokenRange, float]]:
    """Find what may be a cue.

    Args:
        chances: Probabilities of `TAGS` for each word.
        least: Probability from which a word may begin a cue.

    Yields:
        The words of the cue, and the probability that it begins there; the likeliest first, none inside another.
    """
    taken: set[int] = set()
    begins = chances[:, _BEGIN_CUE]
    for start in np.argsort(-begins, kind="stable").tolist():
        if begins[start] < least:
            return
        if start in taken:
            continue
        end = start + 1
        while end < len(chances) and end not in taken and chances[end].argmax() == _IN_CUE:
            end += 1
        taken.update(range(start, end))
        yield (start, end), float(begins[start])


def find_best_labels(chances: Floats, transitions: Floats) -> NDArray[np.int64]:
    """Find the likeliest allowed labels for rows of words.

    Args:
        chances: Probabilities of `ROLES`: (cues, words, roles).
        transitions: What to add for a role (column) behind another (row).

    Returns:
        Index into `ROLES`: (cues, words).
    """
    logs = np.log(np.maximum(chances, np.finfo(np.float32).tiny))
    step = np.where(_ALLOWED, transitions, _NEVER).astype(np.float32)
    rows, words, _ = logs.shape
    best = logs[:, 0] + step[0]
    back = np.zeros(logs.shape, np.int64)
    for word in range(1, words):
        paths = best[:, :, None] + step
        back[:, word] = paths.argmax(axis=1)
        best = paths.max(axis=1) + logs[:, word]
    labels = np.zeros((rows, words), np.int64)
    labels[:, -1] = best.argmax(axis=1)
    for word in range(words - 1, 0, -1):
        labels[:, word - 1] = back[np.arange(rows), word, labels[:, word]]
    return labels


def build_candidate(
    cue: TokenRange, cue_chance: float, labels: NDArray[np.int64], chances: Floats, *, offset: int
) -> Candidate | None:
    """Build what one cue reports; None where it reports nothing.

    Args:
        cue: Words of the cue in its window.
        cue_chance: Probability that it begins there.
        labels: Its roles of the words of the window.
        chances: The probabilities of all roles.
        offset: Where in the article the window begins.
    """
    contents = _ranges(labels, "CONTENT")
    if not contents:
        return None
    own = chances[np.arange(len(labels)), labels]
    sources = _ranges(labels, "SOURCE")
    source = max(sources, key=lambda at: float(own[at[0] : at[1]].mean()), default=None)
    edges = [n for start, end in contents for n in (start - 1, start, end - 1, end) if 0 <= n < len(labels)]
    begins = chances[:, ROLES.index("B-SOURCE")]
    return Candidate(
        cue=_move(cue, offset),
        contents=tuple(_move(content, offset) for content in contents),
        source=_move(source, offset) if source else None,
        cue_chance=cue_chance,
        content_chance=float(np.mean([own[n] for start, end in contents for n in range(start, end)])),
        edge_chance=float(own[edges].mean()),
        source_chance=float(own[source[0] : source[1]].mean() if source else 1 - begins.max()),
    )


def _ranges(labels: NDArray[np.int64], name: str) -> list[TokenRange]:
    begin, inside = ROLES.index(f"B-{name}"), ROLES.index(f"I-{name}")
    found: list[TokenRange] = []
    for at in np.flatnonzero((labels == begin) | (labels == inside)).tolist():
        if labels[at] == inside and found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _move(words: TokenRange, offset: int) -> TokenRange:
    return words[0] + offset, words[1] + offset


def choose(candidates: Sequence[tuple[Candidate, float]], *, least: float) -> list[tuple[Candidate, float]]:
    """Choose attributions that do not claim the same words, the best first.

    Args:
        candidates: Each with its score.
        least: Score from which one is kept.

    Returns:
        In the order of their cues.
    """
    taken: set[int] = set()
    chosen = []
    for candidate, score in sorted(candidates, key=lambda item: (-item[1], item[0].cue)):
        claimed = {n for start, end in candidate.contents for n in range(start, end)}
        if score < least or 2 * len(claimed & taken) > len(claimed):
            continue
        taken |= claimed
        chosen.append((candidate, score))
    return sorted(chosen, key=lambda item: item[0].cue)
