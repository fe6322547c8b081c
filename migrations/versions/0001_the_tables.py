"""The tables as they were first.

They are written out here, not taken from the package: a migration must do the same for ever.
"""

from collections.abc import Iterable

from alembic import op
from sqlalchemy import CheckConstraint, Column, Double, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
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

AGENT_KINDS = ("person", "organisation", "group", "unnamed", "document", "author", "generic")
ANONYMITYS = ("named", "described", "unnamed", "withheld")
FORMS = ("direct", "mixed", "indirect")
MEDIUMS = (
    "statement",
    "speech",
    "rally",
    "interview",
    "press conference",
    "debate",
    "tweet",
    "letter",
    "email",
    "testimony",
    "document",
    "book",
    "broadcast",
    "poll",
    "video",
    "conversation",
)
MENTION_KINDS = ("name", "nominal", "pronoun", "outlet", "credit")
ROLES = ("speaker", "agency", "outlet", "person", "translation", "platform", "leaker", "document", "publisher")
JUDGEMENTS = ("same", "different", "unsure", "suggest")
OUTLET_KINDS = ("newspaper", "broadcaster", "agency", "magazine", "aggregator", "official", "social", "other")
PRECISIONS = ("year", "month", "day", "time", "other")
STAGES = ("extract", "link", "import")
RUN_STATES = ("running", "finished", "failed", "interrupted")
ARTICLE_STATES = ("done", "failed")
NAME_KINDS = ("label", "alias", "title", "translit", "short")
NAME_SOURCES = ("registry", "article", "human")
ASSERTIONS = ("assert", "reject", "abstain")
RANKS = (10, 50, 100)


