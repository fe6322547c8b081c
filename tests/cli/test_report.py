"""What people are told on stderr while work goes on."""

import io
import os
import pty
import select
import sys

import pytest

from provenance.cli.report import Tally, reasons_text, refuse_nothing, show_progress, skipped_text
from provenance.core.records import Article, Extraction, Pipeline
from provenance.errors import UnreadableInput
from provenance.readers.records import Skipped

BAD = Skipped(locator="a\x1b[2J.bin", reason="binary", message="it holds NUL bytes", hint="convert it")
GOOD = Extraction(
    article=Article(locator="a.txt", text="a", raw_sha256=""), pipeline=Pipeline(stage="extract", name="x", version="1")
)
LINE = "Skipped a\ufffd[2J.bin (binary): it holds NUL bytes (convert it)"


def test_skipped_is_one_safe_line() -> None:
    """A name with escape sequences cannot steer the terminal."""
    assert skipped_text(BAD) == LINE


def test_tally_counts_and_tells() -> None:
    """Extractions go through, and everything is counted and told."""
    tally, told = Tally(), list[Skipped | None]()
    assert list(tally.sift([GOOD, BAD, GOOD], tell=told.append)) == [GOOD, GOOD]
    assert (tally.read, dict(tally.reasons), told) == (2, {"binary": 1}, [None, BAD, None])


def test_reasons() -> None:
    """Reasons are sorted, and nothing skipped is plainly 0."""
    assert reasons_text({}) == "0"
    assert reasons_text({"empty": 2, "binary": 1}) == "3 (1 binary, 2 empty)"


def test_nothing_read() -> None:
    """Nothing read is an error; something read is none, whatever was skipped."""
    refuse_nothing(1, reasons={"binary": 5})
    with pytest.raises(UnreadableInput, match="skipped 1"):
        refuse_nothing(0, reasons={"binary": 1})
    with pytest.raises(UnreadableInput, match="no article"):
        refuse_nothing(0, reasons={})


@pytest.mark.parametrize("busy", [True, False])
def test_no_bar_in_a_pipe(busy: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a parameter
    """Where stderr is no terminal only what was skipped is told."""
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    with show_progress(busy=busy) as tell:
        tell(None)
        tell(BAD)
    assert told.getvalue() == f"{LINE}\n"


def test_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a bar counts the articles, and what was skipped stands above it."""
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with show_progress(busy=False) as tell:
            tell(None)
            tell(BAD)
        terminal.flush()
        # A terminal gives a few kilobytes at a time.
        shown = ""
        while select.select([ours], [], [], 0.1)[0]:
            shown += os.read(ours, 65536).decode()
    os.close(ours)
    assert LINE in shown
    assert "2 articles" in shown
