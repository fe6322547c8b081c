"""Sources that describe somebody instead of naming him: documents, campaigns, aides, "the senator", "a U.S. official".

Owns what a description tells by itself. Whom "the senator" means is asked of the chooser.
"""

from dataclasses import replace

from provenance.core.records import AgentKind, MentionKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.documents import PAGES, SAID, find_maker
from provenance.nlp.coreference.named import find_campaign, find_principal, name_voice
from provenance.nlp.coreference.nouns import DEFINITE, gender_of
from provenance.nlp.coreference.phrases import Phrase
from provenance.nlp.coreference.voice import Voice, voice_of
from provenance.nlp.lexicon import MEDIA_HEADS, SPEAKS_FOR, kind_of_head, words
from provenance.nlp.members import Member
from provenance.nlp.names import Name
from provenance.nlp.sentences import TokenRange

_CAMPAIGNS = words("campaigns")
_CERTAIN, _LIKELY = 0.85, 0.6
_ONE_AND_NOUN = 2
# What may be a plural where it ends in "s", unlike "James".
_PLURAL = frozenset({AgentKind.GROUP, AgentKind.UNNAMED})


def find_described(cast: Cast, phrase: Phrase) -> Voice:
    """Find whom a description means by itself; the description itself where it means nobody else."""
    return (
        _medium(cast, phrase) or find_campaign(cast, phrase) or find_maker(cast, phrase) or _description(cast, phrase)
    )


def _medium(cast: Cast, phrase: Phrase) -> Voice | None:
    """Read "the KCNA news agency"."""
    named = next((n for n in phrase.names if n.tokens[1] == phrase.head and n.known and n.known.relay), None)
    return name_voice(cast, named) if named and cast.reading.lower[phrase.head] in MEDIA_HEADS else None


def find_body(cast: Cast, phrase: Phrase) -> Voice | None:
    """Find the body whose name a definite description writes small: "the justice department"."""
    reading = cast.reading
    if reading.lower[phrase.core[0]] not in DEFINITE:
        return None
    body = cast.body_of(frozenset(reading.lower[slice(*phrase.core)]), reading.lower[phrase.head])
    return voice_of(body, mention=MentionKind.NOMINAL, method="words-of-name", score=_CERTAIN) if body else None


def _description(cast: Cast, phrase: Phrase) -> Voice:
    reading = cast.reading
    known = _known(cast, phrase.core)
    if known:
        return voice_of(known, mention=MentionKind.NOMINAL, method="registry", score=_CERTAIN)
    kind = kind_of_head(reading.lower[phrase.head])
    told = frozenset(reading.lower[slice(*phrase.core)])
    member = Member(
        name=_told_text(cast, phrase),
        kind=kind or AgentKind.UNNAMED,
        gender=gender_of(told),
        words=told,
        is_description=True,
    )
    voice = voice_of(
        cast.join(member) if kind else member,
        mention=MentionKind.NOMINAL,
        method="description",
        score=_CERTAIN if kind else _LIKELY,
        principal=find_principal(cast, phrase, None),
    )
    # What is no noun of people is nobody whom a later "he" could mean.
    return voice if kind else replace(voice, member=None)


def _known(cast: Cast, core: TokenRange) -> Member | None:
    """Find whom the registry knows by a description, and by a demonym alone: the "Russian" of "the Russian claim".

    A demonym may be somebody's surname: in an article about Mark Cuban it is.
    """
    reading = cast.reading
    known = cast.registry.find(reading.text(core))
    word = reading.words[core[0]]
    if known is None and core[1] - core[0] == 1 and word[:1].isupper():
        named = cast.meet(Name(tokens=core, text=word, kind=None))
        if named:
            return named
        known = cast.registry.country(word)
    return cast.know(known) if known else None


def _told_text(cast: Cast, phrase: Phrase) -> str:
    """Write a description as it stands, with the full name of the person that it opens with: "Roe’s aides"."""
    reading, (start, end) = cast.reading, phrase.core
    first = phrase.names[0] if phrase.names else None
    member = cast.meet(first) if first else None
    # "One official" is an official.
    is_article = reading.lower[start] == "one" and reading.lower[start + 1 : start + 2] not in {("of",), ("or",)}
    start += is_article and end - start > _ONE_AND_NOUN
    text = reading.text((start, end))
    opens = first is not None and first.start == start and reading.lower[first.tokens[1]] in {"and", "'s", "'"}
    if first and member and opens and member.kind is AgentKind.PERSON:
        text = member.name + reading.written[reading.span(first.tokens).end : reading.span((start, end)).end]
    return " ".join(text.split())


def possessed_voice(cast: Cast, phrase: Phrase, owner: Voice, *, start: int) -> Voice:
    """Name "his operatives" after whoever "he" is: "Donald Trump’s operatives"; what he wrote is his own voice.

    Args:
        cast: The article's people and bodies.
        phrase: The source.
        owner: Whom it says that they are somebody's of.
        start: The first word behind the owner.
    """
    reading = cast.reading
    noun = reading.lower[phrase.head]
    kind = kind_of_head(noun)
    if kind is AgentKind.DOCUMENT or noun in SAID | PAGES:
        return owner
    text = " ".join(reading.text((start, phrase.core[1])).split())
    is_body = reading.lower[phrase.head] in _CAMPAIGNS
    mark = "'" if owner.kind in _PLURAL and owner.name.endswith("s") else "'s"
    name = f"{owner.name} {text}" if is_body else f"{owner.name}{mark} {text}"
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
