"""A reviewer's word on a quotation: it is added, never written over, and outranks every run of a model."""

from dataclasses import replace

from sqlalchemy import Connection, select

from provenance.core.agents import build_agent
from provenance.core.chain import ENDS, build_chain, judge_anonymity
from provenance.core.records import Agent, AgentKind, Hop, Quotation, Role
from provenance.core.text import name_key
from provenance.errors import StoreError
from provenance.store.agent_rows import agent_row, name_row
from provenance.store.columns import ASSERTIONS
from provenance.store.current import standing
from provenance.store.engine import Store
from provenance.store.joining import join_agents
from provenance.store.journal import append_entry
from provenance.store.linking import AS_OBSERVED, Canon, load_canon
from provenance.store.loading import load_agent_records, load_articles, load_assertions
from provenance.store.matching import match_version
from provenance.store.naming import resolve_in_article
from provenance.store.queries import find_quotation_id, held_by
from provenance.store.records import Assertion, Correction, StoredArticle
from provenance.store.rows import HUMAN, Author, attribution_rows, sign_attribution
from provenance.store.sql import insert_new, save_attributions
from provenance.store.tables import attributions, quotations
from provenance.store.words import check_decision, check_storable, read_moment
from provenance.store.world import agent_names, agents

_OPS = {"assert": "correct", "reject": "reject", "abstain": "withdraw"}
_KINDS = {Role.PERSON: AgentKind.PERSON, Role.DOCUMENT: AgentKind.DOCUMENT}


def save_correction(store: Store, correction: Correction, *, now: str) -> Assertion:
    """Save a reviewer's decision on a quotation, and write it into the journal.

    A name that nobody has becomes a new agent. What the correction does not mention stays as it holds.

    Args:
        store: Open for writing.
        correction: What is decided.
        now: UTC time.

    Returns:
        The decision as it stands in the history. For `abstain` what holds afterwards is the model's word again.

    Raises:
        NotFound: There is no such quotation.
        StoreError: The reviewer or reason is empty, a name may mean several agents, a relay has the role of an end of
            the chain, or there is no decision to take back.
    """
    _check(correction)
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        target = find_quotation_id(connection, correction.quotation)
        canon = load_canon(connection)
        standing_human = _human_word(connection, target)
        if correction.assertion == "abstain" and standing_human is None:
            message = f"nobody has decided anything on {target} that could be taken back"
            raise StoreError(message, hint=f"see `provenance show {target}`")
        basis, article = _load_basis(connection, target)
        quotation = replace(basis, score=1.0)
        if correction.assertion == "assert":
            hands = _Hands(connection, article=article, canon=canon, now=moment)
            quotation = _correct(quotation, correction, hands=hands)
        author = Author(rank=HUMAN, now=moment, reviewer=correction.reviewer.strip())
        row, chain = attribution_rows(
            quotation,
            text=article.article.text,
            target=target,
            author=author,
            assertion=correction.assertion,
            reason=correction.reason,
        )
        signed = sign_attribution({**row, "supersedes_id": standing_human}, chain)
        if save_attributions(connection, [signed]):
            payload = {"attribution": signed[0]["id"], "reason": correction.reason}
            op = _OPS[correction.assertion]
            append_entry(connection, at=moment, who=str(author.reviewer), op=op, subject=target, payload=payload)
            # What was taken for no quotation may be one now.
            match_version(connection, article.version, now=moment)
        saved = str(signed[0]["id"])
        return load_assertions(connection, [saved], canon=load_canon(connection))[saved]


def _check(correction: Correction) -> None:
    check_decision(who=correction.reviewer, reason=correction.reason)
    if correction.assertion not in ASSERTIONS:
        message = f"a quotation cannot be decided on with {correction.assertion!r}"
        raise StoreError(message, hint=f"one of {', '.join(ASSERTIONS)}")
    for role, name in correction.via or ():
        if role in ENDS:
            message = f"{name} cannot be a relay in the role of {role.value}"
            raise StoreError(message, hint="the speaker has an option of its own; the publisher is no relay")
    names = [name for _, name in correction.via or ()] + ([] if correction.speaker is None else [correction.speaker])
    for name in names:
        check_storable(name, what="a name")
        if not name_key(name):
            message = f"{name!r} is no name"
            raise StoreError(message, hint="give a name or an id")


