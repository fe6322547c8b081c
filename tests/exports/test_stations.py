"""Stations: what a picture of a chain tells of each hop."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from provenance.core.agents import build_agent
from provenance.core.records import Agent, AgentKind, Role
from provenance.exports.stations import Station, stations_of
from provenance.store.records import StoredQuotation


def test_stations_tell_names_words_and_dates(lavrov: StoredQuotation) -> None:
    """Each hop has its name and words, the one that is implied says so, and the publisher has the date."""
    assert stations_of(lavrov) == [
        Station(role=Role.SPEAKER, name="Sergei Lavrov", words="he"),
        Station(role=Role.AGENCY, name="TASS", words="according to Tass"),
        Station(role=Role.OUTLET, name="CNN", is_implied=True),
        Station(role=Role.PUBLISHER, name="The Daily", date="2025-07-13"),
    ]


def test_speaker_has_a_date_and_a_principal(lavrov: StoredQuotation, person: Callable[[str], Agent]) -> None:
    """For whom a speaker speaks, and when, is told of the speaker alone."""
    said = replace(lavrov.current.quotation, on_behalf_of=person("Vladimir Putin"), said_on="2025-07-12")
    first, *others = stations_of(replace(lavrov, current=replace(lavrov.current, quotation=said)))
    assert first.notes == ("speaker", "for Vladimir Putin", "said 2025-07-12")
    assert [other.principal for other in others] == [None] * 3


@pytest.mark.parametrize(
    ("published", "date"),
    [("2025-07-13T08:00:00+00:00", "2025-07-13"), ("2025", "2025"), ("last week", None), (None, None)],
)
def test_dates_are_days(stored_quotation: Callable[..., StoredQuotation], published: str | None, date: str) -> None:
    """Of a time the day is told, of a date what there is of it, and what is no date is none."""
    assert stations_of(stored_quotation("“Yes,” it said.", "“Yes,”", published=published))[-1].date == date


def test_publisher_of_the_input(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """A publisher that no registry knows has the name that the input gives."""
    assert stations_of(stored_quotation("“Yes,” it said.", "“Yes,”", publisher="The Daily"))[-1].name == "The Daily"


def test_voice_without_a_name(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """A voice that the article does not name says so, and one that nobody knows does not."""
    officials = build_agent("officials", AgentKind.UNNAMED, scope="av_test")
    unnamed = stations_of(stored_quotation("“Yes,” officials said.", "“Yes,”", speaker=officials, source="officials"))
    unknown = stations_of(stored_quotation("“Yes,” it said.", "“Yes,”"))
    assert unnamed[0].notes == ("speaker", "unnamed")
    assert unknown[0].notes == ("speaker", "implied")
