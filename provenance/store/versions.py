"""The history of an article: its texts and descriptions, what changed between them, which decisions stayed behind.

Owns how users name an article. What counts as a change is the business of `provenance.store.changes`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from provenance.errors import NotFound, StoreError
from provenance.store.changes import QuotedWords, compare_versions
from provenance.store.current import holding, standing
from provenance.store.engine import Store
from provenance.store.ids import LISTED, begins_with
from provenance.store.linking import load_canon
from provenance.store.loading import OF_ARTICLE, article_of, load_assertions, load_sightings, load_stored
from provenance.store.records import ArticleVersion, LeftBehind, StoredQuotation
from provenance.store.rows import HUMAN
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles, attributions, quotations
from provenance.store.words import storable

_ID = re.compile(r"a[rv]_[0-9a-f]{4,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A decision that was not carried on, and the version that it was carried from; None for its own."""

    behind: LeftBehind
    origin: str | None


def load_versions(store: Store, article: str, *, addresses: Sequence[str] = ()) -> list[ArticleVersion]:
    """Load every state of an article, the oldest first, each compared with the one before.

    A new text is a new version. A text that came back, or is described otherwise, is another state of its version.

    Args:
        store: Open.
        article: `ar_…` or `av_…`, or the first 4 or more characters after that where no other id begins so; its
            locator, URL or path.
        addresses: Other ways to write its locator.

    Raises:
        NotFound: There is none.
        StoreError: It may mean several.
    """
    with store.reading() as connection:
        found = _find_article(connection, article, addresses=addresses)
        rows = connection.execute(
            select(article_versions, *OF_ARTICLE)
            .join(articles, articles.c.id == article_versions.c.article_id)
            .where(article_versions.c.article_id == found)
            .order_by(article_versions.c.version_no)
        )
        states = _load_states(connection, rows.all())
        ids = {state.stored.version for state in states}
        return _compare_all(states, said=_load_said(connection, ids), left=load_left(connection, ids))


def _load_states(connection: Connection, rows: Sequence[Row[Any]]) -> list[ArticleVersion]:
    """Load the states of an article in the order in which they were seen, not compared yet."""
    seen = load_sightings(connection, [row.id for row in rows])
    states = [ArticleVersion(stored=article_of(row), seen_at=row.fetched_at) for row in rows]
    for row in rows:
        sightings = seen.get(row.id, ())
        for number, sighting in enumerate(sightings, start=1):
            stored = article_of(row, seen=sightings[:number])
            states.append(ArticleVersion(stored=stored, seen_at=sighting.seen_at, is_again=True))
    canceled = {row.id: article_of(row, seen=seen.get(row.id, ())).canceled_at for row in rows}
    return [
        replace(state, stored=replace(state.stored, canceled_at=canceled[state.stored.version]))
        for state in sorted(states, key=attrgetter("seen_at"))
    ]


def _compare_all(
    states: Sequence[ArticleVersion],
    *,
    said: Mapping[str, Sequence[QuotedWords]],
    left: Mapping[str, Sequence[Left]],
) -> list[ArticleVersion]:
    first = states[0]
    compared = [replace(first, quotations=len(said.get(first.stored.version, ())))]
    for old, new in pairwise(states):
        before, after = (said.get(state.stored.version, ()) for state in (old, new))
        is_other = old.stored.version != new.stored.version
        behind = left.get(old.stored.version, ()) if is_other else ()
        compared.append(
            replace(
                new,
                quotations=len(after),
                change=compare_versions(old.stored.article, new.stored.article, before=before, after=after),
                # What was carried here from the very text that is back now still stands there.
                left_behind=tuple(each.behind for each in behind if each.origin != new.stored.version),
            )
        )
    return compared


