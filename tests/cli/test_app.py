"""The command itself: exit codes, errors, and how it ends when somebody stops it."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import Result

from provenance.cli.app import cli
from provenance.cli.base import Failure, Group
from provenance.cli.reference import list_commands

Invoke = Callable[..., Result]
Start = Callable[..., subprocess.Popen[str]]

COMMANDS = dict(list_commands())


def options() -> Iterator[tuple[str, click.Option]]:
    for words, command in COMMANDS.items():
        for option in command.params:
            if isinstance(option, click.Option):
                yield words, option


def test_list_of_commands_fits_a_terminal(invoke: Invoke) -> None:
    """The list has every command under a heading, a line each, and cuts none on a terminal of 80 columns."""
    shown = invoke("--help", env={"COLUMNS": "80"}).stdout.splitlines()
    listed = [line.split()[0] for line in shown if line.startswith("  ") and line.endswith(".")]
    assert [name for name in cli.list_commands(click.Context(cli)) if name not in listed] == []
    assert [line for line in shown[1:] if len(line) > 80 or line.endswith("...")] == []


def test_unknown_command_is_wrong_usage(invoke: Invoke) -> None:
    """A command that is not there ends with 2 and says where help is."""
    result = invoke("qoutes")
    assert result.exit_code == 2
    assert "qoutes" in result.stderr


def test_known_error_has_a_hint(invoke: Invoke, tmp_path: Path) -> None:
    """A known error is two lines on stderr, ends with 1, and leaves stdout empty."""
    result = invoke("speakers", "--db", str(tmp_path / "none.db"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["Error", "Hint"]


def test_error_is_safe_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A name from outside cannot steer the terminal through an error message."""
    Failure("no file \x1b[2J\nnamed x", hint="\x9b1m").show()
    assert capsys.readouterr().err == "Error: no file \ufffd[2J named x\nHint: \ufffd1m\n"


def test_refusal_of_the_system_is_an_error(invoke: Invoke, database: str, tmp_path: Path) -> None:
    """A folder that is not there is an error of the user's, not a traceback."""
    result = invoke("quotes", "--db", database, "-o", str(tmp_path / "no" / "out.csv"))
    assert result.exit_code == 1
    assert "No such file or directory" in result.stderr


@pytest.mark.parametrize("words", [words for words, command in COMMANDS.items() if not isinstance(command, Group)])
def test_every_option_is_an_environment_variable(words: str) -> None:
    """The variable of an option is the name of the command and of the option, as README says."""
    for option in (option for place, option in options() if place == words):
        long_name = max(option.opts, key=len).removeprefix("--").replace("-", "_")
        assert option.envvar or option.name == long_name


def test_version(invoke: Invoke) -> None:
    """`--version` says which version is installed."""
    assert invoke("--version").stdout == f"provenance {version('quote-provenance')}\n"


def test_version_in_the_environment_stops_nothing(invoke: Invoke, database: str) -> None:
    """PROVENANCE_VERSION, which a build may set, is no `--version`."""
    assert invoke("speakers", "--db", database, env={"PROVENANCE_VERSION": "1"}).stdout.startswith("{")


def test_broken_pipe_is_quiet(start: Start, database: str) -> None:
    """When the reader of the output goes away the command ends as other tools do, without a word."""
    process = start("quotes", "--db", database)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_an_error(start: Start, database: str) -> None:
    """Output that could not be written is not passed over in silence."""
    with Path("/dev/full").open("w") as full:
        process = start("quotes", "--db", database, stdout=full.fileno())
        _, told = process.communicate()
    assert process.returncode == 1
    assert told.startswith("Error: No space left on device")


def test_interrupt_keeps_whole_articles(
    start: Start, invoke: Invoke, count_versions: Callable[[Path], int], tmp_path: Path
) -> None:
    """Ctrl-C ends an ingest with 130; what was done is kept, and a second run adds the rest."""
    articles, database = tmp_path / "news.jsonl", tmp_path / "news.db"
    text = '"We will act," Ada Lovelace said on Sunday. ' * 3
    with articles.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": str(n), "text": f"{n}. {text}"}) + "\n" for n in range(400))
    process = start("ingest", str(articles), "--db", str(database))
    while count_versions(database) < 3 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130, told
    assert "whatever was done before is kept" in told
    kept = count_versions(database)
    assert 3 <= kept < 400
    articles.write_text("".join(articles.read_text(encoding="utf-8").splitlines(keepends=True)[: kept + 2]))
    report = json.loads(invoke("ingest", str(articles), "--db", str(database)).stdout)
    assert (report["known"], report["saved"]) == (kept, 2)
