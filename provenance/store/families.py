"""Families of quotations, and the judgements that make them: the questions that users ask."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from provenance.core.variants.diffs import DiffPart, Fate, Meaning
from provenance.core.variants.judging import Variant, judge_wordings
from provenance.core.variants.wording import Wording, read_wording
from provenance.errors import NotFound
from provenance.store.candidates import founder_of
from provenance.store.engine import Store
from provenance.store.family_records import Family, Member, StoredMatch
from provenance.store.linking import Canon, load_canon
from provenance.store.loading import load_stored
from provenance.store.queries import find_quotation_id, select_held
from provenance.store.records import QuotationFilter, StoredQuotation
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, quotations
from provenance.store.wordings import HUMAN_RANK, quotation_matches, quotation_wordings
from provenance.store.words import read_moment

_FAMILY = re.compile(r"fa_[0-9a-f]{4,20}")
_ALL = QuotationFilter()
_BATCH = 200


def find_families(store: Store, wanted: QuotationFilter, *, least: int = 2) -> list[Family]:
    """Find the families that hold a quotation which is asked for, those in most articles first, then the earliest.

    A family comes whole, also with those of its quotations that were not asked for. Quotations that were rejected, or
    stand in a version of an article that has a newer one, do not count.

    Args:
        store: Open.
        wanted: Which quotations; `limit` counts families. Families are those of now, whatever `as_of` says.
        least: The fewest articles in which a family stands, 1 or more.

    Raises:
        StoreError: A date or the limit makes no sense.
    """
    with store.reading() as connection:
        canon, moment, printed = _find_printed(connection, wanted, least=least)
        families = list(_load_families(connection, printed, canon=canon, as_of=moment))
    families.sort(key=lambda family: (-family.articles, _time_of(family.first), family.id))
    return families[: wanted.limit]


def stream_families(store: Store, wanted: QuotationFilter, *, size: int = _BATCH) -> Iterator[Family]:
    """Load what `find_families` finds, also what stands in one article alone, with few of them in memory at a time.

    Those in most articles come first; of those in as many, in the order of their ids.

    Args:
        store: Open.
        wanted: Which quotations; families are those of now, whatever `as_of` says.
        size: The most families that are loaded together, 1 or more.

    Raises:
        StoreError: A date makes no sense.
    """
    with store.reading() as connection:
        canon, moment, printed = _find_printed(connection, replace(wanted, limit=None), least=1)
        for start in range(0, len(printed), size):
            names = printed[start : start + size]
            loaded = {family.id: family for family in _load_families(connection, names, canon=canon, as_of=moment)}
            yield from (loaded[name] for name in names)


def load_family(store: Store, family: str, *, as_of: str | None = None) -> Family:
    """Load the family of a quotation, which may be alone in it.

    Args:
        store: Open.
        family: `fa_…` or `qt_…`, or the first 4 or more characters after that. A family that has become part of
            another one leads there.
        as_of: UTC time; the quotations that were known then. None for now.

    Raises:
        NotFound: There is no such quotation or family, or nothing of it holds.
        StoreError: Several ids begin so, or `as_of` is no time.
    """
    moment = as_of and read_moment(as_of, what="as_of")
    with store.reading() as connection:
        named = founder_of(family) if _FAMILY.fullmatch(family) else family
        quotation = find_quotation_id(connection, named)
        canon = load_canon(connection, as_of=moment)
        names = _families_of(connection, quotation_wordings.c.quotation_id == quotation, least=1)
        for found in _load_families(connection, names, canon=canon, as_of=moment):
            return found
    message = f"{family} is in no family: it was rejected, or its article has a newer version"
    raise NotFound(message, hint="see `provenance show` for what is known of it")


def match_of(row: Row[Any]) -> StoredMatch:
    """Build the record of a judgement from its row."""
    return StoredMatch(
        id=row.id,
        left=row.left_id,
        right=row.right_id,
        judgement=row.judgement,
        variant=row.variant and Variant(row.variant),
        similarity=row.similarity,
        containment=row.containment,
        meanings=tuple(map(Meaning, json.loads(row.meanings))),
        diff=read_diff(row.diff),
        reasons=tuple(json.loads(row.reasons)),
        decided_by="human" if row.rank == HUMAN_RANK else "rule",
        who=row.who,
        created_at=row.created_at,
        retracted_at=row.retracted_at,
    )


def read_diff(stored: str) -> tuple[DiffPart, ...]:
    """Read a diff that is stored with a match."""
    return tuple(
        DiffPart(
            fate=Fate(fate),
            text=text,
            is_marked=bool(marked),
            is_cut=bool(cut),
            meanings=tuple(map(Meaning, meanings)),
        )
        for fate, text, marked, cut, meanings in json.loads(stored)
    )


def _find_printed(
    connection: Connection, wanted: QuotationFilter, *, least: int
) -> tuple[Canon, str | None, list[str]]:
    """Find the families of the quotations that are asked for; beside them who stands for whom, and the moment."""
    moment = wanted.as_of and read_moment(wanted.as_of, what="as_of")
    canon = load_canon(connection, as_of=moment)
    asked = select_held(connection, replace(wanted, as_of=moment), canon=canon).with_only_columns(quotations.c.id)
    names = _families_of(connection, quotation_wordings.c.quotation_id.in_(asked), least=2)
    return canon, moment, _most_printed(connection, names, least=least, limit=wanted.limit, canon=canon, as_of=moment)


def _families_of(connection: Connection, found: ColumnElement[bool], *, least: int) -> set[str]:
    """Find the families of some wordings that have so many members."""
    bears = quotation_wordings.c
    named = select(bears.family_id).where(found)
    sized = select(bears.family_id).where(bears.family_id.in_(named)).group_by(bears.family_id)
    return set(connection.execute(sized.having(func.count() >= least)).scalars())


def _most_printed(
    connection: Connection, names: Collection[str], *, least: int, limit: int | None, canon: Canon, as_of: str | None
) -> list[str]:
    """Choose the families that stand in most articles; of those that stand in as many as the last, all."""
    bears = quotation_wordings.c
    count = func.count(article_versions.c.article_id.distinct())
    held = select_held(connection, replace(_ALL, as_of=as_of), canon=canon).with_only_columns(bears.family_id, count)
    rows = connection.execute(
        held.join(quotation_wordings, bears.quotation_id == quotations.c.id)
        .where(one_of(connection, bears.family_id, names))
        .group_by(bears.family_id)
        .having(count >= least, func.count() > 1)
        .order_by(count.desc(), bears.family_id)
    ).all()
    fewest = rows[limit - 1][1] if limit and limit <= len(rows) else 0
    return [row[0] for row in rows if row[1] >= fewest]


def _load_families(
    connection: Connection, names: Collection[str], *, canon: Canon, as_of: str | None
) -> Iterator[Family]:
    bears = quotation_wordings.c
    in_families = select(bears.quotation_id, bears.family_id).where(one_of(connection, bears.family_id, names))
    family = {row.quotation_id: row.family_id for row in connection.execute(in_families)}
    held = select_held(connection, replace(_ALL, as_of=as_of), canon=canon)
    rows = connection.execute(held.where(one_of(connection, quotations.c.id, family.keys())))
    members: dict[str, list[StoredQuotation]] = {}
    for stored in load_stored(connection, {row[0]: row[1] for row in rows}, canon=canon, as_of=as_of):
        members.setdefault(family[stored.id], []).append(stored)
    matches = _load_live(connection, {stored.id for found in members.values() for stored in found})
    for name, found in sorted(members.items()):
        between = [match for stored in found for match in matches.get(stored.id, ())]
        yield build_family(name, found, matches=between)


def _load_live(connection: Connection, members: Collection[str]) -> Mapping[str, list[StoredMatch]]:
    """Load the judgements that hold between some quotations, by the left one."""
    match = quotation_matches.c
    between = one_of(connection, match.left_id, members), one_of(connection, match.right_id, members)
    rows = connection.execute(
        select(quotation_matches).where(*between, match.retracted_at.is_(None)).order_by(match.left_id, match.right_id)
    )
    found: dict[str, list[StoredMatch]] = {}
    for row in rows:
        found.setdefault(row.left_id, []).append(match_of(row))
    return found


def build_family(name: str, found: Sequence[StoredQuotation], *, matches: Sequence[StoredMatch]) -> Family:
    """Put a family together: order it, choose who represents it, and compare the others with that one.

    Args:
        name: `fa_…`
        found: Its quotations, one or more.
        matches: The judgements that hold between them.
    """
    ordered = sorted(found, key=_time_of)
    wordings = {stored.id: read_wording(stored.text, stored.current.quotation.form) for stored in ordered}
    fullest = max(ordered, key=lambda stored: _fullness(wordings[stored.id]))
    said = {frozenset((m.left, m.right)): m.variant for m in matches if m.decided_by == "human"}
    members = []
    for stored in ordered:
        told = said.get(frozenset((stored.id, fullest.id)))
        # They are in one family already, so that few words need no further proof.
        judged = judge_wordings(wordings[fullest.id], wordings[stored.id], same_occasion=True)
        match = judged if stored.id != fullest.id else None
        members.append(Member(stored=stored, match=match, variant=told or (match.variant if match else None)))
    return Family(id=name, representative=fullest, members=members, matches=matches)


def _fullness(words: Wording) -> tuple[int, int]:
    """Say how much of the words a quotation gives: verbatim, and then in all. The first of the fullest is chosen."""
    return max(map(len, words.passages), default=0), len(words.words)


def _time_of(stored: StoredQuotation) -> tuple[bool, str, str, int, str]:
    """Order quotations by publication, those without a date last, then as they were read and as they stand."""
    article = stored.article.article
    first = stored.current.quotation.content
    return (
        article.published is None,
        article.published or "",
        stored.article.fetched_at,
        first[0].start if first else 0,
        stored.id,
    )
