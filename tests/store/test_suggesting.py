"""Questions on agents that may be the same: asked, kept, answered, and as of then."""

import pytest
from factories import NOW, at, load_journal, make_article, make_extraction, save
from test_joining import id_of, imported, say

from provenance.core.judgements import Judgement
from provenance.core.records import AgentKind
from provenance.errors import StoreError
from provenance.store.agents import load_edges, save_judgement, save_merge, save_unmerge
from provenance.store.engine import Store
from provenance.store.importing import save_imported
from provenance.store.schema import verify_store
from provenance.store.suggesting import find_suggestions, save_suggestions

ANN = {"who": "ann", "reason": "I know them"}
PAIR = ("Muhammad Ali", "Mohammed Ali")


def asked(store: Store, *, as_of: str | None = None) -> list[set[str]]:
    found = find_suggestions(store, as_of=as_of)
    return [{suggestion.one.agent.name, suggestion.other.agent.name} for suggestion in found]


def test_a_question_and_its_reasons(store: Store) -> None:
    """Two agents that may be one are asked about with a score and a reason, and joined by nothing."""
    say(store, *PAIR)
    assert save_suggestions(store, now=at(15)) == 1
    (found,) = find_suggestions(store)
    assert {found.one.agent.name, found.other.agent.name} == set(PAIR)
    assert (found.quotations, found.created_at) == (2, at(15))
    assert 0 < found.score < 1
    assert "sound alike" in found.reasons[0]
    assert [edge.judgement for edge in load_edges(store, id_of(PAIR[0]))] == ["suggest"]
    assert verify_store(store) == []


def test_asking_twice_is_asking_once(store: Store) -> None:
    """A question that stands is left alone."""
    say(store, *PAIR)
    assert [save_suggestions(store, now=at(day)) for day in (15, 16)] == [1, 0]


def test_the_most_useful_question_comes_first(store: Store) -> None:
    """Questions come by the number of quotations that hang on the answer; the agent with more of them stands first."""
    say(store, *PAIR, "Bill Clinton")
    article = make_article('"No," "Never," "Not so," Joseph Biden said. "Yes," Joe Biden said.', locator="biden.txt")
    quotes = {words: {"speaker": "Joseph Biden"} for words in ('"No,"', '"Never,"', '"Not so,"')}
    save(store, make_extraction(article, quotes={**quotes, '"Yes,"': {"speaker": "Joe Biden"}}))
    save_suggestions(store, now=at(15))
    first = find_suggestions(store)[0]
    assert (first.one.agent.name, first.other.agent.name, first.quotations) == ("Joseph Biden", "Joe Biden", 4)
    assert len(find_suggestions(store, limit=1)) == 1
    assert find_suggestions(store, kind=AgentKind.ORGANISATION) == []


@pytest.mark.parametrize("judgement", [Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE])
def test_an_answer_ends_the_question(store: Store, judgement: Judgement) -> None:
    """Whatever the answer, nobody is asked again; what was asked before it is known as of then."""
    say(store, *PAIR)
    save_suggestions(store, now=at(15))
    save_judgement(store, *PAIR, judgement=judgement, now=at(16), **ANN)
    assert asked(store) == []
    assert save_suggestions(store, now=at(17)) == 0
    assert asked(store, as_of=at(15, 12)) == [set(PAIR)]
    assert asked(store, as_of=at(14)) == []
    assert len(load_journal(store)) == 1
    assert verify_store(store) == []


def test_an_answer_for_a_group_holds_for_its_members(store: Store) -> None:
    """What was answered for one name of an agent is not asked for another."""
    say(store, *PAIR, "Cassius Clay")
    save_merge(store, "Cassius Clay", "Muhammad Ali", now=at(15), **ANN)
    save_judgement(store, "Cassius Clay", "Mohammed Ali", judgement=Judgement.DIFFERENT, now=at(16), **ANN)
    assert save_suggestions(store, now=at(17)) == 0


def test_an_answer_can_be_changed(store: Store) -> None:
    """The last word on two agents holds."""
    say(store, *PAIR)
    for day, judgement in ((15, Judgement.UNSURE), (16, Judgement.DIFFERENT), (17, Judgement.SAME)):
        save_judgement(store, *PAIR, judgement=judgement, now=at(day), **ANN)
    live = [edge.judgement for edge in load_edges(store, id_of(PAIR[0])) if edge.retracted_at is None]
    assert live == ["same"]
    save_unmerge(store, *map(id_of, PAIR), now=at(18), **ANN)
    assert [entry.op for entry in load_journal(store)] == ["doubt", "unmerge", "merge", "unmerge"]


def test_what_is_no_answer(store: Store) -> None:
    """A suggestion answers nothing, and nobody is unsure of one agent."""
    say(store, *PAIR)
    with pytest.raises(StoreError, match="no answer"):
        save_judgement(store, *PAIR, judgement=Judgement.SUGGEST, now=at(15), **ANN)
    with pytest.raises(StoreError, match="same agent"):
        save_judgement(store, PAIR[0], PAIR[0], judgement=Judgement.DIFFERENT, now=at(15), **ANN)
    save_merge(store, *PAIR, now=at(15), **ANN)
    with pytest.raises(StoreError, match="same agent"):
        save_judgement(store, *map(id_of, PAIR), judgement=Judgement.UNSURE, now=at(16), **ANN)


def test_a_rule_that_joins_answers_too(store: Store) -> None:
    """Once a register has both names as one agent's, the question is gone and the two are joined."""
    say(store, *PAIR)
    save_suggestions(store, now=at(15))
    save_imported(store, [imported("Q36107", "Muhammad Ali", "Mohammed Ali")], now=at(16))
    assert asked(store) == []
    assert save_suggestions(store, now=at(17)) == 0
    assert verify_store(store) == []


def test_what_stands_in_a_register_alone_is_not_asked(store: Store) -> None:
    """Agents on which no quotation hangs are compared with those on which one does, and not with each other."""
    save_imported(store, [imported("Q1", "Jane Roe"), imported("Q2", "Jane Q. Roe")], now=NOW)
    assert save_suggestions(store, now=at(15)) == 0
    say(store, "Jane R. Roe")
    save_suggestions(store, now=at(16))
    assert asked(store) == [{"Jane R. Roe", "Jane Roe"}]


def test_a_name_of_two_is_a_question_for_each(store: Store) -> None:
    """Where a rule may not join, since two people have the name, a reader is asked which of them it is."""
    save_imported(store, [imported("Q1", "Sergei Ivanov"), imported("Q2", "Sergey Ivanov")], now=NOW)
    say(store, "Sergei Ivanov")
    assert save_suggestions(store, now=at(15)) == 2
