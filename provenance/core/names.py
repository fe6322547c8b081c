"""Names taken apart: given and family names, initials, suffixes and titles; and what makes a name a full one.

Owns the form of one name. Whether two names are the same is decided in `provenance.core.likeness`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from provenance.core.letters import fold_letters, join_dotted, romanise, settle_word, split_words, strip_apostrophes
from provenance.core.records import AgentKind


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_KEPT = 65536
_LEADING_THE = re.compile(r"^the\s+")
# “Bill” and (Bill) stand beside the name that they replace.
_NICKNAME = re.compile(r"""["“«][^"“”«»]+["”»]|\([^()]+\)""")
_SUFFIXES = _words("jr sr i v ii iii iv vii viii ix x xii xiii xiv xv xvi xxiii 2nd 3rd 4th")
_GENERATIONS = frozenset({"", "jr", "sr"})
_SAME_SUFFIX = {"2nd": "ii", "3rd": "iii", "4th": "iv"}
_DEGREES = _words("phd md esq mp mep obe cbe qc kc")
_ROYAL = _words("king queen prince princess emperor empress pope sheikh sheikha")
_TITLES = {
    **dict.fromkeys(_words("mr sir lord sheikh king prince emperor baron count herr senor monsieur pope"), "m"),
    **dict.fromkeys(_words("mrs ms miss lady dame madam sheikha queen princess empress baroness frau senora"), "f"),
    **dict.fromkeys(_words("dr prof professor rep sen gov gen col lt capt sgt president rev judge justice"), None),
}
_VOWELS = frozenset("aeiouy")
_LONGEST_INITIALS = 3
_NO_INITIALS = _SUFFIXES | _DEGREES | _TITLES.keys() | {"ng", "mc", "st"}
_FULL = 2
# Three signs of Chinese, three syllables of Korean, which have been taken apart: a family name and a given one.
_WRITTEN_TOGETHER = re.compile("[\u3400-\u9fff]{3,4}|[\u1100-\u11ff]{7,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The name of a person, taken apart.

    Attributes:
        words: Folded, in the order in which they are spoken; initials are words of one letter.
        settled: The same words without house style and script.
        suffix: `jr`, `sr` or a number such as `iii`; empty for none.
        gender: `f` or `m` where a title tells; None where nothing does.
        is_bare: Whether nothing was left out: no title, degree or nickname.
    """

    words: tuple[str, ...]
    settled: tuple[str, ...]
    suffix: str = ""
    gender: str | None = None
    is_bare: bool = True


def identity_key(name: str, kind: AgentKind) -> str:
    """Build the key that an agent's id is made of: names that differ in looks alone have the same.

    Accents, case, hyphens, full stops and a leading "the" are looks. House style, the script and the order of the
    words are not: who differs in those may be joined, and what is joined can be parted again, while one id cannot.

    Args:
        name: As written.
        kind: Of a person the family name may come first with a comma, and initials may be written together.

    Example:
        >>> identity_key("Lavrov, Sergei", AgentKind.PERSON), identity_key("U.S. Congress", AgentKind.ORGANISATION)
        ('sergei lavrov', 'us congress')
        >>> identity_key("JK Rowling", AgentKind.PERSON) == identity_key("J. K. Rowling", AgentKind.PERSON)
        True
        >>> identity_key("A. L. Gore", AgentKind.PERSON) == identity_key("Al Gore", AgentKind.PERSON)
        False
    """
    if kind is AgentKind.PERSON:
        return " ".join(_spoken_words(name))
    folded = _LEADING_THE.sub("", fold_letters(name).strip())
    words = split_words(strip_apostrophes(join_dotted(folded)))
    return " ".join(_join_initials(words))


@lru_cache(maxsize=_KEPT)
def read_person(name: str) -> PersonName:
    """Take the name of a person apart; titles, degrees and nicknames in quotation marks or brackets are left out.

    Example:
        >>> name = read_person("Mr. Martin Luther King, Jr.")
        >>> name.words, name.suffix, name.gender
        (('martin', 'luther', 'king'), 'jr', 'm')
    """
    spoken = words = _spoken_words(_NICKNAME.sub(" ", name))
    gender = None
    while len(words) > _FULL and words[0] in _TITLES:
        gender = gender or _TITLES[words[0]]
        words = words[1:]
    while len(words) > _FULL and words[-1] in _DEGREES:
        words = words[:-1]
    is_bare = words == spoken and not _NICKNAME.search(name)
    suffix = ""
    if len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = _SAME_SUFFIX.get(words[-1], words[-1])
        words = words[:-1]
    settled = [settle_word(word) for word in split_words(romanise(" ".join(words)))]
    # The Arabic article inside a name is el or al by house style; in front it may be a given name, as Al Gore's is.
    settled[1:] = ["al" if word == "el" else word for word in settled[1:]]
    return PersonName(words=tuple(words), settled=tuple(settled), suffix=suffix, gender=gender, is_bare=is_bare)


@lru_cache(maxsize=_KEPT)
def body_words(name: str) -> tuple[str, ...]:
    """Give the words of the name of an organisation, folded, in order, without house style and script."""
    return tuple(settle_word(word) for word in split_words(romanise(identity_key(name, AgentKind.ORGANISATION))))


def is_full_name(name: str, kind: AgentKind) -> bool:
    """Say whether a name means the same agent in every article.

    A surname is somebody else's in the next article, with an initial or a title before it too. Of an organisation two
    words do, and so do capitals. A description never does.

    Example:
        >>> [is_full_name(name, AgentKind.PERSON) for name in ("Lavrov", "S. Lavrov", "J.K. Rowling", "Xi Jinping")]
        [False, False, True, True]
    """
    if kind is AgentKind.ORGANISATION:
        return len(identity_key(name, kind).split()) > 1 or _is_acronym(name)
    if kind is not AgentKind.PERSON:
        return False
    person = read_person(name)
    words = [word for word in person.words if word not in _TITLES or word in _ROYAL]
    whole = [word for word in words if len(word) > 1]
    if not whole:
        return False
    # Elizabeth I is a queen; Trump Jr. is somebody's son, and Boris I. somebody whose name a court keeps back.
    is_numbered = person.suffix not in _GENERATIONS and not name.rstrip().endswith(".")
    has_more = len(whole) >= _FULL or len(words) - len(whole) >= _FULL or is_numbered
    return has_more or bool(_WRITTEN_TOGETHER.fullmatch(whole[0]))


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


def _spoken_words(name: str) -> list[str]:
    """Give the words of a person's name in the order in which they are spoken; initials are words of their own."""
    plain = strip_apostrophes(fold_letters(name))
    family, comma, given = plain.partition(",")
    front, back = split_words(family), split_words(given)
    inverted = comma and front and back and "," not in given and not set(back) <= _SUFFIXES | _DEGREES
    words = [*back, *front] if inverted else [*front, *back]
    return [part for word in words for part in (word if _is_initials(word) else (word,))]


def _is_initials(word: str) -> bool:
    """Say whether a word is made of initials: JK, GW. Names of so few letters have a vowel, but for Ng."""
    return (
        1 < len(word) <= _LONGEST_INITIALS
        and word.isascii()
        and word.isalpha()
        and not _VOWELS & set(word)
        and word not in _NO_INITIALS
    )


def _join_initials(words: list[str]) -> list[str]:
    """Write initials that follow each other as one word: U. S. Steel, U.S. Steel, US Steel."""
    joined: list[str] = []
    run = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and run:
            joined[-1] += word
        else:
            joined.append(word)
        run = single
    return joined
