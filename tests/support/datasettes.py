"""Datasette in environments of its own, one for each line, with our plugin in it as users have it; and Chromium."""

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent.parent
# The second one allows pre-releases of Datasette, and of nothing else.
LINES = {"0.65": "datasette>=0.65.5,<0.66", "1.0": "datasette>=1.0a41,<2"}
# Of our own dependencies the one that the plugin needs, and what installs a checkout.
BESIDE = ("rapidfuzz>=3.14,<4", "hatchling>=1.27")
_PATIENCE = 60.0


def give_up(why: str) -> NoReturn:
    """Skip a test for want of something outside of the checkout; where all tests are asked for, that is a failure."""
    if os.environ.get("PROVENANCE_TEST_EVERYTHING"):
        pytest.fail(why)
    pytest.skip(why)


def find_python(line: str, *, cache: Path) -> Path:
    """Return the Python of an environment with the newest Datasette of a line and this checkout's plugin.

    Args:
        line: One of `LINES`.
        cache: Folder in which environments are kept between runs.
    """
    folder = cache / f"datasette-{line}-{sys.version_info.major}.{sys.version_info.minor}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with FileLock(f"{folder}.lock"):
        if _is_new(folder / "complete.txt", "\n".join((LINES[line], *BESIDE))):
            shutil.rmtree(folder, ignore_errors=True)
            _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
            _pip(folder, LINES[line], *BESIDE)
            (folder / "complete.txt").write_text("\n".join((LINES[line], *BESIDE)), "utf-8")
        # An editable install follows the code by itself; only what is declared has to be read anew.
        declared = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
        if _is_new(folder / "checkout.txt", f"{ROOT}\n{declared}"):
            _pip(folder, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
            (folder / "checkout.txt").write_text(f"{ROOT}\n{declared}", "utf-8")
    return python


def _is_new(note: Path, wanted: str) -> bool:
    return not note.exists() or note.read_text("utf-8") != wanted


def _pip(folder: Path, *arguments: str) -> None:
    _run(sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-compile", *arguments)


def _run(*command: str) -> None:
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        give_up(f"{' '.join(command[:5])} …: {told.stderr.strip()[-300:]}")


def find_chromium() -> str:
    """Return the path of Chromium or of a browser that is built from it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return give_up("no Chromium here; on Debian `apt-get install chromium` brings one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A folder that Datasette serves.

    Attributes:
        url: Its address, without a slash at the end.
        line: Which line of Datasette serves it.
        log: What Datasette says of itself.
    """

    url: str
    line: str
    log: Path

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a page; give its status, its headers in small letters, and its body."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as told:  # noqa: S310 - our own server
                return told.status, {name.lower(): value for name, value in told.headers.items()}, told.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


@contextlib.contextmanager
def serving(folder: Path, *, line: str, python: Path, log: Path) -> Iterator[Served]:
    """Serve a folder as `datasette serve FOLDER` does, and see that Datasette logged no error."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(python), "-m", "datasette", "serve", str(folder), "--port", str(port)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environment) as running:
        try:
            served = Served(url=f"http://127.0.0.1:{port}", line=line, log=log)
            _wait(served, running)
            yield served
        finally:
            running.terminate()
    said = log.read_text("utf-8", "replace")
    assert "Traceback" not in said, said[-3000:]
    assert "ERROR" not in said, said[-3000:]


def _wait(served: Served, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and running.poll() is None:
        with contextlib.suppress(OSError):
            if served.get("/-/versions.json")[0]:
                return
        time.sleep(0.1)
    pytest.fail(served.log.read_text("utf-8", "replace")[-2000:] or "Datasette did not start")
