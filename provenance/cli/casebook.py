"""Shows a reviewer one quotation at a time: the words in their context, the chain, the candidates and the keys."""

from typing import TYPE_CHECKING, TextIO

from provenance.cli.output import draw
from provenance.cli.picture import print_chain, print_quotation
from provenance.core.records import NOBODY
from provenance.core.text import printable
from provenance.store.cases import Candidate, Case
from provenance.store.review import Doubt

if TYPE_CHECKING:
    from rich.table import Table

ACCEPT, TYPE, REJECT, SKIP, UNDO, QUIT = "a", "t", "r", "s", "u", "q"
_OTHERS = {TYPE: "type a name", REJECT: "quotes nobody", SKIP: "skip", UNDO: "undo", QUIT: "quit"}


def print_case(case: Case, doubt: Doubt, *, place: str, out: TextIO) -> None:
    """Print a quotation with all that is needed to decide on it.

    Args:
        case: The quotation and its candidates.
        doubt: Why it is asked for.
        place: Which of how many it is.
        out: Where to.
    """
    from rich.rule import Rule
    from rich.text import Text

    out.write("\n")
    draw(Rule(Text(place, "bold"), align="left", characters="─", style="dim"), out=out)
    print_quotation(case.stored, out=out)
    print_chain(case.stored, out=out)
    skipped = ("skipped before",) if doubt.is_skipped else ()
    draw(Text.assemble(("\nWhy this: ", "dim"), "; ".join((*doubt.reasons, *skipped))), out=out)
    draw(Text("\nWho says it?", "bold"), out=out)
    draw(_choices(case), out=out)
    draw(Text("   ".join(f"{key} {what}" for key, what in _OTHERS.items())), out=out)


def _choices(case: Case) -> "Table":
    from rich.table import Table
    from rich.text import Text

    speaker = case.stored.current.quotation.speaker
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold")
    grid.add_column(style="bold cyan", ratio=2)
    grid.add_column(style="dim", ratio=3)
    named = printable(speaker.name) if speaker else NOBODY
    grid.add_row(ACCEPT, Text(named), Text("as it stands: all of it is right"))
    for number, candidate in enumerate(case.candidates, start=1):
        grid.add_row(str(number), Text(printable(candidate.agent.name)), Text(_why(candidate)))
    return grid


def _why(candidate: Candidate) -> str:
    return printable(f"{candidate.agent.kind.value}, {candidate.why}")
