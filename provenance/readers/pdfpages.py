"""The text layer of a PDF document, page by page, and what its metadata says; the only module that knows pypdf.

Owns the limits of a document that was made to exhaust us. It is imported when the first PDF is read.
"""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pypdf import PageObject, PasswordType, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from provenance.errors import InvalidRecord
from provenance.readers.records import SkipReason, Unusable

MAX_PAGES = 2_000
# Decompressed bytes of one stream: the text of a whole book fits in one.
MAX_STREAM_BYTES = 4 * 1024 * 1024
# Decompressed bytes of what all pages draw.
MAX_CONTENT_BYTES = 16 * 1024 * 1024
# Drawing steps of the document; a page of print has some thousands, and each costs microseconds.
MAX_STEPS = 500_000
# Pieces of text on one page: putting them together takes time with their square.
MAX_PIECES = 20_000
# What drawing a form counts at least, and how many bytes of it count a step, since it is parsed anew each time.
_FORM_STEPS = 100
_FORM_BYTES = 10
_LONGEST_FIELD = 1_000
_MAX_XREF_ENTRIES = 500_000
_MAX_FORMS = 500

_SHOWS_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_DATE = re.compile(r"D:[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-9]{6})?(?![0-9])")
_BREAKS = re.compile(r"[\r\v\f\x85\u2028\u2029]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPLIT = "split it, or save its text as a plain text file in UTF-8"
# pypdf meets broken documents with whatever its own code runs into.
_BROKEN = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RuntimeError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip

# Its remarks on each flaw of a document belong to whoever listens to them, not on the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The text layer of a document.

    Attributes:
        pages: Text of each page, empty where it has none.
        lost: Numbers of the pages that could not be read, 1 for the first.
        fields: `title`, `author` and `published` as the metadata has them; those that it lacks are left out.
    """

    pages: tuple[str, ...]
    lost: tuple[int, ...]
    fields: Mapping[str, str]


def read_layer(raw: bytes, *, name: str) -> Layer:
    """Read the text layer of a document and its metadata.

    Args:
        raw: The whole document.
        name: What messages call it.

    Raises:
        Unusable: `unreadable` for a document that needs a password, `too_large` for one above a limit.
        InvalidRecord: The document is broken, and no page of it can be read.
    """
    with _limits(), _translated(name):
        reader = PdfReader(io.BytesIO(raw), xref_stream_maximum_entries=_MAX_XREF_ENTRIES)
        _unlock(reader, name=name)
        # Counting first, since a list of pages would be built before we could look at its length.
        _check(reader.get_num_pages(), MAX_PAGES, what="pages", name=name)
        texts = _read_pages(reader.pages, name=name)
        fields = _read_metadata(reader)
    lost = tuple(number for number, text in enumerate(texts, start=1) if text is None)
    if lost and len(lost) == len(texts):
        message = f"no page of {name} can be read"
        raise InvalidRecord(message, hint="open it in a viewer and save it anew")
    return Layer(pages=tuple(text or "" for text in texts), lost=lost, fields=fields)


class _Budget:
    """Counts what drawing the pages costs, and stops it above the limit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.steps = self.pieces = self.content = 0
        self.form_steps = _FORM_STEPS

    def start_page(self, *, largest_form: int) -> None:
        """Forget the pieces of the page before, and learn what its forms cost at most."""
        self.pieces = 0
        self.form_steps = max(_FORM_STEPS, largest_form // _FORM_BYTES)

    def spend_content(self, size: int) -> None:
        """Count the bytes of a page before they are read."""
        self.content += size
        _check(self.content, MAX_CONTENT_BYTES, what="bytes of drawing", name=self.name)

    def spend_step(self, operator: bytes, operands: Sequence[object], *_: object) -> None:
        """Count a step; called again inside forms, whose errors pypdf swallows, and then again outside."""
        self.steps += 1 + sum(len(operand) for operand in operands if isinstance(operand, list))
        self.steps += self.form_steps if operator == b"Do" else 0
        self.pieces += operator in _SHOWS_TEXT
        _check(self.steps, MAX_STEPS, what="steps of drawing", name=self.name)
        _check(self.pieces, MAX_PIECES, what="pieces of text on one page", name=self.name)


def _check(count: int, limit: int, *, what: str, name: str) -> None:
    if count > limit:
        message = f"{name} has more than {limit} {what}, too many for one article"
        raise Unusable(SkipReason.TOO_LARGE, message, hint=_SPLIT)


@contextmanager
def _limits() -> Iterator[None]:
    with apply_configuration(
        zlib_maximum_output_length=MAX_STREAM_BYTES,
        lzw_maximum_output_length=MAX_STREAM_BYTES,
        run_length_maximum_output_length=MAX_STREAM_BYTES,
        brotli_maximum_output_length=MAX_STREAM_BYTES,
        array_based_stream_maximum_output_length=MAX_STREAM_BYTES,
        stream_parsing_work_maximum_count=MAX_STEPS,
        xform_maximum_invocations_per_extraction=_MAX_FORMS,
        jbig2dec_binary=None,
    ):
        yield


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """Say in our words what pypdf could not do with a document."""
    try:
        yield
    except DependencyError as error:
        message = f"{name} is encrypted in a way that this installation cannot undo"
        hint = "install the package cryptography, or print it into a new PDF"
        raise Unusable(SkipReason.UNREADABLE, message, hint=hint) from error
    except LimitReachedError as error:
        message = f"{name} unpacks to more than a document may have: {error}"
        raise Unusable(SkipReason.TOO_LARGE, message, hint=_SPLIT) from error
    except _BROKEN as error:
        message = f"{name} is a broken PDF document: {_first_line(error)}"
        raise InvalidRecord(message, hint="open it in a viewer and save it anew") from error


def _first_line(error: BaseException) -> str:
    words = str(error).partition("\n")[0][:200]
    return words or type(error).__name__


def _unlock(reader: PdfReader, *, name: str) -> None:
    """Open a document that everybody may read, though it is encrypted so that not everybody may change it."""
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        message = f"{name} is encrypted and needs a password"
        raise Unusable(SkipReason.UNREADABLE, message, hint="open it with its password and save it without one")


def _read_pages(pages: Sequence[PageObject], *, name: str) -> list[str | None]:
    """Read the text of each page, None for one that is broken; a limit ends them all."""
    budget, texts = _Budget(name), list[str | None]()
    for page in pages:
        try:
            texts.append(_clean(_read_page(page, budget)))
        except (LimitReachedError, DependencyError):
            raise
        except _BROKEN:
            texts.append(None)
    return texts


def _read_page(page: PageObject, budget: _Budget) -> str:
    budget.start_page(largest_form=max((len(form.get_data()) for form in _forms_of(page)), default=0))
    for drawn in _drawings_of(page):
        budget.spend_content(len(drawn.get_data()))
    return page.extract_text(visitor_operand_before=budget.spend_step)


def _drawings_of(page: PageObject) -> Iterator[StreamObject]:
    """Give the streams that draw a page, one or several; the same one may stand there many times."""
    contents = page["/Contents"].get_object() if "/Contents" in page else None
    for drawn in contents if isinstance(contents, list) else [contents]:
        stream = drawn.get_object() if drawn is not None else None
        if isinstance(stream, StreamObject):
            yield stream


def _forms_of(page: PageObject) -> Iterator[StreamObject]:
    """Give the forms that a page may draw, and those inside them, each once."""
    waiting: list[DictionaryObject] = [page]
    seen: set[int] = set()
    while waiting:
        resources = waiting.pop().get("/Resources", DictionaryObject()).get_object()
        named = resources.get("/XObject", DictionaryObject()).get_object()
        for form in (value.get_object() for value in named.values()):
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form" and id(form) not in seen:
                seen.add(id(form))
                waiting.append(form)
                yield form


def _read_metadata(reader: PdfReader) -> dict[str, str]:
    """Take what the metadata says; a document whose metadata alone is broken is read without."""
    try:
        found = reader.metadata
        values = {"title": found.title, "author": found.author} if found else {}
    except _BROKEN:
        return {}
    fields = {name: _clean(value).strip() for name, value in values.items() if isinstance(value, str)}
    fields["published"] = _read_date(reader)
    return {name: value for name, value in fields.items() if value and len(value) <= _LONGEST_FIELD}


def _read_date(reader: PdfReader) -> str:
    try:
        found = reader.metadata
        printed = found.creation_date_raw if found else None
        # pypdf takes a thirteenth month for the first, and a three for its day.
        created = found.creation_date if found and printed and _DATE.match(printed) else None
    except _BROKEN:
        return ""
    return created.isoformat(timespec="seconds") if created else ""


def _clean(text: str) -> str:
    """Put another character for each that no text may hold, one for one, so that every offset stays."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text))
