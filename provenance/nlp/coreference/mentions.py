"""Groups, bodies and documents that a text speaks of without a name: "several dockers", "a new poll", "Republicans".

Owns where they stand. Only "they" and "it" ask for them, so that an article without these words costs nothing.
"""

from provenance.core.records import AgentKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.named import find_campaign
from provenance.nlp.coreference.nouns import DEFINITE, POSSESSIVE
from provenance.nlp.coreference.phrases import read_phrase
from provenance.nlp.lexicon import AUXILIARIES, BREAKS, CUES, DETERMINERS, PREPOSITIONS, PRONOUNS, kind_of_head
from provenance.nlp.members import Member
from provenance.nlp.sentences import Reading, TokenRange

_KINDS = frozenset({AgentKind.GROUP, AgentKind.ORGANISATION, AgentKind.DOCUMENT})
_LONGEST = 6
_OPENS = DETERMINERS - {"that"}
_STOPS = (CUES.keys() | AUXILIARIES | PREPOSITIONS | PRONOUNS | BREAKS | {"like"}) - _OPENS


def note_nominals(cast: Cast) -> None:
    """Let every group, body and document without a name appear in the cast where the text speaks of it."""
    reading = cast.reading
    named = {i for name in cast.names for i in range(*name.tokens)}
    for head, word in enumerate(reading.lower):
        if head in named or kind_of_head(word) not in _KINDS or reading.region_of[head] >= 0:
            continue
        if head + 1 < len(reading.lower) and kind_of_head(reading.lower[head + 1]):
            continue
        tokens = (_start(reading, head, named), head + 1)
        if tokens[0] == head and not word.endswith("s"):
            continue
        member = _member(cast, tokens)
        if member:
            cast.appear(member, tokens, is_source=False)


def _start(reading: Reading, head: int, named: set[int]) -> int:
    """Go left from a noun to its article, or to the last word that belongs to it."""
    start, floor = head, max(reading.sentence_at(head).start, head - _LONGEST)
    while start > floor and reading.lower[start] not in _OPENS:
        before = reading.lower[start - 1]
        is_part = before[:1].isalnum() or (before == "'s" and start - 1 not in named)
        if not is_part or before in _STOPS or before.endswith("ly"):
            break
        start -= 1
    return start


def _member(cast: Cast, tokens: TokenRange) -> Member | None:
    """Build what a phrase speaks of; "the campaign" and "his own party" point back themselves and are nothing new."""
    reading, (start, end) = cast.reading, tokens
    phrase = read_phrase(cast, tokens)
    campaign = find_campaign(cast, phrase)
    if campaign:
        return campaign.member
    points_back = reading.lower[start] in DEFINITE and end - start <= len(("the", "campaign"))
    if points_back or reading.lower[start] in POSSESSIVE:
        return None
    kind = kind_of_head(reading.lower[phrase.head])
    text = " ".join(reading.text(tokens).split())
    told = frozenset(reading.lower[start:end])
    return cast.join(Member(name=text, kind=kind, words=told, is_description=True)) if kind else None
