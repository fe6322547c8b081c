"""The words of a quotation as they are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MARKED_TEXTS

from provenance.core.records import Form
from provenance.core.variants.wording import plain_text, read_wording, shingles_of, wording_hash

ALIKE = [
    ("“We will win,”", "we will win", "marks, their commas and the first capital are style"),
    ("We will  win\nthe war", "We will win the war", "lines break where the page ends"),
    ("It’s over", "It's over", "an apostrophe is curly or straight"),
    ("cafe\u0301 talks", "café talks", "an accent is one character or two"),
    ("co\u00adoperate now", "cooperate now", "a soft hyphen is not printed"),
    ("‘Never,’ they say", '"Never", they say', "single marks and double marks"),
    ("We can’t go", "We cannot go", "a contraction is two words"),
    ("a nuclear-armed state", "a nuclear armed state", "a hyphen joins two words"),
    ("10 per cent", "ten percent", "numbers and percentages have a house's style"),
    ("6,000 troops", "6000 troops", "a comma groups figures"),
    ("the U.S. economy", "the US economy", "full stops of an abbreviation"),
    ("[T]he talks failed", "the talks failed", "an editor may change the case of a letter"),
    ("our defence programmes", "our defense programs", "British and American spelling"),
]
UNLIKE = [
    ("we will win", "we will not win", "a word more"),
    ("we can go", "we can't go", "a contraction holds a negation"),
    ("our four allies", "our for allies", "spelling is folded for words of a list alone"),
    ("6,000 troops", "60,000 troops", "another number"),
]


def keys(text: str) -> tuple[str, ...]:
    return read_wording(text, Form.DIRECT).keys


@pytest.mark.parametrize(("one", "other", "reason"), ALIKE, ids=lambda value: value[:24])
def test_style_makes_no_difference(one: str, other: str, reason: str) -> None:
    """What is a matter of style gives the same keys, and the same shingles."""
    assert keys(one) == keys(other), reason
    assert shingles_of(read_wording(one, Form.DIRECT)) == shingles_of(read_wording(other, Form.DIRECT))


@pytest.mark.parametrize(("one", "other", "reason"), UNLIKE, ids=lambda value: value[:24])
def test_every_word_makes_a_difference(one: str, other: str, reason: str) -> None:
    """What is no matter of style gives other keys."""
    assert keys(one) != keys(other), reason


@given(MARKED_TEXTS)
def test_words_point_into_the_text(text: str) -> None:
    """Each word stands where it says, and words never run backwards."""
    words = read_wording(text, Form.MIXED).words
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert sorted(word.start for word in words) == [word.start for word in words]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs", "M")), max_size=30))
def test_unicode_form_makes_no_difference(text: str) -> None:
    """A text and its composed form have the same keys."""
    assert keys(unicodedata.normalize("NFC", text)) == keys(unicodedata.normalize("NFD", text))


def test_passages_are_what_stands_in_marks() -> None:
    """Of a mixed quotation each run in marks is a passage; of an indirect one nothing is."""
    text = "he “would go” to the “talks in Wonsan” soon"
    shown = {
        form: [read_wording(text, form).shown(passage) for passage in read_wording(text, form).passages]
        for form in Form
    }
    assert shown == {Form.DIRECT: [text], Form.MIXED: ["“would go”", "“talks in Wonsan”"], Form.INDIRECT: []}


def test_what_is_left_out_and_put_in_is_known() -> None:
    """An ellipsis, in whatever form it is printed, is a gap before the next word; brackets hold an editor's words."""
    for dots in ("…", "...", " ... ", " . . . ", " [...] ", " … ", "...."):
        words = read_wording(f"We met{dots}yesterday with [Mr Putin] here", Form.DIRECT).words
        assert [word.key for word in words if word.after_gap] == ["yesterday"], dots
        assert [word.key for word in words if word.is_inserted] == ["mr", "putin"], dots


def test_names_are_known_by_their_capital() -> None:
    """A capital inside a sentence makes a name; at its beginning, and of “I”, it does not."""
    words = read_wording("Today I met Putin. We and Mr. Trump agreed.", Form.DIRECT).words
    assert [word.key for word in words if word.is_name] == ["putin", "mr", "trump"]


def test_shingles_are_signed_numbers_of_64_bits() -> None:
    """Each three words make one shingle; fewer words make one together; no word makes none."""
    for text, count in (("", 0), ("yes", 1), ("very well", 1), ("a b c", 1), ("a b c d e", 3), ("a b c a b c", 3)):
        found = shingles_of(read_wording(text, Form.DIRECT))
        assert len(found) == count, text
        assert all(-(2**63) <= shingle < 2**63 for shingle in found)


def test_the_hash_of_a_wording_tells_marks_and_scope_apart() -> None:
    """The same words with the marks elsewhere, or in another scope, are another wording."""
    one, other = (read_wording(text, Form.MIXED) for text in ("he “would go” now", "he would “go now”"))
    assert wording_hash(one) == wording_hash(read_wording("he ‘would go’ now", Form.MIXED))
    assert len({wording_hash(one), wording_hash(other), wording_hash(one, scope="ag_1")}) == 3


def test_plain_text_keeps_what_style_does_not_explain() -> None:
    """Inner capitals and punctuation stay; marks, spaces and the end do not."""
    assert plain_text("“The ‘Talks’ failed – badly.”") == "the Talks failed—badly"
    assert plain_text("the talks failed, badly") != plain_text("the talks failed badly")
