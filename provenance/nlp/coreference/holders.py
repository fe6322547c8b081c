"""Who holds a role for somebody: "Roe’s lawyer, Max Poe," makes Max Poe of "her lawyer" anywhere in the article.

Owns roles that the text itself ties to a name. A role that two people hold for somebody means neither.
"""

from collections.abc import Iterator, Mapping

from provenance.core.records import AgentKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.nouns import ROLES
from provenance.nlp.cues import DASHES
from provenance.nlp.lexicon import AUXILIARIES, BREAKS, CUES, DETERMINERS, PREPOSITIONS, UNNAMED_HEADS, words
from provenance.nlp.members import Member
from provenance.nlp.names import Name
from provenance.nlp.sentences import TokenRange

_SETS_APART = DASHES | {","}
_FOR = frozenset({"for", "to", "of"})
# What parts a role from a name that stands before it by chance: "Roe came with her lawyer".
_BREAKS = DETERMINERS | PREPOSITIONS | BREAKS | AUXILIARIES | CUES.keys()
# How many words a role has at most: "former deputy campaign manager".
_LONGEST = 5
# One role under several names.
_SAME = dict.fromkeys(("lawyer", "attorney", "counsel", "solicitor", "barrister"), "lawyer")
# Of aides, advisers and spokesmen there are many: one who is named is not the one who is not.
_ROLES = (ROLES - UNNAMED_HEADS) | words("kin") | _SAME.keys()

Holders = Mapping[tuple[Member, str], Member]


def find_holders(cast: Cast) -> Holders:
    """Find who holds which role for whom, by the owner and the role's noun as `role_of` gives it."""
    found: dict[tuple[Member, str], list[Member]] = {}
    for name in cast.names:
        holder = cast.meet(name)
        if holder is None or holder.kind is not AgentKind.PERSON or " " not in holder.name:
            continue
        for owner, role in (*_before(cast, name), *_behind(cast, name)):
            if owner is not holder and holder not in found.setdefault((owner, role), []):
                found[owner, role].append(holder)
    return {key: holders[0] for key, holders in found.items() if len(holders) == 1}


def role_of(noun: str) -> str | None:
    """Return the name of a role in one form; None for a noun that is none."""
    return _SAME.get(noun, noun) if noun in _ROLES else None


def _before(cast: Cast, name: Name) -> Iterator[tuple[Member, str]]:
    """Read the role in front of a name: "Roe’s lawyer, Max Poe", "a lawyer for Roe, Max Poe", "Roe manager Max Poe"."""
    lower, floor = cast.reading.lower, cast.reading.sentence_at(name.start).start
    last = name.start - 1 - (name.start > floor and lower[name.start - 1] in _SETS_APART)
    if last <= floor:
        return
    role, owner = role_of(lower[last]), _owner(cast, (max(floor, last - _LONGEST), last))
    whom = next((n for n in cast.names_in((floor, last + 1)) if n.tokens[1] == last + 1), None)
    if whom and whom.start - 2 >= floor and lower[whom.start - 1] in _FOR:
        role, owner = role_of(lower[whom.start - 2]), cast.meet(whom)
    yield from ((owner, role),) if owner and role else ()


def _behind(cast: Cast, name: Name) -> Iterator[tuple[Member, str]]:
    """Read the role behind a name: "Max Poe, Roe’s lawyer", "Max Poe, a lawyer for Jane Roe"."""
    lower, end = cast.reading.lower, name.tokens[1]
    stop = min(cast.reading.sentence_at(name.start).end, end + 1 + 2 * _LONGEST)
    if end >= stop or lower[end] not in _SETS_APART:
        return
    ends = (i for i in range(end + 1, stop) if role_of(lower[i]) or not (lower[i][:1].isalnum() or lower[i] == "'s"))
    at = next(ends, stop)
    role = role_of(lower[at]) if at < stop else None
    if role is None:
        return
    owner = _owner(cast, (end + 1, at))
    if owner is None and at + 1 < stop and lower[at + 1] in _FOR:
        whom = next(iter(cast.names_in((at + 2, min(at + 2 + _LONGEST, stop)))), None)
        owner = cast.meet(whom) if whom else None
    yield from ((owner, role),) if owner else ()


def _owner(cast: Cast, words_: TokenRange) -> Member | None:
    """Return whom a role is held for: the last name before it, if small words alone stand between."""
    owner = next((n for n in reversed(cast.names_in(words_)) if n.tokens[1] <= words_[1]), None)
    if owner is None:
        return None
    between = range(owner.tokens[1] + (cast.reading.lower[owner.tokens[1]] == "'s"), words_[1])
    is_near = all(cast.reading.words[i].islower() and cast.reading.lower[i] not in _BREAKS for i in between)
    return cast.meet(owner) if is_near else None
