"""The page of a report."""

from provenance.core.agents import agent_id
from provenance.core.records import Agent, AgentKind, Anonymity
from provenance.core.tallies import Told, build_report
from provenance.pages.reported import build_report_page


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
