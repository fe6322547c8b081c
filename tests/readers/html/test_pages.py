"""Pages in the manner of real sites, each with what must come out of it in the JSON beside it."""

import hashlib
import json
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.records import Skipped

PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*.html"))
TEXTS = ("holds", "lacks", "quoted")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_must_come_out_does(page: Path) -> None:
    """The text holds what was said and nothing of the page around it, and the page's word of itself is kept."""
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    (item,) = read_inputs([str(page)])
    if "skipped" in expected:
        assert isinstance(item, Skipped)
        assert item.reason == expected["skipped"]
        return
    assert isinstance(item, Article), item
    assert item.reader == "html"
    assert item.raw_sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    assert [words for words in expected.get("holds", []) if words not in item.text] == [], item.text
    assert [words for words in expected.get("lacks", []) if words in item.text] == [], item.text
    assert [span.text_in(item.text) for span in item.block_quotations] == expected.get("quoted", [])
    fields = {name: value for name, value in expected.items() if name not in TEXTS}
    found = {name: getattr(item, name) for name in fields}
    assert {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()} == fields


def test_there_are_enough_pages() -> None:
    """The collection covers every kind of page, in seven encodings and more."""
    kinds = {page.stem.split("_")[0] for page in PAGES}
    assert len(PAGES) >= 40
    assert kinds >= {"wire", "broadcaster", "blog", "amp", "live", "photo", "paywall", "broken", "rtl"}
    assert len({json.loads(page.with_suffix(".json").read_text()).get("encoding") for page in PAGES}) >= 8


@pytest.mark.parametrize("page", PAGES[:10], ids=lambda page: page.stem)
def test_the_same_page_is_read_the_same(page: Path) -> None:
    """Reading twice gives the same article to the last character."""
    assert list(read_inputs([str(page)])) == list(read_inputs([str(page)]))
