"""`provenance verify`: does a draft quote what was said?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.base import FOUND, Command
from provenance.cli.options import db_option, output_options, utc_now
from provenance.cli.output import Output, write_one

if TYPE_CHECKING:
    from provenance.core.records import Article
    from provenance.verify.checking import CheckedDraft
    from provenance.verify.drafts import Draft


@click.command(
    cls=Command,
    examples=(
        "provenance verify draft.md",
        "provenance verify draft.html -o checked.html",
        "cat draft.txt | provenance verify - --format json",
        'provenance verify --text "very close ties" --speaker Lavrov',
    ),
)
@click.argument("draft", required=False, metavar="[DRAFT]")
@click.option("--text", metavar="WORDS", help="Look up these words instead of a draft.")
@click.option("--speaker", metavar="NAME", help="Who is said to have said --text.")
@click.option("--reader", metavar="NAME", help="Read the draft with this reader; else it is found out.")
@click.option("--strict", is_flag=True, help="Exit with 3 for quotations that are unknown too.")
@db_option
@output_options("table", "json", "html")
@click.pass_context
def verify(
    ctx: click.Context,
    *,
    draft: str | None,
    text: str | None,
    speaker: str | None,
    reader: str | None,
    strict: bool,
    db: str,
    to: Output,
) -> None:
    """Check the quotations of a draft against the database; exit with 3 if any is wrong.

    DRAFT is a file in text, Markdown, HTML or another format that can be read, or - for standard input. Each quotation
    is verbatim, translated, altered, stitched together, a paraphrase in marks, of another speaker, or unknown to the
    database. Rules alone decide, and nothing is written.
    """
    from provenance.core.verdicts.records import Verdict
    from provenance.store.engine import open_store
    from provenance.verify.checking import check_draft

    if (draft is None) == (text is None):
        message = "give a DRAFT, or words with --text"
        raise click.UsageError(message)
    if speaker is not None and text is None:
        message = "--speaker says who said --text; a draft names its speakers itself"
        raise click.UsageError(message)
    given = _read_text(text, speaker=speaker) if text is not None else _read_draft(str(draft), reader=reader)
    with open_store(db) as store:
        checked = check_draft(given, store=store)
        write_checked(checked, to=to, database=store.target)
    if checked.has_faults or (strict and Verdict.UNKNOWN in checked.counts):
        ctx.exit(FOUND)


def write_checked(checked: "CheckedDraft", *, to: Output, database: str) -> None:
    """Write a checked draft in the form that was asked for."""
    from provenance.cli.checked import checked_to_wire, print_checked
    from provenance.pages.verified import build_draft_page

    form = to.chosen()
    with to.open() as out:
        if form == "html":
            out.write(build_draft_page(checked, made_at=utc_now(), database=Path(database).name))
        elif form == "json":
            write_one(checked_to_wire(checked), out)
        else:
            print_checked(checked, out=out)


def _read_text(text: str, *, speaker: str | None) -> "Draft":
    """Read words given on the line: one quotation, or a sentence that holds some and names who said them."""
    from provenance.core.records import Article
    from provenance.core.wire import text_sha256
    from provenance.verify.drafts import LINE, build_line, is_one_quotation

    if speaker is not None or is_one_quotation(text):
        return build_line(text, speaker=speaker)
    return _find_quotations(Article(locator=LINE, text=text, raw_sha256=text_sha256(text)))


def _read_draft(draft: str, *, reader: str | None) -> "Draft":
    """Read the one article that a draft is.

    Raises:
        UnreadableInput: It cannot be read, or holds several articles.
    """
    from provenance.errors import UnreadableInput
    from provenance.readers.dispatch import read_inputs
    from provenance.readers.records import Imported, Skipped

    articles = []
    for item in read_inputs([draft], reader=reader):
        if isinstance(item, Skipped):
            raise UnreadableInput(item.message, hint=item.hint)
        articles.append(item.extraction.article if isinstance(item, Imported) else item)
    if len(articles) != 1:
        message = f"{draft} holds {len(articles)} articles, and a draft is one"
        raise UnreadableInput(message, hint="give the file of one draft")
    return _find_quotations(articles[0])


def _find_quotations(article: "Article") -> "Draft":
    from provenance.nlp.pipeline import load_extractor
    from provenance.registry import load_registry
    from provenance.resources import BASELINE_MODEL
    from provenance.verify.drafts import read_draft

    # No model guesses: the rules give the same answer for ever.
    return read_draft(article, extract=load_extractor(BASELINE_MODEL, registry=load_registry()).extract)
