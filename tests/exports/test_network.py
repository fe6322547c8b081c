"""The network of who carries whose words: counted right, and readable by graph programs whatever the names."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from lxml import etree

from provenance.core.records import Agent, Role
from provenance.exports.netgraphs import network_to_dot, network_to_graphml, network_to_mermaid
from provenance.exports.network import UNKNOWN, build_network
from provenance.store.records import StoredQuotation

NODE = re.compile(r'    n\d+\["[^"\[\]<>`|{}\\]+"\]')
ARROW = re.compile(r'    n\d+ -->\|"[a-z]+ \d+"\| n\d+')


def test_quotations_are_counted_on_their_way(lavrov: StoredQuotation) -> None:
    """Each hop is an arrow from whoever had the words before, with the role, the number and the days."""
    network = build_network([lavrov, lavrov])
    assert [(one.name, one.quotations) for one in network.actors.values()] == [
        ("Sergei Lavrov", 2),
        ("TASS", 2),
        ("CNN", 2),
        ("The Daily", 2),
    ]
    named = {one.id: one.name for one in network.actors.values()}
    ways = [
        (named[a], named[b], role.value, way.quotations, way.implied) for (a, b, role), way in network.passages.items()
    ]
    assert ways == [
        ("Sergei Lavrov", "TASS", "agency", 2, 0),
        ("TASS", "CNN", "outlet", 2, 2),
        ("CNN", "The Daily", "publisher", 2, 0),
    ]
    assert {(way.first_seen, way.last_seen) for way in network.passages.values()} == {("2025-07-13", "2025-07-13")}


def test_ends_that_nobody_knows(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """An unknown speaker is one and the same; an unknown publisher is its article, or the name that the input gives."""
    one = stored_quotation("“Yes,” it said.", "“Yes,”", title="First")
    other = stored_quotation("“No,” it said.", "“No,”", publisher="The Paper", published=None)
    network = build_network([one, other])
    assert [(actor.id, actor.name) for actor in network.actors.values()] == [
        (UNKNOWN, UNKNOWN),
        (one.article.id, "First"),
        ("publisher:The Paper", "The Paper"),
    ]


def test_somebody_twice_on_one_way(
    stored_quotation: Callable[..., StoredQuotation], person: Callable[[str], Agent]
) -> None:
    """Whoever both speaks and publishes is on the way of one quotation, not of two."""
    ada = person("Ada")
    network = build_network([stored_quotation("“Yes,” I said.", "“Yes,”", speaker=ada, published_by=ada)])
    assert [actor.quotations for actor in network.actors.values()] == [1]
    assert list(network.passages) == [(ada.id, ada.id, Role.PUBLISHER)]


def test_graphml_is_xml(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """A strict parser reads it whatever the names, each edge has both ends, and each figure its key."""
    text = "".join(network_to_graphml(build_network(hostile_quotations)))
    root = etree.parse(BytesIO(text.encode("utf-8")), etree.XMLParser(resolve_entities=False)).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {node.get("id") for node in root.iterfind(".//g:node", space)}
    edges = root.findall(".//g:edge", space)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes
    keys = {key.get("id") for key in root.iterfind("g:key", space)}
    assert {data.get("key") for data in root.iterfind(".//g:data", space)} <= keys
    assert len({edge.get("id") for edge in edges}) == len(edges)


def test_graphml_comes_back(lavrov: StoredQuotation) -> None:
    """A graph library finds the names, the ids and the figures."""
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml("".join(network_to_graphml(build_network([lavrov, lavrov]))))
    speaker = lavrov.current.quotation.speaker
    assert speaker
    assert graph.is_directed()
    assert (graph.nodes["n0"]["label"], graph.nodes["n0"]["id"]) == ("Sergei Lavrov", speaker.id)
    assert [told["weight"] for _, _, told in graph.edges(data=True)] == [2.0, 2.0, 2.0]


def test_mermaid_has_no_syntax_of_others(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Every line is a node or an arrow of ours, whatever the names."""
    first, *lines = "".join(network_to_mermaid(build_network(hostile_quotations))).splitlines()
    assert first == "flowchart LR"
    assert [line for line in lines if not NODE.fullmatch(line) and not ARROW.fullmatch(line)] == []


def test_dot_shows_the_network(lavrov: StoredQuotation) -> None:
    """A digraph has the names as nodes and the counts on its arrows."""
    assert "".join(network_to_dot(build_network([lavrov]))).splitlines()[3:6] == [
        '    n0 [label="Sergei Lavrov"];',
        '    n1 [label="TASS"];',
        '    n2 [label="CNN"];',
    ]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_takes_any_name(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Graphviz draws the network whatever the names."""
    text = "".join(network_to_dot(build_network(hostile_quotations)))
    drawn = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=False)  # noqa: S607
    assert (drawn.returncode, drawn.stderr) == (0, b"")


def test_no_quotations() -> None:
    """Networks of nobody are read all the same."""
    network = build_network([])
    assert etree.fromstring("".join(network_to_graphml(network)).encode()).tag.endswith("graphml")
    assert "".join(network_to_dot(network)).endswith("}\n")
    assert "".join(network_to_mermaid(network)) == "flowchart LR\n"
