"""The tables, as SQLAlchemy sees them: anchors that never change, and assertions that are only ever added.

Owns names, types and constraints. How they come to be in a database is the business of `migrations/`; a test holds
the two together. Ids are text made in Python (`provenance.core.wire`), times are UTC ISO 8601 text with
microseconds, JSON is text in its canonical form.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, text
from sqlalchemy import UniqueConstraint as Unique

from provenance.core.records import Anonymity, Form, Medium, MentionKind, Role
from provenance.store.columns import (
    ARTICLE_STATES,
    ASSERTIONS,
    PRECISIONS,
    RANKS,
    RUN_STATES,
    SCORE_RANGE,
    STAGES,
    TEXT,
    char_range,
    enum,
    id_column,
    listed,
    maybe,
    maybe_number,
    maybe_to,
    metadata,
    number,
    score,
    to,
    words,
)

REVISION = "0007"
"""The schema revision that this code reads and writes."""

articles = Table(
    "articles",
    metadata,
    id_column(),
    words("locator"),
    maybe_to("outlets", "outlet_id"),
    words("first_seen_at"),
    # When its publisher was first seen to take it back; null for an article that stands.
    maybe("canceled_at"),
    Index(None, "outlet_id"),
)

article_versions = Table(
    "article_versions",
    metadata,
    id_column(),
    to("articles", "article_id"),
    number("version_no"),
    words("content_sha256"),
    words("raw_sha256"),
    *(maybe(name) for name in ("path", "url", "title", "publisher", "publisher_key", "byline", "dateline")),
    *(maybe(name) for name in ("credit_line", "place", "lang", "published_at", "published_precision")),
    *(maybe(name) for name in ("modified_at", "modified_precision")),
    words("fetched_at"),
    words("text"),
    number("characters"),
    words("encoding"),
    words("reader"),
    *(listed(name) for name in ("authors", "captions", "based_on", "remarks")),
    maybe("status"),
    *(listed(name) for name in ("block_quotations", "redirects")),
    enum("published_precision", PRECISIONS),
    enum("modified_precision", PRECISIONS),
    CheckConstraint("version_no >= 1", name="version_no"),
    Unique("article_id", "content_sha256"),
    Unique("article_id", "version_no"),
    Index(None, "published_at"),
)

article_sightings = Table(
    "article_sightings",
    metadata,
    id_column(),
    to("articles", "article_id"),
    # Counts the sightings of an article; the last one tells which of its versions is the newest, until another comes.
    number("position"),
    to("article_versions", "version_id"),
    number("newest_no"),
    number("is_return"),
    words("raw_sha256"),
    words("seen_at"),
    *(maybe(name) for name in ("url", "title", "publisher", "publisher_key", "byline", "dateline", "credit_line")),
    *(maybe(name) for name in ("place", "lang", "published_at", "modified_at")),
    *(listed(name) for name in ("authors", "based_on")),
    enum("is_return", (0, 1)),
    CheckConstraint("position >= 1", name="position"),
    Unique("article_id", "position"),
    Index(None, "version_id"),
)

pipelines = Table(
    "pipelines",
    metadata,
    id_column(),
    words("stage"),
    words("name"),
    words("version"),
    maybe("model_sha256"),
    words("params"),
    words("created_at"),
    enum("stage", STAGES),
)

fetches = Table(
    "fetches",
    metadata,
    id_column(),
    to("pipelines", "pipeline_id"),
    words("url"),
    words("final_url"),
    maybe("etag"),
    maybe("last_modified"),
    words("fetched_at"),
    # A hash index, because PostgreSQL's ordered ones refuse values over 2,700 bytes.
    Index(None, "final_url", postgresql_using="hash"),
)

runs = Table(
    "runs",
    metadata,
    id_column(),
    to("pipelines", "pipeline_id"),
    words("status"),
    words("started_at"),
    maybe("finished_at"),
    words("counts"),
    enum("status", RUN_STATES),
)

run_articles = Table(
    "run_articles",
    metadata,
    id_column(),
    to("runs", "run_id"),
    to("pipelines", "pipeline_id"),
    words("locator"),
    maybe_to("article_versions", "version_id"),
    words("status"),
    maybe("error"),
    number("quotations"),
    words("created_at"),
    enum("status", ARTICLE_STATES),
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

quotations = Table(
    "quotations",
    metadata,
    id_column(),
    to("article_versions", "version_id"),
    number("start_char"),
    number("end_char"),
    words("segments"),
    words("text"),
    words("prefix"),
    words("suffix"),
    words("text_key"),
    # The words without case, accents and punctuation, between spaces: what a search looks at.
    words("search_words"),
    char_range(""),
    Unique("version_id", "segments"),
    # Hash indexes, because PostgreSQL's ordered ones refuse values over 2,700 bytes.
    Index(None, "text_key", postgresql_using="hash"),
)

mentions = Table(
    "mentions",
    metadata,
    id_column(),
    to("article_versions", "version_id"),
    number("start_char"),
    number("end_char"),
    words("text"),
    words("kind"),
    enum("kind", MentionKind),
    char_range(""),
    Unique("version_id", "start_char", "end_char"),
)

mention_links = Table(
    "mention_links",
    metadata,
    id_column(),
    to("mentions", "mention_id"),
    maybe_to("agents", "agent_id"),
    # The antecedent stands in the same version, whether or not it is a mention of its own.
    maybe_number("antecedent_start"),
    maybe_number("antecedent_end"),
    words("method"),
    score(),
    maybe_to("pipelines", "pipeline_id"),
    maybe_to("runs", "run_id"),
    maybe("reviewer"),
    maybe_to("mention_links", "supersedes_id"),
    words("created_at"),
    char_range("antecedent"),
    CheckConstraint(SCORE_RANGE, name="score"),
    CheckConstraint("(pipeline_id IS NULL) <> (reviewer IS NULL)", name="decided_by"),
    Index(None, "mention_id"),
    Index(None, "agent_id"),
)

attributions = Table(
    "attributions",
    metadata,
    id_column(),
    to("quotations", "quotation_id"),
    words("assertion"),
    words("form"),
    number("rank"),
    maybe_to("pipelines", "pipeline_id"),
    maybe_to("runs", "run_id"),
    maybe("reviewer"),
    score(),
    *(maybe_number(name) for name in ("cue_start", "cue_end", "source_start", "source_end")),
    maybe_to("agents", "on_behalf_of_id"),
    *(maybe(name) for name in ("medium", "said_on", "said_on_precision", "quoted_lang", "reason")),
    maybe_to("attributions", "carried_from_id"),
    maybe_to("attributions", "supersedes_id"),
    words("created_at"),
    enum("assertion", ASSERTIONS),
    enum("form", Form),
    enum("rank", RANKS),
    enum("medium", Medium),
    enum("said_on_precision", PRECISIONS),
    char_range("cue"),
    char_range("source"),
    CheckConstraint(SCORE_RANGE, name="score"),
    CheckConstraint("(pipeline_id IS NULL) <> (reviewer IS NULL)", name="decided_by"),
    CheckConstraint("(rank = 100) = (reviewer IS NOT NULL)", name="human"),
    Index(None, "quotation_id", "created_at"),
    Index(None, "supersedes_id"),
)

hops = Table(
    "hops",
    metadata,
    Column("attribution_id", TEXT, ForeignKey("attributions.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    words("role"),
    maybe_to("agents", "agent_id"),
    *(maybe_number(name) for name in ("mention_start", "mention_end", "evidence_start", "evidence_end")),
    maybe("surface"),
    number("explicit"),
    words("anonymity"),
    maybe_to("articles", "source_article_id"),
    maybe("lang_from"),
    maybe("lang_to"),
    enum("role", Role),
    enum("anonymity", Anonymity),
    enum("explicit", (0, 1)),
    CheckConstraint("position >= 0", name="position"),
    char_range("mention"),
    char_range("evidence"),
    Index(None, "agent_id", "role"),
)

credits_table = Table(
    "credits",
    metadata,
    id_column(),
    to("article_versions", "version_id"),
    to("pipelines", "pipeline_id"),
    to("runs", "run_id"),
    number("start_char"),
    number("end_char"),
    words("text"),
    words("kind"),
    words("chain"),
    words("created_at"),
    char_range(""),
    Index(None, "version_id", "pipeline_id"),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    words("at"),
    words("who"),
    words("op"),
    words("subject"),
    words("payload"),
    maybe("previous"),
    words("sha256"),
    Unique("sha256"),
)
