"""What became of words, as commands show it: word diffs that read with and without colours, and as JSON."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from provenance.core.text import printable
from provenance.core.wire import Wire

if TYPE_CHECKING:
    from rich.text import Text

    from provenance.core.variants.diffs import DiffPart

# Without colours the fate of words would be lost, so each has its brackets as well.
_MARKS = {"gone": ("[-", "-]", "red"), "added": ("{+", "+}", "green"), "kept": ("", "", "")}


def mark_words(words: str, fate: str) -> "Text":
    """Write words with what became of them: `gone`, `added` or `kept`."""
    from rich.text import Text

    opening, closing, style = _MARKS[fate]
    return Text(f"{opening}{printable(words)}{closing}", style=style)


def diff_text(parts: "Iterable[DiffPart]") -> "Text":
    """Write a word diff for people; what bears meaning is named behind the words.

    Words before and behind those of the other wording are dimmed, since nobody changed them.
    """
    from rich.text import Text

    shown = []
    for part in parts:
        marked = mark_words(part.text, part.fate)
        if part.is_cut and not part.meanings:
            marked.style = "dim"
        if part.meanings:
            marked = Text.assemble(marked, (f" ({', '.join(part.meanings)})", "bold red"))
        shown.append(marked)
    return Text(" ").join(shown)


def diff_to_wire(part: "DiffPart") -> Wire:
    """Build the JSON object of one part of a word diff."""
    return {
        "fate": part.fate.value,
        "text": part.text,
        "marked": part.is_marked,
        "cut": part.is_cut,
        "meanings": [meaning.value for meaning in part.meanings],
    }
