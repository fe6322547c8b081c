"""Records: plain values that compare by what they hold and cannot be changed."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from hypothesis import given
from strategies import quotations

from provenance.core import records
from provenance.core.records import Article, Form, Hop, Quotation, Role
from provenance.core.text import Span

RECORDS = [kind for kind in vars(records).values() if is_dataclass(kind) and kind.__module__ == records.__name__]


@pytest.mark.parametrize("kind", RECORDS)
def test_records_are_frozen_slotted_and_told_by_name(kind: type) -> None:
    """No record can be changed or given a field of its own, and none takes values by position."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in fields(kind))


def test_a_record_is_its_values() -> None:
    """Two records with the same values are equal and count once in a set."""
    one, other = (Article(locator="a", text="b", raw_sha256="c") for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    with pytest.raises(FrozenInstanceError):
        one.text = "other"  # type: ignore[misc]


@given(quotations(within=40))
def test_speaker_and_relays_are_read_from_the_chain(quotation: Quotation) -> None:
    """The first hop is the speaker, and the relays are what stands between the ends."""
    assert quotation.speaker == quotation.chain[0].agent
    assert quotation.relays == quotation.chain[1:-1]


def test_a_broken_chain_has_no_speaker() -> None:
    """A chain that is empty, or starts at a relay, tells nothing of the speaker."""
    content = (Span(0, 1),)
    for chain in ((), (Hop(role=Role.AGENCY),)):
        said = Quotation(form=Form.INDIRECT, content=content, cue=None, source=None, chain=chain, score=0.5)
        assert said.speaker is None
        assert said.relays == chain
