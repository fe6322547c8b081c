"""The chain of a quotation as a picture: stations from the speaker to the publisher, and the words on the way.

Owns two drawings of the same chain, one that runs from left to right and one that runs downwards; the style sheet shows
the one for which there is room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.core.chain import ENDS
from provenance.exports.cells import short_label
from provenance.exports.pictures.markup import Html, element, join
from provenance.exports.pictures.measure import picture, text_lines, wrap_words

_NAME, _SMALL = 15.0, 12.0
_LEADING = 18.0
_BOX, _GAP, _HEIGHT = 180.0, 150.0, 84.0
_TALL_BOX, _TALL_HEIGHT, _TALL_GAP = 300.0, 72.0, 62.0
_EDGE = 1.5
_MOST_BESIDE = 5  # more stations than that run downwards on every screen
_WORDS_ABOVE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station of a chain, as it is shown.

    Attributes:
        name: Who it is; None where unknown.
        role: What it does, such as speaker, agency or publisher.
        words: The words of the article that show it; None for none.
        explicit: Whether the text names it rather than implying it.
        note: What is said of it, such as state controlled; empty for nothing.
        href: Page about it; None for none.
    """

    name: str | None
    role: str
    words: str | None = None
    explicit: bool = True
    note: str = ""
    href: str | None = None


def draw_chain(stations: Sequence[Station]) -> Html:
    """Draw a chain; empty for one without stations."""
    if not stations:
        return Html()
    title = "The words came from " + ", then ".join(f"{one.name or 'unknown'} ({one.role})" for one in stations)
    down = _draw_down(stations, title=title)
    if len(stations) > _MOST_BESIDE:
        return element("div", down, class_="chain")
    beside = element("div", _draw_beside(stations, title=title), class_="roomy")
    return element("div", beside, element("div", down, class_="narrow"), class_="chain")


def _draw_beside(stations: Sequence[Station], *, title: str) -> Html:
    top = _SMALL + _WORDS_ABOVE * 15.0 - _HEIGHT / 2
    shapes = []
    for place, station in enumerate(stations):
        left = _EDGE + place * (_BOX + _GAP)
        if place:
            shapes.append(_arrow(left - _GAP, top + _HEIGHT / 2, left - 3, top + _HEIGHT / 2, station=station))
            words = _evidence(station, width=_GAP - 24, lines=_WORDS_ABOVE)
            first = top + _HEIGHT / 2 - 8 - (len(words) - 1) * 15
            shapes.append(text_lines(words, x=left - _GAP / 2 - 4, y=first, leading=15, classes="evidence middle"))
        shapes.append(_box(station, x=left, y=top, width=_BOX, height=_HEIGHT))
    width = 2 * _EDGE + len(stations) * _BOX + (len(stations) - 1) * _GAP
    return picture(*shapes, width=width, height=top + _HEIGHT + 6, title=title, classes="beside")


def _draw_down(stations: Sequence[Station], *, title: str) -> Html:
    shapes = []
    for place, station in enumerate(stations):
        top = _EDGE + place * (_TALL_HEIGHT + _TALL_GAP)
        if place:
            shapes.append(_arrow(40, top - _TALL_GAP, 40, top - 3, station=station))
            words = _evidence(station, width=_TALL_BOX - 64, lines=2)
            first = top - _TALL_GAP / 2 + 4 - (len(words) - 1) * 7.5
            shapes.append(text_lines(words, x=58, y=first, leading=15, classes="evidence"))
        shapes.append(_box(station, x=_EDGE, y=top, width=_TALL_BOX, height=_TALL_HEIGHT))
    height = 2 * _EDGE + len(stations) * _TALL_HEIGHT + (len(stations) - 1) * _TALL_GAP
    return picture(*shapes, width=_TALL_BOX + 2 * _EDGE, height=height, title=title, classes="down")


def _evidence(station: Station, *, width: float, lines: int) -> list[str]:
    return wrap_words(f"“{station.words}”", width=width, size=_SMALL, lines=lines) if station.words else []


def _box(station: Station, *, x: float, y: float, width: float, height: float) -> Html:
    name = short_label(station.name or "unknown")
    kind = station.role if station.role in ENDS else "relay"
    known = "" if station.name else " unknown"
    # Bold letters are wider, and the round ends of a speaker leave less room.
    names = wrap_words(name, width=width - (44 if kind == "speaker" else 24), size=_NAME * 1.2, lines=2)
    role = f"{station.role} · {station.note}" if station.note else station.role
    roles = wrap_words(role, width=width - 24, size=_SMALL, lines=2 if station.note and height > _TALL_HEIGHT else 1)
    start = y + (height - len(roles) * 15 - len(names) * _LEADING) / 2 + 11
    middle, below = x + width / 2, start + len(roles) * 15 + 4
    shapes = (
        element(
            "rect",
            class_=f"station {kind}{known}",
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            width=f"{width:.0f}",
            height=f"{height:.0f}",
            rx=f"{height / 2 if kind == 'speaker' else 6:.0f}",
        ),
        text_lines(roles, x=middle, y=start, leading=15, classes="role middle"),
        text_lines(names, x=middle, y=below, leading=_LEADING, classes=f"name middle{known}"),
        element("title", f"{name}, {role}"),
    )
    return element("a" if station.href else "g", *shapes, href=station.href)


def _arrow(x1: float, y1: float, x2: float, y2: float, *, station: Station) -> Html:
    explicit = station.explicit or station.role == "publisher"
    across = x2 - x1 > y2 - y1
    head = ((x2 - 9, y2 - 5), (x2, y2), (x2 - 9, y2 + 5)) if across else ((x2 - 5, y2 - 9), (x2, y2), (x2 + 5, y2 - 9))
    way = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    line = element("path", class_="arrow" if explicit else "arrow implied", d=way)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in head)
    return join([line, element("polyline", class_="arrow", points=points)])
