"""Which assertion holds, which version of an article is the newest and how it describes itself, now or at some moment.

An assertion that another one supersedes, or that abstains, says nothing. Of the others the highest rank holds, then
the newest. So a human's word outranks every later run of a model, and where it is withdrawn the model's holds again.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, bindparam, exists, func, select, tuple_

from provenance.store.tables import article_sightings, article_versions, attributions


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
    """Build the condition that a version is the newest of its article: the last that was new, or came back since."""
    seen, again = article_sightings.alias(), article_versions.alias()
    returned = (
        select(again.c.version_no)
        .join(seen, seen.c.version_id == again.c.id)
        .where(seen.c.article_id == version.c.article_id, seen.c.newest_no == _highest(seen, as_of=as_of))
        .order_by(seen.c.position.desc())
        .limit(1)
    )
    if as_of is not None:
        returned = returned.where(seen.c.seen_at <= as_of)
    last = returned.correlate(version).scalar_subquery()
    return version.c.version_no == func.coalesce(last, _highest(version, as_of=as_of))


def _highest(of_article: FromClause, *, as_of: str | None) -> ColumnElement[int]:
    """Build the highest number of the versions of an article, which a row of the statement around it belongs to."""
    other = article_versions.alias()
    highest = select(func.max(other.c.version_no)).where(other.c.article_id == of_article.c.article_id)
    if as_of is not None:
        highest = highest.where(other.c.fetched_at <= as_of)
    # Said outright, since SQLAlchemy looks no further than the next statement, and would count other articles too.
    return highest.correlate(of_article).scalar_subquery()


def described(version: FromClause, name: str, *, as_of: str | None) -> ColumnElement[Any]:
    """Build the value of a column of `SAID` as a version was described last.

    What was said once stays said until something else is, so that no later row has a gap.
    """
    seen = article_sightings.alias()
    last = select(seen.c[name]).where(seen.c.version_id == version.c.id)
    if as_of is not None:
        last = last.where(seen.c.seen_at <= as_of)
    return func.coalesce(
        last.order_by(seen.c.position.desc()).limit(1).correlate(version).scalar_subquery(), version.c[name]
    )


def find_newest(connection: Connection, article: str) -> tuple[str, str] | None:
    """Find the newest version of an article, `ar_…`: its id and its reader; None where there is none yet."""
    found = connection.execute(_select_newest(), {"article": article}).first()
    return (found.id, found.reader) if found else None


@cache
def _select_newest() -> Select[Any]:
    """Build the statement of `find_newest`, which is asked of every article, once."""
    version = article_versions.c
    is_it = (version.article_id == bindparam("article")) & newest(article_versions, as_of=None)
    return select(version.id, version.reader).where(is_it)


def _weight(attribution: FromClause) -> ColumnElement[Any]:
    return tuple_(attribution.c.rank, attribution.c.created_at, attribution.c.id)
