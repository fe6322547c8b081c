"""The picture of a flow: what goes in comes out, it stays in its frame, and names do no more than stand there."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from provenance.exports.pictures.flow import Column, Stream, draw_flow, fold_streams

COLUMNS = (
    Column(heading="Speaker", others="speakers"),
    Column(heading="Through", others="relays"),
    Column(heading="Outlet", others="outlets"),
)
NAMES = st.sampled_from(
    ["TASS", "KCNA", "no relay", '"><script>&\x1b\u202e', "A very long name of an agency of some state"]
)
STREAMS = st.lists(
    st.builds(Stream, through=st.tuples(NAMES, NAMES, NAMES), n=st.integers(1, 500)), min_size=1, max_size=20
)


def drawn(streams: list[Stream]) -> list[Any]:
    """Parse the pictures as XML, which takes nothing that is not escaped."""
    shown = draw_flow(streams, columns=COLUMNS, label="The way of the words", pale=frozenset({"no relay"}))
    return list(etree.fromstring(f"<div>{shown}</div>".encode()).iterfind("svg"))


@given(STREAMS)
def test_streams_add_up(streams: list[Stream]) -> None:
    """Between two columns flows what there is, no more and no less, and the wide picture shows what the narrow does."""
    for picture in drawn(streams):
        counts = [int(path.findtext("title").rpartition(": ")[2].replace(",", "")) for path in picture.iterfind("path")]
        assert sum(counts) == 2 * sum(stream.n for stream in streams)


@given(STREAMS)
def test_streams_stay_in_the_picture(streams: list[Stream]) -> None:
    """Nothing is drawn outside the picture, and no node over another one of its column."""
    for picture in drawn(streams):
        width, height = (float(picture.get(name)) for name in ("width", "height"))
        nodes = [[float(bar.get(name)) for name in ("x", "y", "width", "height")] for bar in picture.iterfind("rect")]
        assert all(0 <= x <= width - wide and y >= 0 and y + tall <= height + 1 for x, y, wide, tall in nodes)
        for one, other in pairwise(nodes):
            assert one[0] != other[0] or one[1] + one[3] <= other[1]


def test_what_the_picture_tells() -> None:
    """Nodes have their number, those who hear the picture hear the largest streams first, and pale ones are marked."""
    streams = [Stream(through=("Kim", "no relay", "A"), n=1), Stream(through=("Kim", "KCNA", "B"), n=1234)]
    roomy, narrow = drawn(streams)
    for picture in (roomy, narrow):
        assert picture.get("aria-label") == "The way of the words: 1234 Kim → KCNA → B; 1 Kim → no relay → A"
        assert [path.get("class") for path in picture.iterfind("path")].count("ribbon pale") == 2
        assert "KCNA (1,234)" in " ".join(" ".join(text.itertext()) for text in picture.iterfind("text"))
        assert {column.heading for column in COLUMNS} <= set(picture.itertext())
    assert draw_flow([], columns=COLUMNS, label="Nothing") == ""


def test_the_busiest_keep_their_names() -> None:
    """The picture names the busiest of each column, and puts the others together."""
    streams = [Stream(through=(f"S{n}", "no relay", "Post"), n=10 - n) for n in range(6)]
    folded = fold_streams(streams, columns=COLUMNS, most=2)
    assert [(stream.through, stream.n) for stream in folded] == [
        (("S0", "no relay", "Post"), 10),
        (("S1", "no relay", "Post"), 9),
        (("4 other speakers", "no relay", "Post"), 26),
    ]


def test_one_too_many_is_no_others() -> None:
    """“1 other speakers” would take as much room as its name."""
    streams = [Stream(through=(f"S{n}", "no relay", "Post"), n=1) for n in range(3)]
    assert {stream.through[0] for stream in fold_streams(streams, columns=COLUMNS, most=2)} == {"S0", "S1", "S2"}


@given(STREAMS)
def test_folding_loses_nothing(streams: list[Stream]) -> None:
    """However many are put together, the streams are as strong as before."""
    folded = fold_streams(streams, columns=COLUMNS, most=1)
    assert sum(stream.n for stream in folded) == sum(stream.n for stream in streams)
