"""Which of many agents may be the same: names meet in blocks, and only what meets is compared."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from provenance.core.judgements import Judgement
from provenance.core.likeness.answers import Closeness
from provenance.core.likeness.blocks import block_keys, partner_of
from provenance.core.likeness.judging import judge_names
from provenance.core.records import AgentKind

MOST_IN_BLOCK = 200
"""A block of more names says too little of any two of them; what is alike in more than it also meets elsewhere."""

_MOST_NAMES = 12
_SAME_NAME = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An agent with its full names, the one it is shown by first.

    Attributes:
        agent: Its id.
        kind: What it is.
        names: Full names; others are passed over.
        is_known: Whether the registry knows it: two that it knows are two.
        matters: Whether anything hangs on it; two agents of which nothing does are no question.
    """

    agent: str
    kind: AgentKind
    names: tuple[str, ...]
    is_known: bool = False
    matters: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two agents that may be the same.

    Attributes:
        one: The smaller id.
        other: The larger id.
        score: Probability in [0, 1], by rule of thumb.
        reasons: Why, the weightiest first; never empty.
    """

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def find_alike(
    named: Sequence[Named], *, closeness: Closeness, are_apart: Callable[[str, str], bool] = lambda _one, _other: False
) -> Iterator[Alike]:
    """Find the agents that may be the same.

    Takes time in proportion to the names and to the pairs that meet, of which a name has few.

    Args:
        named: Agents that are all taken for different, each once.
        closeness: Says how alike two words are written.
        are_apart: Says of two ids that they are known to be different, or that nobody wants to be asked.
    """
    for first, second in sorted(_meet(named)):
        left, right = named[first], named[second]
        if (left.is_known and right.is_known) or are_apart(left.agent, right.agent):
            continue
        found = _compare(left, right, closeness)
        if found:
            yield found


def _meet(named: Sequence[Named]) -> set[tuple[int, int]]:
    """Find the pairs that share a block, at least one of which matters, by their places."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, agent in enumerate(named):
        for key in {key for name in agent.names[:_MOST_NAMES] for key in block_keys(name, agent.kind)}:
            blocks[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        partner = partner_of(key)
        others = blocks.get(partner, []) if partner else []
        if len(block) * len(others) <= MOST_IN_BLOCK**2:
            meetings = ((one, other) for one in block for other in others if one != other)
            pairs.update((min(met), max(met)) for met in meetings if named[met[0]].matters or named[met[1]].matters)
    return pairs


def _compare(left: Named, right: Named, closeness: Closeness) -> Alike | None:
    """Compare all the names of two agents; one pair of names that tells them apart outweighs the others."""
    reasons: dict[str, float] = {}
    for one, other in product(left.names[:_MOST_NAMES], right.names[:_MOST_NAMES]):
        found = judge_names(one, other, kind=left.kind, closeness=closeness)
        if found is None:
            continue
        if found.judgement is Judgement.DIFFERENT:
            return None
        score = _SAME_NAME if found.judgement is Judgement.SAME else found.score
        reasons[found.reason] = max(score, reasons.get(found.reason, 0.0))
    if not reasons:
        return None
    ordered = sorted(reasons, key=lambda reason: (-reasons[reason], reason))
    one, other = sorted((left.agent, right.agent))
    return Alike(one=one, other=other, score=reasons[ordered[0]], reasons=tuple(ordered[:3]))
