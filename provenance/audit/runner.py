"""Running checks over a database: what they remark becomes findings, which open and close by themselves."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from functools import partial
from typing import Any

from provenance.audit.catalogue import RegisteredCheck
from provenance.audit.records import Check, Remark
from provenance.errors import PluginError
from provenance.plugins import BUILT_IN, blame
from provenance.store.audited import Audited, AuditedQuotation
from provenance.store.auditing import Background, load_background, stream_audited
from provenance.store.auditing_copies import stream_copies
from provenance.store.auditing_versions import stream_edits, stream_stranded
from provenance.store.engine import Store
from provenance.store.finding_records import AuditCounts, AuditRun, Finding, Noted
from provenance.store.findings import load_findings, save_audit
from provenance.store.records import QuotationFilter

EVERYTHING = QuotationFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """What an audit has found.

    Attributes:
        findings: Those that are open, of the checks that ran and on what they looked at; waived ones among them.
        counts: How that compares with the audits before.
        quotations: Number of quotations that were looked at.
    """

    findings: tuple[Finding, ...]
    counts: AuditCounts
    quotations: int


def run_audit(
    store: Store,
    *,
    checks: Sequence[RegisteredCheck],
    wanted: QuotationFilter = EVERYTHING,
    version: str,
    clock: Callable[[], str],
) -> AuditReport:
    """Run checks and save what they find.

    A finding that was there before keeps its id and the time at which it was opened; one that is no longer found is
    closed, where its check ran and its subject was looked at.

    Args:
        store: Open for writing.
        checks: From `provenance.audit.catalogue`.
        wanted: Which quotations; articles and families that hold none of them are left aside. `as_of` does not count.
        version: Version of this package.
        clock: Gives UTC times.

    Raises:
        PluginError: A check of a plugin failed; nothing is saved then.
        StoreError: A date of `wanted` makes no sense.
    """
    begun, wanted = clock(), replace(wanted, as_of=None)
    with store.frozen() as frozen:
        walk = _Walk(store=frozen, checks=checks, wanted=wanted)
        noted = list(walk.notes())
    looked_at = None if wanted == EVERYTHING else walk.subjects
    codes = [each.check.code for each in checks]
    run = AuditRun(
        version=version,
        rules=codes,
        scope=_scope_of(wanted),
        looked_at=looked_at,
        started_at=begun,
        finished_at=clock(),
    )
    counts = save_audit(store, noted, run=run)
    subjects = None if wanted == EVERYTHING else {each.subject for each in noted}
    findings = load_findings(store, rules=codes, subjects=subjects, today=begun, lines=True)
    return AuditReport(findings=tuple(findings), counts=counts, quotations=walk.quotations)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One walk over all that checks look at; it remembers what it has seen."""

    store: Store
    checks: Sequence[RegisteredCheck]
    wanted: QuotationFilter
    subjects: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    quotations: int = 0
    _looking: dict[tuple[type, bool], list[tuple[Check[Any], Callable[[Any], Iterable[Remark]]]]] = field(
        init=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Sort the checks once by what they look at, and by whether they look at what is unsure too."""
        for registered in self.checks:
            check = registered.check
            find = check.find if registered.plugin in BUILT_IN else partial(_find_blaming, registered)
            for is_unsure in (False, True) if check.if_unsure else (False,):
                self._looking.setdefault((check.about, is_unsure), []).append((check, find))

    def notes(self) -> Iterator[Noted]:
        """Look at everything and note what the checks remark."""
        background = load_background(self.store)
        yield from self._of_quotations(background)
        only = None if self.wanted == EVERYTHING else self.articles
        for family in {each.id: each for each in background.families.values()}.values():
            if only is None or only & family.articles:
                self.subjects.add(family.id)
                shown = family.fullest or family.members[0]
                yield from self._look(family, article=shown.article, quotation=shown.id)
        for copy in stream_copies(self.store, only=only, background=background):
            self.subjects.add(copy.id)
            yield from self._look(copy, article=copy.article.id)
        for edit in stream_edits(self.store, only=only, background=background):
            self.subjects.update(edit.places)
            yield from self._look(edit, article=edit.new.id)
        for stranded in stream_stranded(self.store, only=only, background=background):
            yield from self._look(stranded, article=stranded.article.id)

    def _of_quotations(self, background: Background) -> Iterator[Noted]:
        for said in stream_audited(self.store, self.wanted, background=background):
            self.quotations += 1
            self.subjects.add(said.id)
            self.articles.add(said.stored.article.id)
            yield from self._look(said, article=said.stored.article.id, quotation=said.id)

    def _look(self, thing: Audited, *, article: str, quotation: str | None = None) -> Iterator[Noted]:
        is_unsure = isinstance(thing, AuditedQuotation) and thing.is_unsure
        for check, find in self._looking.get((type(thing), is_unsure), ()):
            for remark in find(thing):
                yield Noted(
                    rule=check.code,
                    subject=remark.quotation or thing.id,
                    severity=remark.severity or check.severity,
                    message=remark.message,
                    quotation=remark.quotation or quotation,
                    article=article,
                )


def _find_blaming(registered: RegisteredCheck, thing: Audited) -> Iterable[Remark]:
    """Let the check of a plugin look at something, and name it where it breaks."""
    with blame(registered.plugin, f"failed in the check {registered.check.code} on {thing.id}"):
        remarks: list[object] = list(registered.check.find(thing))
    return list(_only_remarks(registered, remarks))


def _only_remarks(registered: RegisteredCheck, given: Iterable[object]) -> Iterator[Remark]:
    for remark in given:
        if not isinstance(remark, Remark):
            message = f"the check {registered.check.code} of the plugin {registered.plugin} gave {remark!r}"
            raise PluginError(message, hint="a check yields provenance.audit.records.Remark")
        yield remark


def _scope_of(wanted: QuotationFilter) -> dict[str, str]:
    """Write down which quotations were asked for."""
    said = {each.name: getattr(wanted, each.name) for each in fields(wanted)}
    return {name: str(value.value if isinstance(value, Enum) else value) for name, value in said.items() if value}
