"""`provenance speakers` and `provenance agents`: who is who in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from provenance.cli.agent_import import import_agents
from provenance.cli.agent_rows import agent_to_wire, write_agents
from provenance.cli.base import Command, Group
from provenance.cli.options import (
    as_of_option,
    db_option,
    limit_option,
    output_options,
    reason_option,
    reviewer_option,
    utc_now,
    words_argument,
)
from provenance.cli.output import SECOND, SHORT_ID, Column, Output, draw, print_table, write_one
from provenance.cli.suggest import judge, suggest
from provenance.core.records import AgentKind
from provenance.core.text import printable
from provenance.store.records import EdgeRecord, StoredAgent

if TYPE_CHECKING:
    from rich.text import Text


@click.command(cls=Command, examples=("provenance speakers", "provenance speakers --limit 10 --format csv"))
@as_of_option
@limit_option
@db_option
@output_options()
def speakers(*, as_of: str | None, limit: int | None, db: str, to: Output) -> None:
    """Show who is quoted, most quoted first."""
    from provenance.store.engine import open_store
    from provenance.store.queries import find_speakers

    with open_store(db) as store:
        found = find_speakers(store, as_of=as_of, limit=limit)
    write_agents(found, to=to)


@click.group(cls=Group)
def agents() -> None:
    """List, show, name, import, merge and part people and organisations.

    AGENT is an id, the first characters of one, or the exact name.
    """


@agents.command("list", examples=("provenance agents list", "provenance agents list kim --kind person"))
@words_argument
@click.option("--kind", type=click.Choice(AgentKind, case_sensitive=False), help="Only agents of that kind.")
@limit_option
@db_option
@output_options()
def list_agents(*, words: tuple[str, ...], kind: AgentKind | None, limit: int | None, db: str, to: Output) -> None:
    """List agents that have WORDS in one of their names."""
    from provenance.store.agents import find_agents
    from provenance.store.engine import open_store

    with open_store(db) as store:
        found = find_agents(store, words=" ".join(words) or None, kind=kind, limit=limit)
    write_agents(found, to=to)


@agents.command("show", examples=('provenance agents show "Kim Jong Un"', "provenance agents show ag_51b2"))
@click.argument("agent")
@db_option
@output_options("text", "json")
def show_agent(*, agent: str, db: str, to: Output) -> None:
    """Show an agent: its names, its figures, and the judgements on whether it is somebody else."""
    from provenance.store.agents import load_agent, load_edges
    from provenance.store.engine import open_store

    with open_store(db) as store:
        found = load_agent(store, agent)
        edges = load_edges(store, found.agent.id)
    write_agent(found, edges=edges, to=to)


@agents.command(
    "alias",
    examples=('provenance agents alias "Kim Jong Un" "Kim Jeong-eun" --reviewer ada --reason "Yonhap\'s spelling"',),
)
@click.argument("agent")
@click.argument("name")
@click.option("--lang", metavar="TAG", help="Language of the name, such as en or ko.")
@reviewer_option
@reason_option
@db_option
@output_options("text", "json")
def add_alias(*, agent: str, name: str, lang: str | None, reviewer: str, reason: str, db: str, to: Output) -> None:
    """Give an agent another name."""
    from provenance.store.agents import save_alias
    from provenance.store.engine import open_store

    with open_store(db, mode="write") as store:
        saved = save_alias(store, agent, name, lang=lang, who=reviewer, reason=reason, now=utc_now())
    write_agent(saved, edges=(), to=to)


@agents.command(
    "merge",
    examples=('provenance agents merge "Sergey Lavrov" "Sergei Lavrov" --reviewer ada --reason "one minister"',),
)
@click.argument("one", metavar="AGENT")
@click.argument("other", metavar="AGENT")
@reviewer_option
@reason_option
@db_option
@output_options("text", "json")
def merge(*, one: str, other: str, reviewer: str, reason: str, db: str, to: Output) -> None:
    """Judge two agents to be the same one; `unmerge` takes it back."""
    from provenance.store.agents import save_merge
    from provenance.store.engine import open_store

    with open_store(db, mode="write") as store:
        saved = save_merge(store, one, other, who=reviewer, reason=reason, now=utc_now())
    write_agent(saved, edges=(), to=to)


@agents.command(
    "unmerge",
    examples=('provenance agents unmerge ag_51b2 ag_9c04 --reviewer ada --reason "father and son"',),
)
@click.argument("one", metavar="AGENT")
@click.argument("other", metavar="AGENT")
@reviewer_option
@reason_option
@db_option
@output_options()
def unmerge(*, one: str, other: str, reviewer: str, reason: str, db: str, to: Output) -> None:
    """Take the merge of two agents back; give their ids, since they have one name now."""
    from provenance.store.agents import save_unmerge
    from provenance.store.engine import open_store

    with open_store(db, mode="write") as store:
        parted = save_unmerge(store, one, other, who=reviewer, reason=reason, now=utc_now())
    write_agents(parted, to=to)


agents.add_command(suggest)
agents.add_command(judge)
agents.add_command(import_agents)


def write_agent(found: StoredAgent, *, edges: Sequence[EdgeRecord], to: Output) -> None:
    """Write one agent, with the judgements on who it is."""
    with to.open() as out:
        if to.chosen() == "json":
            write_one({**agent_to_wire(found), "edges": [asdict(edge) for edge in edges]}, out)
            return
        draw(_portrait(found), out=out)
        if edges:
            print_table(edges, columns=EDGE_COLUMNS, out=out, nothing="")


def _portrait(found: StoredAgent) -> "Text":
    """Say what is known of an agent, a fact a line; what is not known has no line."""
    from rich.text import Text

    facts = {
        "Names": ", ".join(found.names),
        "Known as": ", ".join(f"{scheme} {value}" for scheme, value in found.identifiers),
        "Stands for": ", ".join(member for member in found.members if member != found.agent.id),
        "Quoted": str(found.voiced),
        "Carried": str(found.relayed),
        "Seen": " to ".join(day for day in (found.first_seen, found.last_seen) if day),
    }
    portrait = Text(printable(f"{found.agent.name} ({found.agent.kind.value})  {found.agent.id}"), style="bold")
    for name, fact in facts.items():
        portrait.append(f"\n{name + ':':<12}{printable(fact)}" if fact else "", style="not bold")
    return portrait


EDGE_COLUMNS: tuple[Column[EdgeRecord], ...] = (
    Column(name="judgement", value=lambda edge: edge.judgement, heading="Judgement"),
    Column(name="left", value=lambda edge: edge.left, heading="One", cut=SHORT_ID),
    Column(name="right", value=lambda edge: edge.right, heading="Other", cut=SHORT_ID),
    Column(name="who", value=lambda edge: edge.who, heading="By", weight=1),
    Column(name="reasons", value=lambda edge: "; ".join(edge.reasons), heading="Reasons", weight=2),
    Column(name="created_at", value=lambda edge: edge.created_at, heading="When (UTC)", cut=SECOND, is_roomy=True),
    Column(name="retracted_at", value=lambda edge: edge.retracted_at, heading="Taken back", cut=SECOND),
)
