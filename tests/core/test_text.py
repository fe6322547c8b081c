"""Spans and keys: offsets that fit, and spellings that are the same name or the same words."""

import unicodedata
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import spans

from provenance.core.text import (
    Span,
    fold_marks,
    hull,
    join_spans,
    name_key,
    printable,
    text_key,
    words_of,
)
from provenance.errors import SpanError

ODD = "'‘’‚‛`´ʼ＇\"“”„‟«»＂〝〞「」『』-. aAsS\x1b\u202e\u2028ŉİǰſßÅﬁ½"
TEXTS = st.text(st.characters() | st.sampled_from(ODD), max_size=30)
SPAN_LISTS = st.lists(spans(within=30), max_size=8)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 2), (-1, 2), (-3, -1)])
def test_what_is_no_range_is_refused(start: int, end: int) -> None:
    """An empty, reversed or negative range is an error, and the message holds its figures."""
    with pytest.raises(SpanError, match=rf"{start}\.\.{end}"):
        Span(start, end)


def test_a_span_past_the_end_is_refused() -> None:
    """A span is never cut down in silence to the text that there is."""
    with pytest.raises(SpanError, match="text of 3 characters"):
        Span(1, 4).text_in("abc")


def test_offsets_are_code_points() -> None:
    """A sign outside the basic plane counts once, and an accent of its own counts too."""
    assert Span(2, 4).text_in("😀 e\u0301 ") == "e\u0301"


@given(spans(within=20), spans(within=20))
def test_overlap_and_containment_are_those_of_sets(one: Span, other: Span) -> None:
    """Two spans overlap where they share a code point, and one contains the other where it has all of them."""
    these, those = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == bool(these & those) == other.overlaps(one)
    assert one.contains(other) == (those <= these)
    assert len(one) == len(these)


@given(st.lists(spans(within=30), min_size=1, max_size=8))
def test_a_hull_contains_every_span_and_nothing_more(given_spans: list[Span]) -> None:
    """A hull begins with the first of the spans and ends with the last end."""
    around = hull(given_spans)
    assert all(around.contains(span) for span in given_spans)
    assert around == Span(min(s.start for s in given_spans), max(s.end for s in given_spans))


def test_no_spans_have_no_hull() -> None:
    """There is no empty span, so nothing has no hull."""
    with pytest.raises(SpanError, match="no span"):
        hull([])


@given(SPAN_LISTS, st.text(st.sampled_from(" ab\n"), min_size=30, max_size=30))
def test_joined_spans_are_sorted_and_apart(given_spans: list[Span], text: str) -> None:
    """Joined spans stand in order with words between them, cover what was covered, and add white space alone."""
    joined = join_spans(given_spans, text=text)
    covered = {i for span in given_spans for i in range(span.start, span.end)}
    now = {i for span in joined for i in range(span.start, span.end)}
    assert all(text[a.end : b.start].strip() for a, b in pairwise(joined))
    assert covered <= now
    assert all(text[i].isspace() for i in now - covered)
    assert join_spans(joined, text=text) == joined


@given(SPAN_LISTS, st.randoms(use_true_random=False))
def test_joining_does_not_depend_on_the_order(given_spans: list[Span], random: Random) -> None:
    """Spans in another order join to the same spans."""
    shuffled = given_spans.copy()
    random.shuffle(shuffled)
    assert join_spans(shuffled, text="x" * 30) == join_spans(given_spans, text="x" * 30)


def test_a_gap_may_be_more_than_white_space() -> None:
    """Two spans with a comma between them join only where the caller says so."""
    parts = [Span(0, 3), Span(5, 8)]
    assert join_spans(parts, text="one, two") == tuple(parts)
    assert join_spans(parts, text="one, two", gap=r"[,\s]*") == (Span(0, 8),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("—…!", ()),
        ("a well-known “state-run” agency", ("a", "well-known", "state-run", "agency")),
        ("workers’ rights, it’s", ("workers", "rights", "it’s")),
        ("in 2025, 3.5 per cent", ("in", "2025", "3", "5", "per", "cent")),
        ("Пётр сказал", ("Пётр", "сказал")),
    ],
)
def test_words_are_as_written(text: str, words: tuple[str, ...]) -> None:
    """Punctuation goes, inner hyphens and apostrophes stay, and nothing is changed."""
    assert words_of(text) == words


@given(TEXTS)
def test_folding_marks_keeps_the_length(text: str) -> None:
    """Every mark is folded one code point for one, so offsets still fit, and a second time changes nothing."""
    folded = fold_marks(text)
    assert len(folded) == len(text)
    assert fold_marks(folded) == folded
    assert all(a == b or b in "'\"" for a, b in zip(text, folded, strict=True))


@given(TEXTS)
def test_the_look_of_marks_makes_no_difference_to_keys(text: str) -> None:
    """Straight, curly, low and angular marks give the same keys."""
    assert text_key(fold_marks(text)) == text_key(text)
    assert name_key(fold_marks(text)) == name_key(text)


@given(TEXTS)
def test_the_key_of_a_text_is_its_own_key(text: str) -> None:
    """Building the key a second time changes nothing."""
    assert text_key(text_key(text)) == text_key(text)


@given(TEXTS)
def test_the_key_of_a_name_is_its_own_key(name: str) -> None:
    """Building the key a second time changes nothing."""
    assert name_key(name_key(name)) == name_key(name)


