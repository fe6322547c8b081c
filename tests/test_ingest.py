"""The loop over articles: nothing is read twice, and one bad article never stops the rest."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from factories import find_articles
from sqlalchemy import select

from provenance.core.records import CANCELED, Article, Extraction, Pipeline
from provenance.core.wire import text_sha256
from provenance.errors import ModelError, StoreError
from provenance.ingest import Extracts, Ingest, Outcome, Step, extract_articles, ingest_articles
from provenance.readers.records import Imported, ReadItem, Skipped, SkipReason
from provenance.store.engine import Store, open_store
from provenance.store.fetches import StoredFetch
from provenance.store.queries import find_quotations
from provenance.store.records import QuotationFilter
from provenance.store.tables import runs
from provenance.store.versions import load_versions

WORDS = '"We will act," Ada Lovelace said, according to TASS. Nobody asked. "Never," Alan Turing said.'
BINARY = Skipped(locator="b.bin", reason="binary", message="it holds NUL bytes")


def article(locator: str = "a.txt", text: str = WORDS) -> Article:
    return Article(locator=locator, text=text, raw_sha256=text_sha256(text), publisher="The Daily Test")


def hopeless() -> Article:
    return article("hopeless.txt", "There is no model can read this.")


@pytest.fixture
def clock() -> Callable[[], str]:
    """A clock that ticks a second a look."""
    ticks = itertools.count()
    return lambda: f"2025-07-13T08:00:{next(ticks) % 60:02}.000000+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "test.db"), mode="write") as opened:
        yield opened


def test_extract_keeps_order_and_goes_on(by_hand: Extracts) -> None:
    """Articles come back in the order given; one in which the model fails is skipped with its reason and hint."""
    outcomes = list(extract_articles([article("a"), BINARY, hopeless(), article("z")], extractor=by_hand))
    assert [type(outcome) for outcome in outcomes] == [Extraction, Skipped, Skipped, Extraction]
    assert outcomes[1] is BINARY
    assert outcomes[2] == Skipped(
        locator="hopeless.txt",
        reason="extraction",
        message="the model gave up on hopeless.txt",
        hint="shorten the article",
    )


def test_extract_reads_one_at_a_time(by_hand: Extracts) -> None:
    """The second article is not asked for before the first is done, so that any amount fits into memory."""
    asked: list[str] = []

    def read() -> Iterator[Article]:
        for name in "ab":
            asked.append(name)
            yield article(name)

    next(extract_articles(read(), extractor=by_hand))
    assert asked == ["a"]


def test_ingest_saves_and_reports(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """What was new is counted, what was skipped is counted by reason, and the database holds the quotations."""
    report = ingest_articles([article(), BINARY, hopeless(), BINARY], extractor=by_hand, store=store, clock=clock)
    assert (report.articles, report.saved, report.known) == (4, 1, 0)
    assert report.skipped == {"binary": 2, "extraction": 1}
    assert report.added.quotations == 2
    assert report.run
    found = find_quotations(store, QuotationFilter(via="TASS"))
    assert [stored.text for stored in found] == ['"We will act,"']


def test_second_ingest_adds_nothing(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """The same articles again are known, and not even a run is recorded."""
    ingest_articles([article()], extractor=by_hand, store=store, clock=clock)
    again = ingest_articles([article()], extractor=by_hand, store=store, clock=clock)
    assert (again.run, again.saved, again.known) == (None, 0, 1)
    assert again.added.quotations == again.added.attributions == 0


def test_imports_are_saved_as_they_are(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """Quotations that a reader imported are those of their own pipeline, which is done with the article too."""
    imported = Imported(extraction=imported_extraction(by_hand))
    report = ingest_articles([imported, article("b.txt")], extractor=by_hand, store=store, clock=clock)
    assert (report.saved, report.added.quotations) == (2, 3)
    (found,) = find_quotations(store, QuotationFilter(words="will act", outlet="Other"))
    assert (found.current.decided_by, found.current.by) == ("import", "theirs 1")
    again = ingest_articles([imported], extractor=by_hand, store=store, clock=clock)
    assert (again.run, again.known) == (None, 1)


def test_imports_pass_an_extraction(by_hand: Extracts) -> None:
    """Without a database too they are given as they came."""
    extraction = imported_extraction(by_hand)
    assert list(extract_articles([Imported(extraction=extraction)], extractor=by_hand)) == [extraction]


def imported_extraction(extractor: Extracts) -> Extraction:
    found = extractor.extract(replace(article("c.txt"), publisher="The Other Test"))
    pipeline = Pipeline(stage="import", name="theirs", version="1")
    return replace(found, pipeline=pipeline, quotations=found.quotations[:1])


def test_a_kill_notice_with_a_known_text_marks_the_article(
    by_hand: Extracts, store: Store, clock: Callable[[], str]
) -> None:
    """The text adds nothing, and yet the article is canceled from then on."""
    killed = replace(article(), status=CANCELED)
    ingest_articles([article()], extractor=by_hand, store=store, clock=clock)
    report = ingest_articles([killed], extractor=by_hand, store=store, clock=clock)
    assert (report.run, report.known) == (None, 1)
    assert [stored.canceled_at is None for stored in find_articles(store)] == [False]


def titles(store: Store) -> list[tuple[str, str | None]]:
    return [(stored.article.text[:3], stored.article.title) for stored in find_articles(store)]


def newest(store: Store) -> list[str]:
    return [stored.text for stored in find_quotations(store, QuotationFilter())]


def test_a_text_that_comes_back_is_the_newest(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """From A over B to A nothing is saved anew, and what A says holds again."""
    one, other = article(), article(text=f"{WORDS} CORRECTED")
    for read in (one, other):
        ingest_articles([read], extractor=by_hand, store=store, clock=clock)
    changed = article(text=WORDS.replace("Never", "Ever"))
    ingest_articles([changed], extractor=by_hand, store=store, clock=clock)
    assert '"Ever,"' in newest(store)
    report = ingest_articles([one], extractor=by_hand, store=store, clock=clock)
    assert (report.run, report.saved, report.known) == (None, 0, 1)
    assert newest(store) == ['"We will act,"', '"Never,"']
    assert len(find_articles(store)) == 3


def test_a_corrected_headline_is_noted(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """The text adds no version, and the article is called by its new name."""
    for title in ("Talks", "Talks end", "Talks end"):
        ingest_articles([replace(article(), title=title)], extractor=by_hand, store=store, clock=clock)
    assert titles(store) == [('"We', "Talks end")]


def test_several_states_in_one_input_settle(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """An archive that holds an article in several states leaves the last one, and a second run adds nothing."""
    states = [article(), article(text=f"{WORDS} NEW"), replace(article(), title="Talks"), article(text=f"{WORDS} NEW")]
    for _ in range(2):
        ingest_articles(states, extractor=by_hand, store=store, clock=clock)
        (versions,) = {len(load_versions(store, "a.txt"))}
        assert versions == 2
    assert titles(store) == [('"We', None), ('"We', None)]


def test_an_interrupted_ingest_takes_nothing_back(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """A run that ends between an old text and the newest one leaves the newest one where it is."""
    old, new = article(), article(text=WORDS.replace("Never", "Ever"))
    ingest_articles([old, new], extractor=by_hand, store=store, clock=clock)

    def read() -> Iterator[Article]:
        yield old
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_articles(read(), extractor=by_hand, store=store, clock=clock)
    assert newest(store) == ['"We will act,"', '"Ever,"']


def test_a_description_that_cannot_be_stored_is_skipped(
    by_hand: Extracts, store: Store, clock: Callable[[], str]
) -> None:
    """A known text under a headline that no database takes is skipped and counted, and the rest goes on."""
    ingest_articles([article()], extractor=by_hand, store=store, clock=clock)
    bad = replace(article(), title="\0")
    report = ingest_articles([bad, article("b.txt")], extractor=by_hand, store=store, clock=clock)
    assert (report.skipped, report.saved) == ({"saving": 1}, 1)


FETCHED = StoredFetch(url="a.txt", final_url="a.txt", etag="1", last_modified=None, fetched_at="2025-07-13")


def test_a_page_is_remembered_once_it_is_saved(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """A fetch is noted behind the last article of its page, unless something of the page was skipped."""
    ingest = Ingest(extractor=by_hand, store=store, clock=clock)
    seen: list[bool] = []

    def read(*items: ReadItem) -> Iterator[ReadItem]:
        with ingest.visiting(FETCHED):
            for item in items:
                seen.append(ingest.find_fetch("a.txt") is not None)
                yield item
        seen.append(ingest.find_fetch("a.txt") is not None)

    ingest.run(read(article("x.txt"), hopeless()))
    ingest.run(read(BINARY))
    assert seen == [False] * 5
    ingest.run(read(article("x.txt"), article("y.txt")))
    assert seen[5:] == [False, False, True]


def test_an_unchanged_page_is_known(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """What the server says is unchanged counts as known, not as skipped, and no run is recorded."""
    unchanged = Skipped(locator="https://a.example/", reason=SkipReason.UNCHANGED, message="it is unchanged")
    report = ingest_articles([unchanged], extractor=by_hand, store=store, clock=clock)
    assert (report.run, report.articles, report.known, report.skipped) == (None, 1, 1, {})


def test_progress_hears_of_every_article(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """Progress is told of each article, what became of it, and why it was skipped."""
    steps: list[Step] = []
    ingest_articles([article(), article(), BINARY], extractor=by_hand, store=store, clock=clock, progress=steps.append)
    assert steps == [
        Step(locator="a.txt", outcome=Outcome.SAVED),
        Step(locator="a.txt", outcome=Outcome.KNOWN),
        Step(locator="b.bin", outcome=Outcome.SKIPPED, skipped=BINARY),
    ]


def test_what_cannot_be_stored_is_skipped(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """A text that no database takes is skipped and counted, and the next article is saved."""
    report = ingest_articles(
        [article("nul.txt", f"\0 {WORDS}"), article("b.txt")], extractor=by_hand, store=store, clock=clock
    )
    assert report.skipped == {"saving": 1}
    assert report.saved == 1


@pytest.mark.parametrize("blow", [KeyboardInterrupt(), ModelError("the reader broke")], ids=["ctrl-c", "error"])
def test_interrupted_ingest_keeps_whole_articles(
    by_hand: Extracts, store: Store, clock: Callable[[], str], blow: BaseException
) -> None:
    """What was done before the interruption is kept, and a second ingest completes it."""

    def read() -> Iterator[Article]:
        yield article("a.txt")
        raise blow

    with pytest.raises(type(blow)):
        ingest_articles(read(), extractor=by_hand, store=store, clock=clock)
    assert [stored.article.locator for stored in find_articles(store)] == ["a.txt"]
    report = ingest_articles([article("a.txt"), article("b.txt")], extractor=by_hand, store=store, clock=clock)
    assert (report.known, report.saved) == (1, 1)


@dataclass
class CutOff:
    """Is interrupted right behind the beginning of a transaction, where no block is there to end it."""

    pipeline: Pipeline
    store: Store

    def extract(self, article: Article) -> Extraction:
        transaction = self.store.writing()
        transaction.__enter__()
        raise KeyboardInterrupt(article.locator)


def test_an_interrupt_leaves_no_transaction_open(by_hand: Extracts, store: Store, clock: Callable[[], str]) -> None:
    """Wherever the interrupt falls the run is noted as interrupted, and the next one need not wait for the database."""
    cut_off = CutOff(pipeline=by_hand.pipeline, store=store)
    with pytest.raises(KeyboardInterrupt):
        ingest_articles([BINARY, article()], extractor=cut_off, store=store, clock=clock)
    with store.reading() as connection:
        assert connection.execute(select(runs.c.status)).scalars().all() == ["interrupted"]
    assert ingest_articles([article()], extractor=by_hand, store=store, clock=clock).saved == 1


def test_ingest_needs_a_writable_store(
    by_hand: Extracts, store: Store, clock: Callable[[], str], tmp_path: Path
) -> None:
    """A store that is open for reading refuses, since its loss would not be seen article by article."""
    ingest_articles([article()], extractor=by_hand, store=store, clock=clock)
    with open_store(str(tmp_path / "test.db")) as reading, pytest.raises(StoreError):
        ingest_articles([article("b.txt")], extractor=by_hand, store=reading, clock=clock)
