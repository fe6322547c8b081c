"""Who is who: ids that hold everywhere or in one article, and known names."""

import re

import pytest

from provenance.core.agents import Registry, agent_id, build_agent, known_agent, known_id
from provenance.core.known import KnownAgent, KnownOutlet
from provenance.core.records import AgentKind, Role


@pytest.mark.parametrize(
    ("name", "kind", "everywhere"),
    [
        ("Sergei Lavrov", AgentKind.PERSON, True),
        ("State Department", AgentKind.ORGANISATION, True),
        ("KCNA", AgentKind.ORGANISATION, True),  # capitals are a name of their own
        ("U.S.", AgentKind.ORGANISATION, True),
        ("J.K. Rowling", AgentKind.PERSON, True),  # two initials tell enough
        ("Elizabeth II", AgentKind.PERSON, True),
        ("Pope Francis", AgentKind.PERSON, True),
        ("Andrew Ng", AgentKind.PERSON, True),
        ("习近平", AgentKind.PERSON, True),  # written together: a family name and a given one
        ("김정은", AgentKind.PERSON, True),
        ("田中", AgentKind.PERSON, False),  # a family name
        ("S. Lavrov", AgentKind.PERSON, False),  # an initial tells as little as none
        ("Mr. Putin", AgentKind.PERSON, False),
        ("Trump Jr.", AgentKind.PERSON, False),
        ("Boris I.", AgentKind.PERSON, False),
        ("Boris N.", AgentKind.PERSON, False),  # a court's way to keep a name back
        ("Lavrov", AgentKind.PERSON, False),  # a surname is somebody else's in the next article
        ("The Kremlin", AgentKind.ORGANISATION, False),
        ("K", AgentKind.PERSON, False),  # Kafka's, or anybody's
        ("several Republicans", AgentKind.GROUP, False),
        ("a U.S. official", AgentKind.UNNAMED, False),
        ("court filing", AgentKind.DOCUMENT, False),
        ("author", AgentKind.AUTHOR, False),
        ("you", AgentKind.GENERIC, False),
    ],
)
def test_names_that_mean_the_same_in_every_article(name: str, kind: AgentKind, *, everywhere: bool) -> None:
    """A full name of a person or body has one id in all articles; surnames and descriptions are bound to theirs."""
    one, other = build_agent(name, kind, scope="av_1"), build_agent(name, kind, scope="av_2")
    assert (one.id == other.id) is everywhere
    assert (one.id == agent_id(name, kind)) is everywhere
    assert (one.name, one.kind) == (name, kind)


def test_an_agent_id_is_made_of_looks_kind_and_scope() -> None:
    """Looks make no difference to an id; kind and article do, and so does whatever may be somebody else's name."""
    assert agent_id("Lavrov, Sergei", AgentKind.PERSON) == agent_id("SERGEI LAVROV", AgentKind.PERSON)
    assert agent_id("Sergei Ivanov", AgentKind.PERSON) != agent_id("Sergey Ivanov", AgentKind.PERSON)
    assert agent_id("Paul Ryan", AgentKind.PERSON) != agent_id("Ryan Paul", AgentKind.PERSON)
    assert agent_id("a U.S. official", AgentKind.UNNAMED) == agent_id("the US official", AgentKind.UNNAMED)
    assert agent_id("An Nguyen", AgentKind.PERSON) != agent_id("Nguyen", AgentKind.PERSON)
    assert agent_id("Kim Jong-un", AgentKind.PERSON) == agent_id("KIM Jong Un", AgentKind.PERSON)
    assert agent_id("Mercury", AgentKind.PERSON) != agent_id("Mercury", AgentKind.ORGANISATION)
    assert agent_id("Lavrov", AgentKind.PERSON) != agent_id("Lavrov", AgentKind.PERSON, scope="av_1")
    assert re.fullmatch("ag_[0-9a-f]{20}", agent_id("Lavrov", AgentKind.PERSON))


def test_names_without_letters_stay_apart() -> None:
    """A name that has no key is told from others by its signs."""
    assert agent_id("***", AgentKind.UNNAMED) != agent_id("???", AgentKind.UNNAMED)


