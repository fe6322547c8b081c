"""Attributions as JSON lines: complete, one each, and nothing that steers a terminal."""

import json
from collections.abc import Sequence
from dataclasses import replace

from provenance.core.text import printable
from provenance.exports.lines import stored_to_wire, write_lines
from provenance.store.records import StoredQuotation


def test_a_line_is_complete(lavrov: StoredQuotation) -> None:
    """A line holds what `quotes` shows, and the text of its article only if asked for."""
    (line,) = write_lines([lavrov])
    assert json.loads(line) == stored_to_wire(lavrov)
    (line,) = write_lines([lavrov], with_text=True)
    assert json.loads(line)["article"]["text"] == lavrov.article.article.text


def test_reviewers_are_numbered(lavrov: StoredQuotation) -> None:
    """The same reviewer has the same number on every line, and is named only if asked for."""
    made = [
        replace(lavrov, current=replace(lavrov.current, decided_by="human", by=by, reason="Ada rang him"))
        for by in ("Ada", "Bob", "Ada")
    ]
    told = [json.loads(line)["assertion"] for line in write_lines(made)]
    assert [(one["by"], one["reason"]) for one in told] == [
        ("reviewer 1", None),
        ("reviewer 2", None),
        ("reviewer 1", None),
    ]
    told = [json.loads(line)["assertion"] for line in write_lines(made, reviewers=True)]
    assert [(one["by"], one["reason"]) for one in told] == [(by, "Ada rang him") for by in ("Ada", "Bob", "Ada")]


def test_hostile_lines(hostile_quotations: Sequence[StoredQuotation]) -> None:
    """Every line is one line of JSON in UTF-8, steers no terminal, and gives every text back."""
    lines = list(write_lines(hostile_quotations, with_text=True))
    assert [line for line in lines if line.count("\n") != 1 or printable(line[:-1]) != line[:-1]] == []
    told = [json.loads(line.encode("utf-8")) for line in lines]
    assert [one["text"] for one in told] == [stored.text for stored in hostile_quotations]
    assert [one["article"]["text"] for one in told] == [one.article.article.text for one in hostile_quotations]
