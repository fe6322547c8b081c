"""Through whom the words of a sentence came, row by row."""

import pytest

from provenance.core.records import Quotation
from tests.nlp.marked import ReadMarked
from tests.nlp.relay_rows import NONE, ROWS, Row


def relays(text: str, quotation: Quotation) -> tuple[str, ...]:
    return tuple(
        f"{hop.role} {hop.agent.name}: {'' if hop.explicit else '~'}{hop.evidence.text_in(text)}"
        for hop in quotation.relays
        if hop.agent and hop.evidence
    )


@pytest.mark.parametrize("row", ROWS, ids=[row.reason for row in ROWS])
def test_row(row: Row, extract_marked: ReadMarked) -> None:
    """Each statement has the relays of its row, in their order, with the words that show them."""
    extraction = extract_marked(row.text)
    assert [relays(extraction.article.text, q) for q in extraction.quotations] == list(row.relays), row.reason


def test_there_are_enough_rows() -> None:
    """At least 150 rows, a third of them without a relay or with a statement that has none."""
    assert len(ROWS) >= 150
    assert 3 * len(NONE) >= len(ROWS)
    assert len({row.reason for row in ROWS}) == len(ROWS)
