"""Runs the commands of README's tour as a reader would see them, for cog and for tests/test_docs.py.

All commands run one after the other in one new folder, on a terminal of fixed width, so that what README shows is what
they print.
"""

import functools
import json
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

# Cog knows no search path of ours.
sys.path.insert(0, str(Path(__file__).parent / "support"))
from lean import lean_environment

_WIDTH = "100"
# What differs from run to run, and what README shows in its place.
_EXPORTS: dict[str, str] = {}
_MOMENT = re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+\+00:00)?")


@functools.cache
def _home() -> tempfile.TemporaryDirectory[str]:
    """Make the folder of the tour, with the command `provenance` of this checkout in it; it goes with the process."""
    home = tempfile.TemporaryDirectory(prefix="tour-")
    command = Path(home.name) / "bin" / "provenance"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m provenance "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (Path(home.name) / "work").mkdir()
    return home


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in lean_environment().items() if not name.startswith("PROVENANCE_")}
    path = [str(home / "bin"), str(Path(sys.executable).parent), kept.get("PATH", "")]
    return {
        **kept,
        **_EXPORTS,
        "PATH": os.pathsep.join(path),
        "COLUMNS": _WIDTH,
        "TERM": "dumb",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


def run(command: str) -> str:
    """Run a command line on a terminal and return what it shows; an `export` holds for the commands after it.

    Raises:
        RuntimeError: It fails.
    """
    home = Path(_home().name)
    if command.startswith("export "):
        name, _, value = command.removeprefix("export ").partition("=")
        _EXPORTS[name] = value
        return ""
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S602 - README's own commands, as a reader types them
        command,
        shell=True,
        cwd=home / "work",
        env=_environment(home),
        stdout=theirs,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    ) as process:
        os.close(theirs)
        shown = _read_all(ours)
        told = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        message = f"{command} ended with {process.returncode}: {told}"
        raise RuntimeError(message)
    return _MOMENT.sub("2025-07-13T08:00:00", shown.decode().replace("\r\n", "\n"))


def put(name: str, text: str) -> None:
    """Write a file that the commands find in their folder."""
    (Path(_home().name) / "work" / name).write_text(text, encoding="utf-8")


def _read_all(terminal: int) -> bytes:
    """Read a terminal until the last process has closed it, which Linux tells by an error."""
    parts: list[bytes] = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:
        pass
    finally:
        os.close(terminal)
    return b"".join(parts)


def show(*commands: str) -> str:
    """Run commands and return them with what they show, as a block of Markdown."""
    blocks = "\n".join(f"$ {command}\n{run(command)}".rstrip() for command in commands)
    return f"```console\n{blocks}\n```"


def first_id(options: str) -> str:
    """Return the start of the id of the first quotation that the options of `quotes` find."""
    found = run(f"provenance quotes {options} --limit 1 --format jsonl")
    identity: str = json.loads(found)["id"]
    return identity[: len("qt_") + 8]
