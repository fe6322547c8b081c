"""`verify`: a draft against the database."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

RIGHT = '"We will support all measures," Ada Lovelace said.\n'
ALTERED = '"We will oppose all measures," Ada Lovelace said.\n'
UNKNOWN = '"The lamps of the harbour are cold tonight," Ada Lovelace said.\n'
STEERING = {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))}


@pytest.fixture
def draft(tmp_path: Path) -> Callable[[str], str]:
    """Write a draft and give its path."""

    def write(text: str, name: str = "draft.txt") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (RIGHT, (), 0),
        (ALTERED, (), 3),
        (UNKNOWN, (), 0),
        (UNKNOWN, ("--strict",), 3),
        ("Nobody said a word.\n", ("--strict",), 0),
    ],
)
def test_exit_code(
    invoke: Invoke, database: str, draft: Callable[[str], str], text: str, options: tuple[str, ...], code: int
) -> None:
    """What is altered or misattributed exits with 3, and with `--strict` so does what is unknown."""
    assert invoke("verify", draft(text), *options, "--db", database).exit_code == code


def test_json(invoke: Invoke, database: str, draft: Callable[[str], str]) -> None:
    """JSON has the draft's text, and for each quotation its span, verdict, reasons, diff and evidence."""
    told = json.loads(invoke("verify", draft(RIGHT + "\n" + ALTERED), "--db", database).stdout)
    right, wrong = told["quotations"]
    (start, end), = right["content"]  # fmt: skip
    assert told["text"][start:end] == '"We will support all measures,"'
    assert (right["verdict"], right["is_fault"], right["speaker"]) == ("verbatim", False, "Ada Lovelace")
    evidence = right["evidence"][0]
    assert (evidence["speaker"], evidence["via"], evidence["article"]["publisher"]) == (
        "Ada Lovelace", ["TASS"], "The Daily Test",
    )  # fmt: skip
    assert (wrong["verdict"], wrong["is_fault"]) == ("altered", True)
    assert wrong["reasons"] == ["“support” became “oppose”"]
    assert [part["text"] for part in wrong["diff"] if part["fate"] == "gone"] == ["support"]
    assert (told["counts"], told["has_faults"]) == ({"verbatim": 1, "altered": 1}, True)


def test_table(invoke: Invoke, database: str, draft: Callable[[str], str]) -> None:
    """A terminal shows a row a quotation, and below them what must be put right, readable without colours."""
    shown = invoke("verify", draft(RIGHT + "\n" + ALTERED), "--db", database, "--format", "table").stdout
    for part in ("verbatim", "Ada Lovelace > TASS", "The Daily Test", "We will [-support-] {+oppose+} all measures"):
        assert part in shown
    assert "2 quotations; 1 must be put right. 1 verbatim, 1 altered." in shown


def test_table_says_of_what_is_right_only_what_to_look_at(
    invoke: Invoke, database: str, draft: Callable[[str], str]
) -> None:
    """Below the table what is right has one line at most, and what quotes nobody is told."""
    text = f"{RIGHT}\nThey cheered “We will support all measures” in the hall. The film “The Old Harbour” was shown.\n"
    shown = invoke("verify", draft(text), "--db", database, "--format", "table").stdout
    notes = shown[shown.index("2  verbatim:") :].splitlines()
    assert notes[0] == "2  verbatim: the draft names nobody; said by Ada Lovelace"
    assert notes[2] == "Not checked, since they quote nobody: “The Old Harbour” (a title)."
    assert "1  verbatim:" not in shown


def test_table_of_nothing(invoke: Invoke, database: str, draft: Callable[[str], str]) -> None:
    """A draft without quotations is told so on stderr, and is no error."""
    result = invoke("verify", draft("Nobody said a word.\n"), "--db", database, "--format", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No quotations found.\n")


def test_standard_input(invoke: Invoke, database: str) -> None:
    """`-` reads the draft from standard input."""
    result = invoke("verify", "-", "--db", database, given=RIGHT.encode())
    assert [one["verdict"] for one in json.loads(result.stdout)["quotations"]] == ["verbatim"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('# Talks\n\nAda Lovelace said: *"We will support\nall measures,"* twice.\n', "draft.md"),
        ("<p>&ldquo;We will support<br>all measures,&rdquo; Ada Lovelace said.</p>", "draft.html"),
        ("&quot;We will support\r\nall measures,&#34; Ada Lovelace\r\nsaid.\r\n", "draft.txt"),
    ],
)
def test_formats(invoke: Invoke, database: str, draft: Callable[[str, str], str], text: str, name: str) -> None:
    """Markdown, HTML and plain text with broken lines and entities give the same verdict."""
    result = invoke("verify", draft(text, name), "--db", database)
    assert [one["verdict"] for one in json.loads(result.stdout)["quotations"]] == ["verbatim"]


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        (("--text", "support all measures", "--speaker", "Lovelace"), "verbatim"),
        (("--text", "“support all measures”", "--speaker", "Ada Lovelace"), "verbatim"),
        (("--text", "We will support all measures"), "verbatim"),
        (("--text", "“We will support all measures,” Ada Lovelace said."), "verbatim"),
        (("--text", "We will support all measures", "--speaker", "Alan Turing"), "another speaker"),
        (("--text", "support all", "--speaker", "Alan Turing"), "unknown"),
    ],
)
def test_one_quotation(invoke: Invoke, database: str, arguments: tuple[str, ...], verdict: str) -> None:
    """`--text` looks up one quotation, or a sentence that names its speaker."""
    told = json.loads(invoke("verify", *arguments, "--db", database).stdout)
    assert [one["verdict"] for one in told["quotations"]] == [verdict]


def test_page(invoke: Invoke, database: str, draft: Callable[[str], str], tmp_path: Path) -> None:
    """`-o checked.html` writes a page that stands alone: no script, nothing from elsewhere."""
    target = tmp_path / "checked.html"
    result = invoke("verify", draft(ALTERED), "--db", database, "-o", str(target))
    assert (result.exit_code, result.stdout) == (3, "")
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "src=" not in page
    assert "<del>support</del>" in page


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_hostile_texts_cannot_steer(invoke: Invoke, database: str, draft: Callable[[str], str], form: str) -> None:
    """Escape sequences and markup in drafts and articles reach no terminal and no browser."""
    text = '"=cmd|\x1b[31m red," Eve Mallory said. "<script>alert(1)</script>\x9b is unheard of," she added.\n'
    shown = invoke("verify", draft(text), "--db", database, "--format", form).stdout
    assert not STEERING & set(shown)
    assert form != "html" or "<script" not in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a DRAFT, or words with --text"),
        (("a.txt", "--text", "words"), "give a DRAFT, or words with --text"),
        (("a.txt", "--speaker", "Kim"), "--speaker says who said --text"),
    ],
)
def test_usage(invoke: Invoke, database: str, arguments: tuple[str, ...], message: str) -> None:
    """What makes no sense is refused before anything is read."""
    result = invoke("verify", *arguments, "--db", database)
    assert result.exit_code == 2
    assert message in result.stderr


def test_draft_that_cannot_be_read(invoke: Invoke, database: str, tmp_path: Path) -> None:
    """A missing draft, and a file of several articles, are known errors."""
    several = tmp_path / "two.jsonl"
    several.write_text('{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n', encoding="utf-8")
    for path, message in ((str(tmp_path / "none.txt"), "none.txt"), (str(several), "holds 2 articles")):
        result = invoke("verify", path, "--db", database)
        assert result.exit_code == 1
        assert message in result.stderr
