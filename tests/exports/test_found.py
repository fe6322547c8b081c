"""What was found: findings with their checks, families with their members, and what of them stays at home."""

from collections.abc import Callable

import pytest

from provenance.core.severities import Severity
from provenance.exports.catalogue import CHECKS, FAMILIES, FAMILY_MEMBERS, FINDINGS
from provenance.exports.found import Rule, check_rows, family_row, finding_row, flags_of, member_rows
from provenance.exports.layout import Table
from provenance.exports.pseudonyms import Pseudonyms
from provenance.store.families import build_family
from provenance.store.family_records import Family
from provenance.store.finding_records import Finding, Waiver
from provenance.store.records import StoredQuotation

WAIVER = Waiver(who="Ada Lovelace", reason="seen the tape", expires_on="2026-12-31", created_at="2025-07-15")


def finding(rule: str, severity: str, *, quotation: str | None = "qt_1", waiver: Waiver | None = None) -> Finding:
    return Finding(
        id=f"fi_{rule}",
        rule=rule,
        subject="qt_1",
        severity=Severity(severity),
        message="Ada Lovelace says so.",
        opened_at="2025-07-14",
        quotation=quotation,
        waiver=waiver,
    )


def fits(row: object, table: Table) -> bool:
    return isinstance(row, dict) and sorted(row) == sorted(column.name for column in table.columns)


def test_a_waived_finding_keeps_its_reviewer_back() -> None:
    """A waiver tells how long it holds; who made it is a number, and why stays at home, also in the message."""
    pseudonyms = Pseudonyms()
    pseudonyms.learn([("Ada Lovelace", None)])
    row = finding_row(finding("PV101", "high", waiver=WAIVER), quotes={"qt_1"}, pseudonyms=pseudonyms)
    assert fits(row, FINDINGS)
    assert (row["state"], row["waived_until"], row["waived_by"]) == ("waived", "2026-12-31", "reviewer 1")
    assert (row["waiver_reason"], row["message"]) == (None, "reviewer 1 says so.")
    told = finding_row(finding("PV101", "high", waiver=WAIVER), quotes={"qt_1"}, pseudonyms=Pseudonyms(lifted=True))
    assert (told["waived_by"], told["waiver_reason"]) == ("Ada Lovelace", "seen the tape")


def test_a_finding_names_no_quotation_that_stays_at_home() -> None:
    """A quotation that does not go out is not referred to."""
    row = finding_row(finding("PV101", "high"), quotes=(), pseudonyms=Pseudonyms())
    assert (row["quote"], row["state"]) == (None, "open")


def test_flags_are_what_is_open_the_gravest_first() -> None:
    """Each code once, high before low; what is waived, and what shows at no quotation, is no flag."""
    found = [
        finding("PV401", "low"),
        finding("PV204", "high"),
        finding("PV101", "high"),
        finding("PV101", "medium"),
        finding("PV203", "medium", waiver=WAIVER),
        finding("PV502", "high", quotation=None),
    ]
    assert flags_of(found) == {"qt_1": ["PV101", "PV204", "PV401"]}


def test_checks_are_explained_as_far_as_they_are_known() -> None:
    """A check of which nothing is known has its code and the severity of what it found; waived ones are not open."""
    found = [finding("PV101", "medium"), finding("XY100", "low", waiver=WAIVER)]
    rules = [Rule(code="PV101", name="unnamed-voice", about="Nobody is named.", severity="medium"), Rule(code="PV102")]
    rows = list(check_rows(found, rules=rules))
    assert all(fits(row, CHECKS) for row in rows)
    assert [(row["label"], row["severity"], row["n_open"]) for row in rows] == [
        ("PV101 unnamed-voice", "medium", 1),
        ("XY100", "low", 0),
    ]


@pytest.fixture
def family(stored_quotation: Callable[..., StoredQuotation]) -> Family:
    """Build a family of three, of which the second is the fullest."""
    texts = ("“we will never agree”", "“Today we will never agree to these terms”", "“we will agree to these terms”")
    found = [
        stored_quotation(f"{n}: {text}", text, published=f"2025-07-1{n}", publisher=f"Paper {n}")
        for n, text in enumerate(texts)
    ]
    return build_family("fa_1", found, matches=())


def test_a_family_tells_who_had_it_first_and_how_far_it_came(family: Family) -> None:
    """The representative, the first quotation, the outlets, and what bears meaning among the changes."""
    row, members = family_row(family, family.members), list(member_rows(family, family.members))
    assert fits(row, FAMILIES)
    assert all(fits(member, FAMILY_MEMBERS) for member in members)
    assert (row["representative"], row["first_quote"]) == (family.representative.id, family.first.id)
    assert (row["n_members"], row["n_outlets"], row["first_seen"]) == (3, 3, "2025-07-10")
    assert row["meanings"] == '["negation"]'
    assert [member["variant"] for member in members] == ["truncated", "representative", "edited"]
    assert '["gone", "never"]' in str(members[2]["diff"])


def test_what_stays_at_home_is_not_quoted_by_others(family: Family) -> None:
    """Where the representative does not go out, no diff tells its words, and the first one stands for it."""
    out = [member for member in family.members if member.stored is not family.representative]
    row, members = family_row(family, out), list(member_rows(family, out))
    assert row["representative"] == family.first.id
    assert [(member["variant"], member["diff"]) for member in members] == [("representative", None), (None, None)]
