"""Writes what commands have to say: tables for people, JSON lines, JSON and CSV for programs.

Only data goes to standard output. Nothing that came out of an article reaches a terminal with its control characters,
and no CSV cell starts a formula.
"""

import csv
import io
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TextIO, TypeVar

from provenance.core.text import printable
from provenance.exports.cells import defuse, json_text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

T = TypeVar("T")

FORMATS = ("table", "jsonl", "json", "csv")
# So much of an id finds what it names, and so much of a time tells its day, and its second.
SHORT_ID = len("qt_") + 8
DAY = len("2025-07-13")
SECOND = len("2025-07-13T08:00:00")
_FALLBACK_WIDTH = 100
# Cells between two columns; what a column that is cut needs to be read, and to be read well.
_GAP = 2
_READABLE, _COMFORTABLE = 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Where a command writes, and in which form.

    Attributes:
        form: One of `formats`; None to choose by the suffix of the file, or by whether people are looking.
        path: File, or `-` for standard output.
        formats: What the command can write: the form for a terminal first, the one for a pipe second.
    """

    form: str | None = None
    path: str = "-"
    formats: Sequence[str] = FORMATS

    def chosen(self) -> str:
        """Return the form to write."""
        suffix = Path(self.path).suffix.removeprefix(".")
        if self.form or suffix in self.formats:
            return self.form or suffix
        return self.formats[0] if self.path == "-" and sys.stdout.isatty() else self.formats[1]

    @contextmanager
    def open(self) -> Iterator[TextIO]:
        """Open it for writing, in UTF-8 unless a terminal wants another encoding."""
        if self.path != "-":
            with Path(self.path).open("w", encoding="utf-8", errors="backslashreplace") as file:
                yield file
            return
        if isinstance(sys.stdout, io.TextIOWrapper):
            encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
        yield sys.stdout
        sys.stdout.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column of a table.

    Attributes:
        name: Its name in CSV.
        value: What it shows of a record.
        heading: What stands above it on a terminal; empty for a column that only CSV has.
        short: What it shows on a terminal, where that is shorter.
        cut: So many characters of it are enough on a terminal; None for all of them.
        weight: Its share of the width that is left, if the table is too wide; 0 for a column that is never cut.
        style: How rich prints it.
        is_roomy: Whether it is left out where the others would be too narrow to be read; the last one goes first.
    """

    name: str
    value: Callable[[T], object]
    heading: str = ""
    short: Callable[[T], str] | None = None
    cut: int | None = None
    weight: int = 0
    style: str = ""
    is_roomy: bool = False


def write_records(
    records: Iterable[T], *, columns: Sequence[Column[T]], to_wire: Callable[[T], object], to: Output, nothing: str
) -> None:
    """Write records in the form that was asked for.

    Args:
        records: JSON lines are written as they come; the other forms need them all.
        columns: Of tables and CSV.
        to_wire: Builds the JSON value of a record.
        to: Where, and in which form.
        nothing: What to say to people when there is no record.
    """
    form = to.chosen()
    with to.open() as out:
        if form in {"json", "jsonl"}:
            write_values((to_wire(record) for record in records), form=form, out=out)
        else:
            write_rows(records, columns=columns, form=form, out=out, nothing=nothing)


def write_values(values: Iterable[object], *, form: str, out: TextIO) -> None:
    """Write JSON values: `jsonl` as they come, one a line; `json` as one list."""
    if form == "jsonl":
        out.writelines(f"{json_text(value)}\n" for value in values)
    else:
        lines = ",\n ".join(json_text(value) for value in values)
        out.write(f"[{lines}]\n")


def write_rows(records: Iterable[T], *, columns: Sequence[Column[T]], form: str, out: TextIO, nothing: str) -> None:
    """Write records as a `table` or as `csv`; `nothing` is what people are told where there is none."""
    if form == "csv":
        _write_csv(records, columns, out)
    else:
        print_table(list(records), columns=columns, out=out, nothing=nothing)


def write_one(value: object, out: TextIO) -> None:
    """Write one JSON value, laid out for reading."""
    out.write(f"{json_text(value, indent=2)}\n")


def csv_cell(value: object) -> object:
    """Return a value as it may stand in CSV: nothing for None, and a text as `defuse` gives it.

    Example:
        >>> csv_cell("=1+1"), csv_cell(-0.5), csv_cell(None)
        ("'=1+1", -0.5, '')
    """
    if value is None:
        return ""
    return defuse(value) if isinstance(value, str) else value


def console(out: TextIO) -> "Console":
    """Build a console that takes every text as it is: no markup, no emoji codes, no highlights."""
    from rich.console import Console

    # With the width alone rich takes a terminal that it does not know for one of 80 columns.
    width, height = shutil.get_terminal_size((_FALLBACK_WIDTH, 24))
    return Console(file=out, width=width, height=height, markup=False, emoji=False, highlight=False)


