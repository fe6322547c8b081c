"""PDF: the text layer becomes one running text, and a document that was made to exhaust us ends soon."""

import hashlib
import io
from pathlib import Path

import pytest
from pdfs import build_pdf, draw, stream, write
from pypdf import PdfWriter

from provenance.core.records import Article
from provenance.errors import InputError, InvalidRecord
from provenance.readers.dispatch import read_inputs
from provenance.readers.pdf import PdfReader, join_pages
from provenance.readers.pdfpages import read_layer
from provenance.readers.records import Skipped, SkipReason, Source, Unusable

INFO = b"/Title(Kim meets Lavrov)/Author(Jane Roe)/CreationDate(D:20250713080000+02'00')"
PAGES = [
    ["The Daily 1", "WONSAN, North Korea, July 12 (KCNA) - Kim said that the sup-", "port was “uncondi-", "- 1 -"],
    ["The Daily 2", "tional”, and Lavrov agreed. (KCNA)", "- 2 -"],
]
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE_TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
LARGE = stream(b" " * 4_000_000, packed=True)
FORM = b"/Type/XObject/Subtype/Form/Resources<</Font<</F1 4 0 R>>/XObject<</X1 3 0 R>>>>"


def read(raw: bytes, *, limit: int = 10_000_000) -> Article:
    source = Source(name="a.pdf", locator="a.pdf", file=None, head=raw[:99], stream=io.BytesIO(raw), size=len(raw))
    (article,) = PdfReader(limit=limit).read_source(source)
    assert isinstance(article, Article)
    return article


def refused(raw: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(raw)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("packed", [False, True])
def test_a_document_is_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:  # noqa: FBT001
    """Pages are joined without heads and feet, and metadata and the lines around the text tell of its origin."""
    raw = build_pdf(PAGES, info=INFO, packed=packed)
    monkeypatch.chdir(tmp_path)
    Path("release").write_bytes(raw)
    (article,) = read_inputs(["release"])
    assert isinstance(article, Article)
    assert article == Article(
        locator="release",
        path="release",
        text="WONSAN, North Korea, July 12 (KCNA) - Kim said that the support was “unconditional”, and Lavrov agreed. "
        "(KCNA)",
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        title="Kim meets Lavrov",
        authors=("Jane Roe",),
        published="2025-07-13T08:00:00+02:00",
        dateline="WONSAN, North Korea, July 12 (KCNA)",
        credit_line="(KCNA)",
        reader="pdf",
    )


def test_every_character_leads_back_to_its_page() -> None:
    """The joined text knows page and place of what a word was made of."""
    pages = read_layer(build_pdf(PAGES), name="a.pdf").pages
    joined = join_pages(pages)
    for word, number in [("Kim", 1), ("tional", 2), ("Lavrov", 2)]:
        page, offset = joined.origin(joined.text.index(word))
        assert (page, pages[page - 1][offset : offset + len(word)]) == (number, word)


@pytest.mark.parametrize(
    ("title", "expected"),
    [(b"Microsoft Word - Kim meets Lavrov", "Kim meets Lavrov"), (b"release_final.docx", None), (b"Untitled-1", None)],
)
def test_the_name_of_a_file_is_no_title(title: bytes, expected: str | None) -> None:
    """What a word processor puts where a title is missing is not taken for one."""
    assert read(build_pdf([["He said it."]], info=b"/Title(%s)" % title)).title == expected


@pytest.mark.parametrize("date", [b"D:20251399", b"yesterday", b"", b"D:2025071308000099'99'"])
def test_a_broken_date_says_nothing(date: bytes) -> None:
    """A document whose date is broken is read without it."""
    assert read(build_pdf([["He said it."]], info=b"/CreationDate(%s)" % date)).published is None


def test_pages_without_text_are_remarked() -> None:
    """Where some pages are pictures, the article says that words may be missing."""
    article = read(build_pdf([["He said it."], b"0 0 9 9 re f"]))
    assert (article.text, article.remarks) == ("He said it.", ("pages_without_text",))


def test_a_document_of_pictures_needs_its_text_recognised() -> None:
    """A document without a text layer is empty, and the hint says what would help."""
    error = refused(build_pdf([b"0 0 9 9 re f"]))
    assert isinstance(error, Unusable)
    assert (error.reason, "OCR" in error.hint) == (SkipReason.EMPTY, True)


@pytest.mark.parametrize("password", ["", "secret"])
def test_only_a_password_that_is_needed_keeps_us_out(password: str) -> None:
    """A document that everybody may open is read; one that asks for a password says so."""
    writer, out = PdfWriter(clone_from=io.BytesIO(build_pdf([["He said it."]]))), io.BytesIO()
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - it guards nothing
    writer.write(out)
    if not password:
        assert read(out.getvalue()).text == "He said it."
        return
    error = refused(out.getvalue())
    assert error.message == "a.pdf is encrypted and needs a password"


def test_a_broken_table_is_mended() -> None:
    """A document whose table of objects is wrong is read by looking for the objects."""
    raw = build_pdf([["He said it."]])
    assert read(raw.replace(b"startxref\n", b"startxref\n9")).text == "He said it."


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.4\n",
        build_pdf(PAGES)[:400],
        b"%PDF-1.4\n" + b"1 0 obj\n" * 20_000,
        b"%PDF-1.4\n" + bytes(range(256)) * 500,
        write([CATALOGUE, b"[" * 100_000]),
    ],
    ids=["header", "cut off", "objects", "bytes", "deep"],
)
def test_a_broken_document_says_so(raw: bytes) -> None:
    """What is damaged beyond mending is a record that breaks its format."""
    error = refused(raw)
    assert isinstance(error, InvalidRecord)
    assert "a.pdf" in error.message


