"""Whose the same words are in several articles, and what stands behind them."""

import pytest
from audit_cases import LEAVE_WORDS, one
from stories import look_at, outlet

from provenance.audit.origins import find_conflict, find_unrecorded
from provenance.core.agents import build_agent
from provenance.core.records import AgentKind, Form
from provenance.core.severities import Severity
from provenance.store.audited import AuditedFamily, FamilyMember
from provenance.store.records import StoredOutlet


def family_of(*voices: str) -> AuditedFamily:
    """Build a family in which each of some voices has the same words in an article of its own."""
    members = tuple(
        FamilyMember(
            id=f"qt_{n}", article=f"ar_{n}", place=f"Paper {n}", published=None, text=LEAVE_WORDS, form=Form.DIRECT,
            speaker=build_agent(voice, AgentKind.ORGANISATION, scope=""), principal=None, relays=(), publisher=None,
            taken_from=None, is_unsure=False,
        )
        for n, voice in enumerate(voices)
    )  # fmt: skip
    return AuditedFamily(id="fa_0", members=members, fullest=members[0])


@pytest.mark.parametrize(
    ("others", "severity", "says"),
    [
        pytest.param(["Russia"], Severity.LOW, "unless the one spoke for the other.", id="a country and somebody"),
        pytest.param(["Russia", "Ukraine"], Severity.HIGH, "so it is open whose they are.", id="two countries"),
        pytest.param(["Grace Hopper"], Severity.HIGH, "so it is open whose they are.", id="two people"),
    ],
)
def test_a_country_may_be_whoever_spoke_for_it(others: list[str], severity: Severity, says: str) -> None:
    """Words of a country and of one person may be of one voice, words of two countries or two people are not."""
    family = family_of("Ada Lovelace", *others)
    (found,) = find_conflict.find(family)
    assert (found.severity or find_conflict.severity) is severity
    assert found.message.endswith(says)


@pytest.mark.parametrize(
    ("kind", "is_found"),
    [
        pytest.param("broadcaster", False, id="what was on the air is recorded"),
        pytest.param("newspaper", True, id="an interview in print is not"),
    ],
)
def test_what_was_on_the_air_is_a_record(kind: str, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Words that a broadcaster carried can be heard again."""
    medium = StoredOutlet(id="ou_1", agent=build_agent("Radio One", AgentKind.ORGANISATION, scope=""), kind=kind)
    said = look_at(one(via=[outlet("Radio One")]), media={"Radio One": medium})
    assert bool(list(find_unrecorded.find(said))) is is_found
