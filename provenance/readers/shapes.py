"""JSON records of common shapes, written by programs that know nothing of this one.

Owns which of their keys means what: those of trafilatura's JSON output, of news-please (which reads the news crawl of
Common Crawl), and of the quotation graph of GDELT. Own keys always go first. A foreign value of a form that we cannot
keep, such as a date in words, is left out with a remark instead of costing the article.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata

from provenance.core.chain import build_chain
from provenance.core.records import Article, Extraction, Form, Pipeline, Quotation
from provenance.core.text import Span
from provenance.core.wire import canonical_json
from provenance.errors import InvalidRecord
from provenance.readers.fields import read_fields
from provenance.readers.lines import read_byline
from provenance.readers.locators import record_locator, url_locator
from provenance.readers.records import Imported, SkipReason, Source, Unusable

# For each of our fields the foreign keys that mean it, the surest one first. `text` of trafilatura has the paragraphs
# that `raw_text` has lost.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": ("maintext", "raw_text"),
    "publisher": ("sitename", "source-hostname", "source_hostname", "hostname", "source_domain", "domain"),
    "published": ("date_publish", "date"),
    "modified": ("date_modify",),
    "url": ("source",),
    "lang": ("language",),
    "byline": ("author",),
}
_GDELT = "gdelt"
_GAP = "\n\n"
_OPENING = re.compile(r"[\"'“‘„«‹(\[]\s?$")
_CLOSING = re.compile(r"\s?[\"'”’“»›]")
_MARK_BEFORE = re.compile(r"[\"'“‘„«‹»]\s?$")
_LANGS: Mapping[str, str] = {
    "arabic": "ar", "bengali": "bn", "bulgarian": "bg", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja",
    "korean": "ko", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "slovak": "sk", "spanish": "es", "swedish": "sv", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A record in our own keys.

    Attributes:
        record: The record as it came, with what foreign keys say under ours beside it.
        authors: Who signs it, as the record lists them.
        remarks: `published_unread` and the like for what was left out.
    """

    record: dict[str, object]
    authors: tuple[str, ...]
    remarks: tuple[str, ...]


def shape_record(record: Mapping[str, object]) -> Shaped:
    """Put what a record of a common shape says under our own keys; a record of our own stays as it is.

    Args:
        record: What `provenance.readers.fields.parse_object` gave.
    """
    shaped, remarks = dict(record), []
    for field, keys in _ALIASES.items():
        if shaped.get(field) is not None:
            continue
        said = next((record[key] for key in keys if _is_said(record.get(key))), None)
        if said is None:
            continue
        if field == "text" or _is_usable(field, said):
            shaped[field] = said
        else:
            remarks.append(f"{field}_unread")
    return Shaped(record=shaped, authors=_find_authors(record), remarks=tuple(remarks))


def is_quotation_record(record: Mapping[str, object]) -> bool:
    """Say whether a record is one of the quotation graph of GDELT: quotations with their surroundings, and no text."""
    quotes = record.get("quotes")
    return "text" not in record and isinstance(quotes, list) and all(isinstance(quote, dict) for quote in quotes)


def import_quotations(record: Mapping[str, object], *, raw: bytes, source: Source) -> Imported:
    """Take over the quotations that GDELT found in an article: the words, of an unknown speaker.

    GDELT gives no article, only the words around each quotation. They become the text, one paragraph a quotation, of
    a record of its own beside the article at the same URL.

    Args:
        record: One line of the Global Quotation Graph.
        raw: The line as it came.
        source: Where it stands.

    Raises:
        InvalidRecord: A part has another type than text, or the URL is missing or none.
        Unusable: There is no quotation in it.
    """
    shaped = shape_record({**record, "lang": _LANGS.get(str(record.get("lang")).casefold())})
    fields = read_fields(shaped.record, names=("title", "published", "url", "lang"))
    if "url" not in fields:
        message = "the field url is missing"
        raise InvalidRecord(message, hint="a line of the Global Quotation Graph names the article of its quotations")
    text, spans = _join_quotes(record["quotes"])
    article = Article(
        locator=record_locator(url_locator(fields["url"]), _GDELT),
        text=text,
        raw_sha256=source.keep(raw, suffix=".json"),
        path=source.path,
        reader=_GDELT,
        remarks=("excerpts", *shaped.remarks),
        **fields,
    )
    return Imported(extraction=_build_extraction(article, spans))


def _build_extraction(article: Article, spans: list[Span]) -> Extraction:
    chain = build_chain(None, source=None, relays=(), publisher=None)
    # GDELT asserts without a figure. Its rank in the store, not a score, says how much that counts.
    quotations = tuple(
        Quotation(form=Form.DIRECT, content=(span,), cue=None, source=None, chain=chain, score=1.0) for span in spans
    )
    params = canonical_json({"dataset": "gqg"})
    version = metadata.version("quote-provenance")
    pipeline = Pipeline(stage="import", name=_GDELT, version=version, params=params)
    return Extraction(article=article, pipeline=pipeline, quotations=quotations)


def _join_quotes(quotes: object) -> tuple[str, list[Span]]:
    """Join quotations and their surroundings to one text, and say where the quotations stand in it."""
    excerpts = dict.fromkeys(_place_quote(quote) for quote in quotes) if isinstance(quotes, list) else {}
    pieces, spans, position = list[str](), list[Span](), 0
    for piece, span in excerpts:
        if span:
            pieces.append(piece)
            spans.append(Span(position + span.start, position + span.end))
            position += len(piece) + len(_GAP)
    if not spans:
        message = "there is no quotation in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave the record out")
    return _GAP.join(pieces), spans


def _place_quote(quote: object) -> tuple[str, Span | None]:
    """Join one quotation and its surroundings; the marks around it are part of it where they were not cut off."""
    before, words, after = _parts_of(quote if isinstance(quote, dict) else {})
    if not words.strip():
        return "", None
    begun = before + _space_between(before, words, is_open=bool(_OPENING.search(before)))
    rest = _space_between(words, after, is_open=bool(_CLOSING.match(after))) + after
    opened, closed = _MARK_BEFORE.search(begun), _CLOSING.match(rest)
    end = len(begun) + len(words)
    span = Span(opened.start(), end + closed.end()) if opened and closed else Span(len(begun), end)
    return begun + words + rest, span


def _space_between(left: str, right: str, *, is_open: bool) -> str:
    """Give the space that was lost where words were cut apart; none beside a mark or a space that is there."""
    is_cut = left[-1:].strip() and right[:1].strip() and not is_open
    return " " if is_cut else ""


def _parts_of(quote: Mapping[object, object]) -> tuple[str, str, str]:
    record = {name: quote.get(name) or "" for name in ("pre", "quote", "post")}
    # Read for the check of the types alone: white space at the ends is part of the text.
    read_fields(record, names=tuple(record))
    before, words, after = (str(part) for part in record.values())
    return before, words, after


def _is_said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _is_usable(field: str, value: object) -> bool:
    try:
        read_fields({field: value}, names=(field,))
    except InvalidRecord:
        return False
    return True


def _find_authors(record: Mapping[str, object]) -> tuple[str, ...]:
    """Return who signs a record: a list of names, or the line of trafilatura with semicolons between them."""
    listed = record.get("authors")
    if isinstance(listed, list):
        return tuple(dict.fromkeys(_names_in(listed)))
    line = record.get("author")
    if not isinstance(line, str):
        line = record.get("byline")
    return read_byline(line) if isinstance(line, str) else ()


def _names_in(listed: list[object]) -> Iterator[str]:
    for name in listed:
        if isinstance(name, str) and name.strip() and _is_usable("byline", name):
            yield name.strip()
