"""Whether one article holds the text of another."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.core.variants.texts import compare_texts, read_text_words, sample_runs

WIRE = " ".join(f"Word {n} follows word {n - 1} on its way to word {n + 1}." for n in range(30))
OWN = " ".join(f"Reporters saw {n} cars and {n + 7} buses outside." for n in range(30))


def test_a_copy_is_whole() -> None:
    """A copy with another case, other marks and a word changed here and there copies as a whole."""
    copy = WIRE.upper().replace("WORD 7 ", "TERM 7 ").replace(". ", " – ")
    found = compare_texts(read_text_words(copy), read_text_words(f"{OWN} {WIRE}"))
    assert found
    assert (found.passages, found.score > 0.9) == ((), True)


def test_passages_are_told_with_their_places() -> None:
    """Of an article with words of its own the passages are told, in both texts."""
    text, other = f"{OWN} {WIRE} {OWN.lower()}", f"Before. {WIRE}"
    found = compare_texts(read_text_words(text), read_text_words(other))
    assert found
    (passage,) = found.passages
    assert passage.span.text_in(text) == passage.other.text_in(other) == WIRE.removesuffix(".")
    assert round(passage.score, 2) == round(found.score, 2)


def test_a_few_words_in_a_row_are_no_passage() -> None:
    """Two reports that quote the same sentence copy nothing, and nor do texts without words."""
    said = " ".join(WIRE.split()[:40])
    assert compare_texts(read_text_words(f"{OWN} {said}"), read_text_words(f"{said} {WIRE.replace('o', 'a')}")) is None
    assert compare_texts(read_text_words(""), read_text_words(WIRE)) is None
    assert sample_runs(read_text_words("Few words.")) == frozenset()


def test_texts_sample_the_same_runs_of_what_they_share() -> None:
    """What two texts share they sample alike, wherever it stands."""
    sampled = sample_runs(read_text_words(WIRE))
    assert sampled
    assert sampled <= sample_runs(read_text_words(f"{OWN}. {WIRE} {OWN}"))


@given(st.lists(st.sampled_from("abcdefg"), max_size=120), st.lists(st.sampled_from("abcdefg"), max_size=120))
def test_passages_stand_in_the_text(one: list[str], other: list[str]) -> None:
    """Whatever is compared, passages lie inside both texts and scores between 0 and 1."""
    text, source = " ".join(one), " ".join(other)
    found = compare_texts(read_text_words(text), read_text_words(source))
    if found:
        assert 0 < found.score <= 1
        for passage in found.passages:
            assert passage.span.text_in(text)
            assert passage.other.text_in(source)
            assert 0 < passage.score <= found.score
