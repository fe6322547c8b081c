"""Agents: looking them up, naming, joining and parting them."""

from itertools import permutations

import pytest
from factories import NOW, NewTarget, at, dump, full_extraction, load_journal, make_article, make_extraction, save

from provenance.core.agents import Registry, agent_id
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, Extraction
from provenance.errors import NotFound, StoreError
from provenance.store.agents import find_agents, load_agent, load_edges, save_alias, save_merge, save_unmerge
from provenance.store.engine import Store, open_store
from provenance.store.queries import find_quotations, find_speakers, load_quotation
from provenance.store.records import QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry

REGISTRY = Registry(
    agents=(
        KnownAgent(name="Kim Jong Un", kind=AgentKind.PERSON, aliases=("Kim Jongun",), short_names=("Kim",)),
        KnownAgent(name="Kim Yo Jong", kind=AgentKind.PERSON, short_names=("Kim",)),
        KnownAgent(name="Marshal Office", kind=AgentKind.ORGANISATION, aliases=("Marshal Kim",)),
    )
)
ANN = {"who": "ann", "reason": "I know them"}


def said_by(name: str, *, number: int = 1) -> Extraction:
    article = make_article(f'"Yes {number}," {name} said.', locator=f"{name} {number}.txt")
    return make_extraction(article, quotes={f'"Yes {number},"': {"speaker": name}})


def found(store: Store, speaker: str, **wanted: str) -> list[str]:
    filters = QuotationFilter(speaker=speaker, **wanted)  # type: ignore[arg-type]
    return sorted(q.text.strip('",') for q in find_quotations(store, filters))


@pytest.fixture
def filled(store: Store) -> Store:
    """The registry, and two people under names that nothing joins."""
    save_registry(store, REGISTRY, now=NOW)
    save(store, said_by("Kim Jong Un", number=1), said_by("Marshal Kim", number=2), said_by("Kim", number=3))
    return store


def test_an_agent_is_found_by_id_beginning_and_name(filled: Store) -> None:
    """An id, the beginning of one and a whole name all mean the same agent, in any spelling."""
    kim = load_agent(filled, "Kim Jong Un")
    assert kim.agent.id == agent_id("Kim Jong Un", AgentKind.PERSON)
    for name in (kim.agent.id, kim.agent.id[:14], "kim jong-un", "KIM Jongun"):
        assert load_agent(filled, name) == kim
    assert (kim.names, kim.voiced, kim.relayed) == (("Kim Jong Un", "Kim Jongun", "Kim"), 1, 0)


@pytest.mark.parametrize("name", ["Nobody", "", "ag_0000", "ag_%", "…", "' OR 1=1 --", "a\x00b", "\ud800"])
def test_an_agent_that_is_not_there(filled: Store, name: str) -> None:
    """An unknown name is an error that says how to look for one."""
    with pytest.raises(NotFound) as caught:
        load_agent(filled, name)
    assert "agents list" in caught.value.hint


def test_a_name_of_several_is_refused_with_a_list(store: Store) -> None:
    """Where a name may mean several agents the error lists their ids and guesses nothing."""
    save_registry(store, REGISTRY, now=NOW)
    with pytest.raises(StoreError, match="may mean") as caught:
        load_agent(store, "Kim")
    for name in ("Kim Jong Un", "Kim Yo Jong"):
        assert agent_id(name, AgentKind.PERSON) in caught.value.message


def test_agents_are_listed_by_words_and_kind(filled: Store) -> None:
    """Agents come by how often they appear, then by name."""
    names = [agent.agent.name for agent in find_agents(filled, words="kim", kind=AgentKind.PERSON)]
    assert names == ["Kim", "Kim Jong Un", "Marshal Kim", "Kim Yo Jong"]
    assert [a.agent.name for a in find_agents(filled, kind=AgentKind.ORGANISATION)] == ["Marshal Office"]
    assert len(find_agents(filled)) == 5
    assert len(find_agents(filled, limit=2)) == 2
    assert find_agents(filled, words="* OR") == []


def test_an_alias_joins_the_agent_of_that_name(filled: Store) -> None:
    """An existing agent whose name is the alias is joined by an edge that says why, and found under both names."""
    alias = save_alias(filled, "Kim Jong Un", "Marshal Kim", lang=None, now=at(15), **ANN)
    assert alias.members == tuple(sorted(agent_id(n, AgentKind.PERSON) for n in ("Kim Jong Un", "Marshal Kim")))
    assert (alias.agent.name, alias.voiced) == ("Kim Jong Un", 2)
    edge = load_edges(filled, "Marshal Kim")[0]
    assert (edge.judgement, edge.who, edge.reasons) == ("same", "rule:alias", ("“Marshal Kim” is an alias",))
    assert found(filled, "Kim Jong Un") == found(filled, "Marshal Kim") == ["Yes 1", "Yes 2"]
    assert found(filled, "Kim Jong Un", as_of=at(14, 23)) == ["Yes 1"]
    assert verify_store(filled) == []


