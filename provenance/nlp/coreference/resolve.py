"""Whom the words of a source mean: a name, a short name, a pronoun, a title, or a voice without a name.

Owns the way from source to speaker inside one article. It refuses rather than guesses: a pronoun without a fitting
antecedent gives no speaker.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.core.records import AgentKind, MentionKind
from provenance.core.text import name_key
from provenance.nlp.cast import Appearance, Cast, Member
from provenance.nlp.contents import Attribution
from provenance.nlp.lexicon import (
    DETERMINERS,
    FEMALE,
    FIRST_PERSON,
    GENERIC_HEADS,
    MALE,
    MEDIA_HEADS,
    NEUTER,
    PLURAL,
    PREPOSITIONS,
    RELATIVE,
    SPEAKS_FOR,
    TITLES,
    kind_of_head,
)
from provenance.nlp.names import Name
from provenance.nlp.sentences import Reading, TokenRange

_FAR = 12
_NEAR = 4
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_AFTER_HEAD = PREPOSITIONS | {"who", "which", "that", "familiar", "close", "involved", "briefed", "(", "-", "—"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whom a source means.

    Attributes:
        name: The fullest usual name, or the description.
        kind: What it is.
        mention: The grammar of the source.
        method: The rule that found it.
        score: Probability in [0, 1] that it is right.
        antecedent: The words that told whom the source means; None where the source tells it itself.
        principal: For whom a spokesman or lawyer speaks; None where he speaks for himself.
    """

    name: str
    kind: AgentKind
    mention: MentionKind
    method: str
    score: float
    antecedent: TokenRange | None = None
    principal: Member | None = None


def find_voices(cast: Cast, attributions: Sequence[Attribution]) -> list[Voice | None]:
    """Find whom the sources of an article mean, in the order of the text, so that each knows who spoke before it.

    Args:
        cast: The people and bodies of the article; every speaker that is found appears in it from then on.
        attributions: Who is quoted; one without a source has no speaker.

    Returns:
        One for each attribution; None where the article does not tell.
    """
    return [_speak(cast, found) for found in attributions]


def _speak(cast: Cast, found: Attribution) -> Voice | None:
    if found.source is None:
        return None
    voice = find_voice(cast, found.source, own=found.contents)
    if voice and voice.kind in {AgentKind.PERSON, AgentKind.ORGANISATION, AgentKind.GROUP}:
        member = cast.member(voice.name) or Member(name=voice.name, kind=voice.kind)
        cast.appear(member, found.source, is_source=True)
    return voice


def find_voice(cast: Cast, source: TokenRange, *, own: Sequence[TokenRange] = ()) -> Voice | None:
    """Find whom the words of a source mean.

    Args:
        cast: The people and bodies of the article, with the sources found before this one.
        source: The words.
        own: The contents attributed to the source, in which its antecedent never stands.

    Returns:
        None where the article does not tell.
    """
    reading = cast.reading
    if source[1] - source[0] == 1 and reading.lower[source[0]] in _PRONOUN_RULES:
        return _PRONOUN_RULES[reading.lower[source[0]]](cast, source, own)
    core = _core(reading, source)
    names = [n for n in cast.names_in(core) if n.tokens[1] <= core[1]]
    joint = _joint(cast, core, names)
    if joint:
        return joint
    if len(names) > 1 and _is_placed(reading, core, names):
        return _named(cast, names[0], others=(), core=core)
    if names and _heads(reading, core, names[-1]):
        return _named(cast, names[-1], others=names[:-1], core=core)
    glossed = _glossed(cast, source, core)
    return glossed or _described(cast, core, names, own)


def _core(reading: Reading, source: TokenRange) -> TokenRange:
    """Cut a source down to its first phrase: without apposition, brackets and relative clause."""
    start, end = source
    stops = (i for i in range(start + 1, end) if reading.words[i] in {",", "("} or reading.lower[i] in {"who", "which"})
    stop = next(stops, end)
    return (start, end) if stop - start == 1 and reading.lower[start] in DETERMINERS else (start, stop)


