"""Which full names are one person's, and which words stand for a name alone."""

import pytest

from provenance.core.records import AgentKind
from provenance.nlp.forms import acronym_of, is_same_person, short_forms


@pytest.mark.parametrize(
    ("one", "other", "is_same", "reason"),
    [
        ("Donald J. Trump", "Donald Trump", True, "a middle initial may be left out"),
        ("Bill Gates", "William Gates", True, "a nickname"),
        ("J. Smith", "John Smith", True, "an initial stands for a given name"),
        ("Enrique Peña Nieto", "Peña Nieto", True, "a family name of two words stands alone"),
        ("George W. Bush", "George H.W. Bush", False, "other initials are another man"),
        ("Kim Jong Un", "Kim Yo Jong", False, "brother and sister"),
        ("Jim Roe", "James Roe Jr.", False, "father and son"),
        ("Hillary Clinton", "Bill Clinton", False, "husband and wife"),
        ("Li Wei", "Li Qiang", False, "a family name that comes first is shared by many"),
        ("Smith", "John Smith", False, "one word is no full name"),
    ],
)
def test_same_person(one: str, other: str, is_same: bool, reason: str) -> None:  # noqa: FBT001 - a table's column
    """Full names are the same person's only if nothing in them speaks against it, whichever comes first."""
    assert is_same_person(one, other) is is_same, reason
    assert is_same_person(other, one) is is_same, reason


@pytest.mark.parametrize(
    ("name", "kind", "forms"),
    [
        ("Kim Jong Un", AgentKind.PERSON, {"un", "kim"}),
        ("Martin Luther King Jr.", AgentKind.PERSON, {"king", "martin"}),
        ("Tampa Bay Times", AgentKind.ORGANISATION, {"tbt", "tampa", "times"}),
        ("Securities and Exchange Commission", AgentKind.ORGANISATION, {"sec", "securities", "commission"}),
        ("National Bank", AgentKind.ORGANISATION, {"nb", "bank"}),
        ("Tass", AgentKind.ORGANISATION, set()),
    ],
)
def test_short_forms(name: str, kind: AgentKind, forms: set[str]) -> None:
    """Single words stand for longer names alone, and words that many names share do not begin one."""
    assert set(short_forms(name, kind)) == forms


def test_acronyms_leave_small_words_out() -> None:
    """Hyphenated words give a letter each, small words none, and one word gives no acronym."""
    assert acronym_of("Council on American-Islamic Relations") == "cair"
    assert acronym_of("Kremlin") == ""
