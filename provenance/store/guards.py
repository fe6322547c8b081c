"""Which tables are only ever added to, and the triggers and views that a database of ours must have.

The triggers themselves stand in `migrations/`; they hold on both databases and for whoever writes to them.
"""

from sqlalchemy import Connection, inspect, text

from provenance.store.audits import audits, finding_states, findings, waivers
from provenance.store.tables import (
    article_sightings,
    article_versions,
    articles,
    attributions,
    credits_table,
    fetches,
    hops,
    journal,
    mention_links,
    mentions,
    pipelines,
    quotations,
    run_articles,
    runs,
)
from provenance.store.wordings import (
    article_links,
    article_shingles,
    quotation_matches,
    quotation_shingles,
    quotation_wordings,
)
from provenance.store.world import agent_edges, agent_identifiers, agent_names, agents, outlet_labels, outlets

APPEND_ONLY = (
    article_versions, pipelines, quotations, mentions, mention_links, attributions, hops, credits_table, journal,
    agent_identifiers, article_sightings, fetches, audits, findings, finding_states,
    quotation_shingles, article_shingles,
)  # fmt: skip
"""Tables whose rows never change and never go."""

RETRACTABLE = (agent_names, agent_edges, outlet_labels, waivers, quotation_matches, article_links)
"""Tables whose rows never go, and change once: when `retracted_at` is set."""

UNDELETABLE = (agents, outlets, articles, runs, run_articles, quotation_wordings)
"""Tables whose rows never go, though they may change."""

VIEWS = ("attributions_current", "who_said_what")
"""Views that users query; this package queries the tables, since it must also answer for an earlier moment."""


def expected_triggers(dialect: str) -> frozenset[str]:
    """List the triggers that guard the tables and feed the search index.

    Args:
        dialect: `sqlite` or `postgresql`.
    """
    guarded = {f"{table.name}_no_update" for table in (*APPEND_ONLY, *RETRACTABLE)}
    kept = {f"{table.name}_no_delete" for table in (*APPEND_ONLY, *RETRACTABLE, *UNDELETABLE)}
    if dialect == "sqlite":
        return frozenset(guarded | kept | {"quotations_search"})
    emptied = {f"{table.name}_no_truncate" for table in (*APPEND_ONLY, *RETRACTABLE, *UNDELETABLE)}
    return frozenset(guarded | kept | emptied)


def missing_guards(connection: Connection) -> list[str]:
    """List triggers and views that the schema has and this database lacks."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    triggers = set(connection.execute(text(sql)).scalars())
    views = set(inspect(connection).get_view_names())
    return [
        *(f"the trigger {name} is missing" for name in sorted(expected_triggers(connection.dialect.name) - triggers)),
        *(f"the view {name} is missing" for name in VIEWS if name not in views),
    ]
