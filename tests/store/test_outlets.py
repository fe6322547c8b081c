"""What is said of outlets holds for its time, and is known from when it was saved."""

import pytest
from factories import NOW, at

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind
from provenance.store.engine import Store
from provenance.store.queries import find_outlets
from provenance.store.seeds import save_registry

PARTY = OutletLabel(label="party", citation="Statute of 1912", valid_to="1991-08")
STATE = OutletLabel(label="state_controlled", citation="Decree of 2025", valid_from="2025-07-16")
ALWAYS = OutletLabel(label="satire", citation="its masthead")
PAPER = KnownOutlet(
    agent=KnownAgent(name="Daily Test", kind=AgentKind.ORGANISATION), kind="newspaper", labels=(PARTY, STATE, ALWAYS)
)


@pytest.fixture
def filled(store: Store) -> Store:
    save_registry(store, Registry(outlets=(PAPER,)), now=NOW)
    return store


def test_all_that_is_said_comes_with_its_dates(filled: Store) -> None:
    """Without a moment every label comes, whatever its dates, which stand beside it."""
    assert find_outlets(filled)[0].labels == (PARTY, ALWAYS, STATE)


@pytest.mark.parametrize(("day", "labels"), [(15, {"satire"}), (16, {"satire", "state_controlled"})])
def test_a_moment_has_the_labels_of_its_day(filled: Store, day: int, labels: set[str]) -> None:
    """At a moment only the labels come whose dates include it."""
    assert {label.label for label in find_outlets(filled, as_of=at(day))[0].labels} == labels


def test_what_was_not_known_yet_is_not_told(filled: Store) -> None:
    """Before the registry was saved nothing was said of anybody."""
    assert find_outlets(filled, as_of=at(13))[0].labels == ()
