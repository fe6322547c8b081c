"""The names of imported agents as articles ask for them: a register may bring many more than any article needs."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from provenance.core.agents import Registry, known_id
from provenance.core.known import KnownAgent
from provenance.core.names import is_full_name
from provenance.core.records import AgentKind
from provenance.core.text import name_key
from provenance.core.wire import text_sha256
from provenance.store.engine import Store
from provenance.store.sql import one_of
from provenance.store.world import agent_identifiers, agent_names, agents

# What a register brings, and not what articles do: a pipeline with other names would have to read every article again.
_BROUGHT = (
    agent_names.c.source == "registry",
    agent_names.c.kind.in_(("label", "alias", "translit")),
    agent_names.c.retracted_at.is_(None),
)
_IMPORTED = (agents.c.known == 1, agents.c.scope.is_(None))
# The agent that stands for this one.
_CANONICAL = func.coalesce(agents.c.canonical_id, agents.c.id)
# Id of the name, the name, its key, id of the agent, and of the one that stands for it.
_NameRow = Row[str, str, str, str, str | None]
_ARTICLE = re.compile(r"^(?:the|a) ", re.IGNORECASE)


def extend_registry(store: Store, registry: Registry) -> Registry:
    """Let a registry know the agents that were imported into a database.

    Those that joined an agent of the registry are known by its name, and a name by which nobody is known alone is left
    out: a surname, or a short form.

    Args:
        store: Open for as long as the registry is used, which looks names up in it.
        registry: What the database was told by `save_registry`.

    Returns:
        The registry as it was where nothing was imported.
    """
    with store.reading() as connection:
        found = connection.execute(
            select(agent_names.c.id, agent_names.c.name, agent_names.c.name_key, agents.c.id, agents.c.canonical_id)
            .join(agents, agents.c.id == agent_names.c.agent_id)
            .where(*_BROUGHT, *_IMPORTED)
        )
        rows = found.all()
        if not rows:
            return registry
        ours = _find_ours(connection, registry)
        joined = _load_known(connection, ours)
    return registry.extended(joined, others=_ImportedNames(store, rows, without=ours))


class _ImportedNames:
    """Names that are looked up one by one; all that is held of them is what tells that there is nothing to look up.

    Attributes:
        digest: Hex digest of what they say.
        lengths: The most words of a name, by the first of them, articles left aside.
    """

    def __init__(self, store: Store, rows: Sequence[_NameRow], *, without: Collection[str]) -> None:
        self._store = store
        self._without = frozenset(without)
        self._found: dict[str, tuple[KnownAgent, ...]] = {}
        self._keys = {key for _, _, key, _, _ in rows}
        self.lengths: dict[str, int] = {}
        for _, name, _, _, _ in rows:
            first, _, rest = _ARTICLE.sub("", name, count=1).partition(" ")
            self.lengths[first] = max(self.lengths.get(first, 0), 1 + len(rest.split()))
        joined = {f"{agent} {canonical}" for _, _, _, agent, canonical in rows if canonical}
        self.digest = text_sha256("\n".join(sorted([*(row[0] for row in rows), *joined])))

    def find(self, key: str) -> tuple[KnownAgent, ...]:
        """Find the agents of a name, by its key; those that are the registry's own are left to it."""
        if key not in self._keys:
            return ()
        if key not in self._found:
            with self._store.reading() as connection:
                named = select(agent_names.c.agent_id).where(agent_names.c.name_key == key, *_BROUGHT)
                asked = select(_CANONICAL).distinct().where(*_IMPORTED, agents.c.id.in_(named))
                bearers = set(connection.execute(asked).scalars()) - self._without
                self._found[key] = _load_known(connection, bearers)
        return self._found[key]


def _find_ours(connection: Connection, registry: Registry) -> set[str]:
    """Find the imported agents that may be those of the registry: joined, with its identifier, or with its name."""
    ids = {known_id(known) for known in registry.known}
    keys = {name_key(known.name) for known in registry.known}
    wikidata = {known.wikidata for known in registry.known if known.wikidata}
    named = select(agent_names.c.agent_id).where(one_of(connection, agent_names.c.name_key, keys), *_BROUGHT)
    value = agent_identifiers.c
    identified = select(value.agent_id).where(value.scheme == "wikidata", one_of(connection, value.value, wikidata))
    is_ours = or_(one_of(connection, agents.c.canonical_id, ids), agents.c.id.in_(named), agents.c.id.in_(identified))
    return set(connection.execute(select(_CANONICAL).where(*_IMPORTED, is_ours)).scalars())


def _load_known(connection: Connection, canonical: Collection[str]) -> tuple[KnownAgent, ...]:
    """Load the agents that stand for imported ones with the names that registers bring of them, in the order of names.

    One that has no full name is left out.
    """
    if not canonical:
        return ()
    is_member = or_(one_of(connection, agents.c.id, canonical), one_of(connection, agents.c.canonical_id, canonical))
    members = select(_CANONICAL.label("of"), agents.c.id).where(is_member).subquery()
    labels: Select[Any] = select(agents.c.id, agents.c.label, agents.c.kind).where(
        one_of(connection, agents.c.id, canonical)
    )
    held = select(members.c.of, agent_names.c.name).join(agent_names, agent_names.c.agent_id == members.c.id)
    names: dict[str, set[str]] = {}
    for agent, name in connection.execute(held.where(*_BROUGHT)):
        names.setdefault(agent, set()).add(name)
    value = agent_identifiers.c
    identified = select(members.c.of, value.value).join(agent_identifiers, value.agent_id == members.c.id)
    identified = identified.where(value.scheme == "wikidata").order_by(value.value)
    identifiers = {row.of: row.value for row in connection.execute(identified)}
    rows = sorted(connection.execute(labels), key=lambda row: (row.label, row.id))
    known = (_known_of(row, names=names.get(row.id, set()), wikidata=identifiers.get(row.id)) for row in rows)
    return tuple(one for one in known if one.kind is AgentKind.ORGANISATION or is_full_name(one.name, one.kind))


def _known_of(row: Row[Any], *, names: Collection[str], wikidata: str | None) -> KnownAgent:
    kind = AgentKind(row.kind)
    aliases = sorted(name for name in names if name != row.label and is_full_name(name, kind))
    return KnownAgent(name=row.label, kind=kind, aliases=tuple(aliases), wikidata=wikidata)
