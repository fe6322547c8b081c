"""The part of `db verify` that reads what quotations and articles have in common: hashes, matches, families, links."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from provenance.core.records import Form
from provenance.core.variants.families import derive_families
from provenance.store.candidates import build_bearer, founder_of
from provenance.store.copies import link_id
from provenance.store.grouping import load_judged
from provenance.store.matching import rule_match_id
from provenance.store.pairs import human_match_id
from provenance.store.records import Problem
from provenance.store.tables import quotations
from provenance.store.wordings import (
    HUMAN_RANK,
    IS_FIRST,
    article_links,
    quotation_matches,
    quotation_shingles,
    quotation_wordings,
)


def check_words(connection: Connection) -> Iterator[Problem]:
    """Check wordings with their shingles, judgements, families and links."""
    yield from _check_wordings(connection)
    for row in connection.execute(select(quotation_matches)):
        is_human = row.rank == HUMAN_RANK
        derived = human_match_id(row._asdict()) if is_human else rule_match_id(row.left_id, row.right_id)
        if row.id != derived:
            yield Problem(table="quotation_matches", id=row.id, what=f"its id is {row.id}, not {derived}")
    for link in connection.execute(select(article_links)):
        derived = link_id(link._asdict())
        if link.id != derived:
            yield Problem(table="article_links", id=link.id, what=f"its id is {link.id}, not {derived}")
    yield from _check_families(connection)


def _check_wordings(connection: Connection) -> Iterator[Problem]:
    bears = quotation_wordings.c
    asked = select(quotation_wordings, quotations.c.text).join(quotations, quotations.c.id == bears.quotation_id)
    firsts = set(connection.execute(select(bears.wording).where(IS_FIRST)).scalars())
    for row in connection.execute(asked.order_by(bears.quotation_id)):
        bearer = build_bearer(
            row.quotation_id, text=row.text, form=Form(row.form), version="", voice=row.voice_id, day=row.day
        )
        if (row.wording, row.words) != (bearer.wording, len(bearer.words.words)):
            yield _problem(row.quotation_id, f"its wording is {row.wording}, not {bearer.wording}")
        elif row.wording not in firsts:
            yield _problem(row.quotation_id, "no quotation is the first of its words")
    shingle = quotation_shingles.c
    lost = select(shingle.wording).where(shingle.wording.not_in(select(bears.wording))).distinct()
    for wording in connection.execute(lost).scalars():
        yield Problem(table="quotation_shingles", id=str(wording), what="no quotation has these words")


def _check_families(connection: Connection) -> Iterator[Problem]:
    """Check that families are what follows from the judgements that hold, and are named after one of them."""
    bears = quotation_wordings.c
    rows = connection.execute(select(bears.quotation_id, bears.family_id))
    families = {row.quotation_id: row.family_id for row in rows}
    groups = derive_families(load_judged(connection, families.keys()))
    alone = families.keys() - set().union(*groups)
    named: dict[str, frozenset[str]] = {}
    for group in (*groups, *(frozenset({one}) for one in sorted(alone))):
        names = {families[one] for one in group}
        name = min(names)
        if len(names) > 1 or name in named or founder_of(name) not in group:
            yield _problem(
                min(group), f"its family is {', '.join(sorted(names))}, which does not follow from judgements"
            )
        named[name] = group


def _problem(quotation: str, what: str) -> Problem:
    return Problem(table="quotation_wordings", id=quotation, what=what)
