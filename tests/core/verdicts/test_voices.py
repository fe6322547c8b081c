"""Whether a draft names the speaker that the database has."""

import pytest

from provenance.core.agents import agent_id
from provenance.core.records import Agent, AgentKind, Form
from provenance.core.variants.wording import read_wording
from provenance.core.verdicts.voices import AGREEING, NAMED, Claim, Names, Passage, Place, Voice, judge_voice

PERSON, BODY, UNNAMED = AgentKind.PERSON, AgentKind.ORGANISATION, AgentKind.UNNAMED


def names(name: str, kind: AgentKind = PERSON, *others: str) -> Names:
    return Names(agent=Agent(id=agent_id(name, kind), name=name, kind=kind), others=frozenset(others))


ZELENSKY = names("Volodymyr Zelenskyy", PERSON, "Vladimir Zelensky")
LAVROV = names("Sergei Lavrov")
PESKOV, KREMLIN = names("Dmitry Peskov"), names("Kremlin", BODY, "the Russian government")
TASS = names("TASS", BODY, "Russian News Agency")
BANK = names("Bank of Russia", BODY)
OFFICIAL = names("a U.S. official", UNNAMED)

# Who the draft names and what that is, who spoke, and what to say of it, with the reason.
ROWS: tuple[tuple[str | None, AgentKind | None, Names | None, Voice, str], ...] = (
    ("Sergei Lavrov", PERSON, LAVROV, Voice.SAME, "the name itself"),
    ("Lavrov, Sergey", PERSON, LAVROV, Voice.SAME, "house style and order"),
    ("Vladimir Zelensky", PERSON, ZELENSKY, Voice.SAME, "another of the names"),
    ("Zelensky", PERSON, ZELENSKY, Voice.PART, "the surname"),
    ("S. Lavrov", PERSON, LAVROV, Voice.PART, "an initial"),
    ("Sergei Viktorovich Lavrov", PERSON, LAVROV, Voice.PART, "more of the name than the database has"),
    ("Sergei Ryabkov", PERSON, LAVROV, Voice.OTHER, "a first name is no name"),
    ("Kim Yo Jong", PERSON, names("Kim Jong Un"), Voice.OTHER, "brother and sister"),
    ("Sergei Lavrow", PERSON, LAVROV, Voice.UNCONFIRMED, "a misprint is nobody else"),
    ("Russia", BODY, BANK, Voice.UNCONFIRMED, "a state is not its bank, but who knows"),
    ("China", BODY, BANK, Voice.OTHER, "another body"),
    ("Lavrov", PERSON, BANK, Voice.OTHER, "a person is no bank"),
    ("Kremlin", BODY, PESKOV, Voice.PRINCIPAL, "the spokesman speaks for it"),
    ("TASS", BODY, LAVROV, Voice.RELAY, "the agency carried the words"),
    ("Russian News Agency", BODY, LAVROV, Voice.RELAY, "by another of its names"),
    (None, None, LAVROV, Voice.UNCLAIMED, "the draft names nobody"),
    ("officials", UNNAMED, LAVROV, Voice.UNCLAIMED, "a description names nobody"),
    ("Marco Rubio", PERSON, OFFICIAL, Voice.UNCONFIRMED, "the official may be he"),
    ("a U.S. official", UNNAMED, OFFICIAL, Voice.SAME, "the same description"),
    ("Marco Rubio", PERSON, None, Voice.UNCONFIRMED, "nobody knows who spoke"),
    ("Lavrov", None, LAVROV, Voice.PART, "given on the line, without a kind"),
)


@pytest.mark.parametrize(("claimed", "kind", "speaker", "voice", "why"), ROWS)
def test_judge_voice(
    claimed: str | None, kind: AgentKind | None, speaker: Names | None, voice: Voice, why: str
) -> None:
    """Only a name that cannot mean the speaker is another speaker."""
    passage = Passage(
        id="qt_1",
        wording=read_wording("words", Form.DIRECT),
        version="av_1",
        start=0,
        end=5,
        speaker=speaker,
        principal=KREMLIN if speaker is PESKOV else None,
        relays=(TASS,),
        place=Place(locator="a.txt"),
    )
    assert judge_voice(Claim(words="words", speaker=claimed, kind=kind), passage) is voice, why


def test_draft_may_name_who_speaks_for_the_speaker() -> None:
    """Where the draft has the spokesman and the database the body, one speaks for the other."""
    passage = Passage(
        id="qt_1", wording=read_wording("words", Form.DIRECT), version="av_1", start=0, end=5, speaker=KREMLIN,
        place=Place(locator="a.txt"),
    )  # fmt: skip
    claim = Claim(words="words", speaker="Dmitry Peskov", kind=PERSON, principal="Kremlin")
    assert judge_voice(claim, passage) is Voice.PRINCIPAL


def test_who_agrees() -> None:
    """Every name of the speaker agrees, and so does no name; only a name is one."""
    assert NAMED < AGREEING
    assert set(Voice) - {Voice.OTHER, Voice.UNCONFIRMED} == AGREEING
