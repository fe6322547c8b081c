"""From corpora to records: articles with gold attributions, in whatever format they were published.

Owns the formats: our own JSON lines, brat standoff, columns; and the silver annotations that training adds to them.
Nothing that is wrong with a corpus stops the reading: it is a `SkippedRow`, and the rest goes on.
"""

from provenance.training.corpora.reading import join_texts, read_corpus
from provenance.training.corpora.records import (
    GoldArticle,
    GoldAttribution,
    GoldReading,
    GoldRelay,
    RowReason,
    SkippedRow,
)
from provenance.training.corpora.silver import SilverArticle, SilverEntity, SilverMention, SilverToken, read_silver

__all__ = [
    "GoldArticle",
    "GoldAttribution",
    "GoldReading",
    "GoldRelay",
    "RowReason",
    "SilverArticle",
    "SilverEntity",
    "SilverMention",
    "SilverToken",
    "SkippedRow",
    "join_texts",
    "read_corpus",
    "read_silver",
]
