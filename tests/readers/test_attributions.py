"""Attributions that `export jsonl` wrote: taken over as they are, or refused with the reason."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from strategies import extractions

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import AgentKind, Article, Extraction, Form, Quotation
from provenance.core.text import Span
from provenance.core.wire import article_to_wire, quotation_id, quotation_to_wire, text_sha256, version_id
from provenance.readers.dispatch import read_inputs
from provenance.readers.records import Imported, ReadItem, Skipped, SkipReason

TEXT = "“Yes,” Ada said. “No,” Ada said."
Line = dict[str, Any]


def article_of(locator: str) -> Article:
    return Article(locator=locator, text=TEXT, raw_sha256=text_sha256(TEXT))


def lines_of(article: Article, *quotations: Quotation) -> list[Line]:
    """Write lines as `export jsonl --with-text` does."""
    described = {**article_to_wire(article), "text": article.text}
    beside = {"canceled_at": None, "assertion": {"id": "at_1"}}
    return [{**quotation_to_wire(one, article=article), "article": described, **beside} for one in quotations]


def said(start: int, end: int) -> Quotation:
    ada = build_agent("Ada", AgentKind.PERSON, scope="av_1")
    chain = build_chain(ada, source=None, relays=(), publisher=None)
    return Quotation(form=Form.DIRECT, content=(Span(start, end),), cue=None, source=None, chain=chain, score=0.5)


YES, NO = said(0, 6), said(17, 22)


def read(*lines: Line) -> list[ReadItem]:
    raw = "".join(json.dumps(line) + "\n" for line in lines)
    return list(read_inputs(["-"], stdin=io.BytesIO(raw.encode("utf-8"))))


def found(item: ReadItem) -> Extraction:
    assert isinstance(item, Imported)
    return item.extraction


def test_lines_of_an_article_are_one_extraction() -> None:
    """What was found in one article comes back together, with the ids that it had, and of an import."""
    one, other = article_of("one.txt"), article_of("other.txt")
    items = [found(item) for item in read(*lines_of(one, YES, NO), *lines_of(other, YES))]
    assert [(item.article, item.quotations) for item in items] == [(one, (YES, NO)), (other, (YES,))]
    assert {item.pipeline.stage for item in items} == {"import"}


@given(extractions())
def test_whatever_was_found_comes_back(extraction: Extraction) -> None:
    """Article and quotations are the same records, so everything that is derived from them has the same id."""
    lines = lines_of(extraction.article, *extraction.quotations)
    items = [found(item) for item in read(*lines)] if lines else []
    assert [item.article for item in items] == [extraction.article] * bool(lines)
    assert [one for item in items for one in item.quotations] == list(extraction.quotations)
    version = version_id(extraction.article)
    assert [line["id"] for line in lines] == [quotation_id(version, one.content) for one in extraction.quotations]


def without_text(line: Line) -> None:
    del line["article"]["text"]


def other_text(line: Line) -> None:
    line["article"]["text"] = TEXT.replace("Yes", "Yea")


def other_id(line: Line) -> None:
    line["id"] = "qt_00000000000000000000"


def other_role(line: Line) -> None:
    line["chain"][0]["role"] = "bystander"


def no_form(line: Line) -> None:
    del line["form"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_text, "without the text of its article"),
        (other_text, "the text does not belong"),
        (other_id, "quotations differ"),
        (other_role, "no extraction"),
        (no_form, "no extraction"),
    ],
)
def test_what_does_not_fit_is_refused(spoil: Callable[[Line], None], message: str) -> None:
    """A line whose ids are not those of what it says, or that lacks something, is left out; the others are read."""
    bad, good = lines_of(article_of("one.txt"), YES, NO)
    bad = json.loads(json.dumps(bad))
    spoil(bad)
    items = read(bad, good)
    (skipped,) = (item for item in items if isinstance(item, Skipped))
    assert skipped.reason == SkipReason.INVALID_RECORD
    assert message in skipped.message
    assert [found(item).quotations for item in items if isinstance(item, Imported)] == [(NO,)]


def test_a_bad_line_does_not_part_an_article() -> None:
    """What stands on both sides of a line that is left out still comes together."""
    yes, no = lines_of(article_of("one.txt"), YES, NO)
    items = read(yes, {"article": {}, "content": [], "chain": []}, no)
    assert [found(item).quotations for item in items if isinstance(item, Imported)] == [(YES, NO)]


def test_lines_that_stand_apart_are_told() -> None:
    """An article is saved once, so a line that comes after those of another one is not dropped without a word."""
    one, other = article_of("one.txt"), article_of("other.txt")
    yes, no = lines_of(one, YES, NO)
    items = read(yes, *lines_of(other, YES), no)
    assert [found(item).article.locator for item in items if isinstance(item, Imported)] == ["one.txt", "other.txt"]
    (skipped,) = (item for item in items if isinstance(item, Skipped))
    assert (skipped.locator, "sort the lines" in skipped.hint) == ("one.txt", True)
