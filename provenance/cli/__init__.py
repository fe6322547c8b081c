"""The command line: the only place that knows click, rich, the environment, the clock and exit codes.

Nothing heavier than click is imported before a command runs, so that `provenance --help` answers at once.
"""

from provenance.cli.app import main

__all__ = ["main"]
