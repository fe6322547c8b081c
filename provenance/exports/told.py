"""What formats of linked data read in a row of `quotes`: its chain, its ids, its parts.

Owns the way from cells to values, for rows of the database of an export as for rows that were never in one. Pure, so
that the pages of an export and the command line build one and the same document.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

NAMESPACE = "urn:provenance:"
"""Before each id, so that it names the same thing all over the world."""

ENDS = ("speaker", "publisher")

Node = dict[str, Any]
Told = Mapping[str, Any]

_ID = re.compile(r"[a-z]{2}_[0-9a-f]{20}")


def is_id(value: object) -> bool:
    """Tell whether a value is an id of ours, such as `qt_` and twenty hexadecimal figures."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def read_list(cell: object) -> list[Any]:
    """Read a cell that holds a JSON array; empty where it holds none."""
    try:
        value = json.loads(cell) if isinstance(cell, str) else []
    except ValueError:
        return []
    return value if isinstance(value, list) else []


def stations_in(row: Told) -> list[Told]:
    """Read the chain of a quotation, from the speaker to the publisher."""
    return [one for one in read_list(row["chain"]) if isinstance(one, dict)]


def plain_name(value: object) -> str:
    """Keep of an id or a role what can be part of a name in RDF."""
    return "".join(char for char in str(value) if char.isascii() and (char.isalnum() or char == "_"))


def chain_text(stations: list[Told]) -> str:
    """Write the names of a chain as a line for people; a publisher that nobody names is left out."""
    known = [one for one in stations if one.get("name") or one.get("role") != "publisher"]
    return " → ".join(str(one.get("name") or "unknown") for one in known)
