"""Reading a whole database a batch at a time."""

from dataclasses import replace

import pytest
from factories import NEWER, NOW, RULES, at, find_articles, make_article, make_extraction, make_quotation

from provenance.core.records import Extraction
from provenance.errors import StoreError
from provenance.store.engine import Store
from provenance.store.queries import find_quotations, load_history
from provenance.store.records import QuotationFilter
from provenance.store.streams import load_agents, load_histories, stream_articles, stream_quotations
from provenance.store.writer import save_extraction, start_run

TEXT = '"One," Sergei Lavrov said. "Two," he added. "Three," said Wang Yi.'
WORDS = ('"One,"', '"Two,"', '"Three,"')


def make(number: int) -> Extraction:
    article = make_article(f"{number}. {TEXT}", locator=f"{number}.txt", published=f"2025-07-{number:02}")
    return make_extraction(article, quotes={words: {} for words in WORDS})


@pytest.fixture
def filled(store: Store) -> Store:
    """Fill a database with four articles of three quotations; a newer model then read the first one otherwise."""
    run, newer = start_run(store, RULES, now=NOW), start_run(store, NEWER, now=NOW)
    for number in range(1, 5):
        save_extraction(store, make(number), run=run, now=at(14))
    first = make(1)
    other = make_quotation(WORDS[0], article=first.article, speaker="Wang Yi")
    changed = replace(first, pipeline=NEWER, quotations=(other, *first.quotations[1:]))
    save_extraction(store, changed, run=newer, now=at(20))
    return store


@pytest.mark.parametrize("size", [1, 5, 12, 500])
def test_batches_hold_what_one_question_finds(filled: Store, size: int) -> None:
    """Quotations come in the same order as from one question, in batches of the size asked for."""
    batches = list(stream_quotations(filled, QuotationFilter(), size=size))
    assert [one for batch in batches for one in batch] == find_quotations(filled, QuotationFilter())
    assert all(len(batch) == size for batch in batches[:-1])
    assert all(batches)


def test_batches_keep_to_the_filter(filled: Store) -> None:
    """A filter, a limit and a moment count for a stream as for one question."""
    for wanted in (QuotationFilter(speaker="Wang"), QuotationFilter(limit=4), QuotationFilter(as_of="2025-07-15")):
        streamed = [one for batch in stream_quotations(filled, wanted, size=2) for one in batch]
        assert streamed == find_quotations(filled, wanted)
        assert streamed


def test_a_senseless_limit_is_refused(filled: Store) -> None:
    """A stream refuses what one question refuses."""
    with pytest.raises(StoreError, match="limit of 0"):
        next(stream_quotations(filled, QuotationFilter(limit=0)))


def test_articles_come_in_batches(filled: Store) -> None:
    """Every version comes once, in the same order as from one question; or only the ones that are asked for."""
    everything = find_articles(filled)
    assert [one for batch in stream_articles(filled, size=3) for one in batch] == everything
    some = {everything[0].version, everything[2].version, "av_nothing"}
    assert list(stream_articles(filled, only=some)) == [[everything[0], everything[2]]]
    assert list(stream_articles(filled, as_of="2025-07-13")) == []


def test_histories_are_those_of_each_quotation(filled: Store) -> None:
    """Many histories at once are the same as each by itself."""
    known = find_quotations(filled, QuotationFilter())
    histories = load_histories(filled, known)
    assert histories == {one.id: load_history(filled, one.id) for one in known}
    assert max(len(steps) for steps in histories.values()) == 2


def test_histories_end_at_the_moment_asked_for(filled: Store) -> None:
    """What was said later is left out, and a quotation of which nothing had been said has no history."""
    known = find_quotations(filled, QuotationFilter())
    assert {len(steps) for steps in load_histories(filled, known, as_of="2025-07-15").values()} == {1}
    assert load_histories(filled, known, as_of="2025-07-13") == {}


def test_agents_come_by_the_ids_asked_for(filled: Store) -> None:
    """An agent comes with its names; an id that is not there has no entry."""
    speaker = next(q.current.quotation.speaker for q in find_quotations(filled, QuotationFilter(speaker="Lavrov")))
    assert speaker is not None
    loaded = load_agents(filled, [speaker.id, "ag_nothing"])
    assert list(loaded) == [speaker.id]
    assert loaded[speaker.id].agent == speaker
    assert (loaded[speaker.id].names, loaded[speaker.id].identifiers) == (("Sergei Lavrov",), ())


def test_a_frozen_store_stays_at_its_moment(filled: Store) -> None:
    """What is saved while a frozen store is read is not in its answers, and is there afterwards."""
    run = start_run(filled, RULES, now=NOW)
    with filled.frozen() as still:
        before = find_articles(still)
        save_extraction(filled, make(5), run=run, now=at(21))
        assert find_articles(still) == before
        assert len(find_quotations(still, QuotationFilter())) == 12
        with pytest.raises(StoreError, match="open for reading only"), still.writing():
            pass
    assert len(find_articles(filled)) == len(before) + 1
