"""README tells the truth: its generated parts are up to date, its commands run, and nothing is left undocumented."""

import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cogapp import Cog  # type: ignore[import-untyped]

from provenance.cli.base import Command, Group
from provenance.cli.reference import build_reference, list_commands
from provenance.core.records import Role
from provenance.plugins import manager

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
COMMANDS = dict(list_commands())
LEAVES = {words: command for words, command in COMMANDS.items() if not isinstance(command, click.Group)}


def test_generated_parts_are_up_to_date() -> None:
    """The tour shows what its commands print now, and the reference is that of the commands; else run `make docs`."""
    made = Cog()
    made.options.set_output_newline = None
    assert made.process_string(README, "README.md") == README


def test_reference_holds_every_command_and_option() -> None:
    """Each command has its section, and each option stands in it."""
    sections = dict(re.findall(r"#### `([^`]+)`\n\n```text\n(.*?)```", build_reference(), re.DOTALL))
    assert sections.keys() == COMMANDS.keys()
    for words, command in COMMANDS.items():
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [option.opts[-1] for option in options if option.opts[-1] not in sections[words]] == []


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_has_help(words: str) -> None:
    """Each command says what it does in a line that is never cut, and each option what it means."""
    command = COMMANDS[words]
    assert command.help
    first = command.help.split("\n\n")[0]
    assert words == "provenance" or first.count("\n") == 0, "the first line is what the list of commands shows"
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
    assert isinstance(command, Command | Group)


@pytest.mark.parametrize("words", LEAVES)
def test_every_command_has_examples_that_parse(words: str) -> None:
    """Each command shows at least one example, and its options and arguments are right."""
    command = LEAVES[words]
    assert isinstance(command, Command)
    assert command.examples
    assert any(example.startswith(words) for example in command.examples)
    for example in _examples(command):
        parts = shlex.split(example)
        called = next(name for name in sorted(LEAVES, key=len, reverse=True) if example.startswith(name))
        arguments = parts[len(called.split()) :]
        LEAVES[called].make_context(called, arguments)


def _examples(command: Command) -> Iterator[str]:
    """Give the commands of ours in the examples: pipes and chains hold several."""
    for example in command.examples:
        yield from (part.strip() for part in re.split(r" (?:\||&&) ", example) if part.strip().startswith("provenance"))


def test_every_hook_is_documented() -> None:
    """README has each hook with its arguments."""
    section = README[README.index("hooks: begin") : README.index("hooks: end")]
    hooks = [name for name in dir(manager().hook) if name.startswith("provenance_")]
    assert hooks
    for name in hooks:
        arguments = ", ".join(getattr(manager().hook, name).spec.argnames)
        assert f"{name}({arguments})" in section


def test_every_role_and_room_is_told() -> None:
    """The glossary names each role, and the map each room."""
    assert [role.value for role in Role if role.value not in README] == []
    rooms = [path.name for path in (ROOT / "provenance").iterdir() if (path / "__init__.py").is_file()]
    assert [room for room in rooms if f"`provenance/{room}/`" not in README] == []


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.splitlines()[0])
def test_python_examples_run(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece of Python in README runs as it stands, and prints what its comment says."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text('"We will see," Ada Lovelace said.\n', encoding="utf-8")
    printed: list[str] = []
    exec(compile(block, "README.md", "exec"), {"print": lambda value: printed.append(str(value))})  # noqa: S102 - ours
    promised = re.findall(r"print\(.*\)  # (.*)", block)
    assert printed[: len(promised)] == promised
    assert bool(printed) == ("print(" in block)


def test_no_function_of_the_cli_is_undocumented() -> None:
    """Each module of the command line says what it owns."""
    for command in COMMANDS.values():
        module = inspect.getmodule(inspect.unwrap(command.callback)) if command.callback else None
        assert module
        assert module.__doc__
