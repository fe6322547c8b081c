"""The words of a quotation as they are compared, and the hashes under which the same words are found again.

Quotation style, white space, Unicode form and the case of the first letter make no difference here, and neither do
matters of a house's style: hyphens, capitals, accents, contractions, `ten` or `10`. Every other word does.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from provenance.core.marks import find_quoted
from provenance.core.records import Form
from provenance.core.text import Span, fold_marks
from provenance.core.variants.lexicon import CONTRACTIONS, ENDINGS, NUMBERS, SPELLINGS

SHINGLE_WORDS = 3
"""Words of a shingle."""
SHORT_WORDS = 5
"""Fewer words than these may be the same by chance."""

# What is printed without a space: a dash, a slash and dots part words.
_PRINTED = re.compile(r"(?:(?!--|\.\.)[^\s—–―…/])+")
_LEFT_OUT = re.compile(r"…|\.\s?\.")
_KEYS = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*|%")
# Editors change the case of a letter so: “[T]he talks”.
_BRACKETED_LETTER = re.compile(r"[\[(](\w)[\])](?=\w)")
_CLAUSE_END = re.compile(r"[,.;:!?][^\w]*$")
_ACCENTS = re.compile("[\u0300-\u036f]")
_DASH = re.compile(r"\s*(?:[—–―]|--+)\s*")
_SENTENCE_END = re.compile(r"[.!?:][^\w]*$")
_OUTER = " \t\r\n,.;:!?'\"—…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as it is compared.

    Attributes:
        key: What is compared.
        start: First character in the wording's text of what is printed for it.
        end: One past the last; words that are printed as one (“can't”: can, not) share both.
        is_quoted: Whether it stands in quotation marks, so that it claims to be verbatim.
        is_inserted: Whether it stands in brackets: an editor's word.
        after_gap: Whether the text says that something is left out before it, by an ellipsis or a new part.
        is_name: Whether it is written as a name.
        ends_clause: Whether punctuation stands behind it.
    """

    key: str
    start: int
    end: int
    is_quoted: bool = True
    is_inserted: bool = False
    after_gap: bool = False
    is_name: bool = False
    ends_clause: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a quotation says, word by word.

    Attributes:
        text: The words as shown, parts joined by an ellipsis; see `provenance.core.wire.content_text`.
        form: How much of them stands in quotation marks.
        words: As they are compared.
        keys: The keys of all words.
    """

    text: str
    form: Form
    words: tuple[Word, ...]
    keys: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether it has fewer than five words, which may be the same by chance."""
        return len(self.words) < SHORT_WORDS

    @property
    def passages(self) -> tuple[range, ...]:
        """The runs of words that claim to be verbatim: all of them, or each run in marks; none where there is none."""
        if self.form is Form.DIRECT:
            return (range(len(self.words)),) if self.words else ()
        runs: list[range] = []
        for place, word in enumerate(self.words):
            if not word.is_quoted:
                continue
            if runs and runs[-1].stop == place:
                runs[-1] = range(runs[-1].start, place + 1)
            else:
                runs.append(range(place, place + 1))
        return tuple(runs)

    def shown(self, words: range) -> str:
        """Return the text of some words as it is printed, with the marks that touch them; empty for no word."""
        return self.text[self.words[words.start].start : self.words[words.stop - 1].end] if words else ""


@lru_cache(maxsize=1 << 11)
def read_wording(text: str, form: Form) -> Wording:
    """Split a quotation into the words that are compared.

    Args:
        text: The words as shown, with their marks if they have any; parts may be joined by an ellipsis.
        form: `direct`: all words count as verbatim. `mixed`: those in quotation marks do. `indirect`: none does.

    Example:
        >>> read_wording("“We can’t give 10 per cent”", Form.DIRECT).keys
        ('we', 'can', 'not', 'give', '10', 'percent')
    """
    words = tuple(_mark_quoted(_join_percent(list(_find_words(text))), text=text, form=form))
    return Wording(text=text, form=form, words=words, keys=tuple(word.key for word in words))


def shingles_of(wording: Wording) -> frozenset[int]:
    """Hash each three words in a row into a signed 64-bit number; fewer words than three are one shingle together."""
    return frozenset(sized_shingles(wording))


def sized_shingles(wording: Wording) -> dict[int, int]:
    """Hash each three words in a row, and say how long the run is in which they stand.

    Returns:
        For each shingle the number of words of its passage in marks, or of the whole where it stands in none.
    """
    keys = wording.keys
    if not keys:
        return {}
    last = max(len(keys) - SHINGLE_WORDS, 0)
    size = {start: len(keys) for start in range(last + 1)}
    for passage in wording.passages:
        size.update(dict.fromkeys(range(passage.start, passage.stop - SHINGLE_WORDS + 1), len(passage)))
    return {_hash64(keys[start : start + SHINGLE_WORDS]): words for start, words in size.items()}


def scoped_shingles(shingles: Iterable[int], scope: str) -> list[int]:
    """Turn shingles into others, which only those share who share the scope too, such as a speaker."""
    salt = _hash64((scope,))
    return [shingle ^ salt for shingle in shingles]


