"""JSON of common shapes: what other programs write of articles, and the quotations that GDELT found."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.chain import check_chain
from provenance.core.records import Article, Extraction
from provenance.readers.dispatch import read_inputs
from provenance.readers.records import Imported, ReadItem, Skipped, SkipReason
from provenance.readers.shapes import is_quotation_record, shape_record

TRAFILATURA: dict[str, object] = {
    "title": "It is over",
    "author": "Jane Roe; John Doe",
    "hostname": "n.example",
    "date": "2025-07-13",
    "id": None,
    "raw_text": "“It is over,” he said. So it was.",
    "text": "“It is over,” he said.\nSo it was.",
    "language": "en",
    "source": "https://n.example/over",
    "source-hostname": "The Example",
}
NEWS_PLEASE: dict[str, object] = {
    "authors": ["Jane Roe", "John Doe", "Jane Roe", 7],
    "date_publish": "2025-07-13 08:00:00",
    "date_modify": None,
    "language": "en",
    "maintext": "“It is over,” he said.",
    "source_domain": "n.example",
    "title": "It is over",
    "url": "https://n.example/over",
}
GDELT: dict[str, object] = {
    "date": "2025-07-13T08:00:00Z",
    "url": "https://N.example/over",
    "title": "It is over",
    "lang": "ENGLISH",
    "quotes": [
        {"pre": "the minister said", "quote": "It is over", "post": "on Monday"},
        {"pre": "She wrote, “", "quote": "Never again", "post": "” and left"},
        {"pre": "", "quote": "  ", "post": "x"},
    ],
}


def read(*records: dict[str, object]) -> list[ReadItem]:
    raw = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return list(read_inputs(["-"], stdin=io.BytesIO(raw.encode("utf-8", "surrogatepass"))))


def article_of(record: dict[str, object]) -> Article:
    (article,) = read(record)
    assert isinstance(article, Article)
    return article


def extraction_of(record: dict[str, object]) -> Extraction:
    (imported,) = read(record)
    assert isinstance(imported, Imported)
    return imported.extraction


def test_output_of_trafilatura() -> None:
    """The text with its paragraphs is taken, and source and site become address and publisher."""
    article = article_of(TRAFILATURA)
    assert article.text == TRAFILATURA["text"]
    assert (article.locator, article.publisher) == ("https://n.example/over", "The Example")
    assert (article.published, article.lang, article.byline) == ("2025-07-13", "en", "Jane Roe; John Doe")
    assert article.authors == ("Jane Roe", "John Doe")


def test_records_of_the_news_crawl() -> None:
    """A record of news-please is an article with its authors, each once."""
    article = article_of(NEWS_PLEASE)
    assert (article.text, article.published) == (NEWS_PLEASE["maintext"], "2025-07-13T08:00:00")
    assert (article.publisher, article.authors, article.modified) == ("n.example", ("Jane Roe", "John Doe"), None)


def test_own_keys_go_first() -> None:
    """Where a record has our key and a foreign one for the same, ours counts."""
    article = article_of({"text": "x said", "maintext": "y", "published": "2025", "date": "2024"})
    assert (article.text, article.published) == ("x said", "2025")


def test_foreign_values_that_cannot_be_kept_are_remarked() -> None:
    """A date in words or a language by its name costs a remark, not the article."""
    article = article_of({"text": "x said", "date": "last Monday", "language": "English!", "source": "a wire"})
    assert (article.published, article.lang, article.url) == (None, None, None)
    assert set(article.remarks) == {"published_unread", "lang_unread", "url_unread"}


def test_quotations_of_gdelt_are_imported() -> None:
    """Each quotation stands in its surroundings, with the marks that were left, and nobody is said to speak."""
    extraction = extraction_of(GDELT)
    article = extraction.article
    assert article.text == "the minister said It is over on Monday\n\nShe wrote, “Never again” and left"
    assert [q.content[0].text_in(article.text) for q in extraction.quotations] == ["It is over", "“Never again”"]
    assert all(q.speaker is None and not q.relays and not check_chain(q.chain) for q in extraction.quotations)
    assert (extraction.pipeline.stage, extraction.pipeline.name) == ("import", "gdelt")
    assert (article.url, article.lang, article.published) == ("https://N.example/over", "en", "2025-07-13T08:00:00Z")


def test_excerpts_are_no_version_of_the_article() -> None:
    """The words around quotations have an address of their own, beside that of the article itself."""
    assert extraction_of(GDELT).article.locator == "https://n.example/over#gdelt"


@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\0"))] * 3), max_size=5))
def test_imported_words_are_where_they_are_said_to_be(parts: list[tuple[str, str, str]]) -> None:
    """Whatever stands around it, each span holds the words of its quotation."""
    quotes = [{"pre": before, "quote": words, "post": after} for before, words, after in parts]
    (item,) = read({**GDELT, "quotes": quotes})
    said = [words for _, words, _ in dict.fromkeys(parts) if words.strip()]
    if not said:
        assert isinstance(item, Skipped)
        return
    assert isinstance(item, Imported)
    found = [q.content[0].text_in(item.extraction.article.text) for q in item.extraction.quotations]
    assert len(found) <= len(said)
    assert all(any(words in span for words in said) for span in found)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quotes": []}, SkipReason.EMPTY),
        ({"url": None}, SkipReason.INVALID_RECORD),
        ({"quotes": [{"quote": 7}]}, SkipReason.INVALID_RECORD),
        ({"quotes": [{"quote": "half a pair \ud800"}]}, SkipReason.ENCODING),
        ({"quotes": "no list"}, SkipReason.INVALID_RECORD),
    ],
)
def test_broken_lines_of_gdelt_are_reported(change: dict[str, object], reason: SkipReason) -> None:
    """A line that cannot be used is skipped with its reason, and the next one follows."""
    broken, good = read({**GDELT, **change}, GDELT)
    assert isinstance(broken, Skipped)
    assert (broken.reason, broken.offset) == (reason, 0)
    assert isinstance(good, Imported)


def test_our_own_records_are_no_quotations() -> None:
    """A record with a text is an article, whatever else stands in it."""
    assert not is_quotation_record({"text": "x", "quotes": []})
    assert shape_record({"text": "x"}).record == {"text": "x"}
