"""Sources that are a word for somebody without saying anything of him: "he", "who", "the two", "I", "you".

Owns what grammar tells. Whom "he", "it" and "they" mean is asked of the chooser.
"""

from collections import Counter
from collections.abc import Callable, Collection
from itertools import pairwise

from provenance.core.records import AgentKind, MentionKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.antecedents import AnaphorKind
from provenance.nlp.coreference.named import join_names
from provenance.nlp.coreference.phrases import Phrase, are_joined, read_phrase
from provenance.nlp.coreference.voice import Voice, voice_of
from provenance.nlp.cues import DASHES
from provenance.nlp.lexicon import (
    AUXILIARIES,
    CUES,
    DETERMINERS,
    FEMALE,
    FIRST_PERSON,
    MALE,
    NEUTER,
    PLURAL,
    PREPOSITIONS,
    words,
)
from provenance.nlp.members import Appearance, Member
from provenance.nlp.sentences import Reading, TokenRange

ANAPHORIC = {
    **dict.fromkeys(MALE | FEMALE, AnaphorKind.PERSON),
    **dict.fromkeys(NEUTER, AnaphorKind.BODY),
    **dict.fromkeys(PLURAL, AnaphorKind.GROUP),
}
"""The pronouns that point back, with what they are to the chooser."""

_VERBS = CUES.keys() | AUXILIARIES
_GENERIC = words("generic_pronouns")
_PAIRS = words("pairs")
_PEERS = words("peers")
_SENTENCES_BACK = 4
_LONGEST_PHRASE = 14
_PAIR = 2


def gender_of_pronoun(word: str) -> str | None:
    """Say whom a pronoun may mean: `f` or `m`; None where it tells nothing."""
    return "f" if word in FEMALE else "m" if word in MALE else None


def find_plain(cast: Cast, source: TokenRange) -> Voice | None:
    """Find whom a source of one word means by grammar alone: "you", and "I" outside quotation marks."""
    rule = _RULES.get(cast.reading.lower[source[0]])
    return rule(cast, source) if rule else None


def _generic(cast: Cast, source: TokenRange) -> Voice | None:
    """Take "you" and "everyone" for nobody in particular; inside a quotation "you" is whoever is spoken to."""
    if cast.reading.region_of[source[0]] >= 0:
        return None
    name = cast.reading.text(source)
    return Voice(name=name, kind=AgentKind.GENERIC, mention=MentionKind.PRONOUN, method="generic", score=0.6)


def _author(cast: Cast, source: TokenRange) -> Voice | None:
    """Take "I" and "we" outside of quotation marks for the article's own writer."""
    if cast.reading.region_of[source[0]] >= 0:
        return None
    return Voice(name="author", kind=AgentKind.AUTHOR, mention=MentionKind.PRONOUN, method="first-person", score=0.6)


def find_relative(cast: Cast, word: int) -> Appearance | Phrase | None:
    """Find what stands right before "who" or "which": a name, the name that a phrase glosses, or a phrase.

    "John Bentel, a staffer at the State Department who …" is Bentel: his department is no "who".
    """
    floor = cast.reading.sentence_at(word).start
    last = _last_word(cast, word - 1, floor)
    if last < floor:
        return None
    is_person = cast.reading.lower[word] not in {"which", "that"}
    found = _name_at(cast, last, is_person=is_person)
    if found:
        return found
    start = _phrase_start(cast, last, floor)
    glossed = _glossed_name(cast, start, floor) or _name_at(cast, start, is_person=is_person)
    return glossed or read_phrase(cast, (start, last + 1))


def _last_word(cast: Cast, i: int, floor: int) -> int:
    """Go left over commas, brackets and what dashes set apart: "generals -- most of them retired -- who"."""
    reading = cast.reading
    while i > floor and not reading.words[i][:1].isalnum():
        if reading.words[i] == ")":
            i = _before(cast, i, {"("}, floor)
        elif reading.words[i] in DASHES:
            i = _before(cast, i, DASHES, floor)
        else:
            i -= 1
    return i


def _before(cast: Cast, i: int, marks: Collection[str], floor: int) -> int:
    """Return the word before the mark that opens what a mark closes; before that mark alone where none opens it."""
    opened = next((k for k in range(i - 1, floor, -1) if cast.reading.words[k] in marks), i)
    return opened - 1


def _name_at(cast: Cast, word: int, *, is_person: bool) -> Appearance | None:
    """Return who appears by name at a word, if "who" or "which" fits him."""
    near = (a for a in cast.before(word + _LONGEST_PHRASE) if a.tokens[0] <= word < a.tokens[1])
    return next((a for a in near if (a.member.kind is AgentKind.PERSON) is is_person), None)