def _human_word(connection: Connection, target: str) -> str | None:
    """Find the human's decision that stands, which the next one takes the place of."""
    human = select(attributions.c.id).where(attributions.c.quotation_id == target, attributions.c.rank == HUMAN)
    human = human.where(standing(attributions, as_of=None))
    return connection.execute(human.order_by(attributions.c.created_at.desc(), attributions.c.id.desc())).scalar()


def _load_basis(connection: Connection, target: str) -> tuple[Quotation, StoredArticle]:
    """Load what holds now, from which a correction departs, with its agents as they were observed.

    Were they stored as merged, an undone merge would leave them behind.
    """
    version = connection.execute(select(quotations.c.version_id).where(quotations.c.id == target)).scalar_one()
    held = held_by(connection, target, as_of=None)
    loaded = load_assertions(connection, [held] if held else [], canon=AS_OBSERVED)
    return next(iter(loaded.values())).quotation, load_articles(connection, [version])[version]


class _Hands:
    """Finds or makes the agents that a reviewer names, in one transaction."""

    def __init__(self, connection: Connection, *, article: StoredArticle, canon: Canon, now: str) -> None:
        self._connection = connection
        self._version = article.version
        self._canon = canon
        self._now = now

    def agent(self, name: str, *, kind: AgentKind | None, otherwise: AgentKind) -> Agent:
        """Find the agent of a name; `otherwise` is what a new one is."""
        found = resolve_in_article(self._connection, name, version=self._version, kind=kind, canon=self._canon)
        if found is None:
            return self._new(name.strip(), kind=kind or otherwise)
        return load_agent_records(self._connection, [found], canon=AS_OBSERVED)[found]

    def same(self, agent: Agent) -> str:
        """Return the id that all agents share that are the same as this one."""
        return self._canon.of(agent.id)

    def _new(self, name: str, *, kind: AgentKind) -> Agent:
        agent = build_agent(name, kind, scope=self._version)
        row = agent_row(agent, label=name, version=self._version, now=self._now)
        insert_new(self._connection, agents, [row])
        named = name_row(agent.id, name, kind="label", source="human", now=self._now)
        insert_new(self._connection, agent_names, [named])
        join_agents(self._connection, [agent.id], now=self._now)
        return agent


def _correct(quotation: Quotation, correction: Correction, *, hands: _Hands) -> Quotation:
    """Change what the correction mentions and leave the rest; the evidence in the text stays with its agent."""
    before = {hands.same(hop.agent): hop for hop in quotation.relays if hop.agent}
    relays = list(quotation.relays)
    if correction.via is not None:
        relays = [_relay(role, name, hands=hands, before=before) for role, name in correction.via]
    speaker = quotation.speaker
    if correction.speaker is not None:
        speaker = hands.agent(correction.speaker, kind=correction.speaker_kind, otherwise=AgentKind.PERSON)
    ends = [hop.agent for hop in quotation.chain if hop.role is Role.PUBLISHER]
    chain = build_chain(speaker, source=quotation.source, relays=relays, publisher=ends[0] if ends else None)
    if quotation.chain and correction.speaker is None:
        chain = (quotation.chain[0], *chain[1:])
    return replace(quotation, chain=chain, form=correction.form or quotation.form)


def _relay(role: Role, name: str, *, hands: _Hands, before: dict[str, Hop]) -> Hop:
    agent = hands.agent(name, kind=None, otherwise=_KINDS.get(role, AgentKind.ORGANISATION))
    shown = before.get(hands.same(agent))
    if shown:
        return replace(shown, role=role)
    return Hop(role=role, agent=agent, explicit=False, anonymity=judge_anonymity(agent))
