"""Agents as commands write them: columns of tables, and JSON."""

from collections.abc import Iterable

from provenance.cli.output import DAY, SHORT_ID, Column, Output, write_records
from provenance.core.wire import Wire
from provenance.store.records import StoredAgent


def write_agents(found: Iterable[StoredAgent], *, to: Output) -> None:
    """Write a list of agents."""
    write_records(found, columns=AGENT_COLUMNS, to_wire=agent_to_wire, to=to, nothing="No agents found.")


def agent_to_wire(found: StoredAgent) -> Wire:
    """Build the JSON object of an agent: that of `extract`, and what the database knows beside it."""
    return {
        "name": found.agent.name,
        "kind": found.agent.kind.value,
        "agent": found.agent.id,
        "names": list(found.names),
        "identifiers": dict(found.identifiers),
        "members": list(found.members),
        "voiced": found.voiced,
        "relayed": found.relayed,
        "first_seen": found.first_seen,
        "last_seen": found.last_seen,
    }


AGENT_COLUMNS: tuple[Column[StoredAgent], ...] = (
    Column(name="name", value=lambda found: found.agent.name, heading="Name", weight=3, style="bold cyan"),
    Column(name="kind", value=lambda found: found.agent.kind.value, heading="Kind"),
    Column(name="voiced", value=lambda found: found.voiced, heading="Quoted"),
    Column(name="relayed", value=lambda found: found.relayed, heading="Carried"),
    Column(
        name="names", value=lambda found: "; ".join(found.names[1:]), heading="Other names", weight=2, is_roomy=True
    ),
    Column(name="first_seen", value=lambda found: found.first_seen, heading="First", cut=DAY, is_roomy=True),
    Column(name="last_seen", value=lambda found: found.last_seen, heading="Last", cut=DAY, is_roomy=True),
    Column(name="id", value=lambda found: found.agent.id, heading="Id", cut=SHORT_ID, style="dim"),
)
