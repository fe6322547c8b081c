"""The judgement on a pair of quotations: what kind of change, how much, and what of it bears the meaning."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Form
from provenance.core.variants.diffs import Fate, Meaning
from provenance.core.variants.judging import Variant, WordingMatch, judge_wordings
from provenance.core.variants.wording import read_wording

TIES = "Very close ties have been established between the militaries and special services of the two countries"
KINDS = [
    (TIES, TIES.replace("Very close ties", "Very Close Ties"), Variant.FORMAT, "capitals inside the words"),
    (TIES, f"“v{TIES[1:]}.”", Variant.EXACT, "marks, the first capital and the full stop at the end"),
    (TIES, TIES.replace("two", "2"), Variant.FORMAT, "a number in figures"),
    (TIES, "close ties have been established between the militaries", Variant.TRUNCATED, "cut at both ends"),
    (TIES, f"I can say that {TIES[0].lower()}{TIES[1:]}", Variant.TRUNCATED, "the other one is cut"),
    (TIES, TIES.replace("have been established ", "... "), Variant.ELLIPSIS, "left out, and marked so"),
    (TIES, TIES.replace("the two countries", "[Russia and North Korea]"), Variant.ELLIPSIS, "an editor's words"),
    (TIES, TIES.replace("have been established ", ""), Variant.EDITED, "left out silently"),
    (TIES, TIES.replace("established", "set up"), Variant.EDITED, "other words"),
    (TIES, TIES.replace("militaries and", "militaries and the"), Variant.EDITED, "a word put in"),
]
STRANGERS = [
    ("we have to protect our borders", "we have to protect our children", "a frame that everybody uses"),
    ("the situation in the Middle East", "the war in the Middle East", "a name in common"),
    ("I do not want to go", "I do not want to talk about it", "the most usual words"),
    ("no comment", "No comment.", "few words, which anybody may say"),
    ("our Korean friends", "with our Korean friends", "few words, which anybody may say"),
    ("It was a huge mistake and we apologise", "It was a huge victory and we celebrate", "one word in common"),
    ("at the end of the day we go", "and at the end of the day they stay", "an idiom"),
    ("the talks were constructive and useful", "the talks were constructive and long", "a report that anybody gives"),
    ("", "we will win", "nothing said"),
]
MEANINGS = [
    ("we will not ever give up this land", "we will ever give up this land", {Meaning.NEGATION}),
    ("we can't accept such a deal today", "we can accept such a deal today", {Meaning.NEGATION}),
    ("we may accept such a deal today", "we will accept such a deal today", {Meaning.MODAL}),
    ("they sent 6,000 engineers to rebuild Kursk", "they sent 60,000 engineers to rebuild Kursk", {Meaning.NUMBER}),
    ("they sent ten engineers to rebuild Kursk", "they sent 10 engineers to rebuild Kursk", set()),
    ("the talks with Lavrov were long and open", "the talks with Putin were long and open", {Meaning.NAME}),
    ("the talks with him were long and open", "the talks with [Putin] were long and open", set()),
    ("we never attacked our peaceful neighbours there", "attacked our peaceful neighbours there", {Meaning.NEGATION}),
    ("No, we attacked our peaceful neighbours there", "we attacked our peaceful neighbours there", set()),
    ("the long talks were quite open", "the long talks were very open", set()),
]  # fmt: skip


def judge_texts(left: str, right: str, *, same_occasion: bool = False) -> WordingMatch | None:
    """Judge two texts whose words all claim to be verbatim."""
    return judge_wordings(*(read_wording(text, Form.DIRECT) for text in (left, right)), same_occasion=same_occasion)


def verdict(found: WordingMatch | None) -> tuple[object, ...] | None:
    if found is None:
        return None
    return found.variant, round(found.similarity, 6), round(found.containment, 6), found.meanings


@pytest.mark.parametrize(("one", "other", "kind", "reason"), KINDS, ids=lambda value: str(value)[-24:])
def test_kinds_of_change(one: str, other: str, kind: Variant, reason: str) -> None:
    """Each kind of change is told, from either side."""
    for left, right in ((one, other), (other, one)):
        found = judge_texts(left, right)
        assert found, reason
        assert found.variant is kind, reason


@pytest.mark.parametrize(("one", "other", "reason"), STRANGERS, ids=lambda value: value[:24])
def test_strangers_do_not_match(one: str, other: str, reason: str) -> None:
    """Quotations that share words by chance are not the same."""
    assert judge_texts(one, other) is None, reason
    assert judge_texts(other, one) is None, reason


@pytest.mark.parametrize(("one", "other", "meanings"), MEANINGS, ids=lambda value: str(value)[:24])
def test_changes_that_bear_meaning(one: str, other: str, meanings: set[Meaning]) -> None:
    """A negation, modal, number or name that differs is told; other words, house style and editors' words are not."""
    for left, right in ((one, other), (other, one)):
        found = judge_texts(left, right)
        assert found
        assert set(found.meanings) == meanings


