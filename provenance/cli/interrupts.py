"""Ctrl-C that is never lost.

Python raises `KeyboardInterrupt` wherever it happens to be, and drops it where C code calls back into Python: in the
end of an object, in a weak reference that dies. Long work would go on then as if nobody had pressed a key.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def keeping_interrupts() -> Iterator[Callable[[], None]]:
    """Remember Ctrl-C while the block runs.

    A press interrupts at once, as ever. One that was dropped on the way interrupts at the next check, or at the latest
    at the end of the block. Nothing changes where somebody else has decided what Ctrl-C does, or outside the main
    thread.

    Yields:
        What checks; to be called between two pieces of the work.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    is_pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal is_pressed
        is_pressed = True
        signal.default_int_handler(number, frame)

    def check() -> None:
        if is_pressed:
            raise KeyboardInterrupt

    is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not is_ours or threading.current_thread() is not threading.main_thread():
        yield check
        return
    signal.signal(signal.SIGINT, press)
    try:
        yield check
        check()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