def _enum(column: str, values: Iterable[object]) -> CheckConstraint:
    listed = ", ".join(str(v) if isinstance(v, int) else f"'{v}'" for v in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _range(prefix: str) -> CheckConstraint:
    start, end = (f"{prefix}_start", f"{prefix}_end") if prefix else ("start_char", "end_char")
    return CheckConstraint(f"{start} >= 0 AND {end} > {start}", name=f"{prefix or 'char'}_range")


def _id() -> Column[str]:
    return Column("id", TEXT, primary_key=True)


def _words(name: str) -> Column[str]:
    return Column(name, TEXT, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, TEXT)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _maybe_number(name: str) -> Column[int]:
    return Column(name, Integer)


def _score() -> Column[float]:
    return Column("score", Double, nullable=False)


def _to(target: str, name: str) -> Column[str]:
    return Column(name, TEXT, ForeignKey(f"{target}.id"), nullable=False)


def _maybe_to(target: str, name: str) -> Column[str]:
    return Column(name, TEXT, ForeignKey(f"{target}.id"))


_SCORE = "score >= 0 AND score <= 1"

Table(
    "agents",
    metadata,
    _id(),
    _words("kind"),
    _words("label"),
    # The article version to which the name is bound; empty for none, null where the id does not follow from the name.
    _maybe("scope"),
    # 1 where the registry knows the agent: its label stays as the registry has it.
    Column("known", Integer, nullable=False, server_default="0"),
    # Derived from the edges that hold: the agent that stands for this one. Rebuilt whenever an edge changes.
    _maybe_to("agents", "canonical_id"),
    _words("created_at"),
    _enum("kind", AGENT_KINDS),
    _enum("known", (0, 1)),
    Index(None, "canonical_id"),
)

Table(
    "agent_names",
    metadata,
    _id(),
    _to("agents", "agent_id"),
    _words("name"),
    _words("name_key"),
    _maybe("lang"),
    _words("kind"),
    _words("source"),
    _words("created_at"),
    _maybe("retracted_at"),
    _enum("kind", NAME_KINDS),
    _enum("source", NAME_SOURCES),
    Index(None, "name_key", postgresql_using="hash"),
    Index(None, "agent_id"),
)

Table(
    "agent_identifiers",
    metadata,
    _id(),
    _to("agents", "agent_id"),
    _words("scheme"),
    _words("value"),
    _words("created_at"),
    Unique("agent_id", "scheme", "value"),
)

Table(
    "agent_edges",
    metadata,
    _id(),
    _to("agents", "left_id"),
    _to("agents", "right_id"),
    _words("judgement"),
    _score(),
    _words("reasons"),
    _words("who"),
    _words("created_at"),
    _maybe("retracted_at"),
    _enum("judgement", JUDGEMENTS),
    CheckConstraint("left_id < right_id", name="order"),
    CheckConstraint(_SCORE, name="score"),
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

Table(
    "outlets",
    metadata,
    _id(),
    _to("agents", "agent_id"),
    _maybe("domain"),
    _maybe("country"),
    _maybe("lang"),
    _words("kind"),
    _words("created_at"),
    _enum("kind", OUTLET_KINDS),
    Unique("agent_id"),
    Index(None, "domain"),
)

Table(
    "outlet_labels",
    metadata,
    _id(),
    _to("outlets", "outlet_id"),
    _words("label"),
    _words("citation"),
    _maybe("valid_from"),
    _maybe("valid_to"),
    _words("created_at"),
    _maybe("retracted_at"),
    CheckConstraint("citation <> ''", name="citation"),
    Index(None, "outlet_id"),
)

Table(
    "articles",
    metadata,
    _id(),
    _words("locator"),
    _maybe_to("outlets", "outlet_id"),
    _words("first_seen_at"),
    Index(None, "outlet_id"),
)

Table(
    "article_versions",
    metadata,
    _id(),
    _to("articles", "article_id"),
    _number("version_no"),
    _words("content_sha256"),
    _words("raw_sha256"),
    *(_maybe(name) for name in ("path", "url", "title", "publisher", "publisher_key", "byline", "dateline")),
    *(_maybe(name) for name in ("credit_line", "place", "lang", "published_at", "published_precision")),
    *(_maybe(name) for name in ("modified_at", "modified_precision")),
    _words("fetched_at"),
    _words("text"),
    _number("characters"),
    _words("encoding"),
    _words("reader"),
    _enum("published_precision", PRECISIONS),
    _enum("modified_precision", PRECISIONS),
    CheckConstraint("version_no >= 1", name="version_no"),
    Unique("article_id", "content_sha256"),
    Unique("article_id", "version_no"),
    Index(None, "published_at"),
)

Table(
    "pipelines",
    metadata,
    _id(),
    _words("stage"),
    _words("name"),
    _words("version"),
    _maybe("model_sha256"),
    _words("params"),
    _words("created_at"),
    _enum("stage", STAGES),
)

Table(
    "runs",
    metadata,
    _id(),
    _to("pipelines", "pipeline_id"),
    _words("status"),
    _words("started_at"),
    _maybe("finished_at"),
    _words("counts"),
    _enum("status", RUN_STATES),
)

Table(
    "run_articles",
    metadata,
    _id(),
    _to("runs", "run_id"),
    _to("pipelines", "pipeline_id"),
    _words("locator"),
    _maybe_to("article_versions", "version_id"),
    _words("status"),
    _maybe("error"),
    _number("quotations"),
    _words("created_at"),
    _enum("status", ARTICLE_STATES),
    CheckConstraint("(status = 'done') = (version_id IS NOT NULL)", name="done"),
    # "Already done" is one lookup here, and no pipeline is done twice with a version.
    Index(
        "uq_run_articles_done",
        "pipeline_id",
        "version_id",
        unique=True,
        sqlite_where=text("status = 'done'"),
        postgresql_where=text("status = 'done'"),
    ),
    Index(None, "version_id"),
    Index(None, "run_id"),
)

Table(
    "quotations",
    metadata,
    _id(),
    _to("article_versions", "version_id"),
    _number("start_char"),
    _number("end_char"),
    _words("segments"),
    _words("text"),
    _words("prefix"),
    _words("suffix"),
    _words("text_key"),
    # The words without case, accents and punctuation, between spaces: what a search looks at.
    _words("search_words"),
    _range(""),
    Unique("version_id", "segments"),
    # Hash indexes, because PostgreSQL's ordered ones refuse values over 2,700 bytes.
    Index(None, "text_key", postgresql_using="hash"),
)

Table(
    "mentions",
    metadata,
    _id(),
    _to("article_versions", "version_id"),
    _number("start_char"),
    _number("end_char"),
    _words("text"),
    _words("kind"),
    _enum("kind", MENTION_KINDS),
    _range(""),
    Unique("version_id", "start_char", "end_char"),
)

Table(
    "mention_links",
    metadata,
    _id(),
    _to("mentions", "mention_id"),
    _maybe_to("agents", "agent_id"),
    # The antecedent stands in the same version, whether or not it is a mention of its own.
    _maybe_number("antecedent_start"),
    _maybe_number("antecedent_end"),
    _words("method"),
    _score(),
    _maybe_to("pipelines", "pipeline_id"),
    _maybe_to("runs", "run_id"),
    _maybe("reviewer"),
    _maybe_to("mention_links", "supersedes_id"),
    _words("created_at"),
    _range("antecedent"),
    CheckConstraint(_SCORE, name="score"),
    CheckConstraint("(pipeline_id IS NULL) <> (reviewer IS NULL)", name="decided_by"),
    Index(None, "mention_id"),
    Index(None, "agent_id"),
)

Table(
    "attributions",
    metadata,
    _id(),
    _to("quotations", "quotation_id"),
    _words("assertion"),
    _words("form"),
    _number("rank"),
    _maybe_to("pipelines", "pipeline_id"),
    _maybe_to("runs", "run_id"),
    _maybe("reviewer"),
    _score(),
    *(_maybe_number(name) for name in ("cue_start", "cue_end", "source_start", "source_end")),
    _maybe_to("agents", "on_behalf_of_id"),
    *(_maybe(name) for name in ("medium", "said_on", "said_on_precision", "quoted_lang", "reason")),
    _maybe_to("attributions", "carried_from_id"),
    _maybe_to("attributions", "supersedes_id"),
    _words("created_at"),
    _enum("assertion", ASSERTIONS),
    _enum("form", FORMS),
    _enum("rank", RANKS),
    _enum("medium", MEDIUMS),
    _enum("said_on_precision", PRECISIONS),
    _range("cue"),
    _range("source"),
    CheckConstraint(_SCORE, name="score"),
    CheckConstraint("(pipeline_id IS NULL) <> (reviewer IS NULL)", name="decided_by"),
    CheckConstraint("(rank = 100) = (reviewer IS NOT NULL)", name="human"),
    Index(None, "quotation_id", "created_at"),
    Index(None, "supersedes_id"),
)

Table(
    "hops",
    metadata,
    Column("attribution_id", TEXT, ForeignKey("attributions.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _words("role"),
    _maybe_to("agents", "agent_id"),
    *(_maybe_number(name) for name in ("mention_start", "mention_end", "evidence_start", "evidence_end")),
    _maybe("surface"),
    _number("explicit"),
    _words("anonymity"),
    _maybe_to("articles", "source_article_id"),
    _maybe("lang_from"),
    _maybe("lang_to"),
    _enum("role", ROLES),
    _enum("anonymity", ANONYMITYS),
    _enum("explicit", (0, 1)),
    CheckConstraint("position >= 0", name="position"),
    _range("mention"),
    _range("evidence"),
    Index(None, "agent_id", "role"),
)

Table(
    "credits",
    metadata,
    _id(),
    _to("article_versions", "version_id"),
    _to("pipelines", "pipeline_id"),
    _to("runs", "run_id"),
    _number("start_char"),
    _number("end_char"),
    _words("text"),
    _words("kind"),
    _words("chain"),
    _words("created_at"),
    _range(""),
    Index(None, "version_id", "pipeline_id"),
)

Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _words("at"),
    _words("who"),
    _words("op"),
    _words("subject"),
    _words("payload"),
    _maybe("previous"),
    _words("sha256"),
    Unique("sha256"),
)


def upgrade() -> None:
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    metadata.drop_all(op.get_bind())
