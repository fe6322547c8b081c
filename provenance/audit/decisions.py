"""PV602 and PV603: where somebody should look, since a model is unsure or a decision was left behind."""

from collections.abc import Iterator

from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import quote, short
from provenance.store.audited import AuditedQuotation, StrandedDecision


@check("PV602", "low-score-unreviewed", Severity.INFO, about=AuditedQuotation, if_unsure=True)
def find_unreviewed(said: AuditedQuotation) -> Iterator[Remark]:
    """The model is so unsure that it is more likely wrong than right, and nobody has looked at it."""
    if said.is_unsure:
        score = said.stored.current.quotation.score
        message = f"At a score of {score:.2f} our reading is more likely wrong than right, and nobody has looked yet."
        yield Remark(message=message)


@check("PV603", "correction-not-carried", Severity.HIGH, about=StrandedDecision)
def find_stranded(stranded: StrandedDecision) -> Iterator[Remark]:
    """A reviewer's decision does not hold for the newest version, since its words are no longer there just once."""
    decision = stranded.left.decision
    decided = f"The reviewer {decision.by} decided on {quote(short(stranded.left.text))} ({decision.reason})"
    message = f"{decided}; the newest version no longer holds these words as they stood, so somebody has to look again."
    yield Remark(message=message, quotation=stranded.left.quotation)
