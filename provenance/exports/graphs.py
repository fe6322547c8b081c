"""The chain of a quotation as text that drawing programs take: Mermaid and Graphviz.

Owns the drawing of a chain: stations from the speaker to the publisher, and on each arrow the words that show it.
Names come from articles, so whatever could be markup or syntax is written as a plain sign of the picture.
"""

from collections.abc import Sequence
from itertools import pairwise

from provenance.exports.cells import short_label
from provenance.exports.mermaid import Stop, draw_mermaid
from provenance.exports.stations import Station, stations_of
from provenance.store.records import StoredQuotation

_LABEL_LENGTH = 60


def chain_to_mermaid(stored: StoredQuotation) -> str:
    """Write the chain of a quotation as a Mermaid flowchart; see `draw_mermaid`."""
    stops = [
        Stop(name=one.name, notes=", ".join(one.notes), words=one.words, is_implied=one.is_implied)
        for one in stations_of(stored)
    ]
    return draw_mermaid({stored.id: stops})


def chain_to_dot(stored: StoredQuotation) -> str:
    """Write the chain of a quotation as a Graphviz digraph, with the words as its caption.

    A dashed arrow is a station that the text implies rather than names.

    Returns:
        Lines of text, the last one ended.
    """
    stations = stations_of(stored)
    lines = [
        f"digraph {dot_text(stored.id)} {{",
        f"    graph [rankdir=LR, labelloc=t, label={dot_text(short_label(stored.text))}];",
        "    node [shape=box, style=rounded];",
    ]
    lines += [f"    h{place} [label={_dot_label(station)}];" for place, station in enumerate(stations)]
    lines += _dot_arrows(stations)
    return "\n".join([*lines, "}"]) + "\n"


def _dot_arrows(stations: Sequence[Station]) -> list[str]:
    lines = []
    for place, (_, station) in enumerate(pairwise(stations)):
        style = "dashed" if station.is_implied else "solid"
        lines.append(f"    h{place} -> h{place + 1} [style={style}, label={dot_text(_words(station))}];")
    return lines


def _label(station: Station) -> tuple[str, str]:
    """Give the two lines of a station: its name, and its role with what else is known."""
    name = short_label(station.name or "", length=_LABEL_LENGTH) or "unknown"
    return name, short_label(", ".join(station.notes), length=_LABEL_LENGTH)


def _words(station: Station) -> str:
    return short_label(station.words or "", length=_LABEL_LENGTH)


def _dot_label(station: Station) -> str:
    # The line break is ours: two characters that Graphviz reads as one, after the name has lost its own.
    name, notes = (dot_text(part)[1:-1] for part in _label(station))
    return f'"{name}\\n{notes}"'


def dot_text(text: str) -> str:
    """Write a text in quotes of Graphviz, as one short line."""
    # Graphviz reads character entities and backslashes inside its quotes.
    escaped = short_label(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
