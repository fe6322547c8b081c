"""Two names of people: what keeps them apart, what joins them, and what only suggests that they are one person's.

The order is that of the questions: first whatever keeps apart, then what joins, then what suggests.
"""

from collections.abc import Iterator, Sequence

from provenance.core.judgements import Judgement
from provenance.core.likeness.answers import Closeness, Likeness, different, same, suggest
from provenance.core.likeness.families import find_east_asian, judge_east_asian
from provenance.core.likeness.lists import ALSO_GIVEN, COMMON_GIVEN, EAST_ASIAN_FAMILIES, HUNGARIAN_GIVEN, NICKNAMES
from provenance.core.likeness.sounds import sound_of
from provenance.core.names import PersonName, read_person

_CLOSE = 0.8
_SHORTEST = 5
# His form and hers of one given name: Daniel, Daniela; Michel, Michelle; Claudio, Claudia; Francis, Frances.
_GIVEN_FORMS = (
    ("", "a"), ("o", "a"), ("y", "a"), ("el", "elle"), ("an", "anne"), ("on", "one"), ("in", "ine"), ("is", "es"),
)  # fmt: skip
# And of one family name: Ivanov, Ivanova; Novák, Nováková; Navalny, Navalnaya; Papadopoulos, Papadopoulou.
_FAMILY_FORMS = (
    ("ov", "ova"), ("ev", "eva"), ("in", "ina"), ("", "ova"), ("sky", "skaya"), ("sky", "ska"), ("ski", "ska"),
    ("cki", "cka"), ("ny", "naya"), ("os", "ou"), ("as", "iene"), ("as", "aite"),
)  # fmt: skip


def judge_people(one: str, other: str, *, closeness: Closeness) -> Likeness | None:
    """Judge two full names of people; None where nothing says that they are one person's, or two."""
    left, right = read_person(one), read_person(other)
    apart = next(_blockers(left, right, closeness), None)
    if apart:
        return different(apart)
    found = _same_words(left, right) or _other_order(left, right) or judge_east_asian(left, right, closeness=closeness)
    found = found or _more_words(left, right) or _spelt_alike(left, right, closeness)
    if found is None or found.judgement is Judgement.DIFFERENT:
        return found
    return _doubt(left, right, found)


def _blockers(left: PersonName, right: PersonName, closeness: Closeness) -> Iterator[str]:
    if left.gender and right.gender and left.gender != right.gender:
        yield "one has a man's title, the other a woman's"
    if left.suffix and right.suffix and left.suffix != right.suffix:
        yield f"{left.suffix} and {right.suffix} tell two people of one name apart"
    one, other = left.settled, right.settled
    if _is_one_name(one, other) and not _fit(one[1:-1], other[1:-1], closeness):
        yield f"middle names differ: {' '.join(one[1:-1])} and {' '.join(other[1:-1])}"
    if len(one) == len(other) and one != other and _are_his_and_hers(one, other):
        yield "one is the man's form of the name, the other the woman's"


def _is_one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names agree but for what stands between the first and the last word."""
    if min(len(one), len(other)) <= len(("given", "family")) or one[-1] != other[-1]:
        return False
    return one[0] == other[0] or _short_for(one[0], other[0]) or _is_initial_of(one[0], other[0])


def _fit(one: Sequence[str], other: Sequence[str], closeness: Closeness) -> bool:
    """Say whether each of the fewer middle names is one of the others', in order.

    Initials must agree from the first on: the W. of George W. Bush is no part of H. W., nor of Herbert Walker.
    """
    fewer, more = sorted((one, other), key=len)
    if any(len(word) == 1 for word in (*fewer, *more)):
        return all(_agree(a, b, closeness) for a, b in zip(fewer, more, strict=False))
    left = iter(more)
    return all(any(_agree(word, next_word, closeness) for next_word in left) for word in fewer)


def _agree(one: str, other: str, closeness: Closeness) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return sound_of(one) == sound_of(other) or _is_misspelt(one, other, closeness)


def _are_his_and_hers(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether all words that differ do so as a man's form and a woman's: Aleksandr Ivanov, Aleksandra Ivanova."""
    places = [place for place, (his, hers) in enumerate(zip(one, other, strict=True)) if his != hers]
    forms = [_FAMILY_FORMS if place else _GIVEN_FORMS for place in places]
    return all(
        _are_forms(one[place], other[place], of) or _are_forms(other[place], one[place], of)
        for place, of in zip(places, forms, strict=True)
    )


