"""The chain of a quotation as a picture: stations from the speaker to the publisher, and the words on the way.

Owns two drawings of the same chain, one that runs from left to right and one that runs downwards; the style sheet shows
the one for which there is room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from provenance.exports.cells import short_label
from provenance.web.pictures.measure import picture, text_lines, wrap_words

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


def draw_chain(stations: Sequence[Station]) -> Markup:
    """Draw a chain; empty for one without stations."""
    if not stations:
        return Markup("")
    title = "The words came from " + ", then ".join(f"{one.name or 'unknown'} ({one.role})" for one in stations)
    down = _draw_down(stations, title=title)
    if len(stations) > _MOST_BESIDE:
        return Markup('<div class="chain">{}</div>').format(down)
    return Markup('<div class="chain"><div class="roomy">{}</div><div class="narrow">{}</div></div>').format(
        _draw_beside(stations, title=title), down
    )


def _draw_beside(stations: Sequence[Station], *, title: str) -> Markup:
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
    return picture(Markup("").join(shapes), width=width, height=top + _HEIGHT + 6, title=title, classes="beside")


def _draw_down(stations: Sequence[Station], *, title: str) -> Markup:
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
    return picture(Markup("").join(shapes), width=_TALL_BOX + 2 * _EDGE, height=height, title=title, classes="down")


def _evidence(station: Station, *, width: float, lines: int) -> list[str]:
    return wrap_words(f"“{station.words}”", width=width, size=_SMALL, lines=lines) if station.words else []


def _box(station: Station, *, x: float, y: float, width: float, height: float) -> Markup:
    name = short_label(station.name or "unknown")
    kind = station.role if station.role in {"speaker", "publisher"} else "relay"
    known = "" if station.name else " unknown"
    # Bold letters are wider, and the round ends of a speaker leave less room.
    names = wrap_words(name, width=width - (44 if kind == "speaker" else 24), size=_NAME * 1.2, lines=2)
    role = f"{station.role} · {station.note}" if station.note else station.role
    roles = wrap_words(role, width=width - 24, size=_SMALL, lines=2 if station.note and height > _TALL_HEIGHT else 1)
    used = len(roles) * 15 + len(names) * _LEADING
    start = y + (height - used) / 2 + 11
    shape = Markup(
        '<rect class="station {}{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>{}{}<title>{}, {}</title>'
    ).format(
        kind,
        known,
        round(x, 1),
        round(y, 1),
        width,
        height,
        height / 2 if kind == "speaker" else 6,
        text_lines(roles, x=x + width / 2, y=start, leading=15, classes="role middle"),
        text_lines(
            names, x=x + width / 2, y=start + len(roles) * 15 + 4, leading=_LEADING, classes=f"name middle{known}"
        ),
        name,
        role,
    )
    if station.href is None:
        return Markup("<g>{}</g>").format(shape)
    return Markup('<a href="{}">{}</a>').format(station.href, shape)


def _arrow(x1: float, y1: float, x2: float, y2: float, *, station: Station) -> Markup:
    explicit = station.explicit or station.role == "publisher"
    across = x2 - x1 > y2 - y1
    head = ((x2 - 9, y2 - 5), (x2, y2), (x2 - 9, y2 + 5)) if across else ((x2 - 5, y2 - 9), (x2, y2), (x2 + 5, y2 - 9))
    points = " ".join(f"{round(x, 1)},{round(y, 1)}" for x, y in head)
    return Markup('<path class="arrow{}" d="M{} {}L{} {}"/><polyline class="arrow" points="{}"/>').format(
        "" if explicit else " implied", round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), points
    )
