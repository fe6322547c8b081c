"""Variants are found as articles are saved: each once, whatever the order, and nothing unrelated."""

import shutil
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from factories import NEWER, NOW, NewTarget, at, dump, make_article, make_extraction, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from provenance.core.records import Article, Extraction, Form
from provenance.store.engine import Store, open_store
from provenance.store.schema import verify_store
from provenance.store.wordings import quotation_matches, quotation_shingles, quotation_wordings

TIES = "Very close ties have been established between the militaries of the two countries"
Families = set[frozenset[str]]


def told(  # what a test varies
    words: str,
    *,
    locator: str,
    speaker: str | None = "Sergei Lavrov",
    published: str | None = "2025-07-13",
    form: Form = Form.DIRECT,
) -> Extraction:
    said = words if form is Form.MIXED else f'"{words},"'
    article: Article = make_article(
        text=f"{locator} has it. {said} {speaker or 'somebody'} said.", locator=locator, published=published
    )
    return make_extraction(article, quotes={said: {"speaker": speaker, "form": form}})


def families(store: Store) -> Families:
    """Give the families of two and more, by the articles in which they stand."""
    with store.reading() as connection:
        rows = connection.execute(select(quotation_wordings.c.quotation_id, quotation_wordings.c.family_id)).all()
    members: dict[str, set[str]] = {}
    for quotation, family in rows:
        members.setdefault(family, set()).add(quotation)
    return {frozenset(found) for found in members.values() if len(found) > 1}


def matches(store: Store) -> list[tuple[str, float, float]]:
    match = quotation_matches.c
    with store.reading() as connection:
        rows = connection.execute(select(match.variant, match.similarity, match.containment).order_by(match.variant))
        return [(row.variant, round(row.similarity, 2), round(row.containment, 2)) for row in rows]


def filled(new_target: NewTarget, extractions: Iterable[Extraction]) -> dict[str, list[dict[str, object]]]:
    with open_store(new_target(), mode="write") as store:
        for day, extraction in enumerate(extractions, start=1):
            save(store, extraction, now=at(day))
        assert verify_store(store) == []
        return dump(store)


VARIANTS = (
    told(TIES, locator="a"),
    told(TIES.lower(), locator="b", speaker=None, published=None),
    told(TIES.replace("Very c", "C").replace(" of the two countries", ""), locator="c", speaker="Ada Lovelace"),
    told(TIES.replace("two countries", "friendly nations in the East"), locator="d"),
    told(f"to build “{TIES[:45]}” soon", locator="e", form=Form.MIXED),
    told("We have nothing to say about these talks at present", locator="f"),
)


def test_variants_of_the_same_words_are_one_family(store: Store) -> None:
    """Copies, extracts and edited versions are joined, whoever is said to have said them; other words are not."""
    save(store, *VARIANTS)
    assert [len(family) for family in families(store)] == [5]
    assert {variant for variant, _, _ in matches(store)} == {"exact", "truncated", "edited"}


def test_a_second_save_adds_nothing(store: Store) -> None:
    """What was compared once is not compared again, by the same pipeline or by the next one."""
    save(store, *VARIANTS)
    before = dump(store)
    save(store, *VARIANTS, now=at(20))
    assert dump(store) == before
    save(store, make_extraction(VARIANTS[0].article, quotes={f'"{TIES},"': {}}, pipeline=NEWER), now=at(21))
    after = dump(store)
    assert [after[t.name] == before[t.name] for t in (quotation_matches, quotation_wordings, quotation_shingles)] == [
        True
    ] * 3


def test_the_order_of_articles_makes_no_difference(new_target: NewTarget) -> None:
    """In whatever order articles come, the families are the same."""
    found: list[Families] = []
    for order in list(permutations(VARIANTS))[::239]:
        with open_store(new_target(), mode="write") as store:
            for day, extraction in enumerate(order, start=1):
                save(store, extraction, now=at(day))
            found.append(families(store))
            assert verify_store(store) == []
    assert all(one == found[0] for one in found)
    assert len(found[0]) == 1


