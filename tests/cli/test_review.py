"""`review`: keys decide, every decision is saved at once, and nothing that was written is changed."""

import io
import json
import os
import pty
import select
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from factories import load_journal

from provenance.cli.keys import Keys
from provenance.cli.review import Session, read_name
from provenance.core.records import AgentKind
from provenance.store.corrections import save_correction
from provenance.store.engine import open_store
from provenance.store.records import Correction
from provenance.store.review import ReviewFilter, find_doubts
from provenance.store.verify import verify_store

Invoke = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]

ROOT = Path(__file__).parent.parent.parent
NOON = "2025-09-02T12:00:00.000000+00:00"
# In the order in which a reviewer is asked: TASS carried hers, and his article stands after Eve's.
LOVELACE, MALLORY, TURING = '"We will support all measures,"', '"=cmd|\x1b[31m red,"', '"Never,"'


@pytest.fixture
def review(invoke: Invoke, database: str) -> Callable[..., Result]:
    """Press some keys as ada."""

    def press(keys: str, *options: str, reviewer: str = "ada", form: str = "jsonl") -> Result:
        given = ("review", "--db", database, "--reviewer", reviewer, "--format", form, *options)
        return invoke(*given, given=keys.encode())

    return press


def decided(result: Result) -> list[tuple[str, str, str]]:
    """Read the decisions that a review wrote: what was said, what was decided, and whose words they are."""
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["text"], row["assertion"], row["speaker"]["name"]) for row in rows]


def speakers(rows: Rows, database: str) -> dict[str, tuple[str, str]]:
    """Read who holds for the speaker of each quotation, and who says so."""
    found = rows("quotes", "--db", database)
    return {row["text"]: (row["speaker"]["name"], row["assertion"]["decided_by"]) for row in found}


def test_keys_decide(review: Callable[..., Result], rows: Rows, database: str) -> None:
    """One key a quotation: accept, choose, and reject; afterwards that is what holds, by a human's word."""
    assert decided(review("2ar")) == [
        (LOVELACE, "assert", "Alan Turing"),
        (MALLORY, "assert", "Eve Mallory"),
        (TURING, "reject", "Alan Turing"),
    ]
    assert speakers(rows, database) == {LOVELACE: ("Alan Turing", "human"), MALLORY: ("Eve Mallory", "human")}


def test_a_correction_keeps_the_chain(review: Callable[..., Result], rows: Rows, database: str) -> None:
    """Another speaker's words went the same way: the relay stays, with its evidence."""
    review("tGrace Hopper\n")
    (row,) = rows("quotes", "--db", database, "--via", "TASS")
    assert [hop["name"] for hop in row["chain"]] == ["Grace Hopper", "TASS", "The Daily Test"]
    assert row["chain"][1]["evidence"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("Grace Hopper", "person"), ("organisation: The Red Cross", "organisation"), ("GROUP:sailors", "group")],
)
def test_a_name_is_typed(review: Callable[..., Result], rows: Rows, database: str, typed: str, kind: str) -> None:
    """A name that nobody has becomes an agent, a person unless something else is said before a colon."""
    review(f"t{typed}\nq")
    (row,) = rows("quotes", "--db", database, "--via", "TASS")
    assert row["speaker"]["name"] == typed.rpartition(":")[2].strip()
    assert row["speaker"]["kind"] == kind


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("Ada", None, "Ada"),
        ("person:Ada", AgentKind.PERSON, "Ada"),
        (" Group : the poor ", AgentKind.GROUP, "the poor"),
        ("Ada: a life", None, "Ada: a life"),
        ("person:", AgentKind.PERSON, ""),
        ("", None, ""),
    ],
)
def test_read_name(typed: str, kind: AgentKind | None, name: str) -> None:
    """Only what is a kind of agent counts as one before a colon."""
    assert read_name(typed) == (kind, name)


def test_no_name_decides_nothing(review: Callable[..., Result]) -> None:
    """An empty name leaves the question open."""
    assert decided(review("t\na")) == [(LOVELACE, "assert", "Ada Lovelace")]


