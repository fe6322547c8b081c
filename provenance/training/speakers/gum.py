"""GUM: news, interviews and more with gold coreference, as CoNLL-U files whose last column holds the mentions.

Owns the format (`# global.Entity`, scheme GRP-etype-infstat-…); what it says is told as `SilverArticle`, though it is
gold. Zeldes 2017, "The GUM corpus: creating multilayer resources in the classroom".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from provenance.core.text import Span
from provenance.training.corpora import GoldArticle, SilverArticle, SilverEntity, SilverMention

_OPENS_OR_CLOSES = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")
_TYPES = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}
_COLUMNS = 10
_HEAD_FIELD = 4


@dataclass(slots=True)
class _Open:
    """A mention whose end has not come yet: its first word, its type, and which of its words is the head."""

    first: int
    kind: str
    head: int


@dataclass(slots=True)
class _Document:
    text: str = ""
    words: list[Span] = field(default_factory=list)
    is_name: list[bool] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    open: dict[str, list[_Open]] = field(default_factory=dict)
    clusters: dict[str, list[SilverMention]] = field(default_factory=dict)
    entities: list[SilverEntity] = field(default_factory=list)

    def add_sentence(self, text: str, rows: Iterable[list[str]], *, gap: str) -> None:
        self.text += (gap if self.text else "") + text
        at = len(self.text) - len(text)
        self.sentences.append(Span(at, len(self.text)))
        for row in rows:
            found = self.text.find(row[1], at)
            start = found if found >= 0 else at
            at = min(start + len(row[1]), len(self.text))
            self.words.append(Span(min(start, at - 1), at))
            self.is_name.append(row[3] == "PROPN")
            entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
            for opened, whole, closed in _OPENS_OR_CLOSES.findall(entity):
                self._mark(opened, closed, is_whole=bool(whole))

    def _mark(self, opened: str, closed: str, *, is_whole: bool) -> None:
        here = len(self.words) - 1
        if opened:
            fields = opened.split("-")
            head = fields[_HEAD_FIELD + 1].split(",")[0] if len(fields) > _HEAD_FIELD + 1 else "1"
            mention = _Open(first=here, kind=fields[1], head=int(head) - 1 if head.isdigit() else 0)
            self.open.setdefault(fields[0], []).append(mention)
        if is_whole or closed:
            group = opened.split("-", maxsplit=1)[0] if opened else closed.split("-", maxsplit=1)[0]
            if self.open.get(group):
                self._close(group, self.open[group].pop(), here)

    def _close(self, group: str, mention: _Open, last: int) -> None:
        span = Span(self.words[mention.first].start, self.words[last].end)
        head = self.words[min(mention.first + mention.head, last)].start
        self.clusters.setdefault(group, []).append(SilverMention(span=span, head=head))
        if mention.kind in _TYPES and all(self.is_name[mention.first : last + 1]):
            self.entities.append(SilverEntity(span=span, label=_TYPES[mention.kind]))


def read_gum(folder: Path) -> Iterator[tuple[GoldArticle, SilverArticle]]:
    """Read all documents below a folder, in the order of their names; none where there are none."""
    for path in sorted(folder.rglob("GUM_*.conllu")):
        document = _read_document(path)
        article = GoldArticle(doc=path.stem, text=document.text)
        yield (
            article,
            SilverArticle(
                doc=path.stem,
                sentences=tuple(document.sentences),
                entities=tuple(sorted(document.entities, key=lambda e: e.span)),
                clusters=tuple(tuple(mentions) for mentions in document.clusters.values()),
            ),
        )


def _read_document(path: Path) -> _Document:
    document = _Document()
    rows: list[list[str]] = []
    text, gap = "", " "
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line.startswith("# newpar"):
            gap = "\n\n"
        elif not line and rows:
            document.add_sentence(text, rows, gap=gap)
            rows, gap = [], " "
        elif line and not line.startswith("#"):
            row = line.split("\t")
            # "1-2" is a word that is cut in two below, "3.1" one that is not there.
            if len(row) == _COLUMNS and row[0].isdigit():
                rows.append(row)
    return document
