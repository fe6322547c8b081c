"""ninjs: the stories of agencies, in the forms of its three versions."""

import io
import json

import pytest

from provenance.core.records import Article
from provenance.errors import InvalidRecord
from provenance.readers.dispatch import read_inputs
from provenance.readers.ninjs import NinjsReader
from provenance.readers.records import ReadItem, Skipped, SkipReason, Source, Unusable

VERSION_1 = {
    "uri": "http://agency.example/story/1",
    "type": "text",
    "versioncreated": "2025-07-12T10:30:00+02:00",
    "firstcreated": "2025-07-12T08:00:00+02:00",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": "Ministers meet",
    "byline": "Jane Roe and John Doe",
    "located": "Wonsan",
    "copyrightholder": "Agency of the Example",
    "body_text": "WONSAN, North Korea, July 12 (KCNA) - “We agree,” he said.\n\nSo did she.\n",
    "associations": {"mainpic": {"uri": "p1", "type": "picture", "description_text": "Handshake. Photo: KCNA"}},
}
VERSION_3 = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "urn:newsml:agency.example:2",
    "versioncreated": "2025-07-12T10:30:00Z",
    "pubstatus": "canceled",
    "headlines": [{"role": "short", "value": "Meet"}, {"role": "main", "value": "Ministers meet"}],
    "by": "Staff and agencies",
    "contributors": [{"name": "Jane Roe", "role": "photographer"}],
    "infosources": [{"name": "KCNA", "role": "originator"}, {"name": "The Agency", "role": "provider"}],
    "located": [{"name": "Wonsan"}],
    "bodies": [
        {
            "role": "main",
            "contenttype": "application/xhtml+xml",
            "value": "<p>He said <q>yes</q>.</p><p>So did she.</p>",
        }
    ],
    "associations": [{"name": "pic", "descriptions": [{"role": "caption", "value": "Handshake"}]}],
}


def read(raw: bytes) -> list[ReadItem]:
    source = Source(name="a.json", locator="a.json", file=None, head=raw[:8192], stream=io.BytesIO(raw))
    return list(NinjsReader().read_source(source))


def only(story: dict[str, object], *, indent: int | None = None) -> Article:
    (article,) = read(json.dumps(story, indent=indent).encode())
    assert isinstance(article, Article)
    return article


def test_a_story_of_version_1() -> None:
    """The text stays as it was delivered, and what the story says of itself stands in the article."""
    article = only(dict(VERSION_1))
    assert article.text == VERSION_1["body_text"]
    assert (article.locator, article.url) == ("http://agency.example/story/1",) * 2
    assert (article.title, article.publisher, article.place) == ("Ministers meet", "Agency of the Example", "Wonsan")
    assert (article.published, article.modified) == ("2025-07-12T08:00:00+02:00", "2025-07-12T10:30:00+02:00")
    assert (article.authors, article.captions) == (("Jane Roe", "John Doe"), ("Handshake. Photo: KCNA",))
    assert (article.lang, article.status, article.reader) == ("en-GB", None, "ninjs")
    assert article.dateline
    assert "KCNA" in article.dateline


def test_a_story_of_version_3() -> None:
    """The newer forms of headline, source, place, body and association are understood too."""
    article = only(dict(VERSION_3), indent=2)
    assert article.text == "He said “yes”.\nSo did she."
    assert (article.locator, article.url) == ("urn:newsml:agency.example:2", None)
    assert (article.title, article.publisher, article.based_on) == ("Ministers meet", "The Agency", ("KCNA",))
    assert (article.published, article.modified) == ("2025-07-12T10:30:00Z", None)
    assert (article.place, article.captions, article.status) == ("Wonsan", ("Handshake",), "canceled")
    assert article.authors[0] == "Jane Roe"


def test_a_notice_without_text_takes_a_story_back() -> None:
    """A kill notice may carry its note alone, and is an article all the same, since it marks one."""
    article = only({"uri": "urn:x", "pubstatus": "canceled", "ednote": "KILL: the quotation was wrong"})
    assert (article.text, article.status) == ("KILL: the quotation was wrong", "canceled")


def test_a_withheld_story_is_remarked() -> None:
    """What its agency holds back is read, and said to be held back."""
    assert only({**VERSION_1, "pubstatus": "withheld"}).remarks == ("withheld",)


def test_one_story_a_line() -> None:
    """A broken line is reported with its offset, and the next story is read."""
    good = json.dumps(VERSION_1).encode()
    first, broken, empty, last = read(good + b"\n{broken\n" + b'{"uri": "x", "bodies": []}\n' + good)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(broken, Skipped)
    assert isinstance(empty, Skipped)
    assert (broken.reason, broken.offset, broken.locator) == (SkipReason.INVALID_RECORD, len(good) + 1, "a.json#2")
    assert (empty.reason, empty.message) == (SkipReason.EMPTY, "line 3 of a.json: the field text has no words in it")


def test_a_broken_story_over_lines_is_refused() -> None:
    """A file that is one story and no JSON says so."""
    with pytest.raises(InvalidRecord, match="not valid JSON"):
        read(b'{\n "uri": "x",\n "pubstatus"')


def test_hostile_stories_are_refused() -> None:
    """Endless files, bottomless nesting and characters that no database takes end in their error."""
    with pytest.raises(Unusable, match="more than 10 bytes"):
        list(
            NinjsReader(limit=10).read_source(
                Source(name="a", locator="a", file=None, head=b"{\n1", stream=io.BytesIO(b"{\n" + b" " * 100))
            )
        )
    deep = b'{"uri": "x", "bodies": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    nested = json.dumps({"uri": "x", "body_xhtml": "<div>" * 100_000}).encode()
    nul = json.dumps({"uri": "x", "body_text": "He said\0 it."}).encode()
    for raw in (deep, nested, nul):
        (skipped,) = read(raw)
        assert isinstance(skipped, Skipped)
        assert skipped.reason == SkipReason.INVALID_RECORD


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (json.dumps(VERSION_1).encode(), 0.95),
        (json.dumps(VERSION_3, indent=1).encode(), 0.95),
        # Records of our own, and of others.
        (b'{"text": "He said it.", "url": "https://n.example/"}', 0.0),
        (b'{"uri": "x", "text": "He said it."}', 0.0),
        (b'He said: {"uri": 1, "pubstatus": 2}', 0.0),
    ],
)
def test_stories_are_told_by_their_keys(head: bytes, expected: float) -> None:
    """An address and a key of agencies make a story, whatever the file is called."""
    assert NinjsReader().sniff(head, "a.txt") == expected


def test_dispatch_finds_the_reader() -> None:
    """A story from a pipe is read as one, and not as a record of JSON Lines."""
    (article,) = read_inputs(["-"], stdin=io.BytesIO(json.dumps(VERSION_3).encode()))
    assert isinstance(article, Article)
    assert article.reader == "ninjs"
