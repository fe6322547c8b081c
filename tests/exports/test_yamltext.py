"""YAML: what is written is what every reader reads."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.exports.yamltext import Value, to_yaml

yaml = pytest.importorskip("yaml")

TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=16) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_yaml_reads_as_it_was_written(value: dict[str, Value]) -> None:
    """Whatever the keys and texts hold, a reader gets back the same values."""
    assert yaml.safe_load(to_yaml(value, comment="About it")) == value


@given(st.lists(st.text("ab \t\n\r\x85\u2028'\":#-", max_size=12), max_size=5))
def test_yaml_keeps_every_line_break(lines: list[str]) -> None:
    """Texts of several lines come back whole, white space at their ends included."""
    value: dict[str, Value] = {"sql": "\n".join(lines), "list": ["\n".join(lines)]}
    assert yaml.safe_load(to_yaml(value)) == value


def test_yaml_is_made_for_people() -> None:
    """A query stands as a block, an ordinary key without marks, and a word that YAML would change in marks."""
    text = to_yaml({"sql": "select *\nfrom quotes", "to": "x", "no": "y", "empty": []}, comment="One\n\nTwo")
    assert text == '# One\n#\n# Two\nsql: |-\n  select *\n  from quotes\nto: "x"\n"no": "y"\nempty: []\n'


def test_yaml_without_texts_is_no_surprise() -> None:
    """Numbers, truth values and nothing are written as in JSON."""
    assert to_yaml({"a": [1, True, None, {"b": {}}]}) == "a:\n  - 1\n  - true\n  - null\n  - b: {}\n"
    assert json.loads(to_yaml({})) == {}
