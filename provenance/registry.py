"""The agents and outlets that are known before any article is read: `agents.jsonl` and `outlets.jsonl`.

Owns the format of these two files and refuses what it does not understand, since a misspelt field that is passed over
is a name that is never found. Who is who in an article is decided elsewhere.

One JSON object a line. Its keys are the fields of `core.known.KnownAgent`; a line of `outlets.jsonl` also has those
of `core.known.KnownOutlet`. There `kind` is the kind of medium, and the agent behind it is an organisation.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from provenance.core.agents import GLOBAL_KINDS, Registry
from provenance.core.chain import ENDS
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind, Role
from provenance.core.text import name_key, printable
from provenance.core.wire import canonical_json, text_sha256
from provenance.errors import InvalidRecord, UnreadableInput
from provenance.resources import resource_path

AGENTS_FILE = "agents.jsonl"
OUTLETS_FILE = "outlets.jsonl"
OUTLET_KINDS = ("newspaper", "broadcaster", "agency", "magazine", "aggregator", "official", "social", "other")

_HINT = "provenance/registry.py says what a line may hold"

# Turns the JSON value of one field into the record's, or raises ValueError with what was expected.
Read = Callable[[object], Any]


def load_registry(folder: Path | None = None) -> Registry:
    """Load the agents and outlets that are known before any article is read.

    Args:
        folder: Holds `agents.jsonl` and `outlets.jsonl`; None for the ones that come with the package.

    Raises:
        UnreadableInput: One of the two files is missing or may not be read.
        InvalidRecord: A line breaks the format, or two lines have the same full name. The message names the file, the
            line and the field.
    """
    folder = folder or resource_path("seeds")
    places: dict[str, _Line] = {}
    agents = []
    for line in _read_lines(folder / AGENTS_FILE):
        agents.append(_agent_of(line))
        _take_name(agents[-1].name, line=line, places=places)
    outlets = []
    for line in _read_lines(folder / OUTLETS_FILE):
        outlets.append(_outlet_of(line))
        _take_name(outlets[-1].agent.name, line=line, places=places)
    return Registry(agents=tuple(agents), outlets=tuple(outlets))


def registry_sha256(registry: Registry) -> str:
    """Return the hex digest of what a registry says, whatever the order and the formatting of its files."""
    said = sorted(map(canonical_json, (*map(asdict, registry.agents), *map(asdict, registry.outlets))))
    return text_sha256("\n".join([*said, *([registry.others.digest] if registry.others else [])]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    path: Path
    number: int
    fields: Mapping[str, object]

    @property
    def place(self) -> str:
        return f"{self.path}, line {self.number}"

    def error(self, *, field: str, problem: str) -> InvalidRecord:
        return InvalidRecord(f"{self.place}, field {field}: {problem}", hint=_HINT)


def _read_lines(path: Path) -> Iterator[_Line]:
    """Read the objects of a file; lines with nothing but white space are passed over."""
    # Not splitlines(): JSON may hold U+2028 and its like unescaped, and they end no line.
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if line.strip():
            yield _Line(path=path, number=number, fields=_read_object(line, place=f"{path}, line {number}"))


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        hint = f"a registry is a folder with {AGENTS_FILE} and {OUTLETS_FILE}"
        raise UnreadableInput(message, hint=hint) from error
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        message = f"{path}, line {number}: not UTF-8"
        raise InvalidRecord(message, hint="save the file as UTF-8") from error


def _read_object(line: str, *, place: str) -> dict[str, object]:
    try:
        value = json.loads(line, object_pairs_hook=_distinct_pairs)
    except (ValueError, RecursionError) as error:
        message = f"{place}: not JSON: {error}"
        raise InvalidRecord(message, hint="one JSON object a line") from error
    if not isinstance(value, dict):
        message = f"{place}: expected a JSON object"
        raise InvalidRecord(message, hint="one JSON object a line")
    return value


def _distinct_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object and refuse a key that stands in it twice, of which JSON would silently keep the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        message = f"the key {next(key for key in keys if keys.count(key) > 1)} stands there twice"
        raise ValueError(message)
    return found


def _take_name(name: str, *, line: _Line, places: dict[str, _Line]) -> None:
    """Note whose name it is, and refuse one that is another line's already, in this spelling or a like one."""
    first = places.setdefault(name_key(name), line)
    if first is not line:
        raise line.error(field="name", problem=f"{name} stands in {first.place} already")


