"""Sources that describe somebody instead of naming him: documents, campaigns, aides, "the senator", "a U.S. official".

Owns what a description tells by itself. Whom "the senator" means is asked of the chooser.
"""

from dataclasses import replace

from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, MentionKind
from provenance.nlp.cast import Cast, Member
from provenance.nlp.coreference.antecedents import Anaphor, AnaphorKind
from provenance.nlp.coreference.named import find_campaign, find_principal, name_voice
from provenance.nlp.coreference.phrases import INDEFINITE, Phrase, read_phrase
from provenance.nlp.coreference.voice import Voice, voice_of
from provenance.nlp.lexicon import (
    BODY_HEADS,
    FEMALE_TITLES,
    GENERIC_HEADS,
    MALE_TITLES,
    MEDIA_HEADS,
    SPEAKS_FOR,
    TITLES,
    UNNAMED_HEADS,
    kind_of_head,
    words,
)
from provenance.nlp.names import Name
from provenance.nlp.sentences import TokenRange

POSSESSIVE = frozenset({"his", "her", "its", "their"})
_DEFINITE = frozenset({"the", "this", "that"})
_BODY_NOUNS = BODY_HEADS | MEDIA_HEADS | words("body_nouns")
_PERSON_NOUNS = UNNAMED_HEADS | GENERIC_HEADS | TITLES
_CAMPAIGNS = words("campaigns")
_UTTERANCES = words("utterances")
_PAGES = words("pages")
# What somebody says, as a noun.
SAID = _UTTERANCES | words("speech_nouns")
_AGE = "-year-old"
_MAKES = frozenset({"by", "from", "of"})
_PLACES = frozenset({"on", "in", "at"})
# How many words stand between a document and the body behind it: "research conducted by the Center".
_CLOSE = 3
# How far behind a document stands who made it: "the survey, conducted by the institute".
_REACH = 5
# How many words back a document may have been told of.
_FAR = 600
_CERTAIN, _LIKELY = 0.85, 0.6


def find_described(cast: Cast, phrase: Phrase) -> Voice:
    """Find whom a description means by itself; the description itself where it means nobody else."""
    return _medium(cast, phrase) or find_campaign(cast, phrase) or _maker(cast, phrase) or _description(cast, phrase)


def _medium(cast: Cast, phrase: Phrase) -> Voice | None:
    """Read "the KCNA news agency"."""
    named = next((n for n in phrase.names if n.tokens[1] == phrase.head and n.known and n.known.relay), None)
    return name_voice(cast, named) if named and cast.reading.lower[phrase.head] in MEDIA_HEADS else None


def _maker(cast: Cast, phrase: Phrase) -> Voice | None:
    """Find who is behind a document: "estimates from the Pentagon", "a Quinnipiac University poll", "Roe’s remarks"."""
    reading, head = cast.reading, phrase.head
    noun = reading.lower[head]
    if kind_of_head(noun) is not AgentKind.DOCUMENT and noun not in SAID:
        return None
    owner = next((n for n in phrase.names if n.tokens[1] < head and reading.lower[n.tokens[1]] == "'s"), None)
    if owner:
        return find_campaign(cast, _behind(cast, phrase, owner.tokens[0])) or name_voice(cast, owner)
    before = next((n for n in phrase.names if head - 1 <= n.tokens[1] <= head), None)
    if before and (_is_body(cast, before) or (noun in _UTTERANCES and _is_person(cast, before))):
        return name_voice(cast, before)
    by = next((i for i in range(head + 1, min(head + _REACH, phrase.source[1])) if reading.lower[i] in _MAKES), None)
    if by is None or by + 1 >= phrase.source[1]:
        return _site(cast, phrase)
    inner = _behind(cast, phrase, by + 1)
    found = find_campaign(cast, inner)
    return found or (name_voice(cast, inner.named) if inner.named else None)


def _behind(cast: Cast, phrase: Phrase, start: int) -> Phrase:
    return read_phrase(cast, (start, phrase.source[1]))


def _is_body(cast: Cast, name: Name) -> bool:
    return _kind(cast, name) in {AgentKind.ORGANISATION, None} and not (name.known and name.known.demonyms)


