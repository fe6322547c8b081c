"""Families as users see them, and a person's word on who belongs to one."""

import pytest
from factories import NEWER, at, dump, load_journal, make_extraction, save
from sqlalchemy import or_, select
from test_matching import TIES, VARIANTS, told

from provenance.core.variants.judging import Variant
from provenance.errors import NotFound, StoreError
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.families import find_families, load_family, match_of
from provenance.store.family_records import Family, StoredMatch
from provenance.store.pairs import save_different, save_same, withdraw_judgement
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.wordings import quotation_matches

EVERYTHING = QuotationFilter()


def ids(store: Store) -> dict[str, str]:
    """Give the id of the quotation in each article."""
    return {found.article.article.locator: found.id for found in find_quotations(store, EVERYTHING)}


def places(family: Family) -> str:
    return "".join(member.stored.article.article.locator for member in family.members)


@pytest.fixture
def filled(store: Store) -> Store:
    for day, extraction in enumerate(VARIANTS, start=1):
        save(store, extraction, now=at(day))
    return store


def test_a_family_tells_who_had_it_first_and_what_became_of_it(filled: Store) -> None:
    """Members come by date, the fullest stands for all, and each is compared with it."""
    (family,) = find_families(filled, EVERYTHING)
    assert places(family) == "acdeb"
    assert family.first.article.article.locator == "a"
    assert family.representative.article.article.locator == "d"
    assert (family.articles, family.outlets) == (5, 5)
    assert [member.variant for member in family.members] == [
        Variant.EDITED,
        Variant.TRUNCATED,
        None,
        Variant.TRUNCATED,
        Variant.EDITED,
    ]
    assert round(family.drift, 2) == 0.24
    assert {match.judgement for match in family.matches} == {"same"}


def test_families_are_asked_for_as_quotations_are(filled: Store) -> None:
    """A family is found by any of its quotations and comes whole."""
    for wanted in (QuotationFilter(speaker="Lovelace"), QuotationFilter(words="friendly nations")):
        assert [places(family) for family in find_families(filled, wanted)] == ["acdeb"]
    assert find_families(filled, QuotationFilter(words="nothing to say")) == []
    assert find_families(filled, EVERYTHING, least=6) == []
    early = find_families(filled, QuotationFilter(as_of=at(2)))
    assert [places(family) for family in early] == ["ab"]


def test_the_most_printed_come_first(filled: Store) -> None:
    """Families in most articles come first, then those that are older; a limit cuts behind them."""
    late, early = "The bridge over the river will be closed for repairs", "Nobody has told the farmers of the new law"
    for day, (words, published) in enumerate(((late, "2025-07-02"), (early, "2025-07-01")), start=20):
        save(filled, *(told(words, locator=f"{words[:3]}{n}", published=published) for n in "12"), now=at(day))
    found = find_families(filled, EVERYTHING)
    assert [family.representative.text[1:4] for family in found] == ["Ver", "Nob", "The"]
    for limit in (1, 2, 3, 4):
        assert find_families(filled, QuotationFilter(limit=limit)) == found[:limit]


def test_a_family_is_loaded_by_any_name_of_it(filled: Store) -> None:
    """The id of any quotation and of any family that has become part of it lead to it."""
    (family,) = find_families(filled, EVERYTHING)
    for quotation in (member.stored.id for member in family.members):
        assert load_family(filled, quotation).id == family.id
        assert load_family(filled, f"fa_{quotation[3:]}").id == family.id
    assert places(load_family(filled, ids(filled)["f"])) == "f"
    with pytest.raises(NotFound):
        load_family(filled, "fa_00000000")


