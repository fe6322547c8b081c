"""Finding what a quotation of a draft may come from, on both databases."""

from dataclasses import replace

import pytest
from factories import at, make_article, make_extraction, save

from provenance.core.records import Article, Extraction, Form, Hop, Quotation, Role
from provenance.core.text import Span, text_key
from provenance.core.verdicts.voices import Claim, Passage
from provenance.core.wire import text_sha256
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.passages import load_passages
from provenance.store.records import Correction

SHIPS = '"The harbour must stay open to every fishing boat in the region," Sergei Lavrov said, according to TASS.'
HARBOUR = '"The harbour must stay open to every fishing boat in the region,"'


def found(store: Store, words: str, speaker: str | None = None) -> list[Passage]:
    return load_passages(store, [Claim(words=words, speaker=speaker)])[0]


def ships(**fields: str | None) -> Extraction:
    article = make_article(SHIPS, locator="ships.txt", title="Ships", publisher="Harbour Times", **fields)
    return make_extraction(article, quotes={HARBOUR: {"via": ["TASS"]}})


def test_passage_holds_what_a_verdict_needs(store: Store) -> None:
    """A passage has its words, its speaker under every name, its relays, and where it stands."""
    save(store, ships(url="https://harbour.example/ships"))
    (passage,) = found(store, "open to every fishing boat")
    assert passage.speaker
    assert passage.speaker.agent.name == "Sergei Lavrov"
    assert "sergei lavrov" in {name.casefold() for name in passage.speaker.others}
    assert [relay.agent.name for relay in passage.relays] == ["TASS"]
    assert text_key(passage.wording.text) == text_key(HARBOUR)
    place = passage.place
    assert (place.locator, place.publisher, place.title) == ("ships.txt", "Harbour Times", "Ships")
    assert (place.url, place.published) == ("https://harbour.example/ships", "2025-07-13")
    assert (place.prefix, place.suffix.startswith(" Sergei Lavrov said")) == ("", True)


@pytest.mark.parametrize(
    "words",
    [
        "The harbour must stay open to every fishing boat in the region",
        "THE HARBOUR – must stay open",
        "fishing boat",
        "harbour",
        "The harbour must stay shut to every fishing boat in the region",
        "The harbour must … stay … every fishing boat in the",
        "NEAR(harbour*) must stay open to every",
    ],
)
def test_found_whole_in_part_and_changed(store: Store, words: str) -> None:
    """Words are found in a row or where enough of them stand together, and are never search syntax."""
    save(store, ships())
    assert [text_key(passage.wording.text) for passage in found(store, words)] == [text_key(HARBOUR)]


@pytest.mark.parametrize("words", ["boat fishing", "An entirely different thing was said that day", "*", '"'])
def test_nothing_alike_is_not_found(store: Store, words: str) -> None:
    """Words in another order, other words, and no words at all find nothing."""
    save(store, ships())
    assert found(store, words) == []


def test_claims_are_answered_in_their_order(store: Store) -> None:
    """Each claim has its own passages, and one without any has none."""
    save(store, ships())
    claims = [Claim(words=words) for words in ("fishing boat", "no such thing", "harbour must stay open")]
    assert [len(passages) for passages in load_passages(store, claims)] == [1, 0, 1]


def test_rejected_and_older_ones_are_left_out(store: Store) -> None:
    """What a person has rejected, and what an article no longer says, is no passage."""
    save(store, ships())
    (passage,) = found(store, "fishing boat")
    correction = Correction(quotation=passage.id, reviewer="ada", reason="a play", assertion="reject")
    save_correction(store, correction, now=at(20))
    assert found(store, "fishing boat") == []
    article = make_article("Nobody said a word.", locator="ships.txt")
    newer = replace(ships(), article=replace(article, publisher="Harbour Times"), quotations=())
    save(store, newer, now=at(21))
    assert found(store, "harbour must stay open") == []


def test_few_words_of_the_speaker_are_found_among_many(store: Store) -> None:
    """However many others use a word, the speaker's own is among what is found."""
    others = {f'"Never {number},"': {"speaker": f"Person{number} Name"} for number in range(230)}
    words = {**others, '"Never mind the boats,"': {"speaker": "Sergei Lavrov"}}
    text = " ".join(f"{quoted} {voice['speaker']} said." for quoted, voice in words.items())
    save(store, make_extraction(make_article(text), quotes=words))
    names = {p.speaker.agent.name for p in found(store, "never", "Lavrov") if p.speaker}
    assert "Sergei Lavrov" in names


def with_quotation(extraction: Extraction, quotation: Quotation) -> Extraction:
    return replace(extraction, quotations=(quotation,))


@pytest.mark.parametrize(("spoken", "told"), [("ru", "said in the language ru"), ("en-GB", None), (None, None)])
def test_spoken_in_another_language(store: Store, spoken: str | None, told: str | None) -> None:
    """A quotation whose language is not that of its article is a translation."""
    extraction = ships(lang="en-US")
    save(store, with_quotation(extraction, replace(extraction.quotations[0], quoted_lang=spoken)))
    assert found(store, "fishing boat")[0].translated_from == told


def test_through_a_translator(store: Store) -> None:
    """A quotation that a translation carried says so in the words of its article."""
    extraction = ships()
    quotation = extraction.quotations[0]
    at_tass = Span(SHIPS.index("TASS"), SHIPS.index("TASS") + 4)
    hop = Hop(role=Role.TRANSLATION, agent=quotation.relays[0].agent, mention=at_tass, evidence=at_tass)
    chain = (quotation.chain[0], hop, quotation.chain[-1])
    save(store, with_quotation(extraction, replace(quotation, chain=chain)))
    assert found(store, "fishing boat")[0].translated_from == "through TASS"


BARE = "We shall all be late for supper tonight."


@pytest.mark.parametrize(
    ("text", "blocks", "form"),
    [
        (f"LAVROV: {BARE}", False, Form.DIRECT),
        (f"Lavrov wrote\n{BARE}", True, Form.DIRECT),
        (f"Lavrov said {BARE}", False, Form.INDIRECT),
    ],
)
def test_words_that_are_verbatim_without_marks(store: Store, text: str, blocks: bool, form: Form) -> None:  # noqa: FBT001
    """A transcript and a block quotation give words as they were said; other words without marks are the reporter's."""
    start = text.index(BARE)
    content = Span(start, start + len(BARE))
    article = Article(
        locator="b.txt", text=text, raw_sha256=text_sha256(text), block_quotations=(content,) if blocks else ()
    )
    extraction = make_extraction(article, quotes={BARE: {"form": Form.INDIRECT, "speaker": None}})
    source = Span(0, len("Lavrov"))
    save(store, with_quotation(extraction, replace(extraction.quotations[0], source=source)))
    assert found(store, "late for supper")[0].wording.form is form
