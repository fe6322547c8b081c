"""JSON Lines: one article a line, however the bytes arrive."""

import hashlib
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.jsonl import JsonlReader
from provenance.readers.records import ReadItem, Skipped, SkipReason, Source

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).map(lambda text: f"said {text}")
IDS = st.none() | st.integers() | st.text("abc-_1", min_size=1)
RECORDS = st.lists(st.fixed_dictionaries({"text": TEXTS}, optional={"id": IDS}), min_size=1, max_size=6)


class Trickle(io.RawIOBase):
    """A pipe that hands over its bytes in pieces of the given lengths, and counts what was taken."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.left = b""
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.left = self.left or next(self.pieces, b"")
        piece, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


def lines_of(records: list[dict[str, object]], *, end: str = "\n") -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + end for record in records).encode()


def read(raw: bytes, *, limit: int = 1000, name: str = "a.jsonl") -> list[ReadItem]:
    source = Source(name=name, locator=name, file=None, head=raw[:100], stream=io.BytesIO(raw))
    return list(JsonlReader(limit=limit).read_source(source))


@given(RECORDS, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_records_come_back(records: list[dict[str, object]], end: str) -> None:
    """Whatever stands in the texts, there is one article a line, unchanged and with its digest."""
    raw = lines_of(records, end=end)
    articles = read(raw)
    assert [article.text for article in articles if isinstance(article, Article)] == [r["text"] for r in records]
    digests = [hashlib.sha256(line).hexdigest() for line in raw.split(b"\n") if line.strip()]
    if end != "\r\n":
        assert [article.raw_sha256 for article in articles if isinstance(article, Article)] == digests


@given(RECORDS, st.lists(st.integers(1, 50), min_size=1))
def test_pieces_make_no_difference(records: list[dict[str, object]], lengths: list[int]) -> None:
    """A slow pipe gives what a fast one gives."""
    raw = lines_of(records)

    def pieces() -> Iterator[bytes]:
        position, turn = 0, 0
        while position < len(raw):
            length = lengths[turn % len(lengths)]
            yield raw[position : position + length]
            position, turn = position + length, turn + 1

    slow = io.BufferedReader(Trickle(pieces()))
    assert list(read_inputs(["-"], stdin=slow)) == list(read_inputs(["-"], stdin=io.BytesIO(raw)))
    assert list(read_inputs(["-"], stdin=Trickle(pieces()))) == list(read_inputs(["-"], stdin=io.BytesIO(raw)))  # type: ignore[arg-type]


def test_standard_input_is_streamed() -> None:
    """The first article of an endless pipe is there before the second megabyte is asked for."""

    def endless() -> Iterator[bytes]:
        number = 0
        while True:
            number += 1
            yield lines_of([{"id": number, "text": "He said it. " * 100}])

    pipe = Trickle(endless())
    read_on = read_inputs(["-"], stdin=io.BufferedReader(pipe))
    articles = [next(read_on) for _ in range(20)]
    assert [article.locator for article in articles] == [f"stdin#{number}" for number in range(1, 21)]
    assert pipe.taken < 100_000


def test_every_field_is_taken() -> None:
    """All that an article may know of itself can stand in its record; other keys are let be."""
    record: dict[str, object] = {
        "id": "x1",
        "text": " He said it.\r\n",
        "title": "It",
        "publisher": "The Example",
        "published": "2025-07-13T08:00:00Z",
        "modified": "2025-07-14",
        "url": "https://news.example/it",
        "byline": "By A. Writer",
        "dateline": "LONDON (AP) —",
        "credit_line": "Reporting by B. Writer",
        "place": "London",
        "lang": "en-GB",
        "section": {"name": "World"},
        "path": "/elsewhere",
    }
    (article,) = read(lines_of([record]))
    assert isinstance(article, Article)
    taken = {name: getattr(article, name) for name in record if name not in {"id", "section", "path"}}
    assert taken == {name: value for name, value in record.items() if name in taken}
    assert (article.locator, article.path, article.reader) == ("https://news.example/it", None, "jsonl")


def test_records_are_addressed_by_url_or_id_or_line() -> None:
    """A record is known by the best name that it has; blank lines count as lines."""
    records: list[dict[str, object]] = [
        {"id": "a", "text": "x", "url": "https://n.example/"},
        {"id": "a", "text": "x"},
        {"text": "x"},
        {"id": 7, "text": "x"},
    ]
    located = [item.locator for item in read(b"\n" + lines_of(records))]
    assert located == ["https://n.example/", "a.jsonl#a", "a.jsonl#4", "a.jsonl#7"]


def test_a_byte_order_mark_is_no_part_of_the_first_record() -> None:
    """A mark before the first line does no harm."""
    (article,) = read(b"\xef\xbb\xbf" + lines_of([{"text": "x"}]))
    assert isinstance(article, Article)


@pytest.mark.parametrize("length", [100, 101, 5000, 3_000_000])
def test_a_line_above_the_limit_is_skipped_whole(length: int) -> None:
    """A line that is too long is reported where it begins, and the one after it is read at its true offset."""
    raw = b'{"text": "a"}\n' + b"x" * length + b"\n" + b"wrong\n" + b'{"text": "b"}\n'
    first, long, wrong, last = read(raw, limit=100)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(long, Skipped)
    assert isinstance(wrong, Skipped)
    assert (long.reason, long.offset) == (SkipReason.TOO_LARGE if length >= 100 else SkipReason.INVALID_RECORD, 14)
    assert (wrong.reason, wrong.offset, wrong.locator) == (SkipReason.INVALID_RECORD, 15 + length, "a.jsonl#3")


def test_a_line_above_the_limit_may_be_the_last() -> None:
    """A line that is too long and has no end is reported once."""
    assert [item.locator for item in read(b'{"text": "' + b"x" * 500, limit=100)] == ["a.jsonl#1"]


def test_a_line_of_fifty_megabytes_is_an_article() -> None:
    """A very long record is read like any other."""
    raw = b'{"text": "' + b"word " * 10_000_000 + b'"}\n{"text": "next"}'
    long, short = read_inputs(["-"], stdin=io.BytesIO(raw))
    assert isinstance(long, Article)
    assert len(long.text) == 50_000_000
    assert isinstance(short, Article)


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b'{"id": 1, "text"', "a", 0.9),
        (b'\xef\xbb\xbf\n {"id"\t: 1', "a.txt", 0.9),
        (b'{"a\\"b": 1}', "a", 0.9),
        (b"{}", "a", 0.9),
        (b'[{"id": 1}]', "a", 0.9),
        (b"{\n", "a", 0.9),
        ('{"id": 1}'.encode("utf-16"), "a", 0.9),
        (b"wrong\n", "a.jsonl", 0.5),
        (b"wrong\n", "A.NDJSON", 0.5),
        (b"wrong\n", "a.json", 0.0),
        (b"\x89PNG\r\n\x1a\n", "a.jsonl", 0.0),
        # Prose that begins with a bracket.
        (b"{applause} He said it.", "a", 0.0),
        (b'{"No," he said}', "a", 0.0),
        (b"[Updated 3pm] He said it.", "a", 0.0),
        (b'["No," he said.]', "a", 0.0),
    ],
)
def test_json_lines_are_told_by_their_beginning(head: bytes, name: str, expected: float) -> None:
    """Content decides; the name helps only where content is text."""
    assert JsonlReader().sniff(head, name) == expected
