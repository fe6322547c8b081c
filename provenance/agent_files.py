"""Files of people and organisations for `provenance agents import`: JSON lines, tables, slices of a Wikidata dump.

Owns these formats. A line that cannot be read is told with its reason, and never stops the rest.

* JSON lines: an object a line with `id`, `label` and `kind`, at most also `alias` (a name or several) and `lang`.
* TSV: the same as columns, in any order under a heading or in this order without one: id, label, alias, lang, kind.
  Several aliases stand in one cell with `|` between them, or on lines of their own with the same id.
* Wikidata: an entity a line, as in its JSON dump, with `labels`, `aliases` and `claims`.

An `id` is that of Wikidata (`Q58217`, or its address), or `SCHEME:VALUE`. What has the same id is the same agent.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.core.known import ImportedAgent, ImportedName
from provenance.core.records import AgentKind
from provenance.core.text import name_key, printable

LONGEST_LINE = 4_000_000
"""Bytes; the longest entities of Wikidata have fewer."""

_COLUMNS = ("id", "label", "alias", "lang", "kind")
_WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})", re.ASCII)
_ELSEWHERE = re.compile(r"([a-z][a-z0-9_.-]{0,31}):(\S{1,200})", re.ASCII)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_LONGEST_NAME = 300
_BEST_LANGS = ("en", "mul", "en-gb", "en-us")
_KINDS = {"human": "person", "organization": "organisation", "org": "organisation", "per": "person"}
# What an entity is an instance of, for those that speak in the news; what stands below in the tree is not followed.
_ORGANISATIONS = """
    Q43229 Q4830453 Q783794 Q891723 Q6881511 Q163740 Q79913 Q484652 Q327333 Q192350 Q2659904 Q7278 Q11032 Q192283
    Q1616075 Q1002697 Q6256 Q3624078 Q7188 Q31855 Q3918 Q847017 Q15265344
"""
_CLASSES = {
    "Q5": "person",
    **dict.fromkeys(_ORGANISATIONS.split(), "organisation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that names nobody.

    Attributes:
        number: From 1.
        reason: `encoding`, `too_long`, `json`, `columns`, `id`, `label`, `name`, `lang` or `kind`.
        message: What is wrong, for readers.
    """

    number: int
    reason: str
    message: str