def _is_placed(reading: Reading, core: TokenRange, names: Sequence[Name]) -> bool:
    """Say whether a person's name opens the phrase and the rest says where from: "Rep. Jane Roe of Maryland"."""
    first = names[0]
    opens = first.tokens[0] - len(first.title.split()) <= core[0]
    return opens and first.kind is not AgentKind.ORGANISATION and reading.lower[first.tokens[1]] in {"of", "from", "at"}


def _heads(reading: Reading, core: TokenRange, name: Name) -> bool:
    """Say whether a name is the head of its phrase, and not what belongs to the head: "an aide to Trump"."""
    if name.tokens[1] != core[1]:
        return False
    before = name.tokens[0] - 1 - len(name.title.split())
    return (
        before < core[0]
        or reading.lower[before] not in PREPOSITIONS | DETERMINERS - {"the"}
        or (before == core[0] and reading.lower[before] in DETERMINERS)
    )


def _named(cast: Cast, name: Name, *, others: Sequence[Name], core: TokenRange) -> Voice:
    member = cast.meet(name)
    principal = _principal(cast, core, others)
    if member:
        full = name_key(member.name) == name_key(name.text)
        method, score = ("full-name", 0.98) if full else ("short-name", 0.93)
        return Voice(
            name=member.name,
            kind=member.kind,
            mention=MentionKind.NAME,
            method=method,
            score=score,
            principal=principal,
        )
    kind = name.kind or (AgentKind.GROUP if name.text.endswith("s") and " " not in name.text else AgentKind.PERSON)
    return Voice(
        name=name.text, kind=kind, mention=MentionKind.NAME, method="single-word", score=0.6, principal=principal
    )


def _principal(cast: Cast, core: TokenRange, names: Sequence[Name]) -> Member | None:
    speaks = any(cast.reading.lower[i] in SPEAKS_FOR for i in range(*core))
    if not speaks or not names:
        return None
    return cast.meet(names[-1]) or Member(name=names[-1].text, kind=names[-1].kind or AgentKind.PERSON)


def _joint(cast: Cast, core: TokenRange, names: Sequence[Name]) -> Voice | None:
    """Read two names joined by "and" as one group of speakers."""
    if len(names) < len(("left", "right")) or names[-1].tokens[1] != core[1]:
        return None
    left, right = names[-2], names[-1]
    between = cast.reading.lower[left.tokens[1] : right.tokens[0] - len(right.title.split())]
    if between != ("and",) or left.tokens[0] - len(left.title.split()) > core[0] + 1:
        return None
    members = [cast.meet(n) for n in (left, right)]
    text = " and ".join(m.name if m else n.text for m, n in zip(members, (left, right), strict=True))
    return Voice(name=text, kind=AgentKind.GROUP, mention=MentionKind.NAME, method="joint", score=0.8)


def _glossed(cast: Cast, source: TokenRange, core: TokenRange) -> Voice | None:
    """Take the name that an apposition gives: "the group’s director, Jane Roe,"."""
    behind = cast.names_in((core[1], source[1]))
    name = next((n for n in behind if n.tokens[0] - len(n.title.split()) == core[1] + 1), None)
    if name is None or name.tokens[1] > source[1] or name.kind in {AgentKind.ORGANISATION, None}:
        return None
    return _named(cast, name, others=cast.names_in(core), core=core)


