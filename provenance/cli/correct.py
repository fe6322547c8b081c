"""`provenance correct`: a reviewer's word on one quotation."""

import click

from provenance.cli.base import Command
from provenance.cli.options import (
    db_option,
    form_option,
    output_options,
    quotation_argument,
    read_relays,
    reason_option,
    reviewer_option,
    utc_now,
)
from provenance.cli.output import Output, write_records
from provenance.cli.picture import HISTORY_COLUMNS
from provenance.core.records import AgentKind, Form, Role
from provenance.exports.lines import assertion_to_wire
from provenance.store.records import Correction


@click.command(
    cls=Command,
    examples=(
        'provenance correct qt_1f3c --speaker "Sergei Lavrov" --via agency:TASS --reviewer ada --reason "read it"',
        'provenance correct qt_1f3c --reject --reviewer ada --reason "the title of a film"',
        'provenance correct qt_1f3c --withdraw --reviewer ada --reason "I was wrong"',
    ),
)
@quotation_argument
@click.option("--speaker", metavar="NAME|ID", help="Who said it.")
@click.option(
    "--speaker-kind", type=click.Choice(AgentKind, case_sensitive=False), help="What the speaker is, if new here."
)
@click.option(
    "--via",
    callback=read_relays,
    multiple=True,
    metavar="ROLE:NAME",
    help="Who carried it, from the speaker outwards; repeatable.",
)
@click.option("--no-via", is_flag=True, help="Nobody carried it.")
@form_option
@click.option("--reject", is_flag=True, help="It quotes nobody: hide it everywhere.")
@click.option("--withdraw", is_flag=True, help="Take your earlier decision back.")
@reviewer_option
@reason_option
@db_option
@output_options()
def correct(
    *,
    quotation: str,
    speaker: str | None,
    speaker_kind: AgentKind | None,
    via: tuple[tuple[Role, str], ...],
    no_via: bool,
    form: Form | None,
    reject: bool,
    withdraw: bool,
    reviewer: str,
    reason: str,
    db: str,
    to: Output,
) -> None:
    """Correct a quotation, reject it, or take a decision back.

    A human's word outranks every model, now and later. What is not given stays as it is. Nothing is overwritten:
    `show` tells the whole history.
    """
    from provenance.store.corrections import save_correction
    from provenance.store.engine import open_store

    changes = any((speaker, speaker_kind, via, no_via, form))
    _refuse_contradiction(changes=changes, reject=reject, withdraw=withdraw, relays=bool(via) and no_via)
    correction = Correction(
        quotation=quotation,
        reviewer=reviewer,
        reason=reason,
        assertion="reject" if reject else "abstain" if withdraw else "assert",
        speaker=speaker,
        speaker_kind=speaker_kind,
        via=via if via or no_via else None,
        form=form,
    )
    with open_store(db, mode="write") as store:
        saved = save_correction(store, correction, now=utc_now())
    write_records([saved], columns=HISTORY_COLUMNS, to_wire=assertion_to_wire, to=to, nothing="")


def _refuse_contradiction(*, changes: bool, reject: bool, withdraw: bool, relays: bool) -> None:
    """Refuse a correction that says nothing, or two things at once.

    Raises:
        click.UsageError: It does.
    """
    if relays:
        message = "--via and --no-via contradict each other"
        raise click.UsageError(message)
    if changes + reject + withdraw != 1:
        message = "give either what to change (--speaker, --via, --no-via, --form), or --reject, or --withdraw"
        raise click.UsageError(message)
