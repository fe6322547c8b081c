"""Two runs of words side by side: which stand in both, in the same order, and whether that is more than chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import SHORT_WORDS, Word, Wording

# How much of the shorter run the longer one must hold, by weight of words; more where there is little to go by.
_SHARED = 0.6
_SHARED_OF_FEW = 0.75
_FEW_WORDS = 12
# Telling words are neither function words nor names: two talks about Russia and Ukraine share those by themselves.
_TELLING = 2
_TELLING_OF_CHANGED = 3
# So many words in a row are no chance, whatever stands around them: two extracts that overlap.
_LONG_RUN = 8
_TELLING_OF_LONG_RUN = 4
_FUNCTION_WEIGHT = 0.25
_NAME_WEIGHT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Words in a row with one fate: the same in both runs, or not.

    Attributes:
        is_same: Whether the words are the same.
        left: Places of the left words; empty where they stand in the right run alone.
        right: Places of the right words.
    """

    is_same: bool
    left: range
    right: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two runs of words, and what becomes of them from the left one to the right one.

    Attributes:
        left: The wording of the left run.
        right: That of the right run.
        of_left: Places of the left run's words in their wording.
        of_right: The same of the right run.
        steps: Both runs, in order.
        names: Keys that one of the two writes as a name; at the beginning of a sentence nobody can tell.
    """

    left: Wording
    right: Wording
    of_left: range
    of_right: range
    steps: tuple[Step, ...]
    names: frozenset[str]

    @property
    def similarity(self) -> float:
        """Words that both hold in the same order, of all that they hold, in [0, 1]."""
        return 2 * self._in_order() / (len(self.of_left) + len(self.of_right))

    @property
    def containment(self) -> float:
        """Words that both hold in the same order, of those that the shorter one holds, in [0, 1]."""
        return self._in_order() / min(len(self.of_left), len(self.of_right))

    @property
    def rank(self) -> tuple[float, float]:
        """What the better of two alignments has more of: shared weight, and then similarity."""
        return _weight(self._shared(), self.names), self.similarity

    def is_more_than_chance(self, *, same_occasion: bool) -> bool:
        """Say whether the two runs are the same words; see `provenance.core.variants.judging.judge_wordings`."""
        shorter, shared = self._shorter(), self._shared()
        telling, run = self._count_telling(shared), self._longest_run()
        if len(run) >= _LONG_RUN and self._count_telling(run) >= _TELLING_OF_LONG_RUN:
            return True
        if _weight(shared, self.names) < _needed(shorter, self.names):
            return False
        if len(shorter) < SHORT_WORDS:
            return (same_occasion and telling > 0) or (telling >= _TELLING and self._run_around() >= SHORT_WORDS)
        if len(run) == len(shorter) and len(run) >= _LONG_RUN:
            return True
        # Where a telling word was changed, the others must bear more.
        is_told = telling == self._count_telling(shorter)
        return telling >= (_TELLING if is_told else _TELLING_OF_CHANGED)

    def is_retold(self) -> bool:
        """Say whether one run tells the other in nearly the same words."""
        shorter, shared = self._shorter(), self._shared()
        enough = _weight(shared, self.names) >= _SHARED_OF_FEW * _weight(shorter, self.names)
        return len(shorter) >= SHORT_WORDS and enough and self._count_telling(shared) >= _TELLING_OF_CHANGED

    def _shorter(self) -> Sequence[Word]:
        ours, theirs = (
            wording.words[places.start : places.stop]
            for wording, places in ((self.left, self.of_left), (self.right, self.of_right))
        )
        return ours if (len(ours), self.left.keys) <= (len(theirs), self.right.keys) else theirs

    def _in_order(self) -> int:
        return sum(len(step.left) for step in self.steps if step.is_same)

    def _runs(self) -> Iterator[Sequence[Word]]:
        for step in self.steps:
            if step.is_same:
                yield self.left.words[step.left.start : step.left.stop]

    def _shared(self) -> list[Word]:
        """Give the words that both hold; a function word alone between changes is there by chance."""
        return [word for run in self._runs() for word in run if len(run) > 1 or word.key not in FUNCTION_WORDS]

    def _count_telling(self, words: Sequence[Word]) -> int:
        return sum(word.key not in FUNCTION_WORDS and word.key not in self.names for word in words)

    def _longest_run(self) -> Sequence[Word]:
        return max(self._runs(), key=len, default=())

    def _run_around(self) -> int:
        """Count the words of the longest run that both share, with those around it that stand outside the runs."""
        step = max((step for step in self.steps if step.is_same), key=lambda step: len(step.left))
        left, right = self.left.keys, self.right.keys
        before = _count_same(reversed(left[: step.left.start]), reversed(right[: step.right.start]))
        after = _count_same(left[step.left.stop :], right[step.right.stop :])
        return before + len(step.left) + after


def align(left: Wording, right: Wording, *, of_left: range, of_right: range) -> Alignment | None:
    """Align two runs of words.

    Args:
        left: The wording of the left run.
        right: That of the right run.
        of_left: Places of the left run's words, one or more.
        of_right: Places of the right run's words, one or more.

    Returns:
        None where they hold too few words in the same order to be the same: that is told much sooner than the rest.
    """
    one, other = left.keys[of_left.start : of_left.stop], right.keys[of_right.start : of_right.stop]
    # Aligned one way round only, so that the result is the same whichever is the left one.
    is_turned = (len(one), one) > (len(other), other)
    a, b = (other, one) if is_turned else (one, other)
    shorter = right.words[of_right.start : of_right.stop] if is_turned else left.words[of_left.start : of_left.stop]
    names = frozenset(word.key for word in (*left.words, *right.words) if word.is_name)
    if LCSseq.similarity(a, b) < min(_needed(shorter, names), _LONG_RUN):
        return None
    steps = []
    for tag, start, stop, other_start, other_stop in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        ours, theirs = range(start, stop), range(other_start, other_stop)
        ours, theirs = (theirs, ours) if is_turned else (ours, theirs)
        step = Step(is_same=tag == "equal", left=_shift(ours, of_left.start), right=_shift(theirs, of_right.start))
        steps.append(step)
    return Alignment(left=left, right=right, of_left=of_left, of_right=of_right, steps=tuple(steps), names=names)


def _shift(places: range, by: int) -> range:
    return range(places.start + by, places.stop + by)


def _needed(shorter: Sequence[Word], names: frozenset[str]) -> float:
    return (_SHARED if len(shorter) >= _FEW_WORDS else _SHARED_OF_FEW) * _weight(shorter, names)


def _weight(words: Sequence[Word], names: frozenset[str]) -> float:
    return sum(
        _FUNCTION_WEIGHT if word.key in FUNCTION_WORDS else _NAME_WEIGHT if word.key in names else 1.0 for word in words
    )


def _count_same(one: Iterator[str] | Sequence[str], other: Iterator[str] | Sequence[str]) -> int:
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count
