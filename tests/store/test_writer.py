"""Saving extractions: nothing twice, nothing half, and in any order the same."""

from dataclasses import replace
from itertools import permutations

import pytest
from factories import (
    NEWER,
    NOW,
    RULES,
    TEXT,
    NewTarget,
    at,
    dump,
    find_articles,
    full_extraction,
    load_marks,
    make_article,
    make_extraction,
    make_quotation,
    save,
    span,
)
from sqlalchemy import select

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, Article, Extraction, Pipeline, Quotation, Rejected, RejectReason
from provenance.core.text import Span
from provenance.errors import NotFound, SpanError, StoreError
from provenance.store.engine import Store, open_store
from provenance.store.queries import find_quotations, load_history, load_quotation
from provenance.store.records import QuotationFilter, SaveReport
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry
from provenance.store.tables import run_articles, runs
from provenance.store.writer import finish_run, is_done, save_extraction, save_failure, start_run

EVERYTHING = QuotationFilter()
STRONG, SUPPORT = '"Ties are strong,"', '"We support all measures,"'


def texts(store: Store, **wanted: str) -> list[str]:
    return [found.text for found in find_quotations(store, QuotationFilter(**wanted))]  # type: ignore[arg-type]


def test_what_is_saved_comes_back(store: Store) -> None:
    """Quotations, rejected marks and credit lines come out as they went in."""
    extraction = full_extraction()
    save(store, extraction)
    found = find_quotations(store, EVERYTHING)
    assert tuple(f.current.quotation for f in found) == extraction.quotations
    assert {f.article.article for f in found} == {extraction.article}
    marks = load_marks(store, found[0].article.version)
    assert (marks.rejected, marks.credits) == (extraction.rejected, extraction.credits)


def test_a_save_says_what_it_added(store: Store) -> None:
    """The report counts quotations without rejected marks, and every assertion."""
    assert save(store, full_extraction()) == [SaveReport(quotations=2, attributions=3, agents=4, mentions=2)]


def test_the_same_pipeline_twice_adds_nothing(store: Store) -> None:
    """A second save of the same article by the same pipeline changes no table."""
    save(store, full_extraction())
    before = dump(store)
    assert save(store, full_extraction(), now=at(20)) == [SaveReport()]
    assert dump(store) == before


def test_a_pipeline_is_done_with_a_version(store: Store) -> None:
    """Another pipeline, another text or another place is not done yet."""
    save(store, full_extraction())
    assert is_done(store, make_article(), RULES)
    assert not is_done(store, make_article(), NEWER)
    assert not is_done(store, make_article(text="Other words."), RULES)
    assert not is_done(store, make_article(locator="b.txt"), RULES)


def test_a_new_pipeline_adds_one_assertion_a_quotation(store: Store) -> None:
    """The newer pipeline's word is what users see, the older one's stays as history."""
    save(store, full_extraction())
    mixed = make_extraction(pipeline=NEWER, quotes={SUPPORT: {"speaker": "Sergei Lavrov", "via": ["KCNA"]}, STRONG: {}})
    report = save(store, mixed, now=at(15))[0]
    assert (report.quotations, report.attributions) == (0, 3)
    found = find_quotations(store, EVERYTHING)
    assert [f.current.by for f in found] == ["rules 0.2.0", "rules 0.2.0"]
    history = load_history(store, found[0].id)
    assert [(step.by, step.supersedes) for step in history] == [("rules 0.1.0", None), ("rules 0.2.0", history[0].id)]


def test_what_the_newest_pipeline_does_not_find_is_withdrawn(store: Store) -> None:
    """A quotation that only older pipelines found is hidden from users, now but not as of then, and stays on record."""
    save(store, make_extraction())
    save(store, make_extraction(pipeline=NEWER, quotes={SUPPORT: {}}), now=at(15))
    assert texts(store) == [SUPPORT]
    assert texts(store, as_of=at(14, 23)) == [SUPPORT, STRONG]
    lost = find_quotations(store, QuotationFilter(as_of=at(14, 23)))[1]
    history = load_history(store, lost.id)
    assert [step.assertion for step in history] == ["assert", "abstain"]
    assert history[1].reason == "not found by rules 0.2.0"
    assert load_quotation(store, lost.id).current == history[1]


def test_a_third_pipeline_may_find_it_again(store: Store) -> None:
    """What was withdrawn comes back with the next pipeline that finds it, and nothing else does."""
    third = replace(NEWER, version="0.3.0")
    save(store, make_extraction())
    save(store, make_extraction(pipeline=NEWER, quotes={SUPPORT: {}}), now=at(15))
    save(store, make_extraction(pipeline=third, quotes={STRONG: {}}), now=at(16))
    assert texts(store) == [STRONG]
    assert verify_store(store) == []


