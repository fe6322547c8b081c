"""What joins agents by itself, and what never does."""

import pytest
from factories import NOW, at, make_article, make_extraction, save

from provenance.core.agents import Registry, agent_id
from provenance.core.judgements import Judgement
from provenance.core.known import ImportedAgent, ImportedName, KnownAgent
from provenance.core.records import AgentKind
from provenance.errors import StoreError
from provenance.store.agents import load_agent, load_edges, save_judgement, save_merge, save_unmerge
from provenance.store.engine import Store
from provenance.store.importing import save_imported
from provenance.store.linking import IDENTIFIER_RULE, NAME_RULE
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry

ANN = {"who": "ann", "reason": "I know them"}


def say(store: Store, *names: str, now: str = NOW) -> None:
    """Save an article for each name, in which it says something."""
    for name in names:
        article = make_article(f'"Yes," {name} said.', locator=f"{name} {now}.txt")
        save(store, make_extraction(article, quotes={'"Yes,"': {"speaker": name}}), now=now)


def imported(value: str, label: str, *aliases: str, kind: AgentKind = AgentKind.PERSON) -> ImportedAgent:
    named = tuple(ImportedName(name=name) for name in aliases)
    return ImportedAgent(scheme="wikidata", value=value, kind=kind, label=ImportedName(name=label), aliases=named)


def id_of(name: str) -> str:
    return agent_id(name, AgentKind.PERSON)


def members(store: Store, name: str) -> set[str]:
    return set(load_agent(store, id_of(name)).members)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelensky", "Володимир Зеленський"),
        ("Kim Jong Un", "Jong Un Kim"),
        ("Viktor Orbán", "Orbán Viktor"),
        ("Dmitri Medvedev", "Дмитрий Медведев"),
        ("Bashar al-Assad", "Bashar el-Assad"),
    ],
)
def test_one_full_name_in_two_spellings_joins(store: Store, one: str, other: str) -> None:
    """Two articles that spell a full name in two house styles speak of one agent, and the edge says why."""
    say(store, one, other)
    assert members(store, one) == {id_of(one), id_of(other)}
    (edge,) = load_edges(store, id_of(one))
    assert (edge.judgement, edge.who) == ("same", NAME_RULE)
    assert edge.reasons[0]
    assert verify_store(store) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Kim Yo Jong", "Kim Jong Un"),
        ("John Smith", "John Smith Jr."),
        ("Muhammad Ali", "Mohammed Ali"),
        ("Paul Ryan", "Ryan Paul"),
        ("Al Gore", "A. L. Gore"),
        ("Aleksandr Ivanov", "Aleksandra Ivanova"),
    ],
)
def test_what_may_be_two_stays_two(store: Store, one: str, other: str) -> None:
    """Names that only resemble each other join nobody."""
    say(store, one, other)
    assert members(store, one) == {id_of(one)}
    assert members(store, other) == {id_of(other)}


def test_a_surname_joins_nobody(store: Store) -> None:
    """Lavrov in one article and Lavrov in the next are two agents, whoever has that alias."""
    save_imported(store, [imported("Q58217", "Sergey Lavrov", "Lavrov")], now=NOW)
    say(store, "Lavrov")
    say(store, "Lavrov", now=at(15))
    with pytest.raises(StoreError, match="may mean"):
        load_agent(store, "Lavrov")
    assert len(load_agent(store, "Sergey Lavrov").members) == 1


def test_a_shared_identifier_joins(store: Store) -> None:
    """Two agents with one identifier are one, whatever their names."""
    one, other = imported("Q1", "Jane Roe"), imported("Q1", "Jane Doe")
    save_imported(store, [one, other], now=NOW)
    say(store, "Jane Doe")
    assert len(load_agent(store, "Jane Roe").members) == 2
    assert load_agent(store, "Jane Doe") == load_agent(store, "Jane Roe")