def test_what_is_rejected_or_withdrawn_is_in_no_family(filled: Store) -> None:
    """A family shows what holds now."""
    named = ids(filled)
    rejected = Correction(quotation=named["b"], reviewer="ann", reason="a title", assertion="reject")
    save_correction(filled, rejected, now=at(10))
    save(filled, make_extraction(VARIANTS[3].article, quotes={}, pipeline=NEWER), now=at(11))
    (family,) = find_families(filled, EVERYTHING)
    assert places(family) == "ace"
    with pytest.raises(NotFound, match="rejected"):
        load_family(filled, "fa_" + named["b"][3:], as_of="2020-01-01")


def said_by_people(store: Store, quotation: str) -> list[StoredMatch]:
    """Load what people ever said of a quotation and others, the oldest first."""
    match = quotation_matches.c
    asked = select(quotation_matches).where(or_(match.left_id == quotation, match.right_id == quotation))
    with store.reading() as connection:
        found = map(match_of, connection.execute(asked.order_by(match.created_at, match.id)))
        return [one for one in found if one.decided_by == "human"]


def test_a_person_parts_a_family_and_takes_it_back(filled: Store) -> None:
    """Who is said to differ is in another family, whatever comes later; taken back, all is as before."""
    named = ids(filled)
    before = dump(filled)
    (family,) = find_families(filled, EVERYTHING)
    save_different(filled, named["c"], named["a"], who="ann", reason="another speech", now=at(10))
    assert load_family(filled, named["c"]).id != load_family(filled, named["a"]).id == family.id
    save(filled, told(TIES.replace("Very c", "C"), locator="late"), now=at(11))
    assert load_family(filled, named["c"]).id != load_family(filled, named["a"]).id
    assert verify_store(filled) == []
    taken = withdraw_judgement(filled, named["a"], named["c"], who="ann", reason="the same after all", now=at(12))
    assert (taken.judgement, taken.decided_by, taken.retracted_at) == ("different", "human", at(12))
    (family,) = find_families(filled, EVERYTHING)
    assert places(family) == "acdelateb"
    assert [entry.op for entry in load_journal(filled)] == ["different", "undo"]
    assert verify_store(filled) == []
    assert set(before) == set(dump(filled))


def test_a_person_joins_what_no_rule_can(filled: Store) -> None:
    """A translation is joined by a person alone, and the journal tells who and why."""
    named = ids(filled)
    match = save_same(
        filled, named["f"], named["a"], variant=Variant.TRANSLATED, who="ann", reason="from Russian", now=at(10)
    )
    assert (match.variant, match.similarity, match.who, match.reasons) == (
        Variant.TRANSLATED,
        None,
        "ann",
        ("from Russian",),
    )
    (family,) = find_families(filled, EVERYTHING)
    assert places(family) == "acdefb"
    assert said_by_people(filled, named["f"]) == [match]
    withdraw_judgement(filled, named["f"], named["a"], who="ann", reason="no", now=at(11))
    assert places(load_family(filled, named["f"])) == "f"


def test_a_person_may_change_a_mind(filled: Store) -> None:
    """The last word of a person on a pair holds; the earlier one stays on record."""
    named = ids(filled)
    save_different(filled, named["b"], named["a"], who="ann", reason="no", now=at(10))
    save_same(filled, named["b"], named["a"], who="bea", reason="yes", now=at(11))
    steps = [(m.judgement, m.who, m.retracted_at) for m in said_by_people(filled, named["b"])]
    assert steps == [("different", "ann", at(11)), ("same", "bea", None)]
    assert find_families(filled, EVERYTHING)[0].articles == 5


def test_nonsense_is_refused(filled: Store) -> None:
    """A quotation is itself, a decision has a reason, and only what was decided can be taken back."""
    named = ids(filled)
    with pytest.raises(StoreError, match="one quotation"):
        save_same(filled, named["a"], named["a"], who="ann", reason="x", now=at(10))
    with pytest.raises(StoreError, match="reason"):
        save_different(filled, named["a"], named["b"], who="ann", reason=" ", now=at(10))
    with pytest.raises(StoreError, match="nobody has decided"):
        withdraw_judgement(filled, named["a"], named["b"], who="ann", reason="x", now=at(10))
