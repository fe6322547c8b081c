"""What the trained model finds in an article: attributions with their scores, and names with their types.

Owns the order of steps: windows, the encoder, cues, roles, the choice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.nlp.encoder.card import Card, check_files, load_card
from provenance.nlp.encoder.decode import Candidate, build_candidate, choose, find_best_labels, find_cues, softmax
from provenance.nlp.encoder.features import Features, build_features
from provenance.nlp.encoder.labels import NAMES
from provenance.nlp.encoder.scoring import find_evidence, judge_score
from provenance.nlp.encoder.session import Floats, Session, WordScores
from provenance.nlp.encoder.windows import Window, find_windows
from provenance.nlp.sentences import Reading, TokenRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the text: its words, and `PERSON`, `ORG`, `LOC` or `MISC`."""

    words: TokenRange
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the model finds in an article.

    Attributes:
        attributions: With their scores, in the order of their cues.
        names: In order.
    """

    attributions: tuple[tuple[Candidate, float], ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A cue of a window with the probabilities of its roles."""

    window: Window
    cue: TokenRange
    chance: float
    roles: Floats


@dataclass(slots=True)
class Detector:
    """A model with its card, ready to read articles."""

    card: Card
    session: Session
    transitions: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Build what every article needs."""
        self.transitions = np.asarray(self.card.decoding.transitions, np.float32)

    def find(self, reading: Reading) -> Found:
        """Find attributions and names."""
        decoding = self.card.decoding
        candidates, names = self.read(reading)
        scored = [
            (c, judge_score(find_evidence(c, reading), decoding.score_weights, decoding.score_bias)) for c in candidates
        ]
        return Found(tuple(choose(scored, least=decoding.least_score)), names)

    def read(self, reading: Reading) -> tuple[list[Candidate], tuple[Name, ...]]:
        """Find all that might be an attribution, whatever speaks for it, and the names."""
        features = build_features(reading, self.session.pieces)
        claims: list[_Claim] = []
        labels: list[int] = []
        for window in find_windows(features, self.card.windows) if reading.words else ():
            scores = self.session.read(features, window)
            claims += self._claims(scores, features, window)
            labels += scores.names[_centre(window)].argmax(axis=1).tolist()
        return list(_candidates(claims, self.transitions)), tuple(_names(labels))

    def _claims(self, scores: WordScores, features: Features, window: Window) -> Iterator[_Claim]:
        """Let each cue of a window's centre claim its words."""
        centre = _centre(window)
        cues = [
            (cue, chance)
            for cue, chance in find_cues(softmax(scores.tags), least=self.card.decoding.least_cue)
            if centre.start <= cue[0] < centre.stop
        ]
        if cues:
            found = self.session.find_roles(scores, [cue for cue, _ in cues], features=features, window=window)
            for (cue, chance), roles in zip(cues, softmax(found), strict=True):
                yield _Claim(window, cue, chance, roles)


def _centre(window: Window) -> slice:
    return slice(window.centre[0] - window.words[0], window.centre[1] - window.words[0])


def _candidates(claims: Sequence[_Claim], transitions: Floats) -> Iterator[Candidate]:
    if not claims:
        return
    for claim, labels in zip(claims, _label(claims, transitions), strict=True):
        candidate = build_candidate(claim.cue, claim.chance, labels, claim.roles, offset=claim.window.words[0])
        if candidate:
            yield candidate


def _label(claims: Sequence[_Claim], transitions: Floats) -> Iterator[NDArray[np.int64]]:
    """Label the words of all claims at once, each filled up at its end with words that are surely nothing."""
    sizes = [len(claim.roles) for claim in claims]
    chances = np.zeros((len(claims), max(sizes), claims[0].roles.shape[1]), np.float32)
    chances[:, :, 0] = 1
    for row, claim in enumerate(claims):
        chances[row, : sizes[row]] = claim.roles
    for labels, size in zip(find_best_labels(chances, transitions), sizes, strict=True):
        yield labels[:size]


def _names(labels: Sequence[int]) -> Iterator[Name]:
    """Join labels to names; an inside label without its beginning begins a name."""
    start, kind = 0, ""
    for at, label in enumerate([*labels, 0]):
        mark, _, named = NAMES[label].partition("-")
        if kind and (mark != "I" or named != kind):
            yield Name(words=(start, at), label=kind)
            kind = ""
        if mark != "O" and not kind:
            start, kind = at, named


def load_detector(folder: Path) -> Detector:
    """Load a model.

    Raises:
        ModelNotFound: No model stands there.
        ModelMismatch: It is damaged, or made for another version.
    """
    card = load_card(folder)
    check_files(card, folder)
    return Detector(card, Session(folder))
