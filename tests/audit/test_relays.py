"""Through whom we know it: rows of relays, labels and languages."""

import pytest
from audit_cases import LEAVE, one
from stories import agency, look_at, outlet

from provenance.audit.relays import find_back_translation, find_long, find_state_controlled, find_unnamed_relay
from provenance.core.agents import build_agent
from provenance.core.known import OutletLabel
from provenance.core.records import AgentKind
from provenance.core.severities import Severity
from provenance.store.records import StoredOutlet


def test_four_relays_are_worse_than_three() -> None:
    """Each relay more may have changed the words once more."""
    (found,) = find_long.find(look_at(one(via=[agency(name) for name in ("TASS", "KCNA", "Yonhap", "Kyodo")])))
    assert found.severity is Severity.HIGH


@pytest.mark.parametrize(
    ("day", "is_found"),
    [
        pytest.param("1990-07-01", False, id="before"),
        pytest.param("1991", True, id="some day of the year"),
        pytest.param("2000-01-01", True, id="while it held"),
        pytest.param("2009-09-01", False, id="after"),
        pytest.param(None, False, id="an unknown day, since it holds no more"),
    ],
)
def test_a_label_holds_for_its_time(day: str | None, is_found: bool) -> None:  # noqa: FBT001 - a row
    """A relay is called state-controlled on the days on which it was."""
    name = "State Press Agency"
    label = OutletLabel(label="state_controlled", citation="statutes", valid_from="1991-03", valid_to="2009-08-31")
    medium = StoredOutlet(
        id="ou_1", agent=build_agent(name, AgentKind.ORGANISATION, scope=""), kind="agency", labels=(label,)
    )
    said = look_at(one(via=[agency(name)], published=day), media={name: medium})
    assert bool(list(find_state_controlled.find(said))) is is_found


@pytest.mark.parametrize(
    ("relay", "is_found"),
    [
        pytest.param("local media", True, id="any of many"),
        pytest.param("Russian media", True, id="any of a country"),
        pytest.param("Mr. Shaw's show", False, id="one that can be found by whose it is"),
    ],
)
def test_a_relay_without_a_name_of_its_own(relay: str, is_found: bool) -> None:  # noqa: FBT001 - a row
    """A description that names whose a relay is leads readers to it; one that names a country does not."""
    said = look_at(one(text=f"{LEAVE} She told {relay}.", via=[outlet(relay, AgentKind.GROUP)]))
    assert bool(list(find_unnamed_relay.find(said))) is is_found


def test_a_medium_translates_nothing_by_itself() -> None:
    """The main language of a medium does not tell in which language it had these words: agencies publish in many."""
    agent = build_agent("AFP", AgentKind.ORGANISATION, scope="")
    media = {"AFP": StoredOutlet(id="ou_1", agent=agent, kind="agency", lang="fr")}
    said = look_at(one(via=[agency("AFP")], quoted_lang="en", fields={"lang": "en"}), media=media)
    assert list(find_back_translation.find(said)) == []
