"""Who carries whose words, and how often."""

from collections.abc import Iterable

import pytest
from factories import NOW, RULES, at, body, make_article, make_quotation, person, save

from provenance.core.chain import build_chain
from provenance.core.records import Agent, Article, Extraction, Hop, Quotation, Role
from provenance.errors import StoreError
from provenance.store.agents import save_merge
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter
from provenance.store.relaying import find_relays

TEXT = '"Ties are strong," Sergei Lavrov said. "No," he added. "Yes," said a man.'
Relays = Iterable[tuple[Role, str]]


def relayed(
    words: str, *relays: tuple[Role, str], article: Article, speaker: str | None = "Sergei Lavrov"
) -> Quotation:
    """Build a quotation that went through relays."""
    plain = make_quotation(words, article=article, speaker=speaker)
    hops = [Hop(role=role, agent=body(name, article=article) if name else None) for role, name in relays]
    voice = person(speaker, article=article) if speaker else None
    chain = build_chain(voice, source=plain.source, relays=hops, publisher=None)
    return Quotation(
        form=plain.form, content=plain.content, cue=None, source=plain.source, chain=chain, score=plain.score
    )


@pytest.fixture
def filled(store: Store) -> Store:
    """Two articles: TASS twice, once through CNN; an unknown outlet; and once no relay at all."""
    first = make_article(TEXT, locator="a.txt", published="2025-07-13")
    second = make_article(f"{TEXT} More.", locator="b.txt", published="2025-07-20T08:00:00+00:00")
    tass, cnn = (Role.AGENCY, "TASS"), (Role.OUTLET, "CNN")
    save(
        store,
        Extraction(
            article=first,
            pipeline=RULES,
            quotations=(
                relayed('"Ties are strong,"', tass, article=first),
                relayed('"No,"', tass, cnn, article=first),
                relayed('"Yes,"', (Role.OUTLET, ""), article=first, speaker=None),
            ),
        ),
        Extraction(
            article=second,
            pipeline=RULES,
            quotations=(relayed('"Ties are strong,"', tass, article=second), relayed('"No,"', article=second)),
        ),
    )
    return store


def rows(store: Store, **wanted: object) -> list[tuple[str, str, str, int, int]]:
    found = find_relays(store, QuotationFilter(**wanted))  # type: ignore[arg-type]
    return [(_name(one.relay), one.role.value, _name(one.speaker), one.quotations, one.articles) for one in found]


def _name(agent: Agent | None) -> str:
    return agent.name if agent else "-"


TASS_ROW = ("TASS", "agency", "Sergei Lavrov", 3, 2)
CNN_ROW = ("CNN", "outlet", "Sergei Lavrov", 1, 1)
NOBODY_ROW = ("-", "outlet", "-", 1, 1)


def test_the_busiest_comes_first(filled: Store) -> None:
    """Quotations and articles are counted by relay, role and speaker; unknown ones are counted too."""
    assert rows(filled) == [TASS_ROW, NOBODY_ROW, CNN_ROW]


def test_dates_are_those_of_the_articles(filled: Store) -> None:
    """The first and last day on which the words were published come with each row."""
    found = find_relays(filled, QuotationFilter())
    assert (found[0].first_seen, found[0].last_seen) == ("2025-07-13", "2025-07-20T08:00:00+00:00")
    assert found[1].first_seen == found[1].last_seen == "2025-07-13"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"via": "TASS"}, [TASS_ROW]),
        ({"role": Role.OUTLET}, [NOBODY_ROW, CNN_ROW]),
        ({"hops": (2, None)}, [CNN_ROW, ("TASS", "agency", "Sergei Lavrov", 1, 1)]),
        ({"speaker": "Lavrov"}, [TASS_ROW, CNN_ROW]),
        ({"since": "2025-07-14"}, [("TASS", "agency", "Sergei Lavrov", 1, 1)]),
        ({"words": "strong"}, [("TASS", "agency", "Sergei Lavrov", 2, 2)]),
        ({"limit": 1}, [TASS_ROW]),
        ({"as_of": at(1)}, []),
        ({"hops": (0, 0)}, []),
        ({"via": "Reuters"}, []),
    ],
    ids=str,
)
def test_filters(filled: Store, wanted: dict[str, object], expected: list[tuple[str, str, str, int, int]]) -> None:
    """Filters choose the quotations, `via` and `role` the relay too, and the limit is one of rows."""
    assert rows(filled, **wanted) == expected


def test_merged_agents_are_one(filled: Store) -> None:
    """Two relays that are the same agent are one row, and an article that has both of them counts once."""
    save_merge(filled, "TASS", "CNN", who="ada", reason="one house", now=NOW)
    found = rows(filled, via="CNN")
    assert [(role, quotations, articles) for _, role, _, quotations, articles in found] == [
        ("agency", 3, 2),
        ("outlet", 1, 1),
    ]
    assert len({name for name, *_ in found}) == 1


def test_rejected_quotations_count_no_more(filled: Store) -> None:
    """What a reviewer rejects is carried by nobody, and a correction counts as it says."""
    first, second = (one.id for one in find_quotations(filled, QuotationFilter(via="TASS", hops=(1, 1))))
    save_correction(filled, Correction(quotation=first, reviewer="ada", reason="a title", assertion="reject"), now=NOW)
    save_correction(filled, Correction(quotation=second, reviewer="ada", reason="heard it", via=()), now=NOW)
    assert rows(filled, via="TASS") == [("TASS", "agency", "Sergei Lavrov", 1, 1)]


def test_nonsense_is_refused(filled: Store) -> None:
    """A range of relays that is empty is an error, not an empty answer."""
    with pytest.raises(StoreError, match="no chain has"):
        find_relays(filled, QuotationFilter(hops=(3, 1)))
