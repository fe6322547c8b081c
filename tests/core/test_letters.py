"""Letters: what is looks, what is house style, and what is another letter."""

import pytest

from provenance.core.letters import fold_letters, romanise, settle_word, split_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nicolás Gaëlle Çelik", "nicolas gaelle celik"),
        ("Møller Wałęsa Đoković Þór", "moller walesa dokovic thor"),
        ("Straße", "strasse"),
        ("O’Brien", "o'brien"),
        ("Q\u00adazvini", "qazvini"),  # a soft hyphen
        ("عَلِيّ", "علي"),  # vowels of Arabic are optional
        ("ガ", "カ\u3099"),  # and those of kana are not
        ("मोदी", "मोदी"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    """Case, accents and strokes go, marks that are parts of letters stay."""
    assert fold_letters(written) == folded


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Сергей Лавров", "sergei lavrov"),
        ("Никита Хрущёв", "nikita khrushchev"),
        ("Борис Ельцин", "boris yeltsin"),
        ("Володимир Зеленський", "volodymyr zelenskyy"),  # Ukrainian и is y
        ("Петров", "petrov"),  # Russian, though it begins like Петро
        ("Петро Порошенко", "petro poroshenko"),
        ("Александар Вучић", "aleksandar vucic"),  # Serbian ч is č
        ("Τσίπρας", "τσιπρασ"),  # Greek stays
    ],
)
def test_romanising(cyrillic: str, latin: str) -> None:
    """Cyrillic becomes what the press writes, by language where its letters tell."""
    assert romanise(fold_letters(cyrillic)) == latin


@pytest.mark.parametrize(
    ("words", "settled"),
    [
        ("sergey sergej", "sergei"),
        ("dmitri dmitriy dmitrii", "dmitry"),
        ("zelenskyy zelenskiy zelenskyi", "zelensky"),
        ("tolstoi", "tolstoy"),
        ("navalnaia", "navalnaya"),
        ("aliyev", "aliev"),
        ("georgi", "georgi"),  # another name than Georgy
        ("kelly", "kelly"),
        ("hanoi", "hanoi"),
        ("yi", "yi"),
    ],
)
def test_settling(words: str, settled: str) -> None:
    """House styles come out as one spelling, and what is no house style as it is."""
    assert {settle_word(word) for word in words.split()} == {settled}


def test_words_keep_their_marks() -> None:
    """A vowel sign does not cut a word in two."""
    assert split_words(fold_letters("नरेन्द्र मोदी, (प्रधानमंत्री)")) == ["नरेन्द्र", "मोदी", "प्रधानमंत्री"]
