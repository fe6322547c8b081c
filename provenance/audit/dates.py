"""PV4xx: when it was said, and whether the dates of a chain can be in that order."""

from collections.abc import Iterator

from provenance.audit.kin import first_printing
from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import find_day, paragraph_at, paragraph_span, relay_name, tells_past
from provenance.core.dates import read_day
from provenance.core.records import Form
from provenance.core.text import hull
from provenance.store.audited import AuditedQuotation

# It may be the next day where somebody speaks while it is still the day before where it is printed.
_ZONES = 1
_OLD = 180


@check("PV401", "undated-utterance", Severity.LOW, about=AuditedQuotation)
def find_undated(said: AuditedQuotation) -> Iterator[Remark]:
    """Nothing before the quotation or beside it says on which day the words were spoken or written."""
    quotation, article = said.stored.current.quotation, said.stored.article.article
    if said.form is Form.INDIRECT or quotation.said_on or find_day(article.dateline or "") is not None:
        return
    paragraph = paragraph_span(article.text, hull(quotation.content))
    is_headline = paragraph.text_in(article.text).strip() == (article.title or "").strip()
    # News tells the day once, and then what was said on it, paragraph by paragraph.
    day = find_day(article.text)
    if not is_headline and (day is None or day >= paragraph.end):
        message = "Nothing up to here says on which day this was said, so it may be older than the article."
        yield Remark(message=message)


@check("PV402", "recycled-quote", Severity.MEDIUM, about=AuditedQuotation)
def find_recycled(said: AuditedQuotation) -> Iterator[Remark]:
    """The words were published half a year before or more, and nothing tells readers that they are old."""
    quotation, article = said.stored.current.quotation, said.stored.article.article
    first = first_printing(said.family) if said.family else None
    if first is None or quotation.said_on or said.form is Form.INDIRECT:
        return
    then, now = read_day(first.published), read_day(article.published)
    if then is None or now is None or (now - then).days < _OLD:
        return
    if not tells_past(paragraph_at(article.text, hull(quotation.content))):
        ago = f"{then} ({first.place}), {(now - then).days} days earlier"
        yield Remark(message=f"The same words were published on {ago}, and nothing here says that they are old.")


@check("PV403", "impossible-order", Severity.HIGH, about=AuditedQuotation)
def find_impossible(said: AuditedQuotation) -> Iterator[Remark]:
    """By their dates the words were said, or published by a relay, after the article that quotes them."""
    published = said.stored.article.article.published
    spoken = said.stored.current.quotation.said_on
    if published and spoken and _is_after(spoken, published):
        yield Remark(
            message=f"The words are dated {spoken}, the article that quotes them {published}; one date must be wrong."
        )
        return
    for each in said.relays:
        before = each.upstream.article.published if each.upstream else None
        if published and before and _is_after(before, published):
            message = (
                f"The report of {relay_name(each)} is dated {before}, the article that takes its words {published}"
            )
            yield Remark(message=f"{message}; one date must be wrong.")
            return


def _is_after(one: str, other: str) -> bool:
    """Say whether a date lies after another, wherever on earth each was read; where one may lie earlier, it does."""
    day, last = read_day(one), read_day(other)
    if day and last:
        return (day - last).days > _ZONES
    shared = min(len(one), len(other))
    return one[:shared] > other[:shared]
