"""How the words of a source are built: their first phrase, its head, and the names in it.

Owns grammar alone: nothing here decides who is meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import ADVERBS, DETERMINERS, PARTY, PREPOSITIONS, TITLES, words
from provenance.nlp.names import Name
from provenance.nlp.sentences import Reading, TokenRange

INDEFINITE = words("indefinite")
_BEFORE = words("before_source")
_BEHIND = words("behind_source")
MODIFIES = PREPOSITIONS | words("after_head")
_CUTS = frozenset({",", "(", "—", "–", "--", ";", ":"})
_JOINS = frozenset({",", "and", "&"})
_ARTICLE = frozenset({"the"})
# "Sens." is two tokens.
_TITLING = TITLES | {title.rstrip(".") for title in TITLES} | {"."}
_NO_ADVERBS = words("no_adverbs")
EXAMPLES = frozenset({"including", "like", "such", "most", "many", "some", "among"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
# What stands for several people, and may be the first of a list: "the family, protesters and leaders".
_COLLECTIVE = frozenset({"family", "couple", "crowd", "police"})
_MANY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source, read as a noun phrase.

    Attributes:
        source: All its words.
        core: Its first phrase, without apposition, brackets, and words that belong to no phrase.
        head: The word that says what it names: "aide" in "an aide to Trump".
        names: The names that begin in the core.
        named: The name that the head belongs to; None for a description.
    """

    source: TokenRange
    core: TokenRange
    head: int
    names: tuple[Name, ...]
    named: Name | None


def read_phrase(cast: Cast, source: TokenRange) -> Phrase:
    """Read the words of a source as a noun phrase."""
    reading = cast.reading
    core = _core(cast, source)
    names = tuple(name for name in cast.names_in(core) if name.tokens[1] <= core[1])
    head = _head(reading, core, names)
    named = next((n for n in names if n.start <= head < n.tokens[1]), None)
    if named and _is_indefinite(reading, core, named):
        named = None
    return Phrase(source=source, core=core, head=head, names=names, named=named)


def _core(cast: Cast, source: TokenRange) -> TokenRange:
    reading, (start, end) = cast.reading, source
    while start < end - 1 and (reading.lower[start] in _BEFORE or not _is_word(reading, start)):
        start += 1
    names = cast.names_in(source)
    inside = {i for name in names for i in range(name.tokens[0] + 1, name.tokens[1])}
    cuts = (i for i in range(start + 1, end) if reading.words[i] in _CUTS or _is_relative(reading, i))
    cut = next((i for i in cuts if i not in inside), end)
    if cut < end and reading.lower[cut] == "who" and reading.lower[start : start + 2] == ("one", "of"):
        # Only what follows tells which one: "one of the doctors who signed the letter".
        cut = next((i for i in range(cut, end) if reading.words[i] in _CUTS), end)
    if cut < end and not any(name.tokens[1] == cut for name in names) and _is_list(reading, (start, end), cut):
        cut = end
    while cut > start + 1 and (_is_behind(reading, cut - 1) or not _is_word(reading, cut - 1)):
        cut -= 1
    return start, cut


def _is_relative(reading: Reading, i: int) -> bool:
    """Say whether a word opens a relative clause; "that" behind a preposition is none: "the authors of that report"."""
    return reading.lower[i] in _RELATIVE and not (reading.lower[i] == "that" and reading.lower[i - 1] in PREPOSITIONS)


def _is_behind(reading: Reading, i: int) -> bool:
    """Say whether a word at the end of a source belongs to its verb: "the bureau again", "officials privately"."""
    word = reading.lower[i]
    is_adverb = word in ADVERBS or (word.endswith("ly") and word not in _NO_ADVERBS)
    return word in _BEHIND | PREPOSITIONS or (
        is_adverb and not reading.is_name(i) and reading.lower[i - 1] not in DETERMINERS
    )


