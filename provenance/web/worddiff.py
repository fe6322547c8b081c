"""How two wordings of the same words differ, word by word, as people read it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from provenance.web.marked import shown_text

_MOST = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of words.

    Attributes:
        kind: same, gone (only in the first wording) or new (only in the second).
        text: The words.
    """

    kind: str
    text: str


def compare_words(first: str, second: str) -> list[Change]:
    """Compare two wordings.

    Args:
        first: What others are compared with.
        second: One of the others.

    Example:
        >>> [(one.kind, one.text) for one in compare_words("we will never agree", "we may agree")]
        [('same', 'we'), ('gone', ' will never'), ('new', ' may'), ('same', ' agree')]
    """
    return list(_changes(_words(first), _words(second)))


def _words(text: str) -> list[str]:
    words = re.findall(r"\s*\S+", shown_text(text))
    # Nobody reads a comparison of a whole book, and comparing takes the square of its length.
    return words if len(words) <= _MOST else [*words[:_MOST], " …"]


def _changes(first: list[str], second: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(a=[word.strip() for word in first], b=[word.strip() for word in second], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            yield Change(kind="same", text="".join(first[a1:a2]))
            continue
        if a2 > a1:
            yield Change(kind="gone", text="".join(first[a1:a2]))
        if b2 > b1:
            yield Change(kind="new", text="".join(second[b1:b2]))