def test_a_pipeline_of_another_stage_withdraws_nothing(store: Store) -> None:
    """An import that knows one quotation leaves what was extracted alone, and its word counts more."""
    imported = Pipeline(stage="import", name="archive", version="1")
    save(store, make_extraction())
    save(store, make_extraction(pipeline=imported, quotes={SUPPORT: {"via": ["KCNA"]}}), now=at(15))
    found = find_quotations(store, EVERYTHING)
    assert [f.current.decided_by for f in found] == ["import", "model"]
    save(store, make_extraction(pipeline=NEWER), now=at(16))
    assert [f.current.by for f in find_quotations(store, EVERYTHING)] == ["archive 1", "rules 0.2.0"]


def test_a_mark_may_become_a_quotation_and_back(store: Store) -> None:
    """Where a newer pipeline rejects what an older one took for a quotation, users no longer see it."""
    mark = Rejected(span=span(STRONG, text=TEXT), reason=RejectReason.SCARE)
    save(store, make_extraction())
    rejecting = make_extraction(pipeline=NEWER, quotes={SUPPORT: {}})
    save(store, replace(rejecting, rejected=(mark,)), now=at(15))
    version = find_articles(store)[0].version
    assert texts(store) == [SUPPORT]
    assert load_marks(store, version).rejected == (mark,)
    save(store, make_extraction(pipeline=replace(NEWER, version="0.3.0")), now=at(16))
    assert texts(store) == [SUPPORT, STRONG]
    assert load_marks(store, version).rejected == ()


def test_of_two_quotations_of_the_same_words_the_surer_is_kept(store: Store) -> None:
    """One pipeline has one word on a quotation."""
    article = make_article()
    sure = make_quotation(SUPPORT, article=article, score=0.8)
    unsure = make_quotation(SUPPORT, article=article, speaker=None, score=0.3)
    for order in ((sure, unsure), (unsure, sure)):
        extraction = Extraction(article=article, pipeline=RULES, quotations=order)
        save(store, extraction)
        assert [f.current.quotation for f in find_quotations(store, EVERYTHING)] == [sure]


def test_a_changed_text_is_a_new_version(store: Store) -> None:
    """Users see the newest version of an article once, and the older one on record."""
    save(store, make_extraction())
    changed = make_article(text=TEXT.replace("Hit", "Press"))
    save(store, make_extraction(changed), now=at(15))
    assert [found.version_no for found in find_articles(store)] == [1, 2]
    assert [found.article.version_no for found in find_quotations(store, EVERYTHING)] == [2, 2]
    before = find_quotations(store, QuotationFilter(as_of=at(14, 23)))
    assert [found.article.version_no for found in before] == [1, 1]
    assert load_quotation(store, before[0].id).article.article.text == TEXT


def test_the_order_of_articles_makes_no_difference(new_target: NewTarget) -> None:
    """Articles that spell a name in several ways give the same rows in every order, the registry first or last."""
    registry = Registry(
        agents=(
            KnownAgent(name="Kim Jong Un", kind=AgentKind.PERSON, aliases=("Kim Jongun", "Marshal Kim")),
            KnownAgent(name="Sergei Lavrov", kind=AgentKind.PERSON, aliases=("Sergey Lavrov",)),
        )
    )
    names = ["KIM JONG-UN", "Kim Jongun", "Sergey Lavrov", "Cho Sòn Hui", "Cho Son Hui"]
    extractions = [make_extraction(named_article(name), quotes={'"Yes,"': {"speaker": name}}) for name in names]
    dumps = []
    for order in list(permutations(extractions))[::59]:
        for registry_first in (True, False):
            with open_store(new_target(), mode="write") as store:
                if registry_first:
                    save_registry(store, registry, now=NOW)
                save(store, *order)
                if not registry_first:
                    save_registry(store, registry, now=at(15))
                dumps.append(dump(store))
                assert verify_store(store) == []
    assert all(found == dumps[0] for found in dumps)
    labels = {row["label"] for row in dumps[0]["agents"] if row["canonical_id"] is None}
    assert labels == {"Kim Jong Un", "Sergei Lavrov", "Cho Sòn Hui"}


