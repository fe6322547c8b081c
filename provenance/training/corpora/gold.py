"""Our own gold format: one JSON object an article, one a line.

`{"doc", "text", "quotes": [{"content": [[s, e], …], "cue", "source", "parts", "optional", "speaker", "accept", "chain",
"alternatives"}], "not_quotes": [[s, e], …]}`. Offsets are code points into `text`. A line without `text` belongs to a
text that stands elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from provenance.core.text import Span
from provenance.errors import InputError
from provenance.readers.fields import parse_object
from provenance.training.corpora.records import (
    CorpusItem,
    GoldArticle,
    GoldAttribution,
    GoldReading,
    GoldRelay,
    RowReason,
    SkippedRow,
    Texts,
    UnusableRow,
    build_spans,
    find_outlet,
    require_content,
)

Row = Mapping[str, object]

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_rows(path: Path) -> Iterator[tuple[str, Row] | SkippedRow]:
    """Read the objects of a file of JSON lines, each with its locator; blank lines count as lines and give nothing."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            locator = f"{path.as_posix()}:{number}"
            if line.strip():
                try:
                    yield locator, parse_object(line)
                except InputError as error:
                    yield SkippedRow(locator=locator, reason=RowReason.BROKEN_JSON, message=error.message)


def read_gold(path: Path, *, texts: Texts) -> Iterator[CorpusItem]:
    """Read the articles of a gold file.

    Args:
        path: The file.
        texts: Texts by the name of their article, for lines that have none.
    """
    for row in read_rows(path):
        if isinstance(row, SkippedRow):
            yield row
        else:
            yield from _read_article(*row, texts=texts)


def _read_article(locator: str, row: Row, *, texts: Texts) -> Iterator[CorpusItem]:
    """Read one article, after what had to be left out of it."""
    skipped: list[SkippedRow] = []
    try:
        doc, quotes = _string(row, "doc"), _list(row, "quotes", required=True)
        text = _find_text(row, doc=doc, texts=texts)
        not_quotes = _spans(row.get("not_quotes"), text=text)
        outlet, annotator = _optional_string(row, "outlet"), _optional_string(row, "annotator")
    except UnusableRow as error:
        yield error.skipped(locator)
        return
    attributions = []
    for number, quote in enumerate(quotes, start=1):
        try:
            attributions.append(_read_attribution(quote, text=text))
        except UnusableRow as error:
            skipped.append(error.skipped(f"{locator}#{number}"))
    yield from skipped
    yield GoldArticle(
        doc=doc,
        text=text,
        attributions=tuple(attributions),
        not_quotes=not_quotes,
        outlet=outlet or find_outlet(doc),
        annotator=annotator,
    )


def _find_text(row: Row, *, doc: str, texts: Texts) -> str:
    text = row.get("text", texts.get(doc))
    if not isinstance(text, str) or not text.strip():
        raise UnusableRow(RowReason.MISSING_TEXT, f"{doc} has no text")
    if _SURROGATE.search(text):
        raise UnusableRow(RowReason.INVALID, f"the text of {doc} has half of a surrogate pair in it")
    return text


def _read_attribution(quote: object, *, text: str) -> GoldAttribution:
    if not isinstance(quote, dict):
        raise UnusableRow(RowReason.INVALID, f"an attribution is an object, not {quote!r:.60}")
    return GoldAttribution(
        content=require_content(_spans(quote.get("content"), text=text), text=text),
        cue=_spans(quote.get("cue"), text=text),
        source=_spans(quote.get("source"), text=text),
        parts=_spans(quote.get("parts"), text=text),
        optional=quote.get("optional") is True,
        reading=_read_reading(quote),
        alternatives=tuple(_read_reading(other) for other in _list(quote, "alternatives")),
        has_speaker="speaker" in quote,
        has_chain="chain" in quote,
    )


def _read_reading(value: object) -> GoldReading:
    if not isinstance(value, dict):
        raise UnusableRow(RowReason.INVALID, f"a reading is an object, not {value!r:.60}")
    return GoldReading(
        speaker=_optional_string(value, "speaker"),
        accept=_strings(value, "accept"),
        chain=tuple(_read_relay(relay) for relay in _list(value, "chain")),
    )


def _read_relay(value: object) -> GoldRelay:
    if not isinstance(value, dict):
        raise UnusableRow(RowReason.INVALID, f"a relay is an object, not {value!r:.60}")
    role = _optional_string(value, "role") or ""
    return GoldRelay(role=role, name=_string(value, "name"), accept=_strings(value, "accept"))


def _spans(value: object, *, text: str) -> tuple[Span, ...]:
    """Read spans: a list of pairs, one pair alone, or null for none."""
    if value is None:
        return ()
    pairs = [value] if isinstance(value, list) and value and isinstance(value[0], int) else value
    if not isinstance(pairs, list):
        raise UnusableRow(RowReason.INVALID, f"spans are a list of pairs, not {value!r:.60}")
    return build_spans([_pair(pair) for pair in pairs], text=text)


def _pair(value: object) -> tuple[int, int]:
    match value:
        case [int(start), int(end)]:
            return start, end
    raise UnusableRow(RowReason.INVALID, f"a span is a pair of whole numbers, not {value!r:.60}")


def _list(row: Row, name: str, *, required: bool = False) -> list[object]:
    value = row.get(name)
    if isinstance(value, list):
        return value
    if value is None and not required:
        return []
    raise UnusableRow(RowReason.INVALID, f"{name} is a list, not {value!r:.60}")


def _strings(row: Row, name: str) -> tuple[str, ...]:
    return tuple(_text_of(value, name=name) for value in _list(row, name))


def _string(row: Row, name: str) -> str:
    return _text_of(row.get(name), name=name)


def _optional_string(row: Row, name: str) -> str | None:
    return None if row.get(name) is None else _string(row, name)


def _text_of(value: object, *, name: str) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise UnusableRow(RowReason.INVALID, f"{name} is a text, not {value!r:.60}")
