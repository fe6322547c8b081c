"""JSON-LD of schema.org: terms that the vocabulary has, and a document that can stand in a page."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from provenance.core.agents import build_agent
from provenance.core.records import AgentKind, Role
from provenance.exports.flat import linked_row
from provenance.exports.schemaorg import write_schemaorg
from provenance.store.records import StoredQuotation

# Of https://schema.org/Quotation and the types that it refers to: the properties that we use.
WORK = {"text", "creator", "creditText", "dateCreated", "inLanguage", "isBasedOn", "isPartOf", "name", "provider"}
TERMS = {
    "Quotation": WORK | {"spokenByCharacter"},
    "CreativeWork": WORK | {"position"},
    "NewsArticle": WORK | {"headline", "url", "datePublished", "publisher"},
    "Person": {"name"},
    "Organization": {"name"},
}


def build(stored: Sequence[StoredQuotation]) -> list[dict[str, Any]]:
    document = json.loads("".join(write_schemaorg(map(linked_row, stored))))
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Give every object in a document that has a type."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        yield from (node for inner in value.values() for node in nodes(inner))
    elif isinstance(value, list):
        yield from (node for inner in value for node in nodes(inner))


def test_who_said_what_through_whom(lavrov: StoredQuotation) -> None:
    """The speaker made the words, the article holds them, and the relays' reports stand between in their order."""
    (said,) = build([lavrov])
    assert said["@type"] == "Quotation"
    assert said["@id"] == f"urn:provenance:{lavrov.id}"
    assert (said["creator"]["@type"], said["creator"]["name"]) == ("Person", "Sergei Lavrov")
    assert said["spokenByCharacter"] == {"@id": said["creator"]["@id"]}
    assert [(one["position"], one["provider"]["name"]) for one in said["isBasedOn"]] == [(1, "TASS"), (2, "CNN")]
    article = said["isPartOf"]
    assert (article["headline"], article["url"]) == ("Ties are close", "https://example.org/ties")
    assert (article["publisher"]["name"], article["datePublished"]) == ("The Daily", "2025-07-13")


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (AgentKind.ORGANISATION, "Organization"),
        (AgentKind.GROUP, "Organization"),
        (AgentKind.UNNAMED, "Person"),
        (AgentKind.PERSON, "Person"),
    ],
)
def test_kinds_of_speakers(kind: AgentKind, key: str, stored_quotation: Callable[..., StoredQuotation]) -> None:
    """Bodies are organizations, and voices are persons."""
    speaker = build_agent("Speaker", kind, scope="av_1")
    (said,) = build([stored_quotation("“Yes,” they said.", "“Yes,”", speaker=speaker)])
    assert said["creator"]["@type"] == key


def test_a_document_speaks(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """A document is a work that the words are based on, and nobody's character, as speaker and as relay."""
    report = build_agent("a report", AgentKind.DOCUMENT, scope="av_1")
    (said,) = build([stored_quotation("“Yes,” it said.", "“Yes,”", speaker=report)])
    assert "creator" not in said
    assert [(one["@type"], one["name"]) for one in said["isBasedOn"]] == [("CreativeWork", "a report")]
    (said,) = build([stored_quotation("“Yes,” a file says.", "“Yes,”", relays=((Role.DOCUMENT, "a file", "a file"),))])
    assert [one["position"] for one in said["isBasedOn"]] == [1]


def test_terms_are_those_of_the_vocabulary(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Every type and property is one of schema.org."""
    for node in nodes(build(hostile_quotations)):
        own = {name for name in node if not name.startswith("@")}
        assert own <= TERMS[node["@type"]]


def test_it_can_stand_in_a_page(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Nothing in it ends or begins a script, and every text comes back."""
    text = "".join(write_schemaorg(map(linked_row, hostile_quotations)))
    assert "<" not in text
    told = [linked_row(one)["text"] for one in hostile_quotations]
    assert [one["text"] for one in build(hostile_quotations)] == told
    assert build([]) == []
