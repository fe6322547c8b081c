"""Tells people on stderr how long work goes on, and what had to be skipped."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import click

from provenance.cli.output import console
from provenance.core.records import Extraction
from provenance.core.text import printable
from provenance.errors import UnreadableInput
from provenance.readers.records import Skipped

Tell = Callable[[Skipped | None], None]


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many articles were read, and how many skipped, by reason."""

    read: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def sift(self, outcomes: Iterable[Extraction | Skipped], *, tell: Tell) -> Iterator[Extraction]:
        """Let the extractions through and count everything."""
        for outcome in outcomes:
            if isinstance(outcome, Skipped):
                self.reasons[outcome.reason] += 1
                tell(outcome)
            else:
                self.read += 1
                tell(None)
                yield outcome


@contextmanager
def show_progress(*, busy: bool) -> Iterator[Tell]:
    """Give a function that is called after each article: with None, or with why it was skipped.

    Args:
        busy: Something else is written to the terminal meanwhile, so no progress bar.
    """
    if busy or not sys.stderr.isatty():
        yield lambda skipped: click.echo(skipped_text(skipped), err=True) if skipped else None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.completed} articles", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console(sys.stderr), transient=True) as progress:
        task = progress.add_task("", total=None)

        def tell(skipped: Skipped | None) -> None:
            progress.advance(task)
            if skipped:
                progress.console.print(skipped_text(skipped))

        yield tell


def skipped_text(skipped: Skipped) -> str:
    """Say in one line, safe for a terminal, what was skipped and why.

    Example:
        >>> skipped_text(Skipped(locator="a.bin", reason="binary", message="it holds NUL bytes", hint="", offset=None))
        'Skipped a.bin (binary): it holds NUL bytes'
    """
    hint = f" ({skipped.hint})" if skipped.hint else ""
    return printable(f"Skipped {skipped.locator} ({skipped.reason}): {skipped.message}{hint}")


def reasons_text(reasons: Mapping[str, int]) -> str:
    """Say how many were skipped, by reason.

    Example:
        >>> reasons_text({"binary": 1, "empty": 2})
        '3 (1 binary, 2 empty)'
    """
    by_reason = ", ".join(f"{n} {reason}" for reason, n in sorted(reasons.items()))
    return f"{sum(reasons.values())} ({by_reason})" if reasons else "0"


def refuse_nothing(read: int, *, reasons: Mapping[str, int]) -> None:
    """Refuse to call it done where not a single article could be read.

    Raises:
        UnreadableInput: There was none.
    """
    if read:
        return
    message = f"nothing could be read; skipped {reasons_text(reasons)}" if reasons else "there was no article to read"
    raise UnreadableInput(
        message, hint="give what `provenance readers` lists, folders that hold some, or - for standard input"
    )
