"""`provenance audit`: where chains are weak and words changed, and who waives a finding until when."""

from importlib.metadata import version

import click
from click.core import ParameterSource

from provenance.cli.base import FOUND, Group
from provenance.cli.findings import write_checks, write_finding, write_report
from provenance.cli.options import (
    db_option,
    output_options,
    read_until,
    reason_option,
    reviewer_option,
    scope_options,
    utc_now,
)
from provenance.cli.output import Output
from provenance.core.severities import Severity
from provenance.store.finding_records import Finding
from provenance.store.records import QuotationFilter


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

    A finding that comes to matter more than it did then is waived no longer.

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


def _counts(finding: Finding, least: Severity) -> bool:
    return finding.waiver is None and finding.severity.rank >= least.rank
