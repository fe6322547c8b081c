"""The one use case that joins the edges: read, extract, save, report.

Owns the loop over articles and its rule that one bad article never stops the rest. It reads no clock and prints
nothing: both come in as arguments.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from provenance.core.records import Article, Extraction, Pipeline
from provenance.errors import ProvenanceError, SpanError, StoreError
from provenance.readers.records import Skipped
from provenance.store.engine import Store
from provenance.store.records import SaveReport
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
        run: `ru_…`; None where there was nothing to record.
        saved: Number of articles that are new in the database, or new for this pipeline.
        known: Number of articles that this pipeline had read before.
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


def extract_articles(read: Iterable[Article | Skipped], *, extractor: Extracts) -> Iterator[Extraction | Skipped]:
    """Extract article after article, in the order given.

    An article in which the extractor fails comes back as skipped, with the reason `extraction`.

    Args:
        read: What the readers gave.
        extractor: What finds the quotations.
    """
    for item in read:
        yield item if isinstance(item, Skipped) else _extract(item, extractor=extractor)


def ingest_articles(
    read: Iterable[Article | Skipped],
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
    ingest = _Ingest(extractor=extractor, store=store, clock=clock)
    status = "failed"
    try:
        for item in read:
            step = ingest.take(item)
            if progress:
                progress(step)
        status = "finished"
    except KeyboardInterrupt:
        status = "interrupted"
        raise
    finally:
        ingest.finish(status)
    return ingest.report()


@dataclass(slots=True, kw_only=True)
class _Ingest:
    """A running ingest: the run it writes to, begun when there is something to record, and its counts."""

    extractor: Extracts
    store: Store
    clock: Callable[[], str]
    run: str | None = None
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    added: SaveReport = field(default_factory=SaveReport)

    def take(self, item: Article | Skipped) -> Step:
        """Deal with one article, and count it."""
        step = self._skip(item) if isinstance(item, Skipped) else self._read(item)
        self.outcomes[step.outcome] += 1
        return step

    def finish(self, status: str) -> None:
        """Close the run, if one was begun."""
        if self.run:
            finish_run(self.store, self.run, status=status, counts=self._counts(), now=self.clock())

    def report(self) -> IngestReport:
        """Say what was done so far."""
        return IngestReport(
            run=self.run,
            saved=self.outcomes[Outcome.SAVED],
            known=self.outcomes[Outcome.KNOWN],
            skipped=dict(sorted(self.reasons.items())),
            added=self.added,
        )

    def _read(self, article: Article) -> Step:
        if is_done(self.store, article, self.extractor.pipeline):
            save_cancellation(self.store, article, now=self.clock())
            return Step(locator=article.locator, outcome=Outcome.KNOWN)
        extraction = _extract(article, extractor=self.extractor)
        if isinstance(extraction, Skipped):
            return self._skip(extraction)
        run = self._begun()
        try:
            saved = save_extraction(self.store, extraction, run=run, now=self.clock())
        except (SpanError, StoreError) as error:
            # If it is the database that cannot be written, noting the failure fails too, and ends the ingest.
            return self._skip(_build_skipped(article, error, reason=UNSAVED))
        self.added = _add_rows(self.added, saved)
        return Step(locator=article.locator, outcome=Outcome.SAVED)

    def _skip(self, skipped: Skipped) -> Step:
        error = f"{skipped.reason}: {skipped.message}"
        save_failure(self.store, run=self._begun(), locator=skipped.locator, error=error, now=self.clock())
        self.reasons[skipped.reason] += 1
        return Step(locator=skipped.locator, outcome=Outcome.SKIPPED, skipped=skipped)

    def _begun(self) -> str:
        if self.run is None:
            self.run = start_run(self.store, self.extractor.pipeline, now=self.clock())
        return self.run

    def _counts(self) -> dict[str, int]:
        outcomes = {outcome.value: self.outcomes[outcome] for outcome in Outcome}
        reasons = {f"{Outcome.SKIPPED}:{reason}": n for reason, n in sorted(self.reasons.items())}
        return {**outcomes, **reasons, "quotations": self.added.quotations, "attributions": self.added.attributions}


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