def _is_person(cast: Cast, name: Name) -> bool:
    return _kind(cast, name) is AgentKind.PERSON


def _kind(cast: Cast, name: Name) -> AgentKind | None:
    member = cast.meet(name)
    return member.kind if member else name.kind


def _site(cast: Cast, phrase: Phrase) -> Voice | None:
    """Read "a document on the Trump campaign’s website" as the campaign’s."""
    reading, end = cast.reading, phrase.source[1]
    if reading.lower[end - 1] not in _PAGES or _PLACES.isdisjoint(reading.lower[phrase.head + 1 : end]):
        return None
    name = next((n for n in cast.names_in((phrase.head + 1, end))), None)
    if name is None:
        return None
    inner = Phrase(
        source=(name.tokens[0], end), core=(name.tokens[0], end), head=name.tokens[1], names=(name,), named=None
    )
    return find_campaign(cast, inner) or name_voice(cast, name)


def _description(cast: Cast, phrase: Phrase) -> Voice:
    reading = cast.reading
    known = cast.registry.find(reading.text(phrase.core)) or _people_of(cast, phrase.core)
    if known:
        member = cast.join(Member(name=known.name, kind=known.kind, gender=known.gender))
        return voice_of(member, mention=MentionKind.NOMINAL, method="registry", score=_CERTAIN)
    kind = kind_of_head(reading.lower[phrase.head])
    told = frozenset(reading.lower[slice(*phrase.core)])
    body = cast.body_of(told, reading.lower[phrase.head])
    if body and reading.lower[phrase.core[0]] in _DEFINITE:
        return voice_of(body, mention=MentionKind.NOMINAL, method="words-of-name", score=_CERTAIN)
    text = _told_text(cast, phrase)
    member = Member(name=text, kind=kind or AgentKind.UNNAMED, gender=gender_of(told), words=told, is_description=True)
    voice = voice_of(
        cast.join(member) if kind else member,
        mention=MentionKind.NOMINAL,
        method="description",
        score=_CERTAIN if kind else _LIKELY,
        principal=find_principal(cast, phrase, None),
    )
    # What is no noun of people is nobody whom a later "he" could mean.
    return voice if kind else replace(voice, member=None)


def _told_text(cast: Cast, phrase: Phrase) -> str:
    """Write a description as it stands; a name in front of "and" in full: "Donald Trump and his aides"."""
    reading, (start, end) = cast.reading, phrase.core
    text = " ".join(reading.text((start, end)).split())
    first = phrase.names[0] if phrase.names else None
    if first is None or first.start != start or reading.lower[first.tokens[1]] != "and":
        return text
    member = cast.meet(first)
    return f"{member.name} {reading.text((first.tokens[1], end))}" if member else text


def _people_of(cast: Cast, core: TokenRange) -> KnownAgent | None:
    """Read a demonym alone as its country: the "Russian" of "the Russian claim"."""
    word = cast.reading.words[core[0]]
    if core[1] - core[0] > 1 or not word[:1].isupper():
        return None
    return cast.registry.country(word)


def gender_of(told: frozenset[str]) -> str | None:
    """Say what the words of a description tell: "congresswoman", "the former first lady"."""
    female = bool(told & (FEMALE_TITLES | {"woman", "mother", "wife", "daughter", "sister", "girl"}))
    male = bool(told & (MALE_TITLES | {"man", "father", "husband", "son", "brother", "boy"}))
    return None if female is male else "f" if female else "m"


def read_noun(cast: Cast, phrase: Phrase) -> Anaphor | None:
    """Read a description that points back: "the senator", "the bank"; None for one that points at nobody.

    A headline leaves the article out: "Senator from Texas says …".
    """
    reading, (start, end), head = cast.reading, phrase.core, phrase.head
    noun = reading.lower[head]
    is_title = noun in TITLES and noun not in POSSESSIVE and not any(
        reading.lower[i] in INDEFINITE | POSSESSIVE for i in range(start, head)
    )  # fmt: skip
    if reading.lower[start] not in _DEFINITE and not (is_title and reading.is_name(start) and end - start <= _CLOSE):
        return None
    if any(n.start <= head for n in phrase.names if not (n.known and n.known.demonyms)) and noun not in TITLES:
        return None
    kind = _noun_kind(noun)
    if kind is None or _is_plural(noun):
        return None
    told = frozenset(reading.lower[slice(start, end)]) - _DEFINITE
    return Anaphor(tokens=phrase.core, kind=kind, gender=gender_of(told), head=noun, words=told - {noun})


