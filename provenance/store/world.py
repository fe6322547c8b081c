"""The tables of who there is: agents with their names and the judgements on them, outlets with their labels."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, text
from sqlalchemy import UniqueConstraint as Unique

from provenance.core.judgements import Judgement
from provenance.core.records import AgentKind
from provenance.store.columns import (
    NAME_KINDS,
    NAME_SOURCES,
    OUTLET_KINDS,
    SCORE_RANGE,
    enum,
    id_column,
    maybe,
    maybe_to,
    metadata,
    score,
    to,
    words,
)

agents = Table(
    "agents",
    metadata,
    id_column(),
    words("kind"),
    words("label"),
    # The article version to which the name is bound; empty for none, null where the id does not follow from the name.
    maybe("scope"),
    # 1 where the registry knows the agent: its label stays as the registry has it.
    Column("known", Integer, nullable=False, server_default="0"),
    # Derived from the edges that hold: the agent that stands for this one. Rebuilt whenever an edge changes.
    maybe_to("agents", "canonical_id"),
    words("created_at"),
    enum("kind", AgentKind),
    enum("known", (0, 1)),
    Index(None, "canonical_id"),
)

agent_names = Table(
    "agent_names",
    metadata,
    id_column(),
    to("agents", "agent_id"),
    words("name"),
    words("name_key"),
    maybe("lang"),
    words("kind"),
    words("source"),
    words("created_at"),
    maybe("retracted_at"),
    enum("kind", NAME_KINDS),
    enum("source", NAME_SOURCES),
    Index(None, "name_key", postgresql_using="hash"),
    # The few that join others: many articles bring the same label, each of an agent of its own.
    Index(
        "ix_agent_names_other",
        "name_key",
        postgresql_using="hash",
        sqlite_where=text("kind <> 'label'"),
        postgresql_where=text("kind <> 'label'"),
    ),
    Index(None, "agent_id"),
)

agent_identifiers = Table(
    "agent_identifiers",
    metadata,
    id_column(),
    to("agents", "agent_id"),
    words("scheme"),
    words("value"),
    words("created_at"),
    Unique("agent_id", "scheme", "value"),
)

agent_edges = Table(
    "agent_edges",
    metadata,
    id_column(),
    to("agents", "left_id"),
    to("agents", "right_id"),
    words("judgement"),
    score(),
    words("reasons"),
    words("who"),
    words("created_at"),
    maybe("retracted_at"),
    enum("judgement", Judgement),
    CheckConstraint("left_id < right_id", name="order"),
    CheckConstraint(SCORE_RANGE, name="score"),
    Index(
        "uq_agent_edges_live",
        "left_id",
        "right_id",
        unique=True,
        sqlite_where=text("retracted_at IS NULL"),
        postgresql_where=text("retracted_at IS NULL"),
    ),
    Index(None, "right_id"),
)

outlets = Table(
    "outlets",
    metadata,
    id_column(),
    to("agents", "agent_id"),
    maybe("domain"),
    maybe("country"),
    maybe("lang"),
    words("kind"),
    words("created_at"),
    enum("kind", OUTLET_KINDS),
    Unique("agent_id"),
    Index(None, "domain"),
)

outlet_labels = Table(
    "outlet_labels",
    metadata,
    id_column(),
    to("outlets", "outlet_id"),
    words("label"),
    words("citation"),
    maybe("valid_from"),
    maybe("valid_to"),
    words("created_at"),
    maybe("retracted_at"),
    CheckConstraint("citation <> ''", name="citation"),
    Index(None, "outlet_id"),
)
