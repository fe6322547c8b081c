"""Mail: a press release is an article, its headers say whose, and no message is read without end."""

import hashlib
import io
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.errors import InputError, InvalidRecord
from provenance.readers.dispatch import read_inputs
from provenance.readers.eml import MAX_BOUNDARIES, EmlReader
from provenance.readers.records import SkipReason, Source, Unusable

HEADERS = (
    b'From: "Press Office, =?utf-8?q?B=C3=BCro?=" <press@ministry.example>\r\n'
    b"To: desk@daily.example\r\nDate: Sun, 13 Jul 2025 08:00:00 +0200\r\n"
    b"Subject: =?utf-8?q?Kim_meets_=E2=80=9CLavrov=E2=80=9D?=\r\nMIME-Version: 1.0\r\n"
)
SAID = "“We agree,” he said.\r\n> He did not.\r\n-- \r\nPress Office\r\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + SAID.encode()
PAGE = (
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><article><p>The two ministers met in Wonsan on"
    b" Saturday, and talked about trade.</p><p>&ldquo;We agree on all of it,&rdquo; he said, and left for the airport"
    b" at once.</p></article></body></html>\r\n"
)


def parts(*inside: bytes, boundary: bytes = b"b", kind: bytes = b"mixed") -> bytes:
    begun = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in inside)
    return b"Content-Type: multipart/%s; boundary=%s\r\n\r\n%s--%s--\r\n" % (kind, boundary, begun, boundary)


def read(raw: bytes, *, limit: int = 50_000_000) -> Article:
    source = Source(name="a.eml", locator="a.eml", file=None, head=raw[:99], stream=io.BytesIO(raw), size=len(raw))
    (article,) = EmlReader(limit=limit).read_source(source)
    assert isinstance(article, Article)
    return article


def refused(raw: bytes, *, limit: int = 50_000_000) -> InputError:
    with pytest.raises(InputError) as caught:
        read(raw, limit=limit)
    assert caught.value.hint
    assert "a.eml" in caught.value.message
    return caught.value


