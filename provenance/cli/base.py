"""What every command is made of: a lazy group, a command that shows examples, and the one error boundary.

Exit codes: 0 done, 1 a known error, 2 wrong usage, 3 done and something was found, 130 Ctrl-C, 141 the reader of our
output went away. An error that is none of ours is a bug of ours, and shows its traceback.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import IO, Any

import click

from provenance.core.text import printable
from provenance.errors import ProvenanceError

FOUND = 3
INTERRUPTED = 130
BROKEN_PIPE = 141


class Failure(click.ClickException):
    """A known error, as the user sees it: what happened, to which thing, and what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the error and its hint to stderr."""
        click.echo(f"Error: {printable(self.message)}", file=file, err=file is None)
        if self.hint:
            click.echo(f"Hint: {printable(self.hint)}", file=file, err=file is None)


class Command(click.Command):
    """A command whose help ends with examples.

    Args:
        examples: Command lines, as they would be typed.
    """

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        super().format_epilog(ctx, formatter)


class Group(click.Group):
    """A group of commands that show examples."""

    command_class = Command


class LazyGroup(Group):
    """A group that imports a command when it is asked for.

    Args:
        lazy: Name of each command to the module that holds it, under the same name.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which people meet the commands."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; None where there is none of that name."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(self.lazy[cmd_name]), cmd_name)
        return command


class Root(LazyGroup):
    """The command `provenance` itself: the one place where errors become messages and exit codes."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and translate what goes wrong."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except ProvenanceError as error:
            raise Failure(error.message, hint=error.hint) from error
        except KeyboardInterrupt:
            click.echo("\nInterrupted: whatever was done before is kept.", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _settle_stdout()
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        except OSError as error:
            _settle_stdout()
            raise _failure_of(error) from error
        return result


def _failure_of(error: OSError) -> Failure:
    """Say what the system refused, without its number."""
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    return Failure(f"{where}{error.strerror or error}", hint="check the path, its permissions and the free space")


def _settle_stdout() -> None:
    """Send what standard output will not take nowhere, so that the interpreter does not fail on it at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