def _is_list(reading: Reading, source: TokenRange, comma: int) -> bool:
    """Say whether a comma parts a list: "labor unions, green groups and others", but not "two men, led by …"."""
    after = reading.lower[comma + 1 : source[1]]
    goes_on = reading.words[comma] == "," and bool(after) and after[0] not in MODIFIES | EXAMPLES
    if not goes_on or reading.is_name(comma + 1):
        return False
    noun = reading.lower[comma - 1]
    is_one = not is_many(noun) and noun not in _COLLECTIVE
    return not is_one and _RELATIVE.isdisjoint(after) and not {"and", "or"}.isdisjoint(after)


def is_many(noun: str) -> bool:
    """Say whether a noun looks like a plural."""
    return noun.endswith("s") or noun in {"people", "men", "women"}


def _is_word(reading: Reading, i: int) -> bool:
    return any(char.isalnum() for char in reading.words[i]) or reading.words[i] in {"$", "%"}


def _head(reading: Reading, core: TokenRange, names: Sequence[Name]) -> int:
    """Return the last word before what hangs on the head from behind; words inside a name hang on nothing."""
    inside = {i: name.tokens[1] for name in names for i in range(name.start, name.tokens[1])}
    i = core[0]
    while i < core[1]:
        if i in inside:
            i = inside[i]
            continue
        if i > core[0] and reading.lower[i] in MODIFIES and reading.lower[i - 1] not in DETERMINERS:
            return i - 1
        i += 1
    return core[1] - 1


def _is_indefinite(reading: Reading, core: TokenRange, name: Name) -> bool:
    """Say whether a single word with a capital is one of many: "one Republican", "some Democrats"."""
    return not name.title and " " not in name.text and any(reading.lower[i] in INDEFINITE for i in core_words(core))


def core_words(core: TokenRange) -> range:
    """Return where the words that may limit a phrase stand: all but its last."""
    return range(core[0], core[1] - 1)


def read_joint(cast: Cast, source: TokenRange) -> tuple[Name, ...]:
    """Read names joined by "and" that are all of a source: "Jane Roe (D-Ohio), Max Poe and Ada Loe".

    Returns:
        Two names or more; none where the source is something else.
    """
    reading = cast.reading
    end = source[1]
    while end > source[0] + 1 and (reading.lower[end - 1] in _BEHIND or not _is_word(reading, end - 1)):
        end -= 1
    names = [
        name for name in cast.names_in(source)
        if not _in_brackets(reading, source[0], name.tokens[0]) and not PARTY.fullmatch(name.text.lower())
    ]  # fmt: skip
    if len(names) < _MANY or _outside(reading, (source[0], names[0].start)) - _TITLING - DETERMINERS:
        return ()
    gaps = [_outside(reading, (a.tokens[1], b.start)) for a, b in pairwise(names)]
    if not all(gap <= _JOINS | _TITLING | _ARTICLE for gap in gaps) or not gaps[-1] & {"and", "&"}:
        return ()
    if not all(gap & _JOINS for gap in gaps) or _outside(reading, (names[-1].tokens[1], end)) - {",", "."}:
        return ()
    return tuple(names)


def are_joined(reading: Reading, between: TokenRange) -> bool:
    """Say whether nothing but "and", titles and brackets stand between two names: "Roe (D-Ohio) and Sen. Poe"."""
    gap = _outside(reading, between)
    return "and" in gap and gap <= {"and", ","} | _TITLING | DETERMINERS


def _in_brackets(reading: Reading, start: int, word: int) -> bool:
    before = reading.words[start:word]
    return before.count("(") > before.count(")")


def _outside(reading: Reading, words_: TokenRange) -> set[str]:
    """Return the words of a range that stand outside of brackets."""
    found, depth = set[str](), 0
    for i in range(*words_):
        depth += (reading.words[i] == "(") - (i > words_[0] and reading.words[i - 1] == ")")
        if not depth and not PARTY.fullmatch(reading.lower[i]):
            found.add(reading.lower[i])
    return found
