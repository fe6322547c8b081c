"""Web archives: their pages, over whatever is damaged in them."""

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.records import Skipped, SkipReason, Source
from provenance.readers.warc.reader import WarcReader

PAGE = """<html><head><title>Talks {n}</title></head><body><article><p>“We will act on number {n},” the minister said in
the capital on Monday.</p><p>Nobody else was there to hear it, and nobody asked.</p></article></body></html>"""
HTML = "Content-Type: text/html; charset=utf-8"


def record(content: bytes, *, kind: str = "response", url: str = "https://n.example/1", more: str = "") -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(content)}\r\n{more}\r\n"
    return head.encode() + content + b"\r\n\r\n"


def response(body: bytes, *, headers: str = HTML, status: str = "200 OK", url: str = "https://n.example/1") -> bytes:
    return record(f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body, url=url)


def chunk(body: bytes) -> bytes:
    return b"5\r\n%b\r\n%x;x\r\n%b\r\n0\r\n\r\n" % (body[:5], len(body[5:]), body[5:])


def page(n: int) -> bytes:
    return response(PAGE.format(n=n).encode(), url=f"https://n.example/{n}")


def read(raw: bytes, *, limit: int = 1_000_000, size: int | None = None) -> list[Article | Skipped]:
    source = Source(name="a.warc", locator="a.warc", file=None, head=raw[:8192], stream=io.BytesIO(raw), size=size)
    return list(WarcReader(limit=limit).read_source(source))


def pages(*records: bytes, zipped: bool) -> bytes:
    return b"".join(gzip.compress(one) if zipped else one for one in records)


def locators(items: list[Article | Skipped]) -> list[str]:
    return [item.locator for item in items]


@pytest.mark.parametrize("zipped", [False, True])
def test_pages_are_articles(zipped: bool) -> None:  # noqa: FBT001 - pytest names the case
    """Each page is one article at its address; requests, pictures, redirections and errors are passed over."""
    raw = pages(
        record(b"software: x\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        page(1),
        response(b"GIF89a", headers="Content-Type: image/gif"),
        response(b"<html>gone", status="404 Not Found"),
        response(b"", headers="Location: /2", status="301 Moved"),
        response(b"User-agent: *", headers="Content-Type: text/plain", url="https://n.example/robots.txt"),
        record(b"x", kind="metadata"),
        record("“Yes,” she said.".encode(), kind="conversion", more="Content-Type: text/plain\r\n"),
        page(2),
        zipped=zipped,
    )
    first, plain, second = read(raw)
    assert isinstance(first, Article)
    assert isinstance(plain, Article)
    assert (first.locator, first.url, first.title) == ("https://n.example/1", "https://n.example/1", "Talks 1")
    assert first.text.startswith("“We will act on number 1,” the minister said")
    assert (first.reader, plain.text, plain.reader) == ("warc", "“Yes,” she said.", "warc")
    assert second.locator == "https://n.example/2"


def test_one_gzip_member_around_all_records() -> None:
    """An archive that was packed as a whole is read like one that was packed record by record."""
    assert (
        read(gzip.compress(page(1) + page(2))) == read(page(1) + page(2)) == read(pages(page(1), page(2), zipped=True))
    )


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"not a record at all\r\n\r\n", "where a record should begin"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\nx\r\n\r\n", "it has no Content-Length"),
        (page(9).replace(b"Content-Length: ", b"Content-Length: -"), "its Content-Length is"),
        (page(9).replace(b"Content-Length: 2", b"Content-Length: 1"), "does not end where its Content-Length says"),
        (page(9).replace(b"Content-Length: 2", b"Content-Length: 4"), "does not end where its Content-Length says"),
        (page(9).replace(b"Content-Length: 2", b"Content-Length: 92"), "it is cut off"),
        (page(9).replace(b"Content-Length: 2", b"Content-Length: 99999992"), "it is cut off"),
    ],
)
def test_a_broken_record_is_reported_and_the_next_is_read(broken: bytes, message: str) -> None:
    """Whatever is wrong with a record, its offset is told and the pages around it come out."""
    raw = page(1) + broken + page(2)
    first, skipped, second = read(raw, size=len(raw))
    assert (first.locator, second.locator) == ("https://n.example/1", "https://n.example/2")
    assert isinstance(skipped, Skipped)
    assert message in skipped.message
    assert (skipped.offset, skipped.locator) == (len(page(1)), f"a.warc#{len(page(1))}")
    assert skipped.reason == SkipReason.INVALID_RECORD


@pytest.mark.parametrize("at", [12, 60, 200])
def test_a_damaged_gzip_member_is_reported_and_the_next_is_read(at: int) -> None:
    """Bytes that were changed cost their own record only."""
    one, two, three = (gzip.compress(page(n)) for n in (1, 2, 3))
    damaged = two[:at] + bytes(255 - byte for byte in two[at : at + 8]) + two[at + 8 :]
    items = read(one + damaged + three)
    assert [item.locator for item in items if isinstance(item, Article)] == [
        "https://n.example/1",
        "https://n.example/3",
    ]
    (skipped,) = [item for item in items if isinstance(item, Skipped)]
    assert skipped.offset == len(one)


