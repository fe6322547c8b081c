"""The paragraphs of a text that is put together from a marked-up one, and which of them are block quotations.

Owns where they come to lie in the text. It is pure and knows no format.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from provenance.core.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the text.

    Attributes:
        text: Its words; never empty.
        quote: Number of the block quotation that it belongs to; None for none.
    """

    text: str
    quote: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """Paragraphs joined to a text.

    Attributes:
        text: One line a paragraph; empty for none.
        block_quotations: Where each block quotation stands in it, from its first paragraph to its last.
    """

    text: str
    block_quotations: tuple[Span, ...] = ()


def join_paragraphs(paragraphs: Iterable[Paragraph]) -> Paragraphs:
    r"""Join paragraphs to a text.

    Example:
        >>> join_paragraphs([Paragraph(text="He wrote:"), Paragraph(text="I go.", quote=1)])
        Paragraphs(text='He wrote:\nI go.', block_quotations=(Span(start=10, end=15),))
    """
    lines: list[str] = []
    spans: list[Span] = []
    start = 0
    for quote, group in groupby(paragraphs, key=attrgetter("quote")):
        texts = [paragraph.text for paragraph in group]
        end = start + len("\n".join(texts))
        lines.extend(texts)
        if quote is not None:
            spans.append(Span(start, end))
        start = end + 1
    return Paragraphs(text="\n".join(lines), block_quotations=tuple(spans))