def test_few_words_match_on_the_same_occasion() -> None:
    """What anybody may say is the same utterance where the same voice says it within days."""
    assert judge_texts("no comment", "No comment.") is None
    same = judge_texts("no comment", "No comment.", same_occasion=True)
    assert same
    assert same.variant is Variant.EXACT
    assert judge_texts("very close ties", "our full support", same_occasion=True) is None


def test_passages_are_compared_inside_their_reports() -> None:
    """What reporters write around the marks makes no difference; what both write there helps few words along."""
    one = read_wording("to “unconditionally support and encourage all measures” taken by the leadership", Form.MIXED)
    other = read_wording(
        'Kim Jong Un, will continue to "unconditionally support and encourage" the war in Ukraine', Form.MIXED
    )
    found = judge_wordings(one, other)
    assert found
    assert (found.variant, found.containment) == (Variant.TRUNCATED, 1.0)
    assert (found.left, found.right) == (
        "“unconditionally support and encourage all measures”",
        '"unconditionally support and encourage"',
    )
    retold = judge_wordings(one, read_wording('they "unconditionally support and encourage" it', Form.MIXED))
    assert retold
    assert retold.variant is Variant.TRUNCATED
    alone = read_wording('the public would "support and encourage" it in polls all over the country', Form.MIXED)
    assert judge_wordings(one, alone) is None


def test_a_difference_outside_marks_is_a_paraphrase() -> None:
    """Reporters may put what is said into other words; that alters nothing that claims to be verbatim."""
    said = read_wording("We will support all measures to end this terrible war", Form.DIRECT)
    told = read_wording("they would support all measures to end the terrible war", Form.INDIRECT)
    other = read_wording("officials discussed measures to rebuild the economy", Form.INDIRECT)
    for left, right in ((said, told), (told, said)):
        found = judge_wordings(left, right)
        assert found
        assert found.variant is Variant.PARAPHRASE
    assert judge_wordings(said, other) is None


def test_the_diff_leads_from_left_to_right() -> None:
    """What is gone stood in the left one, what is added stands in the right one, with their punctuation."""
    found = judge_texts("We met, and talked about the war at length.", "We met, and spoke about the war at length")
    assert found
    assert [(part.fate, part.text) for part in found.diff] == [
        (Fate.KEPT, "We met, and"),
        (Fate.GONE, "talked"),
        (Fate.ADDED, "spoke"),
        (Fate.KEPT, "about the war at length"),
    ]
    assert found.reasons == ("8 of 9 words are the same, in the same order", "gone “talked”", "added “spoke”")


VOCABULARY = "we will not never attack Kim 10 the war in peace talks failed badly [they] … and strong"


def test_an_extract_has_not_drifted() -> None:
    """Drift counts words that were changed, not those where an extract begins later or stops earlier."""
    extract, edited = judge_texts(TIES, TIES[5:45]), judge_texts(TIES, TIES.replace("special", "secret"))
    assert extract
    assert edited
    assert (extract.drift, round(edited.drift, 4)) == (0.0, 0.0625)


SAID = st.lists(st.sampled_from(re.split(" ", VOCABULARY)), max_size=14).map(" ".join)


@given(SAID, SAID, st.sampled_from(Form), st.sampled_from(Form), st.booleans())
def test_both_sides_see_the_same(one: str, other: str, form: Form, other_form: Form, same: bool) -> None:  # noqa: FBT001
    """Kind, similarity, containment and meanings do not depend on which of the two is the left one."""
    left, right = read_wording(one, form), read_wording(other, other_form)
    there = judge_wordings(left, right, same_occasion=same)
    back = judge_wordings(right, left, same_occasion=same)
    assert verdict(there) == verdict(back)


@given(SAID, SAID)
def test_style_changes_no_verdict(one: str, other: str) -> None:
    """Marks, line breaks, Unicode form and the case of the first letter leave a verdict as it is."""
    styled = f"“{unicodedata.normalize('NFD', other[:1].swapcase() + other[1:])},”".replace(" ", "\n")
    assert verdict(judge_texts(one, styled)) == verdict(judge_texts(one, other))


@given(SAID)
def test_words_match_themselves(words: str) -> None:
    """Whatever is long enough matches itself exactly."""
    found = judge_texts(words, words)
    read = read_wording(words, Form.DIRECT)
    assert (found is not None) == (not read.is_short)
    assert found is None or verdict(found) == (Variant.EXACT, 1.0, 1.0, ())
