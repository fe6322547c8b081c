"""Waivers: a person's word that a finding needs no action until some day. The journal keeps each of them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from provenance.core.wire import content_id
from provenance.errors import StoreError
from provenance.store.audits import findings, waivers
from provenance.store.engine import Store
from provenance.store.finding_records import Finding
from provenance.store.findings import load_findings
from provenance.store.ids import find_id
from provenance.store.journal import append_entry
from provenance.store.words import check_decision, read_moment

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def waiver_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a waiver from what it says, by whom and when."""
    return content_id("wa", *(row[name] for name in ("finding_id", "who", "reason", "expires_on", "created_at")))


def save_waiver(store: Store, finding: str, *, until: str, who: str, reason: str, now: str) -> Finding:
    """Waive a finding until some day, or until it matters more than now; an earlier waiver of it holds no longer.

    Args:
        store: Open for writing.
        finding: `fi_…`, or the first 4 or more characters after that where no other id begins so.
        until: ISO 8601 day in UTC, the last on which the waiver holds.
        who: Who decides; never empty.
        reason: Why; never empty.
        now: UTC time.

    Raises:
        NotFound: There is no such finding.
        StoreError: Several ids begin so, the day is none or is over, or the name or the reason is empty.
    """
    check_decision(who=who, reason=reason)
    moment = read_moment(now, what="now")
    _check_day(until, today=moment[:10])
    with store.writing() as connection:
        found = _find_finding(connection, finding)
        _retract(connection, found, now=moment)
        row = {"finding_id": found, "who": who.strip(), "reason": reason, "expires_on": until, "created_at": moment}
        row = {**row, "id": waiver_id(row)}
        connection.execute(insert(waivers).values(**row, retracted_at=None))
        payload = {"row": row["id"], "reason": reason, "until": until}
        append_entry(connection, at=moment, who=row["who"], op="waive", subject=found, payload=payload)
    return _load_one(store, found, today=moment)


def retract_waiver(store: Store, finding: str, *, who: str, reason: str, now: str) -> Finding:
    """Take the waiver of a finding back, so that it counts again.

    Args:
        store: Open for writing.
        finding: As for `save_waiver`.
        who: Who decides; never empty.
        reason: Why; never empty.
        now: UTC time.

    Raises:
        NotFound: There is no such finding.
        StoreError: Several ids begin so, it has no waiver that could be taken back, or the name or the reason is empty.
    """
    check_decision(who=who, reason=reason)
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        found = _find_finding(connection, finding)
        if not _retract(connection, found, now=moment):
            message = f"nobody has waived {found}"
            raise StoreError(message, hint="see `provenance audit`")
        append_entry(connection, at=moment, who=who.strip(), op="unwaive", subject=found, payload={"reason": reason})
    return _load_one(store, found, today=moment)


def _find_finding(connection: Connection, finding: str) -> str:
    return find_id(connection, findings, finding, tag="fi", what="finding", see="provenance audit")


def _retract(connection: Connection, finding: str, *, now: str) -> bool:
    """Retract the waivers of a finding that were not retracted yet; say whether there was any."""
    live = (waivers.c.finding_id == finding) & waivers.c.retracted_at.is_(None)
    there = connection.execute(select(waivers.c.id).where(live)).first() is not None
    if there:
        connection.execute(update(waivers).where(live).values(retracted_at=now))
    return there


def _load_one(store: Store, finding: str, *, today: str) -> Finding:
    with store.reading() as connection:
        subject = connection.execute(select(findings.c.subject).where(findings.c.id == finding)).scalar_one()
    found = load_findings(store, subjects=[subject], today=today, closed=True)
    return next(each for each in found if each.id == finding)


def _check_day(until: str, *, today: str) -> None:
    """Refuse what is no day, or one that is over.

    Raises:
        StoreError: It is.
    """
    try:
        day = date.fromisoformat(until) if _DAY.fullmatch(until) else None
    except ValueError:
        day = None
    if day is None:
        message = f"the end of a waiver is no ISO 8601 day: {until!r}"
        raise StoreError(message, hint="write it as 2025-12-31")
    if until < today:
        message = f"a waiver until {until} would be over already"
        raise StoreError(message, hint=f"give {today} or a later day")
