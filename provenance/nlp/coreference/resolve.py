"""Resolves the sources of one article in the order of its text, so that each knows who spoke before it.

It refuses rather than guesses: a pronoun without a likely antecedent gives no speaker.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provenance.core.records import AgentKind, MentionKind
from provenance.nlp.cast import Cast
from provenance.nlp.contents import Attribution
from provenance.nlp.coreference.antecedents import Anaphor, AnaphorKind, Candidate, find_candidates
from provenance.nlp.coreference.described import find_body, find_described, possessed_voice
from provenance.nlp.coreference.documents import find_issuer
from provenance.nlp.coreference.holders import Holders, find_holders, role_of
from provenance.nlp.coreference.mentions import note_nominals
from provenance.nlp.coreference.named import find_named
from provenance.nlp.coreference.nouns import (
    POSSESSIVE,
    find_owner,
    find_possessive,
    is_bare,
    is_from_elsewhere,
    narrow,
    read_noun,
)
from provenance.nlp.coreference.phrases import Phrase, read_phrase
from provenance.nlp.coreference.pronouns import (
    ANAPHORIC,
    RESOLVED,
    find_pair,
    find_plain,
    find_relative,
    gender_of_pronoun,
    is_pair,
)
from provenance.nlp.coreference.scorer import Choice, Chooser, load_scorer
from provenance.nlp.coreference.voice import Voice, voice_of
from provenance.nlp.lexicon import FEMALE, FIRST_PERSON, MALE, RELATIVE, SPEAKS_FOR
from provenance.nlp.members import Member
from provenance.nlp.sentences import TokenRange

# How many contents may begin between a word and the beginning of what holds it.
_DEEPEST = 20
_RELATIVE, _HELD, _LATER = 0.8, 0.8, 0.7
# Whom the first two paragraphs describe, one of the next three names.
_LEDE, _AHEAD = 1, 3
# Words that mean nobody alone: what is left of a source that was cut short.
_REST = frozenset({"the", "a", "an", "whom"})
_ALONE = _REST | RESOLVED | RELATIVE | ANAPHORIC.keys()
_SPEAKERS = frozenset({AgentKind.AUTHOR, AgentKind.GENERIC})


def find_voices(
    cast: Cast, attributions: Sequence[Attribution], *, chooser: Chooser | None = None
) -> list[Voice | None]:
    """Find whom the sources of an article mean.

    Args:
        cast: The people and bodies of the article; every speaker that is found appears in it from then on.
        attributions: Who is quoted; one without a source has no speaker.
        chooser: Chooses among candidates; None for the weights that ship with the package.

    Returns:
        One for each attribution; None where the article does not tell.
    """
    walk = _Walk(cast, attributions, chooser or load_scorer())
    return walk.run()


@dataclass(slots=True)
class _Walk:
    """One way through an article, from its first source or pronoun to its last."""

    cast: Cast
    attributions: Sequence[Attribution]
    chooser: Chooser
    knows_nominals: bool = False
    holders: Holders | None = None

    def run(self) -> list[Voice | None]:
        voices: list[Voice | None] = [None] * len(self.attributions)
        clauses = _Clauses(self.attributions)
        stops = [(found.source[0], number) for number, found in enumerate(self.attributions) if found.source]
        for word, number in sorted([*stops, *((word, -1) for word in self._loose_pronouns())]):
            if number < 0:
                self._follow(word, _speaker(clauses.at(word, voices)))
                continue
            source = self.attributions[number].source
            if source:
                voices[number] = self._find(source, self.attributions[number].contents)
                self._note(voices[number], source)
        for number, found in enumerate(self.attributions):
            if voices[number] is None and found.source and self._is_first_person(found.source):
                voices[number] = _quoted_self(clauses.around(found.source[0], number, voices))
        return voices

    def _loose_pronouns(self) -> list[int]:
        """Return where "he" and "she" stand that nothing is attributed to: they tell of whom the text goes on."""
        reading = self.cast.reading
        taken = {i for found in self.attributions if found.source for i in range(*found.source)}
        personal = MALE | FEMALE
        return [
            i for i, word in enumerate(reading.lower)
            if word in personal and i not in taken and reading.region_of[i] < 0
        ]  # fmt: skip

    def _follow(self, word: int, speaker: Member | None) -> None:
        voice = self._choose(self._pronoun((word, word + 1), (), speaker))
        if voice and voice.member:
            self.cast.appear(voice.member, (word, word + 1), is_source=False)

    def _note(self, voice: Voice | None, source: TokenRange) -> None:
        """Let a speaker appear where he speaks, for what follows."""
        if voice and voice.member and voice.kind not in _SPEAKERS:
            self.cast.appear(voice.member, source, is_source=True)

    def _find(self, source: TokenRange, own: Sequence[TokenRange]) -> Voice | None:
        if is_pair(self.cast, source):
            return find_pair(self.cast, source)
        if source[1] - source[0] == 1 and self.cast.reading.lower[source[0]] in _ALONE:
            return self._find_word(source, own)
        if source[1] - source[0] > 1 and self.cast.reading.lower[source[1] - 1] == "whom":
            return self._find_share(source, own)
        return self._find_phrase(read_phrase(self.cast, source), own)

    def _find_word(self, source: TokenRange, own: Sequence[TokenRange]) -> Voice | None:
        word = self.cast.reading.lower[source[0]]
        if word in ANAPHORIC:
            return self._choose(self._pronoun(source, own))
        if word in RELATIVE:
            return self._find_relative(source[0], own)
        return find_plain(self.cast, source) if word in RESOLVED else None

    def _find_relative(self, word: int, own: Sequence[TokenRange]) -> Voice | None:
        found = find_relative(self.cast, word)
        if isinstance(found, Phrase):
            voice, antecedent = self._find_phrase(found, own), found.core
        elif found:
            voice = voice_of(found.member, mention=MentionKind.PRONOUN, method="relative", score=_RELATIVE)
            antecedent = found.tokens
        else:
            return None
        pronoun = MentionKind.PRONOUN
        return replace(voice, mention=pronoun, method="relative", antecedent=antecedent) if voice else None

    def _find_share(self, source: TokenRange, own: Sequence[TokenRange]) -> Voice | None:
        """Read "most of whom" as most of those whom the words before it mean."""
        whole = self._find_relative(source[0], own)
        if whole is None:
            return None
        name = f"{self.cast.reading.text((source[0], source[1] - 1))} {whole.name}"
        return replace(whole, name=name, kind=AgentKind.GROUP, member=None)

    def _find_phrase(self, phrase: Phrase, own: Sequence[TokenRange]) -> Voice | None:
        return find_named(self.cast, phrase) or self._find_described(phrase, own)

    def _find_described(self, phrase: Phrase, own: Sequence[TokenRange]) -> Voice | None:
        first, end = phrase.core
        word = self.cast.reading.lower[first]
        if word in POSSESSIVE | {"whose"} and end - first > 1:
            at = (first, first + 1)
            owner = self._find_relative(first, own) if word == "whose" else self._choose(self._pronoun(at, own))
            return self._find_owned(phrase, owner, start=first + 1) if owner else None
        mark = find_possessive(self.cast, phrase)
        if mark:
            owner = self._find_noun(read_phrase(self.cast, (first, mark)), own)
            if owner and owner.member and not owner.member.is_description:
                return self._find_owned(phrase, owner, start=mark + 1)
            return find_described(self.cast, phrase)
        named = find_owner(self.cast, phrase)
        holder = self._holder(phrase, named) if named else None
        if holder or read_noun(self.cast, phrase):
            return holder or self._find_noun(phrase, own)
        return find_issuer(self.cast, phrase) or find_described(self.cast, phrase)

    def _find_owned(self, phrase: Phrase, owner: Voice, *, start: int) -> Voice:
        holder = self._holder(phrase, owner.member) if owner.member else None
        return holder or possessed_voice(self.cast, phrase, owner, start=start)

    def _holder(self, phrase: Phrase, owner: Member) -> Voice | None:
        """Find who holds a role for somebody, where the article names him: "Roe’s lawyer"."""
        if self.holders is None:
            self.holders = find_holders(self.cast)
        noun = self.cast.reading.lower[phrase.head]
        holder = self.holders.get((owner, role_of(noun) or ""))
        if holder is None:
            return None
        principal = owner if noun in SPEAKS_FOR else None
        return voice_of(holder, mention=MentionKind.NOMINAL, method="holder", score=_HELD, principal=principal)

    def _find_noun(self, phrase: Phrase, own: Sequence[TokenRange]) -> Voice | None:
        """Find whom a noun such as "the senator" means; what it says itself where nobody could be meant."""
        noun = read_noun(self.cast, phrase)
        if noun is None:
            return find_described(self.cast, phrase)
        body = find_body(self.cast, phrase)
        if body:
            return body
        noun = replace(noun, own=own)
        noun, candidates = narrow(noun, find_candidates(self.cast, noun))
        if not candidates:
            # Whoever "the minister" is, he is no voice without a name: only the text does not tell which one.
            return self._find_ahead(noun) or (None if is_bare(noun) else find_described(self.cast, phrase))
        choice = self.chooser.choose(noun, candidates)
        if choice is None or choice.candidate is None:
            return None
        return self._means(choice.candidate, choice.score, mention=MentionKind.NOMINAL)

    def _find_ahead(self, noun: Anaphor) -> Voice | None:
        """Find whom a headline or lede describes before the next paragraphs name him: "Senator from Texas says …"."""
        reading, word = self.cast.reading, noun.tokens[1]
        last = reading.sentence_at(word - 1).paragraph + _AHEAD
        if last > _LEDE + _AHEAD:
            return None
        behind = [a for a in self.cast.after(word) if reading.sentence_at(a.tokens[0]).paragraph <= last]
        fits = {a.member: a.tokens for a in reversed(behind) if _is_told(noun, a.member)}
        if len(fits) != 1:
            return None
        ((member, tokens),) = fits.items()
        return voice_of(member, mention=MentionKind.NOMINAL, method="named-later", score=_LATER, antecedent=tokens)

    def _pronoun(self, tokens: TokenRange, own: Sequence[TokenRange], speaker: Member | None = None) -> Anaphor:
        word = self.cast.reading.lower[tokens[0]]
        if ANAPHORIC[word] is not AnaphorKind.PERSON and not self.knows_nominals:
            note_nominals(self.cast)
            self.knows_nominals = True
        return Anaphor(tokens=tokens, kind=ANAPHORIC[word], gender=gender_of_pronoun(word), own=own, speaker=speaker)

    def _ask(self, anaphor: Anaphor) -> Choice | None:
        return self.chooser.choose(anaphor, find_candidates(self.cast, anaphor))

    def _choose(self, pronoun: Anaphor) -> Voice | None:
        choice = self._ask(pronoun)
        return self._means(choice.candidate, choice.score) if choice and choice.candidate else None

    def _means(self, candidate: Candidate, score: float, *, mention: MentionKind = MentionKind.PRONOUN) -> Voice:
        member = candidate.last.member
        return voice_of(
            member,
            mention=mention,
            method="pronoun" if mention is MentionKind.PRONOUN else "noun",
            score=score,
            antecedent=candidate.last.tokens,
            principal=self.cast.principals.get(member),
        )

    def _is_first_person(self, source: TokenRange) -> bool:
        return source[1] - source[0] == 1 and self.cast.reading.lower[source[0]] in FIRST_PERSON


def _is_told(noun: Anaphor, member: Member) -> bool:
    """Say whether an article tells of a person what a noun says."""
    is_one = member.kind is AgentKind.PERSON and noun.head in member.words and not is_from_elsewhere(noun, member.words)
    return is_one and not (noun.gender and member.gender and noun.gender != member.gender)


def _speaker(voice: Voice | None) -> Member | None:
    return voice.member if voice else None


def _quoted_self(voice: Voice | None) -> Voice | None:
    """Take "I" inside a quotation for whoever is quoted."""
    return replace(voice, mention=MentionKind.PRONOUN, method="quoted-self", antecedent=None) if voice else None


class _Clauses:
    """Which attribution the words of a text belong to."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        found = sorted((content, number) for number, a in enumerate(attributions) for content in a.contents)
        self._starts = [content[0] for content, _ in found]
        self._found = found

    def at(self, word: int, voices: Sequence[Voice | None]) -> Voice | None:
        """Return who says a word; None where nobody does, or where that is not known yet."""
        return self.around(word, -1, voices)

    def around(self, word: int, inner: int, voices: Sequence[Voice | None]) -> Voice | None:
        """Return who says what holds a word, leaving one attribution out."""
        last = bisect_right(self._starts, word)
        for (start, end), number in reversed(self._found[max(0, last - _DEEPEST) : last]):
            if start <= word < end and number != inner:
                return voices[number]
        return None
