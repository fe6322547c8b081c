"""Families: which quotations belong together, kept as judgements come and go.

A family is named after the quotation that founded it. It keeps its name as it grows; where two families turn out to be
one, the older name stays, and the other still leads to it, since it names a quotation that is in it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from provenance.core.variants.families import PairJudgement, derive_families
from provenance.store.candidates import Bearer, family_of, founder_of
from provenance.store.sql import one_of
from provenance.store.wordings import DIFFERENT, HUMAN_RANK, IS_APART, SAME, quotation_matches, quotation_wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What becomes of new quotations.

    Attributes:
        families: The family of each.
        contested: Those of them that are the same as one in a family which a person has parted: they belong where
            `regroup` puts them.
    """

    families: Mapping[str, str]
    contested: tuple[str, ...]


def join_families(connection: Connection, new: Sequence[Bearer], same: Iterable[tuple[Bearer, Bearer]]) -> Joined:
    """Let new quotations join families, and families that they connect become one.

    Args:
        connection: In a transaction for writing.
        new: Quotations that are in no family yet.
        same: Pairs that a rule judges to be the same, each with a new quotation in it.
    """
    founded = {bearer.family: bearer.id for bearer in new}
    pairs = {tuple(sorted((left.family, right.family))) for left, right in same}
    groups = derive_families(PairJudgement(left=left, right=right) for left, right in pairs if left != right)
    apart = _contested(connection) if groups else frozenset()
    name: dict[str, str] = {}
    contested: list[str] = []
    for group in groups:
        stored = group - founded.keys()
        if stored & apart:
            contested += sorted(founded[family] for family in group & founded.keys())
            continue
        chosen = _oldest(connection, stored) if stored else min(group)
        name.update(dict.fromkeys(group, chosen))
        _rename(connection, stored - {chosen}, chosen)
    families = {quotation: name.get(family, family) for family, quotation in founded.items()}
    return Joined(families=families, contested=tuple(contested))


def regroup(connection: Connection, quotations: Collection[str]) -> None:
    """Derive anew the families of some quotations, and of all that judgements connect them with.

    Args:
        connection: In a transaction for writing.
        quotations: `qt_…` of those whose judgements changed.
    """
    members = _load_connected(connection, quotations)
    judged = load_judged(connection, members)
    parts = derive_families(judged)
    grouped = set().union(*parts)
    parts += [frozenset({one}) for one in members if one not in grouped]
    changed = []
    for part in parts:
        names = [row.family_id for one in part if founder_of((row := members[one]).family_id) in part]
        first = min(part, key=lambda one: (members[one].saved_at, one))
        name = min(names, key=lambda family: _age(members[founder_of(family)])) if names else family_of(first)
        changed += [{"one": one, "name": name} for one in sorted(part) if members[one].family_id != name]
    if changed:
        bears = quotation_wordings
        statement = update(bears).where(bears.c.quotation_id == bindparam("one")).values(family_id=bindparam("name"))
        connection.execute(statement, changed)


def load_judged(connection: Connection, quotations: Collection[str]) -> list[PairJudgement]:
    """Load the judgements that hold between some quotations; of each pair a person's before a rule's."""
    match = quotation_matches.c
    rows = connection.execute(
        select(match.left_id, match.right_id, match.judgement, match.rank, match.similarity)
        .where(one_of(connection, match.left_id, quotations), one_of(connection, match.right_id, quotations))
        .where(match.retracted_at.is_(None))
        .order_by(match.rank)
    )
    held = {(row.left_id, row.right_id): row for row in rows}
    return [
        PairJudgement(
            left=row.left_id,
            right=row.right_id,
            is_same=row.judgement == SAME,
            strength=(row.rank == HUMAN_RANK) + (row.similarity or 0.0),
        )
        for row in held.values()
        if row.judgement in {SAME, DIFFERENT}
    ]


def _load_connected(connection: Connection, quotations: Collection[str]) -> dict[str, Row[Any]]:
    """Load all members of the families of some quotations, and of every family that a judgement connects to them."""
    match, bears = quotation_matches.c, quotation_wordings.c
    reached: dict[str, Row[Any]] = {}
    edge = set(quotations)
    while edge:
        families = select(bears.family_id).where(one_of(connection, bears.quotation_id, edge))
        found = {
            row.quotation_id: row
            for row in connection.execute(select(quotation_wordings).where(bears.family_id.in_(families)))
        }
        fresh = found.keys() - reached.keys()
        reached.update(found)
        touching = or_(one_of(connection, match.left_id, fresh), one_of(connection, match.right_id, fresh))
        ends = connection.execute(select(match.left_id, match.right_id).where(touching, match.retracted_at.is_(None)))
        edge = {end for pair in ends for end in pair} - reached.keys()
    return reached


def _contested(connection: Connection) -> frozenset[str]:
    """Find the families in which a person has parted somebody; people do that seldom."""
    match, bears = quotation_matches.c, quotation_wordings.c
    parted = select(match.left_id, match.right_id).where(IS_APART)
    ends = {end for pair in connection.execute(parted) for end in pair}
    if not ends:
        return frozenset()
    named = select(bears.family_id).where(one_of(connection, bears.quotation_id, ends))
    return frozenset(connection.execute(named).scalars())


def _oldest(connection: Connection, families: Collection[str]) -> str:
    """Choose the family whose founder was saved first."""
    if len(families) == 1:
        return next(iter(families))
    bears = quotation_wordings.c
    founders = one_of(connection, bears.quotation_id, {founder_of(family) for family in families})
    row = connection.execute(
        select(quotation_wordings).where(founders).order_by(bears.saved_at, bears.quotation_id)
    ).first()
    return family_of(row.quotation_id) if row else min(families)


def _rename(connection: Connection, families: Collection[str], name: str) -> None:
    if families:
        bears = quotation_wordings
        connection.execute(update(bears).where(one_of(connection, bears.c.family_id, families)).values(family_id=name))


def _age(row: Row[Any]) -> tuple[str, str]:
    return row.saved_at, row.quotation_id
