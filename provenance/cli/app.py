"""The command `provenance`: which commands there are, and where each is to be found."""

import gc

import click

from provenance.cli.base import Root

# Written here and not in the commands, so that `--help` imports none of them.
_SECTIONS = {
    "Read articles": {
        "demo": ("provenance.cli.demo", "Read five real articles and show who said what, through whom."),
        "extract": ("provenance.cli.extract", "Find who said what in articles, without a database."),
        "ingest": ("provenance.cli.ingest", "Read articles into the database."),
    },
    "See who said what": {
        "quotes": ("provenance.cli.quotes", "Show who said what, through whom, and where it was published."),
        "show": ("provenance.cli.quotes", "Show a quotation in its context, its chain, and its history."),
        "chain": ("provenance.cli.chain", "Show the way of the words, from the speaker to the publisher."),
        "variants": ("provenance.cli.variants", "Show the other wordings of a quotation, and what was changed."),
        "families": ("provenance.cli.variants", "Show which words stand in several articles, and who was first."),
        "relays": ("provenance.cli.relays", "Show who carries whose words, and how often."),
        "speakers": ("provenance.cli.agents", "Show who is quoted, most quoted first."),
        "history": ("provenance.cli.history", "Show the versions of an article, and what they changed."),
    },
    "Decide": {
        "review": ("provenance.cli.review", "Decide on what the model is unsure of, one key a quotation."),
        "correct": ("provenance.cli.correct", "Correct a quotation, reject it, or take a decision back."),
        "judge": ("provenance.cli.variants", "Say whether two quotations are the same utterance."),
        "agents": ("provenance.cli.agents", "List, name, import, merge and part people and organisations."),
    },
    "Check": {
        "audit": ("provenance.cli.audit", "Show where chains are weak, and where words were changed."),
        "verify": ("provenance.cli.verify", "Check the quotations of a draft against the database."),
        "report": ("provenance.cli.overview", "Count who is quoted, through whom, by outlet and month."),
    },
    "Publish": {
        "export": ("provenance.cli.export", "Write the database, or a part of it, for others to read."),
        "serve": ("provenance.cli.serve", "Show the database in a browser, on this machine alone."),
    },
    "Look after it": {
        "db": ("provenance.cli.db", "Upgrade, check, verify and copy the database."),
        "model": ("provenance.cli.model", "Measure and train models on articles whose quotations are known."),
        "readers": ("provenance.cli.readers", "List what can be read."),
    },
}


@click.group(
    cls=Root,
    sections=_SECTIONS,
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


def collect_seldom() -> None:
    """Let Python look for cycles of objects less often than it would.

    An export or an audit makes records by the million, and none of them is part of a cycle: at its own pace Python
    spends a tenth of the time on looking at them.
    """
    gc.set_threshold(50_000, 20, 50)


def main() -> None:
    """Run the command line and leave with its exit code."""
    collect_seldom()
    cli(prog_name="provenance")
