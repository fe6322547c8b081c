"""Files of people and organisations: what is read, and why a line is left out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.agent_files import LONGEST_LINE, BadLine, read_agents
from provenance.core.known import ImportedAgent, ImportedName
from provenance.core.records import AgentKind

LAVROV = ImportedAgent(
    scheme="wikidata",
    value="Q58217",
    kind=AgentKind.PERSON,
    label=ImportedName(name="Sergey Lavrov", lang="en"),
    aliases=(ImportedName(name="Sergei Lavrov", lang="en"),),
)
FIELDS = {"id": "Q58217", "label": "Sergey Lavrov", "alias": ["Sergei Lavrov"], "lang": "en", "kind": "person"}


def read(text: str | bytes) -> list[ImportedAgent | BadLine]:
    return list(read_agents((text.encode() if isinstance(text, str) else text).splitlines(keepends=True)))


def reasons(text: str | bytes) -> list[str]:
    return [one.reason for one in read(text) if isinstance(one, BadLine)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(FIELDS),
        json.dumps({**FIELDS, "alias": "Sergei Lavrov"}),
        json.dumps({**FIELDS, "id": "http://www.wikidata.org/entity/Q58217"}),
        json.dumps({**FIELDS, "kind": "human"}),
        "id\tlabel\talias\tlang\tkind\nQ58217\tSergey Lavrov\tSergei Lavrov\ten\tperson\n",
        "Q58217\tSergey Lavrov\tSergei Lavrov\ten\tperson\r\n",
        "kind\tlang\talias\tlabel\tid\nperson\ten\tSergei  Lavrov\tSergey Lavrov\tQ58217",
        "\ufeffid\tlabel\talias\tlang\tkind\n\nQ58217\tSergey Lavrov\tSergei Lavrov\ten\tperson\n",
    ],
)
def test_one_agent_in_every_format(text: str) -> None:
    """JSON lines and columns in any order say the same."""
    assert read(text) == [LAVROV]


def test_several_aliases_in_a_cell() -> None:
    """A bar stands between the aliases of one cell."""
    (found,) = read("Q1\tJane Roe\tJ. R. Roe | Jane Q. Roe|\ten\tperson")
    assert isinstance(found, ImportedAgent)
    assert [alias.name for alias in found.aliases] == ["J. R. Roe", "Jane Q. Roe"]


def test_other_registers() -> None:
    """An id may be one of any register."""
    (found,) = read(json.dumps({**FIELDS, "id": "viaf:12345"}))
    assert isinstance(found, ImportedAgent)
    assert (found.scheme, found.value) == ("viaf", "12345")


def test_an_entity_of_wikidata() -> None:
    """A slice of the dump is read as it is: the English label, all others as aliases, and what it is by its class."""
    entity = {
        "id": "Q58217",
        "labels": {
            "ru": {"language": "ru", "value": "Сергей Лавров"},
            "en": {"language": "en", "value": "Sergey Lavrov"},
        },
        "aliases": {"en": [{"language": "en", "value": "Sergei Lavrov"}, {"value": "…"}]},
        "claims": {
            "P31": [{"mainsnak": {"snaktype": "novalue"}}, {"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]
        },
    }
    (found,) = read(f"[\n{json.dumps(entity)},\n]\n")
    assert isinstance(found, ImportedAgent)
    assert (found.label, found.kind) == (LAVROV.label, AgentKind.PERSON)
    assert [(alias.name, alias.lang) for alias in found.aliases] == [("Сергей Лавров", "ru"), ("Sergei Lavrov", "en")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"\xff\xfe", "encoding"),
        (b"x" * (LONGEST_LINE + 1), "too_long"),
        ("{", "json"),
        ("[1, 2]", "json"),
        ("[" * 100_000, "json"),
        (json.dumps({**FIELDS, "id": "Q0"}), "id"),
        (json.dumps({**FIELDS, "id": 58217}), "id"),
        (json.dumps({**FIELDS, "label": None}), "label"),
        (json.dumps({**FIELDS, "label": "…"}), "name"),
        (json.dumps({**FIELDS, "label": "Ser\u202egei"}), "name"),
        (json.dumps({**FIELDS, "label": "Sergei\ud800"}), "name"),
        (json.dumps({**FIELDS, "alias": [1]}), "name"),
        (json.dumps({**FIELDS, "alias": "x" * 301}), "name"),
        (json.dumps({**FIELDS, "lang": "English!"}), "lang"),
        (json.dumps({**FIELDS, "kind": "animal"}), "kind"),
        (json.dumps({"id": "Q1", "labels": {"en": {"value": "A river"}}, "claims": {"P31": [1]}}), "kind"),
        (json.dumps({"id": "Q1", "labels": {}, "claims": {"P31": 5}}), "kind"),
        ("Q1\tJane Roe\t\ten\tperson\tmore", "columns"),
        ("Q1\tJane Roe", "kind"),
    ],
)
def test_a_line_that_names_nobody(text: str | bytes, reason: str) -> None:
    """What cannot be read is told with its reason and its number, and the next line is read."""
    after = json.dumps(FIELDS).encode()
    raw = text.encode() if isinstance(text, str) else text
    bad, good = read(raw + b"\n" + after)
    assert isinstance(bad, BadLine)
    assert (bad.number, bad.reason, good) == (1, reason, LAVROV)
    assert bad.message


@given(st.binary(max_size=60))
def test_no_bytes_stop_the_reading(raw: bytes) -> None:
    """Whatever a file holds, each line becomes an agent or a reason."""
    assert all(isinstance(one, ImportedAgent | BadLine) for one in read(raw))