def print_table(records: Sequence[T], *, columns: Sequence[Column[T]], out: TextIO, nothing: str) -> None:
    """Print a table for people; if there is no record, say so on stderr.

    Where the terminal is too narrow for that, each record is a few lines of its own.
    """
    if not records:
        sys.stderr.write(f"{nothing}\n")
        return
    # A column that says nothing would only take width from the others.
    shown = [column for column in columns if column.heading and any(_shown(column, record) for record in records)]
    cells = {column.name: [printable(_shown(column, record)) for record in records] for column in shown}
    available = console(out).width
    widths = _share_columns(shown, cells, available=available)
    while _is_cramped(shown, cells, widths, least=_COMFORTABLE) and any(column.is_roomy for column in shown):
        shown.remove(next(column for column in reversed(shown) if column.is_roomy))
        widths = _share_columns(shown, cells, available=available)
    rows = list(zip(*(cells[column.name] for column in shown), strict=True))
    if _is_cramped(shown, cells, widths, least=_READABLE):
        _draw_list(shown, rows, out=out)
    else:
        _draw_table(shown, rows, widths=widths, out=out)


def _share_columns(
    columns: Sequence[Column[T]], cells: Mapping[str, Sequence[str]], *, available: int
) -> Sequence[int]:
    natural = [_natural_width(column, cells[column.name]) for column in columns]
    return share_width(natural, weights=[c.weight for c in columns], available=available - _GAP * (len(columns) - 1))


def _natural_width(column: Column[T], cells: Iterable[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, (column.heading, *cells)))


def _is_cramped(
    columns: Sequence[Column[T]], cells: Mapping[str, Sequence[str]], widths: Sequence[int], *, least: int
) -> bool:
    """Say whether a column that is cut has too little left; a roomy one needs no more than can be read."""
    return any(
        width < min(_READABLE if column.is_roomy else least, _natural_width(column, cells[column.name]))
        for column, width in zip(columns, widths, strict=True)
        if column.weight
    )


def _draw_table(
    columns: Sequence[Column[T]], rows: Iterable[Sequence[str]], *, widths: Sequence[int], out: TextIO
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column.heading, style=column.style, width=width, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*map(Text, row))
    draw(table, out=out)


def _draw_list(columns: Sequence[Column[T]], rows: Iterable[Sequence[str]], *, out: TextIO) -> None:
    """Write what the cells of a row say below each other, whole, and an empty line between two rows."""
    from rich.table import Table
    from rich.text import Text

    for place, row in enumerate(rows):
        grid = Table.grid(padding=(0, 1, 0, 0))
        for column, cell in zip(columns, row, strict=True):
            if cell:
                grid.add_row(Text(column.heading.strip(), "dim"), Text(cell, column.style))
        out.write("\n" if place else "")
        draw(grid, out=out)


def draw(picture: "RenderableType", *, out: TextIO) -> None:
    """Print something of rich's, without the spaces that it leaves at the ends of lines."""
    screen = console(out)
    with screen.capture() as drawn:
        screen.print(picture)
    out.writelines(f"{line.rstrip()}\n" for line in drawn.get().splitlines())


def indented(words: "str | Text", spaces: int) -> "RenderableType":
    """Set words in, with all the lines that they fill; a plain text is made safe for a terminal."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(printable(words)) if isinstance(words, str) else words, (0, 0, 0, spaces))


def count_text(number: int, thing: str) -> str:
    """Say how many there are of something.

    Example:
        >>> count_text(1, "wording"), count_text(1200, "wording")
        ('1 wording', '1,200 wordings')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def share_width(natural: Sequence[int], *, weights: Sequence[int], available: int) -> list[int]:
    """Give each column of a table its width: no more than it needs, and no more than there is.

    Args:
        natural: The width that each column needs, in cells.
        weights: Its share of what is left when the columns of weight 0 have got all they need.
        available: The width for all of them.

    Example:
        >>> share_width([5, 90, 10], weights=[0, 3, 1], available=35)
        [5, 23, 7]
        >>> share_width([5, 90, 4], weights=[0, 3, 1], available=35)
        [5, 26, 4]
    """
    widths = list(natural)
    left = available - sum(need for need, weight in zip(natural, weights, strict=True) if not weight)
    total = sum(weights)
    flexible = [i for i, weight in enumerate(weights) if weight]
    # Those that need least for their weight come first, so that the others share what they leave.
    for i in sorted(flexible, key=lambda i: natural[i] / weights[i]):
        widths[i] = max(min(natural[i], left * weights[i] // total), 1)
        left -= widths[i]
        total -= weights[i]
    return widths


def _shown(column: Column[T], record: T) -> str:
    value = column.short(record) if column.short else column.value(record)
    return "" if value is None else str(value)[: column.cut]


def _write_csv(records: Iterable[T], columns: Sequence[Column[T]], out: TextIO) -> None:
    clean = printable if out.isatty() else str
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for record in records:
        cells = (csv_cell(column.value(record)) for column in columns)
        writer.writerow([clean(cell) if isinstance(cell, str) else cell for cell in cells])
