"""From scores to attributions."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from provenance.nlp.encoder.decode import (
    Candidate,
    build_candidate,
    choose,
    find_best_labels,
    find_cues,
    softmax,
)
from provenance.nlp.encoder.labels import ROLES, TAGS
from provenance.nlp.encoder.session import Floats

NO_PRIOR = np.zeros((len(ROLES), len(ROLES)), np.float32)
NONE, B_CONTENT, I_CONTENT, B_SOURCE, I_SOURCE = range(5)


def certain(labels: list[int], known: int = len(ROLES), chance: float = 0.9) -> Floats:
    rows = np.full((len(labels), known), (1 - chance) / (known - 1), np.float32)
    rows[np.arange(len(labels)), labels] = chance
    return rows


def candidate(start: int, end: int, *, cue: int = 0) -> Candidate:
    return Candidate(
        cue=(cue, cue + 1),
        contents=((start, end),),
        source=None,
        cue_chance=0.5,
        content_chance=0.5,
        edge_chance=0.5,
        source_chance=0.5,
    )


@given(arrays(np.float32, (3, 12, len(ROLES)), elements=st.floats(-20, 20, width=32)))
def test_inside_follows_beginning(scores: Floats) -> None:
    """Whatever the scores are, an inside label follows a beginning or inside of its kind."""
    for row in find_best_labels(softmax(scores), NO_PRIOR):
        names = ["O", *(ROLES[n] for n in row)]
        assert all(not b.startswith("I-") or a[2:] == b[2:] for a, b in pairwise(names))


@given(arrays(np.float32, (2, 9, len(ROLES)), elements=st.floats(-9, 9, width=32)))
def test_filling_up_changes_nothing(scores: Floats) -> None:
    """Words that are surely nothing, put behind a row, leave its labels as they were."""
    chances = softmax(scores)
    filled = np.zeros((2, 14, len(ROLES)), np.float32)
    filled[:, :, 0] = 1
    filled[:, :9] = chances
    assert (find_best_labels(chances, NO_PRIOR) == find_best_labels(filled, NO_PRIOR)[:, :9]).all()


def test_allowed_path_of_best_sum() -> None:
    """A likely inside without its beginning is read with the beginning that costs least."""
    chances = np.array([[[0.5, 0.4, 0.1, 0, 0], [0.1, 0.0, 0.9, 0, 0], [0.9, 0.1, 0.0, 0, 0]]], np.float32)
    assert find_best_labels(chances, NO_PRIOR).tolist() == [[B_CONTENT, I_CONTENT, NONE]]


def test_transitions_count() -> None:
    """What speaks against one role behind another is weighed against the scores."""
    chances = np.array([[[0.4, 0.6, 0, 0, 0], [0.45, 0.0, 0.55, 0, 0]]], np.float32)
    against = NO_PRIOR.copy()
    against[B_CONTENT, I_CONTENT] = -1
    assert find_best_labels(chances, NO_PRIOR).tolist() == [[B_CONTENT, I_CONTENT]]
    assert find_best_labels(chances, against).tolist() == [[B_CONTENT, NONE]]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["O", "B-CUE", "O"], [(1, 2)]),
        (["B-CUE", "I-CUE", "I-CUE"], [(0, 3)]),
        (["B-CUE", "B-CUE", "I-CUE"], [(0, 1), (1, 3)]),
        (["I-CUE", "O", "O"], []),
        (["O", "O", "O"], []),
    ],
)
def test_cues(tags: list[str], expected: list[tuple[int, int]]) -> None:
    """A cue begins where its beginning is likely, and ends before the first word that is no inside."""
    chances = certain([TAGS.index(tag) for tag in tags], len(TAGS))
    assert sorted(cue for cue, _ in find_cues(chances, least=0.5)) == expected


def test_contents_and_source() -> None:
    """Contents may be split; of several sources the surest is taken, and where there is none, none."""
    labels = [B_CONTENT, I_CONTENT, B_SOURCE, NONE, B_CONTENT, I_CONTENT, B_SOURCE, I_SOURCE]
    chances = certain(labels)
    chances[2] = [0.3, 0.1, 0.1, 0.4, 0.1]
    found = build_candidate((3, 4), 0.8, np.array(labels), chances, offset=10)
    assert found is not None
    assert found.contents == ((10, 12), (14, 16))
    assert found.source == (16, 18)
    assert found.cue == (13, 14)
    assert found.cue_chance == 0.8


def test_adjacent_contents_stay_two() -> None:
    """A content that begins where another ends is a second one."""
    labels = [B_CONTENT, I_CONTENT, B_CONTENT, NONE]
    found = build_candidate((3, 4), 0.8, np.array(labels), certain(labels), offset=0)
    assert found is not None
    assert found.contents == ((0, 2), (2, 3))
    assert found.source is None


def test_cue_without_content() -> None:
    """A cue that reports nothing is no attribution."""
    assert build_candidate((0, 1), 0.9, np.array([NONE, B_SOURCE]), certain([NONE, B_SOURCE]), offset=0) is None


def test_choice() -> None:
    """Of attributions that claim the same words the better one stays; what is below the least score goes."""
    good, worse, apart, weak = candidate(0, 4, cue=9), candidate(1, 5, cue=8), candidate(4, 8), candidate(20, 22)
    chosen = choose([(worse, 0.6), (good, 0.9), (apart, 0.7), (weak, 0.1)], least=0.2)
    assert chosen == [(apart, 0.7), (good, 0.9)]
