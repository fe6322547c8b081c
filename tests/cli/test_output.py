"""What commands write: forms, widths, and nothing that steers a terminal or starts a formula."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.output import Column, Output, csv_cell, print_table, share_width, write_records
from provenance.exports.cells import FORMULA_STARTS, json_text

COLUMNS: tuple[Column[str], ...] = (
    Column(name="word", value=str, heading="Word", weight=1),
    Column(name="length", value=len, heading="Length"),
    Column(name="first", value=lambda word: word[:1] or None),
)
HOSTILE = "\x1b]0;owned\x07\x1b[31m\u202eevil\x9b1m"


def write(words: list[str], form: str, path: Path) -> str:
    to = Output(form=form, path=str(path))
    write_records(words, columns=COLUMNS, to_wire=lambda word: {"word": word}, to=to, nothing="No words.")
    return path.read_text(encoding="utf-8")


def test_jsonl_is_one_object_a_line(tmp_path: Path) -> None:
    """Each record is one line of JSON, and non-ASCII letters stay readable."""
    assert write(["“é”", "b"], "jsonl", tmp_path / "out") == '{"word": "“é”"}\n{"word": "b"}\n'


def test_json_is_one_list(tmp_path: Path) -> None:
    """All records are one JSON list, an empty one too."""
    assert json.loads(write(["a", "b"], "json", tmp_path / "out")) == [{"word": "a"}, {"word": "b"}]
    assert json.loads(write([], "json", tmp_path / "out")) == []


def test_csv_has_all_columns(tmp_path: Path) -> None:
    """CSV has a header, every column, and an empty cell for what is not known."""
    assert write(["ab", ""], "csv", tmp_path / "out") == "word,length,first\nab,2,a\n,0,\n"


def test_csv_keeps_line_breaks(tmp_path: Path) -> None:
    """A quotation over two paragraphs comes back from CSV as it was."""
    rows = list(csv.reader(io.StringIO(write(["a\nb"], "csv", tmp_path / "out"))))
    assert rows[1] == ["a\nb", "3", "a"]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_csv_starts_no_formula(start: str) -> None:
    """A cell that a spreadsheet would run gets an apostrophe before it."""
    assert csv_cell(f"{start}cmd") == f"'{start}cmd"


def test_csv_leaves_numbers_and_other_texts() -> None:
    """Numbers, quotations and names are written as they are."""
    assert [csv_cell(value) for value in (-1.5, "“=1”", "Kim", None)] == [-1.5, "“=1”", "Kim", ""]


def test_table_is_safe_for_a_terminal(tmp_path: Path) -> None:
    """No control or bidirectional character of an article reaches a table."""
    shown = write([HOSTILE], "table", tmp_path / "out")
    assert not set("\x1b\x07\x9b\u202e") & set(shown)
    assert "evil" in shown


def test_table_takes_markup_as_text(tmp_path: Path) -> None:
    """Square brackets and emoji codes in an article are words, not markup."""
    assert "[red]:smile:[/red]" in write(["[red]:smile:[/red]"], "table", tmp_path / "out")


def test_table_cuts_words_to_the_width(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is cut with an ellipsis, so that a record is one line."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = write(["word " * 50, "short"], "table", tmp_path / "out").splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert sum("…" in line for line in lines) == 1


ROOMY: tuple[Column[str], ...] = (
    Column(name="word", value=str, heading="Word", weight=1),
    Column(name="times", value=lambda word: word.count("w"), heading="How often", is_roomy=True),
    Column(name="length", value=len, heading="Length", is_roomy=True),
    Column(name="id", value=lambda _: "qt_1f3c5a7b", heading="Id"),
)


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (80, ["Word", "How often", "Length", "Id"]),
        (36, ["Word", "How often", "Id"]),  # what is roomy goes from the right, and only as far as it must
        (25, ["Word", "Id"]),
    ],
)
def test_columns_make_room(monkeypatch: pytest.MonkeyPatch, width: int, headings: list[str]) -> None:
    """Where a column that is cut could not be read any more, others are left out."""
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    print_table(["word " * 50], columns=ROOMY, out=out, nothing="")
    first = out.getvalue().splitlines()[0]
    assert [heading for heading in ("Word", "How often", "Length", "Id") if heading in first] == headings


def test_no_room_for_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal that is too narrow for columns each record is a few lines, with all its words."""
    monkeypatch.setenv("COLUMNS", "18")
    out = io.StringIO()
    print_table(["never say never", "so"], columns=ROOMY, out=out, nothing="")
    assert out.getvalue() == ("Word never say\n     never\nId   qt_1f3c5a7b\n\nWord so\nId   qt_1f3c5a7b\n")


def test_empty_table_says_so_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is found people are told, and the output stays empty."""
    assert not write([], "table", tmp_path / "out")
    assert capsys.readouterr().err == "No words.\n"


def test_wide_letters_count_double() -> None:
    """A table of Chinese text stays within the width."""
    out = io.StringIO()
    print_table(["統一" * 80], columns=COLUMNS, out=out, nothing="")
    assert "…" in out.getvalue()


@pytest.mark.parametrize(
    ("path", "form", "chosen"),
    [
        ("out.csv", None, "csv"),
        ("out.json", None, "json"),
        ("out.jsonl", None, "jsonl"),
        ("out.txt", None, "jsonl"),  # a file is no terminal
        ("out.csv", "json", "json"),  # what is said wins
        ("-", None, "jsonl"),  # the tests read a pipe
    ],
)
def test_form_follows_the_suffix(path: str, form: str | None, chosen: str) -> None:
    """Without `--format` the suffix of the file decides, then whether people are looking."""
    assert Output(form=form, path=path).chosen() == chosen


@given(st.text(st.characters(), max_size=40))
def test_json_text_says_the_same(text: str) -> None:
    """Escapes change no value, and nothing that steers a terminal is left in the JSON."""
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    written.encode("utf-8")
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066" for char in written)


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 4)), min_size=1, max_size=8),
    st.integers(20, 200),
)
def test_widths_fit(columns: list[tuple[int, int]], available: int) -> None:
    """No column gets more than it needs, fixed ones get all of it, and together they fit if they can."""
    natural, weights = [need for need, _ in columns], [weight for _, weight in columns]
    widths = share_width(natural, weights=weights, available=available)
    fixed = sum(need for need, weight in columns if not weight)
    assert all(width <= max(need, 1) for width, need in zip(widths, natural, strict=True))
    assert all(width == need for width, (need, weight) in zip(widths, columns, strict=True) if not weight)
    assert sum(widths) <= max(available, fixed + len(columns))