def _agent_of(line: _Line) -> KnownAgent:
    agent = KnownAgent(**_values_of(line, _AGENT_FIELDS, required=("name", "kind")))
    if agent.gender and agent.kind is not AgentKind.PERSON:
        raise line.error(field="gender", problem=f"only a person has one, and the kind is {agent.kind}")
    return agent


def _outlet_of(line: _Line) -> KnownOutlet:
    values = _values_of(line, _OUTLET_FIELDS, required=("name", "relay", "kind"))
    of_outlet = {field: values.pop(field) for field in _OUTLET_OWN if field in values}
    return KnownOutlet(agent=KnownAgent(kind=AgentKind.ORGANISATION, **values), **of_outlet)


def _values_of(line: _Line, fields: Mapping[str, Read], *, required: tuple[str, ...]) -> dict[str, Any]:
    values = {}
    for field, value in line.fields.items():
        if field not in fields:
            raise line.error(field=field, problem=f"no such field; there are {', '.join(fields)}")
        try:
            values[field] = fields[field](value)
        except ValueError as error:
            raise line.error(
                field=field, problem=f"expected {error}, got {json.dumps(value, ensure_ascii=False)}"
            ) from error
    for field in required:
        if field not in values:
            raise line.error(field=field, problem="it is missing")
    return values


def _text(value: object) -> str:
    if isinstance(value, str) and value and value == printable(value.strip()):
        return value
    message = "text, without white space around it or control characters in it"
    raise ValueError(message)


def _name(value: object) -> str:
    if not name_key(_text(value)):
        message = "a name with a letter or figure in it"
        raise ValueError(message)
    return _text(value)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or len({*map(str, value)}) < len(value):
        message = "a list of different names, or no such field where there are none"
        raise ValueError(message)
    return tuple(_name(one) for one in value)


def _one_of(*choices: str) -> Read:
    def read(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return value
        message = " or ".join(choices)
        raise ValueError(message)

    return read


def _matching(pattern: str, wanted: str) -> Read:
    def read(value: object) -> str:
        if isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII):
            return value
        raise ValueError(wanted)

    return read


def _agent_kind(value: object) -> AgentKind:
    return AgentKind(_one_of(*sorted(GLOBAL_KINDS))(value))


def _relay(value: object) -> Role:
    return Role(_one_of(*(role for role in Role if role not in ENDS))(value))


def _day(value: object) -> str:
    wanted = "an ISO 8601 date, such as 2020, 2020-02 or 2020-02-18"
    day: str = _matching(r"\d{4}(?:-\d\d){0,2}", wanted)(value)
    try:
        date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError as error:
        raise ValueError(wanted) from error
    return day


def _labels(value: object) -> tuple[OutletLabel, ...]:
    if not isinstance(value, list) or not value:
        message = "a list of labels, or no such field where there are none"
        raise ValueError(message)
    return tuple(_label(one) for one in value)


def _label(value: object) -> OutletLabel:
    if not isinstance(value, dict) or not {"label", "citation"} <= value.keys() <= _LABEL_FIELDS.keys():
        message = "labels with label and citation, and at most valid_from and valid_to besides"
        raise ValueError(message)
    label = OutletLabel(**{field: _LABEL_FIELDS[field](one) for field, one in value.items()})
    if label.valid_from and label.valid_to and label.valid_from > label.valid_to:
        message = "valid_from not to be after valid_to"
        raise ValueError(message)
    return label


_LABEL_FIELDS: Mapping[str, Read] = {
    "label": _matching(r"[a-z]+(?:_[a-z]+)*", "a label such as state_controlled"),
    "citation": _text,
    "valid_from": _day,
    "valid_to": _day,
}
_SHARED: Mapping[str, Read] = {
    "name": _name,
    "aliases": _names,
    "short_names": _names,
    "demonyms": _names,
    "descriptions": _names,
    "relay": _relay,
    "wikidata": _matching(r"Q[1-9][0-9]*", "a Wikidata id such as Q159"),
}
_AGENT_FIELDS = {**_SHARED, "kind": _agent_kind, "gender": _one_of("f", "m"), "roles": _names}
_OUTLET_OWN: Mapping[str, Read] = {
    "kind": _one_of(*OUTLET_KINDS),
    "country": _matching(r"[A-Z]{2}", "an ISO 3166-1 code of two capitals, such as KP"),
    "lang": _matching(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?", "a BCP 47 tag such as en or zh-Hant"),
    "domain": _matching(
        r"(?!www\.)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+",
        "a host name in small letters without www., such as reuters.com",
    ),
    "labels": _labels,
}
_OUTLET_FIELDS = {**_SHARED, **_OUTLET_OWN}
