"""Marking words in their context: the marks stand where the words stand, whatever the article holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.picture import mark_context
from provenance.core.records import Form, Quotation
from provenance.core.text import Span, printable


def quotation(*content: Span, cue: Span | None = None, source: Span | None = None) -> Quotation:
    return Quotation(form=Form.DIRECT, content=content, cue=cue, source=source, chain=(), score=1.0)


@pytest.mark.parametrize(
    ("text", "content", "shown"),
    [
        ('"Yes," he said.', [Span(0, 6)], '⟦"Yes,"⟧ he said.'),
        ('"Yes," he said. "No."', [Span(0, 6), Span(16, 21)], '⟦"Yes,"⟧ he said. ⟦"No."⟧'),
        ("One.\nTwo.\nThree.", [Span(5, 9)], "… ⟦Two.⟧ …"),  # the paragraph of the words
        ("He said: Yes.", [Span(9, 12)], "He said: ⟦Yes⟧."),  # the start of a text is never cut
        ("One\nline.", [Span(0, 9)], "⟦One\nline.⟧"),  # words over two lines
        ("a\x1bb", [Span(1, 3)], "a⟦\ufffdb⟧"),
    ],
)
def test_words_are_marked(text: str, content: list[Span], shown: str) -> None:
    """The quoted words stand between marks, in their paragraph."""
    assert mark_context(quotation(*content), text).plain == shown


def test_long_paragraphs_are_cut_at_words() -> None:
    """Of a very long paragraph only the words near the quotation are shown."""
    text = "word " * 400 + '"Yes," he said. ' + "word " * 400
    start = text.index('"')
    shown = mark_context(quotation(Span(start, start + 6)), text).plain
    assert len(shown) < 700
    assert shown.startswith("… word ")
    assert shown.endswith("word …")


@given(st.text(min_size=1, max_size=900), st.data())
def test_marks_change_no_word(text: str, data: st.DataObject) -> None:
    """Whatever the text, what stands between the marks is the content as a terminal may show it."""
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    content, cue, source = data.draw(spans), data.draw(spans), data.draw(spans)
    shown = mark_context(quotation(content, cue=cue, source=source), text.replace("⟦", "x").replace("⟧", "x")).plain
    inside = shown[shown.index("⟦") + 1 : shown.index("⟧")]
    expected = "\n".join(printable(line) for line in content.text_in(text).split("\n"))
    assert inside == expected.replace("⟦", "x").replace("⟧", "x")
