"""Quotations inside the words of another voice."""

import pytest

from provenance.nlp.contents import Attribution, find_attributions
from provenance.nlp.nested import find_nested
from tests.nlp.reading import read, words_at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“He told me, ‘I will never go back there,’ and he left,” Ann Poe said.",
            [(["‘I will never go back there,’"], "He")],
            id="single marks in double ones",
        ),
        pytest.param(
            "\"The mayor wrote, 'We are closed,' and that was it,\" Ann Poe said.",
            [(["'We are closed,'"], "The mayor")],
            id="straight marks",
        ),
        pytest.param(
            "“I would leave what he calls “heaven” tomorrow,” Ann Poe said.",
            [(["“heaven”"], "he")],
            id="double marks in double ones",
        ),
        pytest.param(
            "“We asked, ‘Is it over?’ And Bo Diaz said, ‘It has hardly begun,’” Ann Poe said.",
            [(["‘It has hardly begun,’"], "Bo Diaz")],
            id="we is nobody, a name is somebody",
        ),
        pytest.param("“You say you ‘accept the blame,’” Ann Poe said.", [], id="you is whoever listens"),
        pytest.param("“They say ‘no’ to all of it,” Ann Poe said.", [], id="they is nobody in particular"),
        pytest.param("“It was ‘odd’ and no more,” Ann Poe said.", [], id="marks that quote nobody"),
        pytest.param("“We never saw ‘The Birds’ at home,” Ann Poe said.", [], id="a film"),
        pytest.param("‘He told me, “I will never go back,”’ it read.", [], id="words that nobody is given"),
    ],
)
def test_inside_marks(text: str, expected: list[tuple[list[str], str]]) -> None:
    """What a quoted voice quotes with a cue and a source of its own is another attribution."""
    assert nested(text) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "the levy as a stand against what he called the “root of the trouble”",
            [(["“root of the trouble”"], "he")],
            id="what he called",
        ),
        pytest.param("the “root of the trouble”", [], id="the report's own words"),
        pytest.param("the levy as a stand against the “root of the trouble”", [], id="marks without a cue"),
        pytest.param("the levy as a stand against what they called the “root of the trouble”", [], id="they is nobody"),
    ],
)
def test_inside_a_report(content: str, expected: list[tuple[list[str], str]]) -> None:
    """What a report says that somebody called something is an attribution within it."""
    reading = read(f"Poe met Diaz and defended {content} on Monday.")
    outer = Attribution(contents=(words_at(reading, content),), cue=words_at(reading, "defended"), source=(0, 1))
    found = find_nested(reading, [outer], find_attributions(reading))
    assert [([reading.text(c) for c in a.contents], reading.text(a.source or (0, 1))) for a in found] == expected


def nested(text: str) -> list[tuple[list[str], str]]:
    """Read a text by rules and find what is nested in that."""
    reading = read(text)
    reports = find_attributions(reading)
    return [
        ([reading.text(c) for c in found.contents], reading.text(found.source))
        for found in find_nested(reading, [a for a in reports if a.source], reports)
        if found.source
    ]
