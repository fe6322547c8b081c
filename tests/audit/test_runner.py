"""Running an audit: what it saves, what it leaves open, and whom it blames."""

from collections.abc import Iterator

import pytest
from audit_cases import LEAVE, LEAVE_WORDS, one
from factories import at
from stories import Story, agency, tell

from provenance.audit.catalogue import RegisteredCheck, choose_checks, load_checks
from provenance.audit.records import Check, Remark, Severity, check
from provenance.audit.runner import AuditReport, run_audit
from provenance.core.records import AgentKind, Form
from provenance.errors import PluginError, StoreError
from provenance.store.audited import AuditedQuotation
from provenance.store.corrections import save_correction
from provenance.store.engine import Store, open_store
from provenance.store.findings import load_findings
from provenance.store.records import Correction, QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.waivers import save_waiver

AIDE = one(speaker="an aide", kind=AgentKind.UNNAMED, text=LEAVE.replace("Ada Lovelace", "an aide"))
RELAYED = one(via=[agency("TASS")])


def audit(store: Store, *codes: str, day: int = 20, **wanted: object) -> AuditReport:
    checks = choose_checks(load_checks(), select=codes)
    chosen = QuotationFilter(**wanted)  # type: ignore[arg-type]
    return run_audit(store, checks=checks, wanted=chosen, version="1", clock=lambda: at(day))


def counts(report: AuditReport) -> tuple[int, int, int]:
    return report.counts.opened, report.counts.kept, report.counts.closed


def test_a_finding_keeps_its_identity(store: Store) -> None:
    """A second audit finds the same finding, with its id and the time at which it was opened."""
    tell(store, AIDE)
    first, second = audit(store, "PV101"), audit(store, "PV101", day=21)
    assert counts(first) == (1, 0, 0)
    assert counts(second) == (0, 1, 0)
    assert second.findings == first.findings
    assert second.findings[0].opened_at == at(20)
    assert verify_store(store) == []


def test_a_finding_closes_itself_and_opens_again(store: Store) -> None:
    """What is no longer found is closed; when it is back, it is the same finding, opened anew."""
    told = tell(store, AIDE)
    opened = audit(store, "PV101").findings
    name = Correction(
        quotation=told[0], reviewer="ada", reason="asked", speaker="Grace Hopper", speaker_kind=AgentKind.PERSON
    )
    save_correction(store, name, now=at(21))
    closing = audit(store, "PV101", day=22)
    assert counts(closing) == (0, 0, 1)
    assert closing.findings == ()
    assert load_findings(store, today=at(22), closed=True)[0].closed_at == at(22)
    undo = Correction(quotation=told[0], reviewer="ada", reason="mistaken", assertion="abstain")
    save_correction(store, undo, now=at(23))
    again = audit(store, "PV101", day=24)
    assert counts(again) == (1, 0, 0)
    assert [finding.id for finding in again.findings] == [finding.id for finding in opened]
    assert again.findings[0].opened_at == at(24)
    assert verify_store(store) == []


def test_a_check_that_did_not_run_closes_nothing(store: Store) -> None:
    """Findings of other checks stay as they are."""
    tell(store, AIDE)
    audit(store, "PV101")
    assert counts(audit(store, "PV204")) == (0, 0, 0)
    assert len(load_findings(store, today=at(20))) == 1


def test_what_was_not_looked_at_stays_open(store: Store) -> None:
    """An audit of some quotations shows and closes findings of these alone."""
    tell(store, AIDE, RELAYED)
    everything = audit(store, "PV1", "PV201")
    assert {finding.rule for finding in everything.findings} == {"PV101", "PV201"}
    some = audit(store, "PV1", "PV201", via="TASS")
    assert some.quotations == 1
    assert {finding.rule for finding in some.findings} == {"PV201"}
    assert counts(some) == (0, 1, 0)
    assert len(load_findings(store, today=at(20))) == 2


