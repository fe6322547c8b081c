"""Keys that a person presses: one at a time on a terminal, or all of them at once through a pipe."""

import io
import sys

import click


class Keys:
    """Reads what is decided, from a terminal without waiting for Enter, else from standard input."""

    def __init__(self) -> None:
        self.is_live = sys.stdin.isatty()
        """Whether somebody sits at a terminal and can be asked again."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            # Bytes that are no text are keys that mean nothing.
            sys.stdin.reconfigure(errors="replace")

    def next(self) -> str | None:
        """Wait for a key; white space is none.

        Returns:
            The key, or None at the end of the input.

        Raises:
            KeyboardInterrupt: It was Ctrl-C.
        """
        while True:
            try:
                key = click.getchar() if self.is_live else sys.stdin.read(1)
            except EOFError:
                return None
            if not key or not key.isspace():
                return key or None

    def line(self, asked: str) -> str:
        """Ask for a line; empty where nothing is typed, or the input ends.

        Args:
            asked: What to ask for.
        """
        if not self.is_live:
            return sys.stdin.readline().strip()
        try:
            return str(click.prompt(asked, default="", show_default=False, err=True)).strip()
        except click.Abort as error:
            # To click an interrupt and the end of the input are the same; only the first one raises it here.
            raise KeyboardInterrupt from error
