"""Records to rows: ids that hold no clock, labels that do not depend on order."""

from dataclasses import replace

import pytest
from factories import NEWER, NOW, RULES, TEXT, at, full_extraction, make_article, make_quotation, person
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.wire import quotation_id, version_id
from provenance.store.agent_rows import agents_of, best_label
from provenance.store.rows import HUMAN, Author, attribution_rows, model_author, quotation_row

QUOTATION = make_quotation('"Ties are strong,"', article=make_article())


def id_of(author: Author, **changes: object) -> str:
    quotation = replace(QUOTATION, **changes)  # type: ignore[arg-type]
    return str(attribution_rows(quotation, text=TEXT, target="qt_1", author=author)[0]["id"])


def test_what_a_pipeline_asserts_has_an_id_without_time_and_run() -> None:
    """Any worker computes the same id at any time; another configuration or another word gives another one."""
    one = model_author(RULES, run="ru_1", now=NOW)
    assert id_of(one) == id_of(model_author(RULES, run="ru_2", now=at(20)))
    assert id_of(one) != id_of(model_author(NEWER, run="ru_1", now=NOW))
    assert id_of(one) != id_of(one, score=0.5)
    assert id_of(one) != id_of(one, chain=QUOTATION.chain[:1])


def test_what_a_human_asserts_has_an_id_with_reviewer_and_time() -> None:
    """The same word by somebody else, or at another time, is another assertion."""
    one = Author(rank=HUMAN, now=NOW, reviewer="ann")
    assert id_of(one) == id_of(replace(one))
    assert id_of(one) != id_of(replace(one, reviewer="bob"))
    assert id_of(one) != id_of(replace(one, now=at(20)))


def test_the_row_of_a_quotation_says_where_it_stands() -> None:
    """Hull, parts, words, context and keys follow from the spans alone."""
    version = version_id(make_article())
    row = quotation_row(TEXT, QUOTATION.content, version=version)
    assert row["id"] == quotation_id(version, QUOTATION.content)
    assert TEXT[row["start_char"] : row["end_char"]] == row["text"] == '"Ties are strong,"'
    assert (row["text_key"], row["search_words"]) == ("ties are strong", "ties are strong")


def test_each_agent_is_named_once() -> None:
    """Speakers, relays, mentions and credits give each agent once, in the order of ids."""
    named = agents_of(full_extraction())
    assert [agent.id for agent in named] == sorted({agent.id for agent in named})
    assert person("Sergei Lavrov", article=make_article()) in named


@given(st.lists(st.text(min_size=1), min_size=1), st.randoms())
def test_the_best_label_depends_on_no_order(names: list[str], random: object) -> None:
    """Choosing from all names at once, or from one after the other in any order, gives the same label."""
    shuffled = sorted(names, key=lambda _: random.random())  # type: ignore[attr-defined]
    best = shuffled[0]
    for name in shuffled[1:]:
        best = best_label([best, name])
    assert best == best_label(names)


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["KIM JONG UN", "Kim Jong Un"], "Kim Jong Un"),
        (["kim jong un", "Kim Jong-un"], "Kim Jong-un"),
        (["Jose Diaz", "José Díaz"], "José Díaz"),
        (["the U.S. State Department", "U.S. State Department"], "U.S. State Department"),
        # An acronym is in capitals for good.
        (["TASS", "Tass"], "TASS"),
    ],
)
def test_the_best_label_is_the_one_people_write(names: list[str], best: str) -> None:
    """Headlines in capitals, lost accents and articles do not become the label."""
    assert best_label(names) == best_label(names[::-1]) == best