def test_rejected_quotations_are_not_audited(store: Store) -> None:
    """What quotes nobody has no chain to look at, and its findings close."""
    told = tell(store, AIDE)
    audit(store, "PV101")
    no = Correction(quotation=told[0], reviewer="ada", reason="a title", assertion="reject")
    save_correction(store, no, now=at(21))
    assert counts(audit(store, "PV101", day=22)) == (0, 0, 1)


def test_an_older_version_is_not_audited(store: Store) -> None:
    """Findings are on the newest version of an article; those on the one before close."""
    tell(store, AIDE)
    audit(store, "PV101")
    tell(store, Story(text="Nothing was said."), now=at(21))
    report = audit(store, "PV101", day=22)
    assert (report.quotations, report.findings, report.counts.closed) == (0, (), 1)


def test_unsure_quotations_are_only_counted(store: Store) -> None:
    """Of a quotation that is more likely wrong than right only that is said, since its chain may be none."""
    tell(store, one(score=0.3, speaker="an aide", kind=AgentKind.UNNAMED, form=Form.MIXED))
    assert {finding.rule for finding in audit(store).findings} == {"PV602"}


def test_a_waived_finding_is_still_found(store: Store) -> None:
    """A waiver stands beside the finding, and neither closes nor hides it."""
    tell(store, AIDE)
    found = audit(store, "PV101").findings[0]
    save_waiver(store, found.id, until="2025-07-25", who="ada", reason="known to us", now=at(21))
    report = audit(store, "PV101", day=25)
    assert report.findings[0].waiver
    assert report.findings[0].waiver.reason == "known to us"
    assert audit(store, "PV101", day=26).findings[0].waiver is None


def test_an_audit_needs_a_store_to_write_to(store: Store) -> None:
    """Findings are kept, so a store that is open for reading will not do."""
    tell(store, AIDE)
    with open_store(store.target) as reading, pytest.raises(StoreError, match="reading only"):
        audit(reading, "PV101")


def _plugin(find: object) -> RegisteredCheck:
    made = Check(
        code="XY101",
        name="loud",
        severity=Severity.LOW,
        about=AuditedQuotation,
        find=find,  # type: ignore[arg-type]
    )
    return RegisteredCheck(plugin="mine", check=made)


def _run(store: Store, registered: RegisteredCheck) -> AuditReport:
    return run_audit(store, checks=(registered,), version="1", clock=lambda: at(20))


def test_a_check_of_a_plugin_is_run_like_ours(store: Store) -> None:
    """Somebody else's check gets the same things, and its remarks become findings."""

    @check("XY101", "loud", Severity.LOW, about=AuditedQuotation)
    def find_loud(said: AuditedQuotation) -> Iterator[Remark]:
        """The words are printed in capitals."""
        if said.stored.text.isupper():
            yield Remark(message="They shout.", severity=Severity.HIGH)

    tell(store, one(LEAVE_WORDS.upper(), text=LEAVE.replace(LEAVE_WORDS, LEAVE_WORDS.upper())))
    found = _run(store, RegisteredCheck(plugin="mine", check=find_loud)).findings
    assert [(each.rule, each.severity, each.message) for each in found] == [("XY101", "high", "They shout.")]


def test_a_failing_plugin_is_named(store: Store) -> None:
    """A check that raises stops the audit with the names of plugin and check, and saves nothing."""

    def find(_: AuditedQuotation) -> Iterator[Remark]:
        """Fail."""
        message = "broken"
        raise ValueError(message)

    tell(store, AIDE)
    with pytest.raises(PluginError, match=r"the plugin mine failed in the check XY101 on qt_.*ValueError: broken"):
        _run(store, _plugin(find))
    assert load_findings(store, today=at(20)) == []


def test_a_plugin_that_gives_no_remark_is_named(store: Store) -> None:
    """A check that yields anything else breaks its contract."""

    def find(_: AuditedQuotation) -> list[str]:
        """Give a text."""
        return ["They shout."]

    tell(store, AIDE)
    with pytest.raises(PluginError, match="the check XY101 of the plugin mine gave 'They shout"):
        _run(store, _plugin(find))
