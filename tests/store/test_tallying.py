"""Quotations as they are counted, on both databases."""

from collections.abc import Sequence

import pytest
from factories import NOW, at, make_article, make_extraction, save

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind, Anonymity, Role
from provenance.core.tallies import Share, Told, build_report
from provenance.store.engine import Store
from provenance.store.queries import find_quotations
from provenance.store.records import QuotationFilter
from provenance.store.seeds import save_registry
from provenance.store.tallying import is_labelled, stream_told

TASS = KnownOutlet(
    agent=KnownAgent(name="TASS", kind=AgentKind.ORGANISATION, relay=Role.AGENCY),
    kind="agency",
    labels=(OutletLabel(label="state_controlled", citation="a report of 2020", valid_from="2020-01-01"),),
)


def told(store: Store, wanted: QuotationFilter | None = None) -> list[Told]:
    return list(stream_told(store, wanted or QuotationFilter()))


@pytest.fixture
def filled(store: Store) -> Store:
    """Fill a database with two outlets, an agency that is called state-controlled since 2020, and an old article."""
    save_registry(store, Registry(outlets=(TASS,)), now=NOW)
    for number, (outlet, day) in enumerate((("Harbour Times", "2025-07-13"), (None, "2019-05"))):
        article = make_article(locator=f"{number}.txt", publisher=outlet, published=day)
        save(store, make_extraction(article))
    return store


def test_told_holds_what_is_counted(filled: Store) -> None:
    """Each quotation comes with its speaker, relays, outlet, date and family."""
    first = next(one for one in told(filled) if one.outlet)
    assert first.speaker
    assert (first.speaker.name, first.anonymity) == ("Sergei Lavrov", Anonymity.NAMED)
    assert [relay.name for relay in first.relays if relay] == ["TASS"]
    assert (first.outlet, first.published, first.month) == ("Harbour Times", "2025-07-13", "2025-07")
    assert first.family
    assert first.family.startswith("fa_")
    assert first.origin == "TASS"


def test_label_counts_on_the_day_of_the_article(filled: Store) -> None:
    """An agency that is called state-controlled since 2020 was not so called in 2019."""
    carried = {one.published: one.is_state_carried for one in told(filled) if one.relays}
    assert carried == {"2025-07-13": True, "2019-05": False}


def test_counts_are_those_of_quotes(filled: Store) -> None:
    """What is counted is what `find_quotations` finds, in its order, for any filter."""
    for wanted in (
        QuotationFilter(),
        QuotationFilter(via="TASS"),
        QuotationFilter(outlet="Harbour"),
        QuotationFilter(since="2025", words="ties"),
        QuotationFilter(limit=1),
        QuotationFilter(as_of="2025-07-01"),
    ):
        assert [one.id for one in told(filled, wanted)] == [one.id for one in find_quotations(filled, wanted)]


def test_same_words_are_one_family(store: Store) -> None:
    """Articles of three outlets that have the same words from one agency are one family of one origin."""
    harbour = '"The harbour must stay open to every fishing boat in the region,"'
    for number, outlet in enumerate(("Harbour Times", "River Post", "Bridge News")):
        text = f"{harbour} Sergei Lavrov said, according to TASS. {number}"
        article = make_article(text, locator=f"{number}.txt", publisher=outlet)
        save(store, make_extraction(article, quotes={harbour: {"via": ["TASS"]}}))
    counted = told(store)
    assert len({one.family for one in counted}) == 1
    assert build_report(counted).single_origin == Share(n=1, of=1)


def test_the_origin_of_a_copy_is_who_had_it_first(store: Store) -> None:
    """What an article copies from an agency's comes from the agency, though no relay is named."""
    save_registry(store, Registry(outlets=(TASS,)), now=NOW)
    words = '"The harbour must stay open to every boat,"'
    story = " ".join(f"Word number {n} follows the one before." for n in range(30))
    for number, outlet in enumerate(("TASS", "Harbour Times")):
        text = f"{words} Sergei Lavrov said. {story}"
        article = make_article(text, locator=f"{number}.txt", publisher=outlet, published=f"2025-07-1{number}")
        save(store, make_extraction(article, quotes={words: {}}))
    assert {(one.outlet, one.origin) for one in told(store)} == {("TASS", "TASS"), ("Harbour Times", "TASS")}


def label(valid_from: str | None = None, valid_to: str | None = None) -> OutletLabel:
    return OutletLabel(label="state_controlled", citation="x", valid_from=valid_from, valid_to=valid_to)


@pytest.mark.parametrize(
    ("labels", "day", "holds"),
    [
        ([], "2025-07-13", False),
        ([label()], None, True),
        ([label(valid_to="2020")], None, False),
        ([label("2020-01-01")], "2019-12-31", False),
        ([label("2020-01-01")], "2020-01-01", True),
        # Some day of that year it held.
        ([label("2020-06-01")], "2020", True),
        ([label("2010", "2015-03")], "2015-03-31", True),
        ([label("2010", "2015-03")], "2015-04-01", False),
        ([label("2010", "2015-03"), label("2020")], "2021", True),
    ],
)
def test_is_labelled(labels: Sequence[OutletLabel], day: str | None, holds: bool) -> None:  # noqa: FBT001
    """A label holds within its dates, as precise as both are known; on an unknown day if it still does."""
    assert is_labelled(labels, day=day) is holds


def test_nothing_before_it_was_known(filled: Store) -> None:
    """At a moment before the first article there is nothing to count."""
    assert told(filled, QuotationFilter(as_of=at(1))) == []
