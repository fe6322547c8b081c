"""Who is who: ids that hold everywhere or in one article, known names, and judgements that can be taken back."""

import re
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.agents import (
    Edge,
    Judgement,
    Registry,
    agent_id,
    build_agent,
    build_edge,
    derive_canonical,
    known_agent,
    known_id,
)
from provenance.core.known import KnownAgent, KnownOutlet
from provenance.core.records import AgentKind, Role

AGENTS = [f"ag_{letter}" for letter in "abcdefg"]
EDGES = st.lists(
    st.builds(
        lambda pair, judgement: build_edge(pair[0], pair[1], judgement),
        st.sampled_from(list(combinations(AGENTS, 2))),
        st.sampled_from([*Judgement, Judgement.SAME, Judgement.SAME]),
    ),
    max_size=12,
)
SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT


def standing_for(agent: str, canonical: dict[str, str]) -> str:
    return canonical.get(agent, agent)


def reachable(edges: list[Edge], start: str) -> set[str]:
    """Give all that is joined to an agent by `same`, whatever `different` says."""
    reached, left = {start}, [start]
    while left:
        here = left.pop()
        for edge in edges:
            if edge.judgement is SAME and here in (edge.left, edge.right):
                new = {edge.left, edge.right} - reached
                reached |= new
                left += new
    return reached


@pytest.mark.parametrize(
    ("name", "kind", "everywhere"),
    [
        ("Sergei Lavrov", AgentKind.PERSON, True),
        ("State Department", AgentKind.ORGANISATION, True),
        ("KCNA", AgentKind.ORGANISATION, True),  # capitals are a name of their own
        ("U.S.", AgentKind.ORGANISATION, True),
        ("Lavrov", AgentKind.PERSON, False),  # a surname is somebody else's in the next article
        ("The Kremlin", AgentKind.ORGANISATION, False),
        ("K", AgentKind.PERSON, False),  # Kafka's, or anybody's
        ("several Republicans", AgentKind.GROUP, False),
        ("a U.S. official", AgentKind.UNNAMED, False),
        ("court filing", AgentKind.DOCUMENT, False),
        ("author", AgentKind.AUTHOR, False),
        ("you", AgentKind.GENERIC, False),
    ],
)
def test_names_that_mean_the_same_in_every_article(name: str, kind: AgentKind, *, everywhere: bool) -> None:
    """A full name of a person or body has one id in all articles; surnames and descriptions are bound to theirs."""
    one, other = build_agent(name, kind, scope="av_1"), build_agent(name, kind, scope="av_2")
    assert (one.id == other.id) is everywhere
    assert (one.id == agent_id(name, kind)) is everywhere
    assert (one.name, one.kind) == (name, kind)


def test_an_agent_id_is_made_of_name_key_kind_and_scope() -> None:
    """Spelling by looks makes no difference to an id; kind and article do."""
    assert agent_id("Kim Jong-un", AgentKind.PERSON) == agent_id("KIM Jong Un", AgentKind.PERSON)
    assert agent_id("Mercury", AgentKind.PERSON) != agent_id("Mercury", AgentKind.ORGANISATION)
    assert agent_id("Lavrov", AgentKind.PERSON) != agent_id("Lavrov", AgentKind.PERSON, scope="av_1")
    assert re.fullmatch("ag_[0-9a-f]{20}", agent_id("Lavrov", AgentKind.PERSON))


def test_names_without_letters_stay_apart() -> None:
    """A name that has no key is told from others by its signs."""
    assert agent_id("***", AgentKind.UNNAMED) != agent_id("???", AgentKind.UNNAMED)


LAVROV = KnownAgent(
    name="Sergei Lavrov", kind=AgentKind.PERSON, aliases=("Sergey Lavrov",), demonyms=("Russian",), gender="m"
)
TASS = KnownAgent(
    name="TASS",
    kind=AgentKind.ORGANISATION,
    aliases=("ITAR-TASS",),
    short_names=("Tass",),
    descriptions=("Russian news agency",),
    relay=Role.AGENCY,
)
REUTERS = KnownAgent(name="Reuters", kind=AgentKind.ORGANISATION, relay=Role.AGENCY)
US = KnownAgent(name="United States", kind=AgentKind.ORGANISATION, short_names=("US", "U.S."))
HILL = KnownAgent(name="The Hill", kind=AgentKind.ORGANISATION)
ECONOMIST = KnownAgent(name="The Economist", kind=AgentKind.ORGANISATION)
GEORGIA = KnownAgent(name="Georgia", kind=AgentKind.ORGANISATION)
STATE = KnownAgent(name="State of Georgia", kind=AgentKind.ORGANISATION, short_names=("Georgia",))
REGISTRY = Registry(
    agents=(LAVROV, US, GEORGIA, STATE),
    outlets=tuple(KnownOutlet(agent=agent, kind="agency") for agent in (TASS, REUTERS, HILL, ECONOMIST)),
)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Sergei Lavrov", LAVROV),
        ("SERGEI LAVROV", LAVROV),  # several words: by key
        ("Sergey Lavrov’s", LAVROV),
        ("Lavrov, Sergei", LAVROV),
        ("Lavrov", None),  # a surname is no known name by itself
        ("Russian", None),  # nor is a demonym
        ("the Russian news agency", TASS),
        ("Tass", TASS),
        ("TASS’s", TASS),
        ("Tass'", TASS),
        ("tass", None),  # a single word must be written as the registry does
        ("Itar-Tass", TASS),  # two words to the key
        ("REUTERS", REUTERS),  # a credit line shouts
        ("reuters", None),
        ("US", US),
        ("the US", US),
        ("U.S.", US),
        ("us", None),  # the pronoun
        ("The Hill", HILL),
        ("the Hill", HILL),
        ("Hill", None),  # a surname
        ("THE HILL", HILL),
        ("The Economist", ECONOMIST),
        ("an economist", None),
        ("the economist", None),
        ("Georgia", None),  # two of them: unknown is an answer
        ("Somebody Else", None),
        ("", None),
        ("…", None),
    ],
)
def test_known_names(name: str, known: KnownAgent | None) -> None:
    """A name is known where exactly one agent has it, and a single word only as it is written there."""
    assert REGISTRY.find(name) == known


