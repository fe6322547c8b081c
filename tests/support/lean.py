"""The environment of processes that tests start: this checkout, and no torch.

Torch is for training alone. Where it is installed spaCy loads it all the same, which takes longer than anything that
such a process does.
"""

import functools
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@functools.cache
def _home() -> tempfile.TemporaryDirectory[str]:
    """Make a folder in which `torch` is a module that cannot be imported; it goes with this process."""
    home = tempfile.TemporaryDirectory(prefix="lean-")
    (Path(home.name) / "torch.py").write_text('raise ImportError("torch is for training")\n', encoding="utf-8")
    return home


def lean_environment() -> dict[str, str]:
    """Give the environment of this process, with the search path above."""
    path = [_home().name, str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
