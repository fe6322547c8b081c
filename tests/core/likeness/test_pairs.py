"""Which of many agents are worth a question."""

from itertools import combinations, product

import pytest
from rapidfuzz.distance import Indel

from provenance.core.likeness.pairs import MOST_IN_BLOCK, Alike, Named, find_alike
from provenance.core.records import AgentKind


def person(agent: str, *names: str, is_known: bool = False, matters: bool = True) -> Named:
    return Named(agent=agent, kind=AgentKind.PERSON, names=names, is_known=is_known, matters=matters)


def find(*named: Named, apart: tuple[str, ...] = ()) -> list[Alike]:
    known_apart = {frozenset(pair) for pair in combinations(apart, 2)}
    return list(
        find_alike(
            named,
            closeness=Indel.normalized_similarity,
            are_apart=lambda one, other: frozenset({one, other}) in known_apart,
        )
    )


BUSH = person("ag_1", "George Bush")
WALKER = person("ag_2", "George W. Bush")
FATHER = person("ag_3", "George H. W. Bush")


def test_two_that_may_be_one() -> None:
    """A question has its ends in order, a score and a reason."""
    found = find(WALKER, BUSH)
    assert [(one.one, one.other) for one in found] == [("ag_1", "ag_2")]
    assert found[0].score == pytest.approx(0.75)
    assert "initial" in found[0].reasons[0]


def test_what_keeps_apart_is_no_question() -> None:
    """Father and son are not asked about, nor is whoever bears the names of both asked about for either."""
    assert find(WALKER, FATHER) == []
    assert find(person("ag_1", "George Bush", "George Walker Bush"), FATHER) == []


@pytest.mark.parametrize(
    "named",
    [
        (BUSH, person("ag_9", "George W. Bush", is_known=True, matters=False)),
        (person("ag_9", "George Bush", matters=False), WALKER),
    ],
)
def test_one_that_matters_is_enough(named: tuple[Named, ...]) -> None:
    """An agent without quotations may be who another one is."""
    assert len(find(*named)) == 1


def test_what_is_no_question() -> None:
    """Two entries of the registry, two agents that nothing hangs on, and two that are known to differ are not asked."""
    assert find(person("ag_1", "George Bush", is_known=True), person("ag_2", "George W. Bush", is_known=True)) == []
    assert find(person("ag_1", "George Bush", matters=False), person("ag_2", "George W. Bush", matters=False)) == []
    assert find(BUSH, WALKER, apart=("ag_1", "ag_2")) == []
    assert find(BUSH, Named(agent="ag_5", kind=AgentKind.ORGANISATION, names=("George W. Bush",))) == []


def test_one_name_of_two_agents_is_a_question() -> None:
    """Where a rule would join but may not, since several bear the name, a reader decides."""
    found = find(person("ag_1", "Sergei Ivanov"), person("ag_2", "Sergey Ivanov"))
    assert found[0].score > 0.9


def test_reasons_come_by_weight() -> None:
    """The weightiest reason stands first, and its score is that of the question."""
    found = find(person("ag_1", "Bill Clinton", "William J. Clinton"), person("ag_2", "William Clinton"))
    assert found[0].score == pytest.approx(0.8)
    assert len(found[0].reasons) == 2


def test_too_common_a_block_is_passed_over() -> None:
    """The names of one family that begin alike are not all compared with each other."""
    pairs = enumerate(product("bdfghklmnprstvz", repeat=2))
    crowd = [person(f"ag_{n:04}", f"Jaba{one}a{other} Smith") for n, (one, other) in pairs]
    assert len(crowd) > MOST_IN_BLOCK
    assert find(*crowd) == []
    assert find(*crowd[:MOST_IN_BLOCK])
