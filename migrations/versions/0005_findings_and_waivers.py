"""What audits find, the states of it, and waivers."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
WAIVER = ("id", "finding_id", "who", "reason", "expires_on", "created_at")

# The tables that are pointed to; `create_all` is given the new ones alone.
for name in ("articles", "quotations"):
    Table(name, metadata, Column("id", TEXT, primary_key=True))


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, TEXT, nullable=False) for name in names]


def _to(table: str, name: str) -> Column[str]:
    return Column(name, TEXT, ForeignKey(f"{table}.id"), nullable=False)


AUDITS = Table(
    "audits",
    metadata,
    Column("id", TEXT, primary_key=True),
    *_words("version", "rules", "scope", "started_at", "finished_at", "counts"),
)
FINDINGS = Table(
    "findings",
    metadata,
    Column("id", TEXT, primary_key=True),
    *_words("rule", "subject"),
    Column("quotation_id", TEXT, ForeignKey("quotations.id")),
    Column("article_id", TEXT, ForeignKey("articles.id")),
    _to("audits", "audit_id"),
    *_words("created_at"),
    Unique("rule", "subject"),
    Index(None, "quotation_id"),
    Index(None, "article_id"),
)
STATES = Table(
    "finding_states",
    metadata,
    Column("id", TEXT, primary_key=True),
    _to("findings", "finding_id"),
    Column("position", Integer, nullable=False),
    _to("audits", "audit_id"),
    *_words("state", "severity", "message", "created_at"),
    CheckConstraint("state IN ('open', 'closed')", name="state"),
    CheckConstraint("severity IN ('info', 'low', 'medium', 'high')", name="severity"),
    CheckConstraint("position >= 1", name="position"),
    Unique("finding_id", "position"),
)
WAIVERS = Table(
    "waivers",
    metadata,
    Column("id", TEXT, primary_key=True),
    _to("findings", "finding_id"),
    *_words("who", "reason", "expires_on", "created_at"),
    Column("retracted_at", TEXT),
    Index(None, "finding_id"),
)
NEW = (AUDITS, FINDINGS, STATES, WAIVERS)


def upgrade() -> None:
    metadata.create_all(op.get_bind(), tables=NEW)
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    metadata.drop_all(op.get_bind(), tables=NEW)


def _guard_sqlite() -> None:
    changed = " OR ".join(f"new.{column} IS NOT old.{column}" for column in WAIVER)
    retracts = f"old.retracted_at IS NOT NULL OR new.retracted_at IS NULL OR {changed}"
    for table in NEW:
        for event in ("update", "delete"):
            when = retracts if table is WAIVERS and event == "update" else "1"
            op.execute(
                f"CREATE TRIGGER {table.name}_no_{event} BEFORE {event.upper()} ON {table.name} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
            )


def _guard_postgresql() -> None:
    """Refuse changes and removals, with the functions of the second schema."""
    for table in NEW:
        changes = "provenance_retract" if table is WAIVERS else "provenance_refuse"
        for event, unit, function in (
            ("update", "ROW", changes),
            ("delete", "ROW", "provenance_refuse"),
            ("truncate", "STATEMENT", "provenance_refuse"),
        ):
            op.execute(
                f"CREATE TRIGGER {table.name}_no_{event} BEFORE {event.upper()} ON {table.name} "
                f"FOR EACH {unit} EXECUTE FUNCTION {function}()"
            )
