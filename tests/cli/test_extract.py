"""`extract`: what articles hold, without a database."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from provenance.core.wire import canonical_json, from_wire, to_wire
from provenance.resources import resource_path

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

TEXT = 'MOSCOW. "We will act," Sergei Lavrov said, according to TASS. Nobody else spoke.\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_jsonl_is_the_wire(rows: Rows, file: Path) -> None:
    """A line is one article, and can be read back with its text."""
    (wire,) = rows("extract", str(file))
    assert [found["text"] for found in wire["quotations"]] == ['"We will act,"']
    assert wire["quotations"][0]["speaker"]["name"] == "Sergei Lavrov"
    assert canonical_json(to_wire(from_wire(wire, text=TEXT))) == canonical_json(wire)


def test_json_is_one_list(invoke: Invoke, file: Path) -> None:
    """`--format json` gives one list of articles."""
    assert len(json.loads(invoke("extract", str(file), "--format", "json").stdout)) == 1


def test_table_and_csv_have_a_row_a_quotation(invoke: Invoke, file: Path) -> None:
    """People and spreadsheets get who said what, through whom."""
    shown = invoke("extract", str(file), "--format", "table").stdout
    assert "Sergei Lavrov" in shown
    assert "TASS" in shown
    (row,) = csv.DictReader(io.StringIO(invoke("extract", str(file), "--format", "csv").stdout))
    assert row["text"] == '"We will act,"'


def test_standard_input(invoke: Invoke) -> None:
    """`-` reads an article from standard input."""
    result = invoke("extract", "-", given=TEXT.encode())
    assert json.loads(result.stdout)["quotations"][0]["text"] == '"We will act,"'


def test_bad_input_does_not_stop_the_rest(invoke: Invoke, file: Path) -> None:
    """What cannot be read is told on stderr, and the rest is written; with `--strict` the exit code is 3."""
    (file.parent / "z.bin").write_bytes(bytes(range(256)) * 8)
    for options, code in (((), 0), (("--strict",), 3)):
        result = invoke("extract", str(file), str(file.parent / "z.bin"), *options)
        assert result.exit_code == code
        assert len(result.stdout.splitlines()) == 1
        assert "z.bin (binary)" in result.stderr


@pytest.mark.parametrize("content", [None, b"", bytes(range(256)) * 8], ids=["missing", "empty", "binary"])
def test_nothing_read_is_an_error(invoke: Invoke, tmp_path: Path, content: bytes | None) -> None:
    """Where not a single article could be read the exit code is 1."""
    path = tmp_path / "x.bin"
    if content is not None:
        path.write_bytes(content)
    result = invoke("extract", str(path))
    assert result.exit_code == 1
    assert "Error: nothing could be read" in result.stderr


def test_empty_folder_is_an_error(invoke: Invoke, tmp_path: Path) -> None:
    """A folder without articles is an error that says so."""
    result = invoke("extract", str(tmp_path))
    assert result.exit_code == 1


@pytest.mark.parametrize(("option", "value", "hint"), [("--reader", "docx", "jsonl"), ("--model", "gpt", "rules")])
def test_unknown_names_are_told_with_those_there_are(
    invoke: Invoke, file: Path, option: str, value: str, hint: str
) -> None:
    """A reader or model that is not there is an error that lists those that are."""
    result = invoke("extract", str(file), option, value)
    assert result.exit_code == 1
    assert value in result.stderr
    assert hint in result.stderr


def test_seeds(rows: Rows) -> None:
    """The five seed articles are read whole: every span is the text that it claims to be."""
    folder = resource_path("seeds/articles")
    found = rows("extract", str(folder))
    assert len(found) == 5
    for wire in found:
        text = (folder / Path(wire["article"]["path"]).name).read_bytes().decode("utf-8")
        assert wire["article"]["characters"] == len(text)
        for quotation in wire["quotations"]:
            assert " … ".join(text[start:end] for start, end in quotation["content"]) == quotation["text"]
