"""Wire copy: articles that hold the text of another one are linked to it, whole or by their passages."""

from itertools import permutations

import pytest
from factories import NewTarget, at, dump, make_article, make_extraction, save
from sqlalchemy import select

from provenance.core.records import Article
from provenance.store.engine import Store, open_store
from provenance.store.queries import find_quotations
from provenance.store.records import QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.tables import article_versions, articles
from provenance.store.wordings import article_links

DAYS = ("Monday", "Tuesday", "Friday", "Sunday", "Monday", "Tuesday", "Friday", "Sunday")
SUBJECTS = ("miners", "farmers", "teachers", "drivers", "pilots", "nurses", "bakers", "sailors")
PLACES = ("harbour", "market", "station", "bridge", "museum", "library", "stadium", "theatre")
SEEN = list(zip(DAYS, SUBJECTS, PLACES, strict=True))
WIRE = " ".join(
    f"On {day} the {who} met at the {where} and asked for changes in the law on {who} of the north."
    for day, who, where in SEEN
)
SAID = '"We will not leave this town before the council has heard us," Ada Lovelace said.'
OWN = " ".join(f"Our own reporter saw {where} near the {who} late at night." for _, who, where in SEEN)


def article(locator: str, text: str, *, published: str = "2025-07-13", **fields: str) -> Article:
    return make_article(text, locator=locator, published=published, **fields)


def keep(store: Store, *given: Article) -> None:
    words = SAID.split(" Ada", maxsplit=1)[0]
    for day, each in enumerate(given, start=1):
        quotes = {words: {"speaker": "Ada Lovelace"}} if words in each.text else {}
        save(store, make_extraction(each, quotes=quotes), now=at(day))


def links(store: Store) -> set[tuple[str, str, str, bool]]:
    link, copy, other = article_links.c, article_versions.alias(), article_versions.alias()
    of_copy, of_other = articles.alias(), articles.alias()
    asked = (
        select(of_copy.c.locator, link.kind, of_other.c.locator, link.start_char)
        .join(copy, copy.c.id == link.version_id)
        .join(other, other.c.id == link.other_version_id)
        .join(of_copy, of_copy.c.id == copy.c.article_id)
        .join(of_other, of_other.c.id == other.c.article_id)
    )
    with store.reading() as connection:
        return {(row[0], row[1], row[2], row[3] is None) for row in connection.execute(asked)}


def quoted(store: Store) -> list[str]:
    found = find_quotations(store, QuotationFilter(original_only=True))
    return sorted(each.article.article.locator for each in found)


WHOLE = f"{WIRE} {SAID}"
WIRES = (
    article("wire", WHOLE, published="2025-07-12", publisher="The Wire"),
    article("copy", f"(The Wire) {WHOLE}", publisher="The Daily Test"),
    article("silent", WHOLE.replace("Monday", "Thursday"), published="2025-07-14", publisher="The Evening Test"),
)


def test_a_copy_is_linked_to_what_it_copies(store: Store) -> None:
    """The later article copies the earlier one, with the agency named or not."""
    keep(store, *WIRES)
    assert links(store) == {
        ("copy", "syndicated", "wire", True),
        ("silent", "near_dup", "wire", True),
        ("silent", "near_dup", "copy", True),
    }
    assert verify_store(store) == []


def test_a_passage_is_linked_as_one(store: Store) -> None:
    """An article that takes over a passage and adds its own is linked by that passage alone."""
    keep(store, WIRES[0], article("mixed", f"{OWN} {WIRE} {OWN.upper()}"))
    assert links(store) == {("mixed", "rewrite", "wire", False)}
    with store.reading() as connection:
        row = connection.execute(select(article_links)).one()
    text = f"{OWN} {WIRE} {OWN.upper()}"
    assert text[row.start_char : row.end_char] == WIRE.removesuffix(".")
    assert WHOLE[row.other_start : row.other_end] == WIRE.removesuffix(".")


def test_what_two_reporters_saw_is_no_copy(store: Store) -> None:
    """The same quotation in two reports, two versions of one article and short texts are no copies."""
    keep(
        store,
        WIRES[0],
        article("own", f"{OWN} {SAID}"),
        article("wire", f"{WHOLE} More follows.", published="2025-07-12", publisher="The Wire"),
        article("short", "On Monday the miners met."),
    )
    assert {link for link in links(store) if "own" in link or "short" in link or link[0] == link[2]} == set()


def test_the_order_of_articles_makes_no_difference(new_target: NewTarget) -> None:
    """Whichever is read first, the later one copies the earlier one."""
    dumps = []
    for order in permutations(WIRES):
        with open_store(new_target(), mode="write") as store:
            keep(store, *order)
            dumps.append(dump(store)["article_links"])
    assert all(found == dumps[0] for found in dumps)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_an_utterance_counts_once_for_all_its_copies(store: Store, order: tuple[int, ...]) -> None:
    """Of wire copy the original alone is shown; what others took down themselves is theirs."""
    keep(store, *(WIRES[n] for n in order), article("own", f"{OWN} {SAID}"))
    assert quoted(store) == ["own", "wire"]


def test_a_quotation_outside_the_passage_is_original(store: Store) -> None:
    """An article that takes over a passage keeps what it quotes elsewhere."""
    keep(store, WIRES[0], article("outside", f"{OWN} {WIRE} {OWN.upper()} {SAID}"), article("inside", f"{OWN} {WHOLE}"))
    assert quoted(store) == ["outside", "wire"]


def test_a_copy_of_what_is_no_longer_there_counts(store: Store) -> None:
    """Where the original article has a newer version without the words, its copy is all that is left."""
    keep(store, *WIRES[:2], article("wire", f"{OWN} Nothing is left.", published="2025-07-12", publisher="The Wire"))
    assert quoted(store) == ["copy"]