def _noun_kind(noun: str) -> AnaphorKind | None:
    if noun in _PERSON_NOUNS or noun.endswith(_AGE):
        return AnaphorKind.PERSON_NOUN
    return AnaphorKind.BODY_NOUN if noun in _BODY_NOUNS else None


def is_open(noun: Anaphor) -> bool:
    """Say whether a noun may mean anybody of its kind: "the candidate", not "the minister", whom a title must tell.

    Who is called by what he was, "the former first lady", is somebody of whom the text has spoken.
    """
    return (
        noun.kind is AnaphorKind.BODY_NOUN
        or noun.head in GENERIC_HEADS
        or "former" in noun.words
        or noun.head.endswith(_AGE)
    )


def _is_plural(noun: str) -> bool:
    return kind_of_head(noun) is AgentKind.GROUP and noun != "media"


def find_issuer(cast: Cast, phrase: Phrase) -> Voice | None:
    """Take "the statement" for whoever spoke last, and "the study" for the study that the text told of."""
    reading, noun = cast.reading, cast.reading.lower[phrase.head]
    if reading.lower[phrase.core[0]] not in _DEFINITE or kind_of_head(noun) is not AgentKind.DOCUMENT:
        return None
    introduced = _introduced(cast, noun, phrase.core[0])
    if introduced:
        return replace(introduced, mention=MentionKind.NOMINAL, method="same-noun", score=_LIKELY)
    speakers = [a for a in cast.before(phrase.core[0]) if a.is_source]
    if noun not in _UTTERANCES or not speakers:
        return None
    last = speakers[-1]
    return voice_of(last.member, mention=MentionKind.NOMINAL, method="issuer", score=_LIKELY, antecedent=last.tokens)


def _introduced(cast: Cast, noun: str, word: int) -> Voice | None:
    """Find whom the text told of with the same noun before: "a Marquette poll" before "the poll"."""
    reading = cast.reading
    for i in range(word - 1, max(0, word - _FAR), -1):
        if reading.lower[i] != noun:
            continue
        sentence = reading.sentence_at(i)
        phrase = read_phrase(cast, (max(sentence.start, i - _CLOSE), min(sentence.end, i + 2 * _CLOSE)))
        found = _maker(cast, replace(phrase, head=i))
        if found:
            return replace(found, antecedent=(i, i + 1))
    same = [a for a in cast.before(word) if a.member.kind is AgentKind.DOCUMENT and noun in a.member.words]
    if not same:
        return None
    return voice_of(
        same[-1].member, mention=MentionKind.NOMINAL, method="same-noun", score=_LIKELY, antecedent=same[-1].tokens
    )


def possessed_voice(cast: Cast, phrase: Phrase, owner: Voice) -> Voice:
    """Name "his operatives" after whoever "he" is: "Donald Trump’s operatives"; what he wrote is his own voice."""
    reading = cast.reading
    noun = reading.lower[phrase.head]
    kind = kind_of_head(noun)
    if kind is AgentKind.DOCUMENT or noun in SAID | _PAGES:
        return owner
    text = " ".join(reading.text((phrase.core[0] + 1, phrase.core[1])).split())
    is_body = reading.lower[phrase.head] in _CAMPAIGNS
    name = f"{owner.name} {text}" if is_body else f"{owner.name}'s {text}"
    told = frozenset(reading.lower[slice(*phrase.core)])
    gender = gender_of(told)
    kind = AgentKind.ORGANISATION if is_body else kind or AgentKind.UNNAMED
    member = cast.join(Member(name=name, kind=kind, gender=gender, words=told, is_description=True))
    speaks = reading.lower[phrase.head] in SPEAKS_FOR or find_principal(cast, phrase, None) is not None
    return voice_of(
        member,
        mention=MentionKind.NOMINAL,
        method="possessive",
        score=owner.score,
        antecedent=owner.antecedent,
        principal=owner.member if speaks else None,
    )
