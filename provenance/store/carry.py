"""Carrying human decisions to the next version of an article, where the very same words still stand.

The words must be there once, and what stands right before or after them must be the same. Otherwise the decision
stays with the version for which it was made: nothing is ever silently anchored anew.
"""

from dataclasses import replace

from sqlalchemy import Connection, or_, select

from provenance.core.records import Article, Hop, Quotation
from provenance.core.text import Span
from provenance.core.wire import quotation_id, version_id
from provenance.store.current import standing
from provenance.store.linking import AS_OBSERVED
from provenance.store.loading import load_articles, load_assertions
from provenance.store.records import Assertion
from provenance.store.rows import HUMAN, Author, Row, attribution_rows, quotation_row, sign_attribution
from provenance.store.sql import insert_new, save_attributions
from provenance.store.tables import attributions, quotations
from provenance.store.words import CONTEXT


def carry_corrections(connection: Connection, article: Article, *, before: str, now: str) -> int:
    """Repeat the human decisions on the version before for a version that was just saved, or came back.

    Args:
        connection: In the transaction that notes the version.
        article: The version.
        before: `av_…` of the version that was the newest until now.
        now: UTC time.

    Returns:
        Number of decisions that were carried over.
    """
    version = version_id(article)
    decided = _decided_on(connection, before, back_to=version)
    if not decided:
        return 0
    assertions = load_assertions(connection, decided, canon=AS_OBSERVED)
    older = load_articles(connection, {before})[before].article.text
    carried = []
    for attribution in decided:
        moved = _move(assertions[attribution].quotation, before=older, after=article.text)
        if moved:
            insert_new(connection, quotations, [quotation_row(article.text, moved.content, version=version)])
            carried.append(_repeat(assertions[attribution], moved, article=article, now=now))
    return len(save_attributions(connection, carried))


def _decided_on(connection: Connection, version: str, *, back_to: str) -> list[str]:
    """Find the human decisions that stand on a version, but those that were carried there from the one to go to."""
    own = select(attributions.c.id).join(quotations, quotations.c.id == attributions.c.quotation_id)
    own = own.where(quotations.c.version_id == back_to)
    human = (
        select(attributions.c.id)
        .join(quotations, quotations.c.id == attributions.c.quotation_id)
        .where(quotations.c.version_id == version, attributions.c.rank == HUMAN)
        .where(standing(attributions, as_of=None))
        .where(or_(attributions.c.carried_from_id.is_(None), attributions.c.carried_from_id.not_in(own)))
        .order_by(attributions.c.id)
    )
    return list(connection.execute(human).scalars())


def _move(quotation: Quotation, *, before: str, after: str) -> Quotation | None:
    """Move a quotation to another text; None where its words are not there once, or stand among other words."""
    start, end = quotation.content[0].start, max(span.end for span in quotation.content)
    words = before[start:end]
    if after.count(words) != 1:
        return None
    new = after.index(words)
    prefix, suffix = before[max(0, start - CONTEXT) : start], before[end : end + CONTEXT]
    same_before = after[max(0, new - CONTEXT) : new] == prefix
    same_after = after[new + len(words) : new + len(words) + CONTEXT] == suffix
    if not (same_before or same_after):
        return None
    return _shift(quotation, by=new - start, before=before, after=after)


def _shift(quotation: Quotation, *, by: int, before: str, after: str) -> Quotation:
    """Shift every span; those outside the quoted words are dropped where other words stand there now."""

    def moved(span: Span | None) -> Span | None:
        if span is None or span.start + by < 0:
            return None
        target = Span(span.start + by, span.end + by)
        return target if after[target.start : target.end] == before[span.start : span.end] else None

    def moved_hop(hop: Hop) -> Hop:
        return replace(hop, mention=moved(hop.mention), evidence=moved(hop.evidence))

    return replace(
        quotation,
        content=tuple(Span(span.start + by, span.end + by) for span in quotation.content),
        cue=moved(quotation.cue),
        source=moved(quotation.source),
        chain=tuple(moved_hop(hop) for hop in quotation.chain),
    )


def _repeat(assertion: Assertion, quotation: Quotation, *, article: Article, now: str) -> tuple[Row, list[Row]]:
    row, chain = attribution_rows(
        quotation,
        text=article.text,
        target=quotation_id(version_id(article), quotation.content),
        author=Author(rank=HUMAN, now=now, reviewer=assertion.by),
        assertion=assertion.assertion,
        reason=assertion.reason,
    )
    return sign_attribution({**row, "carried_from_id": assertion.id}, chain)
