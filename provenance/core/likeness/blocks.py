"""Which names are worth comparing: those that share a block key. All others would have nothing in common."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from provenance.core.likeness.bodies import acronym_of, core_words
from provenance.core.likeness.lists import EAST_ASIAN_FAMILIES, NICKNAMES
from provenance.core.likeness.sounds import chinese_sound, korean_sound, skeleton_of
from provenance.core.names import body_words, is_full_name, read_person
from provenance.core.records import AgentKind

_BEGINNING = 2
# Initials are rare and fit many names: who has them asks, and the names that are spelt out meet no other through that.
_ASKS, _ANSWERS = " ?", " !"


def block_keys(name: str, kind: AgentKind) -> frozenset[str]:
    """Give the keys under which a full name meets those that it may be compared with.

    Two names that `judge_names` finds alike share one, but for a name that is misspelt in each of its words.

    Args:
        name: As written.
        kind: A person or an organisation; others have no key, and neither has what is no full name.
    """
    if not is_full_name(name, kind):
        return frozenset()
    if kind is AgentKind.PERSON:
        return frozenset(f"person {key}" for key in _person_keys(read_person(name).settled))
    return frozenset(f"body {key}" for key in _body_keys(body_words(name)))


def partner_of(key: str) -> str | None:
    """Return the key of the names that meet those under a key: mostly the same one.

    Returns:
        None for a key under which names wait to be asked.
    """
    return None if key.endswith(_ANSWERS) else key.replace(_ASKS, _ANSWERS)


def _person_keys(words: Sequence[str]) -> Iterator[str]:
    whole = [word for word in words if len(word) > 1] or list(words)
    bones = [skeleton_of(word) for word in whole]
    yield f"all {' '.join(sorted(bones))}"
    yield f"joined {skeleton_of(''.join(words))}"
    # One end as it is, and how the other begins: whatever stands between, and whichever comes first.
    yield f"end {bones[0]} {skeleton_of(words[-1])[:_BEGINNING]}"
    if len(words[0]) > 1:
        yield f"end {bones[-1]} {skeleton_of(words[0])[:_BEGINNING]}"
        yield f"initial {bones[-1]} {NICKNAMES.get(words[0], words[0])[0]}{_ANSWERS}"
    yield f"initial {bones[-1]} {words[0][0]}{_ASKS if len(words[0]) == 1 else _ANSWERS}"
    for family in {words[0], words[-1]} & EAST_ASIAN_FAMILIES:
        given = "".join(words[1:] if words[0] == family else words[:-1])
        yield f"chinese {chinese_sound(given)}"
        yield f"korean {korean_sound(given)}"


def _body_keys(words: Sequence[str]) -> Iterator[str]:
    core = core_words(tuple(words))
    bones = sorted(skeleton_of(word) for word in core)
    yield f"all {' '.join(bones)}"
    if len(bones) > 1:
        # With one word left out, so that it may be misspelt; a single word left says too little.
        yield from (f"but one {' '.join(kept)}" for kept in combinations(bones, len(bones) - 1) if len(kept) > 1)
    yield f"acronym {words[0] if len(words) == 1 else acronym_of(tuple(words))}"
