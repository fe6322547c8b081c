"""Two names in the order of East Asia: a family name that many bear, and a given name that tells people apart.

Kim Yo Jong and Kim Jong Un share most letters and are brother and sister: what counts is the given name alone.
"""

import re
from collections.abc import Sequence

from provenance.core.likeness.answers import Closeness, Likeness, different, suggest
from provenance.core.likeness.lists import EAST_ASIAN_FAMILIES, KOREAN_FAMILIES, KOREAN_VARIANTS
from provenance.core.likeness.sounds import chinese_sound, is_chinese_family, korean_sound
from provenance.core.names import PersonName

_LONGEST = 3
_SHORTEST_GIVEN = 4
_CLOSE = 0.85
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|hs|ts|tz|ss)?(?:y|w)?[aeiou]{1,3}(?:ng|n|ck|k|l|m|p|r|h)?"
_SYLLABLES = re.compile(rf"{_SYLLABLE}(?:{_SYLLABLE})?")

Parts = tuple[str, tuple[str, ...]]


def find_east_asian(words: Sequence[str]) -> Parts | None:
    """Find the family and the given name of an East Asian name, in either order; None where it may be none.

    Example:
        >>> find_east_asian(("jong", "un", "kim")), find_east_asian(("kim", "kardashian", "west", "jr"))
        (('kim', ('jong', 'un')), None)
    """
    if not 1 < len(words) <= _LONGEST or min(map(len, words)) == 1:
        return None
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        if family in EAST_ASIAN_FAMILIES and all(map(_is_syllabic, given)):
            return family, tuple(given)
    return None


def judge_east_asian(left: PersonName, right: PersonName, *, closeness: Closeness) -> Likeness | None:
    """Judge two East Asian names by their given names, where the family names may be one; None for all others."""
    one, other = find_east_asian(left.settled), find_east_asian(right.settled)
    if one is None or other is None or not _may_be_one_family(one[0], other[0]):
        return None
    mine, theirs = "".join(one[1]), "".join(other[1])
    if one[0] == other[0] and mine == theirs:
        # Jongun is Jong-un or Jon-gun: only who knows the name can tell.
        return suggest(0.9, f"one given name, its syllables written apart and together: {mine}")
    if korean_sound(mine) == korean_sound(theirs) and {one[0], other[0]} & KOREAN_FAMILIES:
        return suggest(0.8, f"two romanisations of a Korean name: {mine}, {theirs}")
    if chinese_sound(mine) == chinese_sound(theirs):
        return suggest(0.8, f"pinyin and Wade-Giles: {mine}, {theirs}")
    if one[0] == other[0] and min(len(mine), len(theirs)) >= _SHORTEST_GIVEN and closeness(mine, theirs) >= _CLOSE:
        return suggest(0.5, f"{mine} and {theirs} are spelt alike")
    return different(f"the given names are two: {' '.join(one[1])}, {' '.join(other[1])}")


def _may_be_one_family(one: str, other: str) -> bool:
    is_korean = KOREAN_VARIANTS.get(one, one) == KOREAN_VARIANTS.get(other, other)
    return is_korean or (is_chinese_family(one) and chinese_sound(one) == chinese_sound(other))


def _is_syllabic(word: str) -> bool:
    """Say whether a word may be one or two syllables of Chinese or Korean, romanised."""
    return word.isascii() and word.isalpha() and _SYLLABLES.fullmatch(word) is not None
