"""Chains as Mermaid flowcharts, from plain values, so that the command line and the pages draw them alike.

Names come from articles, so whatever Mermaid could read as markup or syntax is written as a plain sign of the picture.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from provenance.exports.cells import short_label

# What Mermaid may read as markup or Markdown goes in by number; at the start of a label that is also a list's sign.
_UNSAFE = re.compile(r"[^\w ,.’“”…-]|_|^-|^\d+\.")
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One station of a chain.

    Attributes:
        name: Who it is; None where unknown.
        notes: Its role, and what else is told of it.
        words: The words of the article that show it; None for none.
        is_implied: Whether no words beside the quotation name it.
    """

    name: str | None
    notes: str
    words: str | None = None
    is_implied: bool = False


def draw_mermaid(chains: Mapping[str, Sequence[Stop]]) -> str:
    """Write chains as one Mermaid flowchart; a dotted arrow is a station that the text implies rather than names.

    Args:
        chains: Stations by the id of the quotation, each from the speaker to the publisher.

    Returns:
        Lines of text, the last one ended.
    """
    lines = ["flowchart LR"]
    for place, (quotation, chain) in enumerate(chains.items()):
        prefix = "h" if len(chains) == 1 else f"q{place}h"
        lines += _chain_lines(quotation, chain, prefix=prefix)
    return "\n".join(lines) + "\n"


def _chain_lines(quotation: str, chain: Sequence[Stop], *, prefix: str) -> Iterator[str]:
    yield f"    %% {re.sub('[^a-z0-9_]', '', quotation)}"
    for place, stop in enumerate(chain):
        name = short_label(stop.name or "", length=_LABEL_LENGTH) or "unknown"
        notes = short_label(stop.notes, length=_LABEL_LENGTH)
        yield f'    {prefix}{place}["{mermaid_text(name)}<br/>{mermaid_text(notes)}"]'
    for place, (_, stop) in enumerate(pairwise(chain)):
        arrow = "-.->" if stop.is_implied else "-->"
        words = short_label(stop.words or "", length=_LABEL_LENGTH)
        label = f'|"{mermaid_text(words)}"|' if stop.words else ""
        yield f"    {prefix}{place} {arrow}{label} {prefix}{place + 1}"


def mermaid_text(text: str) -> str:
    """Write a text as it may stand in a label, with what Mermaid could read as markup given by number."""
    return _UNSAFE.sub(lambda found: "".join(f"#{ord(sign)};" for sign in found.group()), text)
