"""Columns, CoNLL-style: one token a line, a blank line between sentences, and labels such as `B-content` or `I-cue-3`.

What belongs to one attribution: the labels with one number; without numbers, the labels of one column in one sentence.
Lines that begin with `# ` say things: `# newdoc id = nyt_2016…`, `# global.columns = ID FORM …`. A first line that
names its columns (`token`, `start`, `end` …) is a header.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from provenance.core.text import Span
from provenance.errors import InputError
from provenance.readers.decoding import decode_bytes
from provenance.training.corpora.records import (
    CorpusItem,
    GoldArticle,
    GoldAttribution,
    RowReason,
    SkippedRow,
    Texts,
    UnusableRow,
    build_spans,
    find_outlet,
    require_content,
)

_LABEL = re.compile(r"(?P<place>[BIESLU])[-_](?P<role>content|cue|source)(?:[-_:#](?P<tie>\w+))?", re.IGNORECASE)
# Where in its stretch a label stands, in all dialects: begin, inside, end or last, single or unit.
_GOING_ON = frozenset("IEL")
_NONE = frozenset({"", "O", "_", "-", "*"})
_DOC = re.compile(r"#\s*(?:newdoc(?:\s+id)?\s*=|doc(?:_?id)?\s*[=:]|begin document)\s*\(?([^\s()]+)\)?.*")
_NAMES = re.compile(r"#\s*(?:global\.)?columns\s*[=:]\s*(.+)")
_TOKEN_NAMES = frozenset({"token", "form", "word"})
# As long as an article can be; a larger number is no offset, and must not make a text of that length.
_OFFSET = re.compile(r"[0-9]{1,7}")
_NO_SPACE = "SpaceAfter=No"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """One line: its number in the file, its cells, and which sentence it stands in."""

    line: int
    cells: tuple[str, ...]
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Which columns hold what.

    Attributes:
        word: The token.
        labels: The labels.
        start: Where the token begins in the text; the next column holds its end. None where no column does.
    """

    word: int
    labels: tuple[int, ...]
    start: int | None


@dataclass(slots=True, kw_only=True)
class _Stretch:
    """Tokens in a row with one label, as offsets into the text."""

    role: str
    start: int
    end: int


_Groups = dict[tuple[object, ...], list[_Stretch]]


def is_columns(text: str) -> bool:
    """Say whether a text has a label in a column of its own."""
    rows = (line.split() for line in text.splitlines() if not line.startswith("# "))
    return any(_has_label(cell) for cells in rows if len(cells) > 1 for cell in cells)


def _has_label(cell: str) -> bool:
    return any(_parse(part) for part in cell.split("|"))


def read_columns(path: Path, *, texts: Texts) -> Iterator[CorpusItem]:
    """Read the articles of a file of columns.

    The text is the one that the offsets point into, if there is one (`x.txt` beside `x.conll`, or in `texts`); else it
    is put together from the tokens, with single spaces between them.
    """
    locator = path.as_posix()
    try:
        lines = decode_bytes(path.read_bytes(), name=locator).text.splitlines()
    except InputError as error:
        yield SkippedRow(locator=locator, reason=RowReason.UNREADABLE, message=error.message)
        return
    known = {**_text_beside(path), **texts}
    for doc, names, tokens in _split_documents(lines, name=path.stem):
        yield from _read_document(doc, names, tokens, locator=locator, text=known.get(doc))


def _text_beside(path: Path) -> Texts:
    """Read the text that a file of columns may have beside it; nothing where that cannot be read."""
    beside = path.with_suffix(".txt")
    if beside == path or not beside.is_file():
        return {}
    try:
        return {path.stem: decode_bytes(beside.read_bytes(), name=beside.as_posix()).text}
    except InputError:
        return {}


def _split_documents(lines: Sequence[str], *, name: str) -> Iterator[tuple[str, tuple[str, ...], list[_Token]]]:
    """Give each document with its name, the names of its columns, and its tokens."""
    doc, names, sentence = name, tuple[str, ...](), 0
    tokens: list[_Token] = []
    for number, line in enumerate(lines, start=1):
        begins = _DOC.fullmatch(line)
        if begins or line.startswith("-DOCSTART-"):
            if tokens:
                yield doc, names, tokens
            doc, tokens = begins[1] if begins else f"{name}-{number}", []
        elif named := _NAMES.fullmatch(line):
            names = tuple(named[1].casefold().split())
        elif not line.strip():
            sentence += 1
        elif not line.startswith(("# ", "#end ")):
            cells = tuple(line.split("\t") if "\t" in line else line.split())
            if _TOKEN_NAMES & {cell.casefold() for cell in cells} and not tokens and not names:
                names = tuple(cell.casefold() for cell in cells)
            else:
                tokens.append(_Token(line=number, cells=cells, sentence=sentence))
    if tokens:
        yield doc, names, tokens


def _read_document(
    doc: str, names: tuple[str, ...], tokens: list[_Token], *, locator: str, text: str | None
) -> Iterator[CorpusItem]:
    try:
        layout = _find_layout(tokens, names)
    except _BadLine as error:
        yield error.skipped(f"{locator}:{error.line}")
        return
    placed, text = _place_tokens(tokens, layout, text=text)
    groups: _Groups = defaultdict(list)
    for column in layout.labels:
        yield from _collect(column, tokens, placed, groups=groups, locator=locator)
    attributions = []
    for stretches in groups.values():
        try:
            attributions.append(_build_attribution(stretches, text=text))
        except UnusableRow as error:
            yield error.skipped(f"{locator}:{tokens[0].line}")
    ordered = tuple(sorted(attributions, key=lambda a: a.content))
    yield GoldArticle(doc=doc, text=text, attributions=ordered, outlet=find_outlet(doc))


