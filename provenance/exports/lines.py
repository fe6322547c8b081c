"""Attributions as JSON, complete: the lines that `provenance quotes` shows and `provenance export jsonl` writes.

Owns their shape, which is that of `provenance.core.wire` with the article and whoever decided beside it.
"""

from collections.abc import Iterable, Iterator

from provenance.core.wire import Wire, article_to_wire, quotation_to_wire
from provenance.exports.cells import json_text
from provenance.exports.pseudonyms import Pseudonyms
from provenance.store.records import Assertion, StoredQuotation


def stored_to_wire(stored: StoredQuotation) -> Wire:
    """Build the JSON object of a stored quotation: that of `extract`, its article, and who decided."""
    article = stored.article.article
    return {
        **quotation_to_wire(stored.current.quotation, article=article),
        "article": article_to_wire(article),
        "canceled_at": stored.article.canceled_at,
        "assertion": assertion_to_wire(stored.current),
    }


def assertion_to_wire(assertion: Assertion) -> Wire:
    """Build the JSON object of a decision, without the quotation that it is about."""
    return {
        "id": assertion.id,
        "assertion": assertion.assertion,
        "decided_by": assertion.decided_by,
        "by": assertion.by,
        "reason": assertion.reason,
        "created_at": assertion.created_at,
        "supersedes": assertion.supersedes,
    }


def write_lines(found: Iterable[StoredQuotation], *, with_text: bool = False, reviewers: bool = False) -> Iterator[str]:
    """Write attributions as JSON lines, one each.

    Args:
        found: In the order of the lines.
        with_text: Whether the article of each line has its `text`, from which everything can be read back.
        reviewers: Whether reviewers are named and their reasons given; they are numbered otherwise.
    """
    pseudonyms = Pseudonyms(lifted=reviewers)
    for stored in found:
        wire = stored_to_wire(stored)
        wire["assertion"] = assertion_to_wire(pseudonyms.disclose(stored.current))
        if with_text:
            wire["article"]["text"] = stored.article.article.text
        yield f"{json_text(wire)}\n"