def test_undo_adds_a_withdrawal(review: Callable[..., Result], rows: Rows, database: str) -> None:
    """What is undone is shown again; both the decision and its withdrawal stay in the history."""
    assert decided(review("rua")) == [
        (LOVELACE, "reject", "Ada Lovelace"),
        (LOVELACE, "abstain", "Ada Lovelace"),
        (LOVELACE, "assert", "Ada Lovelace"),
    ]
    target = rows("quotes", "--db", database, "--via", "TASS")[0]["id"]
    with open_store(database) as store:
        assert [entry.op for entry in load_journal(store)] == ["reject", "withdraw", "correct"]
        assert {entry.subject for entry in load_journal(store)} == {target}
        assert verify_store(store) == []


def test_undo_goes_back_as_far_as_it_began(review: Callable[..., Result], rows: Rows, database: str) -> None:
    """Each press takes one more step back, the last and skipped ones too; then there is nothing left to undo."""
    result = review("asauuuuq")
    assert "nothing to undo here" in result.stderr
    assert [assertion for _, assertion, _ in decided(result)] == ["assert", "assert", "abstain", "abstain"]
    assert {by for _, by in speakers(rows, database).values()} == {"model"}
    assert "skipped before" not in review("q").stderr


def test_review_goes_on_where_it_stopped(review: Callable[..., Result]) -> None:
    """What was decided is not asked again, by nobody; what was skipped comes last, for whoever skipped it."""
    assert decided(review("saq")) == [(MALLORY, "assert", "Eve Mallory")]
    assert decided(review("a", reviewer="bob")) == [(LOVELACE, "assert", "Ada Lovelace")]
    assert decided(review("ua", reviewer="ada")) == [(TURING, "assert", "Alan Turing")]
    result = review("a")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing to review: everything that fits is decided.\n"


def test_skipped_ones_come_last(review: Callable[..., Result]) -> None:
    """The first one that was skipped is asked for when all others have been."""
    review("sq")
    again = review("aaa")
    assert [text for text, _, _ in decided(again)] == [MALLORY, TURING, LOVELACE]
    assert "skipped before" in again.stderr


def test_filters(review: Callable[..., Result]) -> None:
    """A reviewer can ask for one speaker, for so many, and for what the model is less sure of."""
    assert [text for text, _, _ in decided(review("aaa", "--speaker", "Turing"))] == [TURING]
    assert [text for text, _, _ in decided(review("aaa", "--limit", "1"))] == [LOVELACE]
    assert "Nothing to review" in review("aaa", "--below", "0.2").stderr


@pytest.mark.parametrize(("key", "said"), [("x", "x is no key here"), ("9", "9 is no key here"), ("\x1b", "\ufffd is")])
def test_other_keys_do_nothing(review: Callable[..., Result], key: str, said: str) -> None:
    """A key that means nothing, or a candidate that is not there, is told so, and the question stays."""
    result = review(f"{key}a")
    assert said in result.stderr
    assert decided(result) == [(LOVELACE, "assert", "Ada Lovelace")]


def test_bytes_that_are_no_text_are_no_key(invoke: Invoke, database: str) -> None:
    """Whatever comes through a pipe is a key or none."""
    result = invoke("review", "--db", database, "--reviewer", "ada", given=b"\xff\xfe\x00a")
    assert result.stderr.count("is no key here") == 3
    assert [text for text, _, _ in decided(result)] == [LOVELACE]


def test_white_space_is_no_key(review: Callable[..., Result]) -> None:
    """Keys may stand on lines of their own."""
    assert len(decided(review("a\n a\r\n\tq\n"))) == 2


def test_a_name_that_means_nobody_stops_a_pipe(review: Callable[..., Result], rows: Rows, database: str) -> None:
    """Through a pipe nobody can be asked again: the error is one, and what was decided before it is kept."""
    result = review("atag_ffffffff\na")
    assert result.exit_code == 1
    assert "no agent 'ag_ffffffff'" in result.stderr
    assert speakers(rows, database)[LOVELACE][1] == "human"


