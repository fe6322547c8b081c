"""Guards against changing what is only ever added to, the search index, and the views that users query."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "article_versions", "pipelines", "quotations", "mentions", "mention_links", "attributions", "hops", "credits",
    "journal", "agent_identifiers",
)  # fmt: skip
RETRACTABLE = {
    "agent_names": ("id", "agent_id", "name", "name_key", "lang", "kind", "source", "created_at"),
    "agent_edges": ("id", "left_id", "right_id", "judgement", "score", "reasons", "who", "created_at"),
    "outlet_labels": ("id", "outlet_id", "label", "citation", "valid_from", "valid_to", "created_at"),
}
UNDELETABLE = ("agents", "outlets", "articles", "runs", "run_articles")
KEPT = (*APPEND_ONLY, *RETRACTABLE, *UNDELETABLE)

CURRENT = """
CREATE VIEW attributions_current AS
SELECT a.* FROM attributions a
WHERE a.assertion <> 'abstain'
  AND NOT EXISTS (SELECT 1 FROM attributions s WHERE s.supersedes_id = a.id)
  AND NOT EXISTS (
    SELECT 1 FROM attributions b
    WHERE b.quotation_id = a.quotation_id
      AND b.assertion <> 'abstain'
      AND (b.rank, b.created_at, b.id) > (a.rank, a.created_at, a.id)
      AND NOT EXISTS (SELECT 1 FROM attributions s WHERE s.supersedes_id = b.id)
  )
"""

# The relays of one attribution in order, from the speaker outwards.
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
       COALESCE(c.id, g.id) AS speaker_id, ({relays}) AS relays, COALESCE(p.label, v.publisher) AS publisher,
       v.title, v.published_at, v.url, r.locator, v.id AS version_id, q.start_char, q.end_char, a.score,
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
WHERE a.assertion = 'assert'
  AND v.version_no = (SELECT MAX(n.version_no) FROM article_versions n WHERE n.article_id = v.article_id)
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
        _search_sqlite()
    else:
        _guard_postgresql()
        op.execute("CREATE INDEX gin_quotations_search ON quotations USING gin (string_to_array(search_words, ' '))")
    op.execute(CURRENT)
    op.execute(WHO_SAID_WHAT.format(relays=RELAYS[op.get_bind().dialect.name]))


def downgrade() -> None:
    op.execute("DROP VIEW who_said_what")
    op.execute("DROP VIEW attributions_current")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER quotations_search")
        op.execute("DROP TABLE quotations_fts")
        for table in (*APPEND_ONLY, *RETRACTABLE):
            op.execute(f"DROP TRIGGER {table}_no_update")
        for table in KEPT:
            op.execute(f"DROP TRIGGER {table}_no_delete")
    else:
        op.execute("DROP INDEX gin_quotations_search")
        op.execute("DROP FUNCTION provenance_refuse() CASCADE")
        op.execute("DROP FUNCTION provenance_retract() CASCADE")


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        _refuse_sqlite(table, "update")
    for table, columns in RETRACTABLE.items():
        changed = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
        _refuse_sqlite(table, "update", when=f"old.retracted_at IS NOT NULL OR new.retracted_at IS NULL OR {changed}")
    for table in KEPT:
        _refuse_sqlite(table, "delete")


def _refuse_sqlite(table: str, event: str, *, when: str = "1") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _search_sqlite() -> None:
    # The words come folded and split, so that both databases find the same; `ascii` takes all else as letters.
    op.execute("CREATE VIRTUAL TABLE quotations_fts USING fts5(quotation_id UNINDEXED, words, tokenize = 'ascii')")
    op.execute(
        "CREATE TRIGGER quotations_search AFTER INSERT ON quotations BEGIN "
        "INSERT INTO quotations_fts (quotation_id, words) VALUES (new.id, new.search_words); END"
    )
    op.execute("INSERT INTO quotations_fts (quotation_id, words) SELECT id, search_words FROM quotations")


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION provenance_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        "CREATE FUNCTION provenance_retract() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF OLD.retracted_at IS NULL AND NEW.retracted_at IS NOT NULL "
        "AND to_jsonb(NEW) - 'retracted_at' = to_jsonb(OLD) - 'retracted_at' THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        _refuse_postgresql(table, "update", "ROW EXECUTE FUNCTION provenance_refuse()")
    for table in RETRACTABLE:
        _refuse_postgresql(table, "update", "ROW EXECUTE FUNCTION provenance_retract()")
    for table in KEPT:
        _refuse_postgresql(table, "delete", "ROW EXECUTE FUNCTION provenance_refuse()")
        _refuse_postgresql(table, "truncate", "STATEMENT EXECUTE FUNCTION provenance_refuse()")


def _refuse_postgresql(table: str, event: str, action: str) -> None:
    op.execute(f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} FOR EACH {action}")
