"""The format of the registry's two files: what loads, what is refused and how, and the digest of it all."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind, Role
from provenance.errors import InvalidRecord, UnreadableInput
from provenance.registry import AGENTS_FILE, OUTLETS_FILE, load_registry, registry_sha256

PERSON = {"name": "Sergei Lavrov", "kind": "person"}
OUTLET = {"name": "TASS", "relay": "agency", "kind": "agency"}
LABEL = {"label": "state_controlled", "citation": "TASS, Privacy Policy, 1 November 2022"}

AGENT_PROBLEMS = [
    ({"kind": "person"}, "name"),
    ({"name": "Sergei Lavrov"}, "kind"),
    ({**PERSON, "alias": ["Sergey Lavrov"]}, "alias"),
    ({**PERSON, "country": "RU"}, "country"),
    ({**PERSON, "name": ""}, "name"),
    ({**PERSON, "name": " Lavrov"}, "name"),
    ({**PERSON, "name": "Ser\u202egei"}, "name"),
    ({**PERSON, "name": "Sergei\ud800"}, "name"),
    ({**PERSON, "name": "—"}, "name"),
    ({**PERSON, "name": ["Sergei Lavrov"]}, "name"),
    ({**PERSON, "kind": "human"}, "kind"),
    ({**PERSON, "kind": "unnamed"}, "kind"),
    ({**PERSON, "aliases": "Sergey Lavrov"}, "aliases"),
    ({**PERSON, "aliases": []}, "aliases"),
    ({**PERSON, "aliases": ["Sergey Lavrov", "Sergey Lavrov"]}, "aliases"),
    ({**PERSON, "aliases": [1]}, "aliases"),
    ({**PERSON, "short_names": None}, "short_names"),
    ({**PERSON, "gender": "male"}, "gender"),
    ({**PERSON, "gender": None}, "gender"),
    ({"name": "Russia", "kind": "organisation", "gender": "f"}, "gender"),
    ({**PERSON, "relay": "speaker"}, "relay"),
    ({**PERSON, "wikidata": "Q0"}, "wikidata"),
    ({**PERSON, "wikidata": "q58217"}, "wikidata"),
    ({**PERSON, "wikidata": "Q58217\n"}, "wikidata"),
    ({**PERSON, "wikidata": 58217}, "wikidata"),
]
OUTLET_PROBLEMS = [
    ({"name": "TASS", "kind": "agency"}, "relay"),
    ({"name": "TASS", "relay": "agency"}, "kind"),
    ({**OUTLET, "kind": "organisation"}, "kind"),
    ({**OUTLET, "relay": "publisher"}, "relay"),
    ({**OUTLET, "gender": "f"}, "gender"),
    ({**OUTLET, "country": "Russia"}, "country"),
    ({**OUTLET, "country": "ru"}, "country"),
    ({**OUTLET, "lang": "russian"}, "lang"),
    ({**OUTLET, "lang": "RU"}, "lang"),
    ({**OUTLET, "domain": "https://tass.com"}, "domain"),
    ({**OUTLET, "domain": "www.tass.com"}, "domain"),
    ({**OUTLET, "domain": "TASS.com"}, "domain"),
    ({**OUTLET, "domain": "tass"}, "domain"),
    ({**OUTLET, "labels": []}, "labels"),
    ({**OUTLET, "labels": "state_controlled"}, "labels"),
    ({**OUTLET, "labels": ["state_controlled"]}, "labels"),
    ({**OUTLET, "labels": [{"label": "state_controlled"}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "citation": ""}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "citation": None}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "label": "State controlled"}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "source": "me"}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "valid_from": "1 October 2014"}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "valid_from": "2014-13"}]}, "labels"),
    ({**OUTLET, "labels": [{**LABEL, "valid_from": "2014", "valid_to": "1992"}]}, "labels"),
]
BAD_LINES = [
    "{",
    "[]",
    '"TASS"',
    "NaN",
    '{"name": "TASS", "name": "Tass", "kind": "organisation"}',
    "[" * 100_000,
]

names = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


def write(folder: Path, *, agents: str = "", outlets: str = "") -> Path:
    (folder / AGENTS_FILE).write_text(agents, encoding="utf-8")
    (folder / OUTLETS_FILE).write_text(outlets, encoding="utf-8")
    return folder


def lines(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_every_field_is_read(tmp_path: Path) -> None:
    """A line that uses every field becomes a record that has them all."""
    agent = {
        **PERSON, "aliases": ["Sergey Lavrov"], "short_names": ["Lavrov"], "demonyms": ["Russian"],
        "descriptions": ["Moscow's top diplomat"], "gender": "m", "roles": ["foreign minister"], "relay": "person",
        "wikidata": "Q58217",
    }  # fmt: skip
    label = {**LABEL, "valid_from": "1992-01-22", "valid_to": "2014"}
    outlet = {**OUTLET, "short_names": ["Tass"], "country": "RU", "lang": "ru", "domain": "tass.com", "labels": [label]}
    loaded = load_registry(write(tmp_path, agents=lines(agent), outlets=lines(outlet)))
    assert loaded == Registry(
        agents=(
            KnownAgent(
                name="Sergei Lavrov", kind=AgentKind.PERSON, aliases=("Sergey Lavrov",), short_names=("Lavrov",),
                demonyms=("Russian",), descriptions=("Moscow's top diplomat",), gender="m",
                roles=("foreign minister",), relay=Role.PERSON, wikidata="Q58217",
            ),
        ),
        outlets=(
            KnownOutlet(
                agent=KnownAgent(
                    name="TASS", kind=AgentKind.ORGANISATION, short_names=("Tass",), relay=Role.AGENCY
                ),
                kind="agency", country="RU", lang="ru", domain="tass.com",
                labels=(OutletLabel(**label),),
            ),
        ),
    )  # fmt: skip


def test_formatting_makes_no_difference(tmp_path: Path) -> None:
    """A byte order mark, blank lines, Windows line ends and a missing last line end are all the same file."""
    agents = f"\ufeff\r\n{json.dumps(PERSON)}\r\n \n{json.dumps({'name': 'Russia', 'kind': 'organisation'})}"
    found = load_registry(write(tmp_path, agents=agents))
    assert [agent.name for agent in found.agents] == ["Sergei Lavrov", "Russia"]


def test_unicode_line_separators_end_no_line(tmp_path: Path) -> None:
    """U+2028 inside a value breaks the value's own rule, not the line."""
    agents = json.dumps({**PERSON, "aliases": ["Sergey\u2028Lavrov"]}, ensure_ascii=False)
    with pytest.raises(InvalidRecord, match="field aliases"):
        load_registry(write(tmp_path, agents=agents))


