"""What follows from judgements on agents: who stands for whom, whatever the order in which people decided."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.judgements import Edge, Judgement, build_edge, derive_canonical

SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT
AGENTS = [f"ag_{letter}" for letter in "abcdefg"]
EDGES = st.lists(
    st.builds(
        lambda pair, judgement: build_edge(pair[0], pair[1], judgement),
        st.sampled_from(list(combinations(AGENTS, 2))),
        st.sampled_from([*Judgement, Judgement.SAME, Judgement.SAME]),
    ),
    max_size=12,
)
MANY = [f"ag_{n:02}" for n in range(20)]
MANY_EDGES = st.lists(
    st.builds(
        lambda pair, judgement: build_edge(pair[0], pair[1], judgement),
        st.sampled_from(list(combinations(MANY, 2))),
        st.sampled_from([SAME, SAME, SAME, DIFFERENT]),
    ),
    max_size=60,
)


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


def derive_by_definition(edges: Iterable[Edge], *, prefer: Sequence[str] = ()) -> dict[str, str]:
    """Derive it as it is defined, looking through all that is different for each edge."""
    ordered = sorted(edges, key=lambda e: (e.left, e.right, e.judgement))
    blocked = [(e.left, e.right) for e in ordered if e.judgement is DIFFERENT]
    group: dict[str, frozenset[str]] = {}
    for edge in ordered:
        if edge.judgement is not SAME:
            continue
        joined = group.get(edge.left, frozenset({edge.left})) | group.get(edge.right, frozenset({edge.right}))
        if not any(a in joined and b in joined for a, b in blocked):
            group.update(dict.fromkeys(joined, joined))
    rank = {agent: n for n, agent in enumerate(prefer)}
    chosen = {members: min(members, key=lambda a: (rank.get(a, len(rank)), a)) for members in set(group.values())}
    return {a: chosen[members] for a, members in sorted(group.items()) if chosen[members] != a}


@given(MANY_EDGES, st.permutations(MANY))
def test_the_quick_way_is_the_definition(edges: list[Edge], prefer: list[str]) -> None:
    """Groups that are kept as they grow are those that looking through every edge gives."""
    assert derive_canonical(edges, prefer=prefer[:5]) == derive_by_definition(edges, prefer=prefer[:5])


def test_many_edges_take_time_in_proportion() -> None:
    """Forty thousand edges, with as many that part, are dealt with in a moment, also where all touch one agent."""
    agents = [f"ag_{n:06}" for n in range(40_000)]
    chain = [build_edge(one, other, SAME) for one, other in pairwise(agents[:20_000])]
    star = [build_edge(agents[0], other, DIFFERENT) for other in agents[20_000:]]
    tail = [build_edge(one, other, SAME) for one, other in pairwise(agents[20_000:])]
    started = perf_counter()
    canonical = derive_canonical([*chain, *star, *tail, build_edge(agents[100], agents[-1], SAME)])
    assert perf_counter() - started < 5
    assert set(canonical.values()) == {agents[0], agents[20_000]}


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
