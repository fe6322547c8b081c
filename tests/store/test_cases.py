"""Whose words they may be: who is offered to a reviewer, in which order, and why."""

from dataclasses import replace

import pytest
from factories import NOW, TEXT, body, full_extraction, make_article, make_extraction, person, save, span
from test_joining import imported

from provenance.core.agents import Registry, build_agent
from provenance.core.known import KnownAgent
from provenance.core.records import Agent, AgentKind, Mention, MentionKind
from provenance.core.wire import canonical_json
from provenance.errors import NotFound
from provenance.store.cases import MOST, Case, load_case
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.importing import save_imported
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter
from provenance.store.seeds import save_registry
from provenance.store.world import agent_edges

MEETING = (
    'Officials met Wang Yi on Friday. Marie Curie listened. "We thank Ada Lovelace," he said. Later Alan Turing came.'
)


def case_of(store: Store, speaker: Agent | None = None, **named: Agent) -> Case:
    """Save the meeting with mentions of some agents, and load its one quotation as a reviewer gets it."""
    article = make_article(MEETING)
    quoted = make_extraction(article, quotes={'"We thank Ada Lovelace,"': {"speaker": speaker and speaker.name}})
    mentions = tuple(
        Mention(span=span(words.replace("_", " "), text=MEETING), kind=MentionKind.NAME, agent=agent)
        for words, agent in named.items()
    )
    save(store, replace(quoted, mentions=mentions))
    found = load_case(store, find_quotations(store, QuotationFilter())[0].id)
    assert found
    return found


def named_person(name: str) -> Agent:
    return person(name, article=make_article(MEETING))


def offered(case: Case) -> list[tuple[str, str]]:
    return [(candidate.agent.name, candidate.why) for candidate in case.candidates]


def test_the_nearest_comes_first(store: Store) -> None:
    """People come by how near the article names them, those inside the words last, and groups after people."""
    officials = build_agent("officials", AgentKind.GROUP, scope="")
    case = case_of(
        store,
        Officials=officials,
        Wang_Yi=named_person("Wang Yi"),
        Marie_Curie=named_person("Marie Curie"),
        Ada_Lovelace=named_person("Ada Lovelace"),
        Alan_Turing=named_person("Alan Turing"),
    )
    assert offered(case) == [
        ("Marie Curie", "“Marie Curie” 11 characters before"),
        ("Alan Turing", "“Alan Turing” 16 characters after"),
        ("Wang Yi", "“Wang Yi” 34 characters before"),
        ("Ada Lovelace", "“Ada Lovelace” in the words themselves"),
        ("officials", "“Officials” 46 characters before"),
    ]


def test_the_speaker_is_no_candidate(store: Store) -> None:
    """Whoever is the speaker already is accepted by another key."""
    case = case_of(store, named_person("Wang Yi"), Wang_Yi=named_person("Wang Yi"))
    assert offered(case) == []


def test_known_people_are_found_by_their_name(store: Store) -> None:
    """Somebody whom the database knows and the text names in full is offered, though no mention was found there."""
    curie = KnownAgent(name="Marie Curie", kind=AgentKind.PERSON, aliases=("Maria Skłodowska-Curie",))
    others = tuple(KnownAgent(name=name, kind=AgentKind.PERSON) for name in ("Friday Marie", "Friday Ada"))
    save_registry(store, Registry(agents=(curie, *others)), now=NOW)
    assert offered(case_of(store)) == [("Marie Curie", "“Marie Curie” 11 characters before")]


def test_imported_people_are_found_by_their_name(store: Store) -> None:
    """Whom another register knows is offered like those of ours."""
    save_imported(store, [imported("Q7259", "Ada Lovelace", "Ada King"), imported("Q7186", "Marie Curie")], now=NOW)
    assert [name for name, _ in offered(case_of(store))] == ["Marie Curie", "Ada Lovelace"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Franklin D. Roosevelt spoke.", ["Franklin D. Roosevelt"]),  # an initial ends no sentence
        ("He met Franklin. Roosevelt left.", []),  # a sentence ends between them
        ("He met Franklin\nRoosevelt left.", []),  # and so does a line
        ("The Franklin D. Roosevelt Library opened.", ["Franklin D. Roosevelt Library"]),  # the longer name alone
        ("franklin d. roosevelt spoke.", []),  # no name at all
    ],
)
def test_names_in_the_text(store: Store, text: str, found: list[str]) -> None:
    """A name counts where the text has it as a whole, in one sentence, and not as a piece of another one."""
    roosevelt = KnownAgent(name="Franklin D. Roosevelt", kind=AgentKind.PERSON, aliases=("Franklin Roosevelt",))
    library = KnownAgent(name="Franklin D. Roosevelt Library", kind=AgentKind.ORGANISATION)
    save_registry(store, Registry(agents=(roosevelt, library)), now=NOW)
    article = make_article(f'"Yes," it was said. {text}')
    save(store, make_extraction(article, quotes={'"Yes,"': {"speaker": None}}))
    case = load_case(store, find_quotations(store, QuotationFilter())[0].id)
    assert case
    assert [name for name, _ in offered(case)] == found


