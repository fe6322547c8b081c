"""Builds the reference of all commands that README holds, from the commands themselves."""

from collections.abc import Iterator

import click

from provenance.cli.app import cli

_WIDTH = 88


def list_commands() -> Iterator[tuple[str, click.Command]]:
    """Give every command and group with the words that call it, in the order of the help."""
    return _walk("provenance", cli, click.Context(cli, info_name="provenance"))


def build_reference() -> str:
    """Build the reference in Markdown: one section a command, with the help that the command itself shows."""
    return "\n".join(_section(words, command) for words, command in list_commands())


def _walk(words: str, command: click.Command, ctx: click.Context) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            if found:
                yield from _walk(f"{words} {name}", found, click.Context(found, info_name=name, parent=ctx))


def _section(words: str, command: click.Command) -> str:
    settings = {**cli.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    ctx = click.Context(command, info_name=words, **settings)
    return f"#### `{words}`\n\n```text\n{command.get_help(ctx)}\n```\n"
