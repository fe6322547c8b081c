"""What was said through whom, as a flow: from speakers through relays to publishers, each stream as wide as it is.

Owns the drawing, and which of many streams are put together. What flows, and under which names, is told by others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.exports.pictures.markup import Html, element, join
from provenance.exports.pictures.measure import picture, text_lines, wrap_words

_SHOWN = 8
_NODE, _SPACE, _LABEL, _HEAD = 12.0, 12.0, 46.0, 26.0
# A few quotations are no broad stream.
_TOTAL, _THIN, _EACH = 240.0, 30.0, 14.0
_SIZE, _LEADING = 13.0, 15.0
# Between the last two columns stand the labels of both.
_LAST_GAP = 1.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """So much that goes from one node of each column to one of the next.

    Attributes:
        through: Names of the nodes, one for each column; they tell the nodes of a column apart.
        n: How many quotations, 1 or more.
    """

    through: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of nodes.

    Attributes:
        heading: What stands above it.
        others: What its smaller nodes are called together, such as `relays`.
    """

    heading: str
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How wide the picture and its labels are, and how many lines a label may have."""

    width: float
    label: float
    lines: int
    classes: str


_LAYOUTS = (
    _Layout(width=900, label=230, lines=2, classes="flow roomy"),
    _Layout(width=330, label=88, lines=3, classes="flow narrow"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A bar at which streams end or begin."""

    x: float
    top: float
    height: float
    n: int


_Nodes = Mapping[str, _Node]


def draw_flow(
    streams: Sequence[Stream], *, columns: Sequence[Column], label: str, pale: frozenset[str] = frozenset()
) -> Html:
    """Draw a flow, once for wide pages and once for narrow ones; empty where nothing flows.

    Args:
        streams: In any order; of many the smaller nodes are put together.
        columns: Two or more.
        label: What the picture shows, for those who do not see it; the largest streams follow.
        pale: Nodes whose streams are drawn without colour.
    """
    if not streams:
        return Html()
    shown = fold_streams(streams, columns=columns, most=_SHOWN)
    told = "; ".join(f"{one.n} {' → '.join(one.through)}" for one in sorted(shown, key=lambda one: -one.n))
    return join(
        _draw(shown, columns=columns, layout=layout, title=f"{label}: {told}", pale=pale) for layout in _LAYOUTS
    )


def fold_streams(streams: Sequence[Stream], *, columns: Sequence[Column], most: int) -> list[Stream]:
    """Put all but the largest nodes of each column together, so that a picture of them can be read.

    Args:
        streams: In any order.
        columns: Of the picture.
        most: Nodes that keep their name in each column, 1 or more.
    """
    renamed = [_rename(_count(streams, place), column, most=most) for place, column in enumerate(columns)]
    folded: Counter[tuple[str, ...]] = Counter()
    for one in streams:
        folded[tuple(names[name] for names, name in zip(renamed, one.through, strict=True))] += one.n
    return [Stream(through=names, n=n) for names, n in folded.items()]


def _count(streams: Iterable[Stream], place: int) -> dict[str, int]:
    """Count what goes through each node of a column; the largest comes first."""
    counts: Counter[str] = Counter()
    for one in streams:
        counts[one.through[place]] += one.n
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _rename(counts: Mapping[str, int], column: Column, *, most: int) -> dict[str, str]:
    """Say under which name each node of a column is drawn, the largest first."""
    names = list(counts)
    # One other would take as much room as its name.
    folded = set(names[most:]) if len(names) > most + 1 else set()
    return {name: f"{len(folded)} other {column.others}" if name in folded else name for name in names}


