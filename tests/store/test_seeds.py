"""What a new database starts with."""

from dataclasses import replace

import pytest
from factories import NOW, at, dump, find_articles, make_article, make_extraction, save

from provenance.core.agents import Registry, agent_id
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind
from provenance.errors import StoreError
from provenance.registry import load_registry
from provenance.store.agents import load_agent
from provenance.store.engine import Store
from provenance.store.queries import find_outlets
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry

NEWS = KnownOutlet(
    agent=KnownAgent(name="Daily News", kind=AgentKind.ORGANISATION, aliases=("The News, Daily",), short_names=("DN",)),
    kind="newspaper",
    domain="news.example",
)


def test_the_registry_is_saved_once(store: Store) -> None:
    """Saving what is there already adds no row."""
    registry = load_registry()
    assert save_registry(store, registry, now=NOW) > len(registry.known)
    before = dump(store)
    assert save_registry(store, registry, now=at(20)) == 0
    assert dump(store) == before
    assert verify_store(store) == []
    assert len(find_outlets(store)) == len(registry.outlets)


def test_a_newer_registry_adds_what_is_new(store: Store) -> None:
    """New names and labels are added, and nothing that was there goes."""
    save_registry(store, Registry(outlets=(NEWS,)), now=NOW)
    label = OutletLabel(label="party", citation="a citation")
    agent = replace(NEWS.agent, aliases=("Nouvelles du Jour",), wikidata="Q1")
    assert save_registry(store, Registry(outlets=(replace(NEWS, agent=agent, labels=(label,)),)), now=at(15)) == 3
    found = load_agent(store, "Daily News")
    assert found.names == ("Daily News", "Nouvelles du Jour", "The News, Daily", "DN")
    assert found.identifiers == (("wikidata", "Q1"),)
    assert find_outlets(store)[0].labels == (label,)


def test_the_registry_names_agents_that_were_there_before(store: Store) -> None:
    """An agent that an article brought first is shown as the registry spells it."""
    save(
        store, make_extraction(make_article('"Yes," KIM JONG-UN said.'), quotes={'"Yes,"': {"speaker": "KIM JONG-UN"}})
    )
    kim = KnownAgent(name="Kim Jong Un", kind=AgentKind.PERSON)
    save_registry(store, Registry(agents=(kim,)), now=at(15))
    found = load_agent(store, agent_id("Kim Jong Un", AgentKind.PERSON))
    assert (found.agent.name, found.names) == ("Kim Jong Un", ("Kim Jong Un", "KIM JONG-UN"))


@pytest.mark.parametrize(
    ("fields", "linked"),
    [
        ({"publisher": "the daily news"}, True),
        ({"publisher": "DN"}, True),
        ({"publisher": "Daily News Online"}, False),
        ({"publisher": None, "url": "https://www.news.example/a?b=1"}, True),
        ({"publisher": "Somebody", "url": "http://uk.news.example:8080/a"}, True),
        ({"publisher": None, "url": "https://othernews.example/a"}, False),
        ({"publisher": None, "locator": "https://news.example/a"}, True),
        ({"publisher": None, "url": "https://[broken"}, False),
        ({"publisher": None, "url": "news.example"}, False),
    ],
)
@pytest.mark.parametrize("registry_first", [1, 0])
def test_articles_are_linked_to_their_outlet(
    store: Store, fields: dict[str, str | None], linked: int, registry_first: int
) -> None:
    """By the publisher's name, else by the host of the address, whether the registry comes first or last."""
    registry = Registry(outlets=(NEWS,))
    if registry_first:
        save_registry(store, registry, now=NOW)
    article = make_article(**fields)  # type: ignore[arg-type]
    save(store, make_extraction(article))
    if not registry_first:
        save_registry(store, registry, now=at(15))
    stored = find_articles(store)[0]
    assert (stored.outlet == find_outlets(store)[0].id) == bool(linked)
    assert stored.article.publisher == fields.get("publisher")


def test_a_name_that_cannot_be_stored_is_refused(store: Store) -> None:
    """A registry with a NUL in a name is refused whole."""
    bad = KnownAgent(name="a\x00b", kind=AgentKind.PERSON)
    with pytest.raises(StoreError, match="NUL"):
        save_registry(store, Registry(agents=(bad,)), now=NOW)
