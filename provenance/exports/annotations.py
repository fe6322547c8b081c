"""Quotations as W3C Web Annotations: which words of which article are whose, and through whom we know them.

Owns the shape of an annotation, https://www.w3.org/TR/annotation-model/. Each part of a split quotation is a target
of its own, found by the words with their surroundings and by their place in code points, as the standard counts.
"""

from collections.abc import Iterable, Iterator

from provenance.exports.cells import json_text
from provenance.exports.envelopes import enclose
from provenance.exports.told import NAMESPACE, Node, Told, chain_text, plain_name, read_list, stations_in

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION = f"{NAMESPACE}annotations"
_AROUND = 32


def write_annotations(rows: Iterable[Told]) -> Iterator[str]:
    """Write quotations as one page of annotations.

    Args:
        rows: Rows of `quotes`; `url` may stand in them too.
    """
    collection = {"id": _COLLECTION, "type": "AnnotationCollection", "label": "Who said what"}
    head = {"@context": _CONTEXT, "id": f"{_COLLECTION}/1", "type": "AnnotationPage", "partOf": collection}
    yield from enclose({**head, "startIndex": 0}, "items", map(build_annotation, rows))


def write_annotation_lines(rows: Iterable[Told]) -> Iterator[str]:
    """Write quotations as annotations, one a line and each for itself; the rows are those of `write_annotations`."""
    for row in rows:
        yield f"{json_text({'@context': _CONTEXT, **build_annotation(row)})}\n"


def build_annotation(row: Told) -> Node:
    """Build the annotation of a quotation, without its context."""
    stations = stations_in(row)
    told = {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": chain_text(stations)}
    # As text, since the standard has no words for what we know of a chain.
    data = {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": json_text(stations)}
    source = {"id": f"{NAMESPACE}{plain_name(row['article'])}", "type": "Text", "format": "text/plain"}
    if row.get("url"):
        source["via"] = str(row["url"])
    return {
        "id": f"{NAMESPACE}{plain_name(row['id'])}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [told, data],
        "target": [{"source": source, "selector": selectors} for selectors in _selectors(row)],
    }


def _selectors(row: Told) -> Iterator[list[Node]]:
    """Give the selectors of each part: the words with their surroundings, and the place."""
    before, whole = str(row.get("before") or ""), str(row.get("whole") or row["text"])
    passage = before + whole + str(row.get("after") or "")
    first = int(row["start_char"]) - len(before)
    for start, end in read_list(row["segments"]):
        here, there = int(start) - first, int(end) - first
        quote = {
            "type": "TextQuoteSelector",
            "exact": passage[here:there],
            "prefix": passage[max(0, here - _AROUND) : here],
            "suffix": passage[there : there + _AROUND],
        }
        yield [quote, {"type": "TextPositionSelector", "start": int(start), "end": int(end)}]
