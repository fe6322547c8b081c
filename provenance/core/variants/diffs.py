"""From one wording to the other, word by word: what is kept, gone and added, and which of it bears the meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.core.variants.alignment import Alignment, Step
from provenance.core.variants.lexicon import MODALS, NEGATIONS
from provenance.core.variants.wording import Word, Wording

# A negation denies what follows it this closely: “we will never, ever attack”.
_NEGATION_REACH = 3


class Fate(StrEnum):
    """What becomes of words from the left wording to the right one."""

    KEPT = "kept"
    GONE = "gone"
    ADDED = "added"


class Meaning(StrEnum):
    """A change that may turn what was said into something else."""

    NEGATION = "negation"
    MODAL = "modal"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPart:
    """Some words in a row that share one fate. Words that are replaced are gone, and then others added.

    Attributes:
        fate: What becomes of them.
        text: As printed; words that are kept, as the right wording prints them.
        is_marked: Whether the change is marked for the reader: by an ellipsis, by brackets, or by a new part.
        is_cut: Whether they stand at an end, where the other wording begins later or stops earlier.
        meanings: What bears meaning in the change, in the order of `Meaning`; of replaced words the part that is gone
            says so.
    """

    fate: Fate
    text: str
    is_marked: bool = False
    is_cut: bool = False
    meanings: tuple[Meaning, ...] = ()


def build_diff(found: Alignment) -> tuple[DiffPart, ...]:
    """Build the diff of two runs of words.

    Names, numbers and modals that are left out where the reader is told so, or that stand before the beginning or
    behind the end of the other wording, change no meaning; a negation does where it goes and what it denies stays.
    """
    return tuple(part for step in found.steps for part in _parts_of(step, found))


def is_marked(step: Step, found: Alignment) -> bool:
    """Say whether the reader is told of a change: by an ellipsis, by brackets, or by a new part of the quotation."""
    gone, added = _words(found.left, step.left), _words(found.right, step.right)
    if any(run and all(word.is_inserted for word in run) for run in (gone, added)):
        return True
    if gone and added:
        return False
    # The words that follow where the others are left out.
    wording, place = (found.right, step.right.start) if gone else (found.left, step.left.start)
    return place < len(wording.words) and wording.words[place].after_gap


def is_cut(step: Step, found: Alignment) -> bool:
    """Say whether words stand at an end of one wording, where the other begins later or stops earlier."""
    at_end = step in {found.steps[0], found.steps[-1]}
    return at_end and not step.is_same and not (step.left and step.right)


def _parts_of(step: Step, found: Alignment) -> Iterator[DiffPart]:
    if step.is_same:
        yield DiffPart(fate=Fate.KEPT, text=found.right.shown(step.right))
        return
    marked, cut = is_marked(step, found), is_cut(step, found)
    meanings = _meanings_of(step, found, is_marked=marked, is_cut=cut)
    if step.left:
        text = found.left.shown(step.left)
        yield DiffPart(fate=Fate.GONE, text=text, is_marked=marked, is_cut=cut, meanings=meanings)
    if step.right:
        text = found.right.shown(step.right)
        of_added = () if step.left else meanings
        yield DiffPart(fate=Fate.ADDED, text=text, is_marked=marked, is_cut=cut, meanings=of_added)


def _meanings_of(step: Step, found: Alignment, *, is_marked: bool, is_cut: bool) -> tuple[Meaning, ...]:
    gone, added = _words(found.left, step.left), _words(found.right, step.right)
    if is_cut:
        denies = step is found.steps[0] and _denies_what_follows(gone or added)
        return (Meaning.NEGATION,) if denies else ()
    changed = {
        Meaning.NEGATION: _count(gone, NEGATIONS) != _count(added, NEGATIONS),
        Meaning.MODAL: not is_marked and _among(gone, MODALS) != _among(added, MODALS),
        Meaning.NUMBER: not is_marked and _numbers(gone, found.left) != _numbers(added, found.right),
        Meaning.NAME: not is_marked and _names(gone) != _names(added),
    }
    return tuple(meaning for meaning, is_changed in changed.items() if is_changed)


def _denies_what_follows(cut: Sequence[Word]) -> bool:
    """Say whether words that are cut off at the beginning deny what is left: “(we will never) attack”."""
    for word in reversed(cut[-_NEGATION_REACH:]):
        if word.ends_clause:
            return False
        if word.key in NEGATIONS:
            return True
    return False


def _words(wording: Wording, places: range) -> Sequence[Word]:
    return wording.words[places.start : places.stop]


def _count(words: Sequence[Word], wanted: frozenset[str]) -> int:
    return sum(word.key in wanted for word in words)


def _among(words: Sequence[Word], wanted: frozenset[str]) -> set[str]:
    return {word.key for word in words} & wanted


def _numbers(words: Sequence[Word], wording: Wording) -> set[str]:
    """Give the numbers; “one” is mostly none."""
    figures = (word for word in words if word.key[0].isdigit())
    return {word.key for word in figures if "one" not in wording.text[word.start : word.end].casefold()}


def _names(words: Sequence[Word]) -> set[str]:
    return {word.key for word in words if word.is_name and not word.key[0].isdigit()}
