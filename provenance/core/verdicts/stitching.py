"""Quotations that are put together from parts of others, as no speaker ever said them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from provenance.core.records import Form
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import Wording
from provenance.core.verdicts.voices import Passage

# Fewer words in a row are found anywhere.
SHORTEST_PIECE = 3
_FEWEST_TELLING = 1
# What the pieces must account for; a join is often smoothed by a word or two.
_COVERED = 0.8
# What is worth telling of a claim that is unknown as a whole, in words and of all its words.
_LEAST_PART = 4
_PART = 0.4
# A reporter's "he said." between two quotations is no more than this, in characters.
_LONGEST_CUE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a claim that stand in a row in a passage.

    Attributes:
        words: Their places in the claim.
        passage: Where they stand.
        at: Their places in the passage's wording.
    """

    words: range
    passage: Passage
    at: range


def find_stitch(claimed: Wording, passages: Sequence[Passage]) -> tuple[Piece, ...]:
    """Find the parts of several passages that make up a claim.

    Args:
        claimed: The words of the claim.
        passages: In the order in which they are preferred.

    Returns:
        Two pieces or more from two passages or more, in the order of the claim; empty where the claim is not made up of
        such, or where one passage holds all the pieces.
    """
    runs = [run for passage in passages for run in _runs_in(claimed, passage)]
    pieces: list[Piece] = []
    for run in sorted(runs, key=lambda piece: (-len(piece.words), piece.words.start)):
        if all(run.words.stop <= piece.words.start or piece.words.stop <= run.words.start for piece in pieces):
            pieces.append(run)
    pieces.sort(key=lambda piece: piece.words.start)
    covered = sum(len(piece.words) for piece in pieces)
    if covered < _COVERED * len(claimed.words) or len({piece.passage.id for piece in pieces}) == 1:
        return ()
    return () if any(_holds_all(passage, claimed, pieces) for passage in passages) else tuple(pieces)


def find_part(claimed: Wording, passages: Sequence[Passage]) -> Piece | None:
    """Find the passage that has the longest part of a claim in a row.

    Args:
        claimed: The words of the claim.
        passages: In the order in which they are preferred.

    Returns:
        None where none has a good part of it.
    """
    runs = [run for passage in passages for run in _runs_in(claimed, passage)]
    longest = max(runs, key=lambda run: len(run.words), default=None)
    least = max(_LEAST_PART, _PART * len(claimed.words))
    return longest if longest and len(longest.words) >= least else None


def is_one_utterance(pieces: Sequence[Piece]) -> bool:
    """Say whether the pieces follow each other in one article, with nothing but the reporter's cue between them.

    “We will go,” he said. “We will win.” may stand in the database as two quotations, and be quoted as one.
    """
    return all(_follows(one, other) for one, other in pairwise(pieces))


def _follows(one: Piece, other: Piece) -> bool:
    before, after = one.passage, other.passage
    voices = (passage.speaker and passage.speaker.agent.id for passage in (before, after))
    return (
        before.version == after.version
        and len(set(voices)) == 1
        and one.at.stop == len(before.wording.words)
        and other.at.start == 0
        and 0 <= after.start - before.end <= _LONGEST_CUE
    )


def _runs_in(claimed: Wording, passage: Passage) -> Iterator[Piece]:
    """Give the words of a claim that stand in a row among the words that a passage gives as verbatim."""
    for place in passage.wording.passages:
        theirs = passage.wording.keys[place.start : place.stop]
        blocks = SequenceMatcher(None, claimed.keys, theirs, autojunk=False).get_matching_blocks()
        for block in blocks:
            words = range(block.a, block.a + block.size)
            if is_telling(claimed, words):
                start = place.start + block.b
                yield Piece(words=words, passage=passage, at=range(start, start + block.size))


def is_telling(wording: Wording, words: range) -> bool:
    """Say whether words in a row are enough to tell where they come from."""
    telling = sum(wording.words[place].key not in FUNCTION_WORDS for place in words)
    return len(words) >= SHORTEST_PIECE and telling >= _FEWEST_TELLING


def _holds_all(passage: Passage, claimed: Wording, pieces: Iterable[Piece]) -> bool:
    keys = passage.wording.keys if passage.wording.form is not Form.INDIRECT else ()
    return all(_holds(keys, claimed.keys[piece.words.start : piece.words.stop]) for piece in pieces)


def _holds(keys: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(keys[place : place + size] == wanted for place in range(len(keys) - size + 1))
