"""Who stands for whom."""

from factories import at, make_article, make_extraction, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from provenance.core.agents import agent_id
from provenance.core.records import AgentKind
from provenance.errors import StoreError
from provenance.store.agents import save_merge, save_unmerge
from provenance.store.engine import Store
from provenance.store.linking import AS_OBSERVED, load_canon
from provenance.store.schema import verify_store
from provenance.store.world import agents

NAMES = ("Ann Ash", "Bob Birch", "Cem Cedar", "Dan Date", "Eve Elm")
IDS = [agent_id(name, AgentKind.PERSON) for name in NAMES]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.booleans())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PAIRS, max_size=12))
def test_any_merges_and_partings_leave_a_sound_database(store: Store, steps: list[tuple[str, str, bool]]) -> None:
    """After any decisions the last one on a pair holds, and what tables say of who stands for whom is derived."""
    article = make_article(" ".join(f'"{name}" {name}' for name in NAMES))
    save(store, make_extraction(article, quotes={f'"{name}"': {"speaker": name} for name in NAMES}))
    for number, (one, other, joins) in enumerate(steps):
        decide(store, one, other, joins=joins, now=f"2026-01-01T00:00:{number:02}+00:00")
    with store.reading() as connection:
        canon = load_canon(connection)
        stored = dict(connection.execute(select(agents.c.id, agents.c.canonical_id)).all())
    assert {agent: canonical for agent, canonical in stored.items() if canonical} == canon.chosen
    assert verify_store(store) == []


def decide(store: Store, one: str, other: str, *, joins: bool, now: str) -> None:
    """Join or part two agents, and check that it holds; what cannot be is refused."""
    try:
        (save_merge if joins else save_unmerge)(store, one, other, who="ann", reason="x", now=now)
    except StoreError:
        return
    with store.reading() as connection:
        canon = load_canon(connection)
    assert (canon.of(one) == canon.of(other)) == joins


def test_nobody_stands_for_anybody_at_first(store: Store) -> None:
    """Without edges every agent is itself, and a group of one."""
    save(store, make_extraction())
    with store.reading() as connection:
        assert load_canon(connection) == load_canon(connection, as_of=at(1)) == AS_OBSERVED
    assert (AS_OBSERVED.of("ag_1"), AS_OBSERVED.group("ag_1"), AS_OBSERVED.expand(["ag_1"])) == (
        "ag_1",
        ("ag_1",),
        {"ag_1"},
    )
