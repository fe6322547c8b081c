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
    """A group that imports a command when it is asked for, and lists them all without.

    Args:
        sections: The commands under the headings of the list. Each has the module that holds it, under the same name,
            and what the list says of it.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - click's own
        sections: Mapping[str, Mapping[str, tuple[str, str]]],
        **kwargs: Any,  # noqa: ANN401 - click's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names in the order in which people meet the commands."""
        return [name for commands in self.sections.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own
        """Import the command; None where there is none of that name."""
        for commands in self.sections.values():
            if cmd_name in commands:
                module, _ = commands[cmd_name]
                command: click.Command = getattr(import_module(module), cmd_name)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under their headings, all in the same two columns."""
        width = max(map(len, self.list_commands(ctx)))
        for heading, commands in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), about) for name, (_, about) in commands.items()])


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
