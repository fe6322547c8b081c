"""PV5xx: where the words come from in the end, and whether there is anything to hold them against."""

from collections.abc import Iterator

from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import listing, relay_name
from provenance.core.records import AgentKind, Form, Medium, Role
from provenance.store.audited import AuditedQuotation

_RECORDS = frozenset({Role.DOCUMENT, Role.PLATFORM, Role.LEAKER})
# Occasions that leave something behind which can be read or watched again.
_RECORDED = frozenset(
    {
        Medium.TWEET, Medium.LETTER, Medium.EMAIL, Medium.TESTIMONY, Medium.DOCUMENT, Medium.BOOK, Medium.BROADCAST,
        Medium.VIDEO, Medium.POLL,
    }
)  # fmt: skip


@check("PV503", "no-primary-record", Severity.LOW, about=AuditedQuotation)
def find_unrecorded(said: AuditedQuotation) -> Iterator[Remark]:
    """Others carried the quotation, and no transcript, document, post or video stands behind them."""
    quotation = said.stored.current.quotation
    if said.form is Form.INDIRECT or not said.relays or quotation.medium in _RECORDED:
        return
    if said.speaker and said.speaker.kind is AgentKind.DOCUMENT:
        return
    if any(each.hop.role in _RECORDS for each in said.relays):
        return
    names = listing(relay_name(each) for each in said.relays)
    message = f"No transcript, document, post or video stands behind {names}, so the wording rests on them alone."
    yield Remark(message=message)
