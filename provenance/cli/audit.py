"""`provenance audit`: where chains are weak and words changed, and who waives a finding until when."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from provenance.audit.records import Severity
from provenance.cli.base import FOUND, Group
from provenance.cli.options import (
    db_option,
    output_options,
    read_until,
    reason_option,
    reviewer_option,
    scope_options,
    utc_now,
)
from provenance.cli.output import Column, Output, draw, write_one, write_records, write_rows, write_values
from provenance.core.text import printable
from provenance.core.wire import Wire
from provenance.store.finding_records import Finding
from provenance.store.records import QuotationFilter

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from provenance.audit.catalogue import RegisteredCheck
    from provenance.audit.records import Check
    from provenance.audit.runner import AuditReport

SHORT_ID = len("fi_") + 8
_PLACES = 10
_STYLES = {"high": "bold red", "medium": "bold yellow", "low": "bold", "info": "dim"}


def read_codes(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Read codes or names of checks, with commas or in options of their own."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


@click.group(cls=Group, invoke_without_command=True)
@click.option(
    "--select",
    callback=read_codes,
    multiple=True,
    metavar="CODES",
    help="Run these checks alone: codes, beginnings of codes such as PV2, or names, with commas.",
)
@click.option("--ignore", callback=read_codes, multiple=True, metavar="CODES", help="Leave these checks out.")
@click.option(
    "--fail-on",
    type=click.Choice(Severity, case_sensitive=False),
    help="Exit with 3 if anything of that severity or above is found and not waived.",
)
@click.option("--list", "list_only", is_flag=True, help="List the checks that are meant, and run none.")
@scope_options
@db_option
@output_options("table", "json", "jsonl", "csv", "sarif")
@click.pass_context
def audit(
    ctx: click.Context,
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Severity | None,
    list_only: bool,
    wanted: QuotationFilter,
    db: str,
    to: Output,
) -> None:
    r"""Show where chains are weak, and where words changed on their way.

    A finding describes a chain as it is written; it never says that a quotation is false. Findings keep their ids from
    one audit to the next, and close by themselves when there is nothing to be found any more.

    \b
    Examples:
      provenance audit
      provenance audit --select PV1,PV204 --outlet "The Daily" --format json
      provenance audit --fail-on high --format sarif -o audit.sarif
      provenance audit --list
      provenance audit waive fi_51b2c4 --until 2026-12 --reviewer ada --reason "seen the tape"
    """
    if ctx.invoked_subcommand is not None:
        _refuse_own_options(ctx)
        return
    from provenance.audit.catalogue import choose_checks, load_checks

    checks = choose_checks(load_checks(), select=select, ignore=ignore)
    if list_only:
        write_checks(checks, to=to)
        return
    from provenance.audit.runner import run_audit
    from provenance.store.engine import open_store

    # An audit makes no database, as opening one for writing would.
    open_store(db).close()
    with open_store(db, mode="write") as store:
        report = run_audit(store, checks=checks, wanted=wanted, version=version("quote-provenance"), clock=utc_now)
    write_report(report, checks=checks, to=to)
    if fail_on and any(_counts(finding, fail_on) for finding in report.findings):
        ctx.exit(FOUND)


@audit.command(
    "waive",
    examples=('provenance audit waive fi_51b2c4 --until 2026-12 --reviewer ada --reason "seen the tape"',),
)
@click.argument("finding", metavar="ID")
@click.option("--until", required=True, callback=read_until, metavar="DATE", help="The last day on which it holds.")
@reviewer_option
@reason_option
@db_option
@output_options("text", "json")
def waive(*, finding: str, until: str, reviewer: str, reason: str, db: str, to: Output) -> None:
    """Say that a finding needs no action until some day; it is shown as waived, and fails nothing.

    ID is the id of a finding, or its first characters.
    """
    from provenance.store.engine import open_store
    from provenance.store.waivers import save_waiver

    with open_store(db, mode="write") as store:
        saved = save_waiver(store, finding, until=until, who=reviewer, reason=reason, now=utc_now())
    write_finding(saved, to=to)


@audit.command("unwaive", examples=('provenance audit unwaive fi_51b2c4 --reviewer ada --reason "the tape was cut"',))
@click.argument("finding", metavar="ID")
@reviewer_option
@reason_option
@db_option
@output_options("text", "json")
def unwaive(*, finding: str, reviewer: str, reason: str, db: str, to: Output) -> None:
    """Take the waiver of a finding back, so that it counts again.

    ID is the id of a finding, or its first characters.
    """
    from provenance.store.engine import open_store
    from provenance.store.waivers import retract_waiver

    with open_store(db, mode="write") as store:
        saved = retract_waiver(store, finding, who=reviewer, reason=reason, now=utc_now())
    write_finding(saved, to=to)


def _refuse_own_options(ctx: click.Context) -> None:
    """Refuse options that stand before a command of the group, which would do nothing there.

    Raises:
        click.UsageError: There are some.
    """
    for option in ctx.command.params:
        if option.name and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
            message = f"{option.opts[-1]} belongs behind `{ctx.invoked_subcommand}`, if that takes it"
            raise click.UsageError(message)


def write_checks(checks: "Sequence[RegisteredCheck]", *, to: Output) -> None:
    """Write which checks there are, what each finds, and who brings it."""
    if to.chosen() != "table":
        write_records(checks, columns=CHECK_COLUMNS, to_wire=check_to_wire, to=to, nothing="No checks.")
        return
    from rich.console import Group as Lines

    with to.open() as out:
        told = ((_head_text(one.check, one.check.severity), _indented(one.check.help, 2)) for one in checks)
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

            draw(Lines(_indented(finding.message, 0), _place_line(finding, 2)), out=out)


def _report_lines(report: "AuditReport", *, checks: "Sequence[RegisteredCheck]") -> "Iterator[RenderableType]":
    """Write findings for people: by check, what matters most first, what is said of several once."""
    known = {registered.check.code: registered.check for registered in checks}
    order = sorted(report.findings, key=lambda finding: (-Severity(finding.severity).rank, finding.rule))
    for (severity, rule), group in groupby(order, key=lambda finding: (finding.severity, finding.rule)):
        findings = list(group)
        yield _head_text(known[rule], Severity(severity), count=len(findings))
        alike: dict[tuple[str, str | None], list[Finding]] = {}
        for finding in findings:
            alike.setdefault((finding.message, finding.article), []).append(finding)
        for (message, _), places in alike.items():
            yield _indented(message, 2)
            yield from (_place_line(finding, 4) for finding in places[:_PLACES])
            if len(places) > _PLACES:
                yield _indented(f"and {len(places) - _PLACES} more in this article; the other formats have them all", 4)
        yield ""
    yield _summary(report)


def _head_text(check: "Check[Any]", severity: Severity, *, count: int | None = None) -> "Text":
    from rich.text import Text

    head = Text.assemble((f"{severity.value:<7}", _STYLES[severity.value]), (f"{check.code} {check.name}", "bold"))
    return head if count is None else head.append(f"  {count}", style="dim")


def _indented(words: str, spaces: int) -> "RenderableType":
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(printable(words)), (0, 0, 0, spaces))


def _place_line(finding: Finding, spaces: int) -> "RenderableType":
    """Say where a finding is: its id, the article with the line, the words, and who waives it."""
    from rich.padding import Padding
    from rich.text import Text

    line = Text(f"{finding.id[:SHORT_ID]}  ", no_wrap=True, overflow="ellipsis")
    line.append(printable(_place_of(finding)), style="cyan")
    if finding.waiver:
        waived = f"waived until {finding.waiver.expires_on} by {finding.waiver.who}: {finding.waiver.reason}"
        line.append(f"  {printable(waived)}", style="green")
    line.append(f"  {printable(' '.join((finding.text or '').split()))}", style="dim")
    return Padding(line, (0, 0, 0, spaces))


def _place_of(finding: Finding) -> str:
    """Name the article as people know it: by its publisher and title, or its file, with the line."""
    known = ": ".join(part for part in (finding.publisher, finding.title) if part)
    place = known or PurePosixPath(finding.locator or finding.subject).name
    return f"{place}, line {finding.line}" if finding.line else place


def _summary(report: "AuditReport") -> str:
    live = [finding for finding in report.findings if not finding.waiver]
    counted = [(s.value, sum(f.severity == s.value for f in live)) for s in reversed(Severity)]
    told = ", ".join(f"{n} {severity}" for severity, n in counted if n) or "nothing found"
    waived = len(report.findings) - len(live)
    counts = report.counts
    since = f"new {counts.opened}, as before {counts.kept}, closed {counts.closed}"
    return f"{report.quotations} quotations: {told}{f'; {waived} waived' if waived else ''} ({since})"


def _counts(finding: Finding, least: Severity) -> bool:
    return finding.waiver is None and Severity(finding.severity).rank >= least.rank


def finding_to_wire(finding: Finding) -> Wire:
    """Build the JSON object of a finding."""
    waiver = finding.waiver
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
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
    Column(name="severity", value=lambda one: one.severity),
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
