"""PV602 and PV603: where somebody should look, since a model is unsure or a decision was left behind."""

from collections.abc import Iterator

from provenance.audit.records import Remark, Severity, check, is_unsure
from provenance.audit.wording import quote
from provenance.store.audited import AuditedQuotation, StrandedDecision


@check("PV602", "low-score-unreviewed", Severity.INFO, about=AuditedQuotation, if_unsure=True)
def find_unreviewed(said: AuditedQuotation) -> Iterator[Remark]:
    """The model is so unsure that it is more likely wrong than right, and nobody has looked at it."""
    if is_unsure(said):
        score = said.stored.current.quotation.score
        yield Remark(
            message=f"At a score of {score:.2f} this is more likely wrong than right, and nobody has looked yet."
        )


@check("PV603", "correction-not-carried", Severity.HIGH, about=StrandedDecision)
def find_stranded(stranded: StrandedDecision) -> Iterator[Remark]:
    """A reviewer's decision does not hold for the newest version, since its words are no longer there just once."""
    decision = stranded.left.decision
    words = quote(stranded.left.text)
    message = f"{decision.by} decided on {words} ({decision.reason}); the newest version does not hold these words as "
    yield Remark(message=f"{message}they stood, so somebody has to decide again.", quotation=stranded.left.quotation)
