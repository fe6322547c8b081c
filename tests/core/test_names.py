"""Names taken apart: the order of words, initials, suffixes, titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.names import body_words, identity_key, is_full_name, read_person
from provenance.core.records import AgentKind

PERSON, BODY = AgentKind.PERSON, AgentKind.ORGANISATION


@pytest.mark.parametrize(
    ("name", "words", "suffix", "gender"),
    [
        ("Sergei Lavrov", "sergei lavrov", "", None),
        ("Lavrov, Sergei", "sergei lavrov", "", None),  # a catalogue
        ("Martin Luther King, Jr.", "martin luther king", "jr", None),
        ("John Smith III", "john smith", "iii", None),
        ("John Smith 3rd", "john smith", "iii", None),
        ("Elizabeth II", "elizabeth", "ii", None),
        ("Jane Roe, PhD", "jane roe", "", None),  # a degree is no given name
        ("J.K. Rowling", "j k rowling", "", None),
        ("GW Bush", "g w bush", "", None),
        ("Andrew Ng", "andrew ng", "", None),  # no vowel, and no initials
        ("Mrs. Jane Roe", "jane roe", "", "f"),
        ("Sir Keir Starmer", "keir starmer", "", "m"),
        ("Dr. Mrs. Jane Roe", "jane roe", "", "f"),
        ("King Charles", "king charles", "", None),  # no name without its title
        ('William "Bill" Clinton', "william clinton", "", None),
        ("William (Bill) Clinton", "william clinton", "", None),
        ("Сергей Лавров", "сергеи лавров", "", None),  # й without its breve
        ("", "", "", None),
    ],
)
def test_a_name_taken_apart(name: str, words: str, suffix: str, gender: str | None) -> None:
    """Titles, degrees and nicknames go, initials stand alone, and a family name in front of a comma goes last."""
    read = read_person(name)
    assert (" ".join(read.words), read.suffix, read.gender) == (words, suffix, gender)


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        ("Kim Jong-un", "KIM JONG UN", PERSON, True),
        ("Saʿid Jalili", "Sa'id Jalili", PERSON, True),
        ("J.K. Rowling", "JK Rowling", PERSON, True),
        ("Al Gore", "A.L. Gore", PERSON, False),
        ("Sergei Ivanov", "Sergey Ivanov", PERSON, False),  # to be parted again, they must have two ids
        ("Paul Ryan", "Ryan Paul", PERSON, False),
        ("John Smith", "John Smith Jr.", PERSON, False),
        ("John Smith", "Mrs. John Smith", PERSON, False),
        ("The Guardian", "Guardian", BODY, True),
        ("U. S. Steel", "U.S. Steel", BODY, True),
        ("Foreign, Commonwealth and Development Office", "Foreign Commonwealth and Development Office", BODY, True),
        ("State Department", "Department State", BODY, False),
        ("A. A. Milne Society", "Milne Society", BODY, False),
        ("An Post", "Post", BODY, False),
    ],
)
def test_what_has_one_id(one: str, other: str, kind: AgentKind, *, same: bool) -> None:
    """Looks alone make no difference to an id."""
    assert (identity_key(one, kind) == identity_key(other, kind)) is same


@pytest.mark.parametrize(
    ("name", "words"),
    [("the U.S. Congress", ("us", "congress")), ("Ministry of Defence", ("ministry", "of", "defence"))],
)
def test_the_words_of_a_body(name: str, words: tuple[str, ...]) -> None:
    """An organisation's words stand in order, without a leading article."""
    assert body_words(name) == words


@given(st.text(max_size=20), st.sampled_from([kind for kind in AgentKind if kind not in {PERSON, BODY}]))
def test_a_description_is_no_full_name(name: str, kind: AgentKind) -> None:
    """What is neither a person nor an organisation means somebody else in the next article."""
    assert not is_full_name(name, kind)
