"""`provenance agents suggest` and `agents judge`: which agents may be the same, and a reviewer's answer."""

import click

from provenance.cli.agent_rows import agent_to_wire, write_agents
from provenance.cli.base import Command
from provenance.cli.options import (
    as_of_option,
    db_option,
    limit_option,
    output_options,
    reason_option,
    reviewer_option,
    utc_now,
)
from provenance.cli.output import SHORT_ID, Column, Output, write_records
from provenance.core.judgements import Judgement
from provenance.core.records import AgentKind
from provenance.core.wire import Wire
from provenance.store.suggestions import Suggestion

ANSWERS = tuple(judgement for judgement in Judgement if judgement is not Judgement.SUGGEST)


@click.command(
    cls=Command,
    examples=("provenance agents suggest", "provenance agents suggest --kind person --limit 20 --format jsonl"),
)
@click.option("--kind", type=click.Choice(AgentKind, case_sensitive=False), help="Only agents of that kind.")
@as_of_option
@limit_option
@db_option
@output_options()
def suggest(*, kind: AgentKind | None, as_of: str | None, limit: int | None, db: str, to: Output) -> None:
    """List agents that may be the same, those first on which most quotations hang.

    Nothing is joined: answer with `agents merge` or `agents judge`. What is found is kept in the database, so that
    --as-of shows what was asked at that time.
    """
    from provenance.store.engine import open_store
    from provenance.store.suggesting import find_suggestions, save_suggestions

    with open_store(db, mode="read" if as_of else "write") as store:
        if as_of is None:
            save_suggestions(store, now=utc_now())
        found = find_suggestions(store, kind=kind, as_of=as_of, limit=limit)
    write_records(
        found,
        columns=SUGGESTION_COLUMNS,
        to_wire=suggestion_to_wire,
        to=to,
        nothing="No two agents look alike: there is nothing to decide.",
    )


@click.command(
    cls=Command,
    examples=('provenance agents judge ag_51b2 ag_9c04 different --reviewer ada --reason "father and son"',),
)
@click.argument("one", metavar="AGENT")
@click.argument("other", metavar="AGENT")
@click.argument("judgement", type=click.Choice(ANSWERS, case_sensitive=False))
@reviewer_option
@reason_option
@db_option
@output_options()
def judge(*, one: str, other: str, judgement: Judgement, reviewer: str, reason: str, db: str, to: Output) -> None:
    """Answer whether two agents are the same, different, or not to be told: no rule asks or joins again.

    The last judgement on two agents holds, and every earlier one stays in the history of `agents show`.
    """
    from provenance.store.agents import save_judgement
    from provenance.store.engine import open_store

    with open_store(db, mode="write") as store:
        saved = save_judgement(store, one, other, judgement=judgement, who=reviewer, reason=reason, now=utc_now())
    write_agents(dict.fromkeys(saved), to=to)


def suggestion_to_wire(found: Suggestion) -> Wire:
    """Build the JSON object of a suggestion."""
    return {
        "one": agent_to_wire(found.one),
        "other": agent_to_wire(found.other),
        "score": found.score,
        "reasons": list(found.reasons),
        "quotations": found.quotations,
        "created_at": found.created_at,
    }


SUGGESTION_COLUMNS: tuple[Column[Suggestion], ...] = (
    Column(name="one", value=lambda found: found.one.agent.name, heading="Agent", weight=3, style="bold cyan"),
    Column(name="other", value=lambda found: found.other.agent.name, heading="May be", weight=3, style="bold cyan"),
    Column(name="score", value=lambda found: found.score, heading="Score", short=lambda found: f"{found.score:.2f}"),
    Column(name="quotations", value=lambda found: found.quotations, heading="Quotations"),
    Column(name="reasons", value=lambda found: "; ".join(found.reasons), heading="Why", weight=4),
    Column(name="one_id", value=lambda found: found.one.agent.id, heading="Ids", cut=SHORT_ID, style="dim"),
    Column(name="other_id", value=lambda found: found.other.agent.id, heading=" ", cut=SHORT_ID, style="dim"),
)
