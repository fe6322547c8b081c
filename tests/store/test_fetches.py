"""What is remembered of pages from one run to the next."""

from dataclasses import replace

import pytest
from factories import NEWER, RULES, at

from provenance.errors import StoreError
from provenance.store.engine import Store
from provenance.store.fetches import StoredFetch, load_fetch, save_fetch
from provenance.store.schema import verify_store

URL = "https://news.example/a"
FIRST = StoredFetch(url="https://a.example/", final_url=URL, etag='"1"', last_modified=None, fetched_at=at(14))
SECOND = replace(FIRST, etag=None, last_modified="Sun, 13 Jul 2025 08:00:00 GMT", fetched_at=at(15))


def test_the_last_fetch_is_remembered(store: Store) -> None:
    """Each page has its own fetches, and of those the last one counts."""
    assert load_fetch(store, URL, pipeline=RULES) is None
    assert save_fetch(store, FIRST, pipeline=RULES)
    assert save_fetch(store, SECOND, pipeline=RULES)
    assert load_fetch(store, URL, pipeline=RULES) == SECOND
    assert load_fetch(store, FIRST.url, pipeline=RULES) is None
    assert verify_store(store) == []


def test_the_same_again_is_no_news(store: Store) -> None:
    """A fetch that brought what is known adds no row, nor does a first one that brought nothing."""
    assert not save_fetch(store, replace(FIRST, etag=None), pipeline=RULES)
    assert save_fetch(store, FIRST, pipeline=RULES)
    assert not save_fetch(store, replace(FIRST, fetched_at=at(16)), pipeline=RULES)


def test_what_a_server_gives_no_longer_is_not_sent_to_it(store: Store) -> None:
    """A later version that came without a tag must not be mistaken for the one that had it."""
    save_fetch(store, FIRST, pipeline=RULES)
    assert save_fetch(store, replace(FIRST, etag=None, fetched_at=at(15)), pipeline=RULES)
    assert load_fetch(store, URL, pipeline=RULES) is None


def test_another_pipeline_has_not_seen_the_page(store: Store) -> None:
    """What one model has read, a newer one has to be given."""
    save_fetch(store, FIRST, pipeline=RULES)
    assert load_fetch(store, URL, pipeline=NEWER) is None


def test_a_long_address_has_its_place(store: Store) -> None:
    """Addresses may be longer than what a database can sort."""
    long = replace(FIRST, final_url=f"{URL}?{'q' * 10_000}")
    save_fetch(store, long, pipeline=RULES)
    assert load_fetch(store, long.final_url, pipeline=RULES) == long


def test_what_cannot_be_stored_is_refused(store: Store) -> None:
    """A tag that no database holds is a known error."""
    with pytest.raises(StoreError, match="etag"):
        save_fetch(store, replace(FIRST, etag="\x00"), pipeline=RULES)