def test_a_message_is_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stays as it was sent, quoted lines and signature too, and the headers say whose it is."""
    monkeypatch.chdir(tmp_path)
    Path("release").write_bytes(HEADERS + PLAIN)
    (article,) = read_inputs(["release"])
    assert article == Article(
        locator="release",
        path="release",
        text=SAID,
        raw_sha256=hashlib.sha256(HEADERS + PLAIN).hexdigest(),
        title="Kim meets “Lavrov”",
        publisher="Press Office, Büro",
        authors=("Press Office, Büro",),
        published="2025-07-13T08:00:00+02:00",
        reader="eml",
    )


def test_an_organisation_publishes() -> None:
    """A message that names its organisation is published by it, and signed by its sender."""
    article = read(b"Organization: Ministry of Peace\r\n" + HEADERS + PLAIN)
    assert (article.publisher, article.authors) == ("Ministry of Peace", ("Press Office, Büro",))


@pytest.mark.parametrize(
    "body",
    [
        parts(PAGE, PLAIN, kind=b"alternative"),
        parts(parts(PAGE, PLAIN, boundary=b"inner", kind=b"alternative"), b"Content-Type: image/png\r\n\r\nxx"),
        parts(b"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nNo.", PLAIN),
        parts(b"Content-Type: text/plain\r\n\r\n \r\n", PLAIN),
        parts(b"Content-Type: message/rfc822\r\n\r\nSubject: a\r\n\r\nForwarded.", PLAIN),
    ],
    ids=["alternative", "nested", "attached", "blank", "forwarded"],
)
def test_plain_text_is_preferred(body: bytes) -> None:
    """Of all parts the plain text is read, wherever it stands, and nothing that is attached or forwarded."""
    assert read(HEADERS + body).text.rstrip() == SAID.rstrip()


def test_a_page_is_read_where_there_is_no_other_text() -> None:
    """A message in HTML alone is read as a page, with what its headers say."""
    article = read(HEADERS + PAGE)
    assert "“We agree on all of it,” he said" in article.text
    assert (article.title, article.reader) == ("Kim meets “Lavrov”", "eml")


@pytest.mark.parametrize(
    ("charset", "raw", "encoding", "remarks"),
    [
        ("windows-1252", "“No,” he said.".encode("cp1252"), "cp1252", ()),
        ("utf-8", "“No,” he said.".encode("cp1252"), "cp1252", ("charset_wrong",)),
        ("us-ascii", "“No,” he said.".encode(), "utf-8", ()),
        ("x-unknown", "“No,” he said.".encode(), "utf-8", ()),
        ("rot13", "“No,” he said.".encode(), "utf-8", ("charset_wrong",)),
    ],
)
def test_a_wrong_charset_is_seen_through(charset: str, raw: bytes, encoding: str, remarks: tuple[str, ...]) -> None:
    """What a message says of its characters is believed where it can be, and else found out."""
    head = b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" % charset.encode()
    article = read(HEADERS + head + raw)
    assert (article.text, article.encoding, article.remarks) == ("“No,” he said.", encoding, remarks)


@pytest.mark.parametrize(
    "headers",
    [
        b"From: @\r\nDate: yesterday\r\nSubject: =?x?q?a?=",
        b"From: <\r\nDate: Sun, 99 Jul 2025 08:00:00 +9999\r\nSubject: a",
        b"From: " + b"a@b.example," * 5000 + b"\r\nDate: \r\nSubject: a",
        b"From: " + b"(" * 5000 + b"\r\nSubject: a",
    ],
)
def test_broken_headers_say_nothing(headers: bytes) -> None:
    """The text of a message is read, whatever its headers are."""
    article = read(headers + b"\r\n\r\nHe said it.")
    assert (article.text, article.publisher, article.published) == ("He said it.", None, None)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (HEADERS + parts(b"Content-Type: image/png\r\n\r\nxx"), SkipReason.EMPTY),
        (HEADERS + b"\r\n", SkipReason.EMPTY),
        (HEADERS + parts(*[b"\r\nhi"] * 11_000), SkipReason.TOO_LARGE),
        (HEADERS + b"X: boundary=b\r\n" * (MAX_BOUNDARIES + 1) + b"\r\nhi", SkipReason.TOO_LARGE),
        (HEADERS + b"\r\n" + b"a" * 2_000_000, SkipReason.TOO_LARGE),
    ],
    ids=["image", "nothing", "parts", "nested", "large"],
)
def test_what_is_no_article_says_so(raw: bytes, reason: SkipReason) -> None:
    """A message without text and one of too many parts or bytes have their reasons."""
    error = refused(raw, limit=1_000_000)
    assert isinstance(error, Unusable)
    assert error.reason == reason


@pytest.mark.parametrize(
    "raw",
    [
        b"He said it.",
        HEADERS + b"Content-Type: text/plain; " + b"a=b; " * 100_000 + b"\r\n\r\nhi",
        HEADERS + b"Content-Type: message/rfc822\r\n\r\n" * 3000,
    ],
    ids=["no headers", "endless header", "deep"],
)
def test_a_broken_message_says_so(raw: bytes) -> None:
    """What cannot be parsed in time breaks its format."""
    assert isinstance(refused(raw), InvalidRecord)


@pytest.mark.parametrize(
    ("head", "name", "score"),
    [
        (HEADERS + b"\r\nHi", "a", 0.9),
        (b"Subject: a\r\nDate: b\r\n\r\nHi", "a.txt", 0.0),
        (b"Subject: a\r\nDate: b\r\n\r\nHi", "a.eml", 0.6),
        (b"He said: it.\r\n", "a.eml", 0.0),
    ],
)
def test_headers_tell_a_message(head: bytes, name: str, score: float) -> None:
    """A message is known by the headers of the post; a list of fields is not one, unless its name says so."""
    assert EmlReader().sniff(head, name) == score
