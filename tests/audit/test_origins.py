"""Whose the same words are in several articles, and what stands behind them."""

import pytest
from audit_cases import one
from stories import family_of, look_at, outlet

from provenance.audit.origins import find_conflict, find_unrecorded
from provenance.core.agents import build_agent
from provenance.core.records import AgentKind
from provenance.core.severities import Severity
from provenance.store.records import StoredOutlet


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
    voices = (build_agent(name, AgentKind.ORGANISATION, scope="") for name in ("Ada Lovelace", *others))
    family = family_of(*({"speaker": voice} for voice in voices))
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
