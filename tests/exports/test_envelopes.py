"""Documents around many objects: valid JSON at any number of them, written as the records come."""

import json
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.exports.annotations import write_annotation_lines, write_annotations
from provenance.exports.envelopes import enclose
from provenance.exports.flat import linked_row, write_csv
from provenance.exports.lines import write_lines
from provenance.exports.prov import write_prov_json, write_prov_jsonld
from provenance.exports.schemaorg import write_schemaorg
from provenance.store.records import StoredQuotation

WRITERS: dict[str, Callable[[Iterable[StoredQuotation]], Iterator[str]]] = {
    "csv": write_csv,
    "jsonl": write_lines,
    "annotations": lambda found: write_annotations(map(linked_row, found)),
    "annotation lines": lambda found: write_annotation_lines(map(linked_row, found)),
    "prov jsonld": lambda found: write_prov_jsonld(map(linked_row, found)),
    "prov json": lambda found: write_prov_json(map(linked_row, found)),
    "schema.org": lambda found: write_schemaorg(map(linked_row, found)),
}


@given(st.lists(st.dictionaries(st.text(max_size=3), st.text() | st.none() | st.integers(), max_size=3), max_size=4))
def test_documents_are_json(members: list[dict[str, object]]) -> None:
    """Whatever the members are, the document is one object with all of them, and one of them stands on a line."""
    text = "".join(enclose({"@context": "x"}, "items", members))
    assert json.loads(text) == {"@context": "x", "items": members}
    assert len(text.splitlines()) == len(members) + 2


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_records_are_held_one_at_a_time(
    writer: Callable[[Iterable[StoredQuotation]], Iterator[str]], lavrov: StoredQuotation
) -> None:
    """What is written of a record leaves before the next one but one is asked for, so memory does not grow."""
    pytest.importorskip("prov")
    asked = 0

    def found() -> Iterator[StoredQuotation]:
        nonlocal asked
        for _ in range(5):
            asked += 1
            yield lavrov

    chunks = writer(found())
    written = 0
    while written < 3:
        written += lavrov.id in next(chunks)
        assert asked <= written + 1
