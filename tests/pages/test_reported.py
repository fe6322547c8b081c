"""The page of a report."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.core.agents import agent_id
from provenance.core.records import Agent, AgentKind, Anonymity
from provenance.core.tallies import Told, Way, build_report
from provenance.pages.reported import build_report_page, fold_ways


def agent(name: str) -> Agent:
    return Agent(id=agent_id(name, AgentKind.PERSON), name=name, kind=AgentKind.PERSON)


def told(number: int, speaker: str, *relays: str, outlet: str | None = "Post") -> Told:
    return Told(
        id=f"qt_{number}", speaker=agent(speaker), anonymity=Anonymity.NAMED, relays=tuple(map(agent, relays)),
        outlet=outlet, published="2025-07-13",
    )  # fmt: skip


def page(*counted: Told) -> str:
    return build_report_page(build_report(counted), title="Report", chosen=("via TASS",), made_at="2025-07-13T08:00:00")


def test_page_shows_each_question() -> None:
    """Speakers, relays, the way of the words, outlets and months each have their part."""
    shown = page(told(1, "Ada <Lovelace>", "TASS"), told(2, "Alan Turing", outlet=None))
    for part in ("Who is quoted", "Through whom", "The way of the words", "By outlet", "By month", "via TASS"):
        assert part in shown
    assert "Ada &lt;Lovelace&gt;" in shown
    assert "50.0 %" in shown
    assert "(unknown)" in shown


def test_page_of_nothing() -> None:
    """Where nothing was counted no table and no picture is shown."""
    shown = page()
    assert "0 quotations" in shown
    assert "<table" not in shown
    assert "<svg" not in shown


def test_the_busiest_keep_their_names() -> None:
    """The picture names the busiest of each column, and puts the others together."""
    ways = [Way(speaker=agent(f"S{n}"), relay=None, outlet="Post", is_carried=False, n=10 - n) for n in range(6)]
    streams = fold_ways(ways, most=2)
    assert [stream.through for stream in streams][:3] == [
        ("S0", "no relay", "Post"), ("S1", "no relay", "Post"), ("4 other speakers", "no relay", "Post"),
    ]  # fmt: skip


def test_one_too_many_is_no_others() -> None:
    """“1 other speakers” would take as much room as its name."""
    ways = [Way(speaker=agent(f"S{n}"), relay=None, outlet="Post", is_carried=False, n=1) for n in range(3)]
    assert {stream.through[0] for stream in fold_ways(ways, most=2)} == {"S0", "S1", "S2"}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), max_size=20))
def test_folding_loses_nothing(drawn: list[tuple[int, int, int]]) -> None:
    """However many are put together, the streams are as strong as the ways."""
    ways = [
        Way(speaker=agent(f"S{one}"), relay=agent(f"R{other}"), outlet=None, is_carried=True, n=n)
        for one, other, n in drawn
    ]
    assert sum(stream.n for stream in fold_ways(ways, most=3)) == sum(way.n for way in ways)