def test_an_alias_of_another_kind_joins_nothing(filled: Store) -> None:
    """A person is never joined with an organisation by its alias."""
    assert load_edges(filled, "Marshal Office") == []


def test_an_agent_that_appears_later_under_an_alias_is_joined(filled: Store) -> None:
    """The rule holds for articles that come after the alias too."""
    save_alias(filled, "Kim Jong Un", "Big Brother", lang="en", now=at(15), **ANN)
    save(filled, said_by("Big Brother", number=4), now=at(16))
    assert found(filled, "Kim Jong Un") == ["Yes 1", "Yes 4"]
    speaker = find_quotations(filled, QuotationFilter(words="4"))[0].current.quotation.speaker
    assert speaker is not None
    assert speaker.name == "Kim Jong Un"


def test_an_alias_of_two_agents_joins_nobody(filled: Store) -> None:
    """A name that may mean two agents decides nothing."""
    for name in ("Kim Jong Un", "Kim Yo Jong"):
        save_alias(filled, name, "The Elder Sibling", lang=None, now=at(15), **ANN)
    save(filled, said_by("The Elder Sibling", number=5), now=at(16))
    assert load_edges(filled, agent_id("The Elder Sibling", AgentKind.PERSON)) == []


def test_an_alias_twice_is_one(filled: Store) -> None:
    """The same alias again changes nothing, nor does the journal grow."""
    for day in (15, 16):
        save_alias(filled, "Kim Jong Un", "Marshal Kim", lang=None, now=at(day), **ANN)
    assert [entry.op for entry in load_journal(filled)] == ["alias"]


def test_the_order_of_articles_and_aliases_makes_no_difference(new_target: NewTarget) -> None:
    """Aliases of the registry join the same agents whatever comes first."""
    articles = [said_by("Kim Jongun"), said_by("Kim Jong Un", number=2), said_by("Kim Yo Jong", number=3)]
    dumps = []
    for order in permutations(range(4)):
        if order[0] not in (1, 3):
            continue
        with open_store(new_target(), mode="write") as store:
            for step in order:
                if step == 3:
                    save_registry(store, REGISTRY, now=at(14 + step))
                else:
                    save(store, articles[step], now=at(14 + step))
            dumps.append(dump(store))
    assert all(one == dumps[0] for one in dumps)
    assert len(dumps[0]["agent_edges"]) == 1


def test_a_merge_and_its_end(filled: Store) -> None:
    """Merged agents are one in every answer, as of then too, and parted again they are two."""
    merged = save_merge(filled, "Marshal Kim", "Kim Jong Un", now=at(15), **ANN)
    assert (merged.agent.name, merged.voiced) == ("Kim Jong Un", 2)
    assert find_speakers(filled)[0] == merged
    quotation = find_quotations(filled, QuotationFilter(words="2"))[0]
    assert voice(filled, quotation.id) == "Kim Jong Un"

    one, other = save_unmerge(filled, "Kim Jong Un", "Marshal Kim", now=at(20), **ANN)
    assert (one.agent.name, one.voiced, other.agent.name, other.voiced) == ("Kim Jong Un", 1, "Marshal Kim", 1)
    assert voice(filled, quotation.id) == "Marshal Kim"
    assert voice(filled, quotation.id, as_of=at(16)) == "Kim Jong Un"
    assert voice(filled, quotation.id, as_of=at(14, 23)) == "Marshal Kim"
    assert found(filled, "Kim Jong Un", as_of=at(16)) == ["Yes 1", "Yes 2"]
    assert [(e.judgement, e.retracted_at) for e in load_edges(filled, "Marshal Kim")] == [
        ("same", at(20)),
        ("different", None),
    ]
    assert [entry.op for entry in load_journal(filled)] == ["merge", "unmerge"]
    assert verify_store(filled) == []


def voice(store: Store, quotation: str, *, as_of: str | None = None) -> str | None:
    speaker = load_quotation(store, quotation, as_of=as_of).current.quotation.speaker
    return speaker.name if speaker else None