def _draw(
    streams: Sequence[Stream], *, columns: Sequence[Column], layout: _Layout, title: str, pale: frozenset[str]
) -> Html:
    number = sum(one.n for one in streams)
    scale = min(_TOTAL, _THIN + _EACH * number) / number
    places = _places(len(columns), width=layout.width)
    nodes = [_stack(_count(streams, place), x=x, scale=scale) for place, x in enumerate(places)]
    height = max(_bottom(column) for column in nodes)
    nodes = [_centred(column, height=height) for column in nodes]
    ribbons = (ribbon for place in range(len(nodes) - 1) for ribbon in _ribbons(streams, place, nodes, scale, pale))
    bars = (_bar(name, node) for column in nodes for name, node in column.items())
    labels = (_label(name, node, layout=layout) for column in nodes for name, node in column.items())
    heads = (
        _text([column.heading], x=x, y=_SIZE, layout=layout, classes="count")
        for column, x in zip(columns, places, strict=True)
    )
    return picture(
        *ribbons, *bars, *labels, *heads, width=layout.width, height=height, title=title, classes=layout.classes
    )


def _places(number: int, *, width: float) -> list[float]:
    """Say where each column begins."""
    unit = (width - _NODE) / (number - 2 + _LAST_GAP)
    return [*(place * unit for place in range(number - 1)), width - _NODE]


def _stack(counts: Mapping[str, int], *, x: float, scale: float) -> dict[str, _Node]:
    nodes, top = {}, _HEAD
    for name, n in counts.items():
        height = n * scale
        room = max(height, _LABEL)
        nodes[name] = _Node(x=x, top=top + (room - height) / 2, height=height, n=n)
        top += room + _SPACE
    return nodes


def _bottom(nodes: _Nodes) -> float:
    return max(node.top + (node.height + max(node.height, _LABEL)) / 2 for node in nodes.values()) + _SPACE / 2


def _centred(nodes: _Nodes, *, height: float) -> dict[str, _Node]:
    down = (height - _bottom(nodes)) / 2
    return {name: _Node(x=node.x, top=node.top + down, height=node.height, n=node.n) for name, node in nodes.items()}


def _ribbons(
    streams: Iterable[Stream], place: int, nodes: Sequence[_Nodes], scale: float, pale: frozenset[str]
) -> Iterator[Html]:
    """Draw what goes from one column to the next, in the order of its ends, so that little crosses."""
    before, after = nodes[place], nodes[place + 1]
    pairs: Counter[tuple[str, str]] = Counter()
    for one in streams:
        pairs[one.through[place], one.through[place + 1]] += one.n
    leaves, arrives = ({name: node.top for name, node in side.items()} for side in (before, after))
    order = [[*side].index for side in (before, after)]
    for start, end in sorted(pairs, key=lambda pair: (order[0](pair[0]), order[1](pair[1]))):
        width = pairs[start, end] * scale
        x1, x2, y1, y2 = before[start].x + _NODE, after[end].x, leaves[start], arrives[end]
        leaves[start] += width
        arrives[end] += width
        half = (x1 + x2) / 2
        yield element(
            "path",
            element("title", f"{start} → {end}: {pairs[start, end]:,}"),
            class_="ribbon pale" if {start, end} & pale else "ribbon",
            d=f"M{x1:.1f} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
            f"V{y2 + width:.1f}C{half:.1f} {y2 + width:.1f} {half:.1f} {y1 + width:.1f} {x1:.1f} {y1 + width:.1f}Z",
        )


def _bar(name: str, node: _Node) -> Html:
    return element(
        "rect",
        element("title", f"{name}: {node.n:,}"),
        class_="node",
        x=f"{node.x:.1f}",
        y=f"{node.top:.1f}",
        width=f"{_NODE:.0f}",
        height=f"{max(node.height, 1):.1f}",
    )


def _label(name: str, node: _Node, *, layout: _Layout) -> Html:
    lines = wrap_words(f"{name} ({node.n:,})", width=layout.label, size=_SIZE, lines=layout.lines)
    first = node.top + node.height / 2 + 4.5 - (len(lines) - 1) * _LEADING / 2
    return _text(lines, x=node.x, y=first, layout=layout, classes="label")


def _text(lines: Sequence[str], *, x: float, y: float, layout: _Layout, classes: str) -> Html:
    """Write beside a node, into the picture."""
    is_last = x + _NODE >= layout.width
    beside = x - 6 if is_last else x + _NODE + 6
    return text_lines(lines, x=beside, y=y, leading=_LEADING, classes=f"{classes} {'end' if is_last else 'start'}")
