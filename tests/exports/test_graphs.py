"""Graphs: chains as Mermaid and Graphviz, whatever the names in them are."""

import re
import shutil
import subprocess
from collections.abc import Callable

import pytest

from provenance.core.records import Agent, Role
from provenance.exports.graphs import chain_to_dot, chain_to_mermaid
from provenance.store.records import StoredQuotation

NODE = re.compile(r'    h\d+\["[^"\[\]<>`|{}\\]*<br/>[a-z]+[a-z, \d-]*"\]')
ARROW = re.compile(r'    h\d+ (?:-->|-\.->)(?:\|"[^"\[\]<>`|{}\\]*"\|)? h\d+')


def test_mermaid_shows_the_way_of_the_words(lavrov: StoredQuotation) -> None:
    """Stations stand in the order of the chain, with the words that show them and a dotted line where none do."""
    assert chain_to_mermaid(lavrov).splitlines() == [
        "flowchart LR",
        f"    %% {lavrov.id}",
        '    h0["Sergei Lavrov<br/>speaker"]',
        '    h1["TASS<br/>agency"]',
        '    h2["CNN<br/>outlet, implied"]',
        '    h3["The Daily<br/>publisher, 2025-07-13"]',
        '    h0 -->|"according to Tass"| h1',
        "    h1 -.-> h2",
        "    h2 --> h3",
    ]


def test_dot_shows_the_way_of_the_words(lavrov: StoredQuotation) -> None:
    """The digraph has the same stations, and the quotation as its caption."""
    assert chain_to_dot(lavrov).splitlines() == [
        f'digraph "{lavrov.id}" {{',
        '    graph [rankdir=LR, labelloc=t, label="“Ties are close,”"];',
        "    node [shape=box, style=rounded];",
        '    h0 [label="Sergei Lavrov\\nspeaker"];',
        '    h1 [label="TASS\\nagency"];',
        '    h2 [label="CNN\\noutlet, implied"];',
        '    h3 [label="The Daily\\npublisher, 2025-07-13"];',
        '    h0 -> h1 [style=solid, label="according to Tass"];',
        '    h1 -> h2 [style=dashed, label=""];',
        '    h2 -> h3 [style=solid, label=""];',
        "}",
    ]


def test_unknown_stations_are_drawn(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """A chain without a known speaker or publisher still has both ends."""
    chain = chain_to_mermaid(stored_quotation("“Yes,” it said.", "“Yes,”"))
    assert '    h0["unknown<br/>speaker, implied"]' in chain
    assert '    h1["unknown<br/>publisher, 2025-07-13"]' in chain


@pytest.fixture
def hostile_chain(
    hostile: str, stored_quotation: Callable[..., StoredQuotation], person: Callable[[str], Agent]
) -> StoredQuotation:
    """Return a chain that is hostile in every name, in the words and in the evidence."""
    text = f"“{hostile}” he said, {hostile}."
    relays = ((Role.AGENCY, f"relay {hostile}", f"he said, {hostile}"),)
    return stored_quotation(text, f"“{hostile}”", speaker=person(hostile), source="he", relays=relays)


def test_hostile_names_stay_words_in_mermaid(hostile_chain: StoredQuotation) -> None:
    """No name ends its label, opens markup, or starts a line of its own."""
    lines = chain_to_mermaid(hostile_chain).splitlines()
    assert lines[0] == "flowchart LR"
    assert all(NODE.fullmatch(line) for line in lines[2:5])
    assert all(ARROW.fullmatch(line) for line in lines[5:])
    assert len(lines) == 7


def test_hostile_names_stay_words_in_dot(hostile_chain: StoredQuotation) -> None:
    """Outside its quoted texts a digraph holds nothing but our own syntax."""
    plain = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', chain_to_dot(hostile_chain))
    assert plain.splitlines() == [
        'digraph "" {',
        '    graph [rankdir=LR, labelloc=t, label=""];',
        "    node [shape=box, style=rounded];",
        *(f'    h{place} [label=""];' for place in range(3)),
        '    h0 -> h1 [style=solid, label=""];',
        '    h1 -> h2 [style=solid, label=""];',
        "}",
    ]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_hostile_names_as_they_are(hostile_chain: StoredQuotation) -> None:
    """Graphviz takes the digraph without a complaint."""
    dot = shutil.which("dot") or ""
    done = subprocess.run([dot, "-Tsvg"], input=chain_to_dot(hostile_chain).encode(), capture_output=True, check=False)
    assert done.returncode == 0
    assert not done.stderr
    assert b"<script" not in done.stdout
    assert b"<img" not in done.stdout
