"""Who is behind what is written or counted: "a Quinnipiac University poll", "Roe’s remarks", "the statement".

Owns documents. One behind which nobody stands speaks for itself.
"""

from collections.abc import Sequence
from dataclasses import replace

from provenance.core.records import AgentKind, MentionKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.named import find_campaign, find_named, name_voice
from provenance.nlp.coreference.nouns import DEFINITE
from provenance.nlp.coreference.phrases import Phrase, read_phrase
from provenance.nlp.coreference.voice import Voice, voice_of
from provenance.nlp.lexicon import kind_of_head, words
from provenance.nlp.names import Name

_UTTERANCES = words("utterances")
_ISSUED = words("issued")
PAGES = words("pages")
# A message may come back as a letter, a statement as a release.
_ALIKE = tuple(map(frozenset, (
    {"statement", "statements", "release"}, {"message", "messages", "letter", "email", "e-mail", "note", "memo"},
    {"tweet", "tweets", "post", "posts"}, {"speech", "address", "remarks", "remark"}, {"comment", "comments"},
)))  # fmt: skip
# What somebody says, as a noun.
SAID = _UTTERANCES | words("speech_nouns")
_MAKES = frozenset({"by", "from", "of"})
_PLACES = frozenset({"on", "in", "at"})
# How many words stand between a document and the body behind it: "research conducted by the Center".
_CLOSE = 3
# How far behind a document stands who made it: "the survey, conducted by the institute".
_REACH = 5
# How many words back a document may have been told of.
_FAR = 600
_LIKELY = 0.6


def find_maker(cast: Cast, phrase: Phrase) -> Voice | None:
    """Find who is behind a document: "estimates from the Pentagon", "a Quinnipiac University poll", "Roe’s remarks"."""
    reading, head = cast.reading, phrase.head
    noun = reading.lower[head]
    if kind_of_head(noun) is not AgentKind.DOCUMENT and noun not in SAID:
        return None
    owner = next((n for n in phrase.names if n.tokens[1] < head and reading.lower[n.tokens[1]] == "'s"), None)
    if owner:
        return find_campaign(cast, _behind(cast, phrase, owner.tokens[0])) or name_voice(cast, owner)
    before = next((n for n in phrase.names if head - 1 <= n.tokens[1] <= head), None)
    makes = noun in _ISSUED and before is not None and _is_body(cast, before)
    if before and (makes or (noun in _UTTERANCES and _is_person(cast, before))):
        return name_voice(cast, before)
    by = next((i for i in range(head + 1, min(head + _REACH, phrase.source[1])) if reading.lower[i] in _MAKES), None)
    if by is None or by + 1 >= phrase.source[1]:
        return _site(cast, phrase)
    inner = _behind(cast, phrase, by + 1)
    return find_campaign(cast, inner) or find_named(cast, inner)


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
    if reading.lower[end - 1] not in PAGES or _PLACES.isdisjoint(reading.lower[phrase.head + 1 : end]):
        return None
    name = next((n for n in cast.names_in((phrase.head + 1, end))), None)
    if name is None:
        return None
    inner = Phrase(
        source=(name.tokens[0], end), core=(name.tokens[0], end), head=name.tokens[1], names=(name,), named=None
    )
    return find_campaign(cast, inner) or name_voice(cast, name)


def find_issuer(cast: Cast, phrase: Phrase) -> Voice | None:
    """Take "the statement" for whoever spoke in one, and "the study" for the study that the text told of."""
    reading, noun = cast.reading, cast.reading.lower[phrase.head]
    if reading.lower[phrase.core[0]] not in DEFINITE or kind_of_head(noun) is not AgentKind.DOCUMENT:
        return None
    introduced = _introduced(cast, noun, phrase.core[0])
    if introduced:
        return replace(introduced, mention=MentionKind.NOMINAL, method="same-noun", score=_LIKELY)
    speakers = [a for a in cast.before(phrase.core[0]) if a.is_source]
    if noun not in _UTTERANCES or not speakers:
        return None
    alike = next((nouns for nouns in _ALIKE if noun in nouns), frozenset({noun}))
    said = (a for a in reversed(speakers) if not alike.isdisjoint(_sentence_words(cast, a.tokens[0])))
    last = next(said, speakers[-1])
    return voice_of(last.member, mention=MentionKind.NOMINAL, method="issuer", score=_LIKELY, antecedent=last.tokens)


def _sentence_words(cast: Cast, word: int) -> Sequence[str]:
    sentence = cast.reading.sentence_at(word)
    return cast.reading.lower[sentence.start : sentence.end]


def _introduced(cast: Cast, noun: str, word: int) -> Voice | None:
    """Find whom the text told of with the same noun before: "a Marquette poll" before "the poll"."""
    reading = cast.reading
    for i in range(word - 1, max(0, word - _FAR), -1):
        if reading.lower[i] != noun:
            continue
        sentence = reading.sentence_at(i)
        phrase = read_phrase(cast, (max(sentence.start, i - _CLOSE), min(sentence.end, i + 2 * _CLOSE)))
        found = find_maker(cast, replace(phrase, head=i))
        if found:
            return replace(found, antecedent=(i, i + 1))
    same = [a for a in cast.before(word) if a.member.kind is AgentKind.DOCUMENT and noun in a.member.words]
    if not same:
        return None
    return voice_of(
        same[-1].member, mention=MentionKind.NOMINAL, method="same-noun", score=_LIKELY, antecedent=same[-1].tokens
    )
