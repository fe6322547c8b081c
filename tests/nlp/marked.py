"""Texts with marks for what is attributed to whom, and the docs that they describe.

`<source>`, `*cue*` and `[content]`, with a digit in front where there are several statements. Every mark is taken out;
what it held is written into the span groups, as a component that finds attributions would.
"""

import re
from typing import Protocol

from spacy.tokens import Doc

from provenance.core.records import Extraction
from provenance.nlp.annotations import CONTENT, CUE, SOURCE, Marked, write_group
from provenance.nlp.tokens import build_language

_MARK = re.compile(r"(\d?)([\[<])|([\]>])|(\d?)\*")
_GROUPS = {"[": CONTENT, "<": SOURCE, "*": CUE}
_LANGUAGE = build_language()


class ReadMarked(Protocol):
    """Says who speaks through whom in a text whose statements are marked."""

    def __call__(self, marked: str, *, published: str | None = None) -> Extraction: ...


def read_marked(marked: str) -> Doc:
    """Build the doc of a marked text, in the order of the first content of each statement."""
    text, places = "", dict[str, dict[str, list[tuple[int, int]]]]()
    opened: list[tuple[str, str, int]] = []
    done = 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        done = match.end()
        number, opening, closing, cue = match.groups()
        if opening or (cue is not None and not (opened and opened[-1][0] == "*")):
            opened.append((opening or "*", (number if opening else cue) or "1", len(text)))
        elif closing or cue is not None:
            kind, tie, start = opened.pop()
            places.setdefault(tie, {}).setdefault(_GROUPS[kind], []).append((start, len(text)))
    return _write(text + marked[done:], places)


def _write(text: str, places: dict[str, dict[str, list[tuple[int, int]]]]) -> Doc:
    doc = _LANGUAGE.make_doc(text)
    groups: dict[str, list[Marked]] = {CONTENT: [], CUE: [], SOURCE: []}
    for tie in sorted(places, key=lambda tie: places[tie][CONTENT]):
        for name, spans in places[tie].items():
            joined = spans if name == CONTENT else [(spans[0][0], spans[-1][1])]
            for start, end in joined:
                span = doc.char_span(start, end, alignment_mode="expand")
                assert span is not None, text[start:end]
                groups[name].append(Marked(tokens=(span.start, span.end), span_id=tie, details={"score": 1.0}))
    for name, marked in groups.items():
        write_group(doc, name, marked)
    return doc
