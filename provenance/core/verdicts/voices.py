"""What a draft claims, what the database holds, and whether both mean the same speaker.

Owns the judgement on voices. A wrong speaker is a grave thing to say of a draft, so whatever the database cannot know
for sure - an unnamed voice, a body under another name - is unconfirmed and never another speaker.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from provenance.core.judgements import Judgement
from provenance.core.likeness.judging import judge_names
from provenance.core.records import Agent, AgentKind
from provenance.core.text import name_key
from provenance.core.variants.wording import Wording

# Who speaks without a name that others could check.
NAMELESS = frozenset(
    {AgentKind.UNNAMED, AgentKind.GROUP, AgentKind.GENERIC, AgentKind.AUTHOR, AgentKind.DOCUMENT}
)  # fmt: skip


class Voice(StrEnum):
    """Does the draft name the speaker whom the database has?

    `SAME`: by one of the names. `PART`: by a part of the name, such as the surname. `PRINCIPAL`: one of the two speaks
    for the other. `RELAY`: it names who carried the words. `UNCLAIMED`: it names nobody. `UNCONFIRMED`: the database
    knows no name, or one that may mean the same. `OTHER`: the database has somebody else.
    """

    SAME = "same"
    PART = "part of the name"
    PRINCIPAL = "speaks for"
    RELAY = "relay"
    UNCLAIMED = "nobody named"
    UNCONFIRMED = "unconfirmed"
    OTHER = "other"


NAMED = frozenset({Voice.SAME, Voice.PART, Voice.PRINCIPAL})
AGREEING = frozenset({Voice.SAME, Voice.PART, Voice.PRINCIPAL, Voice.RELAY, Voice.UNCLAIMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a draft says was said.

    Attributes:
        words: As the draft quotes them, without the marks around them.
        speaker: Name of who is said to speak; None where the draft names nobody.
        kind: What the speaker is; None where that is unknown.
        principal: Name of whom the speaker speaks for; None for nobody.
        before: What the draft says right before, in the same paragraph.
    """

    words: str
    speaker: str | None = None
    kind: AgentKind | None = None
    principal: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """An agent and every name under which it goes, that of its record among them or not."""

    agent: Agent
    others: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all names; see `provenance.core.text.name_key`."""
        return frozenset(map(name_key, (self.agent.name, *self.others)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage stands: what is known of its article, and the words around it."""

    locator: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quotation of the database, as far as a claim is compared with it.

    Attributes:
        id: `qt_…`.
        wording: Its words, and which of them claim to be verbatim.
        version: `av_…` of the article that it stands in.
        start: Its first character there.
        end: One past the last.
        speaker: Who speaks; None where that is unknown.
        principal: Whom the speaker speaks for; None for nobody.
        relays: Who carried the words, from the speaker outwards, as far as they are known.
        translated_from: Why it is known to be a translation, in words; None where nothing says so.
        place: Where it stands.
    """

    id: str
    wording: Wording
    version: str
    start: int
    end: int
    speaker: Names | None
    principal: Names | None = None
    relays: tuple[Names, ...] = ()
    translated_from: str | None = None
    place: Place


def judge_voice(claim: Claim, passage: Passage) -> Voice:
    """Decide whether a draft names the speaker of a passage."""
    if claim.speaker is None:
        return Voice.UNCLAIMED
    key, speaker = name_key(claim.speaker), passage.speaker
    if speaker and key in speaker.keys:
        return Voice.SAME
    if _speaks_for(claim, passage):
        return Voice.PRINCIPAL
    if any(key in relay.keys for relay in passage.relays):
        return Voice.RELAY
    return Voice.UNCLAIMED if claim.kind in NAMELESS else _judge_names(key, claim, speaker)


def _judge_names(key: str, claim: Claim, speaker: Names | None) -> Voice:
    if speaker is None or speaker.agent.kind in NAMELESS:
        return Voice.UNCONFIRMED
    if not any(_is_part(key, name) for name in speaker.keys):
        return _judge_spellings(claim, speaker)
    persons = speaker.agent.kind is AgentKind.PERSON and claim.kind in {AgentKind.PERSON, None}
    # “Lavrov” is Sergei Lavrov, but “Russia” is not the Bank of Russia.
    return Voice.PART if persons else Voice.UNCONFIRMED


def _judge_spellings(claim: Claim, speaker: Names) -> Voice:
    """Judge names of which none is a part of the other: a nickname or a misprint is nobody else."""
    kind = speaker.agent.kind
    if claim.speaker is None or claim.kind not in {kind, None}:
        return Voice.OTHER
    names = sorted({speaker.agent.name, *speaker.others})
    found = (judge_names(claim.speaker, name, kind=kind, closeness=_closeness) for name in names)
    judged = {likeness.judgement for likeness in found if likeness}
    if Judgement.SAME in judged:
        return Voice.SAME
    return Voice.UNCONFIRMED if Judgement.SUGGEST in judged else Voice.OTHER


def _closeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _speaks_for(claim: Claim, passage: Passage) -> bool:
    spoken = passage.principal is not None and name_key(claim.speaker or "") in passage.principal.keys
    return spoken or bool(claim.principal and passage.speaker and name_key(claim.principal) in passage.speaker.keys)


def _is_part(one: str, other: str) -> bool:
    """Say whether one name holds all words of the other; an initial stands for a word that begins with it."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return bool(shorter) and all(
        any(word == full or (len(word) == 1 and full.startswith(word)) for full in longer) for word in shorter
    )
