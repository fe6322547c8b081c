"""Articles seen again: texts that come back, and descriptions that change while the text does not."""

from dataclasses import replace

import pytest
from factories import TEXT, at, dump, find_articles, make_article, make_extraction, save
from sqlalchemy import text

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet
from provenance.core.records import CANCELED, AgentKind, Article
from provenance.core.wire import version_id
from provenance.errors import StoreError
from provenance.store.changes import Change
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.queries import find_quotations, find_speakers, load_quotation
from provenance.store.records import Correction, QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry
from provenance.store.sightings import is_news, read_sighting, save_sighting
from provenance.store.versions import load_versions
from provenance.store.writer import save_cancellation

STRONG, SUPPORT, EDITED = '"Ties are strong,"', '"We support all measures,"', '"We support most measures,"'
URL = "https://news.example/a"
FIRST = make_article(locator=URL, url=URL, title="Talks", publisher="The Daily")
SECOND = replace(FIRST, text=TEXT.replace("all measures", "most measures"))
EDITED_QUOTES: dict[str, dict[str, object]] = {EDITED: {}, STRONG: {}}


def see(store: Store, article: Article, *, day: int) -> bool:
    return save_sighting(store, read_sighting(article), now=at(day))


@pytest.fixture
def filled(store: Store) -> Store:
    """One version of an article."""
    save(store, make_extraction(FIRST), now=at(10))
    return store


@pytest.fixture
def edited(filled: Store) -> Store:
    """Two versions of an article."""
    save(filled, make_extraction(SECOND, quotes=EDITED_QUOTES), now=at(11))
    return filled


def texts(store: Store, **wanted: str) -> set[str]:
    return {stored.text for stored in find_quotations(store, QuotationFilter(**wanted))}  # type: ignore[arg-type]