LAVROV = KnownAgent(
    name="Sergei Lavrov", kind=AgentKind.PERSON, aliases=("Sergey Lavrov",), demonyms=("Russian",), gender="m"
)
TASS = KnownAgent(
    name="TASS",
    kind=AgentKind.ORGANISATION,
    aliases=("ITAR-TASS",),
    short_names=("Tass",),
    descriptions=("Russian news agency",),
    relay=Role.AGENCY,
)
REUTERS = KnownAgent(name="Reuters", kind=AgentKind.ORGANISATION, relay=Role.AGENCY)
US = KnownAgent(name="United States", kind=AgentKind.ORGANISATION, short_names=("US", "U.S."))
HILL = KnownAgent(name="The Hill", kind=AgentKind.ORGANISATION)
ECONOMIST = KnownAgent(name="The Economist", kind=AgentKind.ORGANISATION)
GEORGIA = KnownAgent(name="Georgia", kind=AgentKind.ORGANISATION)
STATE = KnownAgent(name="State of Georgia", kind=AgentKind.ORGANISATION, short_names=("Georgia",))
REGISTRY = Registry(
    agents=(LAVROV, US, GEORGIA, STATE),
    outlets=tuple(KnownOutlet(agent=agent, kind="agency") for agent in (TASS, REUTERS, HILL, ECONOMIST)),
)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Sergei Lavrov", LAVROV),
        ("SERGEI LAVROV", LAVROV),  # several words: by key
        ("Sergey Lavrov’s", LAVROV),
        ("Сергей Лавров", LAVROV),
        ("Lavrov, Sergei", LAVROV),
        ("Lavrov", None),  # a surname is no known name by itself
        ("Russian", None),  # nor is a demonym
        ("the Russian news agency", TASS),
        ("a Russian news agency", TASS),
        ("Tass", TASS),
        ("TASS’s", TASS),
        ("Tass'", TASS),
        ("tass", None),  # a single word must be written as the registry does
        ("Itar-Tass", TASS),  # two words to the key
        ("REUTERS", REUTERS),  # a credit line shouts
        ("reuters", None),
        ("US", US),
        ("the US", US),
        ("U.S.", US),
        ("us", None),  # the pronoun
        ("The Hill", HILL),
        ("the Hill", HILL),
        ("Hill", None),  # a surname
        ("THE HILL", HILL),
        ("The Economist", ECONOMIST),
        ("an economist", None),
        ("the economist", None),
        ("Georgia", None),  # two of them: unknown is an answer
        ("Somebody Else", None),
        ("", None),
        ("…", None),
    ],
)
def test_known_names(name: str, known: KnownAgent | None) -> None:
    """A name is known where exactly one agent has it, and a single word only as it is written there."""
    assert REGISTRY.find(name) == known


def test_a_demonym_means_its_one_country() -> None:
    """An adjective means the country that has it; none where none has it, or where two do."""
    congos = [KnownAgent(name=n, kind=AgentKind.ORGANISATION, demonyms=("Congolese",)) for n in ("Kinshasa", "Congo")]
    mali = KnownAgent(name="Mali", kind=AgentKind.ORGANISATION, demonyms=("Malian",))
    registry = Registry(agents=(*congos, mali))
    assert [registry.country(word) for word in ("Malian", "Congolese", "Mali", "malian")] == [mali, None, None, None]


def test_a_registry_holds_agents_and_outlets() -> None:
    """Media are agents like others."""
    assert REGISTRY.known == (LAVROV, US, GEORGIA, STATE, TASS, REUTERS, HILL, ECONOMIST)
    assert Registry().find("TASS") is None


def test_two_spellings_with_one_key_are_one_agent() -> None:
    """An agent that lists two looks of a name is found once, not taken for two."""
    kim = KnownAgent(name="Kim Jong Un", kind=AgentKind.PERSON, aliases=("Kim Jong-un", "KIM JONG UN"))
    assert Registry(agents=(kim,)).find("Kim Jong-Un") == kim


@pytest.mark.parametrize("known", REGISTRY.known)
def test_a_known_agent_is_bound_to_no_article(known: KnownAgent) -> None:
    """The registry's agents have the ids of their full names, single words too."""
    agent = known_agent(known)
    assert agent.id == known_id(known) == agent_id(known.name, known.kind)
    assert (agent.name, agent.kind) == (known.name, known.kind)


def test_an_extended_registry_knows_more() -> None:
    """Names of one of ours go to ours, by id or by name, and what is new is known beside it."""
    lavrov = KnownAgent(name="Sergei Lavrov", kind=AgentKind.PERSON, wikidata="Q58217")
    registry = Registry(agents=(lavrov, US), outlets=(KnownOutlet(agent=TASS, kind="agency"),))
    imported = (
        KnownAgent(name="Sergey V. Lavrov", kind=AgentKind.PERSON, aliases=("S. V. Lavrov",), wikidata="Q58217"),
        KnownAgent(name="United States", kind=AgentKind.ORGANISATION, aliases=("United States of America",)),
        KnownAgent(name="Tass", kind=AgentKind.ORGANISATION, aliases=("Telegraph Agency",), wikidata="Q190032"),
        KnownAgent(name="Jane Roe", kind=AgentKind.PERSON),
        KnownAgent(name="Sergei Lavrov", kind=AgentKind.PERSON, wikidata="Q999"),
    )
    extended = registry.extended(imported)
    assert extended.find("Sergey V. Lavrov") == extended.agents[0]
    assert extended.agents[0].name == "Sergei Lavrov"
    assert extended.find("United States of America") == extended.agents[1]
    assert extended.find("Telegraph Agency") == extended.outlets[0].agent
    assert extended.find("Jane Roe") == imported[3]
    assert extended.find("Sergei Lavrov") is None  # another one of that name: unknown is an answer
    assert registry.extended(()) == registry
