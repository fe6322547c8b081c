"""The occasion that words name: a rally, a statement, an interview.

Owns how the patterns of the lexicon are asked, since most words name none.
"""

import re

from provenance.core.records import Medium
from provenance.nlp.lexicon import OCCASIONS

_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in OCCASIONS), re.IGNORECASE)


def find_occasion(words: str) -> Medium | None:
    """Return the first occasion that words name; None where they name none."""
    if not _ANY.search(words):
        return None
    return next((medium for pattern, medium in OCCASIONS if pattern.search(words)), None)
