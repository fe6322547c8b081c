"""Paragraphs: put together to a text in which block quotations keep their place."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.paragraphs import Paragraph, join_paragraphs

PARAGRAPHS = st.lists(
    st.builds(
        Paragraph, text=st.text(st.characters(exclude_characters="\n"), min_size=1), quote=st.none() | st.integers(1, 3)
    )
)


@given(PARAGRAPHS)
def test_every_paragraph_keeps_its_place(paragraphs: list[Paragraph]) -> None:
    """The text has a line for each paragraph, and the spans cover the lines that are quoted and no other."""
    joined = join_paragraphs(paragraphs)
    assert joined.text == "\n".join(paragraph.text for paragraph in paragraphs)
    quoted = [line for span in joined.block_quotations for line in span.text_in(joined.text).split("\n")]
    assert quoted == [paragraph.text for paragraph in paragraphs if paragraph.quote is not None]


def test_neighbours_are_two_quotations() -> None:
    """Two block quotations, one right behind the other, are told apart."""
    joined = join_paragraphs([Paragraph(text="a", quote=1), Paragraph(text="b", quote=1), Paragraph(text="c", quote=2)])
    assert [span.text_in(joined.text) for span in joined.block_quotations] == ["a\nb", "c"]
