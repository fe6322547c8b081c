"""What changed from one version of an article to the next, above all inside its quotations.

Pure: it compares what it is given. Two wordings are the same where `text_key` says so: marks, case and punctuation
make no difference, every word does.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from provenance.core.records import Article
from provenance.core.text import name_key, text_key, words_of

# Two quotations with less in common are not one that was edited.
_ALIKE = 0.5
# A quotation that was cut or continued has little in common with the whole, but nearly all with the shorter one.
_CONTAINED = 0.75
_CONTAINED_WORDS = 4
_FIELDS = (
    "title", "publisher", "byline", "authors", "dateline", "credit_line", "place", "published", "modified", "based_on",
    "url", "lang", "status",
)  # fmt: skip


class Change(StrEnum):
    """What became of a quotation.

    `KEPT`: the same words, said by the same voice. `CHANGED`: other words. `REATTRIBUTED`: the same words, said by
    another voice. `ADDED`: the older version has nothing like it. `GONE`: the newer one has not.
    """

    KEPT = "kept"
    CHANGED = "changed"
    REATTRIBUTED = "reattributed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedWords:
    """A quotation of one version, as far as it can be compared.

    Attributes:
        id: `qt_…`.
        text: The words as shown.
        speaker: Name of the voice; None where it is unknown.
    """

    id: str
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPart:
    """Some words in a row that share one fate: `kept`, `gone` or `added`."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationChange:
    """What became of one quotation.

    Attributes:
        change: What.
        old: The quotation in the older version; None where it was added.
        new: The quotation in the newer version; None where it is gone.
        diff: Word by word, in order; empty unless the words changed.
    """

    change: Change
    old: QuotedWords | None
    new: QuotedWords | None
    diff: tuple[DiffPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """Another title, another byline …: its name in `Article`, and both values; None for none."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """What changed from one version to the next.

    Attributes:
        fields: What the article says of itself, where that differs.
        words_added: Number of words that the newer text has more often, quotations included.
        words_gone: Number of words that the older text has more often.
        quotations: What became of each quotation, in the order of the newer version; those that are gone come last.
    """

    fields: tuple[FieldChange, ...]
    words_added: int
    words_gone: int
    quotations: tuple[QuotationChange, ...]


def compare_versions(
    old: Article, new: Article, *, before: Sequence[QuotedWords], after: Sequence[QuotedWords]
) -> VersionChange:
    """Compare two versions of an article.

    Args:
        old: The older version.
        new: The newer one.
        before: The quotations of the older version, in the order of its text.
        after: The quotations of the newer one.
    """
    words_before, words_after = Counter(_keys(old.text)), Counter(_keys(new.text))
    return VersionChange(
        fields=tuple(_changed_fields(old, new)),
        words_added=(words_after - words_before).total(),
        words_gone=(words_before - words_after).total(),
        quotations=compare_quotations(before, after),
    )


def compare_quotations(before: Sequence[QuotedWords], after: Sequence[QuotedWords]) -> tuple[QuotationChange, ...]:
    """Say what became of each quotation, in the order of the newer version; those that are gone come last.

    The same words are paired first, in their order, and what is left by how much it has in common.
    """
    pairs = _pair_same(before, after)
    pairs |= _pair_alike(before, after, taken=pairs)
    changes = [_judge(before[pairs[i]] if i in pairs else None, new) for i, new in enumerate(after)]
    left = set(range(len(before))) - set(pairs.values())
    gone = (QuotationChange(change=Change.GONE, old=before[i], new=None) for i in sorted(left))
    return (*changes, *gone)


def diff_words(old: str, new: str) -> tuple[DiffPart, ...]:
    """Compare two wordings word by word; words that are kept are given as the newer one writes them.

    Example:
        >>> [(part.change.value, part.text) for part in diff_words("all good measures", "all measures,")]
        [('kept', 'all'), ('gone', 'good'), ('kept', 'measures,')]
    """
    one, other = old.split(), new.split()
    matcher = SequenceMatcher(None, _token_keys(one), _token_keys(other), autojunk=False)
    parts: list[DiffPart] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            parts.append(DiffPart(change=Change.KEPT, text=" ".join(other[new_start:new_end])))
            continue
        if start < end:
            parts.append(DiffPart(change=Change.GONE, text=" ".join(one[start:end])))
        if new_start < new_end:
            parts.append(DiffPart(change=Change.ADDED, text=" ".join(other[new_start:new_end])))
    return tuple(parts)


def _judge(old: QuotedWords | None, new: QuotedWords) -> QuotationChange:
    if old is None:
        return QuotationChange(change=Change.ADDED, old=None, new=new)
    if text_key(old.text) != text_key(new.text):
        return QuotationChange(change=Change.CHANGED, old=old, new=new, diff=diff_words(old.text, new.text))
    same_voice = name_key(old.speaker or "") == name_key(new.speaker or "")
    return QuotationChange(change=Change.KEPT if same_voice else Change.REATTRIBUTED, old=old, new=new)


def _pair_same(before: Sequence[QuotedWords], after: Sequence[QuotedWords]) -> dict[int, int]:
    """Pair the quotations of the same words: place in the newer version to place in the older one."""
    waiting: dict[str, deque[int]] = {}
    for i, quoted in enumerate(before):
        waiting.setdefault(text_key(quoted.text), deque()).append(i)
    found = {i: waiting.get(text_key(quoted.text)) for i, quoted in enumerate(after)}
    return {i: places.popleft() for i, places in found.items() if places}


def _pair_alike(
    before: Sequence[QuotedWords], after: Sequence[QuotedWords], *, taken: dict[int, int]
) -> dict[int, int]:
    """Pair what is left, the most alike first; of pairs as much alike those that stand first."""
    older = {i: _keys(q.text) for i, q in enumerate(before) if i not in taken.values()}
    newer = {i: _keys(q.text) for i, q in enumerate(after) if i not in taken}
    scored = (
        (score, new, old)
        for new, words in newer.items()
        for old, past in older.items()
        if (score := _alike(past, words))
    )
    pairs: dict[int, int] = {}
    for _, new, old in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if new not in pairs and old not in pairs.values():
            pairs[new] = old
    return pairs


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Say how much two wordings have in common, from 0 for too little to 1 for all."""
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    # What they share in any order is the most that they can share in order, and is counted much sooner.
    shared = (Counter(one) & Counter(other)).total()
    if not _is_enough(shared, shorter=shorter, both=both):
        return 0.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    in_order = sum(block.size for block in blocks)
    return 2 * in_order / both if _is_enough(in_order, shorter=shorter, both=both) else 0.0


def _is_enough(shared: int, *, shorter: int, both: int) -> bool:
    contained = shorter >= _CONTAINED_WORDS and shared >= _CONTAINED * shorter
    return shared > 0 and (contained or 2 * shared >= _ALIKE * both)


def _changed_fields(old: Article, new: Article) -> Iterator[FieldChange]:
    for field in _FIELDS:
        one, other = (_field_text(getattr(article, field)) for article in (old, new))
        if one != other:
            yield FieldChange(field=field, old=one, new=other)


def _field_text(value: str | tuple[str, ...] | None) -> str | None:
    return "; ".join(value) or None if isinstance(value, tuple) else value


def _keys(text: str) -> tuple[str, ...]:
    return words_of(text_key(text))


def _token_keys(tokens: Sequence[str]) -> list[str]:
    """Compare tokens by their words, and those that hold none (a dash) as they are."""
    return [text_key(token) or token for token in tokens]
