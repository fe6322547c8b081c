"""What a reviewer should look at first, and what is not shown again."""

from dataclasses import replace

import pytest
from factories import (
    NEWER,
    NOW,
    at,
    body,
    load_journal,
    make_article,
    make_extraction,
    make_quotation,
    person,
    save,
    span,
)
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.chain import build_chain
from provenance.core.records import Extraction, Form, Hop, Mention, MentionKind, Pipeline, Role
from provenance.errors import NotFound, StoreError
from provenance.store.agents import save_merge
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.queries import find_quotations
from provenance.store.records import Correction, QuotationFilter
from provenance.store.review import ReviewFilter, Signs, find_doubts, judge_worth, save_skip

ADA = ReviewFilter(reviewer="ada")
OTHER = Pipeline(stage="extract", name="another model", version="1")
PLAIN = Signs(score=0.5, link=0.9, is_marked=True, is_named=False, voiced=1)


@pytest.mark.parametrize(
    ("more", "less", "why"),
    [
        (PLAIN, replace(PLAIN, score=0.9), "the model is less sure of the words"),
        (PLAIN, replace(PLAIN, link=1.0), "the model is less sure of the speaker"),
        (replace(PLAIN, link=None), replace(PLAIN, link=0.6), "nobody is known to speak"),
        (replace(PLAIN, is_contested=True), PLAIN, "models differ"),
        (PLAIN, replace(PLAIN, is_marked=False), "it stands in quotation marks"),
        (replace(PLAIN, is_named=True), PLAIN, "an agency carried it"),
        (replace(PLAIN, voiced=50), replace(PLAIN, voiced=2), "the speaker is looked up often"),
        (replace(PLAIN, score=0.8), replace(PLAIN, is_marked=False), "marks outweigh a smaller doubt"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_worth(more: Signs, less: Signs, why: str) -> None:
    """A look is worth more the less sure the model is, and the more hangs on it."""
    assert judge_worth(more)[1] > judge_worth(less)[1], why


@given(
    st.builds(
        Signs,
        score=st.floats(0, 1),
        link=st.none() | st.floats(0, 1),
        is_marked=st.booleans(),
        is_named=st.booleans(),
        voiced=st.integers(0, 10**6),
        is_contested=st.booleans(),
    )
)
def test_worth_is_never_negative(signs: Signs) -> None:
    """Certainty is a probability, worth is 0 or more, and there is a reason for both."""
    certainty, worth, reasons = judge_worth(signs)
    assert 0 <= certainty <= 1
    assert worth >= 0
    assert len(reasons) >= 2


TEXT = (
    '"One," Wang Yi said. "Two," Wang Yi said. "Three," he said. Four, Marie Curie said. "Five," it was said. '
    '"Six," Marie Curie said, Xinhua reported.'
)


@pytest.fixture
def filled(store: Store) -> Store:
    """One article: surer and less sure words, a pronoun, no marks, no speaker, and a relay."""
    article = make_article(TEXT)
    named = {"speaker": "Wang Yi"}
    plain = make_extraction(
        article,
        quotes={
            '"One,"': {**named, "score": 0.95},
            '"Two,"': {**named, "score": 0.6},
            "Four": {"speaker": "Marie Curie", "score": 0.5, "form": Form.INDIRECT},
            '"Five,"': {"speaker": None, "score": 0.8},
            '"Six,"': {"speaker": "Marie Curie", "score": 0.6, "via": ["Xinhua"]},
        },
    )
    he = span("he said", text=TEXT)
    pronoun = replace(he, end=he.start + 2)
    chain = build_chain(person("Wang Yi", article=article), source=pronoun, relays=(), publisher=None)
    said = replace(make_quotation('"Three,"', article=article, speaker=None), source=pronoun, chain=chain, score=0.95)
    linked = Mention(
        span=pronoun, kind=MentionKind.PRONOUN, agent=person("Wang Yi", article=article), method="pronoun", score=0.5
    )
    save(store, replace(plain, quotations=(*plain.quotations, said), mentions=(linked,)))
    return store


def words(store: Store, wanted: ReviewFilter = ADA) -> list[str]:
    found = {one.id: one.text.strip('",') for one in find_quotations(store, QuotationFilter())}
    return [found[doubt.quotation] for doubt in find_doubts(store, wanted)]


def named(store: Store, text: str) -> str:
    return next(one.id for one in find_quotations(store, QuotationFilter()) if text in one.text)


ORDER = ["Three", "Five", "Six", "Two", "Four", "One"]


def test_the_most_valuable_comes_first(filled: Store) -> None:
    """A pronoun that may mean somebody else, no speaker, doubtful words; last what has no marks, or is sure."""
    assert words(filled) == ORDER


def test_certainty_joins_words_and_speaker(filled: Store) -> None:
    """How sure the model is of a quotation is its score times that of the link of its source."""
    found = {one.quotation: one for one in find_doubts(filled, ADA)}
    assert found[named(filled, "Three")].certainty == pytest.approx(0.95 * 0.5)
    assert found[named(filled, "One")].certainty == pytest.approx(0.95)
    assert found[named(filled, "Five")].certainty == pytest.approx(0.8 * 0.5)
    assert "nobody is known to speak" in found[named(filled, "Five")].reasons


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (replace(ADA, below=0.55), ["Three", "Five", "Four"]),
        (replace(ADA, said=QuotationFilter(speaker="curie")), ["Six", "Four"]),
        (replace(ADA, said=QuotationFilter(form=Form.INDIRECT)), ["Four"]),
        (replace(ADA, said=QuotationFilter(hops=(1, None))), ["Six"]),
        (replace(ADA, said=QuotationFilter(limit=2)), ORDER[:2]),
        (replace(ADA, said=QuotationFilter(speaker="Turing")), []),
        (replace(ADA, below=0.0), []),
    ],
    ids=str,
)
def test_filters(filled: Store, wanted: ReviewFilter, expected: list[str]) -> None:
    """A reviewer can ask for some quotations, for what is less sure, and for so many."""
    assert words(filled, wanted) == expected


def test_a_limit_of_none_is_refused(filled: Store) -> None:
    """A limit that finds nothing is an error."""
    with pytest.raises(StoreError, match="limit of 0"):
        find_doubts(filled, replace(ADA, said=QuotationFilter(limit=0)))


@pytest.mark.parametrize("assertion", ["assert", "reject"])
def test_what_is_decided_is_not_shown_again(filled: Store, assertion: str) -> None:
    """A decision of anybody's takes a quotation away for all, and its withdrawal brings it back."""
    decided = Correction(quotation=named(filled, "Two"), reviewer="bob", reason="read it", assertion=assertion)
    save_correction(filled, decided, now=NOW)
    assert "Two" not in words(filled)
    save_correction(filled, replace(decided, assertion="abstain", reason="wrong"), now=at(15))
    assert "Two" in words(filled)


def test_a_new_model_does_not_ask_again(filled: Store) -> None:
    """What a human decided stays decided when a later model says something else."""
    target = named(filled, "Two")
    save_correction(filled, Correction(quotation=target, reviewer="ada", reason="read it"), now=NOW)
    later = make_extraction(make_article(TEXT), quotes={'"Two,"': {"speaker": "Marie Curie"}}, pipeline=NEWER)
    save(filled, later, now=at(16))
    assert "Two" not in words(filled)


@pytest.mark.parametrize(
    ("speaker", "pipeline", "is_contested"),
    [
        ("Marie Curie", OTHER, True),
        ("Marie Curie", NEWER, True),  # what a new version says differently is worth a look too
        ("Wang Yi", OTHER, False),
        (None, OTHER, False),  # to know nobody contradicts nobody
    ],
    ids=lambda value: value.name if isinstance(value, Pipeline) else str(value),
)
def test_models_that_differ_are_a_doubt(
    filled: Store, speaker: str | None, pipeline: Pipeline, *, is_contested: bool
) -> None:
    """What two models answer differently comes before what they agree on, until a human has decided."""
    quotes = {'"One,"': {"speaker": speaker, "score": 0.95}}
    save(filled, make_extraction(make_article(TEXT), quotes=quotes, pipeline=pipeline), now=at(16))
    found = {doubt.quotation: doubt for doubt in find_doubts(filled, ADA)}
    assert ("models differ" in found[named(filled, "One")].reasons) is is_contested
    assert sum("models differ" in doubt.reasons for doubt in found.values()) == is_contested


def test_merged_speakers_do_not_differ(filled: Store) -> None:
    """Two names of one agent are one answer."""
    quotes: dict[str, dict[str, object]] = {'"One,"': {"speaker": "Marie Curie"}}
    save(filled, make_extraction(make_article(TEXT), quotes=quotes, pipeline=OTHER), now=at(16))
    save_merge(filled, "Wang Yi", "Marie Curie", who="ada", reason="a test says so", now=at(17))
    assert not any("models differ" in doubt.reasons for doubt in find_doubts(filled, ADA))


def test_what_is_skipped_comes_last(filled: Store) -> None:
    """A reviewer finds what they skipped at the end, in the usual order; for others nothing changes."""
    for at_hour, text in ((10, "Five"), (11, "Two")):
        save_skip(filled, named(filled, text), reviewer="ada", now=at(15, at_hour))
    assert words(filled) == ["Three", "Six", "Four", "One", "Five", "Two"]
    assert words(filled, ReviewFilter(reviewer="bob")) == ORDER
    assert [doubt.is_skipped for doubt in find_doubts(filled, ADA)] == [False] * 4 + [True] * 2
    save_skip(filled, named(filled, "Five"), reviewer="ada", now=at(16), is_undone=True)
    assert words(filled) == ["Three", "Five", "Six", "Four", "One", "Two"]


def test_skips_are_noted_and_never_taken_out(filled: Store) -> None:
    """The journal keeps that somebody could not decide, and that they looked again."""
    target = named(filled, "Five")
    save_skip(filled, target, reviewer=" ada ", now=at(15))
    save_skip(filled, target, reviewer="ada", now=at(16), is_undone=True)
    assert [(entry.op, entry.who, entry.subject) for entry in load_journal(filled)] == [
        ("skip", "ada", target),
        ("unskip", "ada", target),
    ]


def test_skipping_needs_somebody_and_something(filled: Store) -> None:
    """Nobody skips nothing."""
    with pytest.raises(NotFound):
        save_skip(filled, "qt_00000000", reviewer="ada", now=NOW)
    with pytest.raises(StoreError, match="who decides"):
        save_skip(filled, named(filled, "Five"), reviewer=" ", now=NOW)


def test_equals_come_in_the_order_of_the_text(store: Store) -> None:
    """Between two that are worth the same the text decides, on every machine."""
    article = make_article('"Up," Sergei Lavrov said. "Down," Sergei Lavrov said. "Up again," Sergei Lavrov said.')
    save(store, make_extraction(article, quotes={'"Up,"': {}, '"Down,"': {}, '"Up again,"': {}}))
    assert words(store) == ["Up", "Down", "Up again"]


def test_imports_are_reviewed_too(store: Store) -> None:
    """What was imported from elsewhere is in doubt as a model's word is."""
    article = make_article('"Up," Ada Lovelace said.')
    relay = Hop(role=Role.AGENCY, agent=body("TASS", article=article))
    plain = make_quotation('"Up,"', article=article, speaker="Ada Lovelace")
    said = replace(plain, chain=(plain.chain[0], relay, plain.chain[-1]))
    imported = Pipeline(stage="import", name="a newsroom", version="1")
    save(store, Extraction(article=article, pipeline=imported, quotations=(said,)))
    assert words(store) == ["Up"]