def _are_forms(man: str, woman: str, forms: Sequence[tuple[str, str]]) -> bool:
    return any(
        man.endswith(his) and len(man) > len(his) + 1 and woman == man.removesuffix(his) + hers for his, hers in forms
    )


def _same_words(left: PersonName, right: PersonName) -> Likeness | None:
    if left.settled != right.settled:
        return None
    if left.words == right.words:
        return same("the same name")
    return same(f"one name in two romanisations: {' '.join(left.words)}, {' '.join(right.words)}")


def _other_order(left: PersonName, right: PersonName) -> Likeness | None:
    """Judge two names of the same words in another order: family name first, or another person."""
    one, other = left.settled, right.settled
    if one == other or sorted(one) != sorted(other):
        return None
    for first, last in ((one, other), (other, one)):
        if first[1:] == last[:-1] and _opens_with_family(first):
            return same(f"family name first and last: {first[0]} {' '.join(first[1:])}, {' '.join(last)}")
    both = {one[0], one[-1]} <= EAST_ASIAN_FAMILIES | COMMON_GIVEN
    return suggest(0.4 if both else 0.75, "the same words in another order")


def _opens_with_family(words: Sequence[str]) -> bool:
    """Say whether the first word can be nothing but a family name, and the second none."""
    first, second = words[0], words[1]
    if first in EAST_ASIAN_FAMILIES and second not in EAST_ASIAN_FAMILIES:
        return len(words) > len(("family", "given")) or first not in ALSO_GIVEN
    is_pair = len(words) == len(("family", "given"))
    return is_pair and second in HUNGARIAN_GIVEN and first not in HUNGARIAN_GIVEN | COMMON_GIVEN


def _more_words(left: PersonName, right: PersonName) -> Likeness | None:
    """Judge two names of which one has middle names, initials or a patronymic that the other leaves out."""
    one, other = left.settled, right.settled
    if one[-1] != other[-1] or find_east_asian(one) or find_east_asian(other):
        return None
    first = _first_names(one[0], other[0])
    if first is None:
        return None
    score, reason = first
    if len(one) != len(other):
        return suggest(score - 0.15, f"{reason}, and one has a middle name or initial that the other leaves out")
    return suggest(score, reason)


def _first_names(one: str, other: str) -> tuple[float, str] | None:
    if one == other:
        return 0.9, f"both are {one}"
    if _short_for(one, other):
        return 0.8, f"{one} and {other} may be short and long for one name"
    if _is_initial_of(one, other):
        return 0.6, f"{min(one, other, key=len)}. may stand for {max(one, other, key=len)}"
    return None


def _short_for(one: str, other: str) -> bool:
    return NICKNAMES.get(one, one) == NICKNAMES.get(other, other)


def _is_initial_of(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short) and len(long) > 1


def _spelt_alike(left: PersonName, right: PersonName, closeness: Closeness) -> Likeness | None:
    """Judge two names by sound, by their letters without spaces, and by one word that is misspelt."""
    one, other = left.settled, right.settled
    if "".join(one) == "".join(other):
        return suggest(0.85, "the same letters, written apart and together")
    if len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if all(sound_of(a) == sound_of(b) for a, b in pairs):
            return suggest(0.8, f"{pairs[0][0]} and {pairs[0][1]} sound alike")
        if len(pairs) == 1 and _is_misspelt(*pairs[0], closeness):
            return suggest(0.55, f"{pairs[0][0]} and {pairs[0][1]} are spelt alike")
    sounds = ["".join(map(sound_of, words)) for words in (one, other)]
    if sounds[0] == sounds[1]:
        return suggest(0.7, "they sound alike, written apart and together")
    return None


def _is_misspelt(one: str, other: str, closeness: Closeness) -> bool:
    return one[0] == other[0] and min(len(one), len(other)) >= _SHORTEST and closeness(one, other) >= _CLOSE


def _doubt(left: PersonName, right: PersonName, found: Likeness) -> Likeness:
    """Turn an answer into a question where one name alone has a suffix, a title or a nickname."""
    if left.suffix != right.suffix:
        score = min(found.score, 0.9) - 0.4
        return suggest(score, f"{found.reason}; one alone has {left.suffix or right.suffix}")
    if left.gender != right.gender and "f" in {left.gender, right.gender} and found.judgement is Judgement.SAME:
        return suggest(0.6, f"{found.reason}; one alone has a woman's title, and may be the wife's")
    if left.is_bare != right.is_bare and found.judgement is Judgement.SAME:
        return suggest(0.9, f"{found.reason}; one alone has a title or nickname")
    return found
