"""The versions of an article: which there are, what changed between them, and which decisions stayed behind.

Owns how users name an article. What counts as a change is the business of `provenance.store.changes`.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from provenance.errors import NotFound, StoreError
from provenance.store.changes import QuotedWords, compare_versions
from provenance.store.current import holding, standing
from provenance.store.engine import Store
from provenance.store.linking import load_canon
from provenance.store.loading import OF_ARTICLE, article_of, load_assertions, load_stored
from provenance.store.records import ArticleVersion, LeftBehind, StoredArticle, StoredQuotation
from provenance.store.rows import HUMAN
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles, attributions, quotations
from provenance.store.words import storable

_ID = re.compile(r"a[rv]_[0-9a-f]{4,20}")
_LISTED = 10


def load_versions(store: Store, article: str, *, addresses: Sequence[str] = ()) -> list[ArticleVersion]:
    """Load every version of an article, the oldest first, each compared with the one before.

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
        versions = [article_of(row) for row in rows]
        ids = [stored.version for stored in versions]
        return _compare_all(versions, said=_load_said(connection, ids), left=_load_left(connection, ids))


def _compare_all(
    versions: Sequence[StoredArticle],
    *,
    said: Mapping[str, Sequence[QuotedWords]],
    left: Mapping[str, tuple[LeftBehind, ...]],
) -> list[ArticleVersion]:
    first = versions[0]
    compared = [ArticleVersion(stored=first, quotations=len(said.get(first.version, ())))]
    for old, new in pairwise(versions):
        before, after = said.get(old.version, ()), said.get(new.version, ())
        compared.append(
            ArticleVersion(
                stored=new,
                quotations=len(after),
                change=compare_versions(old.article, new.article, before=before, after=after),
                left_behind=left.get(old.version, ()),
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
        asked.insert(0, and_(id_column >= article, id_column <= f"{article}~"))
    joined = articles.join(article_versions, article_versions.c.article_id == articles.c.id)
    for condition in asked:
        ids = select(articles.c.id).distinct().select_from(joined).where(condition).order_by(articles.c.id)
        found = connection.execute(ids.limit(_LISTED)).scalars().all()
        if len(found) > 1:
            message = f"{article} may mean {', '.join(found)}"
            raise StoreError(message, hint="give one of these ids")
        if found:
            return str(found[0])
    message = f"no article {article!r}"
    raise NotFound(message, hint="give its address, its path, or its id as `provenance quotes --format jsonl` shows it")


def _load_said(connection: Connection, versions: Sequence[str]) -> dict[str, list[QuotedWords]]:
    """Load the quotations that hold in each version, in the order of its text."""
    asked = (
        select(quotations.c.id, attributions.c.id)
        .join(attributions, attributions.c.quotation_id == quotations.c.id)
        .where(one_of(connection, quotations.c.version_id, versions))
        .where(attributions.c.assertion == "assert", holding(attributions, as_of=None))
        .order_by(quotations.c.version_id, quotations.c.start_char, quotations.c.end_char, quotations.c.id)
    )
    held = {row[0]: row[1] for row in connection.execute(asked)}
    found = load_stored(connection, held, canon=load_canon(connection))
    grouped = groupby(found, key=lambda quotation: quotation.article.version)
    return {version: [_words_of(quotation) for quotation in group] for version, group in grouped}


def _words_of(stored: StoredQuotation) -> QuotedWords:
    speaker = stored.current.quotation.speaker
    return QuotedWords(id=stored.id, text=stored.text, speaker=speaker.name if speaker else None)


def _load_left(connection: Connection, versions: Sequence[str]) -> dict[str, tuple[LeftBehind, ...]]:
    """Load the human decisions on each version of which the next one has none that was carried from them."""
    carried = attributions.alias()
    asked = (
        select(quotations.c.version_id, quotations.c.id, quotations.c.text, attributions.c.id.label("decision"))
        .join(attributions, attributions.c.quotation_id == quotations.c.id)
        .where(one_of(connection, quotations.c.version_id, versions), attributions.c.rank == HUMAN)
        .where(standing(attributions, as_of=None))
        .where(
            attributions.c.id.not_in(select(carried.c.carried_from_id).where(carried.c.carried_from_id.is_not(None)))
        )
        .order_by(quotations.c.version_id, quotations.c.start_char, attributions.c.id)
    )
    rows = connection.execute(asked).all()
    decisions = load_assertions(connection, [row.decision for row in rows], canon=load_canon(connection))
    return {
        version: tuple(LeftBehind(quotation=r.id, text=r.text, decision=decisions[r.decision]) for r in group)
        for version, group in groupby(rows, key=attrgetter("version_id"))
    }
