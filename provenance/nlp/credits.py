"""Credit lines: whom a photo, a paragraph or the article as a whole is credited to, beside what anybody said.

Owns chains of images ("Korean Central News Agency via AP") and the agencies that a dateline, a byline or a closing line
credits. Such a credit is a hop of the article, shared by all it quotes, and never a relay of one quotation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.nlp.cast import Cast
from provenance.nlp.relays import Medium
from provenance.nlp.relays.links import find_credits_in_brackets
from provenance.nlp.sentences import Reading, Sentence, TokenRange

_JOINTS = frozenset({"via", "/", "through"})
_LABELS = frozenset(
    {"photo", "photos", "image", "photograph", "credit", "picture", "by", ":", "courtesy", "of", "file"}
)
_SMALL = frozenset({"of", "the", "and"})
_DASHES = frozenset({"-", "--", "—", "–"})
_LONGEST = 14
# Where a dateline ends at the latest, and how far from its ends an article is signed.
_DATELINE = 12
_HEAD, _TAIL = 4, 3
# "The Associated Press contributed to this report."; "Copyright 2016 AFP"; "With inputs from PTI".
_SIGNS = frozenset(
    {"contributed", "copyright", "©", "source", "inputs", "files", "material", "reporting", "additional"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """A credit line, and the names on it from the origin outwards.

    Attributes:
        tokens: The line, or its part that credits.
        kind: `image`, `paragraph` or `article`.
        chain: The credited names.
    """

    tokens: TokenRange
    kind: str
    chain: tuple[str, ...]


def find_credits(cast: Cast, media: Sequence[Medium]) -> tuple[CreditLine, ...]:
    """Find the credit lines of images, of paragraphs and of the article, in order.

    Args:
        cast: The people and bodies of the article.
        media: What `find_media` found.
    """
    lines = (*_image_credits(cast), *_article_credits(cast.reading, media), *_paragraph_credits(cast.reading, media))
    found: dict[TokenRange, CreditLine] = {}
    for line in lines:
        if not any(start < line.tokens[1] and line.tokens[0] < end for start, end in found):
            found[line.tokens] = line
    return tuple(found[tokens] for tokens in sorted(found))


def _image_credits(cast: Cast) -> Iterator[CreditLine]:
    reading = cast.reading
    for sentence in reading.sentences:
        joints = [i for i in range(sentence.start, sentence.end) if reading.lower[i] in _JOINTS]
        if not joints or sentence.end - sentence.start > _LONGEST or not _is_all_names(reading, sentence, joints):
            continue
        ends = (*joints, sentence.end)
        starts = (sentence.start, *(joint + 1 for joint in joints))
        chain = tuple(_name(cast, start, end) for start, end in zip(starts, ends, strict=True))
        if all(chain):
            yield CreditLine(tokens=(sentence.start, sentence.end), kind="image", chain=chain)


def _is_all_names(reading: Reading, sentence: Sentence, joints: Sequence[int]) -> bool:
    """Say whether a sentence holds names alone, and the joints stand between them."""
    words = [i for i in range(sentence.start, sentence.end) if i not in joints and reading.words[i] not in _POINTS]
    plain = all(reading.is_name(i) or reading.lower[i] in _LABELS | _SMALL for i in words)
    return plain and sentence.start < joints[0] and joints[-1] < sentence.end - 1


_POINTS = frozenset({".", "(", ")", "[", "]"})


def _name(cast: Cast, start: int, end: int) -> str:
    """Return the name between two joints: labels and points left out, as the registry has it."""
    reading = cast.reading
    while start < end and (reading.lower[start] in _LABELS or reading.words[start] in _POINTS):
        start += 1
    while end > start and (reading.words[end - 1] in _POINTS | {","} or reading.lower[end - 1] in _LABELS):
        end -= 1
    if start >= end:
        return ""
    text = " ".join(reading.text((start, end)).split())
    known = cast.registry.find(text)
    return known.name if known else text


def _article_credits(reading: Reading, media: Sequence[Medium]) -> Iterator[CreditLine]:
    """Find the media that a dateline, a byline or a closing line credits with the whole."""
    for medium in media:
        sentence = reading.sentence_at(medium.tokens[0])
        tokens = _dateline(reading, medium, sentence) or _signature(reading, medium, sentence)
        if tokens:
            yield CreditLine(tokens=tokens, kind="article", chain=(medium.name,))


def _dateline(reading: Reading, medium: Medium, sentence: Sentence) -> TokenRange | None:
    """Read "JERUSALEM, April 4 (Interfax) -", "Tehran, IRNA –", "WASHINGTON (AP) —" where a paragraph begins."""
    start, end = medium.tokens
    if sentence.paragraph > _HEAD + 2 or start - sentence.start > _DATELINE or end >= len(reading.words) - 1:
        return None
    bracketed = reading.words[start - 1] == "(" and reading.words[end] == ")"
    dash = end + 1 if bracketed else end
    placed = bracketed or (start > sentence.start and reading.words[start - 1] in {",", *_DASHES})
    first = start - bracketed
    before = [i for i in range(sentence.start, first) if reading.words[i][:1].isalpha()]
    if not placed or dash >= len(reading.words) or reading.words[dash] not in _DASHES:
        return None
    # "a. m." and "of" may be small in a dateline, verbs never stand in one.
    small = [i for i in before if not reading.is_name(i) and reading.lower[i] not in _SMALL]
    return (first, end + bracketed) if not small else None


def _signature(reading: Reading, medium: Medium, sentence: Sentence) -> TokenRange | None:
    """Read "By Ann Roe, Associated Press" at the head; "The AP contributed to this report", "Xinhua" at the foot."""
    last = reading.sentences[-1].paragraph
    words = set(reading.lower[sentence.start : sentence.end])
    is_short = sentence.end - sentence.start <= _LONGEST
    line = sentence.start, sentence.end
    if sentence.paragraph <= _HEAD and is_short and reading.lower[sentence.start] == "by":
        return line
    if sentence.paragraph < last - _TAIL or not is_short:
        return None
    alone = all(not w[:1].isalnum() or w == "the" for w in _others(reading, medium, sentence))
    is_line = _is_line(reading, sentence)
    return line if (alone and is_line) or (words & _SIGNS and not words & {"said", "told"}) else None


def _others(reading: Reading, medium: Medium, sentence: Sentence) -> list[str]:
    """Return the words of a sentence beside a medium."""
    start, end = medium.tokens
    return [*reading.lower[sentence.start : start], *reading.lower[end : sentence.end]]


def _is_line(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence is a paragraph of its own, and not the first."""
    before = reading.sentence_at(sentence.start - 1) if sentence.start else None
    behind = reading.sentence_at(sentence.end) if sentence.end < len(reading.words) else None
    return (
        all(other is None or other.paragraph != sentence.paragraph for other in (before, behind)) and before is not None
    )


def _paragraph_credits(reading: Reading, media: Sequence[Medium]) -> Iterator[CreditLine]:
    """Find the credits in brackets that close a paragraph: "… at multiple levels (KCNA)."."""
    for _, relay in find_credits_in_brackets(reading, media):
        yield CreditLine(tokens=relay.evidence, kind="paragraph", chain=(relay.name,))
