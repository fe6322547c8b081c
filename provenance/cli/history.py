"""`provenance history`: the versions of an article, and what changed between them, above all inside quotations."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from provenance.cli.base import Command
from provenance.cli.changed_words import mark_words
from provenance.cli.options import db_option, output_options
from provenance.cli.output import SECOND, Output, count_text, draw, write_values
from provenance.cli.said import remarks_text
from provenance.core.records import NOBODY
from provenance.core.text import printable
from provenance.core.wire import Wire
from provenance.errors import InvalidRecord
from provenance.exports.lines import assertion_to_wire
from provenance.store.changes import Change, DiffPart, QuotationChange, QuotedWords, VersionChange
from provenance.store.records import ArticleVersion, LeftBehind

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {Change.CHANGED: "bold yellow", Change.REATTRIBUTED: "bold yellow", Change.GONE: "red", Change.ADDED: "green"}


@click.command(
    cls=Command,
    examples=(
        "provenance history https://news.example/2025/07/13/talks",
        "provenance history articles/talks.html --format json",
        "provenance history ar_51b2c4",
    ),
)
@click.argument("article")
@db_option
@output_options("table", "jsonl", "json")
def history(*, article: str, db: str, to: Output) -> None:
    """Show the versions of an article, and what changed in its quotations.

    ARTICLE is an id, the first characters of one, a URL, or a path. Of each version after the first: what the article
    says of itself differently, which quotations changed, came or went, and which decisions of reviewers could not be
    carried over.
    """
    from provenance.store.engine import open_store
    from provenance.store.versions import load_versions

    with open_store(db) as store:
        versions = load_versions(store, article, addresses=addresses_of(article))
    form = to.chosen()
    with to.open() as out:
        if form == "table":
            draw(history_text(versions), out=out)
        else:
            write_values((version_to_wire(version) for version in versions), form=form, out=out)


def addresses_of(article: str) -> tuple[str, ...]:
    """Give the addresses that what a user typed may stand for: that of a URL, or of a file."""
    from provenance.readers.locators import file_locator, url_locator

    try:
        return (url_locator(article),)
    except InvalidRecord:
        return () if "\0" in article else (file_locator(article),)


def history_text(versions: Sequence[ArticleVersion]) -> "Text":
    """Write the history of an article for people."""
    from rich.text import Text

    text = Text(printable(f"{versions[0].stored.id}  {versions[0].stored.article.locator}"), style="bold")
    for version in versions:
        text.append("\n\n").append_text(_head_text(version))
        for line in _change_lines(version.change) if version.change else ():
            text.append("\n  ").append_text(line)
        for left in version.left_behind:
            text.append("\n  ").append_text(_left_text(left))
    return text


def version_to_wire(version: ArticleVersion) -> Wire:
    """Build the JSON object of one version."""
    stored = version.stored
    article = stored.article
    return {
        "article": stored.id,
        "version": stored.version,
        "number": stored.version_no,
        "locator": article.locator,
        "again": version.is_again,
        "fetched_at": version.seen_at,
        "canceled_at": stored.canceled_at,
        "title": article.title,
        "published": article.published,
        "modified": article.modified,
        "redirects": list(article.redirects),
        "characters": len(article.text),
        "quotations": version.quotations,
        "changes": asdict(version.change) if version.change else None,
        "not_carried": [
            {"quotation": left.quotation, "text": left.text, "assertion": assertion_to_wire(left.decision)}
            for left in version.left_behind
        ],
    }


def _head_text(version: ArticleVersion) -> "Text":
    from rich.text import Text

    stored = version.stored
    facts = [
        version.seen_at[:SECOND],
        stored.article.title or "(no title)",
        count_text(len(stored.article.text), "character"),
        count_text(version.quotations, "quotation"),
    ]
    number = f"Version {stored.version_no}{' again' if version.is_again else ''}"
    text = Text(number, style="bold").append(f"  {printable(' · '.join(facts))}", "not bold")
    for redirect in () if version.is_again else stored.article.redirects:
        status, _, way = redirect.partition(" ")
        text.append(f"\n  redirected ({status}): {printable(way.replace(' ', ' → '))}", style="not bold dim")
    if stored.article.remarks:
        text.append(f"\n  {printable(remarks_text(stored.article))}", style="not bold yellow")
    if stored.canceled_at:
        text.append(f"\n  canceled: its publisher took it back, noted {stored.canceled_at[:SECOND]}", style="bold red")
    return text


def _change_lines(change: VersionChange) -> Iterator["Text"]:
    from rich.text import Text

    kept = sum(each.change is Change.KEPT for each in change.quotations)
    yield Text(
        f"{count_text(change.words_gone, 'word')} less, {change.words_added} more; {count_text(kept, 'quotation')} kept"
    )
    for field in change.fields:
        yield Text.assemble(
            (f"{field.field}: ", "dim"), printable(field.old or "(none)"), " → ", printable(field.new or "(none)")
        )
    for each in change.quotations:
        if each.change is not Change.KEPT:
            yield _quotation_text(each)


def _quotation_text(each: QuotationChange) -> "Text":
    """Write what became of one quotation: its voice, and its words with those that went and came."""
    from rich.text import Text

    line = Text.assemble((f"{each.change.value}  ", _STYLES[each.change]), (f"{_voices(each)}: ", "bold"))
    shown = each.new or each.old
    parts = each.diff or ((DiffPart(change=Change.KEPT, text=shown.text),) if shown else ())
    return line.append_text(Text(" ").join(mark_words(part.text, part.change) for part in parts))


def _voices(each: QuotationChange) -> str:
    old, new = (_voice(quoted) for quoted in (each.old, each.new))
    return f"{old} → {new}" if old and new and old != new else new or old


def _voice(quoted: QuotedWords | None) -> str:
    return printable(quoted.speaker or NOBODY) if quoted else ""


def _left_text(left: LeftBehind) -> "Text":
    from rich.text import Text

    decision = left.decision
    what = f"{decision.by} had decided ({decision.reason}) on {left.text}"
    return Text.assemble(("not carried over  ", "bold red"), printable(what), (f"  {left.quotation}", "dim"))
