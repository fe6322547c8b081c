"""What the tables are made of: the metadata with its names for constraints, enumerations, and kinds of columns."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, Double, ForeignKey, Integer, MetaData, Text
from sqlalchemy.dialects import postgresql

# Both databases must sort alike: by code point, not by the language of whoever installed the server.
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

OUTLET_KINDS = ("newspaper", "broadcaster", "agency", "magazine", "aggregator", "official", "social", "other")
PRECISIONS = ("year", "month", "day", "time", "other")
STAGES = ("extract", "link", "import")
RUN_STATES = ("running", "finished", "failed", "interrupted")
ARTICLE_STATES = ("done", "failed")
NAME_KINDS = ("label", "alias", "title", "translit", "short")
NAME_SOURCES = ("registry", "article", "human")
ASSERTIONS = ("assert", "reject", "abstain")
RANKS = (10, 50, 100)


def enum(column: str, values: Iterable[object]) -> CheckConstraint:
    """Build the check that a column holds one of some values, or nothing."""
    listed = ", ".join(str(v) if isinstance(v, int) else f"'{v}'" for v in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def char_range(prefix: str) -> CheckConstraint:
    """Build the check that two columns hold a range of characters, or nothing."""
    start, end = (f"{prefix}_start", f"{prefix}_end") if prefix else ("start_char", "end_char")
    return CheckConstraint(f"{start} >= 0 AND {end} > {start}", name=f"{prefix or 'char'}_range")


def id_column() -> Column[str]:
    """Build the column of a text id."""
    return Column("id", TEXT, primary_key=True)


def words(name: str) -> Column[str]:
    """Build a column of text that is always there."""
    return Column(name, TEXT, nullable=False)


def maybe(name: str) -> Column[str]:
    """Build a column of text that may be missing."""
    return Column(name, TEXT)


def listed(name: str) -> Column[str]:
    """Build a column of a list of texts, as JSON."""
    return Column(name, TEXT, nullable=False, server_default="[]")


def number(name: str) -> Column[int]:
    """Build a column of a number that is always there."""
    return Column(name, Integer, nullable=False)


def maybe_number(name: str) -> Column[int]:
    """Build a column of a number that may be missing."""
    return Column(name, Integer)


def score() -> Column[float]:
    """Build a column of a probability; see `SCORE_RANGE`."""
    return Column("score", Double, nullable=False)


def to(target: str, name: str) -> Column[str]:
    """Build a column that points to a row of another table."""
    return Column(name, TEXT, ForeignKey(f"{target}.id"), nullable=False)


def maybe_to(target: str, name: str) -> Column[str]:
    """Build a column that may point to a row of another table."""
    return Column(name, TEXT, ForeignKey(f"{target}.id"))


SCORE_RANGE = "score >= 0 AND score <= 1"