def in_view(store: Store, columns: str) -> set[tuple[str, ...]]:
    with store.reading() as connection:
        return {tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM who_said_what"))}  # noqa: S608


def test_a_text_that_comes_back_is_the_newest(edited: Store) -> None:
    """From A over B to A: the quotations of A hold again, in questions, in the view, and as of each moment."""
    assert texts(edited) == {EDITED, STRONG}
    assert see(edited, FIRST, day=12)
    assert texts(edited) == {SUPPORT, STRONG}
    assert in_view(edited, "text") == {(SUPPORT,), (STRONG,)}
    assert texts(edited, as_of=at(11, 12)) == {EDITED, STRONG}
    assert {agent.agent.name for agent in find_speakers(edited)} == {"Sergei Lavrov"}
    assert [stored.version_no for stored in find_articles(edited)] == [1, 2]
    assert verify_store(edited) == []


def test_versions_of_other_articles_do_not_count(edited: Store) -> None:
    """A text that comes back is the newest of its own article, however many versions another one has."""
    for number in range(4):
        save(edited, make_extraction(make_article(text=f"{TEXT} {number}", locator="b.txt")), now=at(13, number))
    assert see(edited, FIRST, day=14)
    found = find_quotations(edited, QuotationFilter())
    assert {(stored.article.article.locator, stored.article.version_no) for stored in found} == {(URL, 1), ("b.txt", 4)}
    assert in_view(edited, "locator, text") == {(a, words) for a in (URL, "b.txt") for words in (SUPPORT, STRONG)}
    assert not see(edited, FIRST, day=15)


def test_a_text_may_come_and_go_any_number_of_times(edited: Store) -> None:
    """Each return counts until the next one, and until a text that is new."""
    assert [see(edited, article, day=12 + i) for i, article in enumerate((FIRST, FIRST, SECOND, FIRST))] == [
        True,
        False,
        True,
        True,
    ]
    assert texts(edited) == {SUPPORT, STRONG}
    save(edited, make_extraction(replace(FIRST, text=f"CORRECTED {TEXT}"), quotes={STRONG: {}}), now=at(20))
    assert texts(edited) == {STRONG}
    assert verify_store(edited) == []


def test_history_tells_each_state(edited: Store) -> None:
    """A text that came back is a state of its own, compared with the one before."""
    see(edited, FIRST, day=12)
    see(edited, replace(FIRST, title="Talks end"), day=13)
    states = load_versions(edited, URL)
    assert [(s.stored.version_no, s.is_again, s.seen_at) for s in states] == [
        (1, False, at(10)),
        (2, False, at(11)),
        (1, True, at(12)),
        (1, True, at(13)),
    ]
    back, described = (state.change for state in states[2:])
    assert back
    assert {change.change for change in back.quotations} == {Change.CHANGED, Change.KEPT}
    assert described
    assert (described.words_gone, described.words_added) == (0, 0)
    assert [(c.field, c.old, c.new) for c in described.fields] == [("title", "Talks", "Talks end")]
    assert {change.change for change in described.quotations} == {Change.KEPT}


def test_a_description_changes_without_a_version(filled: Store) -> None:
    """A corrected headline and date hold from then on, in records, questions and the view; before, the old ones."""
    corrected = replace(FIRST, title="Talks end", published="2025-07-20", modified="2025-07-21T08:00:00+00:00")
    assert see(filled, corrected, day=12)
    assert not see(filled, corrected, day=13)
    (stored,) = find_articles(filled)
    assert stored.article == corrected
    assert texts(filled, since="2025-07-20") == {SUPPORT, STRONG}
    assert texts(filled, since="2025-07-20", as_of=at(11)) == set()
    assert texts(filled, until="2025-07-13") == set()
    assert in_view(filled, "title, published_at, publisher") == {("Talks end", "2025-07-20", "The Daily")}
    assert {agent.last_seen for agent in find_speakers(filled)} == {"2025-07-20"}
    assert {agent.last_seen for agent in find_speakers(filled, as_of=at(11))} == {"2025-07-13"}
    quotation = find_quotations(filled, QuotationFilter())[0].id
    assert load_quotation(filled, quotation, as_of=at(11)).article.article.title == "Talks"
    assert verify_store(filled) == []


def test_a_corrected_publisher_is_found(store: Store) -> None:
    """A publisher that was not named at first is searched for by name, and linked to its outlet."""
    tass = KnownOutlet(agent=KnownAgent(name="TASS", kind=AgentKind.ORGANISATION), kind="agency")
    save_registry(store, Registry(outlets=(tass,)), now=at(9))
    unnamed = make_article()
    save(store, make_extraction(unnamed), now=at(10))
    assert texts(store, outlet="tass") == set()
    assert see(store, replace(unnamed, publisher="Tass"), day=12)
    assert texts(store, outlet="tass") == {SUPPORT, STRONG}
    assert find_articles(store)[0].outlet is not None


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": None},
        {"raw_sha256": "0" * 64},
        {"path": "b.txt"},
        {"captions": ("Kim.",)},
        {"published": "2025-07"},
        {"published": "2025"},
        {"title": "An agency's own headline", "reader": "feed"},
    ],
    ids=str,
)
def test_what_is_no_news(filled: Store, change: dict[str, object]) -> None:
    """A gap, fewer figures of a date, other bytes, or what another format says, take nothing back and add no row."""
    before = dump(filled)
    seen = read_sighting(replace(FIRST, **change))  # type: ignore[arg-type]
    assert not is_news(filled, seen)
    assert not save_sighting(filled, seen, now=at(12))
    assert dump(filled) == before


@pytest.mark.parametrize(
    ("first", "then", "is_it"),
    [
        ("2025-07-13T08:00:00+00:00", "2025-07-13T10:00:00+02:00", False),
        ("2025-07-13T08:00:00+00:00", "2025-07-13T10:00:00+00:00", True),
        ("2025-07-13", "2025-07-13T10:00:00+00:00", True),
        ("2025-07-13T08:00:00+00:00", "2025-07-13", False),
        ("2025-07-13T08:00:00+00:00", "yesterday", True),
        (None, "2025", True),
    ],
)
def test_the_same_time_is_no_news(store: Store, first: str | None, then: str, *, is_it: bool) -> None:
    """A moment in another zone is the same moment; more figures of a date are news."""
    article = replace(FIRST, published=first)
    save(store, make_extraction(article))
    assert is_news(store, read_sighting(replace(article, published=then))) == is_it


def test_another_format_fills_gaps_alone(store: Store) -> None:
    """What a feed says of a page's text is taken where the page says nothing."""
    page = replace(FIRST, reader="html")
    save(store, make_extraction(page))
    assert see(store, replace(page, reader="feed", title="Feed title", byline="Jane Roe"), day=15)
    (stored,) = find_articles(store)
    assert (stored.article.title, stored.article.byline) == ("Talks", "Jane Roe")


def test_what_another_format_makes_of_an_article_is_no_return(edited: Store) -> None:
    """A feed's summary read after the page itself does not take the place of the page again and again."""
    assert not see(edited, replace(FIRST, reader="feed"), day=12)
    assert texts(edited) == {EDITED, STRONG}