def wording_hash(wording: Wording, *, scope: str = "") -> int:
    """Hash the words, and which of them stand in marks, into a signed 64-bit number.

    Args:
        wording: The words.
        scope: Whatever else the same words must share to count as the same, such as a speaker; empty for nothing.
    """
    marks = "".join("1" if word.is_quoted else "0" for word in wording.words)
    return _hash64((*wording.keys, marks, scope))


def plain_text(text: str) -> str:
    """Write words without what never makes a difference: quotation marks, their commas, spaces, the first capital.

    Example:
        >>> plain_text("“It’s  over – for good,”")
        "it's over—for good"
    """
    folded = fold_marks(_normal(fold_marks(text))).replace("``", "").replace("''", "").replace('"', "")
    single = re.sub(r"(?<!\w)'|'(?!\w)", "", _DASH.sub("—", folded))
    plain = re.sub(r" +(?=[,.;:!?])", "", " ".join(single.split())).strip(_OUTER)
    return plain[:1].lower() + plain[1:]


def _find_words(text: str) -> Iterator[Word]:
    depth, end, starts_sentence = 0, 0, True
    for printed in _PRINTED.finditer(text):
        start, stop = printed.span()
        piece = _read_piece(printed.group())
        depth += piece.opens
        gap = bool(piece.keys) and bool(_LEFT_OUT.search(text, end, start))
        for place, key in enumerate(piece.keys):
            yield Word(
                key=key,
                start=start,
                end=stop,
                is_inserted=depth > 0,
                after_gap=gap and place == 0,
                is_name=piece.is_capital and not starts_sentence,
                ends_clause=piece.ends_clause and place == len(piece.keys) - 1,
            )
        depth = max(0, depth - piece.closes)
        if piece.keys:
            end, starts_sentence = stop, piece.ends_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What is printed between two spaces: its words, how many brackets it opens and closes, and how it ends."""

    keys: tuple[str, ...]
    opens: int
    closes: int
    is_capital: bool
    ends_clause: bool
    ends_sentence: bool


@lru_cache(maxsize=1 << 15)
def _read_piece(printed: str) -> _Piece:
    """Read a piece; the same few thousand make up most of what is said."""
    piece = _BRACKETED_LETTER.sub(r"\1", printed)
    return _Piece(
        keys=_keys_of(piece),
        opens=piece.count("[") + piece.count("("),
        closes=piece.count("]") + piece.count(")"),
        is_capital=_is_capital(piece),
        ends_clause=bool(_CLAUSE_END.search(piece)),
        ends_sentence=bool(_SENTENCE_END.search(piece)) and not _is_abbreviation(piece),
    )


def _keys_of(piece: str) -> tuple[str, ...]:
    plain = fold_marks(_normal(fold_marks(piece)).casefold())
    if not plain.isascii():
        # The marks of other scripts are no accents but vowels.
        plain = unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", plain)))
    if "." in plain:
        plain = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", plain)
    return tuple(key for part in _KEYS.findall(plain) for key in _key_of(part))


def _key_of(part: str) -> tuple[str, ...]:
    """Give the words that one stands for; most stand for themselves."""
    if part[0].isdigit():
        return (part.replace(",", ""),)
    if part in CONTRACTIONS:
        return CONTRACTIONS[part]
    for ending, word in ENDINGS:
        if part.endswith(ending) and len(part) > len(ending):
            return (part.removesuffix(ending), word)
    return (NUMBERS.get(part) or SPELLINGS.get(part) or part,)


def _join_percent(words: Sequence[Word]) -> list[Word]:
    """Write “per cent”, “percent” and “%” alike."""
    joined: list[Word] = []
    for word in words:
        if word.key == "cent" and joined and joined[-1].key == "per":
            joined[-1] = replace(joined[-1], key="percent", end=word.end, ends_clause=word.ends_clause)
        else:
            joined.append(replace(word, key="percent") if word.key == "%" else word)
    return joined


def _mark_quoted(words: Sequence[Word], *, text: str, form: Form) -> Iterator[Word]:
    if form is Form.DIRECT:
        yield from words
        return
    marked = [quoted.span for quoted in find_quoted(text)] if form is Form.MIXED else []
    for word in words:
        place = Span(word.start, word.end)
        is_quoted = any(span.overlaps(place) for span in marked)
        yield word if is_quoted else replace(word, is_quoted=False)


def _normal(text: str) -> str:
    """Bring text to one Unicode form, without what is not printed, such as soft hyphens."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")


def _is_capital(piece: str) -> bool:
    letters = piece.lstrip("\"'“”‘’«»([")
    return letters[:1].isupper() and fold_marks(letters.rstrip(",.;:!?\"'”’»)]")).partition("'")[0] != "I"


def _is_abbreviation(piece: str) -> bool:
    """Say whether a full stop ends no sentence: “Mr.”, “U.S.”, “J.”."""
    bare = piece.strip("\"'“”‘’«»([])")
    return bool(re.fullmatch(r"(?:\w\.)+|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Prof)\.", bare))


def _hash64(parts: Sequence[str]) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
