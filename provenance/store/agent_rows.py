"""Agents to rows: their ids, names, labels and the edges between them, as `provenance.store.rows` does for the rest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from provenance.core.agents import agent_id
from provenance.core.judgements import Judgement, build_edge
from provenance.core.records import Agent, Extraction
from provenance.core.text import name_key
from provenance.core.wire import canonical_json, content_id
from provenance.store.linking import JOINING_RULES
from provenance.store.rows import Row


def agent_row(agent: Agent, *, label: str, version: str, now: str, known: bool = False) -> Row:
    """Build the row of an agent; `version` is the article version in which it was seen, empty for none."""
    scopes = (scope for scope in ("", version) if agent_id(agent.name, agent.kind, scope=scope) == agent.id)
    return {
        "id": agent.id,
        "kind": agent.kind.value,
        "label": label,
        "scope": next(scopes, None),
        "known": int(known),
        "canonical_id": None,
        "created_at": now,
    }


def name_row(agent: str, name: str, *, kind: str, source: str, now: str, lang: str | None = None) -> Row:
    """Build the row of a name; see `tables.NAME_KINDS` and `tables.NAME_SOURCES`."""
    return {
        "id": name_id({"agent_id": agent, "name": name, "kind": kind, "lang": lang, "source": source}),
        "agent_id": agent,
        "name": name,
        "name_key": name_key(name),
        "lang": lang,
        "kind": kind,
        "source": source,
        "created_at": now,
        "retracted_at": None,
    }


def name_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a name from what it says; each source has a row of its own, so that order does not matter."""
    return content_id("an", *(row[name] for name in ("agent_id", "name", "kind", "lang", "source")))


def edge_row(  # noqa: PLR0913, a judgement has so much to say
    one: str, other: str, judgement: Judgement, *, score: float = 1.0, reasons: Sequence[str], who: str, now: str
) -> Row:
    """Build the row of a judgement on two agents, whose ids may come in any order."""
    edge = build_edge(one, other, judgement)
    row: Row = {"left_id": edge.left, "right_id": edge.right, "judgement": judgement.value, "who": who}
    row |= {"score": score, "reasons": canonical_json(list(reasons)), "created_at": now, "retracted_at": None}
    return {**row, "id": edge_id(row)}


def edge_id(row: Mapping[str, Any]) -> str:
    """Derive the id of a judgement from what it says, by whom and when; a rule joins two agents only once."""
    said = ("left_id", "right_id", "judgement", "who")
    when = () if row["who"] in JOINING_RULES else (row["created_at"],)
    return content_id("ae", *(row[name] for name in said), *when)


def agents_of(extraction: Extraction) -> list[Agent]:
    """List every agent that an extraction names, each spelling once, in the order of their ids."""
    agents: dict[tuple[str, str], Agent] = {}
    for quotation in extraction.quotations:
        agents |= _keyed(hop.agent for hop in quotation.chain)
        agents |= _keyed([quotation.on_behalf_of])
    agents |= _keyed(mention.agent for mention in extraction.mentions)
    for credit in extraction.credits:
        agents |= _keyed(credit.chain)
    return [agents[key] for key in sorted(agents)]


def _keyed(agents: Iterable[Agent | None]) -> dict[tuple[str, str], Agent]:
    return {(agent.id, agent.name): agent for agent in agents if agent}


def best_label(names: Iterable[str]) -> str:
    """Choose the spelling by which an agent is shown, whatever the order in which its names came.

    Capitals alone and small letters alone lose, then a comma and a leading article do; more accents win, then the
    alphabet.

    Raises:
        ValueError: There are no names.

    Example:
        >>> best_label(["KIM JONG UN", "Kim Jong-un", "Kim Jong Un"])
        'Kim Jong Un'
    """
    return min(names, key=_label_order)


def _label_order(name: str) -> tuple[bool, bool, bool, int, str]:
    flat = len(name.split()) > 1 and (name.isupper() or name.islower())
    accents = sum(not c.isascii() for c in name)
    return flat, "," in name, name.split()[:1] in (["the"], ["The"], ["a"], ["an"]), -accents, name
