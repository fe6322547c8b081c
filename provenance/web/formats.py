"""Rows of quotations in the formats of others: PROV-JSONLD, W3C Web Annotations and Mermaid.

Datasette offers them beside JSON and CSV wherever its rows have these cells. The documents are those of
`provenance export`: built of the same rows by the same functions.
"""

from collections.abc import Iterable

from provenance.exports.annotations import write_annotations
from provenance.exports.mermaid import Stop, draw_mermaid
from provenance.exports.prov import write_prov_jsonld
from provenance.exports.told import Told, stations_in
from provenance.web.served import Row

NEEDED = frozenset({"id", "text", "chain", "article", "segments", "start_char"})


def to_prov(rows: Iterable[Row]) -> str:
    """Write quotations as PROV-JSONLD, a bundle for each: who said the words, and what each relay made of them."""
    return "".join(write_prov_jsonld(rows))


def to_annotations(rows: Iterable[Row]) -> str:
    """Write quotations as a page of W3C Web Annotations: which words of which article are whose."""
    return "".join(write_annotations(rows))


def to_mermaid(rows: Iterable[Row]) -> str:
    """Write the chains of quotations as one Mermaid flowchart."""
    return draw_mermaid({str(row["id"]): [_stop(one) for one in stations_in(row)] for row in rows})


def _stop(station: Told) -> Stop:
    is_implied = not station.get("explicit", True) and station.get("role") != "publisher"
    return Stop(
        name=station.get("name"), notes=str(station.get("role")), words=station.get("words"), is_implied=is_implied
    )
