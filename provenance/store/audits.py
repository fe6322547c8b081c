"""The tables of audits: what checks have found, when it was opened and closed, and who waives it until when.

A finding is an anchor that never changes: one rule about one subject. What an audit says of it is a state that is
added, and the last one holds; an audit that says the same again adds none.
"""

from sqlalchemy import CheckConstraint, Index, Table
from sqlalchemy import UniqueConstraint as Unique

from provenance.core.severities import Severity
from provenance.store.columns import enum, id_column, maybe, maybe_to, metadata, number, to, words

STATES = ("open", "closed")

audits = Table(
    "audits",
    metadata,
    id_column(),
    words("version"),
    # The codes of the checks that ran, and which quotations were looked at; both as JSON.
    words("rules"),
    words("scope"),
    words("started_at"),
    words("finished_at"),
    words("counts"),
)

findings = Table(
    "findings",
    metadata,
    id_column(),
    words("rule"),
    words("subject"),
    # Where to look; a subject that is no quotation or article has them too, if one shows it best.
    maybe_to("quotations", "quotation_id"),
    maybe_to("articles", "article_id"),
    to("audits", "audit_id"),
    words("created_at"),
    Unique("rule", "subject"),
    Index(None, "quotation_id"),
    Index(None, "article_id"),
)

finding_states = Table(
    "finding_states",
    metadata,
    id_column(),
    to("findings", "finding_id"),
    # Counts the states of a finding from 1; the last one holds.
    number("position"),
    to("audits", "audit_id"),
    words("state"),
    words("severity"),
    words("message"),
    words("created_at"),
    enum("state", STATES),
    enum("severity", Severity),
    CheckConstraint("position >= 1", name="position"),
    Unique("finding_id", "position"),
)

waivers = Table(
    "waivers",
    metadata,
    id_column(),
    to("findings", "finding_id"),
    words("who"),
    words("reason"),
    # The last day on which it holds, in UTC.
    words("expires_on"),
    words("created_at"),
    maybe("retracted_at"),
    Index(None, "finding_id"),
)
