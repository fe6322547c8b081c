"""How names sound, coarsely: two romanisations of one name come out alike, and many other pairs too.

Owns folding that loses much. What is alike here is a question for a reader, never an answer.
"""

import re
from functools import lru_cache

from provenance.core.likeness.lists import ARABIC_VARIANTS, CHINESE_FAMILIES, KOREAN_VARIANTS, NICKNAMES

_KEPT = 65536

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_SOUND = _rules(
    (r"(\w)\1", r"\1"),  # Yasser, Yaser
    (r"of$", "ov"),  # Romanoff
    (r"sk(?:i|iy|y)$", "ski"),
    (r"t?sch|sh", "S"),  # Schmidt stays with Shmidt
    (r"^dj", "d"),  # Djokovic, Đoković
    (r"dzh|dj|zh", "j"),  # Dzhokhar
    (r"kh|gh|ck|q", "k"),
    (r"ph", "f"),
    (r"[td]h", "t"),
    (r"tz|ts|cz", "c"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"ou|oo|ue", "u"),  # Mahmoud; Mueller
    (r"oe", "o"),
    (r"ei|ai|ay|ey|ej|aj", "E"),
    (r"ee|ie|iy", "i"),
    (r"ae", "a"),
    (r"[ey]", "i"),  # Khaled, Khalid
    (r"o", "u"),  # Omar, Umar
    (r"(?<=\w)h$", ""),  # Fatimah
)
# Wade-Giles and pinyin: aspiration is what both write, each in its own way, and the apostrophe has gone.
_CHINESE = _rules(
    (r"hs", "x"),
    (r"tzu|tsu$|zi$", "Zi"),
    (r"ssu|szu", "Si"),
    (r"ung", "ong"),
    (r"ien", "ian"),
    (r"yen", "yan"),
    (r"(?<=[iu])eh", "e"),
    (r"uei", "ui"),
    (r"(?<=[hr])ih|(?<=h)ih", "i"),
    (r"erh", "er"),
    (r"tz|ts|z(?!h)|c(?!h)", "Z"),
    (r"ch|zh|q|j", "C"),
    (r"sh|x|s", "S"),
    (r"[pb]", "P"),
    (r"[td]", "T"),
    (r"[kg](?!$)", "K"),
)
_KOREAN = _rules(
    (r"eo|eu|ou|oo", "o"),
    (r"ee|ui|hye$", "i"),
    (r"ae", "e"),
    (r"u", "o"),
    (r"k", "g"),
    (r"t", "d"),
    (r"p", "b"),
    (r"ch", "j"),
    (r"sh", "s"),
    (r"r", "l"),
)
_VOWELS = re.compile(r"[aeiouyE]")


@lru_cache(maxsize=_KEPT)
def sound_of(word: str) -> str:
    """Give the sound of a settled word; two words with the same sound may be one, spelt in two ways.

    Example:
        >>> sound_of("mohammed") == sound_of("muhammad"), sound_of("hassan") == sound_of("hussein")
        (True, False)
    """
    return _apply(_SOUND, ARABIC_VARIANTS.get(word, word))


@lru_cache(maxsize=_KEPT)
def chinese_sound(word: str) -> str:
    """Give the sound of a Chinese word in pinyin or Wade-Giles.

    Example:
        >>> chinese_sound("jinping") == chinese_sound("chinping"), chinese_sound("zedong") == chinese_sound("tsetung")
        (True, True)
    """
    return _apply(_CHINESE, word)


@lru_cache(maxsize=_KEPT)
def korean_sound(word: str) -> str:
    """Give the sound of a Korean word, in the South's romanisation or the North's.

    Example:
        >>> korean_sound("jongun") == korean_sound("jeongeun"), korean_sound("jongun") == korean_sound("jongil")
        (True, False)
    """
    return _apply(_KOREAN, word)


def is_chinese_family(word: str) -> bool:
    """Say whether a word may be a Chinese family name, in either romanisation."""
    return chinese_sound(word) in _CHINESE_SOUNDS


@lru_cache(maxsize=_KEPT)
def skeleton_of(word: str) -> str:
    """Give the consonants of a word's sound, which most misspellings leave as they are; for finding what to compare.

    Example:
        >>> skeleton_of("volodymyr") == skeleton_of("volodomyr")
        True
    """
    word = KOREAN_VARIANTS.get(NICKNAMES.get(word, word), NICKNAMES.get(word, word))
    sound = sound_of(word)
    first = "a" if _VOWELS.match(sound) else sound[:1]
    return first + _VOWELS.sub("", sound[1:])


def _apply(rules: Rules, word: str) -> str:
    for pattern, replacement in rules:
        word = pattern.sub(replacement, word)
    return word


_CHINESE_SOUNDS = frozenset(map(chinese_sound, CHINESE_FAMILIES))
