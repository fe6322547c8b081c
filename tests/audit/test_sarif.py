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
from provenance.store.finding_records import Finding, Lines
from provenance.store.waivers import save_waiver

CHECKS = tuple(load_checks().values())
# What the schema of the standard knows of each object that we write, and what it requires; it allows nothing else.
SCHEMA = {
    "log": ("version runs", "$schema inlineExternalProperties properties"),
    "runs": (
        "tool",
        "columnKind results invocations artifacts language newlineSequences properties",
    ),
    "tool": ("driver", "extensions properties"),
    "driver": ("name", "version semanticVersion informationUri rules fullName organization properties"),
    "rules": ("id", "name shortDescription fullDescription helpUri help defaultConfiguration properties"),
    "defaultConfiguration": ("", "enabled level rank parameters properties"),
    "shortDescription": ("text", "markdown properties"),
    "results": (
        "message",
        "ruleId ruleIndex kind level locations partialFingerprints fingerprints suppressions baselineState properties",
    ),
    "message": ("text", "markdown id arguments properties"),
    "locations": ("", "id physicalLocation logicalLocations message annotations relationships properties"),
    "physicalLocation": ("artifactLocation", "address region contextRegion properties"),
    "artifactLocation": ("uri", "uriBaseId index description properties"),
    "region": (
        "charOffset",
        "charLength startLine startColumn endLine endColumn byteOffset byteLength snippet message properties",
    ),
    "snippet": ("text", "binary rendered properties"),
    "suppressions": ("kind", "guid status location justification properties"),
}
AIDE = one(speaker="an aide", kind=AgentKind.UNNAMED, text=f"Monday.\n{LEAVE.replace('Ada Lovelace', 'an aide')}")


def log_of(store: Store) -> Any:  # noqa: ANN401 - JSON
    tell(store, AIDE)
    found = run_audit(store, checks=CHECKS, version="1", clock=lambda: NOW).findings
    save_waiver(store, found[0].id, until="2025-08-01", who="ada", reason="known", now=at(15))
    findings = run_audit(store, checks=CHECKS, version="1", clock=lambda: at(16)).findings
    return json.loads(json.dumps(build_sarif(findings, checks=CHECKS, version="0.1.0")))


def walk(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Give a value and all inside it, each with the name under which it stands; bags of our own are left out."""
    yield name, value
    if isinstance(value, list):
        for inner in value:
            yield from walk(name, inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"properties", "partialFingerprints"}:
                yield from walk(key, inner)


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


def test_no_object_has_what_the_schema_does_not_know(store: Store) -> None:
    """Each object has what the schema requires of it, nothing that the schema does not allow, and no null."""
    seen = set()
    for name, value in walk("log", log_of(store)):
        assert value is not None, name
        if isinstance(value, dict):
            required, allowed = (set(names.split()) for names in SCHEMA[name])
            assert required <= value.keys() <= required | allowed, name
            seen.add(name)
    assert seen == SCHEMA.keys(), "the log holds one of each"


def test_a_result_leads_to_its_place(store: Store) -> None:
    """A region is counted in code points, begins at the right line, and shows the words."""
    (found,) = log_of(store)["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.txt"
    region = place["region"]
    assert (region["startLine"], region["charOffset"]) == (2, len("Monday.\n"))
    assert region["charLength"] == len(LEAVE_WORDS)
    assert region["snippet"]["text"] == LEAVE_WORDS


def test_a_region_is_the_same_by_characters_and_by_lines() -> None:
    """Where both are given the standard wants one place: columns count from 1, and the last is behind the words."""
    text = 'Monday.\n"We will\nleave," she said.'
    words = '"We will\nleave,"'
    start = text.index(words)
    finding = Finding(
        id="fi_1", rule="PV101", subject="qt_1", severity=Severity.LOW, message="A.", opened_at=NOW, quotation="qt_1",
        text=words, start=start, end=start + len(words), locator="a.txt", reader="text",
        lines=Lines(first=2, column=1, last=3, end_column=8),
    )  # fmt: skip
    (result,) = build_sarif([finding], checks=CHECKS, version="1")["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    lines = text.splitlines(keepends=True)
    shown = lines[region["startLine"] - 1 : region["endLine"]]
    shown[-1] = shown[-1][: region["endColumn"] - 1]
    assert "".join(shown)[region["startColumn"] - 1 :] == region["snippet"]["text"] == words


def test_a_place_in_a_page_is_no_place_in_its_source() -> None:
    """Of a page only the address is given as a place; where the words are in its text stands among the properties."""
    finding = Finding(
        id="fi_1", rule="PV101", subject="qt_1", severity=Severity.LOW, message="A.", opened_at=NOW, quotation="qt_1",
        text="words", start=10, end=15,
        lines=Lines(first=1, column=11, last=1, end_column=16), locator="https://a.example/", url="https://a.example/",
        reader="html",
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
    assert uri(locator="x", path="/news/today.txt") == "file:///news/today.txt"
    assert uri(locator="x", url="https://a.example/?q=a b&c=%C3%A9#d") == "https://a.example/?q=a%20b&c=%C3%A9#d"
    assert "locations" not in build_sarif([plain], checks=CHECKS, version="1")["runs"][0]["results"][0]
