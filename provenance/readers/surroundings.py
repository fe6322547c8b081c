"""What the first and last lines of a text say of its origin, for formats that do not mark them.

Owns where to look; what such a line is, `provenance.readers.lines` knows.
"""

from dataclasses import dataclass
from itertools import islice

from provenance.readers.lines import find_credit_line, find_dateline, read_byline

_FIRST_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The lines around a text that name its origin, as printed; None where there are none.

    Attributes:
        byline: Line of authors.
        authors: The names in it.
        dateline: Place and agency before the first sentence.
        credit_line: Line of agencies or reporters at the end.
    """

    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    credit_line: str | None = None


def read_surroundings(text: str, *, byline: str | None = None, authors: tuple[str, ...] = ()) -> Surroundings:
    """Read the byline, dateline and credit line of a text, whose headline may come first.

    Args:
        text: The article's text.
        byline: Line of authors where that is known already.
        authors: Who signs it, where that is known already.
    """
    first = [
        line.strip() for line in islice((line for line in text[:10_000].splitlines() if line.strip()), _FIRST_LINES)
    ]
    printed = byline or next((line for line in first if _is_byline(line)), None)
    return Surroundings(
        byline=printed,
        authors=authors or (read_byline(printed) if printed else ()),
        dateline=next((found for line in first if (found := find_dateline(line))), None),
        credit_line=find_credit_line(text),
    )


def _is_byline(line: str) -> bool:
    """Tell a line of authors from a sentence that begins like it, such as «By and large he agreed.»."""
    word, _, rest = line.partition(" ")
    return (
        word.lower() == "by" and not line.endswith((".", "!", "?")) and rest[:1].isupper() and bool(read_byline(line))
    )