def test_screen_has_all_that_is_needed(review: Callable[..., Result]) -> None:
    """The words stand marked in their context, with the chain, the reasons, the candidates and the keys."""
    shown = review("q").stderr
    for part in (
        "1 of 3 ─",
        f"⟦{LOVELACE}⟧ Ada Lovelace said, according to TASS. She left at noon.",
        "cue said   source Ada Lovelace   relay according to TASS",
        "└── agency TASS  “according to TASS”",
        "Why this: sure of the words and their source to 90%; of the speaker to 100%; in quotation marks; carried",
        "a  Ada Lovelace",
        "as it stands",
        "1  TASS",
        "2  Alan Turing",
        "r quotes nobody   s skip   u undo   q quit",
        "0 decided, 0 skipped, 3 not looked at.",
    ):
        assert part in shown


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table"])
def test_hostile_article_cannot_steer(review: Callable[..., Result], form: str) -> None:
    """Escape sequences in words, names and titles reach no terminal, on either stream."""
    result = review("aaa", form=form)
    assert "Eve Mallory" in result.stdout
    assert not set("\x1b\x07\u202e") & set(result.stderr)
    assert form == "csv" or not set("\x1b\x07\u202e") & set(result.stdout)


def test_narrow_terminal(review: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """On 60 columns lines are broken, and nothing is cut."""
    monkeypatch.setenv("COLUMNS", "60")
    result = review("aaa", form="table")
    assert all(len(line) <= 60 for line in (result.stderr + result.stdout).splitlines())
    assert "Ada Lovelace" in result.stdout


def test_a_missing_database_is_not_made(invoke: Invoke, tmp_path: Path) -> None:
    """To look at a database that is not there makes none."""
    missing = tmp_path / "none.db"
    result = invoke("review", "--db", str(missing), "--reviewer", "ada", given=b"a")
    assert result.exit_code == 1
    assert "none.db" in result.stderr
    assert not missing.exists()


def test_reviewer_is_needed(invoke: Invoke, database: str) -> None:
    """Nobody decides nameless; the environment may tell who it is."""
    assert invoke("review", "--db", database, given=b"a").exit_code == 2
    assert invoke("review", "--db", database, given=b"q", env={"PROVENANCE_REVIEWER": "ada"}).exit_code == 0


class Slow(Keys):
    """Keys of somebody who takes so long that bob decides first."""

    def __init__(self, database: str, quotation: str) -> None:
        super().__init__()
        self._database = database
        self._quotation = quotation

    def next(self) -> str | None:
        if not self._quotation:
            return None
        with open_store(self._database, mode="write") as store:
            save_correction(store, Correction(quotation=self._quotation, reviewer="bob", reason="rang her"), now=NOON)
        self._quotation = ""
        return "r"


def test_nobody_is_overruled_unawares(database: str, rows: Rows) -> None:
    """Where another reviewer was quicker that is said, and their word stays."""
    target = rows("quotes", "--db", database, "--via", "TASS")[0]["id"]
    out = io.StringIO()
    with open_store(database, mode="write") as store:
        session = Session(store, reviewer="ada", keys=Slow(database, target), out=out)
        session.run(find_doubts(store, ReviewFilter(reviewer="ada")))
    assert session.decisions == []
    assert "bob has decided on it meanwhile: rang her" in out.getvalue()
    assert "2 of 3" in out.getvalue()
    assert speakers(rows, database)[LOVELACE] == ("Ada Lovelace", "human")


def read_until(terminal: int, words: str) -> str:
    """Read what a process shows on its terminal until some words come."""
    shown, end = b"", time.monotonic() + 60
    while words.encode() not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 65536)
    return shown.decode()


def press(terminal: int, key: bytes) -> None:
    """Press a key once the process waits for one: what is typed before that is thrown away."""
    end = time.monotonic() + 60
    while termios.tcgetattr(terminal)[3] & termios.ICANON and time.monotonic() < end:
        time.sleep(0.01)
    os.write(terminal, key)


def test_terminal_and_interrupt(database: str) -> None:
    """On a terminal a key counts without Enter; after Ctrl-C what was decided is there, and the database is whole."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "xterm"}
    command = [sys.executable, "-m", "provenance", "review", "--db", database, "--reviewer", "ada"]
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        try:
            assert "1 of 3" in read_until(ours, "> ")
            press(ours, b"a")
            assert "2 of 3" in read_until(ours, "2 of 3")
            read_until(ours, "> ")
            press(ours, b"\x03")
            told = read_until(ours, "is kept.")
            assert process.wait(60) == 130
        finally:
            process.send_signal(signal.SIGKILL)
            os.close(ours)
    assert "1 decided, 0 skipped, 2 not looked at." in told
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select count(*) from attributions where reviewer = 'ada'").fetchone() == (1,)
    with open_store(database) as store:
        assert verify_store(store) == []
