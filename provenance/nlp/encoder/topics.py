"""Where an article turns to something unrelated: paragraphs that have no word in common with those before them.

Owns that judgement (lexical cohesion: Hearst 1997). No window looks beyond such a turn, so that a stranger's paragraph
in front of an article, or behind it, hardly ever changes anything in it.
"""

from calendar import day_name, month_name
from collections import Counter, deque
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from provenance.nlp.lexicon import CUES, DETERMINERS, FEMALE, MALE, NEUTER, PLURAL, RELATIVE
from provenance.nlp.sentences import Reading, Sentence

# How many paragraphs back a word in common joins.
_REACH = 2
# A word says something from that many letters on, and is told by its first ones: "elects", "election".
_SHORTEST, _STEM = 4, 6
# Words in common that join where none of them is a name.
_FEWEST = 2
# Words with a capital that make a headline, where none but stop words are without.
_FEWEST_CAPITALS = 3
_CALENDAR = frozenset(name.lower() for name in (*day_name, *month_name[1:]))
_EMPTY = frozenset(STOP_WORDS) | CUES.keys() | _CALENDAR
# What points back to a paragraph before: "He", "These talks".
_POINTING = MALE | FEMALE | NEUTER | PLURAL | RELATIVE | (DETERMINERS & {"this", "these", "those", "such", "both"})


class _Said(NamedTuple):
    """The stems of the words of a paragraph that say something, and those of them that are names."""

    stems: frozenset[str]
    names: frozenset[str]


def find_topics(reading: Reading) -> list[int]:
    """Number the stretches of an article that have to do with one another.

    Args:
        reading: The article.

    Returns:
        For each word the number of its stretch, from 0 on; a stretch begins with a paragraph.
    """
    topics: list[int] = []
    number = 0
    names = _find_names(reading)
    before: deque[_Said] = deque(maxlen=_REACH)
    for _, group in groupby(reading.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        said = _say(reading, sentences, names)
        if before and not _is_joined([*before, said]) and not _points_back(reading, sentences[0], names):
            number += 1
            before.clear()
        before.append(said)
        topics += [number] * (sentences[-1].end - sentences[0].start)
    return topics


def _find_names(reading: Reading) -> frozenset[str]:
    """Find the words that begin with a capital more often than not, where that tells a name.

    It tells nothing at the beginning of a sentence, in a headline and in capitals.
    """
    small, capital = Counter[str](), Counter[str]()
    for sentence in reading.sentences:
        if not _is_headline(reading, sentence):
            for n in range(sentence.start + 1, sentence.end):
                if reading.lower[n] not in _EMPTY and not reading.words[n].isupper():
                    (capital if reading.is_name(n) else small)[reading.lower[n]] += 1
    return frozenset(word for word, count in capital.items() if count > small[word])


def _is_headline(reading: Reading, sentence: Sentence) -> bool:
    """Say whether every word but the smallest begins with a capital."""
    large = [
        n
        for n in range(sentence.start, sentence.end)
        if reading.words[n][0].isalpha() and reading.lower[n] not in STOP_WORDS
    ]
    return len(large) >= _FEWEST_CAPITALS and all(map(reading.is_name, large))


def _tells(reading: Reading, word: int) -> bool:
    """Say whether a word says something, a name or not."""
    written, lower = reading.words[word], reading.lower[word]
    return len(written) >= _SHORTEST and written[0].isalpha() and lower not in _EMPTY


def _say(reading: Reading, sentences: Sequence[Sentence], known: frozenset[str]) -> _Said:
    stems, names = set(), set()
    for sentence in sentences:
        for n in range(sentence.start, sentence.end):
            is_name = reading.lower[n] in known and reading.is_name(n)
            if is_name or _tells(reading, n):
                stems.add(reading.lower[n][:_STEM])
            if is_name:
                names.add(reading.lower[n][:_STEM])
    return _Said(frozenset(stems), frozenset(names))


def _is_joined(said: Sequence[_Said]) -> bool:
    """Say whether the last paragraph has a name in common with those before it, or some other words."""
    common = said[-1].stems & {stem for one in said[:-1] for stem in one.stems}
    return len(common) >= _FEWEST or any(stem in one.names for stem in common for one in said)


def _points_back(reading: Reading, sentence: Sentence, names: frozenset[str]) -> bool:
    """Say whether a sentence points back before it names anybody, as no headline does."""
    if _is_headline(reading, sentence):
        return False
    for n in range(sentence.start, sentence.end):
        if reading.lower[n] in _POINTING:
            return True
        if reading.lower[n] in names and reading.is_name(n):
            return False
    return False