def test_nothing_is_seen_of_what_is_not_stored(store: Store) -> None:
    """A text that is not in the database is no news: it is to be saved."""
    assert not is_news(store, read_sighting(FIRST))
    assert not see(store, FIRST, day=12)


def test_what_cannot_be_stored_is_refused(filled: Store) -> None:
    """A headline that no database holds is a known error."""
    with pytest.raises(StoreError, match="title"):
        see(filled, replace(FIRST, title="a\x00"), day=12)


def correct(store: Store, words: str, *, day: int, speaker: str) -> None:
    target = next(q.id for q in find_quotations(store, QuotationFilter()) if q.text == words)
    save_correction(store, Correction(quotation=target, reviewer="ann", reason="x", speaker=speaker), now=at(day))


def speakers(store: Store) -> dict[str, str]:
    found = find_quotations(store, QuotationFilter())
    return {stored.text: stored.current.quotation.chain[0].agent.name for stored in found}  # type: ignore[union-attr]


def test_decisions_come_back_with_a_text(filled: Store) -> None:
    """Decisions on A hold again; those that were made on B alone go along where the words are the same."""
    correct(filled, SUPPORT, day=11, speaker="Putin")
    save(filled, make_extraction(SECOND, quotes=EDITED_QUOTES), now=at(12))
    correct(filled, STRONG, day=13, speaker="Wang Yi")
    correct(filled, EDITED, day=13, speaker="Xi")
    see(filled, FIRST, day=14)
    assert speakers(filled) == {SUPPORT: "Putin", STRONG: "Wang Yi"}
    first, second, back = load_versions(filled, URL)
    assert [[left.text for left in state.left_behind] for state in (first, second, back)] == [[], [SUPPORT], [EDITED]]
    assert verify_store(filled) == []


def test_decisions_that_were_carried_are_not_carried_back(filled: Store) -> None:
    """What was carried from A to B stands on A still: nothing is repeated, and nothing is said to be left behind."""
    correct(filled, STRONG, day=11, speaker="Wang Yi")
    save(filled, make_extraction(SECOND, quotes=EDITED_QUOTES), now=at(12))
    before = len(dump(filled)["attributions"])
    see(filled, FIRST, day=14)
    assert speakers(filled)[STRONG] == "Wang Yi"
    assert len(dump(filled)["attributions"]) == before
    assert [state.left_behind for state in load_versions(filled, URL)] == [(), (), ()]


def test_decisions_go_on_from_the_text_that_was_the_newest(edited: Store) -> None:
    """After A, B and A again, a third text takes over what was decided on A."""
    see(edited, FIRST, day=12)
    correct(edited, SUPPORT, day=13, speaker="Putin")
    third = replace(FIRST, text=f"{TEXT} The end.")
    save(edited, make_extraction(third), now=at(14))
    assert speakers(edited)[SUPPORT] == "Putin"


def canceled(store: Store) -> dict[str, str | None]:
    return {stored.version: stored.canceled_at for stored in find_articles(store)}


def test_a_text_that_comes_back_after_a_notice_stands(filled: Store) -> None:
    """A publisher that takes an article back and puts it up again stands by it, until the next notice."""
    killed = replace(FIRST, text="KILL. Do not use.", status=CANCELED)
    save(filled, make_extraction(killed, quotes={}), now=at(12))
    assert set(canceled(filled).values()) == {at(12)}
    assert see(filled, FIRST, day=13)
    assert canceled(filled) == {version_id(FIRST): None, version_id(killed): at(12)}
    assert save_cancellation(filled, replace(FIRST, status=CANCELED), now=at(14))
    assert canceled(filled)[version_id(FIRST)] == at(14)


def test_a_notice_that_brings_a_text_back_cancels_it(edited: Store) -> None:
    """A notice that repeats the first text makes it the newest, and canceled."""
    assert see(edited, replace(FIRST, status=CANCELED), day=13)
    assert set(canceled(edited).values()) == {at(13)}
    assert texts(edited) == {SUPPORT, STRONG}


def test_another_headline_after_a_notice_takes_nothing_back(filled: Store) -> None:
    """A description alone is no word on whether the article stands."""
    save_cancellation(filled, replace(FIRST, status=CANCELED), now=at(12))
    assert see(filled, replace(FIRST, title="Talks end"), day=13)
    assert set(canceled(filled).values()) == {at(12)}
