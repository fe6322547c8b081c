"""Finds the articles that copy one another as they are saved, in the transaction of the article.

The later one copies the earlier one, whichever was read first.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, or_, select

from provenance.core.text import name_key
from provenance.core.variants.texts import Passage, TextCopy, TextWords, compare_texts, read_text_words, sample_runs
from provenance.core.wire import content_id
from provenance.store.current import newest
from provenance.store.linking import holds_at
from provenance.store.sql import insert_new, insert_plain, one_of, one_of_numbers
from provenance.store.tables import article_versions, quotations
from provenance.store.wordings import article_links, article_shingles

RUNS_RULE = "rule:runs"
"""Who judges that one article copies another."""

COPIES = ("near_dup", "syndicated", "rewrite")
"""Links from an article to one whose text it holds: all of it, all of it and named, passages of it."""

# A run of words leads to so many articles: what stands in more, such as a footer, tells nothing.
_LED_TO = 64
_SHARED = 3
# Where a copy names whom it copies, beside the lines that are there for it: at either end of the text, in characters.
_ENDS = 300
_LINES = ("byline", "dateline", "credit_line", "authors")


def link_copies(connection: Connection, version: str, *, now: str) -> int:
    """Find the articles that a version copies, or that copy it.

    Args:
        connection: In a transaction for writing, in which the version is saved.
        version: `av_…`, for which nobody has looked before.
        now: UTC time.

    Returns:
        Number of links added.
    """
    mine = _load(connection, [version])[0]
    words = read_text_words(mine.text)
    runs = sample_runs(words)
    led: dict[int, list[str]] = {run: [] for run in runs}
    shingle = article_shingles.c
    rows = connection.execute(select(article_shingles).where(one_of_numbers(connection, shingle.shingle, runs)))
    for row in rows:
        led[row.shingle].append(row.version_id)
    shared = Counter(other for others in led.values() for other in others)
    close = sorted(other for other, count in shared.items() if count >= _SHARED and other != version)
    added = [
        row
        for other in _load(connection, close)
        if other.article_id != mine.article_id
        for row in _links(mine, words, other, now=now)
    ]
    new = [run for run in sorted(runs) if len(led[run]) < _LED_TO]
    insert_plain(connection, article_shingles, [{"shingle": run, "version_id": version} for run in new])
    return len(insert_new(connection, article_links, added))


def is_copied(*, as_of: str | None) -> ColumnElement[bool]:
    """Build the condition that a quotation stands in what its article copies from one that has it still.

    Args:
        as_of: UTC time; None for now.
    """
    link, original = article_links.c, article_versions.alias()
    within = (link.start_char <= quotations.c.start_char) & (quotations.c.end_char <= link.end_char)
    copied = (
        select(1)
        .join(original, original.c.id == link.other_version_id)
        .where(link.version_id == quotations.c.version_id, link.kind.in_(COPIES))
        .where(or_(link.start_char.is_(None), within), newest(original, as_of=as_of))
        .where(holds_at(link.created_at, link.retracted_at, as_of))
    )
    return exists(copied.correlate(quotations))


def link_id(row: dict[str, Any]) -> str:
    """Derive the id of a link from what it says."""
    said = ("version_id", "kind", "other_version_id", "url", "outlet_id", "start_char", "other_start", "method")
    return content_id("al", *(row.get(name) for name in said))


def _load(connection: Connection, versions: list[str]) -> list[Row[Any]]:
    asked = select(article_versions).where(one_of(connection, article_versions.c.id, versions))
    return list(connection.execute(asked.order_by(article_versions.c.id)).all())


def _links(mine: Row[Any], words: TextWords, other: Row[Any], *, now: str) -> Iterator[dict[str, Any]]:
    """Give the links between two versions of different articles, from the later one to the earlier one."""
    others = read_text_words(other.text)
    is_later = _came(mine) >= _came(other)
    copy, original = (mine, other) if is_later else (other, mine)
    found = compare_texts(words, others) if is_later else compare_texts(others, words)
    if found is None:
        return
    whole = "syndicated" if _names(copy, original) else "near_dup"
    for passage in found.passages or (None,):
        row = {
            "version_id": copy.id,
            "kind": whole if passage is None else "rewrite",
            "other_version_id": original.id,
            "url": None,
            "outlet_id": None,
            **_spans(passage),
            "score": _score(found, passage),
            "method": RUNS_RULE,
            "created_at": now,
            "retracted_at": None,
        }
        yield {**row, "id": link_id(row)}


def _spans(passage: Passage | None) -> dict[str, int | None]:
    if passage is None:
        return dict.fromkeys(("start_char", "end_char", "other_start", "other_end"))
    return {
        "start_char": passage.span.start,
        "end_char": passage.span.end,
        "other_start": passage.other.start,
        "other_end": passage.other.end,
    }


def _score(found: TextCopy, passage: Passage | None) -> float:
    return found.score if passage is None else passage.score


def _came(version: Row[Any]) -> tuple[str, str, str]:
    """Order versions by publication, those without a date as they were read."""
    return version.published_at or version.fetched_at, version.fetched_at, version.id


def _names(copy: Row[Any], original: Row[Any]) -> bool:
    """Say whether a copy names the publisher of what it copies, other than as its own."""
    wanted = name_key(original.publisher or "")
    if not wanted or wanted == name_key(copy.publisher or ""):
        return False
    told = [getattr(copy, line) or "" for line in _LINES]
    words = f" {' '.join(name_key(line) for line in (*told, copy.text[:_ENDS], copy.text[-_ENDS:]))} "
    return all(f" {word} " in words for word in wanted.split())
