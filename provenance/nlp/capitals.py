"""Capitals that mean nothing: those of a word that opens a sentence, of a headline, of a shouted passage.

Owns where they stand, so that names are looked for elsewhere.
"""

from provenance.nlp.lexicon import ADVERBS, AUXILIARIES, BREAKS, DETERMINERS, PRONOUNS
from provenance.nlp.sentences import Reading

CLOSED_CLASS = BREAKS | DETERMINERS | PRONOUNS | AUXILIARIES | ADVERBS
"""Small words, which begin no name."""

_HEADLINE = 5
_SHOUTED = 4
_MOSTLY = 0.9


def find_initials(reading: Reading) -> frozenset[int]:
    """Return the words that have a capital for their place: the first of a sentence or quotation."""
    starts = {s.start for s in reading.sentences}
    for i, word in enumerate(reading.words[:-1]):
        if word in {".", "?", "!", ":", "“", '"', "``", "''", "‘", "•"} or (i in starts and not word[:1].isalnum()):
            starts.add(i + 1)
    return frozenset(starts)


def find_headlines(reading: Reading) -> frozenset[int]:
    """Return the words of sentences in which nearly every word that could be small has a capital."""
    found: set[int] = set()
    for sentence in reading.sentences:
        open_class = [
            i
            for i in range(sentence.start, sentence.end)
            if reading.words[i][:1].isalpha() and reading.lower[i] not in CLOSED_CLASS
        ]
        if len(open_class) >= _HEADLINE and sum(map(reading.is_name, open_class)) > _MOSTLY * len(open_class):
            found.update(range(sentence.start, sentence.end))
    return frozenset(found)


def find_shouted(reading: Reading) -> frozenset[int]:
    """Return the words of passages in capitals: "CONGRESS HAS INVESTIGATED HIM — Oz drew …"."""
    found: set[int] = set()
    run: list[int] = []
    for i, word in enumerate(reading.words):
        if word.isupper():
            run.append(i)
        elif word[:1].isalnum():
            run = []
        if len(run) == _SHOUTED:
            found.update(range(run[0], i + 1))
        elif len(run) > _SHOUTED:
            found.update(range(run[-2], i + 1))
    return frozenset(found)


def find_capitalised(reading: Reading, initials: frozenset[int]) -> frozenset[str]:
    """Return the words that are written with a capital where their place asks for none."""
    return frozenset(w for i, w in enumerate(reading.words) if w[:1].isupper() and i not in initials)
