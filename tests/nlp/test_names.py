"""Each row: a text, its names with what they name, and why the row is here."""

import pytest

from provenance.nlp.names import NameFinder, build_finder
from provenance.registry import load_registry
from tests.nlp.reading import read

ROWS = [
    ("He met Jane Roe in May.", ["Jane Roe"], "two capitals"),
    ("He met Russian Foreign Minister Sergei Lavrov.", ["Sergei Lavrov"], "demonym and title belong to no name"),
    ("He met Secretary of State John Kerry.", ["John Kerry"], "a title of three words"),
    ("He met Wells Fargo CEO John Stumpf.", ["Wells Fargo", "John Stumpf"], "a title cuts a run in two"),
    ("The Department of Justice agreed.", ["Department of Justice"], "a body holds small words"),
    (
        "It was the Committee for a Responsible Federal Budget.",
        ["Committee for a Responsible Federal Budget"],
        "and more",
    ),
    ("The Korean Central News Agency agreed.", ["Korean Central News Agency"], "a known name is never cut"),
    ("The Russian army left.", [], "a demonym names nobody"),
    ("Yesterday it rained. However, he came.", [], "a capital for its place names nobody"),
    ("Jane Roe Seeks More Money From Many Old Sources", ["Jane Roe"], "capitals of a headline join nothing"),
    ("He met Martin Luther King Jr. in May.", ["Martin Luther King Jr."], "a suffix keeps father and son apart"),
    ("He met Ludwig van Beethoven.", ["Ludwig van Beethoven"], "a particle"),
    (
        "He asked the Food and Drug Administration and the Bank of England.",
        ["Food and Drug Administration", "Bank of England"],
        "two names share a body's noun, two bodies do not",
    ),
    ("He met the Justice Department and Justice Ruth Roe.", ["Justice Department", "Ruth Roe"], "a body is no judge"),
    ("Many New Hampshire Republicans agreed.", ["New Hampshire"], "members of a party are no name"),
    ("He met Jane Roe (R-Fla.) and Max Poe (D-N.Y.).", ["Jane Roe", "Max Poe"], "a party is no name"),
    (
        "He met Homeland Security Secretary Jane Roe and others.",
        ["Jane Roe"],
        "a title of several words stands in front of a name",
    ),
    ("He met Jane\nMax Poe came later.", ["Max Poe"], "no name runs over the end of a line"),
]


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return build_finder(load_registry())


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_names(text: str, expected: list[str], reason: str, finder: NameFinder) -> None:
    """The names of a text, without titles and demonyms."""
    assert [n.text for n in finder.find_names(read(text)) if " " in n.text] == expected, reason
