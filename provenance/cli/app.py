"""The command `provenance`: which commands there are, and where each is to be found."""

import click

from provenance.cli.base import Root

_COMMANDS = {
    "demo": "provenance.cli.demo",
    "extract": "provenance.cli.extract",
    "ingest": "provenance.cli.ingest",
    "quotes": "provenance.cli.quotes",
    "show": "provenance.cli.quotes",
    "chain": "provenance.cli.chain",
    "variants": "provenance.cli.variants",
    "families": "provenance.cli.variants",
    "judge": "provenance.cli.variants",
    "relays": "provenance.cli.relays",
    "history": "provenance.cli.history",
    "speakers": "provenance.cli.agents",
    "agents": "provenance.cli.agents",
    "correct": "provenance.cli.correct",
    "review": "provenance.cli.review",
    "audit": "provenance.cli.audit",
    "verify": "provenance.cli.verify",
    "report": "provenance.cli.overview",
    "export": "provenance.cli.export",
    "serve": "provenance.cli.serve",
    "model": "provenance.cli.model",
    "readers": "provenance.cli.readers",
    "db": "provenance.cli.db",
}


@click.group(
    cls=Root,
    lazy=_COMMANDS,
    context_settings={
        "auto_envvar_prefix": "PROVENANCE",
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "show_default": True,
    },
)
@click.version_option(
    package_name="quote-provenance",
    message="provenance %(version)s",
    # PROVENANCE_VERSION in the environment must not stop every command.
    allow_from_autoenv=False,
)
def cli() -> None:
    """Read news articles and say who said what, and through whom we know it.

    On a terminal, commands show tables; in a pipe they write JSON lines. Every option can be set by an environment
    variable too: PROVENANCE_DB for all commands, PROVENANCE_QUOTES_LIMIT for `--limit` of `quotes`, and so on.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    cli(prog_name="provenance")