def _described(cast: Cast, core: TokenRange, names: Sequence[Name], own: Sequence[TokenRange]) -> Voice | None:
    reading = cast.reading
    head = _head(reading, core)
    kind = kind_of_head(reading.lower[head])
    definite = reading.lower[core[0]] in _DEFINITE
    named = next((n for n in names if n.tokens[1] == head and n.known and n.known.relay), None)
    if named and reading.lower[head] in MEDIA_HEADS:
        return _named(cast, named, others=(), core=core)
    if reading.lower[core[0]] in _POSSESSIVE and core[1] - core[0] > 1:
        return _possessed(cast, core, kind, own)
    if definite:
        found = _by_title(cast, core, head) or _last_source(cast, core, head, own)
        if found:
            return found
    if (
        kind is AgentKind.DOCUMENT
        and names
        and reading.lower[head + 1 : head + 2]
        and (reading.lower[head + 1] in {"from", "by", "of"})
    ):
        return _named(cast, names[-1], others=(), core=core)
    known = cast.registry.find(reading.text(core))
    if known:
        return Voice(name=known.name, kind=known.kind, mention=MentionKind.NOMINAL, method="registry", score=0.85)
    text = " ".join(reading.text(core).split())
    principal = _principal(cast, core, names)
    return Voice(
        name=text, kind=kind or AgentKind.UNNAMED, mention=MentionKind.NOMINAL, method="description",
        score=0.85 if kind else 0.6, principal=principal,
    )  # fmt: skip


def _head(reading: Reading, core: TokenRange) -> int:
    """Return the head noun of a phrase: the last word before what hangs on it."""
    for i in range(core[0] + 1, core[1]):
        if reading.lower[i] in _AFTER_HEAD:
            return i - 1
    return core[1] - 1


def _by_title(cast: Cast, core: TokenRange, head: int) -> Voice | None:
    """Find the person whom the article called by these words: "the senator" after "Senator Jane Roe"."""
    words = set(cast.reading.lower[core[0] + 1 : head + 1])
    if not words & TITLES:
        return None
    fits = [a for a in cast.before(core[0]) if words <= a.member.words]
    return _from(fits[-1], method="title", score=0.85, mention=MentionKind.NOMINAL) if fits else None


def _last_source(cast: Cast, core: TokenRange, head: int, own: Sequence[TokenRange]) -> Voice | None:
    """Take "the candidate" for the person, and "the group" for the body, that the text speaks of just before."""
    kind = kind_of_head(cast.reading.lower[head])
    if cast.reading.lower[head] in GENERIC_HEADS:
        best = _salient(cast, core[0], own, gender=None)
        return _from(best, method="last-person", score=0.6, mention=MentionKind.NOMINAL) if best else None
    if kind is not AgentKind.ORGANISATION:
        return None
    near = [
        a
        for a in cast.before(core[0])
        if a.member.kind is kind and (a.is_source or _is_subject(cast.reading, a.tokens[0]))
    ]
    if not near or _distance(cast.reading, near[-1].tokens[0], core[0]) > _NEAR:
        return None
    return _from(near[-1], method="last-body", score=0.6, mention=MentionKind.NOMINAL)


def _possessed(cast: Cast, core: TokenRange, kind: AgentKind | None, own: Sequence[TokenRange]) -> Voice:
    """Name "his operatives" after whoever "he" is: "Donald Trump’s operatives"."""
    owner = _PRONOUN_RULES[cast.reading.lower[core[0]]](cast, core, own)
    text = " ".join(cast.reading.text((core[0] + 1, core[1])).split())
    name = f"{owner.name}'s {text}" if owner else " ".join(cast.reading.text(core).split())
    return Voice(
        name=name, kind=kind or AgentKind.UNNAMED, mention=MentionKind.NOMINAL, method="possessive",
        score=owner.score if owner else 0.4, antecedent=owner.antecedent if owner else None,
    )  # fmt: skip


def _from(appearance: Appearance, *, method: str, score: float, mention: MentionKind) -> Voice:
    member = appearance.member
    return Voice(
        name=member.name, kind=member.kind, mention=mention, method=method, score=score, antecedent=appearance.tokens
    )


def _personal(cast: Cast, source: TokenRange, own: Sequence[TokenRange]) -> Voice | None:
    """Resolve "he" and "she": the fitting person who is closest, spoke last, or is the subject."""
    wanted = "f" if cast.reading.lower[source[0]] in FEMALE else "m"
    best = _salient(cast, source[0], own, gender=wanted)
    return _from(best, method="pronoun", score=0.8, mention=MentionKind.PRONOUN) if best else None