def test_a_registry_holds_agents_and_outlets() -> None:
    """Media are agents like others."""
    assert REGISTRY.known == (LAVROV, US, GEORGIA, STATE, TASS, REUTERS, HILL, ECONOMIST)
    assert Registry().find("TASS") is None


def test_two_spellings_with_one_key_are_one_agent() -> None:
    """An agent that lists two looks of a name is found once, not taken for two."""
    kim = KnownAgent(name="Kim Jong Un", kind=AgentKind.PERSON, aliases=("Kim Jong-un", "KIM JONG UN"))
    assert Registry(agents=(kim,)).find("Kim Jong-Un") == kim


@pytest.mark.parametrize("known", REGISTRY.known)
def test_a_known_agent_is_bound_to_no_article(known: KnownAgent) -> None:
    """The registry's agents have the ids of their full names, single words too."""
    agent = known_agent(known)
    assert agent.id == known_id(known) == agent_id(known.name, known.kind)
    assert (agent.name, agent.kind) == (known.name, known.kind)


def test_an_edge_has_its_ends_in_order() -> None:
    """The same judgement on the same two agents is the same edge, whoever is named first."""
    assert build_edge("ag_b", "ag_a", SAME) == build_edge("ag_a", "ag_b", SAME)
    with pytest.raises(ValueError, match="ag_a"):
        build_edge("ag_a", "ag_a", SAME)


@given(EDGES, st.randoms(use_true_random=False), st.permutations(AGENTS))
def test_the_order_of_edges_makes_no_difference(edges: list[Edge], random: Random, prefer: list[str]) -> None:
    """Edges made in another order, or made twice, give the same agents."""
    shuffled = [*edges, *edges]
    random.shuffle(shuffled)
    assert derive_canonical(shuffled, prefer=prefer) == derive_canonical(edges, prefer=prefer)


@given(EDGES)
def test_agents_judged_different_never_stand_for_each_other(edges: list[Edge]) -> None:
    """No group holds two agents with `different` between them, and none holds agents that nothing joins."""
    canonical = derive_canonical(edges)
    for edge in edges:
        if edge.judgement is DIFFERENT:
            assert standing_for(edge.left, canonical) != standing_for(edge.right, canonical)
    for agent, other in canonical.items():
        assert other in reachable(edges, agent)


@given(EDGES)
def test_who_stands_for_others_stands_for_itself(edges: list[Edge]) -> None:
    """One look leads to the agent that stands for the group; nobody stands for itself in the list."""
    canonical = derive_canonical(edges)
    assert not set(canonical) & set(canonical.values())


@given(EDGES)
def test_without_different_groups_are_all_that_is_joined(edges: list[Edge]) -> None:
    """Where no judgement says `different`, every chain of `same` makes one agent, and its smallest id stands for it."""
    joining = [edge for edge in edges if edge.judgement is not DIFFERENT]
    canonical = derive_canonical(joining)
    for agent in AGENTS:
        assert standing_for(agent, canonical) == min(reachable(joining, agent))


@given(EDGES, st.permutations(AGENTS))
def test_the_preferred_agent_stands_for_its_group(edges: list[Edge], prefer: list[str]) -> None:
    """Preference chooses who stands for a group and never changes the groups."""
    plain, chosen = derive_canonical(edges), derive_canonical(edges, prefer=prefer)
    for one, other in combinations(AGENTS, 2):
        together = standing_for(one, plain) == standing_for(other, plain)
        assert (standing_for(one, chosen) == standing_for(other, chosen)) is together
    for agent, other in chosen.items():
        assert prefer.index(other) < prefer.index(agent)


def test_leaving_an_edge_out_undoes_a_merge() -> None:
    """What an edge joined falls apart without it, and the other edges hold."""
    ab, bc = build_edge("ag_a", "ag_b", SAME), build_edge("ag_b", "ag_c", SAME)
    assert derive_canonical([ab, bc]) == {"ag_b": "ag_a", "ag_c": "ag_a"}
    assert derive_canonical([bc]) == {"ag_c": "ag_b"}
    assert derive_canonical([]) == {}


def test_different_blocks_a_join_through_others() -> None:
    """Two agents that are different stay so although a third is said to be the same as both."""
    edges = [
        build_edge("ag_a", "ag_b", SAME),
        build_edge("ag_b", "ag_c", SAME),
        build_edge("ag_a", "ag_c", DIFFERENT),
    ]
    assert derive_canonical(edges) == {"ag_b": "ag_a"}


@pytest.mark.parametrize("judgement", [Judgement.UNSURE, Judgement.SUGGEST, DIFFERENT])
def test_only_same_joins(judgement: Judgement) -> None:
    """A question, a doubt and a no join nothing."""
    assert derive_canonical([build_edge("ag_a", "ag_b", judgement)]) == {}
