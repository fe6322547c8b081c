"""Pictures: what they show, and that what they show adds up."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from provenance.pages.charts import Stream, bar, columns, flow

NAMES = st.sampled_from(["TASS", "KCNA", "no relay", "<b>", "A very long name of an agency of some state"])
STREAMS = st.lists(
    st.builds(Stream, through=st.tuples(NAMES, NAMES, NAMES), n=st.integers(1, 500)), min_size=1, max_size=20
)


def test_bar_ends_where_its_scale_says() -> None:
    """A bar of half the highest number is half as long as the picture."""
    assert 'width="50.00"' in bar(3, of=6)


def test_columns_stand_on_the_ground() -> None:
    """Each column has its name and number, and begins where it is as high as its number."""
    shown = columns([("2025-06", 2), ("2025-07", 4)], highest=4, label="By month")
    assert "<title>2025-07: 4</title>" in shown
    assert 'y="50.00" height="50.00"' in shown
    assert 'aria-label="By month"' in shown


@given(STREAMS)
def test_streams_add_up(streams: list[Stream]) -> None:
    """Between two columns flows what there is, no more and no less, however the streams are split."""
    shown = flow(streams, headings=("From", "Through", "To"), label="Flow")
    counts = [int(n) for n in re.findall(r"<title>[^<]* → [^<]*: (\d+)</title>", shown)]
    assert sum(counts) == 2 * sum(stream.n for stream in streams)
    assert "<b>" not in shown


@given(STREAMS)
def test_streams_stay_in_the_picture(streams: list[Stream]) -> None:
    """Nothing is drawn below the picture, and no node above another one of its column."""
    shown = flow(streams, headings=("From", "Through", "To"), label="Flow")
    height = float(re.findall(r'viewBox="0 0 \d+ (\d+)"', shown)[0])
    nodes = [
        tuple(map(float, found))
        for found in re.findall(r'x="([\d.]+)" y="([\d.]+)" width="10" height="([\d.]+)"', shown)
    ]
    assert all(y + tall <= height + 1 for _, y, tall in nodes)
    for (x, y, tall), (other_x, other_y, _) in pairwise(nodes):
        assert x != other_x or y + tall <= other_y


def test_pale_streams() -> None:
    """What came without a relay is drawn without colour."""
    shown = flow(
        [Stream(through=("Ada", "no relay"), n=1)], headings=("A", "B"), label="x", pale=frozenset({"no relay"})
    )
    assert 'class="pale"' in shown
