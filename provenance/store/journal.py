"""The record of human decisions: each entry holds the hash of the one before, so none can be changed unseen."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from provenance.core.wire import canonical_json, text_sha256
from provenance.store.records import JournalEntry
from provenance.store.tables import journal


def list_entries(connection: Connection) -> list[JournalEntry]:
    """List every entry, the oldest first."""
    rows = connection.execute(select(journal).order_by(journal.c.seq)).mappings()
    return [JournalEntry(**row) for row in rows]


def append_entry(
    connection: Connection, *, at: str, who: str, op: str, subject: str, payload: Mapping[str, Any]
) -> None:
    """Add an entry, in the transaction of the decision that it records.

    Args:
        connection: In a transaction for writing; writers take turns, so no other entry comes between.
        at: UTC time.
        who: Who decided.
        op: What was done: `correct`, `reject`, `withdraw`, `skip`, `unskip`, `alias`, `merge`,
            `unmerge`, `doubt`, `waive` or `unwaive`.
        subject: Id of what it was done to.
        payload: What else is needed to understand the decision.
    """
    last = connection.execute(select(journal.c.seq, journal.c.sha256).order_by(journal.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.sha256) if last else (1, None)
    fields = {"seq": seq, "at": at, "who": who, "op": op, "subject": subject, "previous": previous}
    fields["payload"] = canonical_json(dict(payload))
    connection.execute(journal.insert().values(**fields, sha256=entry_sha256(fields)))


def entry_sha256(fields: Mapping[str, Any]) -> str:
    """Derive the hash of an entry from all else that it holds."""
    said = ("seq", "at", "who", "op", "subject", "payload", "previous")
    return text_sha256(canonical_json([fields[name] for name in said]))
