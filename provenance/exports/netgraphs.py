"""A network of voices, relays and publishers in the formats of graph programs: GraphML, Graphviz, Mermaid.

Names come from articles, so whatever could be markup, syntax or no character at all is written as a plain sign.
"""

import html
import re
from collections.abc import Iterator, Mapping

from provenance.exports.cells import short_label
from provenance.exports.graphs import dot_text
from provenance.exports.mermaid import mermaid_text
from provenance.exports.network import Network

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# For nodes and edges the names of what is told of them, with their types in GraphML.
_KEYS: Mapping[str, Mapping[str, str]] = {
    "node": {"id": "string", "label": "string", "kind": "string", "quotations": "long"},
    "edge": {
        "role": "string",
        "weight": "double",
        "quotations": "long",
        "implied": "long",
        "first_seen": "string",
        "last_seen": "string",
    },
}
# Printable to us, but no character of XML.
_NO_XML = re.compile("[\ufffe\uffff]")


def network_to_graphml(network: Network) -> Iterator[str]:
    """Write a network as GraphML, for Gephi, Cytoscape, yEd and networkx; `weight` is the number of quotations."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_GRAPHML}">\n'
    for kind, keys in _KEYS.items():
        for name, type_ in keys.items():
            yield f'  <key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '  <graph id="who_carries_whose_words" edgedefault="directed">\n'
    places = _places(network)
    for one in network.actors.values():
        told = {"id": one.id, "label": one.name, "kind": one.kind, "quotations": one.quotations}
        yield f'    <node id="n{places[one.id]}">{_data("node", told)}</node>\n'
    for number, ((source, target, role), way) in enumerate(network.passages.items()):
        ends = f'source="n{places[source]}" target="n{places[target]}"'
        told = {
            "role": role.value,
            "weight": way.quotations,
            "quotations": way.quotations,
            "implied": way.implied,
            "first_seen": way.first_seen,
            "last_seen": way.last_seen,
        }
        yield f'    <edge id="e{number}" {ends}>{_data("edge", told)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def network_to_dot(network: Network) -> Iterator[str]:
    """Write a network as a Graphviz digraph; on each arrow stands what came of how many quotations."""
    yield "digraph who_carries_whose_words {\n    graph [rankdir=LR];\n    node [shape=box, style=rounded];\n"
    places = _places(network)
    for one in network.actors.values():
        yield f"    n{places[one.id]} [label={dot_text(one.name)}];\n"
    for (source, target, role), way in network.passages.items():
        label = dot_text(f"{role.value} {way.quotations}")
        yield f"    n{places[source]} -> n{places[target]} [label={label}, weight={way.quotations}];\n"
    yield "}\n"


def network_to_mermaid(network: Network) -> Iterator[str]:
    """Write a network as a Mermaid flowchart; on each arrow stands what came of how many quotations."""
    yield "flowchart LR\n"
    places = _places(network)
    for one in network.actors.values():
        yield f'    n{places[one.id]}["{mermaid_text(short_label(one.name)) or "unknown"}"]\n'
    for (source, target, role), way in network.passages.items():
        yield f'    n{places[source]} -->|"{role.value} {way.quotations}"| n{places[target]}\n'


def _places(network: Network) -> dict[str, int]:
    """Number the nodes: ids may hold what some format cannot."""
    return {actor: place for place, actor in enumerate(network.actors)}


def _data(kind: str, told: Mapping[str, object]) -> str:
    return "".join(
        f'<data key="{kind}_{name}">{_xml(str(value))}</data>' for name, value in told.items() if value is not None
    )


def _xml(text: str) -> str:
    return html.escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", short_label(text)))
