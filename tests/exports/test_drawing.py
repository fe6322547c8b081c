"""SVG of chains: what is drawn, for whom it can be read, and that no name does more than stand there."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from provenance.core.records import Agent, Role
from provenance.exports.drawing import chain_to_svg, describe_chain
from provenance.exports.stations import stations_of
from provenance.store.records import StoredQuotation

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "style", "rect", "circle", "path", "text")}
LOOKS = {
    "aria-labelledby", "class", "cx", "cy", "d", "fill", "font-family", "font-size", "font-style", "font-weight",
    "height", "id", "r", "role", "rx", "stroke", "stroke-dasharray", "stroke-width", "viewBox", "width", "x", "y",
}  # fmt: skip


def draw(stored: StoredQuotation) -> ET.Element:
    return ET.fromstring(chain_to_svg(stored))  # noqa: S314 - we wrote it ourselves


def texts(drawn: ET.Element) -> list[str]:
    return [text.text or "" for text in drawn.iter(f"{SVG}text")]


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_stations_stand_in_order(lavrov: StoredQuotation) -> None:
    """The words stand above the stations, each with its role, name and words."""
    assert texts(draw(lavrov)) == [
        "“Ties are close,”",
        "speaker",
        "Sergei Lavrov",
        "“he”",
        "agency",
        "TASS",
        "“according to Tass”",
        "outlet · implied",
        "CNN",
        "publisher · 2025-07-13",
        "The Daily",
    ]


def test_shapes_tell_what_colours_tell(lavrov: StoredQuotation) -> None:
    """Speaker, relays and publisher differ in shape, and only the way to an implied station is broken."""
    drawn = draw(lavrov)
    circles = list(drawn.iter(f"{SVG}circle"))
    assert [circle.get("stroke") is not None for circle in circles] == [False, True, True]
    assert [rect.get("class") for rect in drawn.iter(f"{SVG}rect")] == ["pv-ground", "pv-mark"]
    ways = [path for path in drawn.iter(f"{SVG}path") if path.get("class") == "pv-line"]
    assert [way.get("stroke-dasharray") is not None for way in ways] == [False, True, False]


def test_screen_readers_hear_the_chain(lavrov: StoredQuotation) -> None:
    """The picture has a title, and a description that says the whole chain; ids are those of the quotation."""
    drawn = draw(lavrov)
    title, described = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert title is not None
    assert described is not None
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert title.text == "How the words of Sergei Lavrov came to us"
    assert described.text == (
        "“Ties are close,” – From the speaker to the publisher: speaker Sergei Lavrov (“he”); then agency TASS "
        "(“according to Tass”); then outlet CNN, implied; then publisher The Daily, 2025-07-13."
    )


def test_unknown_ends_are_said(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """A chain of which neither end is known is a chain."""
    stored = stored_quotation("“Yes,” it said.", "“Yes,”", published=None)
    expected = "From the speaker to the publisher: speaker unknown, implied; then publisher unknown."
    assert describe_chain(stations_of(stored)) == expected
    assert texts(draw(stored)).count("unknown") == 2


def test_light_and_dark_can_be_read(lavrov: StoredQuotation) -> None:
    """On light and on dark screens text is told from its ground as WCAG asks for at its highest level, 7 to 1."""
    drawn = chain_to_svg(lavrov)
    dark = dict(re.findall(r"\.pv-chain \.pv-(\w+)\{fill:(#\w{6})\}", drawn))
    light = dict(re.findall(r'class="pv-(\w+)[^>]*? fill="(#\w{6})"', drawn))
    assert dark.keys() == light.keys() == {"ground", "text", "faint", "mark"}
    for colours in (light, dark):
        assert min(contrast(colours["ground"], colours[name]) for name in ("text", "faint", "mark")) >= 7


@pytest.fixture
def drawn_hostile(
    all_hostile: tuple[str, ...], stored_quotation: Callable[..., StoredQuotation], person: Callable[[str], Agent]
) -> list[str]:
    """Return pictures that are hostile in every name, in the words and in the evidence."""
    pictures = []
    for hostile in (*all_hostile, "\ufffe\uffff\x00\ud800", "W" * 500, "統一" * 300):
        text = f"“{hostile}” he said, {hostile}."
        relays = ((Role.AGENCY, f"relay {hostile}", f"he said, {hostile}"),)
        stored = stored_quotation(text, f"“{hostile}”", speaker=person(hostile), source="he", relays=relays)
        pictures.append(chain_to_svg(stored))
    return pictures


def test_hostile_names_stay_words(drawn_hostile: list[str]) -> None:
    """Whatever the names are, the picture is well formed, and holds nothing but shapes and text."""
    for picture in drawn_hostile:
        drawn = ET.fromstring(picture)  # noqa: S314 - we wrote it ourselves
        assert {element.tag for element in drawn.iter()} <= DRAWN
        assert {name for element in drawn.iter() for name in element.attrib} <= LOOKS
        styles = [style.text or "" for style in drawn.iter(f"{SVG}style")]
        assert len(styles) == 1
        assert "url" not in styles[0]
        assert not set("\x1b\x07\u202e\u2066\u200f") & set(picture)


def test_long_names_stay_inside(drawn_hostile: list[str]) -> None:
    """Lines are broken before the edge, and very long names are cut, so that a picture is never over a page."""
    for picture in drawn_hostile:
        drawn = ET.fromstring(picture)  # noqa: S314 - we wrote it ourselves
        assert int(drawn.get("height", "")) < 900
        assert all(len(text) < 90 for text in texts(drawn))
        assert all("W" * 60 not in text for text in texts(drawn))
        assert all("統一" * 20 not in text for text in texts(drawn))