def test_all_at_once_is_as_one_by_one(store: Store) -> None:
    """Two variants in one article find each other."""
    article = make_article(text=f'"{TIES}," he said. Again: "{TIES.lower()}" he said. "Strong are our ties" he said.')
    quotes: dict[str, dict[str, object]] = {f'"{TIES},"': {}, f'"{TIES.lower()}"': {}, '"Strong are our ties"': {}}
    save(store, make_extraction(article, quotes=quotes))
    assert [len(family) for family in families(store)] == [2]
    assert matches(store) == [("exact", 1.0, 1.0)]


def test_unrelated_articles_change_nothing(store: Store) -> None:
    """Other words join no family and no family changes for them."""
    save(store, *VARIANTS[:3])
    before = families(store)
    save(store, *(told(f"The price of {n} has gone up by {n} per cent since", locator=f"x{n}") for n in "abc"))
    assert before <= families(store)
    assert not any({n} & family for n in before for family in families(store) - before)


SHORT = [
    ("Sergei Lavrov", "2025-07-20", True, "the same voice within days"),
    ("Sergei Lavrov", "2025-07-27", True, "on the last of the days"),
    ("Sergei Lavrov", "2025-07-28", False, "the same voice later"),
    ("Ada Lovelace", "2025-07-13", False, "another voice"),
    (None, "2025-07-13", False, "a voice that nobody knows"),
    ("Sergei Lavrov", None, False, "on a day that nobody knows"),
    ("Sergei Lavrov", "2025-07", False, "on a day that is not known"),
]


@pytest.mark.parametrize(("speaker", "published", "joined", "reason"), SHORT, ids=str)
def test_few_words_need_the_same_voice_within_days(
    store: Store,
    speaker: str | None,
    published: str | None,
    joined: bool,  # noqa: FBT001
    reason: str,
) -> None:
    """Fewer than five words are the same utterance only where the same voice says them within 14 days."""
    for words in ("Very close ties", "No comment", "Never"):
        a, b = f"{words} a", f"{words} b"
        save(store, told(words, locator=a), told(words, locator=b, speaker=speaker, published=published))
    assert len(families(store)) == 3 * joined, reason


def test_few_words_of_a_long_quotation_need_the_same_voice(store: Store) -> None:
    """An extract of few words is found in the whole by its voice and day, though another copy came first."""
    save(store, told(TIES, locator="a", speaker="Ada Lovelace", published="2024-01-01"))
    save(store, told(TIES, locator="b"))
    save(store, told("Very close ties", locator="c"), told("very close ties", locator="d", speaker="Eve Mallory"))
    assert [len(family) for family in families(store)] == [3]
    assert matches(store) == [("exact", 1.0, 1.0), ("truncated", 0.38, 1.0)]


def test_few_words_are_chained_from_day_to_day(new_target: NewTarget) -> None:
    """What is said every week is one family, in whatever order the articles come."""
    weekly = [
        told("No comment", locator=f"w{n}", published=f"2025-0{5 + (n * 8) // 30}-{1 + (n * 8) % 30:02}")
        for n in range(5)
    ]
    for order in list(permutations(weekly))[::59]:
        with open_store(new_target(), mode="write") as store:
            save(store, *order, now=NOW)
            assert [len(family) for family in families(store)] == [5]


def test_a_family_keeps_its_name_as_it_grows(store: Store) -> None:
    """A name stays as quotations come; where two families become one, the older name stays."""
    parts = [told(TIES[:45], locator="left"), told(TIES[30:], locator="right", published="2020-01-01")]
    names: list[set[str]] = []
    for day, extraction in enumerate((*parts, told(TIES, locator="whole"), *VARIANTS), start=1):
        save(store, extraction, now=at(day))
        with store.reading() as connection:
            names.append(set(connection.execute(select(quotation_wordings.c.family_id)).scalars()))
    left = next(iter(names[0]))
    assert all(left in found for found in names)
    assert len(names[1]) == 2
    assert names[2] == {left}


def many(words: Iterable[str], *, locator: str) -> Extraction:
    """Build an article that quotes many things."""
    said = [f'"{each}"' for each in words]
    return make_extraction(make_article("\n".join(said), locator=locator), quotes={each: {} for each in said})


