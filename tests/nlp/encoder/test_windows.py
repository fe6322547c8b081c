"""Where an article is cut into windows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.nlp.encoder.features import Features
from provenance.nlp.encoder.windows import Window, WindowSizes, find_windows

SIZES = WindowSizes(spacing=24, before=16, after=8, longest=96)

# Sentences as the pieces of each word; now and then a new paragraph.
articles = st.lists(
    st.tuples(st.lists(st.lists(st.integers(5, 90), min_size=1, max_size=4), min_size=1, max_size=40), st.booleans()),
    min_size=1,
    max_size=30,
)
Sentences = list[tuple[list[list[int]], bool]]


def build(sentences: Sentences) -> Features:
    words = [word for words, _ in sentences for word in words]
    sentence = [n for n, (words, _) in enumerate(sentences) for _ in words]
    new = np.array([n == 0 or is_new for n, (_, is_new) in enumerate(sentences)])
    paragraph = (np.cumsum(new) - 1)[sentence]
    none = np.zeros(len(words), np.int64)
    return Features(
        pieces=np.array([piece for word in words for piece in word]),
        first=np.cumsum([0, *map(len, words)]),
        shape=none,
        state=none,
        breaks=np.diff(paragraph, prepend=-1).clip(0, 1),
        sentence=np.array(sentence),
        paragraph=paragraph,
        topic=none,
    )


def cut(sentences: Sentences) -> list[Window]:
    return list(find_windows(build(sentences), SIZES))


@given(articles)
def test_every_word_is_decided_once(sentences: Sentences) -> None:
    """The centres follow one another without gap or overlap, each inside its window."""
    windows = cut(sentences)
    words = sum(len(words) for words, _ in sentences)
    assert [w.centre[0] for w in windows] == [0, *(w.centre[1] for w in windows[:-1])]
    assert windows[-1].centre[1] == words
    assert all(w.words[0] <= w.centre[0] < w.centre[1] <= w.words[1] for w in windows)


@given(articles)
def test_windows_are_no_longer_than_asked(sentences: Sentences) -> None:
    """However long a sentence is, a window holds no more pieces than it may."""
    first = build(sentences).first
    assert all(first[w.words[1]] - first[w.words[0]] + 2 <= SIZES.longest for w in cut(sentences))


def test_what_stands_in_front_moves_few_windows() -> None:
    """A paragraph put in front changes the windows near it alone: further on the words are cut at the same places."""
    random = np.random.default_rng(5)
    sentences = [
        (
            [random.integers(5, 90, size=random.integers(1, 3)).tolist() for _ in range(random.integers(4, 16))],
            n % 3 == 0,
        )
        for n in range(200)
    ]
    front = ([[1], [2], [3], [4], [5]], True)
    plain = [w.words for w in cut(sentences)]
    moved = {(start - 5, end - 5) for start, end in (w.words for w in cut([front, *sentences]))}
    changed = [at for at, words in enumerate(plain) if words not in moved]
    assert len(plain) > 20
    assert changed == [0]
