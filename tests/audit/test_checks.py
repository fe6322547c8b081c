"""Each check fires where it should, is silent where little is different, and says so in words for journalists."""

import re

import pytest
from audit_cases import CASES, Case
from factories import NOW

from provenance.audit.builtin import CHECKS
from provenance.audit.catalogue import load_checks
from provenance.audit.records import Severity
from provenance.audit.runner import run_audit
from provenance.store.engine import Store
from provenance.store.finding_records import Finding

# The table of the design, which others may rely on.
TABLE = {
    "PV101": ("unnamed-voice", "medium"),
    "PV102": ("vague-voice", "low"),
    "PV103": ("no-voice", "low"),
    "PV104": ("contested-voice", "high"),
    "PV105": ("family-voice-conflict", "high"),
    "PV201": ("relay-without-source", "medium"),
    "PV202": ("long-chain", "medium"),
    "PV203": ("state-controlled-relay", "medium"),
    "PV204": ("unnamed-relay", "high"),
    "PV205": ("spokesperson-as-principal", "medium"),
    "PV206": ("hidden-translation", "medium"),
    "PV207": ("back-translation", "high"),
    "PV208": ("uncredited-agency-copy", "medium"),
    "PV301": ("altered-words", "high"),
    "PV302": ("meaning-bearing-change", "high"),
    "PV303": ("partial-quote", "low"),
    "PV304": ("stitched-quote", "low"),
    "PV305": ("silent-edit", "high"),
    "PV401": ("undated-utterance", "low"),
    "PV402": ("recycled-quote", "medium"),
    "PV403": ("impossible-order", "high"),
    "PV501": ("single-origin", "medium"),
    "PV502": ("circular-reporting", "high"),
    "PV503": ("no-primary-record", "low"),
    "PV601": ("thin-identity", "medium"),
    "PV602": ("low-score-unreviewed", "info"),
    "PV603": ("correction-not-carried", "high"),
}
# What no finding says of words or of those who print them.
JUDGING = re.compile(
    r"\b(?:false|fake|lies?|lied|wrong(?:ly)? quoted|untrue|misquot|fabricat|trust score)", re.IGNORECASE
)


def find(store: Store, code: str) -> list[Finding]:
    """Run every check and give what one of them finds."""
    report = run_audit(store, checks=tuple(load_checks().values()), version="1", clock=lambda: NOW)
    return [finding for finding in report.findings if finding.rule == code]


def test_the_table() -> None:
    """Codes, names and severities are those of the design, and stay as they are."""
    assert {check.code: (check.name, check.severity.value) for check in CHECKS} == TABLE
    assert [case.code for case in CASES] == list(TABLE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_check_fires(case: Case, store: Store) -> None:
    """Each check finds what it is for, says what there is to see, and where."""
    case.fires(store)
    found = find(store, case.code)
    assert len(found) == 1
    assert case.says in found[0].message
    assert found[0].severity == case.severity
    assert found[0].locator
    assert found[0].article


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.why}")
def test_a_check_is_silent(case: Case, store: Store) -> None:
    """Each check finds nothing where what it looks for is not there, though all else is much the same."""
    case.silent(store)
    assert find(store, case.code) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_message_is_one_calm_sentence(case: Case, store: Store) -> None:
    """A message describes the chain as it is written; it judges no words and nobody, and ends as a sentence does."""
    case.fires(store)
    message = find(store, case.code)[0].message
    assert not JUDGING.search(message)
    assert "\n" not in message
    assert re.fullmatch(r"[A-Z“].*\.", message)
    assert "!" not in message


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_help_is_one_sentence_for_journalists(check: object) -> None:
    """The help of a check is one line of plain words, without the terms of a database or a program."""
    said = check.help  # type: ignore[attr-defined]
    assert said.endswith(".")
    assert said.count(". ") == 0
    assert len(said) < 120
    jargon = {"null", "id", "hop", "row", "table", "hash", "query", "span", "offset", "none", "record_id"}
    assert not jargon & set(re.findall(r"[a-z_]+", said.lower()))


def test_severities_are_in_order() -> None:
    """What matters least comes first."""
    assert [severity.rank for severity in (Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH)] == [0, 1, 2, 3]
