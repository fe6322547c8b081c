"""What people type, as full-text search takes it: words as words, never as syntax."""

from provenance.core.text import words_of
from provenance.web.pages.shared import SAID, SAID_FROM, Said, said_of
from provenance.web.served import Export

_MOST_WORDS = 20
_SHORTEST_PIECE = 3


def match_all(text: str) -> str:
    """Build the query for rows that hold all words of a text; empty where there is none."""
    return " ".join(_quoted(text))


def match_any(text: str) -> str:
    """Build the query for rows that hold one of the words of a text; empty where there is none."""
    return " OR ".join(_quoted(text))


def _quoted(text: str) -> list[str]:
    return ['"{}"'.format(word.replace('"', '""')) for word in words_of(text)[:_MOST_WORDS] if "\0" not in word]


async def find_said(export: Export, text: str, *, limit: int, offset: int = 0) -> list[Said]:
    """Find quotations by their words and by their speaker, the newest first.

    Words are looked for whole; where none is found, also in the middle of words.

    Args:
        export: Served.
        text: What somebody typed.
        limit: The most quotations.
        offset: How many to pass over.
    """
    phrase = match_all(text)
    if not phrase:
        return []
    found = await _find(export, "quotes_fts", phrase, limit=limit, offset=offset)
    if not found and not offset and all(len(word) >= _SHORTEST_PIECE for word in words_of(text)):
        found = await _find(export, "quotes_trigram", phrase, limit=limit, offset=offset)
    return found


async def _find(export: Export, table: str, phrase: str, *, limit: int, offset: int) -> list[Said]:
    # Rows stand in the order of their numbers, so the search may stop as soon as it has enough.
    rows = await export.rows(
        f"select {SAID} from {SAID_FROM} where quotes.rowid in ("  # noqa: S608 - our own tables
        f"select rowid from {table} where {table} match :phrase order by rowid limit :limit offset :offset) "
        "order by quotes.number",
        phrase=phrase,
        limit=limit,
        offset=offset,
    )
    return [said_of(row) for row in rows]
