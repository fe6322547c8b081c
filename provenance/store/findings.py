"""Findings over many audits: opened and closed by what checks find, and given back with their place and waiver."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, insert, select

from provenance.core.severities import Severity
from provenance.core.wire import canonical_json, content_id
from provenance.store.audits import audits, finding_states, findings, waivers
from provenance.store.engine import Store
from provenance.store.finding_records import AuditCounts, AuditRun, Finding, Lines, Noted, Waiver
from provenance.store.rows import Row as Values
from provenance.store.sql import insert_plain, one_of
from provenance.store.tables import article_versions, articles, quotations
from provenance.store.words import check_storable, read_moment

_LINE_END = re.compile("\n")


def finding_id(rule: str, subject: str) -> str:
    """Derive the id of a finding: the same rule about the same subject is the same finding in every audit."""
    return content_id("fi", rule, subject)


def state_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a state of a finding from what it says."""
    return content_id("fs", *(row[name] for name in ("finding_id", "position", "state", "severity", "message")))


def save_audit(store: Store, noted: Iterable[Noted], *, run: AuditRun) -> AuditCounts:
    """Save what an audit has found, in one transaction.

    What was not found before, or was closed, is opened. What an earlier audit found and this one does not is closed, if
    one of its rules ran and looked at the subject. What is the same again adds no row.

    Args:
        store: Open for writing.
        noted: What the checks say; of two of one rule and subject the first counts.
        run: What ran, and on what.

    Raises:
        StoreError: A message cannot be stored.
    """
    said: dict[str, Noted] = {}
    for each in noted:
        check_storable(each.message, what=f"a message of {each.rule}")
        said.setdefault(finding_id(each.rule, each.subject), each)
    with store.writing() as connection:
        last = _load_last(connection, run.rules)
        looked_at = None if run.looked_at is None else frozenset(run.looked_at)
        gone = [
            row
            for finding, row in last.items()
            if row.state == "open" and finding not in said and (looked_at is None or row.subject in looked_at)
        ]
        news = {finding: each for finding, each in said.items() if _is_news(each, last.get(finding))}
        back = sum(finding not in last or last[finding].state == "closed" for finding in news)
        counts = AuditCounts(opened=back, kept=len(said) - back, closed=len(gone))
        audit = _save_run(connection, run, counts=counts)
        moment = read_moment(run.finished_at, what="finished_at")
        anchors = [_anchor(f, each, audit=audit, now=moment) for f, each in news.items() if f not in last]
        states = [_opened(f, each, last.get(f)) for f, each in news.items()] + [_closed(row) for row in gone]
        insert_plain(connection, findings, anchors)
        insert_plain(connection, finding_states, [_signed(row, audit=audit, now=moment) for row in states])
    return counts


def load_findings(
    store: Store,
    *,
    today: str,
    rules: Collection[str] | None = None,
    subjects: Collection[str] | None = None,
    closed: bool = False,
    lines: bool = False,
) -> list[Finding]:
    """Load the findings that are open, in the order of their rules and of their places.

    Args:
        store: Open.
        today: UTC time or day; which waivers hold depends on it.
        rules: Codes of checks; None for all.
        subjects: Ids of what they are about; None for all.
        closed: Give those that were closed too.
        lines: Count the lines of the texts, so that `lines` is known where `start` is.
    """
    with store.reading() as connection:
        asked = _placed_findings()
        if rules is not None:
            asked = asked.where(one_of(connection, findings.c.rule, rules))
        if subjects is not None:
            asked = asked.where(one_of(connection, findings.c.subject, subjects))
        if not closed:
            asked = asked.where(finding_states.c.state == "open")
        rows = connection.execute(asked).all()
        waived = _load_waivers(connection, today=today)
        placed = {row.version for row in rows if row.start_char is not None} if lines else set()
        starts = _load_line_starts(connection, placed)
    return [_finding_of(row, waiver=waived.get(row.id), starts=starts.get(row.version)) for row in rows]


def _load_waivers(connection: Connection, *, today: str) -> dict[str, tuple[Waiver, Severity]]:
    """Load the waivers of a day by the ids of their findings, with how much these mattered when they were waived."""
    waived, state = waivers.c, finding_states.c
    seen = select(state.severity).where(state.finding_id == waived.finding_id, state.created_at <= waived.created_at)
    seen = seen.order_by(state.position.desc()).limit(1).correlate(waivers)
    asked = select(waivers, func.coalesce(seen.scalar_subquery(), Severity.HIGH.value).label("severity"))
    asked = asked.where(waived.retracted_at.is_(None), waived.expires_on >= today[:10])
    plain = ("who", "reason", "expires_on", "created_at")
    rows = connection.execute(asked.order_by(waived.created_at, waived.id))
    return {
        row.finding_id: (Waiver(**{name: getattr(row, name) for name in plain}), Severity(row.severity)) for row in rows
    }


def _is_last() -> ColumnElement[bool]:
    later = finding_states.alias()
    newest = select(func.max(later.c.position)).where(later.c.finding_id == findings.c.id)
    return finding_states.c.position == newest.correlate(findings).scalar_subquery()


def _load_last(connection: Connection, rules: Collection[str]) -> dict[str, Row[Any]]:
    """Load the last state of each finding of some rules, by the ids of the findings."""
    state = finding_states.c
    asked: Select[Any] = (
        select(findings.c.id, findings.c.subject, state.position, state.state, state.severity, state.message)
        .join(finding_states, state.finding_id == findings.c.id)
        .where(one_of(connection, findings.c.rule, rules), _is_last())
    )
    return {row.id: row for row in connection.execute(asked)}