def test_the_registry_and_an_import_are_joined_by_their_identifier(store: Store) -> None:
    """What two registers know under one identifier is one agent, shown as the registry names it."""
    known = KnownAgent(name="Sergei Lavrov", kind=AgentKind.PERSON, wikidata="Q58217")
    save_imported(store, [imported("Q58217", "Sergey V. Lavrov")], now=NOW)
    save_registry(store, Registry(agents=(known,)), now=at(15))
    assert load_agent(store, "Sergey V. Lavrov").agent.id == id_of("Sergei Lavrov")
    assert {edge.who for edge in load_edges(store, "Sergei Lavrov")} == {IDENTIFIER_RULE}


def test_a_name_of_two_known_agents_joins_neither(store: Store) -> None:
    """Where two people of a register have one name, an article's is neither, until somebody says which."""
    save_imported(store, [imported("Q1", "Sergei Ivanov"), imported("Q2", "Sergey Ivanov")], now=NOW)
    say(store, "Sergei Ivanov")
    assert members(store, "Sergei Ivanov") == {id_of("Sergei Ivanov")}


def test_different_identifiers_keep_apart(store: Store) -> None:
    """An agent that joined one entry of a register does not join another one of its name later."""
    save_imported(store, [imported("Q1", "Sergei Ivanov")], now=NOW)
    say(store, "Sergei Ivanov")
    assert len(members(store, "Sergei Ivanov")) == 2
    save_imported(store, [imported("Q2", "Sergei Ivanov")], now=at(15))
    assert len(members(store, "Sergei Ivanov")) == 2


@pytest.mark.parametrize("judgement", [Judgement.DIFFERENT, Judgement.UNSURE])
def test_no_rule_joins_what_a_person_holds_apart(store: Store, judgement: Judgement) -> None:
    """After an answer no rule joins the two, nor others through them."""
    say(store, "Sergei Ivanov", "Ivan Sergeev")
    save_judgement(store, "Sergei Ivanov", "Ivan Sergeev", judgement=judgement, now=at(15), **ANN)
    save_imported(store, [imported("Q1", "Sergei Ivanov", "Ivan Sergeev")], now=at(16))
    assert id_of("Ivan Sergeev") not in members(store, "Sergei Ivanov")


def test_a_join_by_rule_can_be_undone(store: Store) -> None:
    """A reviewer parts what a rule joined; as of then they are one still, and the rule does not join them again."""
    say(store, "Sergei Ivanov", "Sergey Ivanov", now=at(14))
    save_unmerge(store, id_of("Sergei Ivanov"), id_of("Sergey Ivanov"), now=at(16), **ANN)
    say(store, "Sergey Ivanov", now=at(17))
    assert members(store, "Sergei Ivanov") == {id_of("Sergei Ivanov")}
    assert [edge.judgement for edge in load_edges(store, id_of("Sergey Ivanov"))] == ["same", "different"]
    save_merge(store, id_of("Sergei Ivanov"), id_of("Sergey Ivanov"), now=at(18), **ANN)
    assert len(members(store, "Sergei Ivanov")) == 2
    assert verify_store(store) == []


def test_a_rule_signs_alone(store: Store) -> None:
    """Nobody decides under the name of a rule."""
    say(store, "Sergei Ivanov", "Ivan Sergeev")
    with pytest.raises(StoreError, match="how a rule signs"):
        save_merge(store, "Sergei Ivanov", "Ivan Sergeev", who="rule:name", reason="x", now=at(15))


def test_who_was_parted_is_found_by_spelling(store: Store) -> None:
    """Two agents whose names differ in house style alone are each found under their own."""
    say(store, "Sergei Ivanov", "Sergey Ivanov", now=at(14))
    save_unmerge(store, "Sergei Ivanov", "Sergey Ivanov", now=at(16), **ANN)
    assert load_agent(store, "Sergey Ivanov").agent.id == id_of("Sergey Ivanov")
    with pytest.raises(StoreError, match="may mean"):
        load_agent(store, "sergej ivanov")
