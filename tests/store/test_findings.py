"""Findings and waivers on both databases: identity, states, and the people who decide."""

from itertools import pairwise

import pytest
from factories import at, full_extraction, load_journal, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from provenance.core.severities import Severity
from provenance.errors import NotFound, StoreError
from provenance.store.audits import finding_states, findings, waivers
from provenance.store.engine import Store
from provenance.store.finding_records import AuditCounts, AuditRun, Finding, Lines, Noted
from provenance.store.findings import finding_id, load_findings, save_audit
from provenance.store.queries import find_quotations
from provenance.store.records import QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.waivers import retract_waiver, save_waiver, waiver_id

RULE = "PV101"
ID = finding_id(RULE, "x")


def note(message: str = "A.", *, subject: str = "x", severity: Severity = Severity.LOW, rule: str = RULE) -> Noted:
    return Noted(rule=rule, subject=subject, severity=severity, message=message)


def audit(store: Store, *noted: Noted, day: int, looked_at: list[str] | None = None) -> AuditCounts:
    run = AuditRun(
        version="1", rules=[RULE], scope={}, looked_at=looked_at, started_at=at(day), finished_at=at(day, hour=11)
    )
    return save_audit(store, noted, run=run)


def states(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(finding_states)).scalar_one()


def the_one(store: Store, *, today: str = "2025-07-20") -> Finding:
    (found,) = load_findings(store, today=today)
    return found


def test_the_same_again_adds_nothing(store: Store) -> None:
    """An audit that finds the same leaves the finding as it is."""
    assert audit(store, note(), day=15) == AuditCounts(opened=1)
    assert audit(store, note(), day=16) == AuditCounts(kept=1)
    assert states(store) == 1
    assert the_one(store).opened_at == at(15, hour=11)


def test_other_words_are_another_state(store: Store) -> None:
    """A finding that matters more now, or is said otherwise, is still the same one and as old as it was."""
    audit(store, note(), day=15)
    assert audit(store, note("B.", severity=Severity.HIGH), day=16) == AuditCounts(kept=1)
    found = the_one(store)
    assert (found.id, found.message, found.severity, found.opened_at) == (ID, "B.", "high", at(15, hour=11))


def test_what_is_gone_is_closed_and_may_come_back(store: Store) -> None:
    """A finding opens and closes by itself, as often as it comes and goes."""
    audit(store, note(), day=15)
    assert audit(store, day=16) == AuditCounts(closed=1)
    assert load_findings(store, today=at(16)) == []
    (closed,) = load_findings(store, today=at(16), closed=True)
    assert (closed.opened_at, closed.closed_at) == (at(15, hour=11), at(16, hour=11))
    assert audit(store, day=17) == AuditCounts()
    assert audit(store, note(), day=18) == AuditCounts(opened=1)
    assert the_one(store).opened_at == at(18, hour=11)
    assert verify_store(store) == []


def test_only_what_was_looked_at_is_closed(store: Store) -> None:
    """An audit of a part leaves the findings of the rest alone."""
    audit(store, note(), note(subject="y"), day=15)
    assert audit(store, day=16, looked_at=["y"]) == AuditCounts(closed=1)
    assert the_one(store).subject == "x"


def test_a_rule_says_one_thing_of_a_subject(store: Store) -> None:
    """Of two remarks of one rule on one subject the first counts."""
    assert audit(store, note("A."), note("B."), day=15) == AuditCounts(opened=1)
    assert the_one(store).message == "A."


def test_a_finding_knows_its_place(store: Store) -> None:
    """A finding about a quotation gives its words, their place and line, and the article."""
    save(store, full_extraction())
    said = find_quotations(store, QuotationFilter())[0]
    on_quotation = Noted(
        rule=RULE, subject=said.id, severity=Severity.LOW, message="A.", quotation=said.id, article=said.article.id
    )
    on_article = Noted(rule=RULE, subject=said.article.id, severity=Severity.LOW, message="B.", article=said.article.id)
    audit(store, on_quotation, on_article, day=15)
    found = {each.message: each for each in load_findings(store, today=at(15), lines=True)}
    one, other = found["A."], found["B."]
    assert (one.text, one.start, one.lines) == (
        said.text,
        said.current.quotation.content[0].start,
        Lines(first=1, column=25, last=1, end_column=51),
    )
    assert (one.locator, other.locator) == ("a.txt", "a.txt")
    assert (other.text, other.start, other.lines) == (None, None, None)


def test_findings_are_chosen(store: Store) -> None:
    """Rules and subjects choose findings."""
    audit(store, note(), note(subject="y"), day=15)
    assert [f.subject for f in load_findings(store, today=at(15), subjects=["y"])] == ["y"]
    assert load_findings(store, today=at(15), rules=["PV999"]) == []


def test_a_message_must_be_storable(store: Store) -> None:
    """What no database can hold is refused, and nothing of the audit is saved."""
    with pytest.raises(StoreError, match="a message of PV101"):
        audit(store, note(subject="y"), note("\0"), day=15)
    assert load_findings(store, today=at(15)) == []


def test_a_waiver_holds_until_its_day(store: Store) -> None:
    """A waiver holds on its last day and no longer, and the journal keeps who gave it, and why."""
    audit(store, note(), day=15)
    waived = save_waiver(store, ID[:10], until="2025-07-20", who=" ada ", reason="seen", now=at(16))
    assert waived.waiver
    assert (waived.waiver.who, waived.waiver.reason, waived.waiver.expires_on) == ("ada", "seen", "2025-07-20")
    assert the_one(store, today=at(20)).waiver == waived.waiver
    assert the_one(store, today=at(21)).waiver is None
    assert [(entry.op, entry.who, entry.subject) for entry in load_journal(store)] == [("waive", "ada", ID)]
    assert verify_store(store) == []


