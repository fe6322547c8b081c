"""`provenance review`: a reviewer decides on what the model is unsure of, one key a quotation.

What is shown goes to stderr, so that standard output has the decisions alone. Each is saved before the next quotation
is shown, by the same way as `correct` takes; nothing that was written is ever changed.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TextIO

import click

from provenance.cli.base import Command
from provenance.cli.keys import Keys
from provenance.cli.options import db_option, limit_option, output_options, reviewer_option, scope_options, utc_now
from provenance.cli.output import SHORT_ID, Column, Output, draw, write_records
from provenance.cli.said import SAYS, name_of
from provenance.core.records import AgentKind
from provenance.core.text import printable
from provenance.core.wire import Wire, agent_to_wire
from provenance.errors import StoreError
from provenance.exports.lines import assertion_to_wire
from provenance.store.records import Assertion, Correction, QuotationFilter

if TYPE_CHECKING:
    from provenance.store.cases import Case
    from provenance.store.engine import Store
    from provenance.store.review import Doubt

_ACCEPTED, _CHOSEN, _TYPED = "right as it stands, seen in review", "speaker chosen in review", "speaker named in review"
_REJECTED, _UNDONE = "quotes nobody, seen in review", "taken back in review"
_NAME = "Who says it? A name, such as Jane Roe or organisation:Red Cross"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a review added: an assertion, and the quotation that it is about."""

    quotation: str
    text: str
    saved: Assertion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What undo takes back: a decision, or that a quotation was skipped."""

    place: int
    quotation: str
    is_decision: bool


@click.command(
    cls=Command,
    examples=(
        "provenance review --reviewer ada",
        "provenance review --reviewer ada --speaker Lavrov --below 0.7 --limit 20",
        "provenance review --reviewer ada --outlet Yonhap --since 2025-07 --original-only",
        "printf 'a2q' | provenance review --reviewer ada --format jsonl",
    ),
)
@scope_options
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Only what the model is less sure of, from 0 to 1.",
)
@limit_option
@reviewer_option
@db_option
@output_options()
def review(*, wanted: QuotationFilter, below: float | None, reviewer: str, db: str, to: Output) -> None:
    """Decide on what the model is unsure of, the most valuable first.

    Each quotation is shown in its context, with its chain and whoever may have said it. One key decides: a accepts it
    as it stands, a figure takes a candidate for the speaker, t asks for a name, r rejects it as no quotation, s skips
    it, u takes the last decision back, q quits. What you decided is not asked again, what you skipped comes last, and
    a word of yours outranks every model. Without a terminal the keys are read from standard input.

    The most valuable are those of which the model is least sure and on which most hangs: words in quotation marks, a
    known outlet, a speaker with many quotations.
    """
    from provenance.store.engine import open_store
    from provenance.store.review import ReviewFilter, find_doubts

    # Read first: a database that is not there must not come to be by looking at it.
    with open_store(db) as store:
        doubts = find_doubts(store, ReviewFilter(reviewer=reviewer, said=wanted, below=below))
    if not doubts:
        sys.stderr.write("Nothing to review: everything that fits is decided.\n")
        return
    with open_store(db, mode="write") as store:
        session = Session(store, reviewer=reviewer, keys=Keys(), out=sys.stderr)
        session.run(doubts)
    write_records(session.decisions, columns=DECISION_COLUMNS, to_wire=decision_to_wire, to=to, nothing="")


class Session:
    """One walk of a reviewer through what is in doubt.

    Args:
        store: Open for writing.
        reviewer: Who decides.
        keys: Where the keys come from.
        out: Where quotations are shown.
    """

    def __init__(self, store: "Store", *, reviewer: str, keys: Keys, out: TextIO) -> None:
        self.decisions: list[Decision] = []
        self._store = store
        self._reviewer = reviewer
        self._keys = keys
        self._out = out
        self._steps: list[_Step] = []

    def run(self, doubts: "Sequence[Doubt]") -> None:
        """Ask for a decision on one after the other, until the end of them, of the keys, or of patience."""
        place: int | None = 0
        try:
            while place is not None:
                place = self._ask(doubts, place) if place < len(doubts) else self._close()
        finally:
            done = sum(step.is_decision for step in self._steps)
            skipped = len(self._steps) - done
            self._say(f"{done} decided, {skipped} skipped, {len(doubts) - len(self._steps)} not looked at.")
            self._out.write("\n")

    def _ask(self, doubts: "Sequence[Doubt]", place: int) -> int | None:
        """Show a quotation and act on the keys; give the place of the next one, None to stop."""
        from provenance.cli.casebook import QUIT, SKIP, UNDO, print_case
        from provenance.store.cases import load_case
        from provenance.store.review import save_skip

        doubt = doubts[place]
        case = load_case(self._store, doubt.quotation)
        if case is None:
            # Somebody else has decided on it meanwhile.
            return place + 1
        print_case(case, doubt, place=f"{place + 1} of {len(doubts)}", out=self._out)
        while True:
            key = self._next_key()
            if key is None or key == QUIT:
                return None
            if key == UNDO:
                if self._steps:
                    return self._undo()
                self._say("nothing to undo here; `provenance correct ID --withdraw` takes back an earlier decision")
            elif key == SKIP:
                save_skip(self._store, doubt.quotation, reviewer=self._reviewer, now=utc_now())
                self._steps.append(_Step(place=place, quotation=doubt.quotation, is_decision=False))
                self._say("skipped; next time it comes last")
                return place + 1
            elif self._is_settled(case):
                return place + 1
            elif self._decide(key, case):
                self._steps.append(_Step(place=place, quotation=doubt.quotation, is_decision=True))
                return place + 1

    def _close(self) -> int | None:
        """Say that all have been shown; give the place of the last step where that is taken back, None to stop."""
        from provenance.cli.casebook import QUIT, UNDO

        while self._steps:
            self._out.write("\n")
            self._say("That was the last one.   u undo   q quit")
            key = self._next_key()
            if key == UNDO:
                return self._undo()
            if key is None or key == QUIT:
                break
        return None

    def _next_key(self) -> str | None:
        self._out.write("> ")
        self._out.flush()
        key = self._keys.next()
        self._out.write(f"{printable(key or '')}\n")
        return key

    def _is_settled(self, case: "Case") -> bool:
        """Look whether another reviewer was quicker: nobody is to be overruled unawares."""
        from provenance.store.queries import load_quotation

        current = load_quotation(self._store, case.stored.id).current
        if current.decided_by != "human":
            return False
        self._say(f"{current.by} has decided on it meanwhile: {current.reason}; see `provenance show {case.stored.id}`")
        return True

    def _decide(self, key: str, case: "Case") -> bool:
        """Save what a key decides; say why, and give False, where it decides nothing."""
        correction = self._correction(key, case)
        if correction is None:
            return False
        try:
            self._save(correction, text=case.stored.text)
        except StoreError as error:
            # Nobody could answer through a pipe: a name that means several people must not pass for a decision.
            if not self._keys.is_live:
                raise
            self._say("; ".join(filter(None, (error.message, error.hint))))
            return False
        return True

    def _correction(self, key: str, case: "Case") -> Correction | None:
        from provenance.cli.casebook import ACCEPT, REJECT, TYPE

        decided = partial(Correction, quotation=case.stored.id, reviewer=self._reviewer)
        if key == ACCEPT:
            return decided(reason=_ACCEPTED)
        if key == REJECT:
            return decided(reason=_REJECTED, assertion="reject")
        if key == TYPE:
            kind, name = read_name(self._keys.line(_NAME))
            return decided(reason=_TYPED, speaker=name, speaker_kind=kind) if name else None
        if key in map(str, range(1, len(case.candidates) + 1)):
            return decided(reason=_CHOSEN, speaker=case.candidates[int(key) - 1].agent.id)
        figures = f"1 to {len(case.candidates)}, " if case.candidates else ""
        self._say(f"{key} is no key here; press a, {figures}t, r, s, u or q")
        return None

    def _save(self, correction: Correction, *, text: str) -> None:
        from provenance.store.corrections import save_correction

        saved = save_correction(self._store, correction, now=utc_now())
        self.decisions.append(Decision(quotation=correction.quotation, text=text, saved=saved))
        voice = "" if correction.assertion == "reject" else f": {name_of(saved.quotation.speaker)}"
        self._say(f"{correction.reason}{voice}")

    def _undo(self) -> int:
        """Take the last step back, which adds a withdrawal; give the place that it was about."""
        from provenance.store.queries import load_quotation
        from provenance.store.review import save_skip

        step = self._steps[-1]
        if step.is_decision:
            withdrawal = Correction(
                quotation=step.quotation, reviewer=self._reviewer, reason=_UNDONE, assertion="abstain"
            )
            self._save(withdrawal, text=load_quotation(self._store, step.quotation).text)
        else:
            save_skip(self._store, step.quotation, reviewer=self._reviewer, now=utc_now(), is_undone=True)
            self._say(_UNDONE)
        self._steps.pop()
        return step.place

    def _say(self, words: str) -> None:
        from rich.text import Text

        draw(Text(printable(words)), out=self._out)


def read_name(typed: str) -> tuple[AgentKind | None, str]:
    """Read a name as people type it, with what the agent is before a colon where they say so.

    Example:
        >>> read_name("organisation: Red Cross")[1], read_name("Ada: a life")[1]
        ('Red Cross', 'Ada: a life')
    """
    kind, colon, name = typed.partition(":")
    known = {each.value: each for each in AgentKind}
    found = known.get(kind.strip().casefold()) if colon else None
    return (found, name.strip()) if found else (None, typed.strip())


def decision_to_wire(decision: Decision) -> Wire:
    """Build the JSON object of a decision: that of `show`, the quotation, and the speaker that it names."""
    return {
        "quotation": decision.quotation,
        "text": decision.text,
        "speaker": agent_to_wire(decision.saved.quotation.speaker),
        **assertion_to_wire(decision.saved),
    }


DECISION_COLUMNS: tuple[Column[Decision], ...] = (
    Column(name="quotation", value=lambda each: each.quotation, heading="Id", cut=SHORT_ID),
    Column(
        name="assertion",
        value=lambda each: each.saved.assertion,
        heading="Says",
        short=lambda each: SAYS[each.saved.assertion],
    ),
    Column(name="speaker", value=lambda each: name_of(each.saved.quotation.speaker), heading="Speaker", weight=2),
    Column(name="text", value=lambda each: each.text, heading="Said", weight=3),
    Column(name="reason", value=lambda each: each.saved.reason, heading="Reason", weight=3, is_roomy=True),
    Column(name="by", value=lambda each: each.saved.by),
    Column(name="created_at", value=lambda each: each.saved.created_at),
)
