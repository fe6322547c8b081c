"""How findings and checks are shown: to people by check, what matters most first; to programs as they are."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from provenance.cli.output import (
    SHORT_ID,
    Column,
    Output,
    draw,
    indented,
    write_one,
    write_records,
    write_rows,
    write_values,
)
from provenance.core.severities import Severity
from provenance.core.text import printable
from provenance.core.wire import Wire
from provenance.store.finding_records import Finding

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from provenance.audit.catalogue import RegisteredCheck
    from provenance.audit.records import Check
    from provenance.audit.runner import AuditReport

# So many places of one sentence in one article are enough for people.
_PLACES = 10
_STYLES = {
    Severity.HIGH: "bold red", Severity.MEDIUM: "bold yellow", Severity.LOW: "bold", Severity.INFO: "dim",
}  # fmt: skip


def write_checks(checks: "Sequence[RegisteredCheck]", *, to: Output) -> None:
    """Write which checks there are, what each finds, and who brings it."""
    if to.chosen() != "table":
        write_records(checks, columns=CHECK_COLUMNS, to_wire=check_to_wire, to=to, nothing="No checks.")
        return
    from rich.console import Group as Lines

    with to.open() as out:
        told = ((_head_text(one.check, one.check.severity), indented(one.check.help, 2)) for one in checks)
        draw(Lines(*chain.from_iterable(told)), out=out)


def write_report(report: "AuditReport", *, checks: "Sequence[RegisteredCheck]", to: Output) -> None:
    """Write what an audit has found in the form that was asked for."""
    form = to.chosen()
    with to.open() as out:
        if form == "table":
            from rich.console import Group as Lines

            draw(Lines(*_report_lines(report, checks=checks)), out=out)
        elif form == "sarif":
            from provenance.audit.sarif import build_sarif

            write_one(build_sarif(report.findings, checks=checks, version=version("quote-provenance")), out)
        elif form == "csv":
            write_rows(report.findings, columns=FINDING_COLUMNS, form=form, out=out, nothing="")
        else:
            write_values((finding_to_wire(finding) for finding in report.findings), form=form, out=out)


def write_finding(finding: Finding, *, to: Output) -> None:
    """Write one finding."""
    with to.open() as out:
        if to.chosen() == "json":
            write_one(finding_to_wire(finding), out)
        else:
            from rich.console import Group as Lines

            draw(Lines(indented(finding.message, 0), _place_line(finding, 2)), out=out)


def _report_lines(report: "AuditReport", *, checks: "Sequence[RegisteredCheck]") -> "Iterator[RenderableType]":
    """Write findings for people: by check, what matters most first, what is said of several once."""
    known = {registered.check.code: registered.check for registered in checks}
    order = sorted(report.findings, key=lambda finding: (-finding.severity.rank, finding.rule))
    for (severity, rule), group in groupby(order, key=lambda finding: (finding.severity, finding.rule)):
        findings = list(group)
        yield _head_text(known[rule], severity, count=len(findings))
        alike: dict[tuple[str, str | None], list[Finding]] = {}
        for finding in findings:
            alike.setdefault((finding.message, finding.article), []).append(finding)
        for (message, _), places in alike.items():
            yield indented(message, 2)
            yield from (_place_line(finding, 4) for finding in places[:_PLACES])
            if len(places) > _PLACES:
                yield indented(f"and {len(places) - _PLACES} more in this article; the other formats have them all", 4)
        yield ""
    yield _summary(report)


def _head_text(check: "Check[Any]", severity: Severity, *, count: int | None = None) -> "Text":
    from rich.text import Text

    head = Text.assemble((f"{severity.value:<7}", _STYLES[severity]), (f"{check.code} {check.name}", "bold"))
    return head if count is None else head.append(f"  {count}", style="dim")


def _place_line(finding: Finding, spaces: int) -> "RenderableType":
    """Say where a finding is: its id, the article with the line, the words, and who waives it."""
    from rich.text import Text

    line = Text(f"{finding.id[:SHORT_ID]}  ", no_wrap=True, overflow="ellipsis")
    line.append(printable(_place_of(finding)), style="cyan")
    if finding.waiver:
        waived = f"waived until {finding.waiver.expires_on} by {finding.waiver.who}: {finding.waiver.reason}"
        line.append(f"  {printable(waived)}", style="green")
    line.append(f"  {printable(' '.join((finding.text or '').split()))}", style="dim")
    return indented(line, spaces)


def _place_of(finding: Finding) -> str:
    """Name the article as people know it: by its publisher and title, or its file, with the line."""
    known = ": ".join(part for part in (finding.publisher, finding.title) if part)
    place = known or PurePosixPath(finding.locator or finding.subject).name
    return f"{place}, line {finding.lines.first}" if finding.lines else place


def _summary(report: "AuditReport") -> str:
    live = [finding for finding in report.findings if not finding.waiver]
    counted = [(s.value, sum(f.severity is s for f in live)) for s in reversed(Severity)]
    told = ", ".join(f"{n} {severity}" for severity, n in counted if n) or "nothing found"
    waived = len(report.findings) - len(live)
    counts = report.counts
    since = f"new {counts.opened}, as before {counts.kept}, closed {counts.closed}"
    return f"{report.quotations} quotations: {told}{f'; {waived} waived' if waived else ''} ({since})"


def finding_to_wire(finding: Finding) -> Wire:
    """Build the JSON object of a finding."""
    waiver = finding.waiver
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "subject": finding.subject,
        "quotation": finding.quotation,
        "text": finding.text,
        "span": None if finding.start is None else [finding.start, finding.end],
        "article": finding.article,
        "locator": finding.locator,
        "url": finding.url,
        "title": finding.title,
        "publisher": finding.publisher,
        "opened_at": finding.opened_at,
        "closed_at": finding.closed_at,
        "waiver": waiver and {name: getattr(waiver, name) for name in ("who", "reason", "expires_on", "created_at")},
    }


def check_to_wire(registered: "RegisteredCheck") -> Wire:
    """Build the JSON object of a check."""
    check = registered.check
    return {
        "code": check.code,
        "name": check.name,
        "severity": check.severity.value,
        "finds": check.help,
        "plugin": registered.plugin,
    }


CHECK_COLUMNS: tuple[Column["RegisteredCheck"], ...] = (
    Column(name="code", value=lambda one: one.check.code, heading="Code", style="bold cyan"),
    Column(name="name", value=lambda one: one.check.name, heading="Name"),
    Column(name="severity", value=lambda one: one.check.severity.value, heading="Severity"),
    Column(name="finds", value=lambda one: one.check.help, heading="Finds", weight=1),
    Column(name="plugin", value=lambda one: one.plugin),
)
FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column(name="severity", value=lambda one: one.severity.value),
    Column(name="rule", value=lambda one: one.rule),
    Column(name="message", value=lambda one: one.message),
    Column(name="text", value=lambda one: one.text),
    Column(name="publisher", value=lambda one: one.publisher),
    Column(name="title", value=lambda one: one.title),
    Column(name="locator", value=lambda one: one.locator),
    Column(name="quotation", value=lambda one: one.quotation),
    Column(name="opened_at", value=lambda one: one.opened_at),
    Column(name="waived_until", value=lambda one: one.waiver and one.waiver.expires_on),
    Column(name="id", value=lambda one: one.id),
)
