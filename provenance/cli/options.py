"""Options that several commands share, and the types of their values."""

import calendar
import functools
import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from typing import Any

import click

from provenance.cli.output import FORMATS, Output
from provenance.core.records import Form, Role
from provenance.resources import DEFAULT_MODEL
from provenance.store.records import QuotationFilter

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

RELAY_ROLES = tuple(role for role in Role if role not in {Role.SPEAKER, Role.PUBLISHER})
_HOPS = re.compile(r"(\d{1,3})|(\d{1,3})?\.\.(\d{1,3})?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def read_since(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Read a day; of a bare year or month its first one."""
    return value and _read_day(value, last=False)


def read_until(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Read a day; of a bare year or month its last one."""
    return value and _read_day(value, last=True)


def _read_day(value: str, *, last: bool) -> str:
    found = _DAY.fullmatch(value)
    if not found:
        message = f"{value!r} is no date; write it as 2025-07-13, 2025-07 or 2025"
        raise click.BadParameter(message)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or (12 if last else 1), day or 1)
    except ValueError as error:
        message = f"{value!r} is no date: {error}"
        raise click.BadParameter(message) from error
    days = calendar.monthrange(first.year, first.month)[1]
    return (first.replace(day=days) if last and not day else first).isoformat()


def read_moment(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Read a time, in UTC where it names no zone; a bare day means its end."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        if _is_day(value):
            moment = datetime.combine(moment, time.max)
        return utc_text(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        message = f"{value!r} is no time; write it as 2025-07-13 or 2025-07-13T08:00:00+00:00"
        raise click.BadParameter(message) from error


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def read_hops(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int | None] | None:
    """Read how many relays there are to be: a number, or the fewest and the most of them with `..` between."""
    if value is None:
        return None
    found = _HOPS.fullmatch(value.strip())
    if not found or found[0] == "..":
        message = f"{value!r} is no range; write it as 2, 2.., ..1 or 1..3"
        raise click.BadParameter(message)
    exactly, fewest, most = (int(part) if part else None for part in found.groups())
    if exactly is not None:
        return exactly, exactly
    if most is not None and most < (fewest or 0):
        message = f"{value!r} is empty; give the smaller number first"
        raise click.BadParameter(message)
    return fewest or 0, most


def read_relays(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[Role, str], ...]:
    """Read relays that are written as `ROLE:NAME`."""
    return tuple(_read_relay(value) for value in values)


def _read_relay(value: str) -> tuple[Role, str]:
    known = {role.value: role for role in RELAY_ROLES}
    role, _, name = value.partition(":")
    found = known.get(role.strip().casefold())
    if found is None or not name.strip():
        message = f"{value!r} is no relay; write it as ROLE:NAME, where ROLE is one of {', '.join(known)}"
        raise click.BadParameter(message)
    return found, name.strip()


def read_words(_ctx: click.Context, _option: click.Parameter, value: str) -> str:
    """Read what the journal keeps, which says something."""
    if not value.strip():
        message = "it may not be empty"
        raise click.BadParameter(message)
    return value.strip()


def utc_text(moment: datetime) -> str:
    """Write a time as the database does: UTC, ISO 8601, with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def utc_now() -> str:
    """Read the clock. Everything below the command line is told the time."""
    return utc_text(datetime.now(UTC))


inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
words_argument = click.argument("words", nargs=-1, metavar="[WORDS]...")
words_option = click.option(
    "--words", "words", multiple=True, metavar="TEXT", help="Words that the quotation holds, in any order."
)
quotation_argument = click.argument("quotation", metavar="ID")
db_option = click.option(
    "--db",
    default="provenance.db",
    metavar="PATH|URL",
    envvar="PROVENANCE_DB",
    show_envvar=True,
    help="SQLite file, or a URL such as postgresql://host/name.",
)
form_option = click.option(
    "--form", type=click.Choice(Form, case_sensitive=False), help="All, some or no quotation marks."
)
as_of_option = click.option(
    "--as-of",
    callback=read_moment,
    metavar="TIME",
    help="What the database knew at that time; a bare day means its end.",
)
limit_option = click.option("--limit", type=click.IntRange(min=1), help="Show so many at most.")
model_option = click.option(
    "--model",
    default=DEFAULT_MODEL,
    metavar="NAME|PATH",
    help="The model: a name or a folder; `rules` needs no weights.",
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 3 if anything had to be skipped.")
reviewer_option = click.option(
    "--reviewer",
    required=True,
    callback=read_words,
    metavar="NAME",
    envvar="PROVENANCE_REVIEWER",
    show_envvar=True,
    help="Who decides; the journal keeps it.",
)
reason_option = click.option(
    "--reason", required=True, callback=read_words, metavar="TEXT", help="Why; the journal keeps it."
)


def output_options(*formats: str) -> Decorator:
    """Give a command `--format` and `--output`, which reach it as one `to`.

    Args:
        formats: What it can write: the form for a terminal first, the one for a pipe second; none for the usual four.
    """
    choices = formats or FORMATS

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "--format",
            type=click.Choice(choices),
            help=f"{choices[0]} on a terminal, {choices[1]} in a pipe, if not said.",
        )
        @click.option(
            "-o",
            "--output",
            default="-",
            type=click.Path(dir_okay=False, writable=True, allow_dash=True),
            help="File to write; - for standard output.",
        )
        @functools.wraps(command)
        def run(*args: Any, **values: Any) -> Any:  # noqa: ANN401 - whatever the command takes and gives
            to = Output(form=values.pop("format"), path=values.pop("output"), formats=choices)
            return command(*args, to=to, **values)

        return run

    return decorate


def scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command those of the options of `filter_options` that ask for all of some quotations, as they are now."""

    @_said_options
    @functools.wraps(command)
    def run(*args: Any, **values: Any) -> Any:  # noqa: ANN401 - whatever the command takes and gives
        names = [field.name for field in fields(QuotationFilter) if field.name in values]
        return command(*args, wanted=QuotationFilter(**{name: values.pop(name) for name in names}), **values)

    return run


def _said_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that ask who said it, through whom, where and when."""
    for option in reversed(
        (
            click.option("--speaker", metavar="NAME|ID", help="Who said it; a word of the name will do."),
            click.option("--via", metavar="NAME|ID", help="Who carried the words; a word of the name will do."),
            click.option("--role", type=click.Choice(RELAY_ROLES, case_sensitive=False), help="What the relay was."),
            click.option(
                "--hops",
                callback=read_hops,
                metavar="RANGE",
                help="How many relays carried it, such as 2, 2.., ..1 or 1..3.",
            ),
            click.option("--outlet", metavar="NAME", help="Who published it; a word of the name will do."),
            form_option,
            click.option("--since", callback=read_since, metavar="DATE", help="Published on that day or later."),
            click.option("--until", callback=read_until, metavar="DATE", help="Published on that day or earlier."),
            click.option("--original-only", is_flag=True, help="Without what stands in copies of other articles."),
        )
    ):
        command = option(command)
    return command


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose quotations; with its `words` they reach it as one `wanted`."""

    @_said_options
    @as_of_option
    @limit_option
    @functools.wraps(command)
    def run(*args: Any, words: tuple[str, ...], **values: Any) -> Any:  # noqa: ANN401 - whatever the command takes
        chosen = {field.name: values.pop(field.name) for field in fields(QuotationFilter) if field.name != "words"}
        return command(*args, wanted=QuotationFilter(words=" ".join(words) or None, **chosen), **values)

    return run


def direct_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--direct-only`, which narrows the `wanted` of `filter_options`; that stands above it."""

    @click.option("--direct-only", is_flag=True, help="Only words that no relay carried.")
    @functools.wraps(command)
    def run(*args: Any, wanted: QuotationFilter, direct_only: bool, **values: Any) -> Any:  # noqa: ANN401 - as above
        if direct_only and (wanted.via or wanted.role or wanted.hops):
            message = "--direct-only asks for words without a relay: leave out --via, --role and --hops"
            raise click.UsageError(message)
        return command(*args, wanted=replace(wanted, hops=(0, 0)) if direct_only else wanted, **values)

    return run
