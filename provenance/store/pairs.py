"""A person's word on two quotations: that they are the same utterance, or that they are not.

It is added and never written over, counts for more than the rule's, and can be taken back: then the rule's holds again.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from provenance.core.records import Form
from provenance.core.variants.judging import Variant, WordingMatch, judge_wordings
from provenance.core.variants.wording import read_wording
from provenance.core.wire import canonical_json, content_id
from provenance.errors import StoreError
from provenance.store.engine import Store
from provenance.store.families import match_of
from provenance.store.family_records import StoredMatch
from provenance.store.grouping import regroup
from provenance.store.journal import append_entry
from provenance.store.matching import diff_json
from provenance.store.queries import find_quotation_id
from provenance.store.sql import one_of
from provenance.store.tables import quotations
from provenance.store.wordings import DIFFERENT, HUMAN_RANK, SAME, quotation_matches, quotation_wordings
from provenance.store.words import check_decision, read_moment


def save_same(  # noqa: PLR0913, who and why belong to every decision
    store: Store, one: str, other: str, *, variant: Variant | None = None, who: str, reason: str, now: str
) -> StoredMatch:
    """Say that two quotations are the same utterance.

    Args:
        store: Open for writing.
        one: `qt_…`, or the first 4 or more characters after `qt_`.
        other: The same.
        variant: What became of the words; None for what the words themselves tell, or a paraphrase where they have
            too little in common.
        who: Who decides.
        reason: Why.
        now: UTC time.

    Raises:
        NotFound: One of them is not there.
        StoreError: They are one quotation, one is rejected, or `who` or the reason is empty.
    """
    return _save(store, one, other, is_same=True, variant=variant, decision=_decision(who, reason, now))


def save_different(store: Store, one: str, other: str, *, who: str, reason: str, now: str) -> StoredMatch:
    """Say that two quotations are not the same utterance, so that no family ever holds both; see `save_same`.

    Raises:
        NotFound: One of them is not there.
        StoreError: They are one quotation, one is rejected, or `who` or the reason is empty.
    """
    return _save(store, one, other, is_same=False, variant=None, decision=_decision(who, reason, now))


def withdraw_judgement(store: Store, one: str, other: str, *, who: str, reason: str, now: str) -> StoredMatch:
    """Take a person's word on two quotations back; what the rule says of them holds again.

    Returns:
        The judgement that holds no more.

    Raises:
        NotFound: One of them is not there.
        StoreError: Nobody has decided anything on the two, or `who` or the reason is empty.
    """
    decision = _decision(who, reason, now)
    with store.writing() as connection:
        left, right = _read_pair(connection, one, other)
        taken = _retract(connection, left, right, now=decision["now"])
        if taken is None:
            message = f"nobody has decided whether {left} and {right} are the same"
            raise StoreError(message, hint=f"see `provenance variants {left}` for what the rule says")
        regroup(connection, (left, right))
        _note(connection, "undo", taken, decision=decision)
        return _load(connection, taken)


def human_match_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a person's judgement from what it says, by whom and when."""
    said = ("left_id", "right_id", "judgement", "variant", "who", "created_at")
    return content_id("qm", *(row[name] for name in said))


def _save(
    store: Store, one: str, other: str, *, is_same: bool, variant: Variant | None, decision: Mapping[str, str]
) -> StoredMatch:
    with store.writing() as connection:
        left, right = _read_pair(connection, one, other)
        match = _compare(connection, left, right) if is_same else None
        kind = variant or (match.variant if match else Variant.PARAPHRASE)
        row: dict[str, Any] = {
            "left_id": left,
            "right_id": right,
            "judgement": SAME if is_same else DIFFERENT,
            "variant": kind.value if is_same else None,
            "similarity": match.similarity if match else None,
            "containment": match.containment if match else None,
            "meanings": canonical_json([meaning.value for meaning in match.meanings] if match else []),
            "diff": diff_json(match) if match else "[]",
            "reasons": canonical_json([decision["reason"]]),
            "rank": HUMAN_RANK,
            "who": decision["who"],
            "created_at": decision["now"],
            "retracted_at": None,
        }
        row["id"] = human_match_id(row)
        _retract(connection, left, right, now=decision["now"])
        connection.execute(quotation_matches.insert().values(**row))
        regroup(connection, (left, right))
        _note(connection, row["judgement"], row["id"], decision=decision)
        return _load(connection, row["id"])


def _decision(who: str, reason: str, now: str) -> dict[str, str]:
    check_decision(who=who, reason=reason)
    return {"who": who.strip(), "reason": reason.strip(), "now": read_moment(now, what="now")}


def _read_pair(connection: Connection, one: str, other: str) -> tuple[str, str]:
    left, right = sorted(find_quotation_id(connection, each) for each in (one, other))
    if left == right:
        message = f"{one} and {other} are one quotation"
        raise StoreError(message, hint="give the ids of two")
    bears = quotation_wordings.c.quotation_id
    known = set(connection.execute(select(bears).where(one_of(connection, bears, {left, right}))).scalars())
    for missing in {left, right} - known:
        message = f"{missing} is not said to quote anybody"
        raise StoreError(message, hint=f"see `provenance show {missing}`; `provenance correct` may make it a quotation")
    return left, right


def _compare(connection: Connection, left: str, right: str) -> WordingMatch | None:
    bears = quotation_wordings.c
    rows = connection.execute(
        select(quotations.c.text, bears.form)
        .join(quotation_wordings, bears.quotation_id == quotations.c.id)
        .where(one_of(connection, quotations.c.id, {left, right}))
        .order_by(quotations.c.id)
    )
    one, other = (read_wording(row.text, Form(row.form)) for row in rows)
    return judge_wordings(one, other, same_occasion=True)


def _retract(connection: Connection, left: str, right: str, *, now: str) -> str | None:
    """Take back what a person has said of two quotations; give its id."""
    match = quotation_matches.c
    live = (match.left_id == left) & (match.right_id == right) & match.retracted_at.is_(None)
    taken = update(quotation_matches).where(live, match.rank == HUMAN_RANK).values(retracted_at=now)
    return connection.execute(taken.returning(match.id)).scalar()


def _note(connection: Connection, op: str, row: str, *, decision: Mapping[str, str]) -> None:
    match = _load(connection, row)
    payload = {"other": match.right, "reason": decision["reason"], "row": row}
    append_entry(connection, at=decision["now"], who=decision["who"], op=op, subject=match.left, payload=payload)


def _load(connection: Connection, row: str) -> StoredMatch:
    return match_of(connection.execute(select(quotation_matches).where(quotation_matches.c.id == row)).one())
