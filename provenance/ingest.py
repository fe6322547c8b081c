"""The one use case that joins the edges: read, extract, save, report.

Owns the loop over articles and its rule that one bad article never stops the rest. It reads no clock and prints
nothing: both come in as arguments.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from typing import Protocol

from provenance.core.records import Article, Extraction, Pipeline
from provenance.errors import ProvenanceError, SpanError, StoreError
from provenance.readers.records import Imported, ReadItem, Skipped, SkipReason
from provenance.store.engine import Store
from provenance.store.fetches import StoredFetch, load_fetch, save_fetch
from provenance.store.records import SaveReport
from provenance.store.sightings import Sighting, is_news, read_sighting, save_sighting
from provenance.store.writer import finish_run, is_done, save_cancellation, save_extraction, save_failure, start_run

# Why an article that was read is skipped all the same; the readers have reasons of their own.
FAILED = "extraction"
UNSAVED = "saving"


class Extracts(Protocol):
    """Whatever finds quotations in an article; `provenance.nlp.pipeline.Extractor` is one."""

    @property
    def pipeline(self) -> Pipeline:
        """What makes the extractions."""

    def extract(self, article: Article) -> Extraction:
        """Find what one article holds."""


class Outcome(StrEnum):
    """What became of one article: new in the database, there before, or left out for a reason."""

    SAVED = "saved"
    KNOWN = "known"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One article that is dealt with.

    Attributes:
        locator: Which one.
        outcome: What became of it.
        skipped: Why it was left out; None for the other outcomes.
    """

    locator: str
    outcome: Outcome
    skipped: Skipped | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did.

    Attributes:
        run: `ru_…` of the first pipeline that had something to record; None where none had.
        saved: Number of articles that are new in the database, or new for this pipeline.
        known: Number of articles that this pipeline had read before, and of pages that are unchanged since then.
        skipped: Number of articles left out, by reason.
        added: Rows that were added.
    """

    run: str | None
    saved: int
    known: int
    skipped: Mapping[str, int]
    added: SaveReport

    @property
    def articles(self) -> int:
        """Number of articles that were given, whatever became of them."""
        return self.saved + self.known + sum(self.skipped.values())


def extract_articles(read: Iterable[ReadItem], *, extractor: Extracts) -> Iterator[Extraction | Skipped]:
    """Extract article after article, in the order given.

    An article in which the extractor fails comes back as skipped, with the reason `extraction`. Quotations that a
    reader imported pass as they are.

    Args:
        read: What the readers gave.
        extractor: What finds the quotations.
    """
    for item in read:
        if isinstance(item, Imported):
            yield item.extraction
        else:
            yield item if isinstance(item, Skipped) else _extract(item, extractor=extractor)


def ingest_articles(
    read: Iterable[ReadItem],
    *,
    extractor: Extracts,
    store: Store,
    clock: Callable[[], str],
    progress: Callable[[Step], None] | None = None,
) -> IngestReport:
    """Read, extract and save articles, each in a transaction of its own.

    What this pipeline has read before is left alone, so an ingest that was broken off is completed by a second one,
    and a third one adds no row at all. An article that cannot be stored is skipped with the reason `saving`.

    Args:
        read: What the readers gave.
        extractor: What finds the quotations.
        store: Open for writing.
        clock: Gives the UTC time as ISO 8601 text.
        progress: Called after each article; None to keep quiet.

    Raises:
        StoreError: The database cannot be written.
    """
    return Ingest(extractor=extractor, store=store, clock=clock).run(read, progress=progress)


@dataclass(slots=True, kw_only=True)
class _Work:
    """What one pipeline did so far: its run, begun when there is something to record, and its counts."""

    run: str | None = None
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    added: SaveReport = field(default_factory=SaveReport)

    def counts(self) -> dict[str, int]:
        """Name what was counted, as a run keeps it."""
        outcomes = {outcome.value: self.outcomes[outcome] for outcome in Outcome}
        reasons = {f"{Outcome.SKIPPED}:{reason}": n for reason, n in sorted(self.reasons.items())}
        return {**outcomes, **reasons, "quotations": self.added.quotations, "attributions": self.added.attributions}


@dataclass(slots=True, kw_only=True)
class Ingest:
    """One ingest, for whoever fetches as well; see `ingest_articles`.

    Attributes:
        extractor: What finds the quotations.
        store: Open for writing.
        clock: Gives the UTC time as ISO 8601 text.
        works: The work of the extractor, and that of each pipeline whose quotations are imported.
        news: Of articles whose text was there before, what was seen of them last, unless it is known.
    """

    extractor: Extracts
    store: Store
    clock: Callable[[], str]
    works: dict[Pipeline, _Work] = field(default_factory=dict)
    news: dict[str, Sighting] = field(default_factory=dict)

    def run(self, read: Iterable[ReadItem], *, progress: Callable[[Step], None] | None = None) -> IngestReport:
        """Read, extract and save articles; see `ingest_articles`."""
        status = "failed"
        try:
            for item in read:
                step = self.take(item)
                if progress:
                    progress(step)
            self.note_news()
            status = "finished"
        except KeyboardInterrupt as pressed:
            status = "interrupted"
            # An interrupt may fall between the beginning of a transaction and the block that would end it. It ends when
            # nothing holds it any more, and the traceback does; until then nobody could write, the next lines included.
            raise pressed.with_traceback(None) from None
        finally:
            self.finish(status)
        return self.report()

    def find_fetch(self, final_url: str) -> StoredFetch | None:
        """Find the last fetch of a page that the extractor has read; None for none that a server could compare."""
        return load_fetch(self.store, final_url, pipeline=self.extractor.pipeline)

    @contextmanager
    def visiting(self, fetch: StoredFetch) -> Iterator[None]:
        """Note a fetch once everything on its page is dealt with inside the block, and nothing of it skipped."""
        before = self._count_skipped()
        yield
        if self._count_skipped() == before:
            # What is not asked for again must not be lost with a run that ends early.
            self.note_news()
            save_fetch(self.store, fetch, pipeline=self.extractor.pipeline)

    def note_news(self) -> None:
        """Note what was seen last of articles whose text was there before.

        Only at the end, since several inputs may hold an article in several states, and the last of them counts.
        """
        for sighting in self.news.values():
            save_sighting(self.store, sighting, now=self.clock())
        self.news.clear()

    def take(self, item: ReadItem) -> Step:
        """Deal with one article, and count it."""
        if isinstance(item, Skipped) and item.reason == SkipReason.UNCHANGED:
            return self._count(Step(locator=item.locator, outcome=Outcome.KNOWN), pipeline=self.extractor.pipeline)
        if isinstance(item, Skipped):
            return self._skip(item, pipeline=self.extractor.pipeline)
        if isinstance(item, Imported):
            return self._read(item.extraction.article, pipeline=item.extraction.pipeline, found=item.extraction)
        return self._read(item, pipeline=self.extractor.pipeline)

    def finish(self, status: str) -> None:
        """Close the runs that were begun."""
        for work in self.works.values():
            if work.run:
                finish_run(self.store, work.run, status=status, counts=work.counts(), now=self.clock())

    def report(self) -> IngestReport:
        """Say what was done so far."""
        works = self.works.values()
        reasons = sum((work.reasons for work in works), Counter[str]())
        return IngestReport(
            run=next((work.run for work in works if work.run), None),
            saved=sum(work.outcomes[Outcome.SAVED] for work in works),
            known=sum(work.outcomes[Outcome.KNOWN] for work in works),
            skipped=dict(sorted(reasons.items())),
            added=reduce(_add_rows, (work.added for work in works), SaveReport()),
        )

    def _read(self, article: Article, *, pipeline: Pipeline, found: Extraction | None = None) -> Step:
        """Save what a pipeline finds in an article, or has `found` already."""
        try:
            outcome = self._save(article, pipeline=pipeline, found=found)
            if not isinstance(outcome, Skipped):
                self._look_for_news(article)
        except (SpanError, StoreError) as error:
            # If it is the database that cannot be written, noting the failure fails too, and ends the ingest.
            outcome = _build_skipped(article, error, reason=UNSAVED)
        if isinstance(outcome, Skipped):
            return self._skip(outcome, pipeline=pipeline)
        return self._count(Step(locator=article.locator, outcome=outcome), pipeline=pipeline)

    def _save(self, article: Article, *, pipeline: Pipeline, found: Extraction | None) -> Outcome | Skipped:
        if is_done(self.store, article, pipeline):
            save_cancellation(self.store, article, now=self.clock())
            return Outcome.KNOWN
        extraction = found or _extract(article, extractor=self.extractor)
        if isinstance(extraction, Skipped):
            return extraction
        saved = save_extraction(self.store, extraction, run=self._begun(pipeline), now=self.clock())
        work = self._work(pipeline)
        work.added = _add_rows(work.added, saved)
        return Outcome.SAVED

    def _look_for_news(self, article: Article) -> None:
        sighting = read_sighting(article)
        if is_news(self.store, sighting):
            self.news[sighting.article] = sighting
        else:
            self.news.pop(sighting.article, None)

    def _count_skipped(self) -> int:
        return sum(work.outcomes[Outcome.SKIPPED] for work in self.works.values())

    def _skip(self, skipped: Skipped, *, pipeline: Pipeline) -> Step:
        error = f"{skipped.reason}: {skipped.message}"
        save_failure(self.store, run=self._begun(pipeline), locator=skipped.locator, error=error, now=self.clock())
        self._work(pipeline).reasons[skipped.reason] += 1
        step = Step(locator=skipped.locator, outcome=Outcome.SKIPPED, skipped=skipped)
        return self._count(step, pipeline=pipeline)

    def _count(self, step: Step, *, pipeline: Pipeline) -> Step:
        self._work(pipeline).outcomes[step.outcome] += 1
        return step

    def _begun(self, pipeline: Pipeline) -> str:
        work = self._work(pipeline)
        if work.run is None:
            work.run = start_run(self.store, pipeline, now=self.clock())
        return work.run

    def _work(self, pipeline: Pipeline) -> _Work:
        return self.works.setdefault(pipeline, _Work())


def _extract(article: Article, *, extractor: Extracts) -> Extraction | Skipped:
    try:
        return extractor.extract(article)
    except ProvenanceError as error:
        return _build_skipped(article, error, reason=FAILED)


def _build_skipped(article: Article, error: ProvenanceError, *, reason: str) -> Skipped:
    return Skipped(locator=article.locator, reason=reason, message=error.message, hint=error.hint)


def _add_rows(one: SaveReport, other: SaveReport) -> SaveReport:
    return SaveReport(
        quotations=one.quotations + other.quotations,
        attributions=one.attributions + other.attributions,
        agents=one.agents + other.agents,
        mentions=one.mentions + other.mentions,
    )
