"""Rows of quotations in the formats of others: PROV-JSONLD, W3C Web Annotations and Mermaid.

Pure: from the cells of `quotes` to documents. Datasette offers them beside JSON and CSV wherever its rows have these
cells, and asks nothing more of the database.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from provenance.exports.mermaid import Stop, draw_mermaid
from provenance.web.served import Row, is_id, read_list

NEEDED = frozenset({"id", "text", "chain", "article", "segments", "start_char"})
_NAMESPACE = "urn:provenance:"
_PROV_CONTEXT = "https://openprovenance.org/prov-jsonld/context.jsonld"
_ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
_ENDS = ("speaker", "publisher")
_CONTEXT_LENGTH = 32

Node = dict[str, Any]


def to_prov(rows: Iterable[Row]) -> str:
    """Write quotations as PROV-JSONLD, a bundle for each: who said the words, and what each relay made of them."""
    graph = [
        {
            "@type": "Bundle",
            "@id": f"pv:{_plain(row['id'])}-attribution",
            "@context": [{"pv": _NAMESPACE}],
            "@graph": list(_statements(row)),
        }
        for row in rows
    ]
    return _dump({"@context": [{"pv": _NAMESPACE}, _PROV_CONTEXT], "@graph": graph})


def _statements(row: Row) -> Iterator[Node]:
    quotation, stations = f"pv:{_plain(row['id'])}", _stations(row)
    agents = {one["agent"]: str(one["name"]) for one in stations if is_id(one.get("agent"))}
    for agent, name in agents.items():
        yield {"@type": "Agent", "@id": f"pv:{agent}", "label": _literal(name)}
    yield {"@type": "Entity", "@id": quotation, "type": ["pv:quotation"], "value": _literal(row["text"])}
    speaker = stations[0].get("agent") if stations else None
    if is_id(speaker):
        yield {"@type": "Attribution", "entity": quotation, "agent": f"pv:{speaker}", "role": ["pv:speaker"]}
    last = quotation
    for place, one in enumerate(stations):
        if one.get("role") not in _ENDS:
            yield from _relay_statements(quotation, one, place=place, before=last)
            last = f"{quotation}-as-{place}"
    yield from _article_statements(row, last=last, stations=stations)


def _relay_statements(quotation: str, station: Mapping[str, Any], *, place: int, before: str) -> Iterator[Node]:
    relaying, after = f"{quotation}-hop-{place}", f"{quotation}-as-{place}"
    role = f"pv:{_plain(station.get('role'))}"
    evidence = {"pv:evidence": _literal(station["words"])} if station.get("words") else {}
    yield {"@type": "Activity", "@id": relaying, "type": [role], **evidence}
    if is_id(station.get("agent")):
        yield {"@type": "Association", "activity": relaying, "agent": f"pv:{station['agent']}", "role": [role]}
    yield {"@type": "Usage", "activity": relaying, "entity": before}
    yield {"@type": "Entity", "@id": after, "type": ["pv:report"]}
    yield {"@type": "Generation", "entity": after, "activity": relaying}
    yield {"@type": "Derivation", "generatedEntity": after, "usedEntity": before, "activity": relaying}


def _article_statements(row: Row, *, last: str, stations: Sequence[Mapping[str, Any]]) -> Iterator[Node]:
    article = f"pv:{_plain(row['article'])}"
    yield {"@type": "Entity", "@id": article, "type": ["pv:article"]}
    yield {"@type": "Derivation", "generatedEntity": article, "usedEntity": last}
    publisher = stations[-1].get("agent") if stations else None
    if is_id(publisher) and stations[-1].get("role") == "publisher":
        yield {"@type": "Attribution", "entity": article, "agent": f"pv:{publisher}", "role": ["pv:publisher"]}


def to_annotations(rows: Iterable[Row]) -> str:
    """Write quotations as a page of W3C Web Annotations: which words of which article are whose."""
    return _dump({"@context": _ANNOTATIONS, "type": "AnnotationPage", "items": [_annotation(row) for row in rows]})


def _annotation(row: Row) -> Node:
    stations = _stations(row)
    names = [str(one.get("name") or "unknown") for one in stations]
    return {
        "id": f"{_NAMESPACE}{_plain(row['id'])}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": " → ".join(names)},
            {"type": "Dataset", "value": stations},
        ],
        "target": [
            {"source": f"{_NAMESPACE}{_plain(row['article'])}", "selector": selectors} for selectors in _selectors(row)
        ],
    }


def _selectors(row: Row) -> Iterator[list[Node]]:
    """Give the selectors of each part: the words with their surroundings, and the place in code points."""
    before, whole = str(row.get("before") or ""), str(row.get("whole") or row["text"])
    passage = before + whole + str(row.get("after") or "")
    first = int(row["start_char"]) - len(before)
    for start, end in read_list(row["segments"]):
        here, there = int(start) - first, int(end) - first
        quote = {
            "type": "TextQuoteSelector",
            "exact": passage[here:there],
            "prefix": passage[max(0, here - _CONTEXT_LENGTH) : here],
            "suffix": passage[there : there + _CONTEXT_LENGTH],
        }
        yield [quote, {"type": "TextPositionSelector", "start": int(start), "end": int(end)}]


def to_mermaid(rows: Iterable[Row]) -> str:
    """Write the chains of quotations as one Mermaid flowchart."""
    return draw_mermaid({str(row["id"]): [_stop(one) for one in _stations(row)] for row in rows})


def _stop(station: Mapping[str, Any]) -> Stop:
    is_implied = not station.get("explicit", True) and station.get("role") != "publisher"
    return Stop(
        name=station.get("name"), notes=str(station.get("role")), words=station.get("words"), is_implied=is_implied
    )


def _stations(row: Row) -> list[Mapping[str, Any]]:
    return [one for one in read_list(row["chain"]) if isinstance(one, dict)]


def _literal(text: object) -> list[Node]:
    return [{"@value": str(text)}]


def _plain(value: object) -> str:
    """Keep of an id or a role what can be part of a name in RDF."""
    return "".join(char for char in str(value) if char.isascii() and (char.isalnum() or char == "_"))


def _dump(document: Node) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
