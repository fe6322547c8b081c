"""Names of other registers, as articles ask for them."""

import pytest
from factories import NOW, at
from test_importing import GAZPROM, LAVROV
from test_joining import imported, say

from provenance.core.agents import Registry
from provenance.core.known import ImportedAgent, KnownAgent
from provenance.core.records import AgentKind
from provenance.registry import registry_sha256
from provenance.store.agents import load_agent, save_merge
from provenance.store.engine import Store
from provenance.store.imported_names import extend_registry
from provenance.store.importing import save_imported
from provenance.store.seeds import save_registry

NOBODY = Registry()
KNOWN_LAVROV = KnownAgent(
    name="Sergey Lavrov",
    kind=AgentKind.PERSON,
    aliases=("Sergei Viktorovich Lavrov", "Сергей Лавров"),
    wikidata="Q58217",
)
KNOWN_GAZPROM = KnownAgent(
    name="Gazprom",
    kind=AgentKind.ORGANISATION,
    aliases=("Public Joint Stock Company Gazprom",),
    wikidata="Q102673",
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        # Every full name, in every script and house style.
        ("Sergey Lavrov", KNOWN_LAVROV),
        ("Lavrov, Sergei", KNOWN_LAVROV),
        ("Сергей Лавров", KNOWN_LAVROV),
        # A surname may be anybody's, and so may a single name of a person.
        ("Lavrov", None),
        ("Pelé", None),
        ("Edson Arantes do Nascimento", None),
        # A body is known by a single word that is written as its register writes it.
        ("Gazprom", KNOWN_GAZPROM),
        ("gazprom", None),
        ("Jane Roe", None),
        # Two people of one name: unknown is an answer.
        ("Sergei Ivanov", None),
    ],
)
def test_what_is_known_in_articles(store: Store, name: str, found: KnownAgent | None) -> None:
    """Full names come back as known ones, surnames and single names of people do not, those of bodies do."""
    pele = imported("Q5", "Pelé", "Edson Arantes do Nascimento")
    ivanovs = [imported("Q1", "Sergei Ivanov"), imported("Q2", "Sergei Ivanov")]
    save_imported(store, [LAVROV, GAZPROM, pele, *ivanovs], now=NOW)
    registry = extend_registry(store, NOBODY)
    assert registry.find(name) == found
    assert registry.find(name) == found, "a second time it is remembered"


def test_nothing_changes_where_nothing_was_imported(store: Store) -> None:
    """What the registry itself has brought is no import."""
    registry = Registry(agents=(KNOWN_LAVROV,))
    save_registry(store, registry, now=NOW)
    assert extend_registry(store, registry) is registry


@pytest.mark.parametrize(
    "brought",
    [LAVROV, imported("Q58217", "Sergej W. Lawrow", "Sergei Viktorovich Lavrov")],
    ids=["by its name too", "by its identifier alone"],
)
def test_the_registry_keeps_its_names(store: Store, brought: ImportedAgent) -> None:
    """What joined an agent of the registry is known by the registry's name."""
    ours = KnownAgent(name="Sergei Lavrov", kind=AgentKind.PERSON, wikidata="Q58217", roles=("foreign minister",))
    registry = Registry(agents=(ours,))
    save_registry(store, registry, now=NOW)
    save_imported(store, [brought], now=at(15))
    extended = extend_registry(store, registry)
    assert [agent.name for agent in extended.agents] == ["Sergei Lavrov"]
    found = extended.find("Sergei Viktorovich Lavrov")
    assert found == extended.agents[0]
    assert found.roles == ("foreign minister",)
    assert extended.find(brought.label.name) == found


def test_a_name_of_the_registry_and_of_somebody_else_is_nobodys(store: Store) -> None:
    """Who has our agent's name and another identifier is another one, so that the name alone tells neither."""
    registry = Registry(agents=(KnownAgent(name="Sergei Ivanov", kind=AgentKind.PERSON, wikidata="Q1"),))
    save_registry(store, registry, now=NOW)
    save_imported(store, [imported("Q2", "Sergey Ivanov", "Sergey Petrovich Ivanov")], now=at(15))
    extended = extend_registry(store, registry)
    assert extended.find("Sergei Ivanov") is None
    other = extended.find("Sergey Petrovich Ivanov")
    assert other is not None
    assert other.wikidata == "Q2"


def test_what_a_reviewer_merged_has_one_name(store: Store) -> None:
    """Two imported agents that a person holds for one are found as one under the names of both."""
    save_imported(store, [imported("Q1", "Jane Roe"), imported("Q2", "Jane Doe")], now=NOW)
    before = registry_sha256(extend_registry(store, NOBODY))
    save_merge(store, "Jane Roe", "Jane Doe", who="ann", reason="married", now=at(15))
    registry = extend_registry(store, NOBODY)
    found = registry.find("Jane Roe")
    assert found is not None
    assert found == registry.find("Jane Doe")
    assert registry_sha256(registry) != before, "articles are read anew with other names"


def test_what_articles_bring_is_no_imported_name(store: Store) -> None:
    """An article's spelling of an imported agent changes nothing of what the next article is read with."""
    save_imported(store, [LAVROV], now=NOW)
    before = registry_sha256(extend_registry(store, NOBODY))
    say(store, "Sergej Lavrov", now=at(15))
    assert len(load_agent(store, "Sergej Lavrov").members) == 2
    registry = extend_registry(store, NOBODY)
    assert registry_sha256(registry) == before
    assert registry.find("Sergey Lavrov") == KNOWN_LAVROV


def test_names_tell_how_long_they_are(store: Store) -> None:
    """Of the longest name that begins with a word its words are counted, whatever article stands in front."""
    bank = imported("Q9", "The European Central Bank", "Bank of the Euro", kind=AgentKind.ORGANISATION)
    save_imported(store, [LAVROV, bank], now=NOW)
    others = extend_registry(store, NOBODY).others
    assert others is not None
    assert others.lengths == {"Sergey": 2, "Sergei": 3, "Сергей": 2, "European": 3, "Bank": 4}
