"""Quotations as JSON-LD of schema.org, as search engines and knowledge graphs read it.

Owns the shape: a `Quotation` with its speaker as `creator` and `spokenByCharacter`, the reports of the relays in order
as what it `isBasedOn`, and the article that it `isPartOf`. See https://schema.org/Quotation.
"""

from collections.abc import Iterable, Iterator

from provenance.exports.envelopes import enclose
from provenance.exports.told import ENDS, NAMESPACE, Node, Told, chain_text, is_id, plain_name, stations_in

_CONTEXT = "https://schema.org"
_BODIES = frozenset({"organisation", "group"})
_DOCUMENT = "document"


def write_schemaorg(rows: Iterable[Told]) -> Iterator[str]:
    """Write quotations as one document, which can stand in a script element of a page as it is.

    Args:
        rows: Rows of `quotes`; `title`, `url` and `lang` of the article may stand in them too.
    """
    for chunk in enclose({"@context": _CONTEXT}, "@graph", map(build_quotation, rows)):
        # Only strings hold it, and in a page it could end the script or begin another one.
        yield chunk.replace("<", "\\u003c")


def build_quotation(row: Told) -> Node:
    """Build the `Quotation` of an attribution, without its context."""
    stations = stations_in(row)
    speaker = stations[0] if stations else {}
    relays = [one for one in stations if one.get("role") not in ENDS]
    voice = _agent(speaker)
    works = [_work(speaker)] if voice and speaker.get("kind") == _DOCUMENT else []
    facts = {
        "creator": voice if not works else None,
        "spokenByCharacter": {"@id": voice["@id"]} if voice and "@id" in voice and not works else None,
        "dateCreated": row.get("said_on"),
        "inLanguage": row.get("quoted_lang"),
        "isBasedOn": [*works, *(_report(one, position=place) for place, one in enumerate(relays, start=1))] or None,
        "isPartOf": _article(row, publisher=stations[-1] if stations else {}),
    }
    said = {"@type": "Quotation", "@id": f"{NAMESPACE}{plain_name(row['id'])}", "text": str(row["text"])}
    return {**said, "creditText": chain_text(stations), **_known(facts)}


def _article(row: Told, *, publisher: Told) -> Node:
    named = {"@type": "Organization", "name": row["publisher"]} if row.get("publisher") else None
    facts = {
        "headline": row.get("title"),
        "url": row.get("url"),
        "datePublished": row.get("published"),
        "inLanguage": row.get("lang"),
        "publisher": _agent(publisher) if publisher.get("role") == "publisher" and publisher.get("name") else named,
    }
    return {"@type": "NewsArticle", "@id": f"{NAMESPACE}{plain_name(row['article'])}", **_known(facts)}


def _report(station: Told, *, position: int) -> Node:
    """Build what a relay made of the words: a work that we know only by its maker, or the document itself."""
    if station.get("kind") == _DOCUMENT:
        return {**_work(station), "position": position}
    return {"@type": "CreativeWork", "position": position, **_known({"provider": _agent(station)})}


def _work(station: Told) -> Node:
    return {**(_agent(station) or {}), "@type": "CreativeWork"}


def _agent(station: Told) -> Node | None:
    if not station.get("name"):
        return None
    kind = "Organization" if station.get("kind") in _BODIES else "Person"
    known = {"@id": f"{NAMESPACE}{station['agent']}"} if is_id(station.get("agent")) else {}
    return {"@type": kind, **known, "name": str(station["name"])}


def _known(facts: Node) -> Node:
    return {name: fact for name, fact in facts.items() if fact is not None}
