"""The versions of an article: found by whatever names it, compared, canceled, and with what could not be carried."""

from dataclasses import replace

import pytest
from factories import NOW, TEXT, at, make_article, make_extraction, save

from provenance.core.records import CANCELED, Article
from provenance.core.text import Span
from provenance.core.wire import article_id, version_id
from provenance.errors import NotFound, SpanError, StoreError
from provenance.store.changes import Change
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.queries import find_quotations, load_quotation
from provenance.store.records import Correction, QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.versions import load_versions
from provenance.store.writer import save_cancellation

SUPPORT, STRONG = '"We support all measures,"', '"Ties are strong,"'
EDITED = '"We support most measures,"'
URL = "https://news.example/a"

FIRST = make_article(locator=URL, url=URL, path="pages/a.html", title="Talks")
SECOND = replace(FIRST, text=TEXT.replace("all measures", "most measures"), title="Talks end")


@pytest.fixture
def filled(store: Store) -> Store:
    """Two versions of an article, of whose quotations one was edited."""
    save(store, make_extraction(FIRST), now=at(14))
    save(store, make_extraction(SECOND, quotes={EDITED: {"via": ["TASS"]}, STRONG: {}}), now=at(15))
    return store


def test_versions_come_in_order_with_what_changed(filled: Store) -> None:
    """The first has nothing to be compared with; the second says what changed in its words and in its title."""
    first, second = load_versions(filled, URL)
    assert (first.stored.version_no, first.change, first.quotations) == (1, None, 2)
    assert second.change
    assert [(c.field, c.old, c.new) for c in second.change.fields] == [("title", "Talks", "Talks end")]
    assert (second.change.words_gone, second.change.words_added) == (1, 1)
    assert [(c.change, c.new.text if c.new else "") for c in second.change.quotations] == [
        (Change.CHANGED, EDITED),
        (Change.KEPT, STRONG),
    ]
    assert second.left_behind == ()


@pytest.mark.parametrize(
    "name",
    [
        URL,
        "pages/a.html",
        article_id(FIRST),
        article_id(FIRST)[:8],
        version_id(FIRST),
        version_id(SECOND)[:8],
    ],
)
def test_an_article_has_many_names(filled: Store, name: str) -> None:
    """Its address, its path, and the beginning of its id or of one of its versions' all lead to all versions."""
    assert [version.stored.version_no for version in load_versions(filled, name)] == [1, 2]


def test_another_way_to_write_an_address(filled: Store) -> None:
    """What is found under no name as typed may be found under another spelling of it."""
    assert len(load_versions(filled, "HTTPS://News.Example/a", addresses=(URL,))) == 2


@pytest.mark.parametrize("name", ["", "b.txt", "ar_", "ar_ffff", "av_ffffffff", "a\x00b", "\udcff", "%", "https://%"])
def test_an_article_that_is_not_there(filled: Store, name: str) -> None:
    """Whatever users type is a name, and one that names nothing is a known error."""
    with pytest.raises(NotFound):
        load_versions(filled, name)


def test_a_name_of_several_articles_is_refused(filled: Store) -> None:
    """A file of many articles names none of them; the error lists their ids."""
    other = make_article(locator="pages/a.html#2", path="pages/a.html")
    save(filled, make_extraction(other))
    with pytest.raises(StoreError, match=article_id(other)):
        load_versions(filled, "pages/a.html")


def test_unchanged_text_changes_nothing(filled: Store) -> None:
    """The same text read again, from other bytes and under another title, is no version and adds no row."""
    again = replace(SECOND, raw_sha256="0" * 64, title="New title", text=SECOND.text)
    (report,) = save(filled, make_extraction(again, quotes={EDITED: {"via": ["TASS"]}, STRONG: {}}), now=at(16))
    assert (report.quotations, report.attributions) == (0, 0)
    assert len(load_versions(filled, URL)) == 2


def correct(store: Store, words: str, *, now: str) -> str:
    target = next(q.id for q in find_quotations(store, QuotationFilter()) if q.text == words)
    save_correction(store, Correction(quotation=target, reviewer="ann", reason="I heard it", speaker="Putin"), now=now)
    return target


