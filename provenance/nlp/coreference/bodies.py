"""Which bodies a noun may mean: "the bank" is no newspaper, and no town is "the company".

Owns what kinds of bodies there are, by the nouns for them in `data/words.toml`.
"""

from collections.abc import Iterable

from provenance.nlp.lexicon import BODY_TYPES


def may_be(noun: str, told: frozenset[str]) -> bool:
    """Say whether a noun may mean a body of which the words are told; one of which nothing is told may be any.

    Example:
        >>> told = frozenset({"state", "department"})
        >>> may_be("agency", told), may_be("party", told), may_be("airline", frozenset({"egyptair"}))
        (True, False, True)
    """
    types = _types(told)
    return noun in told or not types or not types.isdisjoint(_types((noun,)))


def _types(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(BODY_TYPES.get(noun, ()) for noun in nouns))