@given(
    st.lists(st.sampled_from(["A.", "an", "The", "J.K.", "el", "Sergey", "Зеленський", "ŉ", "मोदी", "X"]), max_size=5)
)
def test_the_key_of_words_that_change_in_it_is_its_own_key(words: list[str]) -> None:
    """Articles, initials, house styles and scripts stay what they have become, wherever sorting moves them."""
    key = name_key(" ".join(words))
    assert name_key(key) == key


@given(TEXTS)
def test_case_makes_no_difference_to_the_key_of_a_name(name: str) -> None:
    """A name in capitals, in small letters or in both is found under the same key."""
    assert name_key(name.casefold()) == name_key(name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“Very close  ties,”", '"very close ties"', True),  # marks, case, punctuation, spaces
        ("It’s over", "it's over!", True),
        ("ﬁnally ½", "finally 1⁄2", True),  # compatibility forms
        ("close\nties", "close ties", True),  # a line break of the page
        ("close ties", "very close ties", False),  # every word counts
        ("we will not", "we will", False),
        ("its over", "it's over", False),  # other words, however alike
        ("ties close", "close ties", False),  # and their order
    ],
)
def test_wordings_that_are_the_same_words(one: str, other: str, *, same: bool) -> None:
    """Looks make no difference to the key of a wording, words do."""
    assert (text_key(one) == text_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Jong-un", "Kim Jong Un", True),  # hyphen and case of a given name
        ("Kim Jong-un", "Jong-un Kim", True),  # family name first or last
        ("the U.S.", "US", True),  # full stops, article
        ("the U.S. State Department’s", "U.S. State Department", True),  # possessive
        ("Sergei Lavrov's", "Sergei Lavrov", True),
        ("Emmanuel Macron’s", "EMMANUEL MACRON", True),  # a headline
        ("The Guardian", "Guardian", True),
        ("Nicolás Maduro", "Nicolas Maduro", True),  # accents
        ("Gaëlle Çelik", "Gaelle Celik", True),
        ("O’Brien", "O'Brien", True),  # marks
        ("J.K. Rowling", "JK Rowling", True),
        ("George W. Bush", "George W Bush", True),
        ("Пётр Иванов", "Петр Иванов", True),  # Russian print leaves the dots away
        ("Sergei Lavrov", "Sergey Lavrov", True),  # one Cyrillic name, two newsrooms
        ("Sergei Lavrov", "Сергей Лавров", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Volodymyr Zelenskiy", "Володимир Зеленський", True),
        ("Ilham Aliyev", "Ilham Aliev", True),
        ("Dmitri Medvedev", "Дмитрий Медведев", True),
        ("Alexey Navalny", "Алексей Навальный", True),
        ("Aleksandar Vučić", "Александар Вучић", True),  # Serbian ч is č, not ch
        ("Vladimir Zelensky", "Volodymyr Zelensky", False),  # Russian and Ukrainian: two names
        ("Georgi Ivanov", "Georgy Ivanov", False),  # Георги and Георгий
        ("Abdel Fattah el-Sisi", "Abdel Fattah Al Sisi", True),  # one Arabic article
        ("Muhammad Ali", "Mohammed Ali", False),  # people choose their own
        ("J. K. Rowling", "JK Rowling", True),  # spaces between initials
        ("A. A. Milne", "AA Milne", True),
        ("Jens Møller", "Jens Moller", True),  # strokes
        ("Lech Wałęsa", "Lech Walesa", True),
        ("Kemal Kılıçdaroğlu", "Kemal Kilicdaroglu", True),
        ("Saʿid Jalili", "Sa'id Jalili", True),  # breathings
        ("علی‌رضا", "علیرضا", True),  # a Persian joiner that cannot be seen
        ("नरेन्द्र मोदी", "नरेन्द्र मादा", False),  # the vowels of an Indic script are letters
        ("ガザ", "カサ", False),  # and so are the marks of kana
        ("王 毅", "王毅", True),
        ("An Nguyen", "Nguyen", False),  # a name, not an article
        ("Kim Jong-un", "Kim Jong-il", False),
        ("George Bush", "George W. Bush", False),  # father and son
        ("Theresa May", "May", False),
        ("Ana", "Na", False),  # an article is a word of its own
    ],
)
def test_spellings_that_are_looked_up_as_the_same_name(one: str, other: str, *, same: bool) -> None:
    """Looks and house style make no difference to the key of a name; other letters do."""
    assert (name_key(one) == name_key(other)) is same


def test_the_key_keeps_indic_words_whole() -> None:
    """Vowel signs neither vanish nor cut a word in two."""
    assert name_key("नरेन्द्र मोदी") == "नरेन्द्र मोदी"
    assert name_key("ประยุทธ์ จันทร์โอชา").count(" ") == 1


@given(TEXTS)
def test_what_is_printable_cannot_steer_a_terminal(text: str) -> None:
    """No control character, line break, override of direction or lone surrogate is left, and no place is lost."""
    shown = printable(text)
    assert len(shown) == len(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(c) for c in shown} & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "PDI"}
    assert printable(shown) == shown
    shown.encode("utf-8")


def test_what_is_harmless_is_shown_as_it_is() -> None:
    """Letters of any script, accents, signs and joined emoji stay."""
    text = "Пётр said “naïve” 👩\u200d🔬 — שלום 日本"
    assert printable(text) == text
