"""The run of the network: features of a window in, scores out.

Owns onnxruntime. One window at a time on one thread, so that an article reads the same alone, in a batch and in another
process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from provenance.errors import ModelMismatch
from provenance.nlp.encoder.card import ENCODER, FILES, ROLES_HEAD, TOKENIZER
from provenance.nlp.encoder.features import Features, Pieces, State
from provenance.nlp.encoder.places import find_places
from provenance.nlp.encoder.windows import Window
from provenance.nlp.sentences import TokenRange

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the encoder says of the words of a window; index = word.

    Attributes:
        vectors: What the roles head reads.
        tags: Scores of `TAGS`.
        names: Scores of `NAMES`.
    """

    vectors: Floats
    tags: Floats
    names: Floats


class Session:
    """A network, ready to run."""

    def __init__(self, folder: Path) -> None:
        """Load a network.

        Raises:
            ModelMismatch: A file is not what its name says.
        """
        try:
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._encoder, self._roles = (_load(folder / name) for name in (ENCODER, ROLES_HEAD))
        except Exception as error:  # onnxruntime and tokenizers raise errors of no common base
            message = f"the model in {folder} cannot be loaded: {error}"
            raise ModelMismatch(message, hint=f"a model has the files {', '.join(FILES)}") from error
        self.pieces = Pieces(tokenizer)
        self._opening, self._closing = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

    def read(self, features: Features, window: Window) -> WordScores:
        """Run the encoder on a window."""
        start, end = window.words
        first = features.first[start : end + 1]
        pieces = features.pieces[first[0] : first[-1]]
        looks = _looks(features)[start:end]
        feed = {
            "pieces": np.concatenate([[self._opening], pieces, [self._closing]]),
            "places": np.arange(len(pieces) + 2),
            "looks": np.concatenate([[0], np.repeat(looks, np.diff(first)), [0]]),
            "first": first[:-1] - first[0] + 1,
        }
        return WordScores(*self._encoder.run(["vectors", "tags", "names"], feed))

    def find_roles(
        self, scores: WordScores, cues: Sequence[TokenRange], *, features: Features, window: Window
    ) -> Floats:
        """Run the roles head on cues of a window.

        Args:
            scores: What the encoder said of the window.
            cues: One or more ranges, counted from the window's first word.
            features: Those of the article.
            window: The window.

        Returns:
            Scores of `ROLES`: (cues, words, roles).
        """
        start, end = window.words
        sentence, paragraph = features.sentence[start:end], features.paragraph[start:end]
        places = [find_places(cue, sentence=sentence, paragraph=paragraph) for cue in cues]
        feed = {
            "vectors": scores.vectors,
            "start": np.array([cue[0] for cue in cues]),
            "last": np.array([cue[1] - 1 for cue in cues]),
            "distance": np.stack([place.distance for place in places]),
            "sentence": np.stack([place.sentence for place in places]),
            "paragraph": np.stack([place.paragraph for place in places]),
        }
        roles: Floats = self._roles.run(["roles"], feed)[0]
        return roles


def _load(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _looks(features: Features) -> NDArray[np.int64]:
    """Number the combinations of shape, state and break, as the exported table has them."""
    return (features.shape * len(State) + features.state) * 2 + features.breaks
