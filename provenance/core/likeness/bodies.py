"""Two names of organisations: the same words in house style join, and all else that is alike suggests."""

from provenance.core.likeness.answers import Closeness, Likeness, different, same, suggest
from provenance.core.likeness.lists import LEGAL_FORMS, SPELLINGS_OF_BODIES
from provenance.core.names import body_words

_CLOSE = 0.9
_SHORTEST = 6
_SHORTEST_ACRONYM = 3


def judge_bodies(one: str, other: str, *, closeness: Closeness) -> Likeness | None:
    """Judge two full names of organisations; None where nothing says that they are one's, or two's."""
    left, right = body_words(one), body_words(other)
    if _numbers(left) != _numbers(right):
        return different("their numbers differ")
    if left == right:
        return same("the same words in two scripts or house styles")
    return _judge_core(left, right, closeness) or _judge_acronym(left, right) or _judge_acronym(right, left)


def _numbers(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if any(c.isdigit() for c in word))


def core_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of an organisation that tell it from others, in one spelling.

    Example:
        >>> core_words(("ministry", "of", "defense"))
        ('ministry', 'defence')
    """
    return tuple(SPELLINGS_OF_BODIES.get(word, word) for word in words if word not in LEGAL_FORMS)


def _judge_core(left: tuple[str, ...], right: tuple[str, ...], closeness: Closeness) -> Likeness | None:
    one, other = core_words(left), core_words(right)
    if not one or not other:
        return None
    if one == other:
        return suggest(0.85, "they differ in spelling, a legal form or small words alone")
    if sorted(one) == sorted(other):
        # Defense Ministry is the Ministry of Defense, but Miami University is not the University of Miami.
        return suggest(0.6, "the same words in another order")
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) == len(other) and len(pairs) == 1 and _is_misspelt(*pairs[0], closeness):
        return suggest(0.5, f"{pairs[0][0]} and {pairs[0][1]} are spelt alike")
    return None


def _is_misspelt(one: str, other: str, closeness: Closeness) -> bool:
    return one[0] == other[0] and min(len(one), len(other)) >= _SHORTEST and closeness(one, other) >= _CLOSE


def _judge_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness | None:
    if len(short) != 1 or len(short[0]) < _SHORTEST_ACRONYM or len(long) < _SHORTEST_ACRONYM:
        return None
    if short[0] != acronym_of(long):
        return None
    return suggest(0.5, f"{short[0].upper()} may stand for {' '.join(long)}")


def acronym_of(words: tuple[str, ...]) -> str:
    """Give the initials of the words that an acronym is made of."""
    return "".join(word[0] for word in words if word not in LEGAL_FORMS)
