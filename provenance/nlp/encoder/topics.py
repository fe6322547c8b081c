"""Where an article turns to something unrelated: paragraphs that have no word in common with those before them.

Owns that judgement (lexical cohesion: Hearst 1997). No window looks beyond such a turn, so that a stranger's paragraph
in front of an article, or behind it, changes nothing in it.
"""

from calendar import day_name, month_name
from collections import deque
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
    before: deque[_Said] = deque(maxlen=_REACH)
    for _, group in groupby(reading.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        said = _say(reading, sentences)
        if before and not _is_joined([*before, said]) and not _points_back(reading, sentences[0]):
            number += 1
            before.clear()
        before.append(said)
        topics += [number] * (sentences[-1].end - sentences[0].start)
    return topics


def _say(reading: Reading, sentences: Sequence[Sentence]) -> _Said:
    stems, names = set(), set()
    for sentence in sentences:
        for n in range(sentence.start, sentence.end):
            word, lower = reading.words[n], reading.lower[n]
            is_name = reading.is_name(n) and n > sentence.start and not word.isupper()
            if word[:1].isalpha() and (is_name or len(word) >= _SHORTEST) and lower not in _EMPTY:
                stems.add(lower[:_STEM])
                if is_name:
                    names.add(lower[:_STEM])
    return _Said(frozenset(stems), frozenset(names))


def _is_joined(said: Sequence[_Said]) -> bool:
    """Say whether the last paragraph has a name in common with those before it, or some other words."""
    common = said[-1].stems & {stem for one in said[:-1] for stem in one.stems}
    return len(common) >= _FEWEST or any(stem in one.names for stem in common for one in said)


def _points_back(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence points back before it names anybody."""
    for n in range(sentence.start, sentence.end):
        if reading.lower[n] in _POINTING:
            return True
        if n > sentence.start and reading.is_name(n) and reading.lower[n] not in _EMPTY:
            return False
    return False
