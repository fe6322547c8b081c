"""Each row: a text, the words in marks that quote nobody with the reason, and why the row is here."""

import pytest

from tests.nlp.reading import Extract

ROWS = [
    ("Click the “login” button to go on.", {"“login”": "label"}, "the words on a button"),
    ("Press “Enter” to go on.", {"“Enter”": "label"}, "the words on a key"),
    ("Dwayne “The Rock” Johnson arrived late.", {"“The Rock”": "nickname"}, "inside a name"),
    ("The singer, known as “The Boss”, arrived late.", {"“The Boss”": "nickname"}, "known as"),
    ("She spoke on “Fox News Sunday” about it.", {"“Fox News Sunday”": "title"}, "a programme"),
    ("Her novel “War and Peace” sold well.", {"“War and Peace”": "title"}, "a work"),
    ("The so-called “experts” were wrong.", {"“experts”": "scare"}, "so-called"),
    ("The “summit” ended after an hour.", {"“summit”": "scare"}, "irony with no voice named"),
    ("Kim called it a “disgrace”.", {}, "one word that somebody said"),
    ("“No,” he said.", {}, "one word that somebody said"),
    ("“Make America Great Again,” Trump said.", {}, "all capitals, and yet somebody says it"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[0] for row in ROWS])
def test_rejected(text: str, expected: dict[str, str], reason: str, extract: Extract) -> None:
    """Marks that quote nobody are kept with their reason, and are no quotation."""
    extraction = extract(text)

    assert {r.span.text_in(text): r.reason.value for r in extraction.rejected} == expected, reason
    contents = [span for q in extraction.quotations for span in q.content]
    assert not any(span.contains(r.span) for span in contents for r in extraction.rejected)
