"""The cells of a table: JSON, days, labels, and the words around a span.

Owns what may stand in a cell or in a line of JSON, and how text is shortened for people. It knows no record.
"""

import json
import re

from provenance.core.text import Span, printable

Cell = str | int | float | None
Row = dict[str, Cell]

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
# UTF-8 has no form for lone surrogates, and many programs end a text at NUL.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# One for all cells: `json.dumps` would build another for each.
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_LABEL_LENGTH = 100
_CONTEXT_LENGTH = 120


# What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"), full-width forms among it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMULA = re.compile(f"'*[{re.escape(''.join(FORMULA_STARTS))}]")
# Valid inside JSON strings as they are, or no text at all; none of them may steer a terminal.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def build_row(**cells: Cell) -> Row:
    """Build a row whose texts every SQLite and every UTF-8 file can hold: what cannot becomes U+FFFD."""
    for name, cell in cells.items():
        # What is ASCII, as most is, needs no search.
        if isinstance(cell, str) and ("\0" in cell if cell.isascii() else _UNSTORABLE.search(cell)):
            cells[name] = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", cell)
    return cells


def to_json(value: object) -> str:
    """Write JSON as people read it in a cell: a space after each comma, letters as themselves."""
    # Most lists are empty, and the encoder makes itself ready anew each time.
    return "[]" if value == [] else _ENCODER.encode(value)


def json_text(value: object, *, indent: int | None = None) -> str:
    r"""Write JSON in UTF-8, with escapes for what could steer a terminal and for lone surrogates.

    Example:
        >>> json_text({"name": "Kim\x9b1m"})
        '{"name": "Kim\\u009b1m"}'
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))


def defuse(text: str) -> str:
    """Return a text as it may stand in CSV: an apostrophe goes before what a spreadsheet would take for a formula.

    Before what begins with apostrophes and then like a formula goes one too. So nothing is lost: taking one apostrophe
    from each cell that begins so gives the texts back.

    Example:
        >>> [defuse(text) for text in ("=1+1", "'=1+1", "'tis")]
        ["'=1+1", "''=1+1", "'tis"]
    """
    return f"'{text}" if starts_formula(text) else text


def starts_formula(text: str) -> bool:
    """Tell whether a text begins like a formula, or with apostrophes and then like one."""
    return _FORMULA.match(text) is not None


def day_of(published: str | None) -> str | None:
    """Return the day of an ISO 8601 date or time, or its month or year; None where it starts with no year.

    Example:
        >>> day_of("2025-07-13T08:00:00+00:00"), day_of("2025-07"), day_of("last week")
        ('2025-07-13', '2025-07', None)
    """
    found = _DAY.match(published or "")
    return found.group() if found else None


def short_label(text: str, *, length: int = _LABEL_LENGTH) -> str:
    """Return a text as one short line that neither steers a terminal nor reorders a page.

    Args:
        text: Any text.
        length: The most characters to keep, an ellipsis among them; 2 or more.

    Example:
        >>> short_label("one two three", length=10)
        'one two…'
    """
    line = printable(text[: length * 4])
    line = " ".join(line.split())
    if len(line) <= length and len(text) <= length * 4:
        return line
    kept = line[: length - 1]
    head, space, _ = kept.rpartition(" ")
    return f"{head.rstrip() if space and len(head) > length // 2 else kept}…"


def words_at(span: Span | None, *, text: str) -> str | None:
    """Return the words of a span; None for no span."""
    return span.text_in(text) if span else None


def words_before(text: str, end: int) -> str:
    """Return the end of the paragraph before an offset, at most 120 characters, cut between words."""
    window = text[max(0, end - _CONTEXT_LENGTH) : end]
    line = _LINE_BREAK.split(window)[-1]
    cut = len(line) == _CONTEXT_LENGTH < end and not text[end - _CONTEXT_LENGTH - 1].isspace()
    return line.partition(" ")[2] if cut and " " in line else line


def words_after(text: str, start: int) -> str:
    """Return the start of the paragraph after an offset, at most 120 characters, cut between words."""
    line = _LINE_BREAK.split(text[start : start + _CONTEXT_LENGTH])[0]
    end = start + len(line)
    cut = len(line) == _CONTEXT_LENGTH and end < len(text) and not text[end].isspace()
    return line.rpartition(" ")[0] if cut and " " in line else line
