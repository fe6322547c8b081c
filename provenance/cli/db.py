"""`provenance db`: the database itself - its schema, its health, its copies."""

from operator import itemgetter
from pathlib import Path

import click

from provenance.cli.base import FOUND, Group
from provenance.cli.options import db_option, output_options
from provenance.cli.output import Column, Output, write_records
from provenance.core.wire import Wire
from provenance.store.records import Problem


@click.group(cls=Group)
def db() -> None:
    """Upgrade, check, verify and copy the database."""


@db.command("upgrade", examples=("provenance db upgrade", "provenance db backup before.db && provenance db upgrade"))
@db_option
@output_options()
def upgrade(*, db: str, to: Output) -> None:
    """Bring the database to the newest schema."""
    from provenance.store.schema import upgrade_store

    before, after = upgrade_store(db)
    _write_facts({"before": before, "after": after}, to=to)


@db.command("current", examples=("provenance db current",))
@db_option
@output_options()
def current(*, db: str, to: Output) -> None:
    """Show the schema revision of the database, and the newest one."""
    from provenance.store.schema import current_revision, newest_revision

    _write_facts({"current": current_revision(db), "newest": newest_revision()}, to=to)


@db.command("check", examples=("provenance db check",))
@db_option
@output_options()
@click.pass_context
def check(ctx: click.Context, *, db: str, to: Output) -> None:
    """List where the schema of the database differs from that of the program; exit with 3 if it does."""
    from provenance.store.schema import check_schema

    drift = check_schema(db)
    column: Column[str] = Column(name="difference", value=str, heading="Difference")
    write_records(
        drift,
        columns=(column,),
        to_wire=lambda line: {"difference": line},
        to=to,
        nothing="The schema is as it should be.",
    )
    if drift:
        ctx.exit(FOUND)


@db.command("verify", examples=("provenance db verify", "provenance db verify --format csv -o problems.csv"))
@db_option
@output_options()
@click.pass_context
def verify(ctx: click.Context, *, db: str, to: Output) -> None:
    """Derive every stored hash, id, offset and chain again, and list what does not agree; exit with 3 if any."""
    from provenance.store.engine import open_store
    from provenance.store.schema import verify_store

    with open_store(db) as store:
        problems = verify_store(store)
    write_records(
        problems,
        columns=PROBLEM_COLUMNS,
        to_wire=lambda problem: {"table": problem.table, "id": problem.id, "what": problem.what},
        to=to,
        nothing="Everything that is stored follows from what it is derived from.",
    )
    if problems:
        ctx.exit(FOUND)


@db.command("backup", examples=("provenance db backup provenance-2025-07-13.db",))
@click.argument("destination", type=click.Path(dir_okay=False, path_type=Path))
@db_option
@output_options()
def backup(*, destination: Path, db: str, to: Output) -> None:
    """Copy the database to a file, while others may write to it."""
    from provenance.store.schema import backup_store

    size = backup_store(db, destination)
    _write_facts({"backup": destination.as_posix(), "bytes": size}, to=to)


def _write_facts(facts: Wire, *, to: Output) -> None:
    """Write a few named facts as one row."""
    columns: list[Column[Wire]] = [
        Column(name=name, value=itemgetter(name), heading=name.capitalize()) for name in facts
    ]
    write_records([facts], columns=columns, to_wire=dict, to=to, nothing="")


PROBLEM_COLUMNS: tuple[Column[Problem], ...] = (
    Column(name="table", value=lambda problem: problem.table, heading="Table"),
    Column(name="id", value=lambda problem: problem.id, heading="Id"),
    Column(name="what", value=lambda problem: problem.what, heading="What", weight=1),
)