def test_namesakes_and_suggestions_are_offered(store: Store) -> None:
    """Those who have the speaker's name too come after those of the article, suggested ones before them."""
    minister = KnownAgent(name="Wang Yi", kind=AgentKind.PERSON)
    player = KnownAgent(name="Wang Yi Fan", kind=AgentKind.PERSON)
    foreign = KnownAgent(name="Ministry of Foreign Affairs", kind=AgentKind.ORGANISATION)
    save_registry(store, Registry(agents=(minister, player, foreign)), now=NOW)
    wang = build_agent("Wang Yi", AgentKind.PERSON, scope="")
    other = build_agent("Ministry of Foreign Affairs", AgentKind.ORGANISATION, scope="")
    suggest(store, wang, other)
    case = case_of(store, wang, Marie_Curie=named_person("Marie Curie"))
    assert [name for name, _ in offered(case)] == ["Marie Curie", "Ministry of Foreign Affairs", "Wang Yi Fan"]
    assert [why for _, why in offered(case)[1:]] == ["may be the same; a test says so", "has that name too"]


def suggest(store: Store, one: Agent, other: Agent) -> None:
    left, right = sorted((one.id, other.id))
    with store.writing() as connection:
        connection.execute(
            agent_edges.insert().values(
                id="ae_1",
                left_id=left,
                right_id=right,
                judgement="suggest",
                score=0.6,
                reasons=canonical_json(["a test says so"]),
                who="rule:test",
                created_at=NOW,
            )
        )


def test_no_more_than_there_are_keys(store: Store) -> None:
    """A reviewer has nine figures, so there are nine candidates at most."""
    text = '"Yes," she said. ' + " ".join(f"Ada Number{letter} came." for letter in "abcdefghijklm")
    article = make_article(text)
    mentions = tuple(
        Mention(
            span=span(f"Ada Number{letter}", text=text),
            kind=MentionKind.NAME,
            agent=person(f"Ada Number{letter}", article=article),
        )
        for letter in "abcdefghijklm"
    )
    save(store, replace(make_extraction(article, quotes={'"Yes,"': {"speaker": None}}), mentions=mentions))
    case = load_case(store, find_quotations(store, QuotationFilter())[0].id)
    assert case
    assert len(case.candidates) == MOST


@pytest.mark.parametrize("assertion", ["assert", "reject"])
def test_what_was_decided_meanwhile_is_no_case(store: Store, assertion: str) -> None:
    """Where somebody else was quicker there is nothing left to decide."""
    save(store, full_extraction())
    target = find_quotations(store, QuotationFilter())[0].id
    decided = Correction(quotation=target, reviewer="bob", reason="read it", assertion=assertion)
    save_correction(store, decided, now=NOW)
    assert load_case(store, target) is None


def test_relays_are_candidates(store: Store) -> None:
    """Whose words they are decides between speaker and relay, so an agency that carries them may be the speaker."""
    extraction = full_extraction()
    tass = body("TASS", article=extraction.article)
    mention = Mention(span=span("TASS", text=TEXT), kind=MentionKind.OUTLET, agent=tass)
    save(store, replace(extraction, mentions=(*extraction.mentions, mention)))
    case = load_case(store, find_quotations(store, QuotationFilter(via="TASS"))[0].id)
    assert case
    assert "TASS" in [name for name, _ in offered(case)]


def test_a_quotation_that_is_not_there(store: Store) -> None:
    """An id of nothing is an error."""
    with pytest.raises(NotFound):
        load_case(store, "qt_00000000")
