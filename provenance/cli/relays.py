"""`provenance relays`: who carries whose words, and how often."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from provenance.cli.base import Command
from provenance.cli.options import db_option, filter_options, output_options, words_argument
from provenance.cli.output import DAY, Column, Output, write_records
from provenance.cli.said import name_of
from provenance.core.wire import Wire, agent_to_wire
from provenance.store.records import QuotationFilter

if TYPE_CHECKING:
    from provenance.store.relaying import Relaying


@click.command(
    cls=Command,
    examples=(
        "provenance relays",
        "provenance relays --role agency --since 2025-07",
        "provenance relays --via KCNA --format csv -o kcna.csv",
    ),
)
@words_argument
@filter_options
@db_option
@output_options()
def relays(*, wanted: QuotationFilter, db: str, to: Output) -> None:
    """Show who carries whose words, and how often, most often first.

    WORDS are words that the quotations hold, in any order. A chain of two relays counts for both, unless --via or
    --role asks for one of them.
    """
    from provenance.store.engine import open_store
    from provenance.store.relaying import find_relays

    with open_store(db) as store:
        found = find_relays(store, wanted)
    write_records(found, columns=RELAY_COLUMNS, to_wire=relaying_to_wire, to=to, nothing="No relays found.")


def relaying_to_wire(found: "Relaying") -> Wire:
    """Build the JSON object of one relay and one speaker."""
    return {
        "relay": agent_to_wire(found.relay),
        "role": found.role.value,
        "speaker": agent_to_wire(found.speaker),
        "quotations": found.quotations,
        "articles": found.articles,
        "first_seen": found.first_seen,
        "last_seen": found.last_seen,
    }


def _agent(end: str, field: str) -> "Callable[[Relaying], Any]":
    return lambda found: getattr(getattr(found, end), field, None)


RELAY_COLUMNS: tuple[Column["Relaying"], ...] = (
    Column(
        name="relay",
        value=_agent("relay", "name"),
        heading="Relay",
        short=lambda found: name_of(found.relay),
        weight=1,
        style="magenta",
    ),
    Column(name="role", value=lambda found: found.role.value, heading="Role"),
    Column(
        name="speaker",
        value=_agent("speaker", "name"),
        heading="Speaker",
        short=lambda found: name_of(found.speaker),
        weight=1,
        style="bold cyan",
    ),
    Column(name="quotations", value=lambda found: found.quotations, heading="Quotations"),
    Column(name="articles", value=lambda found: found.articles, heading="Articles", is_roomy=True),
    Column(name="first_seen", value=lambda found: found.first_seen, heading="First", cut=DAY, is_roomy=True),
    Column(name="last_seen", value=lambda found: found.last_seen, heading="Last", cut=DAY, is_roomy=True),
    Column(name="relay_id", value=_agent("relay", "id")),
    Column(name="speaker_id", value=_agent("speaker", "id")),
)
