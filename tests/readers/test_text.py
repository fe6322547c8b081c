"""Plain text: the article is exactly the decoded file."""

import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.records import ReadItem, Skipped, SkipReason, Source, Unusable
from provenance.readers.text import TextReader

SAID = "“It is over,” he said.\r\n"
PROSE = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cc"])).map(
    lambda text: f"He said: {text}\r\n\n\r\t "
)


def source_of(raw: bytes, *, size: int | None = None) -> Source:
    return Source(name="a.txt", locator="a.txt", file=None, head=raw[:10], stream=io.BytesIO(raw), size=size)


@given(PROSE)
def test_any_text_survives_its_file(text: str) -> None:
    """Whatever is written to a file in UTF-8 is the article's text, with the digest of the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode())
        (article,) = read_inputs([str(path)])
    assert isinstance(article, Article)
    assert (article.text, article.encoding, article.reader) == (text, "utf-8", "text")
    assert article.raw_sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("size", [11, None])
def test_a_text_above_the_limit_is_left_out(size: int | None) -> None:
    """A text that is too large is refused, whether its size is known or found out."""
    with pytest.raises(Unusable, match=r"a\.txt has more than 10 bytes") as caught:
        list(TextReader(limit=10).read_source(source_of(b"a" * 11, size=size)))
    assert caught.value.reason == SkipReason.TOO_LARGE


def test_a_text_known_to_be_too_large_is_not_read() -> None:
    """A file above the limit costs no memory."""
    source = source_of(b"a" * 11, size=11)
    with pytest.raises(Unusable):
        list(TextReader(limit=10).read_source(source))
    assert source.stream.tell() == 0


def test_a_text_at_the_limit_is_read() -> None:
    """The limit itself is not too large."""
    (article,) = TextReader(limit=10).read_source(source_of(b"a" * 10, size=10))
    assert isinstance(article, Article)


def test_standard_input_is_known_by_its_digest() -> None:
    """Text from standard input has no path, and the same text the same address."""
    (article,) = read_inputs(["-"], stdin=io.BytesIO(SAID.encode()))
    assert isinstance(article, Article)
    assert article.locator == f"stdin:{hashlib.sha256(SAID.encode()).hexdigest()[:16]}"
    assert article.path is None
    assert article.text == SAID


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the sidecar of `a.txt` would lie, in the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(SAID.encode())
    return tmp_path / "a.json"


def only(path: str) -> ReadItem:
    (item,) = read_inputs([path])
    return item


def test_a_sidecar_says_what_is_known(beside: Path) -> None:
    """Every field of a sidecar stands in the article, and its URL becomes the address."""
    beside.write_bytes(
        b'\xef\xbb\xbf{"title": "It is over ", "publisher": "The Example", "published": "2025-07-13", "place": null, '
        b'"url": "https://NEWS.example/over#top", "byline": "By A. Writer", "lang": "en"}'
    )
    article = only("a.txt")
    assert isinstance(article, Article)
    assert article.locator == "https://news.example/over"
    assert article.url == "https://NEWS.example/over#top"
    assert (article.title, article.publisher, article.published) == ("It is over", "The Example", "2025-07-13")
    assert (article.place, article.byline, article.lang, article.path) == (None, "By A. Writer", "en", "a.txt")


def test_a_text_without_sidecar_says_nothing_of_itself(beside: Path) -> None:
    """Nothing is guessed from the text or the name of the file."""
    assert not beside.exists()
    article = only("./a.txt")
    assert isinstance(article, Article)
    assert (article.locator, article.path, article.title, article.published) == ("a.txt", "./a.txt", None, None)


def test_a_sidecar_that_is_no_file_is_reported(beside: Path) -> None:
    """A folder in the place of a sidecar keeps the text out, and is named."""
    beside.mkdir()
    skipped = only("a.txt")
    assert isinstance(skipped, Skipped)
    assert (skipped.locator, skipped.reason) == ("a.txt", SkipReason.UNREADABLE)
    assert skipped.message == "the sidecar a.json is no file"


def test_an_endless_sidecar_is_refused(beside: Path) -> None:
    """A sidecar is small, and one that is not is no sidecar."""
    beside.write_text('{"title": "' + "a" * 1024 * 1024 + '"}')
    skipped = only("a.txt")
    assert isinstance(skipped, Skipped)
    assert skipped.reason == SkipReason.INVALID_RECORD
    assert "more than 1048576 bytes" in skipped.message


def test_a_text_of_another_name_has_no_sidecar(beside: Path) -> None:
    """Only `NAME.txt` has a sidecar: a README beside a package.json has none."""
    beside.write_text('{"title": "It is over"}')
    beside.with_suffix(".md").write_text(SAID)
    article = only("a.md")
    assert isinstance(article, Article)
    assert article.title is None