def _is_news(noted: Noted, last: Row[Any] | None) -> bool:
    return last is None or (last.state, last.severity, last.message) != ("open", noted.severity, noted.message)


def _anchor(finding: str, noted: Noted, *, audit: str, now: str) -> Values:
    row = {"id": finding, "rule": noted.rule, "subject": noted.subject, "quotation_id": noted.quotation}
    return {**row, "article_id": noted.article, "audit_id": audit, "created_at": now}


def _opened(finding: str, noted: Noted, last: Row[Any] | None) -> Values:
    said = {"state": "open", "severity": noted.severity.value, "message": noted.message}
    return {"finding_id": finding, "position": last.position + 1 if last else 1, **said}


def _closed(last: Row[Any]) -> Values:
    said = {"state": "closed", "severity": last.severity, "message": last.message}
    return {"finding_id": last.id, "position": last.position + 1, **said}


def _signed(row: Values, *, audit: str, now: str) -> Values:
    return {**row, "id": state_id(row), "audit_id": audit, "created_at": now}


def _save_run(connection: Connection, run: AuditRun, *, counts: AuditCounts) -> str:
    started = read_moment(run.started_at, what="started_at")
    begun = select(func.count()).select_from(audits).where(audits.c.started_at == started)
    # Two processes may begin in the same microsecond, and each audit needs an id of its own.
    audit = content_id("au", run.version, started, connection.execute(begun).scalar_one())
    row = {"id": audit, "version": run.version, "started_at": started, "scope": canonical_json(run.scope)}
    row |= {"rules": canonical_json(sorted(run.rules)), "finished_at": read_moment(run.finished_at, what="finished_at")}
    told = {"opened": counts.opened, "kept": counts.kept, "closed": counts.closed}
    connection.execute(insert(audits).values(**row, counts=canonical_json(told)))
    return audit


def _placed_findings() -> Select[Any]:
    """Select findings with their last state and their place; what is about an article is shown by its last version."""
    place, version, state = quotations.c, article_versions.c, finding_states.c
    other = article_versions.alias()
    last = select(other.c.id).where(other.c.article_id == findings.c.article_id).order_by(other.c.version_no.desc())
    shown = func.coalesce(place.version_id, last.limit(1).correlate(findings).scalar_subquery())
    return (
        select(findings, state.state, state.severity, state.message, state.created_at.label("stated_at"), _opened_at())
        .add_columns(place.text, place.start_char, place.end_char, version.id.label("version"))
        .add_columns(articles.c.locator, version.path, version.reader, version.url, version.title, version.publisher)
        .join(finding_states, state.finding_id == findings.c.id)
        .outerjoin(quotations, place.id == findings.c.quotation_id)
        .outerjoin(article_versions, version.id == shown)
        .outerjoin(articles, articles.c.id == version.article_id)
        .where(_is_last())
        .order_by(findings.c.rule, articles.c.locator, place.start_char, findings.c.subject)
    )


def _opened_at() -> ColumnElement[Any]:
    """Build the time of the first state since a finding was last closed; its words may have changed since."""
    state, end = finding_states.alias(), finding_states.alias()
    closed = select(func.max(end.c.position)).where(end.c.finding_id == findings.c.id, end.c.state == "closed")
    closed = closed.where(end.c.position < finding_states.c.position)
    last = func.coalesce(closed.correlate(findings, finding_states).scalar_subquery(), 0)
    since = select(func.min(state.c.created_at)).where(state.c.finding_id == findings.c.id, state.c.position > last)
    looked_up = since.correlate(findings, finding_states).scalar_subquery()
    # Most findings have one state alone, and no other needs to be asked for.
    return case((finding_states.c.position == 1, finding_states.c.created_at), else_=looked_up).label("opened_at")


def _load_line_starts(connection: Connection, versions: Collection[str]) -> dict[str, list[int]]:
    """Load for each version the places in its text at which a line begins."""
    version = article_versions.c
    rows = connection.execute(select(version.id, version.text).where(one_of(connection, version.id, versions)))
    return {row.id: [0, *(end.end() for end in _LINE_END.finditer(row.text))] for row in rows}


def _lines_of(start: int, end: int, *, starts: Sequence[int]) -> Lines:
    first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
    return Lines(first=first, column=start - starts[first - 1] + 1, last=last, end_column=end - starts[last - 1] + 1)


def _finding_of(row: Row[Any], *, waiver: tuple[Waiver, Severity] | None, starts: Sequence[int] | None) -> Finding:
    plain = (
        "id", "rule", "subject", "message", "opened_at", "text", "locator", "path", "reader", "url", "title",
        "publisher",
    )  # fmt: skip
    severity, has_place = Severity(row.severity), starts is not None and row.start_char is not None
    return Finding(
        **{name: getattr(row, name) for name in plain},
        severity=severity,
        closed_at=row.stated_at if row.state == "closed" else None,
        quotation=row.quotation_id,
        article=row.article_id,
        start=row.start_char,
        end=row.end_char,
        lines=_lines_of(row.start_char, row.end_char, starts=starts or ()) if has_place else None,
        # Whoever waived a small thing has not seen the large one that it has become.
        waiver=waiver[0] if waiver and severity.rank <= waiver[1].rank else None,
    )
