"""Lines: what stands around a text is read as printed, and what only looks like it is let be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.lines import find_credit_line, find_dateline, read_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("By Jane Roe | Reuters", ("Jane Roe", "Reuters")),
        ("By JANE ROE, Associated Press", ("JANE ROE", "Associated Press")),
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe in Seoul and John Doe in Moscow", ("Jane Roe", "John Doe")),
        ("Words by Ana de la Cruz", ("Ana de la Cruz",)),
        ("Staff and agencies", ("Staff and agencies",)),
        ("Guardian staff and agencies", ("Guardian staff and agencies",)),
        ("By Reuters Staff", ("Reuters Staff",)),
        # A post is no author.
        ("By Jean-Luc O’Neill, Political Editor", ("Jean-Luc O’Neill",)),
        ("By Jane Roe, BBC News, Seoul correspondent", ("Jane Roe", "BBC News")),
        ("By Jane Roe, @janeroe", ("Jane Roe",)),
        # Nor is a date, in whatever form it follows.
        ("By Jane Roe • July 12, 2025", ("Jane Roe",)),
        ("By AFP and Jane Roe\nPublished 12 July 2025", ("AFP", "Jane Roe")),
        ("By Jane Roe 2025-07-12", ("Jane Roe",)),
        # Names that only begin like the words around names.
        ("Byron Andrews", ("Byron Andrews",)),
        ("By Andrew Mayhew", ("Andrew Mayhew",)),
        ("Jane Roe, Jane Roe", ("Jane Roe",)),
        ("", ()),
        ("By 12345", ()),
        ("word " * 100, ()),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    """The authors of a byline come out in order, without their posts, places and dates."""
    assert read_byline(line) == authors


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("WONSAN, North Korea, July 12 (KCNA) - Kim said", "WONSAN, North Korea, July 12 (KCNA)"),
        ("LONDON -- North Korea", "LONDON"),
        ("LONDON — North Korea", "LONDON"),
        ("  SEOUL, South Korea (AP) — North", "SEOUL, South Korea (AP)"),
        ("ST. PETERSBURG, Fla. (AP) — The", "ST. PETERSBURG, Fla. (AP)"),
        ("NEW YORK/LONDON, July 12 (Reuters) - The", "NEW YORK/LONDON, July 12 (Reuters)"),
        ("MOSCOW, July 13. /TASS/. Russia", "MOSCOW, July 13. /TASS/"),
        ("MOSCOW. July 12 (Interfax) - Russia", "MOSCOW. July 12 (Interfax)"),
        ("BEIJING, July 12 (Xinhua) -- “We", "BEIJING, July 12 (Xinhua)"),
        ("Paris (AFP) – The", "Paris (AFP)"),
        ("Wonsan, North Korea, 12 July (KCNA): Kim", "Wonsan, North Korea, 12 July (KCNA)"),
        ("(Reuters) - Kim", "(Reuters)"),
        # A name in capitals with a phrase between dashes is no place.
        ("NATO - the alliance - said", None),
        ("NATO-led forces", None),
        ("BREAKING - Kim said", None),
        ("Mr Smith (R-Texas) - who left - said", None),
        ("Kim said (again) - that he", None),
        ("A U.S. official said", None),
        ("He said it.\nLONDON -- North Korea", None),
        ("", None),
    ],
)
def test_datelines(start: str, dateline: str | None) -> None:
    """A dateline is told by its place in capitals or its agency, and comes out without its dash."""
    assert find_dateline(start) == dateline


@pytest.mark.parametrize(
    ("end", "credit"),
    [
        ("(Reporting by A. Roe; Editing by B. Doe)", "(Reporting by A. Roe; Editing by B. Doe)"),
        ("Reporting by A. Roe; Editing by B. Doe", "Reporting by A. Roe; Editing by B. Doe"),
        ("Reporting by A. Roe\nEditing by B. Doe", "Reporting by A. Roe\nEditing by B. Doe"),
        ("Writing and editing by B. Doe", "Writing and editing by B. Doe"),
        ("Additional reporting by J. Smith", "Additional reporting by J. Smith"),
        ("Jane Roe in Seoul contributed to this report.", "Jane Roe in Seoul contributed to this report."),
        ("With AFP", "With AFP"),
        ("Source: KCNA", "Source: KCNA"),
        ("— AP", "— AP"),
        ("AFP/dpa", "AFP/dpa"),
        ("© 2025 AFP", "© 2025 AFP"),
        ("(with reports from AFP)", "(with reports from AFP)"),
        # Behind the line there may be more, which the page puts there.
        ("(Reporting by A. Roe)\nOur Standards: The Principles.", "(Reporting by A. Roe)"),
        ("“It is over,” he said. (AP)", "(AP)"),
        ("Pyongyang has close ties (KCNA).", "(KCNA)"),
        # A bracket inside a sentence explains, unless an agency stands in it.
        ("He praised the World Health Organization (WHO).", None),
        ("He was reporting by night and sleeping by day, she said of him (again).", None),
        ("With love he went to Paris and stayed.", None),
        ("From there he went to Paris.", None),
        ("AP said so.", None),
    ],
)
def test_credit_lines(end: str, credit: str | None) -> None:
    """A credit line is found at the end of the article and given as printed."""
    assert find_credit_line(f"He left at noon.\n{end}") == credit


def test_a_line_that_credits_stands_at_the_end() -> None:
    """What looks like a credit in the middle of an article is a part of its text."""
    text = "Reporting by A. Roe\n" + "He left at noon.\n" * 8
    assert find_credit_line(text) is None


@given(st.text("ABab .,()/-—:\n'“1By andJuly", max_size=400))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    """Datelines, credit lines and authors are words of the text, never made up."""
    credit = find_credit_line(text)
    assert (find_dateline(text) or "") in text
    assert all(line in text for line in (credit or "").split("\n"))
    assert all(author in text for author in read_byline(text))


@pytest.mark.parametrize("unit", ["A", "A ", "By ", "A, ", "(", "A (", "and ", "A/", "reporting by ", "With A, "])
def test_endless_lines_take_no_time(unit: str) -> None:
    """A line of a hundred thousand repetitions is looked at in a moment."""
    start = time.perf_counter()
    for text in (unit * 100_000, unit * 80):
        find_dateline(text)
        find_credit_line(text)
        read_byline(text)
    assert time.perf_counter() - start < 2