def _phrase_start(cast: Cast, last: int, floor: int) -> int:
    """Go left to where a noun phrase begins: to its article or number, over what hangs on it by a preposition."""
    reading = cast.reading
    names = {i: n.start for n in cast.names_in((floor, last + 1)) for i in range(n.start, n.tokens[1])}
    start = names.get(last, last)
    while start > floor and last - start < _LONGEST_PHRASE:
        before = reading.lower[start - 1]
        hangs = before in PREPOSITIONS and start - 2 >= floor and reading.lower[start - 2] not in _VERBS
        if hangs and (last in names or before == "of"):
            start = names.get(start - 2, start - 2)
        elif _opens_phrase(reading, start) or not _is_inside_phrase(reading, start):
            break
        else:
            start = names.get(start - 1, start - 1)
    return max(start, floor)


def _opens_phrase(reading: Reading, i: int) -> bool:
    return reading.lower[i] in DETERMINERS or reading.words[i][:1].isdigit()


def _is_inside_phrase(reading: Reading, start: int) -> bool:
    """Say whether the word before belongs to the phrase that begins at a word so far."""
    before = reading.lower[start - 1]
    if before == "and":
        return not reading.is_name(start)
    return before[:1].isalnum() and before not in _VERBS | PREPOSITIONS | {"or", "but", "that", "them", "as"}


def _glossed_name(cast: Cast, start: int, floor: int) -> Appearance | None:
    """Return the name before the comma in front of an apposition: "Jane Roe, a lawyer who …"."""
    reading = cast.reading
    if start - 1 <= floor or reading.words[start - 1] != "," or reading.lower[start] not in DETERMINERS:
        return None
    near = [a for a in cast.before(start) if a.tokens[1] == start - 1 and a.tokens[0] >= floor]
    return near[-1] if near and near[-1].member.kind is AgentKind.PERSON else None


def is_pair(cast: Cast, source: TokenRange) -> bool:
    """Say whether a source means two of whom the text has spoken: "the two men", "both", "each"."""
    lower = cast.reading.lower[slice(*source)]
    if lower in {("each",), ("both",)}:
        return True
    opens = lower[0] in {"the", "both", "these", "those"} and len(lower) <= _PAIR + 1
    are_people = lower[-1] in _PAIRS | _PEERS
    return opens and are_people and bool(_PAIRS.intersection(lower)) and "of" not in lower


def find_pair(cast: Cast, source: TokenRange) -> Voice | None:
    """Find the two of whom a text speaks: a pair of names joined by "and", or the only two people just before."""
    members = _joined(cast, source[0]) or _only_two(cast, source[0])
    if not members:
        return None
    group = cast.join(Member(name=join_names([m.name for m in members]), kind=AgentKind.GROUP))
    return voice_of(group, mention=MentionKind.NOMINAL, method="pair", score=0.6)


def _recent(cast: Cast, word: int) -> list[Appearance]:
    reading = cast.reading
    here = reading.sentence_of[word]
    return [a for a in cast.before(word) if here - reading.sentence_of[a.tokens[0]] <= _SENTENCES_BACK]


def _joined(cast: Cast, word: int) -> tuple[Member, ...]:
    near = [a for a in _recent(cast, word) if a.member.kind in {AgentKind.PERSON, AgentKind.ORGANISATION}]
    for left, right in reversed(list(pairwise(near))):
        if left.member is not right.member and are_joined(cast.reading, (left.tokens[1], right.tokens[0])):
            return left.member, right.member
    return ()


def _only_two(cast: Cast, word: int) -> tuple[Member, ...]:
    """Return the two people who appeared most just before, unless a third one did as often."""
    often = Counter(a.member for a in _recent(cast, word) if a.member.kind is AgentKind.PERSON)
    ranked = often.most_common(_PAIR + 1)
    if len(ranked) < _PAIR or (len(ranked) > _PAIR and ranked[-1][1] == ranked[-2][1]):
        return ()
    return tuple(member for member, _ in ranked[:_PAIR])


_RULES: dict[str, Callable[[Cast, TokenRange], Voice | None]] = {
    **dict.fromkeys(FIRST_PERSON, _author),
    **dict.fromkeys(_GENERIC, _generic),
}
RESOLVED = frozenset(_RULES)
"""The pronouns that grammar alone resolves, beside the relative ones."""
