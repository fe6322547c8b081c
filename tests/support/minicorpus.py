"""The miniature corpus of tests/training/mini: invented news with its attributions marked in the text.

`{S1:…}`, `{Q1:…}` and `{C1:…}` mark source, cue and content of the first attribution of an article, `{X:…}` words in
quotation marks that quote nobody, `{P:…}`, `{O:…}` and `{L:…}` names. Marks nest; the offsets are those of the text
without them.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MINI = Path(__file__).parent.parent / "training" / "mini"

_MARK = re.compile(r"\{([SQC])(\d+):|\{([XPOL]):|\}")
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?![”\"»]?\s))*[.!?]?[”\"»]?")
_ROLES = {"S": "source", "Q": "cue", "C": "content"}
_TYPES = {"P": "PERSON", "O": "ORGANIZATION", "L": "LOCATION"}

Row = dict[str, Any]


@dataclass
class Marked:
    """A text without its marks, and what they marked, by the letters and number of the mark."""

    text: str = ""
    spans: dict[str, list[list[int]]] = field(default_factory=lambda: defaultdict(list))


def read_marks(marked: str) -> Marked:
    """Take the marks out of a text."""
    found, position, open_now = Marked(), 0, list[tuple[str, int]]()
    for mark in _MARK.finditer(marked):
        found.text += marked[position : mark.start()]
        position = mark.end()
        if mark.group() == "}":
            name, start = open_now.pop()
            found.spans[name].append([start, len(found.text)])
        else:
            open_now.append(((mark[1] or mark[3]) + (mark[2] or ""), len(found.text)))
    found.text += marked[position:]
    return found


def mini_rows() -> list[Row]:
    """Give the articles as lines of a gold file."""
    return [_gold_row(doc, marked) for doc, marked in _articles()]


def mini_silver_rows() -> list[Row]:
    """Give the articles as lines of a silver file, with names as marked and sentences and tokens by rule."""
    return [_silver_row(doc, marked) for doc, marked in _articles()]


def mini_gold() -> str:
    """Give the articles as a gold file."""
    return _json_lines(mini_rows())


def write_rows(path: Path, rows: list[Row]) -> Path:
    """Write JSON lines and return where they stand."""
    path.write_text(_json_lines(rows), encoding="utf-8")
    return path


def _json_lines(rows: list[Row]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _articles() -> list[tuple[str, Marked]]:
    parts = re.split(r"^=== (\S+)\n", (MINI / "articles.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [(doc, read_marks(marked)) for doc, marked in zip(parts[1::2], parts[2::2], strict=True)]


def _gold_row(doc: str, marked: Marked) -> Row:
    numbers = sorted({int(name[1:]) for name in marked.spans if name[1:]})
    quotes = []
    for number in numbers:
        found = {role: sorted(marked.spans.get(f"{letter}{number}", ())) for letter, role in _ROLES.items()}
        content = " ".join(marked.text[start:end] for start, end in found["content"])
        quoted = any(mark in content for mark in '“”"«»')
        quotes.append({**{role: spans or None for role, spans in found.items()}, "quoted": quoted})
    return {"doc": doc, "text": marked.text, "quotes": quotes, "not_quotes": marked.spans.get("X", [])}


def _silver_row(doc: str, marked: Marked) -> Row:
    names = [[*span, label] for letter, label in _TYPES.items() for span in marked.spans.get(letter, ())]
    return {
        "doc": doc,
        "sentences": [list(found.span()) for found in _SENTENCE.finditer(marked.text)],
        "tokens": [[*found.span(), "NN"] for found in _TOKEN.finditer(marked.text)],
        "entities": sorted(names),
        "clusters": [],
    }
