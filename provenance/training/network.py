"""The network: a small encoder with heads for tags and names, and for the roles of words given a cue.

Owns the layers and their names. The encoder is BERT's (Devlin et al., 2019) in MiniLM's size (Wang et al., 2020); the
roles follow the semantic-role view of attribution: one cue, and each word's part in what the cue reports.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from provenance.nlp.encoder.features import Shape, State
from provenance.nlp.encoder.labels import DISTANCES, FARTHEST, NAMES, ROLES, TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large the network is."""

    vocabulary: int = 30_522
    positions: int = 512
    width: int = 384
    heads: int = 12
    inner: int = 1_536
    layers: int = 6
    role_width: int = 128
    role_inner: int = 96


class Windows(NamedTuple):
    """A batch of windows: one row each, filled up at the end.

    Attributes:
        pieces: Word pieces, (windows, pieces).
        shape: `Shape` of the word of each piece.
        state: `State` of the word of each piece.
        breaks: 1 for the pieces of a paragraph's first word.
        mask: True where there is a piece.
        first: For each word its first piece, (windows, words); 0 where there is no word.
    """

    pieces: Tensor
    shape: Tensor
    state: Tensor
    breaks: Tensor
    mask: Tensor
    first: Tensor


class Cues(NamedTuple):
    """Cues of a batch, one row each, with their place in it and how far each word of their window is.

    Attributes:
        window: Row of the window in the batch.
        start: First word of the cue in its window.
        last: Last word of the cue.
        distance: Bucket of the signed distance of each word, (cues, words).
        sentence: Signed number of sentences between, moved to 0 and more.
        paragraph: The same of paragraphs.
    """

    window: Tensor
    start: Tensor
    last: Tensor
    distance: Tensor
    sentence: Tensor
    paragraph: Tensor


class Dropped(nn.Module):
    """Dropout with one mask for a whole row (Gal and Ghahramani, 2016): few random numbers, which a CPU likes."""

    def __init__(self, share: float) -> None:
        """Take the share of features to drop, in [0, 1)."""
        super().__init__()
        self.share = share

    def forward(self, rows: Tensor) -> Tensor:
        """Drop features while training."""
        if not self.training or not self.share:
            return rows
        kept = torch.rand(rows.shape[0], 1, rows.shape[2], device=rows.device) >= self.share
        return rows * (kept / (1 - self.share)).to(rows.dtype)


class Layer(nn.Module):
    """A layer of the encoder."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        """Build the layer."""
        super().__init__()
        self.heads = sizes.heads
        self.mixed = nn.Linear(sizes.width, 3 * sizes.width)
        self.attended = nn.Linear(sizes.width, sizes.width)
        self.attended_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.widened = nn.Linear(sizes.width, sizes.inner)
        self.narrowed = nn.Linear(sizes.inner, sizes.width)
        self.narrowed_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropped = Dropped(dropout)

    def forward(self, rows: Tensor, mask: Tensor | None) -> Tensor:
        """Let each piece attend to all of its window."""
        windows, pieces, width = rows.shape
        mixed = self.mixed(rows).view(windows, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(mixed[0], mixed[1], mixed[2], attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(windows, pieces, width)
        rows = self.attended_norm(rows + self.dropped(self.attended(attended)))
        rows = self.narrowed_norm(rows + self.dropped(self.narrowed(functional.gelu(self.widened(rows)))))
        return rows  # noqa: RET504 - a module returns anything, as far as types tell


class Encoder(nn.Module):
    """From windows to a vector, a tag and a name for each word."""

    def __init__(self, sizes: Sizes, *, dropout: float = 0.0) -> None:
        """Build the encoder with random weights."""
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(len(Shape), sizes.width)
        self.states = nn.Embedding(len(State), sizes.width)
        self.breaks = nn.Embedding(2, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropped = Dropped(dropout)
        self.layers = nn.ModuleList([Layer(sizes, dropout) for _ in range(sizes.layers)])
        self.tags = nn.Linear(sizes.width, len(TAGS))
        self.names = nn.Linear(sizes.width, len(NAMES))
        for table in (self.shapes, self.states, self.breaks):
            nn.init.normal_(table.weight, std=0.01)

    def forward(self, windows: Windows) -> tuple[Tensor, Tensor, Tensor]:
        """Return vectors, tag scores and name scores of the words: (windows, words, …)."""
        rows = self.words(windows.pieces) + self.positions.weight[: windows.pieces.shape[1]]
        rows = rows + self.shapes(windows.shape) + self.states(windows.state) + self.breaks(windows.breaks)
        rows = self.dropped(self.norm(rows))
        for layer in self.layers:
            rows = layer(rows, windows.mask[:, None, None, :])
        index = windows.first[:, :, None].expand(-1, -1, rows.shape[2])
        found = self.dropped(rows.gather(1, index))
        return found, self.tags(found), self.names(found)


class Roles(nn.Module):
    """From the vectors of a window and one of its cues to the role of each word."""

    def __init__(self, sizes: Sizes) -> None:
        """Build the head with random weights."""
        super().__init__()
        width = sizes.role_width
        self.word = nn.Linear(sizes.width, 2 * width)
        self.cue = nn.Linear(2 * sizes.width, 2 * width)
        self.distances = nn.Embedding(2 * len(DISTANCES) + 1, width)
        self.sentences = nn.Embedding(2 * FARTHEST + 1, width)
        self.paragraphs = nn.Embedding(2 * FARTHEST + 1, width)
        self.near = nn.Conv1d(width, width, 3, padding=1)
        self.inner = nn.Linear(width, sizes.role_inner)
        self.roles = nn.Linear(sizes.role_inner, len(ROLES))

    def forward(self, vectors: Tensor, cues: Cues) -> Tensor:
        """Return the scores of roles: (cues, words, roles)."""
        ends = torch.cat([vectors[cues.window, cues.start], vectors[cues.window, cues.last]], dim=-1)
        word, gate = self.word(vectors)[cues.window].chunk(2, dim=-1)
        cue, cue_gate = self.cue(ends)[:, None, :].chunk(2, dim=-1)
        place = self.distances(cues.distance) + self.sentences(cues.sentence) + self.paragraphs(cues.paragraph)
        rows = functional.relu(word + cue + gate * cue_gate + place)
        rows = rows + functional.relu(self.near(rows.transpose(1, 2)).transpose(1, 2))
        scores: Tensor = self.roles(functional.relu(self.inner(rows)))
        return scores


class Network(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, sizes: Sizes, *, dropout: float = 0.0) -> None:
        """Build the network with random weights."""
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout=dropout)
        self.roles = Roles(sizes)
