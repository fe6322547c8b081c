"""The quotations that a draft holds, and who is said to speak."""

import pytest

from provenance.core.records import AgentKind, Article
from provenance.core.text import Span
from provenance.core.wire import text_sha256
from provenance.errors import InputError
from provenance.nlp.pipeline import Extractor
from provenance.verify.drafts import Draft, build_line, is_one_quotation, read_draft


def draft(text: str, rules: Extractor, *, reader: str = "text", blocks: tuple[Span, ...] = ()) -> Draft:
    article = Article(locator="d", text=text, raw_sha256=text_sha256(text), reader=reader, block_quotations=blocks)
    return read_draft(article, extract=rules.extract)


def test_claims_say_who_and_what_before(rules: Extractor) -> None:
    """A quotation comes with its words, the speaker that the draft names, and what stands before it."""
    found = draft("Asked twice, Ada Lovelace said: “We would ‘never’ sell.”", rules).quotations
    claim = found[0].claim
    assert (claim.words, claim.speaker, claim.kind) == ("We would ‘never’ sell.", "Ada Lovelace", AgentKind.PERSON)
    assert claim.before == "Asked twice, Ada Lovelace said: "
    assert found[0].source == Span(13, 25)


def test_spans_hold_the_words(rules: Extractor) -> None:
    """Spans point into the text of the draft as it was read."""
    found = draft("He wrote &ldquo;we\nwill go home&rdquo; on it. “Yes,” Ada Lovelace said.", rules)
    assert [span.text_in(found.article.text) for one in found.quotations for span in one.spans] == [
        "“we will go home”", "“Yes,”",
    ]  # fmt: skip


def test_what_quotes_nobody_is_set_aside(rules: Extractor) -> None:
    """Labels and nicknames are no quotations; a fragment without a cue may be one."""
    found = draft("Click the “login” button. Dwayne “The Rock” Johnson saw a “sacred lamp” there.", rules)
    assert [one.claim.words for one in found.quotations] == ["sacred lamp"]
    assert [one.reason.value for one in found.set_aside] == ["label", "nickname"]


def test_narrower_attribution_names_the_speaker(rules: Extractor) -> None:
    """Of two attributions in one sentence the inner one says who speaks."""
    text = "Turing said that “the keys have been sold to strangers”, and Ada Lovelace said “the lamps are cold” too."
    found = draft(text, rules).quotations
    assert [one.claim.speaker for one in found] == ["Turing", "Ada Lovelace"]


def test_speaker_of_another_sentence_is_no_claim(rules: Extractor) -> None:
    """Who is named behind another quotation and its sentence did not say this one, in whatever language it is told."""
    text = (
        "Halvorsen sagte: „Wir bauen die Brücke im Frühling.“ Il est parti. “We never build in winter,” said Ada Roe."
    )
    found = draft(text, rules).quotations
    assert [(one.claim.words[:3], one.claim.speaker) for one in found] == [("Wir", None), ("We ", "Ada Roe")]


@pytest.mark.parametrize(
    ("last", "words", "speaker"),
    [
        ("\n— Ada Lovelace, in a letter", "We never saw the ship again.", "Ada Lovelace"),
        ("\n--Ada Lovelace", "We never saw the ship again.", "Ada Lovelace"),
        ("\n\n– Countess Ada Lovelace (1843)", "We never saw the ship again.", "Countess Ada Lovelace"),
        # A line of dialogue begins with a dash too, and so does a clause.
        ("\n— We never will.", "We never saw the ship again.\n— We never will.", None),
        ("\n— nobody did", "We never saw the ship again.\n— nobody did", None),
    ],
)
def test_block_quotation_is_signed(rules: Extractor, last: str, words: str, speaker: str | None) -> None:
    """The last line of a block quotation says whose it is, and is no part of the words."""
    before, said = "She wrote to the harbour:\n", "We never saw the ship again."
    block = Span(len(before), len(before) + len(said) + len(last))
    (one,) = draft(f"{before}{said}{last}\nThe end.", rules, reader="markdown", blocks=(block,)).quotations
    assert (one.claim.words, one.claim.speaker) == (words, speaker)


def test_signature_names_who_speaks_in_marks(rules: Extractor) -> None:
    """A block quotation may have marks of its own and be signed all the same."""
    text = "“We never saw the ship again.”\n— Ada Lovelace"
    (one,) = draft(text, rules, reader="markdown", blocks=(Span(0, len(text)),)).quotations
    assert (one.claim.words, one.claim.speaker) == ("We never saw the ship again.", "Ada Lovelace")


def test_block_quotation_needs_no_marks(rules: Extractor) -> None:
    """What a page sets apart as quoted is looked up, once, whether or not it has marks of its own."""
    text = "She wrote:\nWe never saw the ship again.\nThe end."
    block = (Span(11, 39),)
    plain = draft(text, rules, reader="html", blocks=block)
    assert [one.claim.words for one in plain.quotations] == ["We never saw the ship again."]
    marked = draft(text.replace("We", "“We").replace("again.", "again.”"), rules, reader="html", blocks=(Span(11, 41),))
    assert [one.claim.words for one in marked.quotations] == ["We never saw the ship again."]


def test_pages_decode_their_entities_themselves(rules: Extractor) -> None:
    """What a page's reader left as it stands is what the page shows."""
    assert draft("“Fish &amp; chips today,” Ada Lovelace said.", rules, reader="html").quotations[0].claim.words == (
        "Fish &amp; chips today,"
    )


def test_quotations_that_a_cue_breaks_are_one_turn(rules: Extractor) -> None:
    """“A,” she said, “b.” is one attribution in two pairs of marks."""
    found = draft("“We had,” Ada Lovelace said, “no lamp at all.” “Nor had we,” Alan Turing said.", rules).quotations
    assert [one.turn == found[0].turn for one in found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "one"),
    [("We go.", True), ("“We go.”", True), ('"We go"', True), (" «We go» ", True), ("“We go,” she said.", False)],
)
def test_is_one_quotation(text: str, one: bool) -> None:  # noqa: FBT001 - a column of the table
    """Words with marks around all of them, or without any, are one quotation."""
    assert is_one_quotation(text) is one


@pytest.mark.parametrize("words", ["We go home", "“We go home”", '"We go home"', "``We go home''", " «We go home» "])
def test_line_is_one_quotation(words: str) -> None:
    """Marks around a line are no part of its words."""
    found = build_line(words, speaker="Ada")
    assert (found.quotations[0].claim.words, found.quotations[0].claim.speaker) == ("We go home", "Ada")


@pytest.mark.parametrize("words", ["", "  ", "“…”", "?!"])
def test_line_without_words(words: str) -> None:
    """Nothing can be looked up by marks alone."""
    with pytest.raises(InputError, match="not one word"):
        build_line(words, speaker=None)
