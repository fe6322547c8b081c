"""Counts over quotations that are made by hand."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.agents import agent_id
from provenance.core.records import Agent, AgentKind, Anonymity
from provenance.core.tallies import Share, Told, build_report, is_unnamed, span_months


def agent(name: str, kind: AgentKind = AgentKind.PERSON) -> Agent:
    return Agent(id=agent_id(name, kind), name=name, kind=kind)


ADA, ALAN = agent("Ada Lovelace"), agent("Alan Turing")
TASS, AP = agent("TASS", AgentKind.ORGANISATION), agent("AP", AgentKind.ORGANISATION)


def told(
    number: int,
    speaker: Agent | None = ADA,
    *relays: Agent | None,
    outlet: str | None = "Post",
    published: str | None = "2025-07-13",
    anonymity: Anonymity | None = Anonymity.NAMED,
    is_state_carried: bool = False,
    family: str | None = None,
) -> Told:
    origin = relays[0].name if relays and relays[0] else outlet
    return Told(
        id=f"qt_{number}", speaker=speaker, anonymity=anonymity, relays=relays, outlet=outlet, published=published,
        is_state_carried=is_state_carried, family=family, origin=origin,
    )  # fmt: skip


SOME = (
    told(1, ADA, TASS, is_state_carried=True),
    told(2, ADA, TASS, AP, outlet="Times", published="2025-09"),
    told(3, ADA),
    told(4, ALAN, AP, outlet=None, published="2025"),
    told(5, None, None, published=None, anonymity=None),
    told(6, agent("officials", AgentKind.GROUP), anonymity=Anonymity.UNNAMED),
)


def test_voices() -> None:
    """Each speaker has the number of quotations, of outlets, of relayed ones, and who carried how many."""
    first = build_report(SOME).voices[0]
    assert (first.agent, first.quoted, first.outlets, first.carried) == (ADA, 3, 2, 2)
    assert first.relays == ((TASS, 2), (AP, 1))


def test_relays() -> None:
    """Each relay has the number of quotations that it carried, and of how many voices."""
    assert [(tally.agent, tally.carried, tally.voices) for tally in build_report(SOME).relays] == [
        (AP, 2, 2), (TASS, 2, 1),
    ]  # fmt: skip


def test_outlets_and_months() -> None:
    """Publishers are counted with their relayed and unnamed quotations, by month; a month between two is there too."""
    report = build_report(SOME)
    assert [(o.name, o.quoted, o.carried, o.unnamed) for o in report.outlets] == [
        ("Post", 4, 2, 1), ("Times", 1, 1, 0), (None, 1, 1, 0),
    ]  # fmt: skip
    assert report.months == (("2025-07", 3), ("2025-08", 0), ("2025-09", 1))
    assert (report.undated, report.by_month["Times"]) == (2, {"2025-09": 1})


def test_shares() -> None:
    """A share says of how many it is one: of all quotations, or of those that a relay carried."""
    report = build_report(SOME)
    assert (report.unnamed, report.unknown) == (Share(n=1, of=6), Share(n=1, of=6))
    assert (report.relayed, report.state_carried) == (Share(n=4, of=6), Share(n=1, of=4))
    assert report.unnamed.part == pytest.approx(1 / 6)
    assert Share(n=0, of=0).part is None


def test_single_origin() -> None:
    """Of the families in three outlets or more those count whose words all come from one origin."""
    one = [told(n, ADA, TASS, outlet=name, family="fa_1") for n, name in enumerate(("A", "B", "C"))]
    two = [told(n, ADA, relay, outlet=name, family="fa_2") for n, name, relay in ((3, "A", TASS), (4, "B", AP))]
    third = told(5, ADA, outlet="C", family="fa_2")
    few = [told(n, ADA, TASS, outlet=name, family="fa_3") for n, name in ((6, "A"), (7, "B"))]
    assert build_report([*one, *two, third, *few]).single_origin == Share(n=1, of=2)
    assert build_report(SOME).single_origin is None


def test_agency_is_the_origin_of_its_own_words() -> None:
    """An agency that prints what others have from it is no second origin."""
    spread = [told(1, ADA, outlet="AP", family="fa_1")]
    spread += [told(n, ADA, AP, outlet=name, family="fa_1") for n, name in ((2, "A"), (3, "B"))]
    assert build_report(spread).single_origin == Share(n=1, of=1)


def test_ways() -> None:
    """Ways are counted from the speaker through the first relay to the outlet; no relay is not an unknown one."""
    ways = {
        (w.speaker and w.speaker.name, w.relay and w.relay.name, w.outlet, w.is_carried): w.n
        for w in build_report(SOME).ways
    }
    assert ways["Ada Lovelace", "TASS", "Post", True] == 1
    assert ways["Ada Lovelace", None, "Post", False] == 1
    assert ways[None, None, "Post", True] == 1


@pytest.mark.parametrize(
    ("speaker", "anonymity", "unnamed"),
    [
        (ADA, Anonymity.NAMED, False),
        (agent("a U.S. official", AgentKind.UNNAMED), Anonymity.DESCRIBED, True),
        (agent("officials", AgentKind.GROUP), Anonymity.UNNAMED, True),
        (ADA, Anonymity.WITHHELD, True),
        (None, None, False),
    ],
)
def test_is_unnamed(speaker: Agent | None, anonymity: Anonymity | None, unnamed: bool) -> None:  # noqa: FBT001
    """A voice without a name is unnamed, described or not; one that nobody knows is unknown."""
    assert is_unnamed(told(1, speaker, anonymity=anonymity)) is unnamed


def test_months_without_any() -> None:
    """Where no month is known there is none."""
    assert list(span_months([])) == []


@given(st.lists(st.sampled_from(SOME), max_size=12), st.randoms())
def test_order_makes_no_difference(chosen: Sequence[Told], random: Random) -> None:
    """A report depends on which quotations there are, and on nothing else; what it counts adds up."""
    shuffled = list(chosen)
    random.shuffle(shuffled)
    report = build_report(chosen)
    assert build_report(shuffled) == report
    assert sum(way.n for way in report.ways) == sum(outlet.quoted for outlet in report.outlets) == len(chosen)
    assert sum(n for _, n in report.months) + report.undated == len(chosen)
