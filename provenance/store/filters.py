"""What a `QuotationFilter` asks for, as conditions; whatever users type is a literal in all of them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, false, func, literal, or_, select
from sqlalchemy.sql.elements import SQLColumnExpression

from provenance.core.chain import ENDS
from provenance.core.records import Role
from provenance.core.text import name_key
from provenance.errors import StoreError
from provenance.store.columns import TEXT
from provenance.store.copies import is_copied
from provenance.store.current import described
from provenance.store.linking import Canon, holds_at
from provenance.store.records import QuotationFilter
from provenance.store.searching import holds_all
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, articles, hops
from provenance.store.words import read_day, search_words
from provenance.store.world import agent_names, agents, outlets


def conditions_of(
    connection: Connection, wanted: QuotationFilter, *, canon: Canon, attribution: SQLColumnExpression[str]
) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on quotations joined with their versions and articles.

    Args:
        connection: In any transaction.
        wanted: What is asked for.
        canon: Who stands for whom, at the moment asked for.
        attribution: Column with the id of the assertion that holds.

    Raises:
        StoreError: A date is none, or a range of relays is empty.
    """
    if wanted.words and wanted.words.strip():
        yield holds_all(connection, search_words(wanted.words))
    if wanted.speaker:
        voices = find_named(connection, wanted.speaker, canon=canon, as_of=wanted.as_of)
        yield _has_hop(attribution, hops.c.role == Role.SPEAKER.value, one_of(connection, hops.c.agent_id, voices))
    if wanted.via or wanted.role:
        yield _has_hop(attribution, *relay_conditions(connection, wanted, canon=canon, hop=hops))
    if wanted.hops:
        yield _is_carried(attribution, *wanted.hops)
    if wanted.outlet:
        yield _published_by(connection, wanted.outlet, canon=canon, as_of=wanted.as_of)
    if wanted.original_only:
        yield ~is_copied(as_of=wanted.as_of)
    published = described(article_versions, "published_at", as_of=wanted.as_of)
    # A date that is less precise than the bound counts where it may lie on the right side of it.
    if wanted.since:
        since = read_day(wanted.since, what="since")
        yield _cut(published, since) >= _cut_to(published, since)
    if wanted.until:
        until = read_day(wanted.until, what="until")
        yield _cut(published, until) <= _cut_to(published, until)


def relay_conditions(
    connection: Connection, wanted: QuotationFilter, *, canon: Canon, hop: FromClause
) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that a hop is a relay, and the one that is asked for.

    Args:
        connection: In any transaction.
        wanted: What is asked for; its `via` and `role` count here.
        canon: Who stands for whom, at the moment asked for.
        hop: `hops`, or an alias of it.
    """
    yield hop.c.role.not_in(sorted(ENDS))
    if wanted.role:
        yield hop.c.role == wanted.role.value
    if wanted.via:
        relays = find_named(connection, wanted.via, canon=canon, as_of=wanted.as_of)
        yield one_of(connection, hop.c.agent_id, relays)


def find_named(connection: Connection, name: str, *, canon: Canon, as_of: str | None) -> set[str]:
    """Find every agent that a user may mean: by its id, or by a name that holds all the words given.

    Case, accents and the order of the words make no difference. Agents that are the same as one found come too.
    """
    if name.startswith("ag_"):
        found = connection.execute(select(agents.c.id).where(agents.c.id == name)).scalars().all()
        return canon.expand(found)
    holds = holds_at(agent_names.c.created_at, agent_names.c.retracted_at, as_of)
    named = select(agent_names.c.agent_id).where(holds_name(agent_names.c.name_key, name), holds).distinct()
    return canon.expand(connection.execute(named).scalars().all())


def holds_name(key: SQLColumnExpression[Any], name: str) -> ColumnElement[bool]:
    """Build the condition that a `name_key` holds every word of a name; never true where there is no word."""
    words = name_key(name).split()
    # An underscore is a letter to us and a wild card to LIKE.
    spaced = literal(" ").concat(key).concat(" ")
    return and_(*(spaced.contains(f" {word} ", autoescape=True) for word in words)) if words else false()


def _has_hop(attribution: SQLColumnExpression[str], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(1).where(hops.c.attribution_id == attribution, *conditions))


def _is_carried(attribution: SQLColumnExpression[str], fewest: int, most: int | None) -> ColumnElement[bool]:
    if fewest < 0 or (most is not None and most < fewest):
        message = f"no chain has {fewest} to {most} relays"
        raise StoreError(message, hint="give the smaller number first, 0 or more")
    carried = select(func.count()).select_from(hops)
    carried = carried.where(hops.c.attribution_id == attribution, hops.c.role.not_in(sorted(ENDS)))
    count = carried.scalar_subquery()
    return count >= fewest if most is None else count.between(fewest, most)


def _published_by(connection: Connection, name: str, *, canon: Canon, as_of: str | None) -> ColumnElement[bool]:
    named = one_of(connection, outlets.c.agent_id, find_named(connection, name, canon=canon, as_of=as_of))
    host = "".join(c for c in name.casefold() if c.isprintable())
    named_as = described(article_versions, "publisher_key", as_of=as_of)
    published = select(outlets.c.id).where(or_(named, outlets.c.id == host, outlets.c.domain == host))
    return or_(articles.c.outlet_id.in_(published), holds_name(named_as, name))


def _cut(published: SQLColumnExpression[Any], bound: str) -> SQLColumnExpression[Any]:
    return func.substr(published, 1, len(bound), type_=TEXT)


def _cut_to(published: SQLColumnExpression[Any], bound: str) -> SQLColumnExpression[Any]:
    return func.substr(literal(bound, TEXT), 1, func.length(published), type_=TEXT)
