"""A small builder of ONNX graphs with int8 weights.

Owns quantisation: weights are int8 with one scale a column (a row, in tables of vectors), activations are quantised
while running, by the operators of onnxruntime.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Floats = NDArray[np.float32]

# The oldest operator set that has all that we use, and the format that goes with it: older runtimes can read it.
_OPSET = 17
_IR_VERSION = 8
_MICROSOFT = "com.microsoft"
_TYPES = {"int": TensorProto.INT64, "float": TensorProto.FLOAT}


def quantise_columns(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Quantise a matrix to int8 with one scale for each column, symmetric around zero."""
    scale = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / 127
    return np.clip(np.rint(weights / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


@dataclass(slots=True)
class GraphBuilder:
    """Collects nodes and weights, and names what flows between them."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def node(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **options: Any) -> str:  # noqa: ANN401
        """Add an operator; return the name of its first output, the others being numbered on."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        names = [name, *(f"{name}.{n}" for n in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, domain=domain, **options))
        return name

    def microsoft(self, kind: str, *inputs: str, **options: Any) -> str:  # noqa: ANN401
        """Add one of onnxruntime's own operators."""
        return self.node(kind, *inputs, domain=_MICROSOFT, **options)

    def constant(self, array: NDArray[Any]) -> str:
        """Add weights."""
        name = f"weights_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def linear(self, rows: str, weights: Floats, bias: Floats) -> str:
        """Multiply by int8 weights, (in, out), and add a bias."""
        quantised, scale = quantise_columns(weights)
        zero = np.zeros_like(scale, dtype=np.int8)
        given = (self.constant(quantised), self.constant(scale), self.constant(zero), self.constant(bias))
        return self.microsoft("DynamicQuantizeMatMul", rows, *given)

    def exact(self, rows: str, weights: Floats, bias: Floats) -> str:
        """Multiply by weights as they are, and add a bias."""
        return self.node("Add", self.node("MatMul", rows, self.constant(weights)), self.constant(bias))

    def look_up(self, table: Floats, index: str) -> str:
        """Take rows of a table of int8 vectors."""
        quantised, scale = quantise_columns(table.T)
        rows = self.node("Gather", self.constant(quantised.T), index)
        scales = self.node("Gather", self.constant(scale[:, None]), index)
        return self.node("Mul", self.node("Cast", rows, to=TensorProto.FLOAT), scales)

    def build(
        self, name: str, *, inputs: Mapping[str, Sequence[str | int]], outputs: Mapping[str, str]
    ) -> onnx.ModelProto:
        """Build the model.

        Args:
            name: Name of the graph.
            inputs: The type (`int` or `float`) and then the sizes of each input, those that vary by a name.
            outputs: The name of each output, and what flows into it.
        """
        given = [helper.make_tensor_value_info(k, _TYPES[str(v[0])], list(v[1:])) for k, v in inputs.items()]
        nodes = [*self.nodes, *(helper.make_node("Identity", [flow], [name]) for name, flow in outputs.items())]
        made = [helper.make_tensor_value_info(k, TensorProto.FLOAT, None) for k in outputs]
        graph = helper.make_graph(nodes, name, given, made, initializer=self.weights)
        sets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=_IR_VERSION, producer_name="provenance")