class _BadLine(UnusableRow):
    """A line that makes its document unreadable, since nobody knows what its columns hold."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(RowReason.INVALID, message)
        self.line = line


def _find_layout(tokens: Sequence[_Token], names: tuple[str, ...]) -> _Layout:
    """Say which columns hold what, by their names, else by what stands in them.

    Raises:
        _BadLine: A line has another number of columns than the first one, or no token.
    """
    width = len(tokens[0].cells)
    for token in tokens:
        if not len(token.cells) == width > 1:
            message = f"{len(token.cells)} columns, where the document has {width}; a token and a label are needed"
            raise _BadLine(token.line, message)
    columns = list(zip(*(token.cells for token in tokens), strict=True))
    labels = tuple(i for i, cells in enumerate(columns) if any(_has_label(cell) for cell in cells))
    named = next((i for i, name in enumerate(names) if name in _TOKEN_NAMES), None)
    words = (i for i, cells in enumerate(columns) if not _is_counting(cells) and i not in labels)
    word = named if named is not None and named < len(columns) else next(words, 0)
    for token in tokens:
        if not token.cells[word].strip():
            raise _BadLine(token.line, "there is no token in its column")
    lengths = [len(token.cells[word]) for token in tokens]
    starts = (i for i, (one, two) in enumerate(pairwise(columns)) if _are_offsets(one, two, lengths))
    return _Layout(word=word, labels=labels, start=next(starts, None))


def _is_counting(cells: Sequence[str]) -> bool:
    """Say whether a column holds numbers, or the same name of a document on every line."""
    is_number = all(cell.replace("-", "").replace(".", "").isdecimal() for cell in cells)
    return is_number or (len(cells) > 1 and len(set(cells)) == 1)


def _are_offsets(starts: Sequence[str], ends: Sequence[str], lengths: Sequence[int]) -> bool:
    """Say whether two columns hold where the tokens begin and end: as long as they are, and one after the other."""
    if not all(_OFFSET.fullmatch(cell) for cell in (*starts, *ends)):
        return False
    places = [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
    fit = all(end - start == length for (start, end), length in zip(places, lengths, strict=True))
    return fit and all(one[1] <= two[0] for one, two in pairwise(places))


def _place_tokens(tokens: Sequence[_Token], layout: _Layout, *, text: str | None) -> tuple[list[Span], str]:
    """Return where each token stands, and the text."""
    words = [token.cells[layout.word] for token in tokens]
    if layout.start is None:
        return _join(tokens, words)
    starts = [int(token.cells[layout.start]) for token in tokens]
    placed = [Span(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    if text is not None and all(text[s.start : s.end] == word for s, word in zip(placed, words, strict=True)):
        return placed, text
    letters = [" "] * max(span.end for span in placed)
    for span, word in zip(placed, words, strict=True):
        letters[span.start : span.end] = word
    return placed, "".join(letters)


def _join(tokens: Sequence[_Token], words: Sequence[str]) -> tuple[list[Span], str]:
    placed, text = [], ""
    for token, word in zip(tokens, words, strict=True):
        placed.append(Span(len(text), len(text) + len(word)))
        text += word if any(_NO_SPACE in cell for cell in token.cells) else f"{word} "
    return placed, text.rstrip()


def _collect(
    column: int, tokens: Sequence[_Token], placed: Sequence[Span], *, groups: _Groups, locator: str
) -> Iterator[SkippedRow]:
    """Sort the labelled stretches of a column by what ties them; give the labels that nobody knows."""
    running: dict[tuple[object, ...], _Stretch] = {}
    for token, span in zip(tokens, placed, strict=True):
        before, running = running, {}
        for cell in token.cells[column].split("|"):
            label = _parse(cell)
            if label:
                place, role, tie = label
                group = ("tie", tie) if tie else ("column", column, token.sentence)
                stretch = before.get((*group, role)) if place in _GOING_ON else None
                if stretch is None:
                    stretch = _Stretch(role=role, start=span.start, end=span.end)
                    groups[group].append(stretch)
                stretch.end = span.end
                running[*group, role] = stretch
            elif cell not in _NONE:
                message = f"{cell} is no label such as B-content, I-cue or B-source-3"
                yield SkippedRow(locator=f"{locator}:{token.line}", reason=RowReason.UNKNOWN_LABEL, message=message)


def _parse(cell: str) -> tuple[str, str, str | None] | None:
    """Take a label apart: its place, role and number; None where it is none."""
    found = _LABEL.fullmatch(cell)
    return (found["place"].upper(), found["role"].casefold(), found["tie"]) if found else None


def _build_attribution(stretches: Sequence[_Stretch], *, text: str) -> GoldAttribution:
    by_role = {
        role: build_spans(((s.start, s.end) for s in stretches if s.role == role), text=text)
        for role in ("content", "cue", "source")
    }
    if len(by_role["cue"]) > 1:
        message = "several cues in one column of a sentence: number the labels to say what belongs together"
        raise UnusableRow(RowReason.UNLINKED, message)
    content = require_content(by_role["content"], text=text)
    return GoldAttribution(content=content, cue=by_role["cue"], source=by_role["source"])
