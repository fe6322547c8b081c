"""Ctrl-C that is never lost."""

import signal
import sys
from collections.abc import Callable

import pytest

from provenance.cli.interrupts import keeping_interrupts


class Dying:
    """What C code calls back into when it goes: Python drops an interrupt there."""

    def __del__(self) -> None:
        """Press Ctrl-C."""
        press()


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def work(done: list[str], *, meanwhile: Callable[[], object], pieces: int) -> None:
    """Do so many pieces of work, in the first of which something happens."""
    with keeping_interrupts() as check:
        for piece in range(pieces):
            if piece == 0:
                meanwhile()
            done.append(f"piece {piece}")
            if piece + 1 < pieces:
                check()


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What Python dropped."""
    seen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda said: seen.append(said.exc_type))
    return seen


def test_a_press_interrupts_at_once() -> None:
    """Where nothing stands in the way Ctrl-C ends the work where it is."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(done, meanwhile=press, pieces=2)
    assert done == []


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_a_press_that_python_drops_interrupts_after_that_piece(dropped: list[object], pieces: int) -> None:
    """What is dropped inside a callback of C code ends the work at the next check, or with the last piece."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(done, meanwhile=Dying, pieces=pieces)
    assert (dropped, done) == ([KeyboardInterrupt], ["piece 0"])


def test_nothing_is_interrupted_where_ctrl_c_does_nothing() -> None:
    """Work that was started to go on whatever is pressed, as under nohup, goes on."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    done: list[str] = []
    try:
        work(done, meanwhile=press, pieces=2)
    finally:
        assert signal.signal(signal.SIGINT, before) is signal.SIG_IGN
    assert done == ["piece 0", "piece 1"]


def test_ctrl_c_does_afterwards_what_it_did_before() -> None:
    """Whoever calls more than one command from one program finds Ctrl-C as it was."""
    before = signal.getsignal(signal.SIGINT)
    work([], meanwhile=list, pieces=1)
    assert signal.getsignal(signal.SIGINT) is before