@pytest.mark.parametrize(
    "raw",
    [
        build_pdf([b"BT " + b" " * 100_000_000], packed=True),
        write([CATALOGUE, PAGE_TREE, b"<</Type/Page/Contents[%s]>>" % (b"4 0 R " * 5), LARGE]),
        build_pdf([b"BT /F1 12 Tf " + b"(a) Tj " * 50_000], packed=True),
        build_pdf([b"/X1 Do " * 9], extra=stream(b" " * 1_000_000, packed=True, entries=FORM)),
        write([CATALOGUE, b"<</Kids[%s]/Count 3000>>" % (b"3 0 R " * 3000), b"<</Type/Page>>"]),
    ],
    ids=["stream", "streams", "pieces", "forms", "pages"],
)
def test_what_unpacks_without_end_is_too_large(raw: bytes) -> None:
    """A small file that would cost minutes or gigabytes is refused by its limit."""
    error = refused(raw)
    assert isinstance(error, Unusable)
    assert error.reason == SkipReason.TOO_LARGE


def test_a_form_that_draws_itself_ends() -> None:
    """Forms inside themselves are drawn once."""
    page = draw(["He said it."]) + b" /X1 Do"
    assert read(build_pdf([page], extra=stream(b"/X1 Do " * 9, entries=FORM))).text == "He said it."


def test_a_document_above_the_limit_is_not_read() -> None:
    """A large file is refused by its size."""
    with pytest.raises(Unusable, match=r"a\.pdf has more than 99 bytes") as caught:
        read(build_pdf(PAGES), limit=99)
    assert caught.value.reason == SkipReason.TOO_LARGE


def test_the_rest_goes_on(tmp_path: Path) -> None:
    """A broken document stops nothing."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "b.pdf").write_bytes(build_pdf([["He said it."]]))
    broken, good = read_inputs([str(tmp_path)])
    assert isinstance(broken, Skipped)
    assert isinstance(good, Article)
    assert broken.reason == SkipReason.INVALID_RECORD
