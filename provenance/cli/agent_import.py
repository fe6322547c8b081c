"""`provenance agents import`: people and organisations that another register knows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import click

from provenance.agent_files import BadLine, read_agents
from provenance.cli.base import FOUND, Command
from provenance.cli.options import db_option, output_options, strict_option, utc_now
from provenance.cli.output import Column, Output, write_records
from provenance.cli.report import reasons_text
from provenance.core.known import ImportedAgent
from provenance.core.text import printable
from provenance.core.wire import Wire
from provenance.errors import UnreadableInput

_TOLD = 20


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of a file.

    Attributes:
        lines: Number of lines that name an agent.
        agents: Agents that are new in the database.
        names: Names that are new.
        joined: Joins of imported agents with those that were there.
        skipped: Number of lines left out, by reason.
    """

    lines: int = 0
    agents: int = 0
    names: int = 0
    joined: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def sift(self, read: Iterable[ImportedAgent | BadLine], *, source: str) -> Iterator[ImportedAgent]:
        """Let agents through, count everything, and tell the first lines that name nobody."""
        for one in read:
            if isinstance(one, BadLine):
                self.skipped[one.reason] += 1
                if self.skipped.total() <= _TOLD:
                    click.echo(
                        printable(f"Skipped {source}, line {one.number} ({one.reason}): {one.message}"), err=True
                    )
            else:
                self.lines += 1
                yield one


@click.command(
    "import",
    cls=Command,
    examples=("provenance agents import people.tsv", "provenance agents import wikidata-slice.jsonl --strict"),
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@db_option
@strict_option
@output_options()
@click.pass_context
def import_agents(ctx: click.Context, *, file: str, db: str, strict: bool, to: Output) -> None:
    """Add people and organisations from FILE, or - for standard input.

    JSON lines or TSV with id, label, alias, lang and kind, or entities of a Wikidata dump. The database is made if it
    is missing. A second run adds nothing. `ingest`, and `extract` with --db, know the names from then on.
    """
    with click.open_file(file, "rb") as lines:
        report = import_file(lines, source=_name_of(file), db=db)
    write_records([report], columns=REPORT_COLUMNS, to_wire=_report_to_wire, to=to, nothing="")
    if not report.lines:
        skipped = f"; skipped {reasons_text(report.skipped)}" if report.skipped else ": there is not one line in it"
        message = f"no agent could be read from {_name_of(file)}{skipped}"
        raise UnreadableInput(message, hint="a line is a JSON object, or has the columns id, label, alias, lang, kind")
    if strict and report.skipped:
        ctx.exit(FOUND)


def import_file(lines: Iterable[bytes], *, source: str, db: str) -> Imported:
    """Import the agents of a file into a database, which is made if it is missing.

    Args:
        lines: Of the file.
        source: What the file is called, for messages.
        db: Path or SQLAlchemy URL.
    """
    from provenance.registry import load_registry
    from provenance.store.engine import open_store
    from provenance.store.importing import save_imported
    from provenance.store.seeds import save_registry

    done = Imported()
    with open_store(db, mode="write") as store:
        save_registry(store, load_registry(), now=utc_now())
        saved = save_imported(store, done.sift(read_agents(lines), source=source), now=utc_now())
    done.agents, done.names, done.joined = saved.agents, saved.names, saved.joined
    if saved.other_kind:
        done.skipped["other_kind"] += saved.other_kind
    return done


def _name_of(file: str) -> str:
    return "standard input" if file == "-" else file


def _report_to_wire(done: Imported) -> Wire:
    return {
        "lines": done.lines,
        "agents": done.agents,
        "names": done.names,
        "joined": done.joined,
        "skipped": dict(sorted(done.skipped.items())),
    }


REPORT_COLUMNS: tuple[Column[Imported], ...] = (
    Column(name="lines", value=lambda done: done.lines, heading="Read"),
    Column(name="agents", value=lambda done: done.agents, heading="New agents"),
    Column(name="names", value=lambda done: done.names, heading="New names"),
    Column(name="joined", value=lambda done: done.joined, heading="Joined"),
    Column(name="skipped", value=lambda done: reasons_text(done.skipped), heading="Skipped"),
)
