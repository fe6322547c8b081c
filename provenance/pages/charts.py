"""Pictures drawn as SVG: bars, columns of months, and the flow from speakers over relays to outlets.

Owns geometry and nothing of what is counted. Names stand in the page as text wherever they can, so that pictures stay
readable on a telephone; what a picture shows, its title tells too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from provenance.pages.markup import Html, element, escape, join

T = TypeVar("T")

CHART_STYLE = """
svg { display: block; } rect.fill { fill: var(--bar); }
.bar { width: 100%; height: .8rem; margin-top: .35rem; } .columns { width: 100%; height: 7rem; }
.spark { width: 100%; min-width: 5rem; height: 1.5rem; }
.axis { display: flex; justify-content: space-between; border-top: 1px solid var(--line); }
figure { margin: 0; } .wide { overflow-x: auto; } .wide svg { min-width: 44rem; width: 100%; height: auto; }
.flow text { fill: var(--ink); font: 13px system-ui, sans-serif; paint-order: stroke; stroke: var(--paper);
  stroke-width: 3.5px; stroke-linejoin: round; } .flow .count { fill: var(--dim); }
.flow path { fill: none; stroke: var(--bar); stroke-opacity: .38; } .flow path.pale { stroke: var(--rest); }
.flow rect { fill: var(--ink); }
"""
_WIDTH = 960
_NODE = 10
_GAP = 26
_TOP = 34
_HEIGHT = 360
_LEAST = 2.0
_LONGEST_NAME = 30


def bar(n: int, *, of: int) -> Html:
    """Draw a bar of n on a scale that ends at `of`, 1 or more; the number itself stands beside it."""
    width = f"{100 * n / of:.2f}"
    shape = element("rect", width=width, height="10", class_="fill")
    return _svg(shape, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def columns(counts: Sequence[tuple[str, int]], *, highest: int, label: str, class_: str = "columns") -> Html:
    """Draw columns side by side.

    Args:
        counts: Name and height of each, in order.
        highest: The height of the whole picture, 1 or more.
        label: What it shows, for those who do not see it.
        class_: Its size: `columns` or `spark`.
    """
    shapes = (
        element(
            "rect",
            element("title", f"{name}: {n}"),
            x=f"{place + 0.1:.1f}",
            width="0.8",
            y=f"{100 - 100 * n / highest:.2f}",
            height=f"{100 * n / highest:.2f}",
            class_="fill",
        )
        for place, (name, n) in enumerate(counts)
    )
    box = f"0 0 {max(len(counts), 12)} 100"
    return _svg(*shapes, class_=class_, viewBox=box, preserveAspectRatio="none", role="img", aria_label=label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """So many that go from one node of each column to one of the next; names tell the nodes of a column apart."""

    through: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class _Node:
    x: float
    y: float
    height: float
    n: int


def flow(streams: Sequence[Stream], *, headings: Sequence[str], label: str, pale: frozenset[str] = frozenset()) -> Html:
    """Draw streams from column to column, as wide as they are strong.

    Args:
        streams: Each with as many names as there are columns, two or more.
        headings: Of the columns.
        label: What it shows, for those who do not see it.
        pale: Nodes whose streams are drawn without colour.
    """
    counts = [_sum_up((stream.through[column], stream.n) for stream in streams) for column in range(len(headings))]
    total = sum(stream.n for stream in streams)
    scale = _HEIGHT / max(total, 1)
    height = _TOP + _HEIGHT + max(map(len, counts)) * _GAP
    nodes = [_place(found, column, of=len(headings), scale=scale) for column, found in enumerate(counts)]
    heads = (_text(head, column, of=len(headings), y=14, class_="count") for column, head in enumerate(headings))
    links = (
        link
        for column in range(len(nodes) - 1)
        for link in _links(streams, column, nodes=nodes, scale=scale, pale=pale)
    )
    box = f"0 0 {_WIDTH} {height:.0f}"
    return _svg(*heads, *links, *_labels(nodes), class_="flow", viewBox=box, role="img", aria_label=label)


def _sum_up(counted: Iterable[tuple[T, int]]) -> dict[T, int]:
    """Add up what is counted under one name; the names come in the order in which they were met."""
    found: dict[T, int] = {}
    for name, n in counted:
        found[name] = found.get(name, 0) + n
    return found


def _place(counts: Mapping[str, int], column: int, *, of: int, scale: float) -> dict[str, _Node]:
    x = column * (_WIDTH - _NODE) / (of - 1)
    y = _TOP + _GAP / 2
    placed = {}
    for name, n in counts.items():
        placed[name] = _Node(x, y, max(n * scale, _LEAST), n)
        y += placed[name].height + _GAP
    return placed


def _links(
    streams: Iterable[Stream], column: int, *, nodes: Sequence[Mapping[str, _Node]], scale: float, pale: frozenset[str]
) -> Iterator[Html]:
    """Draw what goes from one column to the next, in the order of its ends, so that little crosses."""
    before, after = nodes[column], nodes[column + 1]
    rank = ({name: place for place, name in enumerate(side)} for side in (before, after))
    left, right = rank
    pairs = _sum_up(((stream.through[column], stream.through[column + 1]), stream.n) for stream in streams)
    leaves, arrives = ({name: node.y for name, node in side.items()} for side in (before, after))
    for start, end in sorted(pairs, key=lambda pair: (left[pair[0]], right[pair[1]])):
        width = pairs[start, end] * scale
        y1, y2 = leaves[start] + width / 2, arrives[end] + width / 2
        leaves[start] += width
        arrives[end] += width
        x1, x2 = before[start].x + _NODE, after[end].x
        bend = (x1 + x2) / 2
        yield element(
            "path",
            element("title", f"{start} → {end}: {pairs[start, end]}"),
            d=f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}",
            stroke_width=f"{max(width, 1):.1f}",
            class_="pale" if {start, end} & pale else None,
        )


def _labels(nodes: Sequence[Mapping[str, _Node]]) -> Iterator[Html]:
    for column, placed in enumerate(nodes):
        for name, node in placed.items():
            yield element("rect", x=f"{node.x:.1f}", y=f"{node.y:.1f}", width=str(_NODE), height=f"{node.height:.1f}")
            shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
            count = element("tspan", f" {node.n}", class_="count")
            yield _text(join([escape(shown), count]), column, of=len(nodes), y=node.y - 6)


def _text(content: str, column: int, *, of: int, y: float, class_: str | None = None) -> Html:
    anchor = "start" if column == 0 else "end" if column == of - 1 else "middle"
    x = column * _WIDTH / (of - 1)
    return element("text", content, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=class_)


def _svg(*content: str, **attributes: str) -> Html:
    return element("svg", *content, **attributes)