@given(st.integers(0, 3000), st.booleans())
def test_an_archive_may_end_anywhere(length: int, zipped: bool) -> None:  # noqa: FBT001 - Hypothesis draws it
    """A download that was broken off gives its whole pages, and at most one report."""
    records = [page(n) for n in range(1, 5)]
    whole = pages(*records, zipped=zipped)
    items = read(whole[:length])
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert len(skipped) <= 1
    assert all(item is items[-1] for item in skipped)
    assert locators([i for i in items if isinstance(i, Article)]) == locators(read(whole))[: len(items) - len(skipped)]


@given(st.binary(max_size=300))
def test_any_bytes_end(noise: bytes) -> None:
    """Noise between two records never stops the reading, and never costs the page behind it."""
    items = read(page(1) + noise + b"\r\n" + page(2))
    assert items[0].locator == "https://n.example/1"
    assert items[-1].locator == "https://n.example/2"


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        (f"{HTML}\r\nContent-Encoding: gzip", gzip.compress),
        (f"{HTML}\r\nContent-Encoding: deflate", zlib.compress),
        (f"{HTML}\r\nTransfer-Encoding: chunked", chunk),
        # Archives undo an encoding and leave its header.
        (f"{HTML}\r\nContent-Encoding: gzip", bytes),
        (f"{HTML}\r\nContent-Encoding: br", bytes),
        (f"{HTML}\r\nTransfer-Encoding: chunked", bytes),
    ],
)  # fmt: skip
def test_encodings_of_the_transfer_are_undone(headers: str, encode: Callable[[bytes], bytes]) -> None:
    """Chunks and compression leave no trace; where there are none in spite of the header, that is seen."""
    body = PAGE.format(n=1).encode()
    (article,) = read(response(encode(body), headers=headers))
    (plain,) = read(response(body))
    assert article == plain


def test_an_unknown_compression_is_named() -> None:
    """A page that cannot be unpacked is skipped with the name of its compression."""
    (skipped,) = read(response(b"\x1b\x03\x00", headers=f"{HTML}\r\nContent-Encoding: br"))
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.offset, skipped.locator) == (SkipReason.UNKNOWN_FORMAT, 0, "https://n.example/1")
    assert "'br'" in skipped.message


def test_pages_above_the_limit_are_left_out() -> None:
    """A page that is too large, packed or unpacked, is reported, and the next one is read."""
    packed = response(gzip.compress(b"<p>" + b"x" * 5000), headers=f"{HTML}\r\nContent-Encoding: gzip")
    large, bomb, last = read(response(b"x" * 5000) + packed + page(2), limit=2000)
    assert isinstance(large, Skipped)
    assert isinstance(bomb, Skipped)
    assert (large.reason, bomb.reason) == (SkipReason.TOO_LARGE, SkipReason.TOO_LARGE)
    assert last.locator == "https://n.example/2"


def test_a_gzip_bomb_costs_little() -> None:
    """A member that unpacks to a gigabyte is left when it shows what it is, and the next page is read."""
    bomb = bytearray(gzip.compress(record(b"\0" * 300_000_000, kind="resource", more="Content-Type: text/html\r\n"), 1))
    tracemalloc.start()
    skipped, last = read(bytes(bomb) + gzip.compress(page(2)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(skipped, Skipped)
    assert skipped.reason == SkipReason.TOO_LARGE
    assert last.locator == "https://n.example/2"
    assert peak < 30_000_000


class Endless(io.RawIOBase):
    """A stream of pieces that are made when they are asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.left = self.left or next(self.pieces, b"")
        piece, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_long_archive_needs_no_more_memory_than_a_short_one() -> None:
    """Fifty megabytes are read in the memory of a few."""

    def made() -> Iterator[bytes]:
        film = response(b"\0" * 1_000_000, headers="Content-Type: video/mp4")
        for n in range(50):
            yield film
            yield response(b"He said it.", headers="Content-Type: text/plain", url=f"https://n.example/{n}")

    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in read_inputs(["-"], stdin=io.BufferedReader(Endless(made()))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 50
    assert peak < 10_000_000


def test_a_page_cut_off_by_its_crawler_is_remarked() -> None:
    """What was fetched in part is read, and said to be a part."""
    whole = page(1)
    cut = whole.replace(b"WARC-Type:", b"WARC-Truncated: length\r\nWARC-Type:")
    (article,) = read(cut)
    assert isinstance(article, Article)
    assert article.remarks == ("cut_off",)


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"WARC/1.0\r\n", "a", 1.0),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo", mtime=0), "a.txt", 1.0),
        (gzip.compress(b"He said it.", mtime=0), "a.txt.gz", 0.0),
        (b"\x1f\x8b\x08cut", "crawl.warc.gz", 0.5),
        (b"WARC files hold pages, he said.", "a.warc", 0.0),
    ],
)
def test_archives_are_told_by_their_beginning(head: bytes, name: str, expected: float) -> None:
    """The first record decides, also inside a gzip file."""
    assert WarcReader().sniff(head, name) == expected
