"""Who said what: filters, moments, versions and ids."""

from dataclasses import replace
from itertools import pairwise

import pytest
from factories import (
    NOW,
    RULES,
    TEXT,
    at,
    body,
    find_articles,
    full_extraction,
    load_marks,
    make_article,
    make_extraction,
    make_quotation,
    person,
    save,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from provenance.core.agents import Registry
from provenance.core.chain import build_chain
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind, Extraction, Form, Hop, Role
from provenance.errors import NotFound, StoreError
from provenance.store.engine import Store
from provenance.store.queries import find_outlets, find_quotations, find_speakers, load_history, load_quotation
from provenance.store.records import ArticleMarks, QuotationFilter
from provenance.store.seeds import save_registry

TASS = KnownOutlet(
    agent=KnownAgent(
        name="TASS",
        kind=AgentKind.ORGANISATION,
        aliases=("Telegraph Agency of Russia",),
        short_names=("Tass", "ITAR-TASS"),
        wikidata="Q223799",
    ),
    kind="agency",
    country="RU",
    domain="tass.com",
    labels=(OutletLabel(label="state_controlled", citation="a citation", valid_from="1925"),),
)
REGISTRY = Registry(
    agents=(KnownAgent(name="Sergei Lavrov", kind=AgentKind.PERSON, aliases=("Sergéi Lavróv",)),), outlets=(TASS,)
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Three articles: one from the fixture texts, one published by TASS, one without a date."""
    save_registry(store, REGISTRY, now=NOW)
    tass = make_article(
        '"Peace," Wang Yi said. "War," said a man in Köln.',
        locator="https://tass.com/1",
        url="https://tass.com/1",
        publisher="Tass",
        published="2025-07-15T08:00:00+00:00",
    )
    undated = make_article('"NEAR or AND," O\'Brien said, Xinhua reported.', locator="c.txt", published=None)
    save(
        store,
        full_extraction(),
        make_extraction(tass, quotes={'"Peace,"': {"speaker": "Wang Yi"}, '"War,"': {"speaker": None}}),
        make_extraction(
            undated, quotes={'"NEAR or AND,"': {"speaker": "O'Brien", "via": ["Xinhua"], "form": Form.MIXED}}
        ),
    )
    return store


def texts(store: Store, **wanted: object) -> list[str]:
    return [found.text.strip('",') for found in find_quotations(store, QuotationFilter(**wanted))]  # type: ignore[arg-type]


ALL = ["Peace", "War", "We support all measures", "Ties are strong", "NEAR or AND"]


def test_the_newest_article_comes_first(filled: Store) -> None:
    """Quotations come by date of publication, then in the order of the text; undated articles come last."""
    assert texts(filled) == ALL


FILTERS: list[tuple[dict[str, object], list[str]]] = [
    ({"speaker": "Lavrov"}, ALL[2:4]),
    ({"speaker": "lavrov sergei"}, ALL[2:4]),
    ({"speaker": "SERGÉI LAVRÓV"}, ALL[2:4]),
    ({"speaker": "the Lavrov's"}, ALL[2:4]),
    # Part of a name is one of its words, not a piece of one: AP is not in Apple.
    ({"speaker": "Lav"}, []),
    ({"speaker": "Putin"}, []),
    ({"speaker": "TASS"}, []),
    ({"speaker": "…"}, []),
    ({"speaker": "%"}, []),
    ({"speaker": "o'brien"}, ALL[4:]),
    ({"via": "TASS"}, ALL[2:3]),
    ({"via": "Tass"}, ALL[2:3]),
    ({"via": "Itar-Tass"}, ALL[2:3]),
    ({"via": "telegraph agency"}, ALL[2:3]),
    ({"via": "Lavrov"}, []),
    ({"via": "Xinhua"}, ALL[4:]),
    ({"role": Role.AGENCY}, [ALL[2], ALL[4]]),
    ({"role": Role.LEAKER}, []),
    ({"role": Role.SPEAKER}, []),
    ({"via": "TASS", "role": Role.OUTLET}, []),
    ({"hops": (0, 0)}, [*ALL[:2], ALL[3]]),
    ({"hops": (1, None)}, [ALL[2], ALL[4]]),
    ({"hops": (0, 1)}, ALL),
    ({"hops": (2, None)}, []),
    ({"hops": (1, 1), "via": "TASS", "role": Role.AGENCY}, ALL[2:3]),
    ({"outlet": "TASS"}, ALL[:2]),
    ({"outlet": "itar-tass"}, ALL[:2]),
    ({"outlet": "tass.com"}, ALL[:2]),
    ({"outlet": "Reuters"}, []),
    ({"form": Form.MIXED}, ALL[4:]),
    ({"words": "support"}, ALL[2:3]),
    ({"words": "measures SUPPORT"}, ALL[2:3]),
    ({"words": "support peace"}, []),
    ({"words": "near and"}, ALL[4:]),
    ({"words": "sup"}, []),
    ({"words": "   "}, ALL),
    ({"words": ""}, ALL),
    ({"words": "***"}, []),
    ({"speaker": "Lavrov", "via": "TASS", "words": "all"}, ALL[2:3]),
    ({"since": "2025-07-14"}, ALL[:2]),
    ({"since": "2025-07-13"}, ALL[:4]),
    ({"until": "2025-07-13"}, ALL[2:4]),
    ({"until": "2025"}, ALL[:4]),
    ({"since": "2025-07-15", "until": "2025-07-15"}, ALL[:2]),
    ({"since": "2026"}, []),
    ({"since": "2025-07-15T09:00:00+00:00"}, ALL[:2]),
    ({"limit": 3}, ALL[:3]),
    ({"as_of": at(1)}, []),
    ({"as_of": NOW, "speaker": "Wang Yi"}, ALL[:1]),
]


def test_filters(filled: Store) -> None:
    """A filter finds what people mean by it, and an empty list where nothing fits."""
    assert [(wanted, texts(filled, **wanted)) for wanted, _ in FILTERS] == FILTERS


def test_a_filter_takes_ids(filled: Store) -> None:
    """Agents and outlets can be given by their ids."""
    lavrov = find_speakers(filled)[0].agent.id
    outlet = find_outlets(filled)[0].id
    assert texts(filled, speaker=lavrov) == ALL[2:4]
    assert texts(filled, speaker="ag_0") == []
    assert texts(filled, outlet=outlet) == ALL[:2]


def test_an_imprecise_date_counts_where_it_may_fit(store: Store) -> None:
    """An article of which only the month is known is found by any day of that month, and by no other."""
    save(store, make_extraction(make_article(published="2025-07")))
    assert len(texts(store, since="2025-07-31")) == len(texts(store, until="2025-07-01")) == 2
    assert texts(store, since="2025-08-01") == texts(store, until="2025-06-30") == []


@pytest.mark.parametrize(
    "wanted",
    [
        {"since": "July"},
        {"until": "2025/07"},
        {"as_of": "soon"},
        {"limit": 0},
        {"hops": (3, 1)},
        {"hops": (-1, None)},
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, wanted: dict[str, object]) -> None:
    """A filter that cannot be understood is an error with a hint, not an empty answer."""
    with pytest.raises(StoreError) as caught:
        texts(store, **wanted)
    assert caught.value.hint


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("\"'*^:()-+{}[]~\\%_;,.? ANDORNEARabcé\u0000\ud800\u202e習"), max_size=30))
def test_nothing_that_users_type_is_syntax(filled: Store, words: str) -> None:
    """Any text in any filter finds something or nothing, and is never an error."""
    for field in ("words", "speaker", "via", "outlet"):
        assert set(texts(filled, **{field: words})) <= set(ALL)


def test_search_syntax_means_words(filled: Store) -> None:
    """What is an error or an operator to a search engine is only words to us."""
    assert texts(filled, words="NEAR(") == texts(filled, words="AND -or") == ALL[4:]
    for words in ("a AND", '"', "*", "-", "x" * 100_000, "a " * 5_000):
        assert texts(filled, words=words) == []


def test_accents_make_no_difference_to_a_search(store: Store) -> None:
    """Words are found with or without their accents, on both databases alike."""
    article = make_article('"Žižek était à Köln — ΣΊΣΥΦΟΣ, 习近平," X said.')
    save(store, make_extraction(article, quotes={article.text[:-8]: {"speaker": None}}))
    for words in ("zizek etait", "KÖLN", "koln", "σισυφος", "习近平"):
        assert len(texts(store, words=words)) == 1


def test_all_quotations_cost_as_many_statements_as_one(filled: Store) -> None:
    """What is loaded is loaded in batches, never row by row."""
    assert count_statements(filled, limit=1) == count_statements(filled, limit=None) < 12


def count_statements(store: Store, *, limit: int | None) -> int:
    statements = []
    with store.frozen() as frozen, frozen.reading() as connection:
        event.listen(connection, "before_execute", lambda *arguments: statements.append(arguments[1]))
        find_quotations(frozen, QuotationFilter(limit=limit))
    return len(statements)


def test_a_quotation_is_found_by_the_beginning_of_its_id(filled: Store) -> None:
    """Four characters will do where they are enough; fewer, or none that fit, are not found."""
    stored = find_quotations(filled, QuotationFilter())[0]
    assert load_quotation(filled, stored.id) == stored
    assert load_quotation(filled, stored.id[:12]) == stored
    for wrong in (stored.id[:6], "qt_", "", "qt_%", "qt_zzzz", stored.id + "0", "av_1234", "qt_1234' OR 1=1"):
        with pytest.raises(NotFound, match="no quotation"):
            load_quotation(filled, wrong)


def test_a_beginning_of_several_ids_is_refused(store: Store) -> None:
    """Where several ids begin alike the error lists them."""
    words = [f'"Word {n}"' for n in range(700)]
    article = make_article(" ".join(words))
    quotations = tuple(make_quotation(word, article=article, speaker=None) for word in words)
    save(store, Extraction(article=article, pipeline=RULES, quotations=quotations))
    ids = sorted(found.id for found in find_quotations(store, QuotationFilter()))
    twins = next((one, other) for one, other in pairwise(ids) if one[:7] == other[:7])
    with pytest.raises(StoreError, match=f"{twins[0]}.*{twins[1]}"):
        load_quotation(store, twins[0][:7])


def test_a_quotation_was_not_there_before_it_was_read(filled: Store) -> None:
    """As of a moment before the article was read there is no such quotation."""
    stored = find_quotations(filled, QuotationFilter())[0]
    with pytest.raises(NotFound, match="by 2025-07-01"):
        load_quotation(filled, stored.id, as_of=at(1))
    with pytest.raises(NotFound):
        load_history(filled, "qt_0000")


def test_speakers_come_by_how_often_they_speak(filled: Store) -> None:
    """Each speaker comes with names, counts and dates, the most quoted first; relays that never speak do not come."""
    first, *others = find_speakers(filled)
    assert (first.agent.name, first.voiced, first.relayed) == ("Sergei Lavrov", 2, 0)
    assert first.names == ("Sergei Lavrov", "Sergéi Lavróv")
    assert (first.first_seen, first.last_seen) == ("2025-07-13", "2025-07-13")
    assert {agent.agent.name for agent in others} == {"Wang Yi", "O'Brien"}
    assert find_speakers(filled, limit=1) == [first]
    assert find_speakers(filled, as_of=at(1)) == []


def test_outlets_come_with_their_labels(filled: Store) -> None:
    """What the registry says of an outlet comes back, each label with its citation."""
    found = find_outlets(filled)
    assert [(o.agent.name, o.kind, o.country, o.domain, o.labels) for o in found] == [
        ("TASS", "agency", "RU", "tass.com", TASS.labels)
    ]


def test_articles_come_with_their_outlet(filled: Store) -> None:
    """Every version comes, linked to its outlet where the registry knows it."""
    found = {stored.article.locator: stored.outlet for stored in find_articles(filled)}
    assert found == {"a.txt": None, "c.txt": None, "https://tass.com/1": find_outlets(filled)[0].id}


def test_marks_of_a_version_that_is_not_there_are_empty(store: Store) -> None:
    """Asking for the marks of an unknown version is no error."""
    assert load_marks(store, "av_0") == ArticleMarks()


def test_the_marks_are_those_of_the_newest_pipeline(store: Store) -> None:
    """Credit lines that the newest pipeline no longer finds are not shown."""
    save(store, full_extraction())
    version = find_articles(store)[0].version
    save(store, make_extraction(pipeline=replace(RULES, version="9")), now=at(15))
    assert load_marks(store, version) == ArticleMarks()


def test_a_chain_comes_back_in_order(store: Store) -> None:
    """Speaker, relays from the speaker outwards, publisher: in the order in which they were given."""
    article = make_article(publisher="Daily News")
    relays = [
        Hop(role=role, agent=body(name, article=article), explicit=explicit)
        for role, name, explicit in (
            (Role.TRANSLATION, "Translators United", False),
            (Role.AGENCY, "TASS", True),
            (Role.OUTLET, "CNN", True),
        )
    ]
    plain = make_quotation('"Ties are strong,"', article=article)
    voice, publisher = person("Sergei Lavrov", article=article), body("Daily News", article=article)
    chain = build_chain(voice, source=plain.source, relays=relays, publisher=publisher)
    quotation = replace(plain, chain=chain, on_behalf_of=body("Foreign Ministry", article=article), said_on="2025-07")
    save(store, Extraction(article=article, pipeline=RULES, quotations=(quotation,)))
    assert find_quotations(store, QuotationFilter())[0].current.quotation == quotation


def test_context_stands_around_a_quotation(filled: Store) -> None:
    """Up to 32 characters before and after come with each quotation."""
    stored = find_quotations(filled, QuotationFilter(speaker="Lavrov"))[0]
    start = TEXT.index(stored.text)
    assert TEXT[:start].endswith(stored.prefix)
    assert TEXT[start + len(stored.text) :].startswith(stored.suffix)
    assert (len(stored.prefix), len(stored.suffix)) == (24, 32)
