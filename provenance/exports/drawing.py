"""The chain of a quotation as a picture that stands on its own: SVG.

Owns the drawing: one station below the other, so that any number of them and names of any length fit a page. What a
station is, its shape tells (disc: speaker, ring: relay, square: publisher), and a hop without words its broken line;
colours only repeat that. Light by default and dark where the reader's screen is; screen readers get the chain as a
sentence. Names come from articles, so all text is escaped, and what XML cannot hold is replaced.
"""

import html
import re
from collections.abc import Sequence

from provenance.core.records import Role
from provenance.exports.cells import short_label
from provenance.exports.pictures.measure import break_lines
from provenance.exports.stations import Station, stations_of
from provenance.store.records import StoredQuotation

_WIDTH, _MARGIN = 640, 24
_LINE_X, _TEXT_X = 36, 64
_MARK, _GAP = 8, 30
_LABEL_LENGTH, _WORDS_LENGTH, _CAPTION_LENGTH = 100, 200, 240
# Size in pixels and room from one line to the next.
_SIZES = {"caption": (15, 21), "role": (13, 19), "name": (17, 23), "words": (14, 19)}
_FONT = 'font-family="system-ui, sans-serif"'
_LIGHT = {"ground": "#ffffff", "text": "#1a1a1a", "faint": "#565656", "mark": "#0b5394"}
_DARK = {"ground": "#1b1b1d", "text": "#f2f2f2", "faint": "#b9b9bd", "mark": "#8ab8f0"}
_PAINT = {"caption": "faint", "role": "faint", "name": "text", "words": "text"}
_ITALIC = frozenset({"caption", "words"})
# Printable to us, but no character of XML.
_NO_XML = re.compile("[\ufffe\uffff]")


def chain_to_svg(stored: StoredQuotation) -> str:
    """Draw the chain of a quotation, with its words above it.

    Returns:
        An SVG document, 640 pixels wide and as high as it must be, without scripts, links or anything from elsewhere.
    """
    stations = stations_of(stored)
    body: list[str] = []
    y = _write(body, _caption(stored.text), kind="caption", x=_MARGIN, y=_MARGIN)
    tops: list[int] = []
    for station in stations:
        y += _GAP if tops else _GAP // 2
        tops.append(y)
        y = _write_station(body, station, y=y)
    arrows = [_arrow(tops[n], tops[n + 1], station) for n, station in enumerate(stations[1:])]
    marks = [_mark(station.role, y=top) for station, top in zip(stations, tops, strict=True)]
    return "\n".join([*_head(stored, stations, height=y + _MARGIN), *arrows, *marks, *body, "</svg>"]) + "\n"


def describe_chain(stations: Sequence[Station]) -> str:
    """Say a chain as a sentence, for those who hear it.

    Args:
        stations: From the speaker to the publisher.
    """
    said = (
        ", ".join((f"{station.role.value} {_name(station)}", *station.notes[1:]))
        + (f" (“{_plain(station.words, _WORDS_LENGTH)}”)" if station.words else "")
        for station in stations
    )
    return f"From the speaker to the publisher: {'; then '.join(said)}."


def _head(stored: StoredQuotation, stations: Sequence[Station], *, height: int) -> list[str]:
    own = re.sub(r"\W", "", stored.id, flags=re.ASCII)
    voice = _name(stations[0]) if stations else "nobody"
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    told = f'role="img" aria-labelledby="{own}-t {own}-d"'
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pv-chain" {told} {size} {_FONT}>',
        f'<title id="{own}-t">{html.escape(f"How the words of {voice} came to us")}</title>',
        f'<desc id="{own}-d">{html.escape(f"{_caption(stored.text)} – {describe_chain(stations)}")}</desc>',
        f"<style>{_dark_style()}</style>",
        f'<rect class="pv-ground" width="{_WIDTH}" height="{height}" rx="6" fill="{_LIGHT["ground"]}"/>',
    ]


def _dark_style() -> str:
    """Give the rules for dark screens; they outdo the attributes, which hold everywhere else."""
    fills = "".join(f".pv-chain .pv-{name}{{fill:{colour}}}" for name, colour in _DARK.items())
    lines = f".pv-chain .pv-line{{stroke:{_DARK['faint']}}}.pv-chain .pv-edge{{stroke:{_DARK['mark']}}}"
    return f"@media (prefers-color-scheme:dark){{{fills}{lines}}}"


def _write_station(body: list[str], station: Station, *, y: int) -> int:
    y = _write(body, " · ".join(station.notes), kind="role", x=_TEXT_X, y=y)
    y = _write(body, _name(station), kind="name", x=_TEXT_X, y=y)
    words = f"“{_plain(station.words, _WORDS_LENGTH)}”" if station.words else ""
    return _write(body, words, kind="words", x=_TEXT_X, y=y)


def _write(body: list[str], text: str, *, kind: str, x: int, y: int) -> int:
    """Write a text in lines of the width there is; give the height at which the next one starts."""
    size, room = _SIZES[kind]
    look = ' font-style="italic"' if kind in _ITALIC else ' font-weight="600"' if kind == "name" else ""
    paint = _PAINT[kind]
    for line in break_lines(text, size=size, width=_WIDTH - x - _MARGIN):
        # The base of the letters, so that a text at a height hangs from it.
        base = y + round(size * 0.85)
        y += room
        body.append(
            f'<text class="pv-{paint}" x="{x}" y="{base}" font-size="{size}"{look} fill="{_LIGHT[paint]}">'
            f"{html.escape(line)}</text>"
        )
    return y


def _mark(role: Role, *, y: int) -> str:
    middle = y + _MARK
    colour = _LIGHT["mark"]
    if role is Role.SPEAKER:
        return f'<circle class="pv-mark" cx="{_LINE_X}" cy="{middle}" r="{_MARK}" fill="{colour}"/>'
    if role is Role.PUBLISHER:
        corner, side = _LINE_X - _MARK, 2 * _MARK
        return f'<rect class="pv-mark" x="{corner}" y="{y}" width="{side}" height="{side}" fill="{colour}"/>'
    return (
        f'<circle class="pv-ground pv-edge" cx="{_LINE_X}" cy="{middle}" r="{_MARK - 1}" fill="{_LIGHT["ground"]}"'
        f' stroke="{colour}" stroke-width="3"/>'
    )


def _arrow(top: int, bottom: int, station: Station) -> str:
    """Draw the way from one mark down to that of a station."""
    start, end = top + 2 * _MARK + 4, bottom - 4
    broken = ' stroke-dasharray="2 6"' if station.is_implied else ""
    return (
        f'<path class="pv-line" d="M{_LINE_X} {start}V{end - 8}" fill="none" stroke="{_LIGHT["faint"]}"'
        f' stroke-width="2"{broken}/>'
        f'<path class="pv-faint" d="M{_LINE_X - 5} {end - 9}h10l-5 9z" fill="{_LIGHT["faint"]}"/>'
    )


def _name(station: Station) -> str:
    return _plain(station.name or "", _LABEL_LENGTH) or "unknown"


def _caption(words: str) -> str:
    return _plain(words, _CAPTION_LENGTH)


def _plain(text: str, length: int) -> str:
    return short_label(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text[: length * 4 + 1]), length=length)
