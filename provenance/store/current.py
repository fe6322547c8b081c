"""Which assertion on a quotation holds, and which version of an article is the newest, now or at an earlier moment.

An assertion that another one supersedes, or that abstains, says nothing. Of the others the highest rank holds, then
the newest. So a human's word outranks every later run of a model, and where it is withdrawn the model's holds again.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, select, tuple_

from provenance.store.tables import article_versions, attributions


def standing(attribution: FromClause, *, as_of: str | None) -> ColumnElement[bool]:
    """Build the condition that nothing takes the place of an assertion, which says something.

    Args:
        attribution: `attributions`, or an alias of it.
        as_of: UTC time; None for now.
    """
    later = attributions.alias()
    superseded = select(1).where(later.c.supersedes_id == attribution.c.id)
    conditions: list[ColumnElement[bool]] = [attribution.c.assertion != "abstain"]
    if as_of is not None:
        superseded = superseded.where(later.c.created_at <= as_of)
        conditions.append(attribution.c.created_at <= as_of)
    return and_(*conditions, ~exists(superseded))


def holding(attribution: FromClause, *, as_of: str | None) -> ColumnElement[bool]:
    """Build the condition that an assertion is the one that holds for its quotation."""
    rival = attributions.alias()
    outdone = (
        select(1)
        .where(rival.c.quotation_id == attribution.c.quotation_id, _weight(rival) > _weight(attribution))
        .where(standing(rival, as_of=as_of))
    )
    return and_(standing(attribution, as_of=as_of), ~exists(outdone))


def newest(version: FromClause, *, as_of: str | None) -> ColumnElement[bool]:
    """Build the condition that a version is the newest of its article."""
    other = article_versions.alias()
    highest = select(func.max(other.c.version_no)).where(other.c.article_id == version.c.article_id)
    if as_of is not None:
        highest = highest.where(other.c.fetched_at <= as_of)
    return version.c.version_no == highest.scalar_subquery()


def _weight(attribution: FromClause) -> ColumnElement[Any]:
    return tuple_(attribution.c.rank, attribution.c.created_at, attribution.c.id)