def _salient(cast: Cast, word: int, own: Sequence[TokenRange], *, gender: str | None) -> Appearance | None:
    """Return where the person appeared whom the text speaks of before a word; None where nobody is near enough."""
    places = [
        place
        for place in cast.before(word)
        if place.member.kind is AgentKind.PERSON
        and (gender is None or place.member.gender in {gender, None})
        and not any(start <= place.tokens[0] < end for start, end in own)
    ]
    best = max(places, key=lambda p: (_weight(cast.reading, p, word), p.tokens), default=None)
    return best if best and _weight(cast.reading, best, word) >= -_FAR else None


def _weight(reading: Reading, place: Appearance, word: int) -> float:
    """Weigh an antecedent: near, speaking and subject count for it, quoted, possessive and oblique against it."""
    start, end = place.tokens
    weight = -1.0 * _distance(reading, start, word)
    weight += 2.0 * place.is_source
    weight += 1.2 * _is_subject(reading, start)
    weight -= 1.5 * (reading.region_of[start] >= 0)
    weight -= 0.8 * (end < len(reading.lower) and reading.lower[end] in {"'s", "'"})
    weight -= 0.8 * (start > 0 and reading.lower[start - 1] in PREPOSITIONS)
    weight -= 0.6 * (place.member.gender is None)
    return weight


def _is_subject(reading: Reading, word: int) -> bool:
    """Say whether a name opens its sentence, or stands behind a fronted phrase and its comma."""
    before = range(reading.sentence_at(word).start, word)
    return all(reading.lower[i] in TITLES | DETERMINERS | {"and", "but"} or reading.is_name(i) for i in before) or (
        reading.words[word - 1] == ","
    )


def _distance(reading: Reading, one: int, other: int) -> int:
    """Count the sentences between two words."""
    return reading.sentence_of[other] - reading.sentence_of[one]


def _plural(cast: Cast, source: TokenRange, own: Sequence[TokenRange]) -> Voice | None:
    return _last_of(cast, source, own, {AgentKind.GROUP, AgentKind.ORGANISATION}, method="plural-pronoun")


def _neuter(cast: Cast, source: TokenRange, own: Sequence[TokenRange]) -> Voice | None:
    return _last_of(cast, source, own, {AgentKind.ORGANISATION, AgentKind.DOCUMENT}, method="neuter-pronoun")


def _last_of(
    cast: Cast, source: TokenRange, own: Sequence[TokenRange], kinds: set[AgentKind], *, method: str
) -> Voice | None:
    near = [
        a
        for a in cast.before(source[0])
        if a.member.kind in kinds and (a.is_source or _is_subject(cast.reading, a.tokens[0]))
        and not any(start <= a.tokens[0] < end for start, end in own)
    ]  # fmt: skip
    if not near or _distance(cast.reading, near[-1].tokens[0], source[0]) > _NEAR:
        return None
    return _from(near[-1], method=method, score=0.6, mention=MentionKind.PRONOUN)


def _relative(cast: Cast, source: TokenRange, _own: Sequence[TokenRange]) -> Voice | None:
    """Resolve "who" and "which" to the name right before them."""
    near = [a for a in cast.before(source[0]) if source[0] - a.tokens[1] <= len((",", "who"))]
    return _from(near[-1], method="relative", score=0.8, mention=MentionKind.PRONOUN) if near else None


def _author(cast: Cast, source: TokenRange, _own: Sequence[TokenRange]) -> Voice | None:
    """Take "I" and "we" outside of quotation marks for the article's own writer."""
    if cast.reading.region_of[source[0]] >= 0:
        return None
    return Voice(name="author", kind=AgentKind.AUTHOR, mention=MentionKind.PRONOUN, method="first-person", score=0.6)


_PRONOUN_RULES = {
    **dict.fromkeys(MALE | FEMALE, _personal),
    **dict.fromkeys(PLURAL, _plural),
    **dict.fromkeys(NEUTER, _neuter),
    **dict.fromkeys(RELATIVE, _relative),
    **dict.fromkeys(FIRST_PERSON, _author),
}
