"""What quotations and articles have in common: wordings and their shingles, judgements on pairs, and copies."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
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
LIVE = text("retracted_at IS NULL")
APART = text("judgement = 'different' AND retracted_at IS NULL")
FIRST = text("is_first = 1")

# The tables that are pointed to; `create_all` is given the new ones alone.
for name in ("quotations", "agents", "article_versions", "outlets"):
    Table(name, metadata, Column("id", TEXT, primary_key=True))


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, TEXT, nullable=False) for name in names]


def _lists(*names: str) -> list[Column[str]]:
    return [Column(name, TEXT, nullable=False, server_default="[]") for name in names]


def _to(table: str, name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, TEXT, ForeignKey(f"{table}.id"), nullable=nullable)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


WORDINGS = Table(
    "quotation_wordings",
    metadata,
    Column("quotation_id", TEXT, ForeignKey("quotations.id"), primary_key=True),
    Column("wording", BigInteger, nullable=False),
    Column("is_first", Integer, nullable=False),
    *_words("form"),
    Column("words", Integer, nullable=False),
    _to("agents", "voice_id", nullable=True),
    Column("day", Integer),
    *_words("family_id", "saved_at"),
    CheckConstraint("is_first IN (0, 1)", name="is_first"),
    Index(None, "wording", "day"),
    Index("uq_quotation_wordings_first", "wording", unique=True, sqlite_where=FIRST, postgresql_where=FIRST),
    Index(None, "family_id"),
)
SHINGLES = Table(
    "quotation_shingles",
    metadata,
    _number("shingle"),
    _number("wording"),
    Column("words", Integer, nullable=False),
    sqlite_with_rowid=False,
)
MATCHES = Table(
    "quotation_matches",
    metadata,
    Column("id", TEXT, primary_key=True),
    _to("quotations", "left_id"),
    _to("quotations", "right_id"),
    *_words("judgement"),
    Column("variant", TEXT),
    Column("similarity", Double),
    Column("containment", Double),
    *_lists("meanings", "diff", "reasons"),
    Column("rank", Integer, nullable=False),
    *_words("who", "created_at"),
    Column("retracted_at", TEXT),
    CheckConstraint("judgement IN ('same', 'different', 'unsure', 'suggest')", name="judgement"),
    CheckConstraint(
        "variant IN ('exact', 'format', 'truncated', 'ellipsis', 'edited', 'translated', 'paraphrase')", name="variant"
    ),
    CheckConstraint("rank IN (10, 100)", name="rank"),
    CheckConstraint("left_id < right_id", name="order"),
    CheckConstraint("similarity >= 0 AND similarity <= 1", name="similarity"),
    CheckConstraint("containment >= 0 AND containment <= 1", name="containment"),
    Index(
        "uq_quotation_matches_live",
        "left_id",
        "right_id",
        "rank",
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    ),
    Index(None, "right_id"),
    Index("ix_quotation_matches_different", "left_id", sqlite_where=APART, postgresql_where=APART),
)
ARTICLE_SHINGLES = Table(
    "article_shingles",
    metadata,
    _number("shingle"),
    Column("version_id", TEXT, ForeignKey("article_versions.id"), primary_key=True),
    sqlite_with_rowid=False,
)
LINKS = Table(
    "article_links",
    metadata,
    Column("id", TEXT, primary_key=True),
    _to("article_versions", "version_id"),
    *_words("kind"),
    _to("article_versions", "other_version_id", nullable=True),
    Column("url", TEXT),
    _to("outlets", "outlet_id", nullable=True),
    *(Column(name, Integer) for name in ("start_char", "end_char", "other_start", "other_end")),
    Column("score", Double, nullable=False),
    *_words("method", "created_at"),
    Column("retracted_at", TEXT),
    CheckConstraint("kind IN ('syndicated', 'rewrite', 'cites', 'hyperlink', 'translation', 'near_dup')", name="kind"),
    CheckConstraint("score >= 0 AND score <= 1", name="score"),
    CheckConstraint("start_char >= 0 AND end_char > start_char", name="char_range"),
    CheckConstraint("other_start >= 0 AND other_end > other_start", name="other_range"),
    Index(None, "version_id"),
    Index(None, "other_version_id"),
)
NEW = (WORDINGS, SHINGLES, MATCHES, ARTICLE_SHINGLES, LINKS)
RETRACTABLE = (MATCHES, LINKS)


def upgrade() -> None:
    metadata.create_all(op.get_bind(), tables=NEW)
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    metadata.drop_all(op.get_bind(), tables=NEW)


def _guard_sqlite() -> None:
    for table in NEW:
        changed = " OR ".join(f"new.{c.name} IS NOT old.{c.name}" for c in table.columns if c.name != "retracted_at")
        retracts = f"old.retracted_at IS NOT NULL OR new.retracted_at IS NULL OR {changed}"
        for event in ("update", "delete") if table is not WORDINGS else ("delete",):
            when = retracts if table in RETRACTABLE and event == "update" else "1"
            op.execute(
                f"CREATE TRIGGER {table.name}_no_{event} BEFORE {event.upper()} ON {table.name} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
            )


def _guard_postgresql() -> None:
    """Refuse changes and removals, with the functions of the second schema."""
    for table in NEW:
        changes = "provenance_retract" if table in RETRACTABLE else "provenance_refuse"
        for event, unit, function in (
            ("update", "ROW", changes),
            ("delete", "ROW", "provenance_refuse"),
            ("truncate", "STATEMENT", "provenance_refuse"),
        ):
            if table is WORDINGS and event == "update":
                continue
            op.execute(
                f"CREATE TRIGGER {table.name}_no_{event} BEFORE {event.upper()} ON {table.name} "
                f"FOR EACH {unit} EXECUTE FUNCTION {function}()"
            )
