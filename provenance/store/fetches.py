"""What servers gave with pages, by which a later run asks for them only if they have changed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from provenance.core.records import Pipeline
from provenance.core.wire import pipeline_id
from provenance.store.engine import Store
from provenance.store.rows import fetch_id, pipeline_row
from provenance.store.sql import insert_new
from provenance.store.tables import fetches, pipelines
from provenance.store.words import check_storable, read_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFetch:
    """A page that was fetched, and of which everything is in the database.

    Attributes:
        url: What was asked for, without user name and password.
        final_url: Where it was in the end, the same.
        etag: Its entity tag; None where the server gave none.
        last_modified: Its time of the last change, as printed; None where the server gave none.
        fetched_at: UTC time.
    """

    url: str
    final_url: str
    etag: str | None
    last_modified: str | None
    fetched_at: str


def load_fetch(store: Store, final_url: str, *, pipeline: Pipeline) -> StoredFetch | None:
    """Load the last fetch of a page.

    Args:
        store: Open.
        final_url: Where the page is.
        pipeline: Who read it: another pipeline has not seen the page yet.

    Returns:
        None where there was none, or where the server gave nothing to tell the page from a later one.
    """
    with store.reading() as connection:
        row = _last_fetch(connection, final_url, pipeline=pipeline_id(pipeline))
    if row is None or not (row.etag or row.last_modified):
        return None
    return StoredFetch(**{name: getattr(row, name) for name in StoredFetch.__slots__})


def save_fetch(store: Store, fetch: StoredFetch, *, pipeline: Pipeline) -> bool:
    """Note a fetch, if it differs from the last one of the page.

    Call it once everything on the page is saved: what is noted here is not asked for again while it is unchanged.

    Args:
        store: Open for writing.
        fetch: What came of it.
        pipeline: Who read the page.

    Returns:
        True where it was noted.

    Raises:
        StoreError: Something of it cannot be stored.
    """
    row = {name: getattr(fetch, name) for name in StoredFetch.__slots__}
    for name, value in row.items():
        check_storable(value, what=f"{name} of a fetch")
    row |= {"pipeline_id": pipeline_id(pipeline), "fetched_at": read_moment(fetch.fetched_at, what="fetched_at")}
    with store.writing() as connection:
        last = _last_fetch(connection, fetch.final_url, pipeline=row["pipeline_id"])
        before = (last.url, last.etag, last.last_modified) if last else (fetch.url, None, None)
        if before == (fetch.url, fetch.etag, fetch.last_modified):
            return False
        insert_new(connection, pipelines, [pipeline_row(pipeline, now=row["fetched_at"])])
        insert_new(connection, fetches, [{**row, "id": fetch_id(row)}])
        return True


def _last_fetch(connection: Connection, final_url: str, *, pipeline: str) -> Row[Any] | None:
    of_page = select(fetches).where(fetches.c.final_url == final_url, fetches.c.pipeline_id == pipeline)
    return connection.execute(of_page.order_by(fetches.c.fetched_at.desc(), fetches.c.id.desc()).limit(1)).first()
