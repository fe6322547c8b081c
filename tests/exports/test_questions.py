"""Questions: the rows that each canned query gives."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from provenance.core.agents import build_agent
from provenance.core.records import Agent, AgentKind, Role
from provenance.exports import tables as rows_of
from provenance.exports.catalogue import TABLES
from provenance.exports.cells import Row
from provenance.exports.database import create_database, insert_rows
from provenance.exports.pseudonyms import Pseudonyms
from provenance.exports.questions import QUESTIONS
from provenance.exports.routes import begin_routes, count_routes, note_relays
from provenance.store.records import NamedAgent, StoredQuotation

Ask = Callable[..., list[sqlite3.Row]]


@pytest.fixture
def quotations(
    stored_quotation: Callable[..., StoredQuotation], person: Callable[[str], Agent], lavrov: StoredQuotation
) -> list[StoredQuotation]:
    """Return quotations that differ in everything that the questions ask for."""
    officials = build_agent("officials", AgentKind.UNNAMED, scope="av_1")
    return [
        lavrov,
        stored_quotation(
            "“Un café, s’il vous plaît,” she said.",
            "“Un café, s’il vous plaît,”",
            speaker=person("Žofie Novák"),
            source="she",
            publisher="Le Matin",
            published="2024-12-31",
        ),
        stored_quotation(
            '“We agree to 100% of "it",” officials said, KCNA reported.',
            '“We agree to 100% of "it",”',
            speaker=officials,
            source="officials",
            relays=((Role.AGENCY, "KCNA", "KCNA reported"),),
            published="2025-07",
        ),
        stored_quotation("“中国人民共和国万岁”", "“中国人民共和国万岁”", published=None),
    ]


@pytest.fixture
def ask(quotations: list[StoredQuotation], lavrov: StoredQuotation, tmp_path: Path) -> Iterator[Ask]:
    """Ask a question of a database of those quotations; parameters left out are empty, as in Datasette."""
    path = tmp_path / "quotes.db"
    agents = {hop.agent.id: hop.agent for q in quotations for hop in q.current.quotation.chain if hop.agent}
    tass = next(agent for agent in agents.values() if agent.name == "TASS")
    known = {tass.id: NamedAgent(agent=tass, names=("TASS", "ITAR-TASS"), identifiers=())}
    with create_database(path, TABLES) as database:
        numbered = list(enumerate(quotations, start=1))
        insert_rows(database, "quotes", (rows_of.quote_row(q, number=n) for n, q in numbered))
        insert_rows(database, "hops", (row for q in quotations for row in rows_of.hop_rows(q)))
        begin_routes(database)
        note_relays(database, numbered)
        count_routes(database)
        insert_rows(database, "articles", (rows_of.article_row(q.article, with_text=False) for q in quotations))
        insert_rows(database, "families", [family_of(quotations[:2])])
        insert_rows(database, "family_members", members_of(quotations[:2]))
        insert_rows(database, "checks", [{"id": "PV501", "label": "PV501 single-origin", "severity": "medium"}])
        insert_rows(database, "findings", [finding_of(lavrov)])
        insert_rows(database, "attribution_history", (row for q in quotations for row in history(q, other=tass)))
        insert_rows(
            database,
            "agents",
            (rows_of.agent_row(a, known=known.get(a.id), tally=rows_of.Tally()) for a in agents.values()),
        )
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row

        def ask(name: str, **given: str) -> list[sqlite3.Row]:
            question = next(one for one in QUESTIONS if one.name == name)
            assert set(given) <= set(question.parameters)
            return connection.execute(question.sql, dict.fromkeys(question.parameters, "") | given).fetchall()

        yield ask


def family_of(quotations: list[StoredQuotation]) -> Row:
    first, second = (stored.id for stored in quotations)
    return {
        "id": "fa_1",
        "label": "words",
        "representative": first,
        "first_quote": second,
        "n_members": 2,
        "n_articles": 2,
        "n_outlets": 2,
    }


def members_of(quotations: list[StoredQuotation]) -> list[Row]:
    return [
        {"id": f"fa_1-{place:04}", "family": "fa_1", "quote": stored.id, "variant": "edited", "meanings": "[]"}
        for place, stored in enumerate(quotations)
    ]


def finding_of(stored: StoredQuotation) -> Row:
    said: Row = {"severity": "medium", "state": "open", "message": "One root."}
    return {"id": "fi_1", "code": "PV501", "quote": stored.id, **said}


def history(stored: StoredQuotation, *, other: Agent) -> Iterator[Row]:
    """Build a history in which a reviewer corrected the speaker of the quotation that KCNA relayed."""
    steps = [stored.current]
    if "KCNA" in stored.article.article.text:
        chain = stored.current.quotation.chain
        quotation = replace(stored.current.quotation, chain=(replace(chain[0], agent=other), *chain[1:]))
        steps.insert(0, replace(stored.current, id="at_1", quotation=quotation))
        steps.insert(0, replace(stored.current, id="at_2", assertion="abstain"))
    return rows_of.history_rows(stored.id, steps, current=stored.current.id, pseudonyms=Pseudonyms())


@pytest.mark.parametrize("name", [question.name for question in QUESTIONS])
def test_every_question_answers_without_parameters(ask: Ask, name: str) -> None:
    """A question that is opened with an empty form shows rows, and tells how to fill it."""
    assert ask(name)
    about = next(question.about for question in QUESTIONS if question.name == name)
    assert about.endswith(".")


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [
        ("ties ARE close", [1]),
        ("are ties", []),  # a phrase, not a bag of words
        ("cafe", [2]),  # accents make no difference
        ("grée", []),
        ("gree to", [3]),  # part of a word
        ("人民共", [4]),
        ("100%", [3]),
        ('of "it"', [3]),
        ("Lavrov", []),  # the words alone, never the speaker
        ('"', []),
        ("*", []),
        ("%", []),
        ('" OR text : "ties', []),
        ("ties\0 AND", [1]),
        ("\0", []),
        ("; drop table quotes", []),
        ("x" * 100_000, []),
    ],
)
def test_who_said_takes_words_as_words(ask: Ask, phrase: str, numbers: list[int]) -> None:
    """A phrase is looked for as it stands, and no sign in it is search syntax."""
    assert [row["number"] for row in ask("who_said", phrase=phrase)] == numbers


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ({"speaker": "lavrov"}, [1]),
        ({"speaker": "Žofie"}, [2]),
        ({"speaker": "%"}, []),
        ({"from": "2025"}, [3, 1]),
        ({"to": "2025"}, [2, 3, 1]),
        ({"to": "2024"}, [2]),
        ({"from": "2025-07-13", "to": "2025-07-13"}, [1]),
        ({"speaker": "lavrov", "to": "2024"}, []),
        ({}, [4, 2, 3, 1]),
    ],
)
def test_said_by_takes_names_and_days(ask: Ask, given: dict[str, str], numbers: list[int]) -> None:
    """Part of a name and the beginning of a date will do; words of an unknown day come only where no day is asked."""
    assert [row["number"] for row in ask("said_by", **given)] == numbers


@pytest.mark.parametrize(
    ("agent", "numbers"), [("kcna", [3]), ("Itar", [1]), ("CNN", [1]), ("Lavrov", []), ("", [1, 1, 3])]
)
def test_relayed_by_knows_aliases(ask: Ask, agent: str, numbers: list[int]) -> None:
    """A relay is found by any of its names; a speaker is no relay."""
    assert [row["number"] for row in ask("relayed_by", agent=agent)] == numbers


def test_chain_of_takes_an_id_its_beginning_or_a_number(ask: Ask, lavrov: StoredQuotation) -> None:
    """The stations come in the order of the chain; without a parameter those of the longest one."""
    for quote in (lavrov.id, lavrov.id[:12], "1", ""):
        rows = ask("chain_of", quote=quote)
        assert [row["agent"] for row in rows] == ["Sergei Lavrov", "TASS", "CNN", "The Daily"]
        assert {row["id"] for row in rows} == {lavrov.id}
    assert ask("chain_of", quote="qt_nothing") == []


def test_weakest_chains_come_first(ask: Ask) -> None:
    """More relays are weaker than fewer, and named speakers at first hand are not listed."""
    assert [row["number"] for row in ask("weakest_chains")] == [1, 3, 4]
    assert [row["implied"] for row in ask("weakest_chains")] == [1, 0, 1]


@pytest.mark.parametrize(("family", "numbers"), [("", [1, 2]), ("fa_1", [1, 2]), ("qt_", [1, 2]), ("fa_2", [])])
def test_family_timeline_takes_a_family_or_a_quotation(ask: Ask, family: str, numbers: list[int]) -> None:
    """The members of a family come in their order; without a parameter those of the largest one."""
    assert [row["number"] for row in ask("family_timeline", family=family)] == numbers


def test_single_origin_tells_the_relays_and_the_root(ask: Ask) -> None:
    """A family is shown with who had it first, every relay on its way, and whether the audit is sure of one root."""
    (row,) = ask("single_origin")
    assert (row["n_outlets"], row["speaker"], row["relays"], row["one_root"]) == (2, "Žofie Novák", "TASS,CNN", 1)


@pytest.mark.parametrize(("code", "number"), [("", 1), ("pv5", 1), ("PV501", 1), ("PV1", 0), ("%", 0)])
def test_audited_takes_the_beginning_of_a_code(ask: Ask, code: str, number: int) -> None:
    """Findings are chosen by the code of their check, and shown with the words."""
    assert len(ask("audited", code=code)) == number


def test_speakers_by_outlet_counts(ask: Ask) -> None:
    """Each publisher has its speakers, unknown ones among them."""
    rows = [tuple(row)[:4] for row in ask("speakers_by_outlet")]
    assert rows == [
        ("(publisher not given)", "(unknown)", 1, 0),
        ("(publisher not given)", "officials", 1, 1),
        ("Le Matin", "Žofie Novák", 1, 0),
        ("The Daily", "Sergei Lavrov", 1, 1),
    ]


def test_disagreements_show_every_step_and_then_doubts(ask: Ask) -> None:
    """A quotation with two speakers in its history is shown from first step to last; then come the least certain."""
    rows = [(row["why"], row["number"], row["step"], row["speaker"]) for row in ask("disagreements")]
    assert rows == [
        ("disagreement", 3, 1, "officials"),
        ("disagreement", 3, 2, "TASS"),
        ("disagreement", 3, 3, "officials"),
        ("least certain", 1, 1, "Sergei Lavrov"),
        ("least certain", 2, 1, "Žofie Novák"),
        ("least certain", 4, 1, None),
    ]
