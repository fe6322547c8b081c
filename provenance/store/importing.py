"""Agents that another register knows: their names added to ours, once.

An imported agent has an id of its own, made of that in its register, since two people there may have one name. It
joins others by the rules of `provenance.store.joining`, and nothing of what was there is changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from provenance.core.known import ImportedAgent, ImportedName
from provenance.core.names import is_full_name
from provenance.core.records import AgentKind
from provenance.core.wire import content_id
from provenance.store.agent_rows import name_row
from provenance.store.engine import Store
from provenance.store.joining import join_agents
from provenance.store.rows import Row
from provenance.store.sql import insert_new, one_of
from provenance.store.words import check_storable, read_moment
from provenance.store.world import agent_identifiers, agent_names, agents

_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import added to the database, in rows.

    Attributes:
        agents: Agents that are new.
        names: Names that are new.
        joined: Edges by which rules joined what was imported with what was there.
        other_kind: Agents that were passed over, since the database knows them as something else.
    """

    agents: int = 0
    names: int = 0
    joined: int = 0
    other_kind: int = 0


def save_imported(store: Store, imported: Iterable[ImportedAgent], *, now: str) -> ImportReport:
    """Save agents of another register; what is there already is left alone, and nothing is taken away.

    The first label that an agent comes with is the one it is shown by; another one is kept as an alias.

    Args:
        store: Open for writing.
        imported: Read as they are needed; several with one id are one agent.
        now: UTC time.

    Raises:
        StoreError: A name cannot be stored; nothing of it is saved then.
    """
    moment = read_moment(now, what="now")
    touched: set[str] = set()
    added_agents = added_names = passed_over = 0
    rest = iter(imported)
    with store.writing() as connection:
        while batch := list(islice(rest, _BATCH)):
            fitting = _fitting(connection, batch)
            passed_over += len(batch) - len(fitting)
            new, named = _save_batch(connection, fitting, now=moment)
            added_agents, added_names = added_agents + len(new), added_names + len(named)
            touched.update(new, named)
        joined = join_agents(connection, touched, now=moment) if touched else 0
    return ImportReport(agents=added_agents, names=added_names, joined=joined, other_kind=passed_over)


def imported_id(imported: ImportedAgent) -> str:
    """Return the id of an imported agent, which follows from that in its register."""
    return content_id("ag", imported.scheme, imported.value)


def _fitting(connection: Connection, batch: list[ImportedAgent]) -> list[ImportedAgent]:
    """Leave out the agents that the database, or a line before, knows as another kind."""
    wanted = {imported_id(one) for one in batch}
    stored = select(agents.c.id, agents.c.kind).where(one_of(connection, agents.c.id, wanted))
    kinds = {row.id: row.kind for row in connection.execute(stored)}
    return [one for one in batch if kinds.setdefault(imported_id(one), one.kind.value) == one.kind.value]


def _save_batch(connection: Connection, batch: list[ImportedAgent], *, now: str) -> tuple[list[str], list[str]]:
    """Save some agents; give the ids of those that are new, and for each new name that of its agent."""
    rows: dict[str, Row] = {}
    for one in batch:
        rows.setdefault(imported_id(one), _agent_row(one, now=now))
    new = insert_new(connection, agents, rows.values())
    stored = select(agents.c.id, agents.c.label).where(one_of(connection, agents.c.id, rows))
    labels = {row.id: row.label for row in connection.execute(stored)}
    names = [row for one in batch for row in _name_rows(one, label=labels[imported_id(one)], now=now)]
    by_id = {str(row["id"]): row for row in names}
    added = insert_new(connection, agent_names, by_id.values())
    insert_new(connection, agent_identifiers, [_identifier_row(one, now=now) for one in batch])
    return new, [str(by_id[name]["agent_id"]) for name in added]


def _agent_row(one: ImportedAgent, *, now: str) -> Row:
    # Without a scope: the id does not follow from the name.
    return {
        "id": imported_id(one),
        "kind": one.kind.value,
        "label": one.label.name,
        "scope": None,
        "known": 1,
        "canonical_id": None,
        "created_at": now,
    }


def _name_rows(one: ImportedAgent, *, label: str, now: str) -> Iterator[Row]:
    for named in (one.label, *one.aliases):
        check_storable(named.name, what=f"a name of {one.scheme} {one.value}")
        kind = "label" if named.name == label else _kind_of(named, kind=one.kind)
        yield name_row(imported_id(one), named.name, kind=kind, source="registry", now=now, lang=named.lang)


def _kind_of(named: ImportedName, *, kind: AgentKind) -> str:
    """Tell a name that joins agents from one that is only looked up: a surname, or a single word of a body."""
    return "alias" if is_full_name(named.name, kind) else "short"


def _identifier_row(one: ImportedAgent, *, now: str) -> Row:
    agent = imported_id(one)
    return {
        "id": content_id("ai", agent, one.scheme, one.value),
        "agent_id": agent,
        "scheme": one.scheme,
        "value": one.value,
        "created_at": now,
    }
