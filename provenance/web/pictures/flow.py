"""What was said through whom, as a flow: from a speaker through relays to publishers, each stream as wide as it is."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from provenance.exports.cells import short_label
from provenance.web.pictures.measure import picture, text_lines, wrap_words

FIRST_HAND = "at first hand"
_SHOWN = 7
_NODE, _SPACE, _LABEL, _TOTAL = 12.0, 12.0, 46.0, 220.0
_THIN, _EACH = 30.0, 14.0
_SIZE = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What came on one way.

    Attributes:
        through: Names of the relays, as they are shown together.
        to: Name of the publisher.
        number: How many quotations, 1 or more.
    """

    through: str
    to: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where the three columns stand, and how wide a label may be."""

    width: float
    columns: tuple[float, float, float]
    label: float
    classes: str


_ROOMY = _Layout(width=900, columns=(0, 350, 888), label=230, classes="flow roomy")
_NARROW = _Layout(width=330, columns=(0, 106, 318), label=90, classes="flow narrow")


@dataclass(slots=True)
class _Node:
    """A bar at which streams end or begin, and how far it is taken on either side."""

    top: float
    height: float
    arrived: float = 0.0
    left: float = 0.0


def draw_flow(speaker: str, streams: Sequence[Stream]) -> Markup:
    """Draw a flow, once for wide pages and once for narrow ones; empty where nothing flows.

    Args:
        speaker: Name of the speaker.
        streams: The ways, in any order; of many the smaller ones are put together.
    """
    if not streams:
        return Markup("")
    shown = _gathered(streams)
    title = f"{speaker}: " + "; ".join(f"{one.number} {one.through}, published by {one.to}" for one in shown)
    return Markup("").join(_draw(speaker, shown, layout=layout, title=title) for layout in (_ROOMY, _NARROW))


def _gathered(streams: Sequence[Stream]) -> list[Stream]:
    """Put the smaller ways together, so that what is left can be told apart."""
    through = _largest([(one.through, one.number) for one in streams], others="other relays")
    to = _largest([(one.to, one.number) for one in streams], others="other publishers")
    counted: Counter[tuple[str, str]] = Counter()
    for one in streams:
        counted[through[one.through], to[one.to]] += one.number
    return [Stream(through=a, to=b, number=number) for (a, b), number in counted.most_common()]


def _largest(pairs: Sequence[tuple[str, int]], *, others: str) -> Mapping[str, str]:
    counted: Counter[str] = Counter()
    for name, number in pairs:
        counted[name] += number
    kept = {name for name, _ in counted.most_common(_SHOWN)}
    return {name: name if name in kept else others for name in counted}


def _draw(speaker: str, streams: Sequence[Stream], *, layout: _Layout, title: str) -> Markup:
    number = sum(one.number for one in streams)
    # A few quotations are no broad stream.
    total = min(_TOTAL, _THIN + _EACH * number)
    scale = total / number
    middle = _stack(streams, lambda one: one.through, scale=scale)
    right = _stack(streams, lambda one: one.to, scale=scale)
    height = max(_bottom(middle), _bottom(right), total + _SPACE)
    left = _Node(top=(height - total) / 2, height=total)
    x1, x2, x3 = layout.columns
    shapes = []
    for name, node in middle.items():
        kind = "first" if name == FIRST_HAND else "relayed"
        shapes.append(_ribbon(x1, left, x2, node, width=node.height, kind=kind))
    for one in sorted(streams, key=lambda one: (list(middle).index(one.through), list(right).index(one.to))):
        kind = "first" if one.through == FIRST_HAND else "relayed"
        shapes.append(_ribbon(x2, middle[one.through], x3, right[one.to], width=one.number * scale, kind=kind))
    shapes.append(_bar(x1, left, number=number, name=speaker))
    for x, column in ((x2, middle), (x3, right)):
        shapes += [_bar(x, node, number=round(node.height / scale), name=name) for name, node in column.items()]
    shapes.append(_label(speaker, left, x=x1 + _NODE + 6, layout=layout, anchor="start"))
    shapes += [_label(name, node, x=x2 + _NODE + 6, layout=layout, anchor="start") for name, node in middle.items()]
    shapes += [_label(name, node, x=x3 - 6, layout=layout, anchor="end") for name, node in right.items()]
    return picture(Markup("").join(shapes), width=layout.width, height=height, title=title, classes=layout.classes)


def _stack(streams: Sequence[Stream], name_of: Callable[[Stream], str], *, scale: float) -> dict[str, _Node]:
    counted: Counter[str] = Counter()
    for one in streams:
        counted[name_of(one)] += one.number
    nodes, top = {}, _SPACE / 2
    for name, number in counted.most_common():
        height = number * scale
        room = max(height, _LABEL)
        nodes[name] = _Node(top=top + (room - height) / 2, height=height)
        top += room + _SPACE
    return nodes


def _bottom(nodes: Mapping[str, _Node]) -> float:
    return max(node.top + max(node.height, (node.height + _LABEL) / 2) for node in nodes.values()) + _SPACE / 2


def _ribbon(x1: float, start: _Node, x2: float, end: _Node, *, width: float, kind: str) -> Markup:
    y1, y2 = start.top + start.left, end.top + end.arrived
    start.left += width
    end.arrived += width
    x1 += _NODE
    half = (x1 + x2) / 2
    points = (
        f"M{x1:.1f} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"V{y2 + width:.1f}C{half:.1f} {y2 + width:.1f} {half:.1f} {y1 + width:.1f} {x1:.1f} {y1 + width:.1f}Z"
    )
    return Markup('<path class="ribbon {}" d="{}"/>').format(kind, points)


def _bar(x: float, node: _Node, *, number: int, name: str) -> Markup:
    return Markup('<rect class="node" x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>').format(
        x, round(node.top, 1), _NODE, round(max(node.height, 1), 1), short_label(name), number
    )


def _label(name: str, node: _Node, *, x: float, layout: _Layout, anchor: str) -> Markup:
    lines = wrap_words(name, width=layout.label, size=_SIZE, lines=3 if layout is _NARROW else 2)
    first = node.top + node.height / 2 + 4.5 - (len(lines) - 1) * 7.5
    return text_lines(lines, x=x, y=first, leading=15, classes=f"label {anchor}")
