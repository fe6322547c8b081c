"""What changed between two versions: in quotations word by word, around them in figures."""

from dataclasses import replace

import pytest
from factories import make_article
from hypothesis import given
from hypothesis import strategies as st

from provenance.store.changes import Change, QuotedWords, compare_quotations, compare_versions, diff_words

WORDS = st.lists(st.sampled_from(["peace", "war", "talks", "never", "“again,”", "—"]), max_size=8).map(" ".join)


def quoted(*texts: str, speaker: str | None = "Ann") -> list[QuotedWords]:
    return [QuotedWords(id=f"qt_{i}", text=text, speaker=speaker) for i, text in enumerate(texts)]


LONG = "We will go there, whatever anybody says or does about it in the end, and nobody will stop us."


def fates(before: list[str], after: list[str]) -> list[tuple[str, str | None, str | None]]:
    changes = compare_quotations(quoted(*before), quoted(*after))
    return [(c.change.value, c.old.text if c.old else None, c.new.text if c.new else None) for c in changes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["We agree."], ["We agree."], [("kept", "We agree.", "We agree.")]),
        # Other marks are not other words.
        (['"We agree."'], ["“We agree,”"], [("kept", '"We agree."', "“We agree,”")]),
        (["We will not go."], ["We will go."], [("changed", "We will not go.", "We will go.")]),
        # A quotation that was cut short is the same one, however little is left of it.
        ([LONG], ["We will go there"], [("changed", LONG, "We will go there")]),
        # Nothing in common: one is gone and another one came.
        (["Never."], ["The sky is blue."], [("added", None, "The sky is blue."), ("gone", "Never.", None)]),
        # A word of all texts makes no pair.
        (["the war of the worlds"], ["the end"], [("added", None, "the end"), ("gone", "the war of the worlds", None)]),
        # Twice the same words, then once.
        (["No.", "No."], ["No."], [("kept", "No.", "No."), ("gone", "No.", None)]),
        # The one that has more in common is the one that was edited.
        (
            ["we want peace now and here", "we want peace"],
            ["we want peace soon"],
            [("changed", "we want peace", "we want peace soon"), ("gone", "we want peace now and here", None)],
        ),
        ([], [], []),
    ],
)
def test_each_quotation_has_its_fate(
    before: list[str], after: list[str], expected: list[tuple[str, str | None, str | None]]
) -> None:
    """Quotations are kept, changed, added or gone, by their words."""
    assert fates(before, after) == expected


def test_another_voice_is_a_change() -> None:
    """The same words said by somebody else are told; another spelling of the name is nobody else."""
    said = quoted("We agree.", speaker="Kim Jong-un")
    assert compare_quotations(said, quoted("We agree.", speaker="Ri"))[0].change is Change.REATTRIBUTED
    assert compare_quotations(said, quoted("We agree.", speaker=None))[0].change is Change.REATTRIBUTED
    assert compare_quotations(said, quoted("We agree.", speaker="KIM JONG UN"))[0].change is Change.KEPT


def test_a_changed_quotation_shows_its_words() -> None:
    """What went and what came stands where it stood, and all the rest as the newer version writes it."""
    (change,) = compare_quotations(quoted('"We will not support it"'), quoted("“We will surely support it.”"))
    assert [(part.change.value, part.text) for part in change.diff] == [
        ("kept", "“We will"),
        ("gone", "not"),
        ("added", "surely"),
        ("kept", "support it.”"),
    ]


@given(WORDS, WORDS)
def test_a_diff_holds_both_wordings(old: str, new: str) -> None:
    """Without what was added a diff has as many words as the older wording; without what is gone it is the newer."""
    parts = diff_words(old, new)
    assert " ".join(part.text for part in parts if part.change is not Change.GONE) == new
    older = [word for part in parts if part.change is not Change.ADDED for word in part.text.split()]
    assert len(older) == len(old.split())


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_every_quotation_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    """No quotation of either version is lost or told twice, and the newer ones come in their order."""
    changes = compare_quotations(quoted(*before), quoted(*after))
    assert [c.new.id for c in changes if c.new] == [q.id for q in quoted(*after)]
    assert sorted(c.old.id for c in changes if c.old) == sorted(q.id for q in quoted(*before))


def test_figures_and_fields_of_a_version() -> None:
    """Words are counted whatever their order, and what the article says of itself is compared field by field."""
    old = make_article("One two two.", title="A", byline=None)
    new = replace(make_article("two ONE three four", title="B", byline="By C"), authors=("C", "D"))
    change = compare_versions(old, new, before=(), after=())
    assert (change.words_added, change.words_gone) == (2, 1)
    assert [(c.field, c.old, c.new) for c in change.fields] == [
        ("title", "A", "B"),
        ("byline", None, "By C"),
        ("authors", None, "C; D"),
    ]


def test_many_quotations_are_compared_soon() -> None:
    """Hundreds of quotations that have nothing in common cost no word by word comparison."""
    before = [f"w{i} x{i} y{i} z{i}" for i in range(400)]
    after = [f"a{i} b{i} c{i} d{i}" for i in range(400)]
    assert {c.change for c in compare_quotations(quoted(*before), quoted(*after))} == {Change.ADDED, Change.GONE}
