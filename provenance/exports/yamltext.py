"""YAML that every YAML reader takes, from plain dictionaries and lists; written so that people can edit it.

Owns the form of the configuration files. Texts stand in double quotes, and those of several lines as blocks.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z_]*")
# YAML takes these words for truth values or nothing, in any case.
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# YAML allows these in no form but an escape; JSON lets them stand.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_BLOCK = re.compile(r"[^\s\x00-\x1f][^\x00-\x09\x0b-\x1f]*[^\s\x00-\x1f]")


def to_yaml(value: Mapping[str, Value], *, comment: str = "") -> str:
    """Write a mapping as YAML.

    Args:
        value: Mappings with text keys, lists, texts, numbers, truth values and None, as deep as wanted.
        comment: Lines that stand before it, without their number signs.

    Example:
        >>> print(to_yaml({"title": "Who?", "tables": {"quotes": {"facets": ["form"]}}}), end="")
        title: "Who?"
        tables:
          quotes:
            facets:
              - "form"
    """
    head = [f"# {line}".rstrip() for line in comment.splitlines()]
    return "\n".join([*head, *_mapping_lines(value)]) + "\n"


def _mapping_lines(mapping: Mapping[str, Value]) -> Iterator[str]:
    if not mapping:
        yield "{}"
    for key, value in mapping.items():
        plain = _PLAIN_KEY.fullmatch(key) and key.casefold() not in _RESERVED
        yield from _entry_lines(f"{key if plain else _quoted(key)}:", value)


def _sequence_lines(values: Sequence[Value]) -> Iterator[str]:
    for value in values:
        lines = list(_mapping_lines(value)) if isinstance(value, Mapping) and value else []
        if lines:
            yield f"- {lines[0]}"
            yield from (f"  {line}" if line else "" for line in lines[1:])
        else:
            yield from _entry_lines("-", value)


def _entry_lines(head: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text_lines(head, value)
    elif isinstance(value, Mapping | Sequence) and value:
        lines = _mapping_lines(value) if isinstance(value, Mapping) else _sequence_lines(value)
        yield head
        yield from (f"  {line}" if line else "" for line in lines)
    elif isinstance(value, Mapping | Sequence):
        yield f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
    else:
        yield f"{head} {json.dumps(value, allow_nan=False)}"


def _text_lines(head: str, text: str) -> Iterator[str]:
    if "\n" in text and _BLOCK.fullmatch(text) and not _ESCAPED.search(text):
        yield f"{head} |-"
        yield from (f"  {line}" if line else "" for line in text.split("\n"))
    else:
        yield f"{head} {_quoted(text)}"


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))
