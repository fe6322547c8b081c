"""The tables of what quotations and articles have in common: wordings, judgements on pairs of them, and copies.

`quotation_wordings`, `quotation_shingles` and `article_shingles` are derived from the words and can be built again;
`quotation_matches` and `article_links` hold assertions, which are retracted and never changed.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Double, ForeignKey, Index, Table, literal_column, text

from provenance.core.variants.judging import Variant
from provenance.store.columns import (
    SCORE_RANGE,
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

SAME, DIFFERENT = "same", "different"
JUDGEMENTS = (SAME, DIFFERENT, "unsure", "suggest")
RULE_RANK, HUMAN_RANK = 10, 100
"""How much a judgement on two quotations counts."""
LINK_KINDS = ("syndicated", "rewrite", "cites", "hyperlink", "translation", "near_dup")

_LIVE = text("retracted_at IS NULL")
_APART = text("judgement = 'different' AND retracted_at IS NULL")

quotation_wordings = Table(
    "quotation_wordings",
    metadata,
    Column("quotation_id", TEXT, ForeignKey("quotations.id"), primary_key=True),
    # The hash of its words; quotations that share it hold the same words, and one of them stands for all.
    Column("wording", BigInteger, nullable=False),
    number("is_first"),
    words("form"),
    number("words"),
    maybe_to("agents", "voice_id"),
    # Publication day, as the number of days since the first day of the year 1.
    maybe_number("day"),
    # Derived from the matches that hold: `fa_` and what stands behind `qt_` in the id of the quotation that founded it.
    words("family_id"),
    words("saved_at"),
    enum("is_first", (0, 1)),
    Index(None, "wording", "day"),
    Index(
        "uq_quotation_wordings_first",
        "wording",
        unique=True,
        sqlite_where=text("is_first = 1"),
        postgresql_where=text("is_first = 1"),
    ),
    Index(None, "family_id"),
)

# With the value written out: SQLite looks into a partial index only where it reads the index's own condition.
IS_FIRST = quotation_wordings.c.is_first == literal_column("1")
"""The quotation that is compared for all that hold the same words."""

quotation_shingles = Table(
    "quotation_shingles",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("wording", BigInteger, primary_key=True, autoincrement=False),
    number("words"),
    sqlite_with_rowid=False,
)

quotation_matches = Table(
    "quotation_matches",
    metadata,
    id_column(),
    to("quotations", "left_id"),
    to("quotations", "right_id"),
    words("judgement"),
    # What became of the words from left to right; null where they are judged to differ.
    maybe("variant"),
    Column("similarity", Double),
    Column("containment", Double),
    listed("meanings"),
    listed("diff"),
    listed("reasons"),
    number("rank"),
    words("who"),
    words("created_at"),
    maybe("retracted_at"),
    enum("judgement", JUDGEMENTS),
    enum("variant", Variant),
    enum("rank", (RULE_RANK, HUMAN_RANK)),
    CheckConstraint("left_id < right_id", name="order"),
    CheckConstraint("similarity >= 0 AND similarity <= 1", name="similarity"),
    CheckConstraint("containment >= 0 AND containment <= 1", name="containment"),
    Index(
        "uq_quotation_matches_live",
        "left_id",
        "right_id",
        "rank",
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    ),
    Index(None, "right_id"),
    # The few that keep families apart.
    Index("ix_quotation_matches_different", "left_id", sqlite_where=_APART, postgresql_where=_APART),
)

IS_APART = (quotation_matches.c.judgement == literal_column(f"'{DIFFERENT}'")) & quotation_matches.c.retracted_at.is_(
    None
)
"""A judgement that keeps two quotations apart."""

article_shingles = Table(
    "article_shingles",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("version_id", TEXT, ForeignKey("article_versions.id"), primary_key=True),
    sqlite_with_rowid=False,
)

article_links = Table(
    "article_links",
    metadata,
    id_column(),
    to("article_versions", "version_id"),
    words("kind"),
    # What it is linked to: a version of another article, or an article of which we have none, or an outlet.
    maybe_to("article_versions", "other_version_id"),
    maybe("url"),
    maybe_to("outlets", "outlet_id"),
    # The words that the link is about; null for the article as a whole.
    *(maybe_number(name) for name in ("start_char", "end_char", "other_start", "other_end")),
    score(),
    words("method"),
    words("created_at"),
    maybe("retracted_at"),
    enum("kind", LINK_KINDS),
    CheckConstraint(SCORE_RANGE, name="score"),
    char_range(""),
    char_range("other"),
    Index(None, "version_id"),
    Index(None, "other_version_id"),
)
