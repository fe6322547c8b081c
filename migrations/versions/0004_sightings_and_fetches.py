"""What is seen again of an article whose text was there before, and what servers gave with pages."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
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
LISTS = ("block_quotations", "redirects")

# The tables that are pointed to; `create_all` is given the new ones alone.
for name in ("articles", "article_versions", "pipelines"):
    Table(name, metadata, Column("id", TEXT, primary_key=True))

NEW = (
    Table(
        "article_sightings",
        metadata,
        Column("id", TEXT, primary_key=True),
        Column("article_id", TEXT, ForeignKey("articles.id"), nullable=False),
        Column("position", Integer, nullable=False),
        Column("version_id", TEXT, ForeignKey("article_versions.id"), nullable=False),
        Column("newest_no", Integer, nullable=False),
        Column("is_return", Integer, nullable=False),
        Column("raw_sha256", TEXT, nullable=False),
        Column("seen_at", TEXT, nullable=False),
        *(Column(n, TEXT) for n in ("url", "title", "publisher", "publisher_key", "byline", "dateline", "credit_line")),
        *(Column(n, TEXT) for n in ("place", "lang", "published_at", "modified_at")),
        *(Column(n, TEXT, nullable=False, server_default="[]") for n in ("authors", "based_on")),
        CheckConstraint("is_return IN (0, 1)", name="is_return"),
        CheckConstraint("position >= 1", name="position"),
        Unique("article_id", "position"),
        Index(None, "version_id"),
    ),
    Table(
        "fetches",
        metadata,
        Column("id", TEXT, primary_key=True),
        Column("pipeline_id", TEXT, ForeignKey("pipelines.id"), nullable=False),
        Column("url", TEXT, nullable=False),
        Column("final_url", TEXT, nullable=False),
        Column("etag", TEXT),
        Column("last_modified", TEXT),
        Column("fetched_at", TEXT, nullable=False),
        # A hash index, because PostgreSQL's ordered ones refuse values over 2,700 bytes.
        Index(None, "final_url", postgresql_using="hash"),
    ),
)

RELAYS = {
    "sqlite": """
      SELECT group_concat(label, ' > ') FROM (
        SELECT COALESCE(c.label, g.label, '?') AS label FROM hops h
        LEFT JOIN agents g ON g.id = h.agent_id LEFT JOIN agents c ON c.id = g.canonical_id
        WHERE h.attribution_id = a.id AND h.role NOT IN ('speaker', 'publisher') ORDER BY h.position
      )""",
    "postgresql": """
      SELECT string_agg(COALESCE(c.label, g.label, '?'), ' > ' ORDER BY h.position) FROM hops h
      LEFT JOIN agents g ON g.id = h.agent_id LEFT JOIN agents c ON c.id = g.canonical_id
      WHERE h.attribution_id = a.id AND h.role NOT IN ('speaker', 'publisher')""",
}
WHO_SAID_WHAT = """
CREATE VIEW who_said_what AS
SELECT q.id AS quotation_id, q.text, a.form, COALESCE(c.label, g.label) AS speaker,
       COALESCE(c.id, g.id) AS speaker_id, ({relays}) AS relays, COALESCE(p.label, {publisher}) AS publisher,
       {title} AS title, {published_at} AS published_at, {url} AS url, r.locator, v.id AS version_id,
       q.start_char, q.end_char, a.score,
       CASE WHEN a.rank = 100 THEN 'human' WHEN a.rank = 50 THEN 'import' ELSE 'model' END AS decided_by
FROM attributions_current a
JOIN quotations q ON q.id = a.quotation_id
JOIN article_versions v ON v.id = q.version_id
JOIN articles r ON r.id = v.article_id
LEFT JOIN outlets o ON o.id = r.outlet_id
LEFT JOIN agents p ON p.id = o.agent_id
LEFT JOIN hops h ON h.attribution_id = a.id AND h.role = 'speaker'
LEFT JOIN agents g ON g.id = h.agent_id
LEFT JOIN agents c ON c.id = g.canonical_id
WHERE a.assertion = 'assert' AND v.version_no = {newest}
"""
SAID = ("publisher", "title", "published_at", "url")
# As it was described last; what was said once is never followed by a gap.
DESCRIBED = (
    "COALESCE((SELECT s.{name} FROM article_sightings s WHERE s.version_id = v.id ORDER BY s.position DESC LIMIT 1), "
    "v.{name})"
)
HIGHEST = "(SELECT MAX(n.version_no) FROM article_versions n WHERE n.article_id = v.article_id)"
NEWEST = """COALESCE(
    (SELECT w.version_no FROM article_sightings s JOIN article_versions w ON w.id = s.version_id
     WHERE s.article_id = v.article_id AND s.newest_no = {highest} ORDER BY s.position DESC LIMIT 1),
    {highest})"""


def upgrade() -> None:
    for name in LISTS:
        op.add_column("article_versions", Column(name, TEXT, nullable=False, server_default="[]"))
    metadata.create_all(op.get_bind(), tables=NEW)
    for table in NEW:
        _guard(table.name)
    _make_view({name: DESCRIBED.format(name=name) for name in SAID}, newest=NEWEST.format(highest=HIGHEST))


def downgrade() -> None:
    _make_view({name: f"v.{name}" for name in SAID}, newest=HIGHEST)
    metadata.drop_all(op.get_bind(), tables=NEW)
    for name in reversed(LISTS):
        op.drop_column("article_versions", name)


def _make_view(said: dict[str, str], *, newest: str) -> None:
    relays = RELAYS[op.get_bind().dialect.name]
    op.execute("DROP VIEW who_said_what")
    op.execute(WHO_SAID_WHAT.format(relays=relays, newest=newest, **said))


def _guard(table: str) -> None:
    """Refuse changes and removals, with the functions of the second schema on PostgreSQL."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    for event, unit in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH {unit} EXECUTE FUNCTION provenance_refuse()"
        )
