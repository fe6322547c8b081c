"""Attributions in W3C PROV: who said the words, what each relay made of them, and which article they stand in.

Owns the statements, one bundle an attribution. They are built as PROV-JSONLD, which is the data model as plain JSON,
https://www.w3.org/submissions/prov-jsonld/; PROV-JSON is made of them by the library `prov`, of the extra `prov`.

In each bundle the words as the article prints them (`pv:qt_…`) are attributed to the speaker and quoted from the
article. What was said (`-said`) is used by the first relay, whose report (`-as-1`) is used by the next one, and the
article derives from the last. How we know all that - models, reviewers - is no part of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from provenance.exports.cells import json_text
from provenance.exports.envelopes import enclose
from provenance.exports.extras import load_extra
from provenance.exports.told import ENDS, NAMESPACE, Node, Told, is_id, plain_name, stations_in

CONTEXT = "https://openprovenance.org/prov-jsonld/context.jsonld"
_PREFIXES = {"pv": NAMESPACE}
_KINDS = {"person": "prov:Person", "organisation": "prov:Organization"}


def write_prov_jsonld(rows: Iterable[Told]) -> Iterator[str]:
    """Write attributions as one document of PROV-JSONLD.

    Args:
        rows: Rows of `quotes`; `title` and `url` of the article may stand in them too.
    """
    yield from enclose({"@context": [_PREFIXES, CONTEXT]}, "@graph", map(build_bundle, rows))


def write_prov_json(rows: Iterable[Told]) -> Iterator[str]:
    """Write attributions as one document of PROV-JSON; the rows are those of `write_prov_jsonld`.

    Raises:
        ProvenanceError: The library `prov` is not installed.
    """
    model = load_extra("prov.model", extra="prov")
    yield f'{{"prefix": {json_text(_PREFIXES)}, "bundle": {{'
    for number, row in enumerate(rows):
        ((name, bundle),) = _convert(build_bundle(row), model=model).items()
        yield f"{',' if number else ''}\n{json_text(name)}: {json_text(bundle)}"
    yield "\n}}\n"


def _convert(bundle: Node, *, model: Any) -> Mapping[str, object]:  # noqa: ANN401 - the library is loaded late
    """Take a bundle through the data model of the library, which refuses what is no PROV."""
    written = json.dumps({"@context": [_PREFIXES, CONTEXT], "@graph": [bundle]})
    document = model.ProvDocument.deserialize(content=written, format="jsonld")
    converted: Mapping[str, object] = json.loads(document.serialize(format="json"))["bundle"]
    return converted


def build_bundle(row: Told) -> Node:
    """Build the bundle of an attribution."""
    return {
        "@type": "Bundle",
        "@id": f"pv:{plain_name(row['id'])}-attribution",
        "@context": [_PREFIXES],
        "@graph": list(_statements(row)),
    }


def _statements(row: Told) -> Iterator[Node]:
    quotation, stations = f"pv:{plain_name(row['id'])}", stations_in(row)
    yield from _agent_statements(stations)
    said = f"{quotation}-said"
    yield _entity(quotation, "quotation", value=row["text"])
    yield _entity(said, "utterance", **_literals({"pv:saidOn": row.get("said_on"), "pv:medium": row.get("medium")}))
    speaker = stations[0] if stations else {}
    yield from _attribution(quotation, speaker, role="speaker")
    yield from _attribution(said, speaker, role="speaker")
    last = said
    for place, one in enumerate(stations):
        if one.get("role") not in ENDS:
            report = f"{quotation}-as-{place}"
            yield from _relay_statements(one, f"{quotation}-hop-{place}", before=last, after=report)
            last = report
    yield from _article_statements(row, quotation, last=last, publisher=stations[-1] if stations else {})


def _agent_statements(stations: list[Told]) -> Iterator[Node]:
    principals = [(one, one["on_behalf_of"]) for one in stations if isinstance(one.get("on_behalf_of"), dict)]
    known = {one["agent"]: one for one in (*stations, *(other for _, other in principals)) if is_id(one.get("agent"))}
    for agent, one in known.items():
        kind = str(one.get("kind") or "")
        types = [_KINDS[kind]] if kind in _KINDS else []
        kinds = [f"pv:{plain_name(kind)}"] if kind else []
        shown = {"type": [*types, *kinds]} if types or kinds else {}
        yield {"@type": "Agent", "@id": f"pv:{agent}", **shown, "label": [_literal(one["name"])]}
    for one, other in principals:
        if is_id(one.get("agent")) and is_id(other.get("agent")):
            yield {"@type": "Delegation", "delegate": f"pv:{one['agent']}", "responsible": f"pv:{other['agent']}"}


def _relay_statements(station: Told, relaying: str, *, before: str, after: str) -> Iterator[Node]:
    role = f"pv:{plain_name(station.get('role'))}"
    yield {"@type": "Activity", "@id": relaying, "type": [role], **_literals({"pv:evidence": station.get("words")})}
    if is_id(station.get("agent")):
        yield {"@type": "Association", "activity": relaying, "agent": f"pv:{station['agent']}", "role": [role]}
    yield {"@type": "Usage", "activity": relaying, "entity": before}
    yield _entity(after, "report")
    yield {"@type": "Generation", "entity": after, "activity": relaying}
    yield {"@type": "Derivation", "generatedEntity": after, "usedEntity": before, "activity": relaying}


def _article_statements(row: Told, quotation: str, *, last: str, publisher: Told) -> Iterator[Node]:
    article = f"pv:{plain_name(row['article'])}"
    told = {f"pv:{name}": row.get(name) for name in ("url", "publisher", "published")}
    yield _entity(article, "article", **_literals({"label": row.get("title"), **told}))
    yield {"@type": "Derivation", "generatedEntity": article, "usedEntity": last}
    # What PROV calls wasQuotedFrom: words of the article, whatever their form, repeated here.
    quoted = {"generatedEntity": quotation, "usedEntity": article, "type": ["prov:Quotation"]}
    yield {"@type": "Derivation", **quoted}
    if publisher.get("role") == "publisher":
        yield from _attribution(article, publisher, role="publisher")


def _entity(name: str, kind: str, *, value: object = None, **facts: list[Node]) -> Node:
    return {"@type": "Entity", "@id": name, "type": [f"pv:{kind}"], **_literals({"value": value}), **facts}


def _attribution(entity: str, station: Told, *, role: str) -> Iterator[Node]:
    if is_id(station.get("agent")):
        yield {"@type": "Attribution", "entity": entity, "agent": f"pv:{station['agent']}", "role": [f"pv:{role}"]}


def _literals(facts: Mapping[str, object]) -> dict[str, list[Node]]:
    """Write what is known of some facts."""
    return {name: [_literal(fact)] for name, fact in facts.items() if fact is not None}


def _literal(text: object) -> Node:
    return {"@value": str(text)}