def test_a_decision_that_stays_behind_is_told(store: Store) -> None:
    """Of two corrections one goes along; the other, whose words were edited, is left behind and said to be."""
    save(store, make_extraction(FIRST), now=at(13))
    edited = correct(store, SUPPORT, now=at(14))
    correct(store, STRONG, now=at(14))
    save(store, make_extraction(SECOND, quotes={EDITED: {}, STRONG: {}}), now=at(15))
    first, second = load_versions(store, URL)
    assert first.left_behind == ()
    (left,) = second.left_behind
    assert (left.quotation, left.text, left.decision.by) == (edited, SUPPORT, "ann")
    assert second.change
    assert [(c.change, c.new.speaker if c.new else "") for c in second.change.quotations] == [
        (Change.CHANGED, "Sergei Lavrov"),
        (Change.KEPT, "Putin"),
    ]


def test_a_decision_taken_back_is_not_left_behind(store: Store) -> None:
    """What its reviewer withdrew needs nobody's attention."""
    save(store, make_extraction(FIRST), now=at(13))
    target = correct(store, SUPPORT, now=at(14))
    taken_back = Correction(quotation=target, reviewer="ann", reason="I was wrong", assertion="abstain")
    save_correction(store, taken_back, now=at(14, 12))
    save(store, make_extraction(SECOND, quotes={EDITED: {}, STRONG: {}}), now=at(15))
    assert [version.left_behind for version in load_versions(store, URL)] == [(), ()]


def canceled(store: Store) -> list[str | None]:
    return [version.stored.canceled_at for version in load_versions(store, URL)]


def test_a_kill_notice_with_a_text_of_its_own(filled: Store) -> None:
    """A notice that replaces the text is the next version, and marks the ones before too."""
    killed = replace(FIRST, text="KILL. Do not use.", status=CANCELED)
    save(filled, make_extraction(killed, quotes={}), now=at(16))
    assert canceled(filled) == [at(16)] * 3
    assert load_versions(filled, URL)[-1].stored.article.status == CANCELED
    assert verify_store(filled) == []


def test_a_kill_notice_with_the_same_text(filled: Store) -> None:
    """A notice that repeats the text adds no version and marks the article, once."""
    killed = replace(SECOND, status=CANCELED)
    assert save_cancellation(filled, killed, now=at(16))
    assert not save_cancellation(filled, killed, now=at(17))
    assert not save_cancellation(filled, SECOND, now=at(17))
    assert canceled(filled) == [at(16)] * 2
    (quotation,) = find_quotations(filled, QuotationFilter(words="ties"))
    assert load_quotation(filled, quotation.id).article.canceled_at == at(16)
    assert load_quotation(filled, quotation.id, as_of=at(16, 9)).article.canceled_at is None
    assert verify_store(filled) == []


def test_a_text_that_comes_after_the_notice_stands(filled: Store) -> None:
    """A corrected text is not canceled by the notice on the one before, until it is taken back itself."""
    save_cancellation(filled, replace(SECOND, status=CANCELED), now=at(16))
    third = replace(SECOND, text=f"CORRECTED: {SECOND.text}")
    save(filled, make_extraction(third, quotes={STRONG: {}}), now=at(17))
    assert canceled(filled) == [at(16), at(16), None]
    assert save_cancellation(filled, replace(third, status=CANCELED), now=at(18))
    assert canceled(filled) == [at(18)] * 3


def test_what_an_article_says_of_itself_comes_back(store: Store) -> None:
    """Authors, captions, sources and remarks are stored as they are, in their order."""
    said: Article = replace(
        FIRST,
        authors=("Jane Roe", "Reuters"),
        captions=('A "caption", with marks\n', "雪"),
        based_on=("https://other.example/b",),
        remarks=("marks_lost",),
        redirects=("301 https://a.example/ https://news.example/a",),
        block_quotations=(Span(0, 3), Span(5, 9)),
        status="corrected",
    )
    save(store, make_extraction(said), now=NOW)
    assert load_versions(store, URL)[0].stored.article == said
    assert verify_store(store) == []


@pytest.mark.parametrize("field", ["authors", "captions", "based_on", "redirects", "remarks"])
def test_what_no_database_holds_is_refused_in_lists_too(store: Store, field: str) -> None:
    """A NUL character in one of several values is a known error that names the field."""
    article = replace(FIRST, **{field: ("a", "b\x00")})  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=field):
        save(store, make_extraction(article))


def test_a_block_quotation_outside_of_the_text_is_refused(store: Store) -> None:
    """A span that runs past the end is a known error, and nothing is saved."""
    article = replace(FIRST, block_quotations=(Span(0, 9_999),))
    with pytest.raises(SpanError):
        save(store, make_extraction(article, quotes={}))
    with pytest.raises(NotFound):
        load_versions(store, URL)
