"""SARIF 2.1.0: what the standard requires of a log, and what its readers need of ours."""

import json
from collections.abc import Iterator
from typing import Any

from audit_cases import LEAVE, LEAVE_WORDS, one
from factories import NOW, at
from stories import tell

from provenance.audit.catalogue import load_checks
from provenance.audit.runner import run_audit
from provenance.audit.sarif import build_sarif
from provenance.core.records import AgentKind
from provenance.core.severities import Severity
from provenance.store.engine import Store
from provenance.store.finding_records import Finding
from provenance.store.waivers import save_waiver

CHECKS = tuple(load_checks().values())
AIDE = one(speaker="an aide", kind=AgentKind.UNNAMED, text=f"Monday.\n{LEAVE.replace('Ada Lovelace', 'an aide')}")


def log_of(store: Store) -> Any:  # noqa: ANN401 - JSON
    tell(store, AIDE)
    found = run_audit(store, checks=CHECKS, version="1", clock=lambda: NOW).findings
    save_waiver(store, found[0].id, until="2025-08-01", who="ada", reason="known", now=at(15))
    findings = run_audit(store, checks=CHECKS, version="1", clock=lambda: at(16)).findings
    return json.loads(json.dumps(build_sarif(findings, checks=CHECKS, version="0.1.0")))


def walk(value: object) -> Iterator[object]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def test_what_the_standard_requires(store: Store) -> None:
    """A log has a version and runs, a run a tool with a named driver, rules have ids, and results a message."""
    log = log_of(store)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert run["results"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
    assert None not in list(walk(log))


def test_a_result_leads_to_its_place(store: Store) -> None:
    """A region is counted in code points, begins at the right line, and shows the words."""
    (found,) = log_of(store)["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.txt"
    region = place["region"]
    assert (region["startLine"], region["charOffset"]) == (2, len("Monday.\n"))
    assert region["charLength"] == len(LEAVE_WORDS)
    assert region["snippet"]["text"] == LEAVE_WORDS


def test_a_place_in_a_page_is_no_place_in_its_source() -> None:
    """Of a page only the address is given as a place; where the words are in its text stands among the properties."""
    finding = Finding(
        id="fi_1", rule="PV101", subject="qt_1", severity=Severity.LOW, message="A.", opened_at=NOW, quotation="qt_1",
        text="words", start=10, end=15, line=1, locator="https://a.example/", url="https://a.example/", reader="html",
    )  # fmt: skip
    (result,) = build_sarif([finding], checks=CHECKS, version="1")["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["properties"]["span"] == [10, 15]


def test_a_finding_has_one_fingerprint(store: Store) -> None:
    """Readers know a finding again by its id, and a waived one is suppressed with its reason."""
    (found,) = log_of(store)["runs"][0]["results"]
    assert found["partialFingerprints"]["provenanceFinding/v1"].startswith("fi_")
    (suppression,) = found["suppressions"]
    assert suppression == {"kind": "external", "status": "accepted", "justification": "known (ada, until 2025-08-01)"}


def test_an_address_is_a_uri() -> None:
    """Paths may hold what no URI may; URLs stay as they are; what has no place has none."""
    plain = Finding(id="fi_1", rule="PV101", subject="x", severity=Severity.LOW, message="A.", opened_at=NOW)

    def uri(**fields: str) -> str:
        finding = Finding(**{**{n: getattr(plain, n) for n in plain.__slots__}, **fields})
        result = build_sarif([finding], checks=CHECKS, version="1")["runs"][0]["results"][0]
        return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    assert uri(locator="x", path="news of today/é.txt") == "news%20of%20today/%C3%A9.txt"
    assert uri(locator="x", url="https://a.example/?q=a b&c=%C3%A9#d") == "https://a.example/?q=a%20b&c=%C3%A9#d"
    assert "locations" not in build_sarif([plain], checks=CHECKS, version="1")["runs"][0]["results"][0]
