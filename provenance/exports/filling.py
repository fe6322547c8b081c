"""Filling the database of an export from the store, a batch at a time.

Owns which rows an export needs: the quotations that are asked for, and whatever they refer to. The rows themselves
are built in `tables`.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlite_utils import Database

from provenance.core.records import Agent, Quotation
from provenance.exports import tables
from provenance.exports.catalogue import (
    AGENTS,
    ARTICLES,
    CHECKS,
    CREDITS,
    FAMILIES,
    FAMILY_MEMBERS,
    FINDINGS,
    HISTORY,
    HOPS,
    OUTLETS,
    QUOTES,
    REJECTED,
)
from provenance.exports.cells import Row, to_json
from provenance.exports.database import insert_rows, update_rows
from provenance.exports.found import (
    Rule,
    check_rows,
    count_outlets,
    family_row,
    finding_row,
    flags_of,
    member_rows,
)
from provenance.exports.pseudonyms import Pseudonyms
from provenance.exports.routes import begin_routes, count_routes, note_relays
from provenance.store.engine import Store
from provenance.store.families import stream_families
from provenance.store.finding_records import Finding
from provenance.store.findings import load_findings
from provenance.store.marks import load_marks_of
from provenance.store.queries import find_outlets
from provenance.store.records import ArticleMarks, Assertion, QuotationFilter, StoredArticle, StoredQuotation
from provenance.store.streams import (
    BATCH,
    load_agents,
    load_decisions,
    load_histories,
    stream_articles,
    stream_quotations,
)

_TALLIES = """\
select hops.agent, sum(hops.role = 'speaker'), sum(hops.role <> 'speaker'), min(published), max(published)
from hops join quotes on quotes.id = hops.quote
where hops.role <> 'publisher' and hops.agent is not null
group by hops.agent"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What goes out only because somebody asked for it.

    Attributes:
        text: The whole text of the articles, which their publishers may not allow.
        reviewers: The names of reviewers and their reasons, which they may not expect to see in public.
    """

    text: bool = False
    reviewers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What goes out, and what is known of it from elsewhere.

    Attributes:
        wanted: Which quotations go out.
        disclosed: What goes out beside them.
        rules: What is known of the checks.
        now: UTC time; which waivers hold depends on it.
    """

    wanted: QuotationFilter
    disclosed: Disclosure
    rules: Sequence[Rule]
    now: str

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out, but for what came after the moment that was asked for."""
        return not any(value for name, value in asdict(self.wanted).items() if name != "as_of")


def fill_database(database: Database, store: Store, *, order: Order) -> None:
    """Fill an export's database.

    Args:
        database: With the tables of `catalogue`, all empty.
        store: Where the quotations are; frozen, since the rows must fit together.
        order: What goes out.

    Raises:
        StoreError: The store cannot be read, or the filter makes no sense.
    """
    needed = _Needed()
    pseudonyms = Pseudonyms(lifted=order.disclosed.reviewers)
    _fill_quotations(database, store, wanted=order.wanted, needed=needed, pseudonyms=pseudonyms)
    _fill_articles(database, store, order=order, needed=needed)
    _fill_families(database, store, order=order)
    _fill_findings(database, store, order=order, pseudonyms=pseudonyms)
    _fill_outlets(database, store, as_of=order.wanted.as_of, needed=needed)
    _fill_agents(database, store, as_of=order.wanted.as_of, needed=needed)


@dataclass(slots=True)
class _Needed:
    """What the rows written so far refer to: ids and names, but no text."""

    agents: dict[str, Agent] = field(default_factory=dict)
    versions: set[str] = field(default_factory=set)

    def add(self, agents: Iterable[Agent | None]) -> None:
        self.agents.update((agent.id, agent) for agent in agents if agent)

    def add_quotation(self, quotation: Quotation) -> None:
        self.add([quotation.on_behalf_of, *(hop.agent for hop in quotation.chain)])


def _fill_quotations(
    database: Database, store: Store, *, wanted: QuotationFilter, needed: _Needed, pseudonyms: Pseudonyms
) -> None:
    begin_routes(database)
    number = 1
    for batch in stream_quotations(store, wanted):
        histories = load_histories(store, batch, as_of=wanted.as_of)
        numbered = list(enumerate(batch, number))
        insert_rows(database, QUOTES.name, (tables.quote_row(q, number=n) for n, q in numbered))
        insert_rows(database, HOPS.name, (row for stored in batch for row in tables.hop_rows(stored)))
        rows = (row for q in batch for row in _history_rows(q, histories.get(q.id, ()), pseudonyms=pseudonyms))
        insert_rows(database, HISTORY.name, rows)
        note_relays(database, numbered)
        for stored in batch:
            needed.versions.add(stored.article.version)
            needed.add_quotation(stored.current.quotation)
            needed.add(assertion.quotation.speaker for assertion in histories.get(stored.id, ()))
        number += len(batch)
    count_routes(database)


def _history_rows(stored: StoredQuotation, history: Iterable[Assertion], *, pseudonyms: Pseudonyms) -> Iterable[Row]:
    return tables.history_rows(stored.id, list(history), current=stored.current.id, pseudonyms=pseudonyms)


def _fill_articles(database: Database, store: Store, *, order: Order, needed: _Needed) -> None:
    with_text, as_of = order.disclosed.text, order.wanted.as_of
    only = None if order.is_everything else needed.versions
    for batch in stream_articles(store, only=only, as_of=as_of):
        marked = _load_marked(store, batch, as_of=as_of)
        insert_rows(database, ARTICLES.name, (tables.article_row(stored, with_text=with_text) for stored in batch))
        for stored, marks in marked:
            text = stored.article.text
            insert_rows(database, REJECTED.name, tables.rejected_rows(stored.version, marks, text=text))
            insert_rows(database, CREDITS.name, tables.credit_rows(stored.version, marks, text=text))
            needed.add(agent for credit in marks.credits for agent in credit.chain)


def _load_marked(
    store: Store, batch: list[StoredArticle], *, as_of: str | None
) -> list[tuple[StoredArticle, ArticleMarks]]:
    """Load the marks of some articles, with canonical agents in their credits as everywhere else."""
    marks_of = load_marks_of(store, [stored.version for stored in batch], as_of=as_of)
    credited = {agent.id for marks in marks_of.values() for credit in marks.credits for agent in credit.chain}
    known = {given: stored.agent for given, stored in load_agents(store, credited, as_of=as_of).items()}
    return [(stored, _canonical_marks(marks_of[stored.version], known=known)) for stored in batch]


def _canonical_marks(marks: ArticleMarks, *, known: Mapping[str, Agent]) -> ArticleMarks:
    lines = (
        replace(credit, chain=tuple(known.get(agent.id, agent) for agent in credit.chain)) for credit in marks.credits
    )
    return replace(marks, credits=tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent(Container[str]):
    """The quotations that went out, by their ids, looked up one by one: together they would fill the memory."""

    database: Database

    def __contains__(self, quote: object) -> bool:
        return self.database.execute("select 1 from quotes where id = ?", [quote]).fetchone() is not None


def _fill_families(database: Database, store: Store, *, order: Order) -> None:
    quotes = _Sent(database=database)
    for family in stream_families(store, order.wanted):
        members = [member for member in family.members if member.stored.id in quotes]
        if len(members) > 1:
            insert_rows(database, FAMILIES.name, [family_row(family, members)])
            insert_rows(database, FAMILY_MEMBERS.name, member_rows(family, members))
            cells: Row = {"family": family.id, "outlets_in_family": count_outlets(members)}
            update_rows(database, QUOTES.name, [{"id": member.stored.id, **cells} for member in members])


def _fill_findings(database: Database, store: Store, *, order: Order, pseudonyms: Pseudonyms) -> None:
    pseudonyms.learn(load_decisions(store))
    quotes = _Sent(database=database)
    found = [one for one in _load_findings(store, order) if _goes_out(one, quotes, order=order)]
    insert_rows(database, CHECKS.name, check_rows(found, rules=order.rules))
    insert_rows(database, FINDINGS.name, (finding_row(one, quotes=quotes, pseudonyms=pseudonyms) for one in found))
    flags = flags_of(found).items()
    rows: list[Row] = [{"id": quote, "flags": to_json(codes), "worst_flag": codes[0]} for quote, codes in flags]
    update_rows(database, QUOTES.name, [row for row in rows if row["id"] in quotes])


def _load_findings(store: Store, order: Order) -> list[Finding]:
    """Load what is open; of an earlier moment, what was open then."""
    moment = order.wanted.as_of
    if moment is None:
        return load_findings(store, today=order.now)
    found = load_findings(store, today=moment, closed=True)
    return [one for one in found if one.opened_at <= moment and (one.closed_at is None or one.closed_at > moment)]


def _goes_out(finding: Finding, quotes: Container[str], *, order: Order) -> bool:
    """Say whether a finding concerns what goes out."""
    return finding.quotation in quotes or (finding.quotation is None and order.is_everything)


def _fill_outlets(database: Database, store: Store, *, as_of: str | None, needed: _Needed) -> None:
    used = {row[0] for row in database.execute("select outlet from articles union select outlet from quotes")}
    outlets = [one for one in find_outlets(store, as_of=as_of) if one.id in used or one.agent.id in needed.agents]
    needed.add(one.agent for one in outlets)
    insert_rows(database, OUTLETS.name, (tables.outlet_row(one) for one in outlets))


def _fill_agents(database: Database, store: Store, *, as_of: str | None, needed: _Needed) -> None:
    tallies = {
        agent: tables.Tally(voiced=voiced, relayed=relayed, first_seen=first, last_seen=last)
        for agent, voiced, relayed, first, last in database.execute(_TALLIES)
    }
    ids = sorted(needed.agents)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        known = load_agents(store, batch, as_of=as_of)
        rows = (
            tables.agent_row(needed.agents[one], known=known.get(one), tally=tallies.get(one, tables.Tally()))
            for one in batch
        )
        insert_rows(database, AGENTS.name, rows)
