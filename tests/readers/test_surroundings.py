"""Surroundings: the lines around a text that name its origin."""

from provenance.readers.surroundings import Surroundings, read_surroundings

TEXT = "Kim meets Lavrov\n\nBy Jane Roe\nWONSAN, July 12 (KCNA) - Kim agreed.\nHe left.\n(Reporting by Jane Roe)"


def test_the_first_and_last_lines_tell() -> None:
    """Byline and dateline are found behind the headline, the credit line at the end."""
    assert read_surroundings(TEXT) == Surroundings(
        byline="By Jane Roe",
        authors=("Jane Roe",),
        dateline="WONSAN, July 12 (KCNA)",
        credit_line="(Reporting by Jane Roe)",
    )


def test_what_is_known_stays() -> None:
    """A byline or authors that the format itself names come before those that are printed."""
    found = read_surroundings(TEXT, byline="John Doe", authors=("Doe",))
    assert (found.byline, found.authors) == ("John Doe", ("Doe",))


def test_plain_words_tell_nothing() -> None:
    """A text without such lines, or without words, has no surroundings."""
    assert read_surroundings("By and large he said it.\nHe left.") == Surroundings()
    assert read_surroundings("") == Surroundings()