def _find_article(connection: Connection, article: str, *, addresses: Sequence[str]) -> str:
    """Find the one id that is meant: by an id, then by an address, then by where an article was read from."""
    wanted = [storable(address) for address in (article, *addresses)]
    asked: list[ColumnElement[bool]] = [
        articles.c.locator.in_(wanted),
        or_(article_versions.c.url.in_(wanted), article_versions.c.path.in_(wanted)),
    ]
    if _ID.fullmatch(article):
        id_column = articles.c.id if article.startswith("ar_") else article_versions.c.id
        asked.insert(0, begins_with(id_column, article))
    joined = articles.join(article_versions, article_versions.c.article_id == articles.c.id)
    for condition in asked:
        ids = select(articles.c.id).distinct().select_from(joined).where(condition).order_by(articles.c.id)
        found = connection.execute(ids.limit(LISTED)).scalars().all()
        if len(found) > 1:
            message = f"{article} may mean {', '.join(found)}"
            raise StoreError(message, hint="give one of these ids")
        if found:
            return str(found[0])
    message = f"no article {article!r}"
    raise NotFound(message, hint="give its address, its path, or its id as `provenance quotes --format jsonl` shows it")


def _load_said(connection: Connection, versions: Collection[str]) -> dict[str, list[QuotedWords]]:
    """Load the quotations that hold in each version, in the order of its text."""
    held = load_held(connection, versions)
    found = load_stored(connection, held, canon=load_canon(connection))
    grouped = groupby(found, key=lambda quotation: quotation.article.version)
    return {version: [_words_of(quotation) for quotation in group] for version, group in grouped}


def load_held(connection: Connection, versions: Collection[str], *, human: bool = False) -> dict[str, str]:
    """Load which assertion holds for each quotation of some versions, in the order of their texts.

    Args:
        connection: In any transaction.
        versions: `av_…` of each.
        human: Give whatever a reviewer has decided, rejections too, and nothing else.
    """
    asked = (
        select(quotations.c.id, attributions.c.id)
        .join(attributions, attributions.c.quotation_id == quotations.c.id)
        .where(one_of(connection, quotations.c.version_id, versions), holding(attributions, as_of=None))
        .order_by(quotations.c.version_id, quotations.c.start_char, quotations.c.end_char, quotations.c.id)
    )
    asked = asked.where(attributions.c.rank == HUMAN if human else attributions.c.assertion == "assert")
    return {row[0]: row[1] for row in connection.execute(asked)}


def _words_of(stored: StoredQuotation) -> QuotedWords:
    speaker = stored.current.quotation.speaker
    return QuotedWords(id=stored.id, text=stored.text, speaker=speaker.name if speaker else None)


def load_left(connection: Connection, versions: Collection[str]) -> dict[str, list[Left]]:
    """Load the human decisions on each version of which no other has one that was carried from them."""
    carried, origin, place = attributions.alias(), attributions.alias(), quotations.alias()
    asked = (
        select(quotations.c.version_id, quotations.c.id, quotations.c.text, attributions.c.id.label("decision"))
        .add_columns(place.c.version_id.label("origin"))
        .join(attributions, attributions.c.quotation_id == quotations.c.id)
        .outerjoin(origin, origin.c.id == attributions.c.carried_from_id)
        .outerjoin(place, place.c.id == origin.c.quotation_id)
        .where(one_of(connection, quotations.c.version_id, versions), attributions.c.rank == HUMAN)
        .where(standing(attributions, as_of=None))
        .where(
            attributions.c.id.not_in(select(carried.c.carried_from_id).where(carried.c.carried_from_id.is_not(None)))
        )
        .order_by(quotations.c.version_id, quotations.c.start_char, attributions.c.id)
    )
    rows = connection.execute(asked).all()
    decisions = load_assertions(connection, [row.decision for row in rows], canon=load_canon(connection))
    found: dict[str, list[Left]] = {}
    for row in rows:
        behind = LeftBehind(quotation=row.id, text=row.text, decision=decisions[row.decision])
        found.setdefault(row.version_id, []).append(Left(behind=behind, origin=row.origin))
    return found
