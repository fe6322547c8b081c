"""Quotations that are put together from parts of others, as no speaker ever said them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from provenance.core.records import Form
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import Wording
from provenance.core.verdicts.nearness import find_run
from provenance.core.verdicts.voices import Passage

# Fewer words in a row are found anywhere.
SHORTEST_PIECE = 3
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


def find_pieces(claimed: Wording, passages: Sequence[Passage]) -> list[Piece]:
    """Find the words of a claim that stand in a row in a passage, and are enough to tell where they come from.

    Args:
        claimed: The words of the claim.
        passages: In the order in which they are preferred.

    Returns:
        The longest first; they may overlap.
    """
    pieces = [piece for passage in passages for piece in _pieces_in(claimed, passage)]
    return sorted(pieces, key=lambda piece: (-len(piece.words), piece.words.start))


def find_stitch(claimed: Wording, passages: Sequence[Passage], *, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Choose the pieces of several passages that make up a claim.

    Args:
        claimed: The words of the claim.
        passages: What the pieces are of.
        pieces: As `find_pieces` gives them.

    Returns:
        Two pieces or more from two passages or more, in the order of the claim; empty where the claim is not made up of
        such, or where one passage holds all the pieces.
    """
    chosen: list[Piece] = []
    for piece in pieces:
        if all(piece.words.stop <= one.words.start or one.words.stop <= piece.words.start for one in chosen):
            chosen.append(piece)
    chosen.sort(key=lambda piece: piece.words.start)
    covered = sum(len(piece.words) for piece in chosen)
    if covered < _COVERED * len(claimed.words) or len({piece.passage.id for piece in chosen}) == 1:
        return ()
    return () if any(_holds_all(passage, claimed, chosen) for passage in passages) else tuple(chosen)


def choose_part(claimed: Wording, pieces: Sequence[Piece]) -> Piece | None:
    """Choose the longest piece of a claim; None where it is no good part of it.

    Args:
        claimed: The words of the claim.
        pieces: As `find_pieces` gives them.
    """
    least = max(_LEAST_PART, _PART * len(claimed.words))
    return pieces[0] if pieces and len(pieces[0].words) >= least else None


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


def _pieces_in(claimed: Wording, passage: Passage) -> Iterator[Piece]:
    """Give the words of a claim that stand in a row among the words that a passage gives as verbatim."""
    for place in passage.wording.passages:
        theirs = passage.wording.keys[place.start : place.stop]
        blocks = SequenceMatcher(None, claimed.keys, theirs, autojunk=False).get_matching_blocks()
        for block in blocks:
            words = claimed.keys[block.a : block.a + block.size]
            if len(words) >= SHORTEST_PIECE and not FUNCTION_WORDS.issuperset(words):
                start = place.start + block.b
                yield Piece(
                    words=range(block.a, block.a + block.size), passage=passage, at=range(start, start + block.size)
                )


def _holds_all(passage: Passage, claimed: Wording, pieces: Iterable[Piece]) -> bool:
    keys = passage.wording.keys if passage.wording.form is not Form.INDIRECT else ()
    everywhere = range(len(keys))
    return all(
        find_run(claimed.keys[piece.words.start : piece.words.stop], keys, within=everywhere) is not None
        for piece in pieces
    )
