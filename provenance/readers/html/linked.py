"""JSON-LD: what a page says of its article to machines, in the vocabulary of schema.org.

Owns finding the article among all that a page describes, and reading names, dates and sources out of it. It knows no
HTML: it is given the contents of the scripts.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from provenance.readers.html.values import clean_text, read_date, unique

Node = Mapping[str, object]

_ARTICLE = re.compile(r"(?:https?://schema\.org/|schema:)?(?:\w*Article|Report|(?:Live)?Blog(?:Posting)?|\w*Posting)")
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")
# What older pages wrap scripts in, so that browsers without scripts do not show them.
_BEFORE = ("//", "<![CDATA[", "<!--")
_BEHIND = (";", "]]>", "-->", "//", ";")
# Where a description of an article may lie inside another thing.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_MOST_NODES = 10_000
_BASES = ("isBasedOn", "isBasedOnUrl", "citation")


def parse_scripts(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Parse the contents of JSON-LD scripts; what is no JSON is left out.

    Returns:
        Every thing described at the outside, in a list or graph, in order.
    """
    waiting = [value for script in scripts if (value := _parse(script)) is not None]
    nodes: list[Node] = []
    while waiting and len(nodes) < _MOST_NODES:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MOST_NODES]
        elif isinstance(value, dict):
            nodes.append(value)
            waiting += [value[key] for key in _INSIDE if isinstance(value.get(key), (dict, list))]
    return tuple(nodes)


def _parse(script: str) -> object:
    text = script.strip()
    for start in _BEFORE:
        text = text.removeprefix(start).lstrip()
    for end in _BEHIND:
        text = text.removesuffix(end).rstrip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


class LinkedData:
    """What the JSON-LD of one page says of its article. Every answer is empty where it says nothing.

    Args:
        nodes: What `parse_scripts` gave.
        url: Address of the page, which tells its article from others that are described with it; None if unknown.
    """

    def __init__(self, nodes: Iterable[Node], *, url: str | None = None) -> None:
        every = tuple(nodes)
        self._by_id = {node["@id"]: node for node in reversed(every) if isinstance(node.get("@id"), str)}
        articles = [node for node in every if _is_article(node)]
        same = [node for node in articles if url and url in set(self._addresses(node))]
        self._article: Node = (same or articles or [{}])[0]

    @property
    def is_article(self) -> bool:
        """Say whether the page describes an article at all."""
        return bool(self._article)

    @property
    def is_free(self) -> bool:
        """Say whether everybody may read it all; True where nothing else is said."""
        return str(self._article.get("isAccessibleForFree", True)).lower() != "false"

    @property
    def authors(self) -> tuple[str, ...]:
        """Persons and organisations that sign it."""
        return self._names("author") or self._names("creator")

    def text(self, *keys: str) -> str | None:
        """Return the first of several texts that is there."""
        values = (clean_text(value) for key in keys for value in _strings(self._article.get(key)))
        return next(filter(None, values), None)

    def name(self, *keys: str) -> str | None:
        """Return the name of the first of several things that has one."""
        return next((name for key in keys for name in self._names(key)), None)

    def date(self, key: str) -> str | None:
        """Return a date or time as written, in ISO 8601."""
        return read_date(self.text(key))

    def addresses(self) -> tuple[str, ...]:
        """Return every address that the article is said to have."""
        return unique(self._addresses(self._article))

    def based_on(self) -> tuple[str, ...]:
        """Return addresses, or else names, of what it says it is based on or cites."""
        return unique(
            found for key in _BASES for value in _items(self._article.get(key)) for found in self._base(value)
        )

    def _base(self, value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield clean_text(value)
        elif isinstance(value, dict):
            known = self._resolve(value)
            address = next((a for a in self._addresses(known) if a.startswith("http")), None)
            yield address or next(self._name(value), "")

    def _names(self, key: str) -> tuple[str, ...]:
        return unique(name for value in _items(self._article.get(key)) for name in self._name(value))

    def _name(self, value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield "" if "://" in value else clean_text(value)
        elif isinstance(value, dict):
            node = self._resolve(value)
            yield from (clean_text(name) for name in _strings(node.get("name") or node.get("legalName")))

    def _resolve(self, node: Node) -> Node:
        """Follow a bare reference to the thing that it means."""
        found = self._by_id.get(node.get("@id")) if "name" not in node else None
        return found or node

    @staticmethod
    def _addresses(node: Node) -> Iterator[str]:
        for key in ("url", "mainEntityOfPage", "@id"):
            for value in _items(node.get(key)):
                found = value.get("@id") or value.get("url") if isinstance(value, dict) else value
                if isinstance(found, str):
                    yield clean_text(found)


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.fullmatch(kind) for kind in _strings(node.get("@type")))


def _items(value: object) -> list[object]:
    """Return the members of a list, or a value alone as if it were one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _strings(value: object) -> Iterator[str]:
    for item in _items(value):
        if isinstance(item, dict):
            item = item.get("@value")  # noqa: PLW2901 - a value with its language is the value
        if isinstance(item, str):
            yield item
