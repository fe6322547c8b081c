"""From a trained network to the files that the package runs: two ONNX graphs and a tokenizer.

Owns the graphs' inputs and outputs, which `provenance.nlp.encoder.session` feeds.
"""

from dataclasses import dataclass

import numpy as np
import onnx

from provenance.nlp.encoder.features import Shape, State
from provenance.training.graph import Floats, GraphBuilder
from provenance.training.network import Network, Sizes

# Positions beyond the longest window are never looked up.
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class _Weights:
    """The weights of a network by name, as arrays."""

    arrays: dict[str, Floats]

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]

    def linear(self, name: str) -> tuple[Floats, Floats]:
        """Return weights as (in, out), and bias."""
        return self.arrays[f"{name}.weight"].T, self.arrays[f"{name}.bias"]

    def norm(self, name: str) -> tuple[Floats, Floats]:
        return self.arrays[f"{name}.weight"], self.arrays[f"{name}.bias"]


def _read(network: Network) -> _Weights:
    state = network.state_dict()
    return _Weights({name: tensor.detach().float().cpu().numpy() for name, tensor in state.items()})


def export_encoder(network: Network, *, kept: list[int], longest: int) -> onnx.ModelProto:
    """Build the graph from pieces to vectors, tags and names of words.

    Args:
        network: Trained.
        kept: The pieces of the vocabulary that stay, in their new order.
        longest: Most pieces of a window.
    """
    weights, sizes, graph = _read(network), network.sizes, GraphBuilder()
    rows = graph.look_up(weights["encoder.words.weight"][kept], "pieces")
    rows = graph.node("Add", rows, graph.look_up(weights["encoder.positions.weight"][:longest], "places"))
    rows = graph.node("Add", rows, graph.node("Gather", graph.constant(_looks(weights)), "looks"))
    scale, shift = (graph.constant(array) for array in weights.norm("encoder.norm"))
    rows = graph.node("LayerNormalization", rows, scale, shift, axis=-1, epsilon=_EPSILON)
    rows = graph.node("Unsqueeze", rows, graph.constant(np.array([0], np.int64)))
    for number in range(sizes.layers):
        rows = _layer(graph, weights, sizes, rows, name=f"encoder.layers.{number}")
    rows = graph.node("Squeeze", rows, graph.constant(np.array([0], np.int64)))
    vectors = graph.node("Gather", rows, "first")
    outputs = {
        "vectors": vectors,
        "tags": graph.exact(vectors, *weights.linear("encoder.tags")),
        "names": graph.exact(vectors, *weights.linear("encoder.names")),
    }
    inputs = dict.fromkeys(("pieces", "places", "looks"), ("int", "pieces_count"))
    return graph.build("encoder", inputs=inputs | {"first": ("int", "words_count")}, outputs=outputs)


def _looks(weights: _Weights) -> Floats:
    """Add up what shape, state and break say, for each combination of them."""
    shapes, states, breaks = (weights[f"encoder.{name}.weight"] for name in ("shapes", "states", "breaks"))
    table = shapes[:, None, None] + states[None, :, None] + breaks[None, None, :]
    return table.reshape(len(Shape) * len(State) * len(breaks), -1)


def _layer(graph: GraphBuilder, weights: _Weights, sizes: Sizes, rows: str, *, name: str) -> str:
    mixed = graph.linear(rows, *weights.linear(f"{name}.mixed"))
    split = graph.node("Split", mixed, outputs=3, axis=-1)
    parts = (split, f"{split}.1", f"{split}.2")
    attended = graph.microsoft("MultiHeadAttention", *parts, num_heads=sizes.heads)
    attended = graph.linear(attended, *weights.linear(f"{name}.attended"))
    rows = _join(graph, weights, rows, attended, name=f"{name}.attended_norm")
    wide = graph.microsoft("Gelu", graph.linear(rows, *weights.linear(f"{name}.widened")))
    narrow = graph.linear(wide, *weights.linear(f"{name}.narrowed"))
    return _join(graph, weights, rows, narrow, name=f"{name}.narrowed_norm")


def _join(graph: GraphBuilder, weights: _Weights, rows: str, added: str, *, name: str) -> str:
    scale, shift = (graph.constant(array) for array in weights.norm(name))
    return graph.microsoft("SkipLayerNormalization", rows, added, scale, shift, epsilon=_EPSILON)


def export_roles(network: Network) -> onnx.ModelProto:
    """Build the graph from the vectors of a window and its cues to the roles of words."""
    weights, graph = _read(network), GraphBuilder()
    word = graph.node("Split", graph.exact("vectors", *weights.linear("roles.word")), outputs=2, axis=-1)
    ends = graph.node("Concat", *(graph.node("Gather", "vectors", at) for at in ("start", "last")), axis=-1)
    cue = graph.exact(ends, *weights.linear("roles.cue"))
    one = graph.constant(np.array([1], np.int64))
    cue = graph.node("Split", graph.node("Unsqueeze", cue, one), outputs=2, axis=-1)
    rows = graph.node("Add", word, cue)
    rows = graph.node("Add", rows, graph.node("Mul", f"{word}.1", f"{cue}.1"))
    for table, index in (("distances", "distance"), ("sentences", "sentence"), ("paragraphs", "paragraph")):
        rows = graph.node("Add", rows, graph.node("Gather", graph.constant(weights[f"roles.{table}.weight"]), index))
    rows = graph.node("Relu", rows)
    turned = graph.node("Transpose", rows, perm=[0, 2, 1])
    kernel, bias = (graph.constant(array) for array in weights.norm("roles.near"))
    near = graph.node("Relu", graph.node("Conv", turned, kernel, bias, pads=[1, 1], kernel_shape=[3]))
    rows = graph.node("Add", rows, graph.node("Transpose", near, perm=[0, 2, 1]))
    inner = graph.node("Relu", graph.exact(rows, *weights.linear("roles.inner")))
    scores = graph.exact(inner, *weights.linear("roles.roles"))
    inputs: dict[str, tuple[str | int, ...]] = {
        "vectors": ("float", "words_count", network.sizes.width),
        "start": ("int", "cues_count"),
        "last": ("int", "cues_count"),
    }
    inputs |= dict.fromkeys(("distance", "sentence", "paragraph"), ("int", "cues_count", "words_count"))
    return graph.build("roles", inputs=inputs, outputs={"roles": scores})