@pytest.mark.parametrize(("record", "field"), AGENT_PROBLEMS)
def test_a_wrong_agent_is_refused(tmp_path: Path, record: dict[str, object], field: str) -> None:
    """An agent that breaks the format is refused with its file, line and field."""
    folder = write(tmp_path, agents=lines({"name": "Russia", "kind": "organisation"}, record))
    with pytest.raises(InvalidRecord, match=rf"{AGENTS_FILE}, line 2, field {field}: ") as raised:
        load_registry(folder)
    assert raised.value.hint


@pytest.mark.parametrize(("record", "field"), OUTLET_PROBLEMS)
def test_a_wrong_outlet_is_refused(tmp_path: Path, record: dict[str, object], field: str) -> None:
    """An outlet that breaks the format is refused with its file, line and field."""
    folder = write(tmp_path, outlets=lines(record))
    with pytest.raises(InvalidRecord, match=rf"{OUTLETS_FILE}, line 1, field {field}: "):
        load_registry(folder)


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:20])
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, line: str) -> None:
    """What is no JSON object, or holds a key twice, is refused with its file and line."""
    with pytest.raises(InvalidRecord, match=rf"{AGENTS_FILE}, line 1: "):
        load_registry(write(tmp_path, agents=line))


@pytest.mark.parametrize(
    ("agents", "outlets", "place"),
    [
        ([PERSON, PERSON], [], rf"{AGENTS_FILE}, line 2, field name: .*{AGENTS_FILE}, line 1"),
        # The order of words and hyphens make no other name.
        ([PERSON, {**PERSON, "name": "Lavrov-Sergei"}], [], rf"{AGENTS_FILE}, line 2, field name: "),
        ([{"name": "Tass", "kind": "organisation"}], [OUTLET], rf"{OUTLETS_FILE}, line 1, field name: .*{AGENTS_FILE}"),
        ([], [OUTLET, OUTLET], rf"{OUTLETS_FILE}, line 2, field name: "),
    ],
)
def test_a_full_name_stands_once(tmp_path: Path, agents: list[object], outlets: list[object], place: str) -> None:
    """Two lines with the same full name, in one file or in both, are refused, and the message names both."""
    with pytest.raises(InvalidRecord, match=place):
        load_registry(write(tmp_path, agents=lines(*agents), outlets=lines(*outlets)))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are refused with the line that they stand in."""
    folder = write(tmp_path)
    (folder / AGENTS_FILE).write_bytes(lines(PERSON).encode() + '{"name": "Türkiye"}'.encode("latin-1"))
    with pytest.raises(InvalidRecord, match=rf"{AGENTS_FILE}, line 2: not UTF-8"):
        load_registry(folder)


@pytest.mark.parametrize("missing", [AGENTS_FILE, OUTLETS_FILE])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    """A folder that lacks one of the two files is no registry, and the message names the file."""
    (write(tmp_path) / missing).unlink()
    with pytest.raises(UnreadableInput, match=missing):
        load_registry(tmp_path)


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    """A folder called agents.jsonl cannot be read, and the message says so."""
    (tmp_path / AGENTS_FILE).mkdir()
    with pytest.raises(UnreadableInput, match=AGENTS_FILE):
        load_registry(tmp_path)


@given(st.lists(names, min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_the_digest_ignores_order(found: list[str], shuffler: random.Random) -> None:
    """The same agents and outlets in another order have the same digest."""
    agents = [KnownAgent(name=name, kind=AgentKind.PERSON) for name in found]
    outlets = [KnownOutlet(agent=agent, kind="agency") for agent in agents]
    digest = registry_sha256(Registry(agents=tuple(agents), outlets=tuple(outlets)))
    shuffler.shuffle(agents)
    shuffler.shuffle(outlets)
    assert registry_sha256(Registry(agents=tuple(agents), outlets=tuple(outlets))) == digest


@given(names, names)
def test_the_digest_tells_content_apart(one: str, other: str) -> None:
    """Registries have the same digest only where they say the same."""
    digests = [
        registry_sha256(Registry(agents=(KnownAgent(name="Kim", kind=AgentKind.PERSON, aliases=(alias,)),)))
        for alias in (one, other)
    ]
    assert (digests[0] == digests[1]) == (one == other)


def test_an_agent_is_no_outlet_in_the_digest() -> None:
    """The same agent counts differently as an agent and as an outlet."""
    agent = KnownAgent(name="TASS", kind=AgentKind.ORGANISATION)
    as_agent = Registry(agents=(agent,))
    assert registry_sha256(as_agent) != registry_sha256(Registry(outlets=(KnownOutlet(agent=agent, kind="agency"),)))
    assert len(registry_sha256(as_agent)) == 64