def named_article(name: str) -> Article:
    return make_article(text=f'"Yes," {name} said.', locator=f"{name}.txt")


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_cannot_be_stored_is_refused_whole(store: Store, text: str) -> None:
    """An article or a name that no database can hold is a clear error, and leaves nothing behind."""
    with pytest.raises(StoreError, match=r"a\.txt"):
        save(store, make_extraction(make_article(text=text), quotes={}))
    article = make_article()
    quotation = make_quotation(SUPPORT, article=article, speaker=text)
    with pytest.raises(StoreError, match="agent"):
        save(store, Extraction(article=article, pipeline=RULES, quotations=(quotation,)))
    assert find_articles(store) == []


HOSTILE = (
    "'; DROP TABLE quotations; --",
    '" OR NEAR(a b) NOT * ^ col: AND',
    "a\x1b[31mb\x07c\x7f\x85d\u202ee",
    "%_\\ :name ? $1 {{x}} %(x)s",
    "习近平 Žižek 🇺🇦 e\u0301",
    "\ufeff\u200b\u2028",
    "x" * 100_000,
    " ".join(f"w{n}" for n in range(20_000)),
)


def test_hostile_text_is_only_text(store: Store) -> None:
    """Whatever an article, a name or an address holds is stored as it is, and found as it is."""
    extractions = [hostile_extraction(words) for words in HOSTILE]
    save(store, *extractions)
    found = {stored.article.article: stored.current.quotation for stored in find_quotations(store, EVERYTHING)}
    assert found == {extraction.article: extraction.quotations[0] for extraction in extractions}
    assert verify_store(store) == []


def hostile_extraction(words: str) -> Extraction:
    article = make_article(text=f'"{words}" said {words}.', locator=words, title=words, publisher=words, url=words)
    content = Span(0, len(words) + 2)
    quotation = make_quotation(article.text[:1], article=article, speaker=words, via=[f"{words} b"])
    return Extraction(article=article, pipeline=RULES, quotations=(replace(quotation, content=(content,)),))


def test_a_span_past_the_end_is_refused(store: Store) -> None:
    """Offsets that do not fit the text never reach the database."""
    quotation: Quotation = replace(make_quotation(SUPPORT, article=make_article()), content=(Span(5, 9999),))
    with pytest.raises(SpanError):
        save(store, Extraction(article=make_article(), pipeline=RULES, quotations=(quotation,)))
    assert find_articles(store) == []


def test_a_run_belongs_to_its_pipeline(store: Store) -> None:
    """An extraction is saved in a run of the pipeline that made it, and in no other."""
    run = start_run(store, NEWER, now=NOW)
    with pytest.raises(StoreError, match="another pipeline"):
        save_extraction(store, full_extraction(), run=run, now=NOW)
    with pytest.raises(NotFound, match="no run"):
        save_extraction(store, full_extraction(), run="ru_0", now=NOW)


def test_runs_of_the_same_moment_differ(store: Store) -> None:
    """Two runs that begin in the same microsecond are two runs."""
    assert start_run(store, RULES, now=NOW) != start_run(store, RULES, now=NOW)


def test_a_run_ends_with_its_counts(store: Store) -> None:
    """How a run ended can be read in its row; a status that is none, or a run that is not there, is refused."""
    run = start_run(store, RULES, now=NOW)
    finish_run(store, run, status="finished", counts={"saved": 1}, now=at(15))
    with store.reading() as connection:
        row = connection.execute(select(runs)).one()
    assert (row.status, row.counts, row.finished_at) == ("finished", '{"saved":1}', at(15))
    with pytest.raises(StoreError, match="cannot end"):
        finish_run(store, run, status="done", counts={}, now=NOW)
    with pytest.raises(NotFound):
        finish_run(store, "ru_0", status="failed", counts={}, now=NOW)


def test_a_failure_is_noted_whatever_it_holds(store: Store) -> None:
    """Names of files and messages that are no text are noted with escapes, and the input is not done."""
    run = start_run(store, RULES, now=NOW)
    for _ in range(2):
        save_failure(store, run=run, locator="bad\udcff.txt", error="binary: a\x00b", now=NOW)
    with store.reading() as connection:
        row = connection.execute(select(run_articles)).one()
    assert (row.locator, row.error, row.status) == (r"bad\udcff.txt", r"binary: a\x00b", "failed")
    with pytest.raises(NotFound):
        save_failure(store, run="ru_0", locator="x", error="y", now=NOW)


def test_times_are_written_in_one_form(store: Store) -> None:
    """A time that is no UTC text with microseconds is turned into one, so that all of them sort."""
    save(store, full_extraction(), now="2025-07-14T12:00+02:00")
    assert find_quotations(store, EVERYTHING)[0].current.created_at == NOW
