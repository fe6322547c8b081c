"""Whose words they are: rows of descriptions, names and what readers know."""

import pytest
from audit_cases import LEAVE, LEAVE_WORDS, one
from stories import look_at

from provenance.audit.voices import find_missing, find_thin, find_unnamed, find_vague
from provenance.core.records import AgentKind, Form
from provenance.core.severities import Severity


@pytest.mark.parametrize(
    ("speaker", "kind", "code"),
    [
        pytest.param("Analysts", AgentKind.GROUP, "PV101", id="a capital for its place in the sentence"),
        pytest.param("some experts", AgentKind.GROUP, "PV101", id="experts of nothing"),
        pytest.param("Reports", AgentKind.DOCUMENT, "PV101", id="reports of nobody"),
        pytest.param("local media reports", AgentKind.DOCUMENT, "PV101", id="reports of some media"),
        pytest.param("Western officials", AgentKind.GROUP, "PV102", id="a part of the world"),
        pytest.param("U.S. officials", AgentKind.GROUP, "PV102", id="a country"),
        pytest.param("a senior South Korean diplomat", AgentKind.UNNAMED, "PV102", id="a country of two words"),
        pytest.param("a State Department official", AgentKind.UNNAMED, None, id="a body"),
        pytest.param("Russia and North Korea", AgentKind.GROUP, None, id="two that are named"),
        pytest.param("court documents", AgentKind.DOCUMENT, None, id="documents that can be asked for"),
        pytest.param("Harbourites", AgentKind.GROUP, None, id="a party, which the article always writes so"),
        pytest.param("you", AgentKind.GENERIC, None, id="nobody at all"),
        pytest.param("Americans", AgentKind.GROUP, None, id="a people"),
        pytest.param("Many Americans", AgentKind.GROUP, None, id="many of a people"),
        pytest.param("Oldtowners", AgentKind.GROUP, None, id="people of whom the article has one elsewhere"),
        pytest.param("63 percent of the fishermen", AgentKind.GROUP, None, id="whom a poll has counted"),
        pytest.param("eight of 10 fishermen", AgentKind.GROUP, None, id="whom a poll has counted in words"),
    ],
)
def test_unnamed_and_vague(speaker: str, kind: AgentKind, code: str | None) -> None:
    """A description that names nothing is worse than one that names a country, and one that names a body is fine."""
    text = f"{LEAVE_WORDS} {speaker} said on Monday. Nobody asked the Harbourites, or an Oldtowner, again."
    said = look_at(one(text=text, speaker=speaker, kind=kind))
    assert [check.code for check in (find_unnamed, find_vague) if list(check.find(said))] == ([code] if code else [])


def test_a_phrase_that_refers_back_is_no_voice() -> None:
    """What "the accord" means was named before, and where no rule knows its head as a person it may be none."""
    text = '"We will leave the old harbour before winter," the accord said on Monday.'
    said = look_at(one(text=text, speaker="the accord", kind=AgentKind.UNNAMED, link_score=0.6))
    assert [*find_unnamed.find(said), *find_vague.find(said)] == []


@pytest.mark.parametrize(
    ("form", "score", "is_found"),
    [
        pytest.param(Form.DIRECT, 0.6, True, id="words in marks have a voice"),
        pytest.param(Form.INDIRECT, 0.6, False, id="what shows something says nothing"),
        pytest.param(Form.INDIRECT, 0.85, True, id="a head that is known as a person"),
    ],
)
def test_who_is_known_as_a_person(form: Form, score: float, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Whoever has words in marks, or is known as a person, is a voice; other things may show what they do not say."""
    text = LEAVE.replace("Ada Lovelace", "two fishermen")
    said = look_at(one(text=text, form=form, speaker="two fishermen", kind=AgentKind.UNNAMED, link_score=score))
    assert bool(list(find_unnamed.find(said))) is is_found


def test_a_name_kept_back_is_told() -> None:
    """Who speaks on condition of anonymity is described, and the article says so."""
    text = LEAVE.replace("Ada Lovelace", "a Harbour Board official")
    said = look_at(one(text=text, speaker="a Harbour Board official", kind=AgentKind.UNNAMED, withheld=True))
    (found,) = find_unnamed.find(said)
    assert found.message.startswith("The article keeps back the name of “a Harbour Board official”")


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        pytest.param("Lovelace", True, id="a surname"),
        pytest.param("Western", False, id="no name of anybody"),
        pytest.param("Ada Lovelace", False, id="a full name"),
    ],
)
def test_a_surname_alone_is_thin(name: str, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Where the article never gives the full name, it may be one of several."""
    said = look_at(one(speaker=name, text=LEAVE.replace("Ada Lovelace", name)))
    assert bool(list(find_thin.find(said))) is is_found


@pytest.mark.parametrize(
    ("rest", "is_found"),
    [
        pytest.param("It was the idea of Mrs. Lovelace.", True, id="courtesy names nobody"),
        pytest.param("It was the idea of Ada Lovelace.", False, id="a given name elsewhere"),
        pytest.param("It was the idea of Countess Lovelace.", False, id="an office elsewhere"),
        pytest.param("It was her idea. Then Lovelace left.", True, id="a capital for its place in the sentence"),
    ],
)
def test_a_surname_is_not_thin_where_readers_know_more(rest: str, is_found: bool) -> None:  # noqa: FBT001 - a row
    """A given name or an office before the surname tells readers who is meant, wherever it stands."""
    text = f"{LEAVE.replace('Ada Lovelace', 'Lovelace')} {rest}"
    assert bool(list(find_thin.find(look_at(one(speaker="Lovelace", text=text))))) is is_found


def test_a_voice_that_we_do_not_know_is_there() -> None:
    """Words of "she" have a voice; that our reading leaves it open says nothing of the article."""
    said = look_at(one(speaker=None, source="she", text=LEAVE.replace("Ada Lovelace", "she")))
    (found,) = find_missing.find(said)
    assert (found.severity, found.message) == (
        Severity.INFO,
        "The words are attributed to “she”, and our reading could not tell whom that means.",
    )
