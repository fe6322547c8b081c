"""Chains: they start at the speaker and end at the publisher, whatever stands between."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import CAST, hops

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain, check_chain, judge_anonymity
from provenance.core.records import Agent, AgentKind, Anonymity, Hop, Role
from provenance.core.text import Span

LAVROV = build_agent("Sergei Lavrov", AgentKind.PERSON, scope="")
TASS = build_agent("TASS", AgentKind.ORGANISATION, scope="")
KCNA = build_agent("KCNA", AgentKind.ORGANISATION, scope="")
CNN = build_agent("CNN", AgentKind.ORGANISATION, scope="")

RELAYED = st.lists(hops(), max_size=6)
SOMEBODY = st.none() | CAST
AT = Span(4, 9)


def via(agent: Agent | None, role: Role = Role.AGENCY, *, explicit: bool = True, at: Span = AT) -> Hop:
    return Hop(role=role, agent=agent, evidence=at, explicit=explicit)


def chain_of(*relays: Hop, speaker: Agent | None = LAVROV, publisher: Agent | None = CNN) -> tuple[Hop, ...]:
    return build_chain(speaker, source=Span(0, 3), relays=relays, publisher=publisher)


@given(SOMEBODY, RELAYED, SOMEBODY)
def test_a_chain_is_right_whatever_relays_are_given(
    speaker: Agent | None, relays: list[Hop], publisher: Agent | None
) -> None:
    """A chain starts at the speaker and ends at the publisher, and every check of chains holds for it."""
    chain = chain_of(*relays, speaker=speaker, publisher=publisher)
    assert check_chain(chain) == []
    assert (chain[0].role, chain[0].agent) == (Role.SPEAKER, speaker)
    assert (chain[-1].role, chain[-1].agent) == (Role.PUBLISHER, publisher)


@given(SOMEBODY, RELAYED, SOMEBODY)
def test_relays_keep_their_order_and_nothing_is_made_up(
    speaker: Agent | None, relays: list[Hop], publisher: Agent | None
) -> None:
    """Between the ends stand given relays alone, in the order in which each agent came first."""
    between = chain_of(*relays, speaker=speaker, publisher=publisher)[1:-1]
    firsts = list(dict.fromkeys(hop.agent.id for hop in relays if hop.agent))
    kept = [hop.agent.id for hop in between if hop.agent]
    ends = {agent.id for agent in (speaker, publisher) if agent}
    assert kept == [agent for agent in firsts if agent not in ends]
    assert set(between) <= set(relays)


@given(SOMEBODY, RELAYED, SOMEBODY)
def test_building_a_chain_from_a_chain_changes_nothing(
    speaker: Agent | None, relays: list[Hop], publisher: Agent | None
) -> None:
    """The relays of a chain give the same chain again."""
    chain = chain_of(*relays, speaker=speaker, publisher=publisher)
    assert chain_of(*chain[1:-1], speaker=speaker, publisher=publisher) == chain


@pytest.mark.parametrize(
    ("relays", "kept"),
    [
        ([via(LAVROV, Role.PERSON), via(TASS)], [TASS]),  # nobody carries their own words
        ([via(TASS), via(CNN, Role.OUTLET)], [TASS]),  # «told CNN», published by CNN
        ([via(TASS), via(KCNA), via(TASS)], [TASS, KCNA]),  # twice is once, at its first place
        ([via(KCNA), via(TASS)], [KCNA, TASS]),  # from the speaker outwards
    ],
)
def test_who_counts_as_a_relay(relays: list[Hop], kept: list[Agent]) -> None:
    """The speaker, the publisher and a second mention of the same agent are no relays."""
    assert [hop.agent for hop in chain_of(*relays)[1:-1]] == kept


def test_the_explicit_hop_of_two_is_kept() -> None:
    """«Tass reported» is better evidence than a hop carried over, and takes the place of it."""
    carried, said = via(TASS, explicit=False, at=Span(50, 54)), via(TASS, at=Span(90, 94))
    assert chain_of(carried, via(KCNA), said)[1:-1] == (said, via(KCNA))
    assert chain_of(said, via(KCNA), carried)[1:-1] == (said, via(KCNA))


def test_the_first_of_two_explicit_hops_is_kept() -> None:
    """Where both are explicit the first evidence stands."""
    first, second = via(TASS, at=Span(50, 54)), via(TASS, at=Span(90, 94))
    assert chain_of(first, second)[1:-1] == (first,)


def test_unknown_relays_are_told_apart_by_their_words() -> None:
    """Two intermediaries whom nobody knows are two where role or evidence differ, and one where neither does."""
    one, other = via(None, at=Span(50, 54)), via(None, at=Span(90, 94))
    translation = via(None, Role.TRANSLATION, at=Span(50, 54))
    assert chain_of(one, other, translation, one)[1:-1] == (one, other, translation)


def test_unknown_ends_leave_relays_alone() -> None:
    """A relay that is not known is not taken for an unknown speaker or publisher."""
    assert chain_of(via(None), speaker=None, publisher=None)[1:-1] == (via(None),)


def test_a_publisher_may_speak_in_its_own_pages() -> None:
    """A paper that quotes its own statement is speaker and publisher, and the chain is right."""
    chain = chain_of(speaker=CNN, publisher=CNN)
    assert [hop.agent for hop in chain] == [CNN, CNN]
    assert check_chain(chain) == []


def test_a_speaker_without_a_source_is_implied() -> None:
    """The first hop is explicit only where words of the text name the speaker."""
    named = build_chain(LAVROV, source=AT, relays=[], publisher=None)[0]
    implied = build_chain(LAVROV, source=None, relays=[], publisher=None)[0]
    assert (named.explicit, named.mention, named.evidence) == (True, AT, AT)
    assert (implied.explicit, implied.mention, implied.evidence) == (False, None, None)


GOOD = chain_of(via(TASS))


@pytest.mark.parametrize(
    ("chain", "wrong"),
    [
        ((), ["it does not start at the speaker", "it does not end at the publisher"]),
        (GOOD[1:], ["it does not start at the speaker"]),
        (GOOD[:-1], ["it does not end at the publisher"]),
        (
            tuple(reversed(GOOD)),
            ["it does not start at the speaker", "it does not end at the publisher"],
        ),
        (
            (GOOD[0], GOOD[0], GOOD[2]),
            ["a speaker or publisher stands among the relays", "an agent stands in it twice"],
        ),
        ((GOOD[0], GOOD[2], GOOD[1], GOOD[2]), ["a speaker or publisher stands among the relays"]),
        ((GOOD[0], replace(GOOD[1], agent=LAVROV), GOOD[2]), ["an agent stands in it twice"]),
        ((GOOD[0], GOOD[1], GOOD[1], GOOD[2]), ["an agent stands in it twice"]),
        (GOOD, []),
    ],
)
def test_what_is_wrong_with_a_chain_is_said_in_words(chain: tuple[Hop, ...], wrong: list[str]) -> None:
    """Each rule that a chain breaks is named once, and a right chain gets an empty list."""
    assert check_chain(chain) == wrong


@pytest.mark.parametrize(
    ("name", "kind", "anonymity"),
    [
        ("Sergei Lavrov", AgentKind.PERSON, Anonymity.NAMED),
        ("KCNA", AgentKind.ORGANISATION, Anonymity.NAMED),
        ("Constitution of Russia", AgentKind.DOCUMENT, Anonymity.NAMED),
        ("author", AgentKind.AUTHOR, Anonymity.NAMED),  # the byline tells
        ("a U.S. official", AgentKind.UNNAMED, Anonymity.DESCRIBED),
        ("U.S. official", AgentKind.UNNAMED, Anonymity.DESCRIBED),  # capitals that no sentence start explains
        ("US officials", AgentKind.GROUP, Anonymity.DESCRIBED),
        ("State Department officials", AgentKind.GROUP, Anonymity.DESCRIBED),
        ("several Republicans", AgentKind.GROUP, Anonymity.DESCRIBED),
        ("North Korean state media", AgentKind.GROUP, Anonymity.DESCRIBED),
        ("officials", AgentKind.GROUP, Anonymity.UNNAMED),
        ("Officials", AgentKind.GROUP, Anonymity.UNNAMED),  # a capital for its place in the sentence
        ("a person close to the talks", AgentKind.UNNAMED, Anonymity.UNNAMED),
        ("A spokesman", AgentKind.UNNAMED, Anonymity.UNNAMED),
        ("you", AgentKind.GENERIC, Anonymity.UNNAMED),
        ("", AgentKind.UNNAMED, Anonymity.UNNAMED),
    ],
)
def test_how_far_an_article_lets_us_know_somebody(name: str, kind: AgentKind, anonymity: Anonymity) -> None:
    """A name is named, a description with a name in it described, a bare description unnamed."""
    assert judge_anonymity(Agent(id="ag_1", name=name, kind=kind)) is anonymity


def test_nobody_is_unnamed() -> None:
    """An unknown speaker has no name that the article could have given."""
    assert judge_anonymity(None) is Anonymity.UNNAMED