def test_words_that_went_round_the_world_stay_one_family(store: Store) -> None:
    """However many wordings there are, each is joined to the closest one, and found by the words that all share."""
    ends = [f"ending{n} follows here" for n in range(90)]
    for place in range(0, 90, 30):
        save(store, many([f"{TIES} and {end}" for end in ends[place : place + 30]], locator=f"round{place}"))
    assert [len(family) for family in families(store)] == [90]
    assert len(matches(store)) == 89


def test_what_everybody_says_joins_nobody(store: Store) -> None:
    """A phrase that stands in many quotations does not make them one utterance."""
    phrase = "in the coming days and weeks we will look at what has to be done about"
    said = [
        f"{phrase} {one} and {one[::-1]}" for one in ("taxes", "schools", "bridges", "harvests", "rivers", "trains")
    ]
    save(store, many(said, locator="all"))
    assert families(store) == set()
    common = "we will do everything to protect our"
    others = (f"{common} {one} and {one[::-1]}, {one[::-1]} and {one}" for one in "abcdefghijklmnop")
    save(store, many([each.replace(" ", f" {each[-1] * 4} ") for each in others], locator="others"))
    save(store, many([f"And {common}"], locator="nothing else"))
    assert families(store) == set()


LONG = (
    "We will never give up one metre of this land and nobody shall doubt that our soldiers will defend every village",
    "Peace talks can begin tomorrow if the other side withdraws its tanks and lets the hospitals of the region work",
)
SPEAKERS = ("Sergei Lavrov", "Ada Lovelace", None)


@st.composite
def sayings(draw: st.DrawFn) -> list[Extraction]:
    """Give reports of two speeches: whole, cut, with words left out or changed, in few words, by several voices."""
    reports = []
    for number in range(draw(st.integers(2, 7))):
        words = draw(st.sampled_from(LONG)).split()
        start = draw(st.integers(0, 12))
        kept = words[start : start + draw(st.sampled_from([2, 3, 4, 7, 12, 20]))]
        changed = draw(st.integers(0, 25))
        if changed < len(kept):
            kept[changed] = draw(st.sampled_from(["", "perhaps", "never", kept[changed].upper()]))
        voice, day = draw(st.sampled_from(SPEAKERS)), draw(st.integers(1, 28))
        said = " ".join(filter(None, kept)) or "Yes"
        reports.append(told(said, locator=f"r{number}", speaker=voice, published=f"2025-07-{day:02}"))
    return reports


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=sayings(), shuffler=st.randoms(use_true_random=False))
def test_families_grow_alike_in_any_order(empty_sqlite: Path, reports: list[Extraction], shuffler: Random) -> None:
    """Families are the same in every order, keep their names as they grow, and saving twice is saving once."""
    shuffled = list(reports)
    shuffler.shuffle(shuffled)
    found = []
    for order in (reports, shuffled):
        with TemporaryDirectory() as folder:
            target = shutil.copy(empty_sqlite, Path(folder) / "grown.db")
            with open_store(str(target), mode="write") as store:
                assert_grows(store, order)
                found.append(families(store))
                assert verify_store(store) == []
    assert found[0] == found[1]


def assert_grows(store: Store, order: Iterable[Extraction]) -> None:
    """Save articles one by one; no quotation ever leaves its family, and of two names that meet the older stays."""
    before: dict[str, str] = {}
    for day, extraction in enumerate(order, start=1):
        save(store, extraction, now=at(day))
        save(store, extraction, now=at(day, 12))
        with store.reading() as connection:
            bears = quotation_wordings.c
            rows = connection.execute(select(bears.quotation_id, bears.family_id).order_by(bears.saved_at)).all()
        now = {row.quotation_id: row.family_id for row in rows}
        for name in set(before.values()):
            members = [one for one, family in before.items() if family == name]
            assert len({now[one] for one in members}) == 1
            merged = {before[one] for one in before if now[one] == now[members[0]]}
            assert now[members[0]] in merged
        before = now
