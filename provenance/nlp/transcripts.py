"""Transcripts: who is behind a label in capitals ("WALLACE:"), where nobody but the other speaker tells the full name.

Owns the reading of turns. A name between commas addresses whoever had the turn before: "This is America, Chris."
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from provenance.nlp.lexicon import given_names
from provenance.nlp.names import Name
from provenance.nlp.sentences import Reading

_OPENS = frozenset({",", "—", "–", "--", "“", '"', "``", ":"})
_CLOSES = frozenset({",", ".", "?", "!", "—", "–", "--", "…", "..."})
_FEWEST_TURNS = 3
_TURNS = 5


def find_addressed(reading: Reading, names: Sequence[Name]) -> dict[str, str]:
    """Find the given names by which the speakers of a transcript call one another.

    Returns:
        The given name that is used most for each label, by the label as written; none for whom nobody addresses.
    """
    labels = [name for name in names if is_label(reading, name)]
    if len(labels) < _FEWEST_TURNS:
        return {}
    votes: dict[str, Counter[str]] = {}
    for number, label in enumerate(labels):
        end = labels[number + 1].tokens[0] if number + 1 < len(labels) else len(reading.words)
        addressed = _other(labels, number)
        for given in _vocatives(reading, label.tokens[1] + 1, end):
            votes.setdefault(addressed, Counter())[given] += 1
    return {label: _most(counted) for label, counted in votes.items() if label and _is_clear(counted)}


def is_label(reading: Reading, name: Name) -> bool:
    """Say whether a name is a speaker's label: one word in capitals, and a colon."""
    start, end = name.tokens
    is_one = end - start == 1 and reading.words[start].isupper()
    return is_one and end < len(reading.words) and reading.words[end] == ":"


def _other(labels: Sequence[Name], number: int) -> str:
    """Return who had the turn before, or has the next one where there is none before."""
    own = labels[number].text
    near = (*reversed(labels[max(0, number - _TURNS) : number]), *labels[number + 1 : number + _TURNS])
    return next((label.text for label in near if label.text != own), "")


def _vocatives(reading: Reading, start: int, end: int) -> Iterator[str]:
    given = given_names()
    for i in range(start, min(end, len(reading.words) - 1)):
        if reading.is_name(i) and reading.words[i + 1] in _CLOSES and reading.words[i - 1] in _OPENS:
            word = reading.words[i]
            if reading.lower[i] in given and not word.isupper():
                yield word


def _is_clear(counted: Mapping[str, int]) -> bool:
    """Say whether one name is used more than half of the time."""
    return 2 * max(counted.values()) > sum(counted.values())


def _most(counted: Mapping[str, int]) -> str:
    return max(counted, key=lambda name: counted[name])
