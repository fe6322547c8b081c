"""Annotations: selectors that find the very words, in code points, and ids that follow from them."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.text import Span
from provenance.core.wire import quotation_id
from provenance.exports.annotations import write_annotation_lines, write_annotations
from provenance.exports.flat import linked_row
from provenance.exports.told import NAMESPACE
from provenance.store.records import StoredQuotation

UNSTORABLE = str.maketrans(dict.fromkeys(["\x00", "\ud800"], "\N{REPLACEMENT CHARACTER}"))

# (text, parts of the quotation, why)
SPLIT = (
    ("“Yes,” he said.", ("“Yes,”",), "at the start of a text there is nothing before"),
    ("He said: “Yes.”", ("“Yes.”",), "at its end there is nothing after"),
    ("🇺🇦 “Так,” 习近平 said, “e\u0301.” 🇺🇦", ("“Так,”", "“e\u0301.”"), "code points, not bytes or UTF-16"),
    ("Yes. “Yes.” Yes.", ("“Yes.”",), "the same words stand elsewhere too"),
    (f"{'far ' * 50}“One,” he said, “two.”{' off' * 50}", ("“One,”", "“two.”"), "surroundings are cut"),
    ("One.\n\n“Two.”\n\nThree.", ("“Two.”",), "a paragraph of its own has no surroundings in it"),
)


def annotate(stored: Sequence[StoredQuotation]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads("".join(write_annotations(map(linked_row, stored))))
    return document


def check(item: dict[str, Any], *, text: str) -> None:
    """See that each target is found in the text, by its words and by its place."""
    for target in item["target"]:
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


def came_back(document: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Read of each annotation the ids of quotation and version, and of the agents in the chain; derive the first."""
    for item in document["items"]:
        (version,) = {target["source"]["id"].removeprefix(NAMESPACE) for target in item["target"]}
        places = [target["selector"][1] for target in item["target"]]
        spans = tuple(Span(place["start"], place["end"]) for place in places)
        told = item["id"].removeprefix(NAMESPACE).removesuffix("#annotation")
        assert quotation_id(version, spans) == told
        yield told, version, [one["agent"] for one in json.loads(item["body"][1]["value"])]


@pytest.mark.parametrize(("text", "parts", "why"), SPLIT, ids=[row[2] for row in SPLIT])
def test_selectors_find_the_words(
    text: str, parts: tuple[str, ...], why: str, stored_quotation: Callable[..., StoredQuotation]
) -> None:
    """Words and place lead to the same part of the article, each part of a split quotation to its own."""
    stored = stored_quotation(text, *parts)
    (item,) = annotate([stored])["items"]
    assert [target["selector"][0]["exact"] for target in item["target"]] == list(parts), why
    check(item, text=text)


@given(before=st.text(max_size=200), words=st.text(min_size=1, max_size=20), after=st.text(max_size=200))
def test_selectors_fit_any_text(before: str, words: str, after: str) -> None:
    """Whatever stands around the words, they are found where they stand."""
    row = {
        "id": "qt_1",
        "article": "av_1",
        "text": f"“{words}”",
        "before": before[-120:],
        "after": after[:120],
        "segments": json.dumps([[len(before), len(before) + len(words) + 2]]),
        "start_char": len(before),
        "chain": "[]",
    }
    (item,) = json.loads("".join(write_annotations([row])))["items"]
    assert item["target"][0]["selector"][0]["exact"] == f"“{words}”"
    check(item, text=f"{before}“{words}”{after}")


def test_ids_come_back(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Quotation, version and agents have the same ids when they are read, and the words are those of the article."""
    document = annotate(hostile_quotations)
    assert list(came_back(document)) == [
        (one.id, one.article.version, [hop.agent and hop.agent.id for hop in one.current.quotation.chain])
        for one in hostile_quotations
    ]
    for item, stored in zip(document["items"], hostile_quotations, strict=True):
        check(item, text=stored.article.article.text.translate(UNSTORABLE))


def test_the_page_is_that_of_the_standard(lavrov: StoredQuotation) -> None:
    """A page has its context, its address, its collection and its items; people read who said it through whom."""
    document = annotate([lavrov])
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (document["type"], document["partOf"]["type"]) == ("AnnotationPage", "AnnotationCollection")
    (item,) = document["items"]
    assert item["body"][0]["value"] == "Sergei Lavrov → TASS → CNN → The Daily"
    assert item["target"][0]["source"]["via"] == "https://example.org/ties"
    assert annotate([])["items"] == []


def test_lines_stand_for_themselves(lavrov: StoredQuotation) -> None:
    """As JSON lines each annotation has its own context and is that of the page."""
    lines = list(write_annotation_lines(map(linked_row, [lavrov, lavrov])))
    assert len(lines) == 2
    alone = json.loads(lines[0])
    assert alone.pop("@context") == "http://www.w3.org/ns/anno.jsonld"
    assert [alone] == annotate([lavrov])["items"]