def test_merging_again_takes_back_what_parted(filled: Store) -> None:
    """A merge after an unmerge holds, any number of times."""
    for day in (15, 17, 19):
        save_merge(filled, "Kim Jong Un", "Marshal Kim", now=at(day), **ANN)
        assert len(load_agent(filled, "Kim Jong Un").members) == 2
        save_unmerge(filled, "Kim Jong Un", "Marshal Kim", now=at(day + 1), **ANN)
        assert len(load_agent(filled, "Kim Jong Un").members) == 1
    assert verify_store(filled) == []


def test_no_rule_joins_what_a_human_parted(filled: Store) -> None:
    """After a human said that two agents differ, an alias joins them no more, now or in later articles."""
    save_alias(filled, "Kim Jong Un", "Marshal Kim", lang=None, now=at(15), **ANN)
    save_unmerge(filled, "Kim Jong Un", "Marshal Kim", now=at(16), **ANN)
    save_alias(filled, "Kim Jong Un", "Marshal  Kim", lang=None, now=at(17), **ANN)
    save(filled, said_by("Marshal Kim", number=6), now=at(18))
    assert found(filled, agent_id("Marshal Kim", AgentKind.PERSON)) == ["Yes 2", "Yes 6"]
    assert load_agent(filled, agent_id("Kim Jong Un", AgentKind.PERSON)).voiced == 1


def test_agents_joined_through_a_third_can_be_parted(filled: Store) -> None:
    """Two agents that share a group without an edge of their own are parted all the same."""
    save_merge(filled, "Kim Jong Un", "Marshal Kim", now=at(15), **ANN)
    save_merge(filled, "Marshal Kim", "Kim Yo Jong", now=at(16), **ANN)
    assert len(load_agent(filled, "Kim Jong Un").members) == 3
    one, other = save_unmerge(filled, "Kim Jong Un", "Kim Yo Jong", now=at(17), **ANN)
    assert one.agent != other.agent
    assert len(one.members) + len(other.members) == 3
    again = save_merge(filled, "Kim Jong Un", "Kim Yo Jong", now=at(18), **ANN)
    assert len(again.members) == 3
    assert verify_store(filled) == []


def test_what_cannot_be_merged_or_parted(filled: Store) -> None:
    """Merging one agent with itself and parting two that are not joined are errors."""
    save_merge(filled, "Kim Jong Un", "Marshal Kim", now=at(15), **ANN)
    with pytest.raises(StoreError, match="same agent already"):
        save_merge(filled, "Kim Jongun", "Marshal Kim", now=at(16), **ANN)
    with pytest.raises(StoreError, match="not two agents that were merged"):
        save_unmerge(filled, "Kim Jong Un", "Kim Yo Jong", now=at(16), **ANN)
    with pytest.raises(StoreError, match="not two agents that were merged"):
        save_unmerge(filled, "Kim Jong Un", "Kim Jongun", now=at(16), **ANN)
    with pytest.raises(NotFound):
        save_merge(filled, "Kim Jong Un", "Nobody Here", now=at(16), **ANN)


@pytest.mark.parametrize("decision", [{"who": " ", "reason": "x"}, {"who": "ann", "reason": ""}])
def test_a_decision_needs_a_name_and_a_reason(filled: Store, decision: dict[str, str]) -> None:
    """Nobody decides anonymously or without saying why."""
    with pytest.raises(StoreError, match="a decision needs"):
        save_merge(filled, "Kim Jong Un", "Marshal Kim", now=at(15), **decision)
    with pytest.raises(StoreError, match="a decision needs"):
        save_alias(filled, "Kim Jong Un", "X", lang=None, now=at(15), **decision)


@pytest.mark.parametrize("name", ["", "…", "a\x00b"])
def test_what_is_no_name_is_no_alias(filled: Store, name: str) -> None:
    """An alias has a letter or figure in it, and can be stored."""
    with pytest.raises(StoreError):
        save_alias(filled, "Kim Jong Un", name, lang=None, now=at(15), **ANN)


def test_the_tables_say_who_stands_for_whom(filled: Store) -> None:
    """Those who query the tables themselves find the same canonical agents."""
    save(filled, full_extraction())
    save_merge(filled, "Kim Jong Un", "Marshal Kim", now=at(15), **ANN)
    with filled.reading() as connection:
        rows = connection.exec_driver_sql("SELECT speaker, relays FROM who_said_what ORDER BY text").all()
    assert ("Sergei Lavrov", "TASS") in rows
    assert [row.speaker for row in rows].count("Kim Jong Un") == 2
