"""Agents of other registers: added once, and found by every name."""

import pytest
from factories import NOW, at, dump
from test_joining import imported, say

from provenance.core.records import AgentKind
from provenance.errors import StoreError
from provenance.store.agents import load_agent
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.importing import ImportReport, save_imported
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter
from provenance.store.schema import verify_store

LAVROV = imported("Q58217", "Sergey Lavrov", "Sergei Viktorovich Lavrov", "Сергей Лавров", "Lavrov")
GAZPROM = imported("Q102673", "Gazprom", "Public Joint Stock Company Gazprom", kind=AgentKind.ORGANISATION)


def test_an_import_is_added_once(store: Store) -> None:
    """A second import of the same agents adds no row."""
    assert save_imported(store, [LAVROV, GAZPROM], now=NOW) == ImportReport(agents=2, names=6)
    before = dump(store)
    assert save_imported(store, [LAVROV, GAZPROM, LAVROV], now=at(20)) == ImportReport()
    assert dump(store) == before
    assert verify_store(store) == []


def test_more_names_come_later(store: Store) -> None:
    """Another label of an agent is an alias, and the first one is what it is shown by."""
    save_imported(store, [LAVROV], now=NOW)
    assert save_imported(store, [imported("Q58217", "Serguei Lavrov")], now=at(15)).names == 1
    found = load_agent(store, "Serguei Lavrov")
    assert (found.agent.name, found.identifiers) == ("Sergey Lavrov", (("wikidata", "Q58217"),))


def test_two_of_one_name_are_two(store: Store) -> None:
    """People of one name under two ids stay two."""
    save_imported(store, [imported("Q1", "Sergei Ivanov"), imported("Q2", "Sergei Ivanov")], now=NOW)
    with pytest.raises(StoreError, match="may mean"):
        load_agent(store, "Sergei Ivanov")


def test_another_kind_is_passed_over(store: Store) -> None:
    """What the database knows as a person does not become an organisation."""
    save_imported(store, [LAVROV], now=NOW)
    report = save_imported(store, [imported("Q58217", "Lavrov Works", kind=AgentKind.ORGANISATION)], now=at(15))
    assert report == ImportReport(other_kind=1)


def test_imported_names_find_quotations(store: Store) -> None:
    """Articles that came before or after the import are found under every imported name."""
    say(store, "Sergei Lavrov")
    save_imported(store, [LAVROV], now=at(15))
    say(store, "Sergei Viktorovich Lavrov", now=at(16))
    for name in ("Сергей Лавров", "Sergey Lavrov", "Lavrov", load_agent(store, "Sergey Lavrov").agent.id):
        assert len(find_quotations(store, QuotationFilter(speaker=name))) == 2
    assert len(find_quotations(store, QuotationFilter(speaker="Sergei Viktorovich", as_of=at(14, 23)))) == 0


def test_a_reviewer_may_name_an_imported_agent(store: Store) -> None:
    """A correction finds whom it means under every imported name."""
    save_imported(store, [LAVROV], now=NOW)
    say(store, "Somebody Else", now=at(15))
    (found,) = find_quotations(store, QuotationFilter(speaker="Somebody Else"))
    correction = Correction(quotation=found.id, reviewer="ann", reason="seen", speaker="Сергей Лавров")
    save_correction(store, correction, now=at(16))
    assert [quotation.id for quotation in find_quotations(store, QuotationFilter(speaker="Sergey Lavrov"))] == [
        found.id
    ]


def test_what_cannot_be_stored_is_refused(store: Store) -> None:
    """A name with a NUL character stops the import, and nothing of it is kept."""
    before = dump(store)
    with pytest.raises(StoreError, match="NUL"):
        save_imported(store, [LAVROV, imported("Q6", "a\x00b c")], now=NOW)
    assert dump(store) == before
