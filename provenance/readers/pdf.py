"""PDF documents with a text layer: one document, one article.

Owns how the pages become one text: heads and feet out, lines and cut words joined. The words are those of the text
layer; pictures of words are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.core.records import Article
from provenance.plugins import hookimpl
from provenance.readers.joins import Joined, drop_running_lines, join_lines, split_lines
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable
from provenance.readers.surroundings import read_surroundings
from provenance.readers.whole import read_whole, whole_locator

MAX_PDF_BYTES = 50 * 1024 * 1024

_SIGNATURE = b"%PDF-"
# Word processors call a document after its file where its author gave it no title.
_FILE_NAME = re.compile(r"untitled\b.*|.*\.(?:docx?|indd|odt|pages|pdf|qxd|rtf|tex|txt|wpd)", re.IGNORECASE)
_PROGRAM = re.compile(r"Microsoft Word - ")
# Fonts that do not say which characters their signs stand for give these instead.
_UNKNOWN = re.compile("[\N{REPLACEMENT CHARACTER}\ue000-\uf8ff]")
_MOST_UNKNOWN = 0.2
_SMALLER = "take its pictures out, or save its text as a plain text file in UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReader:
    """Reads the text layer of a PDF document.

    Attributes:
        name: What users call it.
        limit: The most bytes of a document, 1 or more; a larger one is left out without being read.
    """

    name: str = "pdf"
    limit: int = MAX_PDF_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what begins like a PDF document."""
        del name
        return 1.0 if head.startswith(_SIGNATURE) else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the one article.

        Raises:
            Unusable: The document is too large, needs a password, or has no text layer.
            InvalidRecord: It is broken.
        """
        from provenance.readers.pdfpages import read_layer  # noqa: PLC0415 - pypdf is for those who read PDF

        raw = read_whole(source, limit=self.limit, hint=_SMALLER)
        if not raw.startswith(_SIGNATURE):
            message = f"{source.name} is no PDF document"
            raise Unusable(SkipReason.UNREADABLE, message, hint="name another reader, or none")
        layer = read_layer(raw, name=source.name)
        text = join_pages(layer.pages).text
        _check_text(text, source=source, pages=len(layer.pages))
        author = layer.fields.get("author")
        origin = read_surroundings(text, authors=(author,) if author else ())
        digest = source.keep(raw, suffix=".pdf")
        yield Article(
            locator=whole_locator(source, digest=digest),
            text=text,
            raw_sha256=digest,
            path=source.path,
            title=_title_of(layer.fields.get("title", "")),
            published=layer.fields.get("published"),
            remarks=_remarks_on(layer.pages, lost=layer.lost),
            reader=self.name,
            byline=origin.byline,
            authors=origin.authors,
            dateline=origin.dateline,
            credit_line=origin.credit_line,
        )


def join_pages(pages: tuple[str, ...]) -> Joined:
    """Join the text of pages, heads and feet left out; the result leads every character back to its page.

    Args:
        pages: Text of each page, lines ended by a line feed.
    """
    lines = [split_lines(text, page=number) for number, text in enumerate(pages, start=1)]
    return join_lines(drop_running_lines(lines))


def _check_text(text: str, *, source: Source, pages: int) -> None:
    words = text.split()
    unknown = len(_UNKNOWN.findall(text))
    if words and unknown <= _MOST_UNKNOWN * len(text):
        return
    what = "names no characters for its signs" if words else "is empty, so that its words, if any, are pictures"
    message = f"the text layer of {source.name} ({pages} pages) {what}"
    raise Unusable(SkipReason.EMPTY, message, hint="recognise its text first (OCR), and read the result")


def _title_of(title: str) -> str | None:
    title = _PROGRAM.sub("", title, count=1).strip()
    return None if not title or _FILE_NAME.fullmatch(title) else title


def _remarks_on(pages: tuple[str, ...], *, lost: tuple[int, ...]) -> tuple[str, ...]:
    is_empty = any(not text.strip() for number, text in enumerate(pages, start=1) if number not in lost)
    return (*(["pages_lost"] if lost else []), *(["pages_without_text"] if is_empty else []))


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of PDF documents."""
    return [PdfReader()]
