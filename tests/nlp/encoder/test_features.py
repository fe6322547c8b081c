"""What the network sees of an article."""

from pathlib import Path

import pytest
from minimodel import mini_start

from provenance.nlp.encoder.features import Features, Pieces, Shape, State, build_features
from provenance.nlp.sentences import read_doc
from provenance.nlp.tokens import build_language
from provenance.training.pretrained import load_tokenizer

NLP = build_language()
SAID = "“We will win,” said Kim. “It’s over.”\n\n“And how,” she added."


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    start = mini_start(tmp_path_factory.mktemp("start"))
    return Pieces(load_tokenizer(start.tokenizer))


def see(text: str, pieces: Pieces) -> Features:
    return build_features(read_doc(NLP(text)), pieces)


def same(one: Features, other: Features) -> bool:
    return all((getattr(one, name) == getattr(other, name)).all() for name in Features.__slots__)


@pytest.mark.parametrize(
    "text",
    [
        SAID.translate(str.maketrans("“”", '""')),
        SAID.replace("“", "«").replace("”", "»"),
        SAID.replace("“", "``").replace("”", "''"),
        SAID.replace("“", "„").replace("”", "“"),
        SAID.replace("“", "‘").replace("”", "’"),
        SAID.replace("’", "'"),
        SAID.replace("\n", "\r\n"),
    ],
)
def test_marks_of_every_style_look_alike(text: str, pieces: Pieces) -> None:
    """Another style of quotation marks, apostrophes or line ends changes nothing that the network sees."""
    assert same(see(SAID, pieces), see(text, pieces))


def test_single_marks_look_like_double_ones(pieces: Pieces) -> None:
    """British marks, single ones without and double ones within, read like American ones, over paragraphs too."""
    american = "“The workers’ ‘rights’ matter.\n\n“They ‘do’ matter,” she said."
    british = american.translate(str.maketrans("“”‘’", "‘’“”")).replace("workers”", "workers’")
    assert same(see(american, pieces), see(british, pieces))


def test_states(pieces: Pieces) -> None:
    """Each word says whether it opens, fills or closes a quotation, or goes on from the paragraph before."""
    features = see("“We won.\n\n“We lost,” she said.", pieces)
    expected = [State.OPENING, State.INSIDE, State.INSIDE, State.INSIDE]
    expected += [State.OPENING, State.CONTINUED, State.CONTINUED, State.CONTINUED, State.CLOSING]
    assert features.state.tolist() == [*expected, State.OUTSIDE, State.OUTSIDE, State.OUTSIDE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim met the US envoy.", [Shape.TITLE, Shape.LOWER, Shape.LOWER, Shape.UPPER, Shape.LOWER, Shape.SIGN]),
        ("an iPhone for $5m", [Shape.LOWER, Shape.MIXED, Shape.LOWER, Shape.SIGN, Shape.DIGIT, Shape.LOWER]),
        ("KIM MET THE ENVOY", [Shape.CASELESS] * 4),
        ("NATO said", [Shape.UPPER, Shape.LOWER]),
    ],
)
def test_shapes(text: str, expected: list[Shape], pieces: Pieces) -> None:
    """The case of words is told, but for sentences in capitals, where it says nothing."""
    assert see(text, pieces).shape.tolist() == expected


def test_breaks_sentences_and_paragraphs(pieces: Pieces) -> None:
    """The first word of each paragraph is marked, and sentences and paragraphs are numbered."""
    features = see("He won. She lost.\n\nThey tied.", pieces)
    assert features.breaks.tolist() == [1, 0, 0, 0, 0, 0, 1, 0, 0]
    assert features.sentence.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert features.paragraph.tolist() == [0, 0, 0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("word", ["\u200b", "\u0301", "a" * 100_000, "\x00"])
def test_odd_words_have_pieces(word: str, pieces: Pieces) -> None:
    """A word that no vocabulary knows is one unknown piece, and an endless one is cut."""
    assert 1 <= len(pieces.of(word)) <= 12


def test_empty(pieces: Pieces) -> None:
    """A text without words has no pieces."""
    features = see(" \n ", pieces)
    assert len(features.pieces) == 0
    assert features.first.tolist() == [0]


def test_cache_is_no_state(pieces: Pieces, tmp_path: Path) -> None:
    """What was cut before makes no difference to what is cut now."""
    fresh = Pieces(load_tokenizer(mini_start(tmp_path).tokenizer))
    assert same(see(SAID, fresh), see(SAID, pieces))
