"""What is noted of an article whose text was there before: that it came back, and what it says of itself now.

A text is stored once. A sighting says that one of an article's texts was read again and is its newest from then on, or
that the article describes itself otherwise. What brings no news is not noted, so that reading twice adds nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from provenance.core.records import CANCELED, Article
from provenance.core.wire import article_id, version_id
from provenance.errors import StoreError
from provenance.store.carry import carry_corrections
from provenance.store.current import find_newest
from provenance.store.engine import Store
from provenance.store.loading import load_articles
from provenance.store.outlets import link_outlet
from provenance.store.rows import SAID, said_row, sighting_id
from provenance.store.saving import cancel_article
from provenance.store.sql import insert_new
from provenance.store.tables import article_sightings, article_versions
from provenance.store.words import check_storable, read_moment, storable

_NOTHING = (None, "[]")
_TIMES = ("published_at", "modified_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What was seen of an article, without its text.

    Attributes:
        article: `ar_…`
        version: `av_…` of its text.
        locator: Its address.
        reader: Name of the reader. What one reader makes of a feed and another of the page are no edits of each other.
        raw_sha256: Hex digest of the bytes that were read.
        said: What it says of itself, by column.
        is_canceled: Whether its publisher takes it back.
    """

    article: str
    version: str
    locator: str
    reader: str
    raw_sha256: str
    said: Mapping[str, str | None]
    is_canceled: bool


def read_sighting(article: Article) -> Sighting:
    """Take from an article what a sighting needs.

    Raises:
        StoreError: It says something of itself that cannot be stored.
    """
    said = said_row(article)
    for name, value in said.items():
        check_storable(value, what=f"{name} of the article {storable(article.locator)}")
    return Sighting(
        article=article_id(article),
        version=version_id(article),
        locator=article.locator,
        reader=article.reader,
        raw_sha256=article.raw_sha256,
        said=said,
        is_canceled=article.status == CANCELED,
    )


def is_news(store: Store, sighting: Sighting) -> bool:
    """Say whether a sighting differs from what is known of the article; never for a text that is not stored yet."""
    with store.reading() as connection:
        return _find_news(connection, sighting) is not None


def save_sighting(store: Store, sighting: Sighting, *, now: str) -> bool:
    """Note a sighting, if it is news.

    Args:
        store: Open for writing.
        sighting: What was seen.
        now: UTC time.

    Returns:
        True where it was news.
    """
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        news = _find_news(connection, sighting)
        if news is None:
            return False
        row, before = news
        insert_new(connection, article_sightings, [{**row, "seen_at": moment, "id": sighting_id(row)}])
        addresses = (row["url"], sighting.locator)
        link_outlet(connection, sighting.article, publisher=row["publisher"], addresses=addresses)
        if row["is_return"]:
            article = load_articles(connection, {sighting.version})[sighting.version].article
            carry_corrections(connection, article, before=before, now=moment)
        if sighting.is_canceled:
            cancel_article(connection, sighting.article, now=moment)
        return True


def _find_news(connection: Connection, sighting: Sighting) -> tuple[dict[str, Any], str] | None:
    """Build the row of a sighting, without time and id, with the version that was the newest; None for no news."""
    stored = connection.execute(select(article_versions).where(article_versions.c.id == sighting.version)).first()
    newest = find_newest(connection, sighting.article)
    if stored is None or newest is None:
        return None
    current, reader = newest
    is_return = current != stored.id
    known = _described_before(connection, sighting.version) or stored
    is_surer = sighting.reader == stored.reader
    said = {name: _latest(name, getattr(known, name), sighting.said[name], is_surer=is_surer) for name in SAID}
    is_described = any(said[name] != getattr(known, name) for name in SAID)
    if not (sighting.reader == reader if is_return else is_described):
        return None
    seen = article_sightings.c.article_id == sighting.article
    numbers = select(func.max(article_versions.c.version_no)).where(article_versions.c.article_id == sighting.article)
    row = {
        "article_id": sighting.article,
        "position": connection.execute(select(func.count()).where(seen)).scalar_one() + 1,
        "version_id": sighting.version,
        "newest_no": connection.execute(numbers).scalar_one(),
        "is_return": int(is_return),
        "raw_sha256": sighting.raw_sha256,
        **said,
    }
    return row, current


def _described_before(connection: Connection, version: str) -> Row[Any] | None:
    of_version = select(article_sightings).where(article_sightings.c.version_id == version)
    return connection.execute(of_version.order_by(article_sightings.c.position.desc()).limit(1)).first()


def _latest(name: str, known: str | None, said: str | None, *, is_surer: bool) -> str | None:
    """Give what holds of two values: the later, unless it says less. A gap takes nothing back."""
    if known in _NOTHING:
        return said
    is_less = said in _NOTHING or (name in _TIMES and _is_same_time(known or "", said or ""))
    return known if is_less or not is_surer else said


def _is_same_time(known: str, said: str) -> bool:
    """Tell the same moment in another zone, and the same day without its time, from another time."""
    if known.startswith(said):
        return True
    try:
        return len(known) == len(said) and read_moment(known, what="known") == read_moment(said, what="said")
    except StoreError:
        return False