class _Bad(Exception):
    """Why a line cannot be read; never leaves this module."""

    def __init__(self, *, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def read_agents(lines: Iterable[bytes]) -> Iterator[ImportedAgent | BadLine]:
    """Read the agents of a file, line after line, without holding more than one.

    Args:
        lines: With their line ends; a byte order mark may open the first.
    """
    columns: Sequence[str] | None = None
    for number, raw in enumerate(lines, start=1):
        try:
            line = _decode(raw, is_first=number == 1)
            if line in {"", "[", "]"}:
                continue
            if line.startswith(("{", "[")):
                yield _read_object(line.removesuffix(","))
                continue
            cells = line.split("\t")
            if columns is None:
                columns, is_heading = _read_heading(cells)
                if is_heading:
                    continue
            yield _read_fields(_read_row(cells, columns))
        except _Bad as bad:
            yield BadLine(number=number, reason=bad.reason, message=str(bad))


def _decode(raw: bytes, *, is_first: bool) -> str:
    if len(raw) > LONGEST_LINE:
        raise _Bad(reason="too_long", message=f"the line has more than {LONGEST_LINE:,} bytes")
    try:
        return raw.decode("utf-8-sig" if is_first else "utf-8").strip("\r\n ")
    except UnicodeDecodeError as error:
        raise _Bad(reason="encoding", message="the line is not UTF-8") from error


def _read_heading(cells: Sequence[str]) -> tuple[Sequence[str], bool]:
    names = [cell.strip().casefold() for cell in cells]
    if not {"id", "label"} <= set(names):
        return _COLUMNS, False
    return names, True


def _read_row(cells: Sequence[str], columns: Sequence[str]) -> dict[str, object]:
    if len(cells) > len(columns):
        raise _Bad(reason="columns", message=f"{len(cells)} columns where there are {len(columns)}")
    fields: dict[str, object] = {
        column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()
    }
    if "alias" in fields:
        fields["alias"] = [alias.strip() for alias in str(fields["alias"]).split("|") if alias.strip()]
    return fields


def _read_object(line: str) -> ImportedAgent:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Bad(reason="json", message=f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise _Bad(reason="json", message="expected a JSON object")
    return _read_entity(value) if isinstance(value.get("labels"), dict) else _read_fields(value)


def _read_fields(fields: Mapping[str, object]) -> ImportedAgent:
    scheme, value = _read_id(fields.get("id"))
    lang = fields.get("lang")
    if lang is not None and not (isinstance(lang, str) and _LANG.fullmatch(lang)):
        raise _Bad(reason="lang", message=f"{lang!r:.40} is no language tag such as en or zh-Hant")
    aliases = fields.get("alias", fields.get("aliases", []))
    listed = aliases if isinstance(aliases, list) else [aliases]
    kind = str(fields.get("kind", "")).casefold()
    kind = _KINDS.get(kind, kind)
    if kind not in {AgentKind.PERSON, AgentKind.ORGANISATION}:
        raise _Bad(reason="kind", message=f"the kind is {kind or 'missing'!r:.40}, not person or organisation")
    label = fields.get("label")
    if label is None:
        raise _Bad(reason="label", message="it has no label")
    names = tuple(ImportedName(name=_read_name(name), lang=lang) for name in (label, *listed))
    return ImportedAgent(scheme=scheme, value=value, kind=AgentKind(kind), label=names[0], aliases=names[1:])


def _read_id(value: object) -> tuple[str, str]:
    if isinstance(value, str):
        wikidata, elsewhere = _WIKIDATA.fullmatch(value), _ELSEWHERE.fullmatch(value)
        if wikidata:
            return "wikidata", wikidata[1]
        if elsewhere:
            return elsewhere[1], elsewhere[2]
    raise _Bad(reason="id", message=f"{value!r:.40} is no id such as Q58217 or viaf:12345")


def _read_name(value: object) -> str:
    if not isinstance(value, str) or not name_key(value):
        raise _Bad(reason="name", message=f"{value!r:.40} is no name with a letter or figure in it")
    name = " ".join(value.split())
    if len(name) > _LONGEST_NAME or name != printable(name):
        raise _Bad(reason="name", message=f"{name!r:.40} is too long for a name, or holds control characters")
    return name


def _read_entity(entity: Mapping[str, Any]) -> ImportedAgent:
    """Read an entity as Wikidata dumps it: a label a language, and what it is an instance of."""
    scheme, value = _read_id(entity.get("id"))
    kind = next((_CLASSES[of] for of in _instances(entity) if of in _CLASSES), None)
    if kind is None:
        raise _Bad(reason="kind", message=f"{value} is neither a person nor an organisation that is known as such")
    names = _named(entity["labels"])
    if not names:
        raise _Bad(reason="label", message=f"{value} has no label")
    names.sort(key=lambda name: (_BEST_LANGS.index(name.lang) if name.lang in _BEST_LANGS else 9, name.lang))
    others = _named(entity.get("aliases"))
    return ImportedAgent(
        scheme=scheme, value=value, kind=AgentKind(kind), label=names[0], aliases=(*names[1:], *others)
    )


def _named(by_lang: object) -> list[ImportedName]:
    """Read names by their languages; what is none is passed over, since an entity has hundreds."""
    found = []
    for lang, said in by_lang.items() if isinstance(by_lang, dict) else ():
        for one in said if isinstance(said, list) else [said]:
            try:
                found.append(
                    ImportedName(name=_read_name(one.get("value") if isinstance(one, dict) else one), lang=lang)
                )
            except _Bad:
                continue
    return found


def _instances(entity: Mapping[str, Any]) -> Iterator[str]:
    """Give the ids of the classes that an entity is an instance of."""
    claims = entity.get("claims")
    instances = claims.get("P31") if isinstance(claims, dict) else None
    for claim in instances if isinstance(instances, list) else ():
        try:
            yield claim["mainsnak"]["datavalue"]["value"]["id"]
        except (KeyError, TypeError):
            continue
