"""Credit lines: whom a photo, caption or article is credited to, beside what anybody said.

Owns chains of images. A credit is a line, or the last sentence of a caption, that holds nothing but names with "via" or
a stroke between them: "Korean Central News Agency via AP".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from provenance.nlp.cast import Cast
from provenance.nlp.sentences import Reading, Sentence, TokenRange

_JOINTS = frozenset({"via", "/", "through"})
_LABELS = frozenset({"photo", "image", "photograph", "credit", "picture", "by", ":", "courtesy", "of"})
_LONGEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """A credit line, and the names on it from the origin outwards."""

    tokens: TokenRange
    kind: str
    chain: tuple[str, ...]


def find_credits(cast: Cast) -> tuple[CreditLine, ...]:
    """Find the credit lines of images."""
    return tuple(_credits(cast))


def _credits(cast: Cast) -> Iterator[CreditLine]:
    reading = cast.reading
    for sentence in reading.sentences:
        joints = [i for i in range(sentence.start, sentence.end) if reading.lower[i] in _JOINTS]
        if (
            len(joints) == 1
            and sentence.end - sentence.start <= _LONGEST
            and _is_all_names(reading, sentence, joints[0])
        ):
            left, right = _names(cast, sentence, joints[0])
            if left and right:
                yield CreditLine(tokens=(sentence.start, sentence.end), kind="image", chain=(left, right))


def _is_all_names(reading: Reading, sentence: Sentence, joint: int) -> bool:
    """Say whether a sentence holds names alone, and the joint stands between two of them."""
    words = [i for i in range(sentence.start, sentence.end) if i != joint and reading.words[i] != "."]
    plain = all(reading.is_name(i) or reading.lower[i] in _LABELS | {"of", "the", "and"} for i in words)
    return plain and sentence.start < joint < sentence.end - 1


def _names(cast: Cast, sentence: Sentence, joint: int) -> tuple[str, str]:
    return _name(cast, sentence.start, joint), _name(cast, joint + 1, sentence.end)


def _name(cast: Cast, start: int, end: int) -> str:
    reading = cast.reading
    while start < end and reading.lower[start] in _LABELS:
        start += 1
    while end > start and reading.words[end - 1] in {".", ","}:
        end -= 1
    if start >= end:
        return ""
    text = " ".join(reading.text((start, end)).split())
    known = cast.registry.find(text)
    return known.name if known else text