def test_the_last_waiver_holds(store: Store) -> None:
    """Who waives again may shorten it too."""
    audit(store, note(), day=15)
    save_waiver(store, ID, until="2025-12-31", who="ada", reason="seen", now=at(16))
    save_waiver(store, ID, until="2025-07-18", who="bob", reason="until he calls back", now=at(17))
    found = the_one(store, today=at(18)).waiver
    assert found
    assert found.who == "bob"
    assert the_one(store, today=at(19)).waiver is None


def test_a_waiver_is_of_what_was_seen(store: Store) -> None:
    """A finding that matters more than when it was waived counts again, and one that matters less stays waived."""
    audit(store, note(severity=Severity.MEDIUM), day=15)
    save_waiver(store, ID, until="2025-12-31", who="ada", reason="seen", now=at(16))
    audit(store, note("Worse.", severity=Severity.HIGH), day=17)
    assert the_one(store).waiver is None
    audit(store, note("Better.", severity=Severity.LOW), day=18)
    assert the_one(store).waiver


def test_a_waiver_is_taken_back(store: Store) -> None:
    """A waiver that is taken back holds no longer, and cannot be taken back twice."""
    audit(store, note(), day=15)
    save_waiver(store, ID, until="2025-12-31", who="ada", reason="seen", now=at(16))
    assert retract_waiver(store, ID, who="bob", reason="the tape was cut", now=at(17)).waiver is None
    assert [entry.op for entry in load_journal(store)] == ["waive", "unwaive"]
    with pytest.raises(StoreError, match=f"nobody has waived {ID}"):
        retract_waiver(store, ID, who="bob", reason="again", now=at(18))
    assert verify_store(store) == []


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        pytest.param("2025-07-15", "would be over already", id="over"),
        pytest.param("2025-12", "is no ISO 8601 day", id="a month"),
        pytest.param("2025-02-30", "is no ISO 8601 day", id="no day"),
        pytest.param("soon", "is no ISO 8601 day", id="a word"),
    ],
)
def test_a_waiver_ends_on_a_day_to_come(store: Store, until: str, problem: str) -> None:
    """A waiver without a proper end is refused."""
    audit(store, note(), day=15)
    with pytest.raises(StoreError, match=problem):
        save_waiver(store, ID, until=until, who="ada", reason="seen", now=at(16))


def test_a_waiver_needs_a_name_and_a_reason(store: Store) -> None:
    """Later readers must be able to follow it."""
    audit(store, note(), day=15)
    with pytest.raises(StoreError, match="a decision needs the reason"):
        save_waiver(store, ID, until="2025-12-31", who="ada", reason=" ", now=at(16))
    with pytest.raises(StoreError, match="a decision needs who decides"):
        save_waiver(store, ID, until="2025-12-31", who="", reason="seen", now=at(16))


def test_an_id_must_lead_to_one_finding(store: Store) -> None:
    """What is no finding, or may be several, is refused."""
    audit(store, *(note(subject=str(n)) for n in range(3000)), day=15)
    with pytest.raises(NotFound, match="no finding 'fi_0'"):
        save_waiver(store, "fi_0", until="2025-12-31", who="ada", reason="seen", now=at(16))
    prefixes = sorted(found.id[:7] for found in load_findings(store, today=at(15)))
    twice = next(one for one, other in pairwise(prefixes) if one == other)
    with pytest.raises(StoreError, match=f"{twice} may mean fi_"):
        save_waiver(store, twice, until="2025-12-31", who="ada", reason="seen", now=at(16))


def test_somebody_who_changes_a_waiver_is_found(store: Store) -> None:
    """The end of a waiver cannot be moved unseen."""
    audit(store, note(), day=15)
    save_waiver(store, ID, until="2025-07-20", who="ada", reason="seen", now=at(16))
    with pytest.raises(StoreError, match="waivers is append-only"), store.writing() as connection:
        connection.exec_driver_sql("UPDATE waivers SET expires_on = '2099-01-01'")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from("abcde")), min_size=1, max_size=4))
def test_what_is_open_is_what_was_found_last(store: Store, audits_: list[set[str]]) -> None:
    """Whatever came before, the findings that are open are those of the last audit, and the counts add up."""
    for found in audits_:
        before = {finding.subject for finding in load_findings(store, today=at(15))}
        told = audit(store, *(note(subject=subject) for subject in found), day=15)
        assert {finding.subject for finding in load_findings(store, today=at(15))} == found
        assert told == AuditCounts(opened=len(found - before), kept=len(found & before), closed=len(before - found))


def test_rows_that_came_around_us_are_found(store: Store) -> None:
    """A finding whose id does not follow, and a waiver of which the journal knows nothing, are problems."""
    audit(store, note(), day=15)
    with store.writing() as connection:
        first = connection.execute(select(finding_states.c.audit_id)).scalars().first()
        row = {"rule": RULE, "subject": "y", "audit_id": first, "created_at": at(15)}
        connection.execute(insert(findings).values(id="fi_0", **row))
        waived = {"finding_id": ID, "who": "eve", "reason": "none", "expires_on": "2099-01-01", "created_at": at(15)}
        connection.execute(insert(waivers).values(id=waiver_id(waived), **waived))
    problems = {(problem.table, problem.what) for problem in verify_store(store)}
    assert ("findings", f"its id is fi_0, not {finding_id(RULE, 'y')}") in problems
    assert ("waivers", "the journal does not know of this human decision") in problems
