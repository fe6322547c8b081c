"""PROV: documents that the library reads, with the same ids, and a chain that can be followed back to the speaker."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from provenance.core.agents import build_agent
from provenance.core.records import AgentKind
from provenance.errors import ProvenanceError
from provenance.exports.flat import linked_row
from provenance.exports.prov import build_bundle, write_prov_json, write_prov_jsonld
from provenance.exports.told import NAMESPACE
from provenance.store.records import StoredQuotation


def as_text(write: Callable[..., Any], stored: Sequence[StoredQuotation]) -> str:
    return "".join(write(map(linked_row, stored)))


def read(text: str, *, form: str) -> Any:  # noqa: ANN401 - the library may be missing
    return pytest.importorskip("prov.model").ProvDocument.deserialize(content=text, format=form)


def names(bundle: Any, kind: str) -> list[str]:  # noqa: ANN401
    """Give the ids of the records of a kind, such as `Entity`."""
    cls = getattr(pytest.importorskip("prov.model"), f"Prov{kind}")
    return [record.identifier.uri.removeprefix(NAMESPACE) for record in bundle.get_records(cls)]


def arguments(bundle: Any, kind: str) -> list[tuple[str, ...]]:  # noqa: ANN401
    """Give the first two ids that the relations of a kind hold."""
    cls = getattr(pytest.importorskip("prov.model"), f"Prov{kind}")
    return [tuple(str(arg).removeprefix("pv:") for arg in record.args[:2]) for record in bundle.get_records(cls)]


def test_both_forms_say_the_same(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """The library reads PROV-JSONLD and PROV-JSON, and finds the same statements in both, whatever the words."""
    linked = read(as_text(write_prov_jsonld, hostile_quotations), form="jsonld")
    plain = read(as_text(write_prov_json, hostile_quotations), form="json")
    assert linked == plain
    assert len(list(linked.bundles)) == len(hostile_quotations)
    assert linked.unified() == linked


def test_ids_come_back(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Each bundle names its quotation, its version and its agents by the ids that they have here."""
    for form, write in (("jsonld", write_prov_jsonld), ("json", write_prov_json)):
        document = read(as_text(write, hostile_quotations), form=form)
        bundles = {bundle.identifier.uri: bundle for bundle in document.bundles}
        for stored in hostile_quotations:
            bundle = bundles[f"{NAMESPACE}{stored.id}-attribution"]
            assert {stored.id, stored.article.version} <= set(names(bundle, "Entity"))
            agents = {hop.agent.id for hop in stored.current.quotation.chain if hop.agent}
            assert set(names(bundle, "Agent")) == agents


def test_the_chain_can_be_followed(lavrov: StoredQuotation) -> None:
    """From what was said over each report in its order to the article, and from the article to its words."""
    (bundle,) = read(as_text(write_prov_jsonld, [lavrov]), form="jsonld").bundles
    quotation, version = lavrov.id, lavrov.article.version
    assert arguments(bundle, "Derivation") == [
        (f"{quotation}-as-1", f"{quotation}-said"),
        (f"{quotation}-as-2", f"{quotation}-as-1"),
        (version, f"{quotation}-as-2"),
        (quotation, version),
    ]
    speaker, tass, cnn, daily = (hop.agent.id for hop in lavrov.current.quotation.chain if hop.agent)
    assert arguments(bundle, "Association") == [(f"{quotation}-hop-1", tass), (f"{quotation}-hop-2", cnn)]
    assert arguments(bundle, "Attribution") == [(quotation, speaker), (f"{quotation}-said", speaker), (version, daily)]
    kinds = [
        record.get_asserted_types() for record in bundle.get_records() if record.get_type().localpart == "Derivation"
    ]
    assert [str(kind) for kind in kinds[-1]] == ["prov:Quotation"]


def test_who_speaks_for_whom(lavrov: StoredQuotation) -> None:
    """A speaker acts on behalf of the principal."""
    ministry = build_agent("Foreign Ministry", AgentKind.ORGANISATION, scope="")
    speaking = replace(lavrov.current.quotation, on_behalf_of=ministry)
    stored = replace(lavrov, current=replace(lavrov.current, quotation=speaking))
    (bundle,) = read(as_text(write_prov_jsonld, [stored]), form="jsonld").bundles
    assert speaking.speaker
    assert arguments(bundle, "Delegation") == [(speaking.speaker.id, ministry.id)]


def test_unknown_voices_are_no_agents(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """Where nobody is known nothing is attributed, and the words still come from their article."""
    bundle = build_bundle(linked_row(stored_quotation("“Yes,” it said.", "“Yes,”")))
    kinds = [statement["@type"] for statement in bundle["@graph"]]
    assert kinds == ["Entity", "Entity", "Entity", "Derivation", "Derivation"]


def test_no_attributions(lavrov: StoredQuotation) -> None:
    """Documents of nothing are documents, and one of something is a bundle a line."""
    for form, write in (("jsonld", write_prov_jsonld), ("json", write_prov_json)):
        assert list(read(as_text(write, []), form=form).bundles) == []
        assert len(as_text(write, [lavrov, lavrov]).splitlines()) == 4
    assert json.loads(as_text(write_prov_jsonld, []))["@graph"] == []


def test_without_the_library(lavrov: StoredQuotation, monkeypatch: pytest.MonkeyPatch) -> None:
    """PROV-JSON needs the library, and says how to get it; PROV-JSONLD needs none."""
    monkeypatch.setitem(sys.modules, "prov", None)
    monkeypatch.setitem(sys.modules, "prov.model", None)
    with pytest.raises(ProvenanceError, match="needs prov") as missing:
        as_text(write_prov_json, [lavrov])
    assert "quote-provenance[prov]" in missing.value.hint
    assert lavrov.id in as_text(write_prov_jsonld, [lavrov])
