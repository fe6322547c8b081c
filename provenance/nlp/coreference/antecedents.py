"""Who may be meant by "he", "it", "they", "the senator" or "the bank", and what speaks for and against each.

Owns the candidates and their features. What the features weigh is learned and stands in a file; see
`provenance.nlp.coreference.scorer`. Ranking whole members instead of single mentions follows Denis and Baldridge
(2008), "Specialized models and ranking for coreference resolution".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log1p
from typing import NamedTuple

from provenance.core.records import AgentKind
from provenance.nlp.cast import Cast
from provenance.nlp.coreference.bodies import may_be
from provenance.nlp.members import Appearance, Member
from provenance.nlp.sentences import TokenRange

# No more members than these, the latest first, may be meant.
_MOST = 10
_FEW = 3

_BODIES = frozenset({AgentKind.ORGANISATION, AgentKind.DOCUMENT})
_SINGLE = frozenset({AgentKind.PERSON, AgentKind.UNNAMED})
_MANY = frozenset({AgentKind.GROUP, AgentKind.ORGANISATION})


class AnaphorKind(StrEnum):
    """What kind of word points back; each has weights of its own."""

    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    PERSON_NOUN = "person_noun"
    BODY_NOUN = "body_noun"


FITS = {
    AnaphorKind.PERSON: _SINGLE,
    AnaphorKind.BODY: _BODIES,
    AnaphorKind.GROUP: _MANY,
    AnaphorKind.PERSON_NOUN: _SINGLE,
    AnaphorKind.BODY_NOUN: frozenset({AgentKind.ORGANISATION}),
}
"""The kinds of members that each kind of anaphor may mean."""

FEATURES = (
    "bias",
    "same_sentence",
    "log_sentences",
    "same_paragraph",
    "log_paragraphs",
    "latest",
    "second_latest",
    "log_count",
    "share",
    "source",
    "last_speaker",
    "last_speaker_near",
    "subject",
    "both_subjects",
    "subject_of_sentence_before",
    "quoted",
    "oblique",
    "gender_agrees",
    "gender_unknown",
    "in_own_content",
    "in_first_sentence",
    "unnamed",
    "document_or_group",
    "speaker_of_clause",
    "head_told",
    "words_told",
    "nominal",
    "group",
    "alone",
    "latest_subject",
    "spoke_in_paragraph",
    "spoke_and_goes_on",
)
"""The names of the features, in the order of their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """Words that point back to somebody.

    Attributes:
        tokens: Where they stand.
        kind: What they are.
        gender: `f` or `m`; None where they tell none.
        head: The noun, in lower case; empty for a pronoun.
        words: The other words that describe whom they mean, in lower case.
        names: Those of the words that have a capital: where somebody is from, and his party.
        own: The contents attributed to them, in which their antecedent never stands.
        speaker: Who says the clause that they stand in; None where nobody does.
        is_one_of_these: True where they mean one of the candidates for sure, and the question is only which.
    """

    tokens: TokenRange
    kind: AnaphorKind
    gender: str | None = None
    head: str = ""
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    own: Sequence[TokenRange] = ()
    speaker: Member | None = None
    is_one_of_these: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A member that an anaphor may mean: where it appeared last, and the values of `FEATURES`."""

    last: Appearance
    values: tuple[float, ...]


@dataclass(slots=True)
class _Record:
    """What the text before an anaphor tells of one member."""

    last: Appearance
    count: int = 0
    spoke_here: bool = False


@dataclass(slots=True)
class _Past:
    """What the text before an anaphor tells of everybody."""

    records: dict[Member, _Record] = field(default_factory=dict)
    inside: set[Member] = field(default_factory=set)
    last_source: Appearance | None = None
    last_subject: Appearance | None = None
    first: set[Member] = field(default_factory=set)


def find_candidates(cast: Cast, anaphor: Anaphor) -> tuple[Candidate, ...]:
    """Find whom an anaphor may mean, the latest first."""
    past = _look_back(cast, anaphor)
    most = max((record.count for record in past.records.values()), default=1)
    opens = _opens_sentence(cast, anaphor.tokens[0])
    return tuple(
        Candidate(last=record.last, values=_values(_Case(cast, anaphor, past, most, opens), record, rank))
        for rank, record in enumerate(past.records.values())
    )


def _look_back(cast: Cast, anaphor: Anaphor) -> _Past:
    past = _Past()
    word, fits = anaphor.tokens[0], FITS[anaphor.kind]
    for appearance in reversed(cast.before(word)):
        member = appearance.member
        if any(start <= appearance.tokens[0] < end for start, end in anaphor.own):
            past.inside.add(member)
            continue
        if member.kind not in fits or not _may_mean(anaphor, member):
            continue
        if appearance.is_source:
            past.last_source = past.last_source or appearance
        if appearance.is_subject:
            past.last_subject = past.last_subject or appearance
        if cast.reading.sentence_of[appearance.tokens[0]] == 0:
            past.first.add(member)
        record = past.records.get(member)
        if record is None:
            if len(past.records) == _MOST:
                continue
            record = past.records[member] = _Record(last=appearance)
        record.count += 1
        record.spoke_here |= appearance.is_source and _paragraphs_between(cast, appearance.tokens[0], word) == 0
    return past


def _may_mean(anaphor: Anaphor, member: Member) -> bool:
    if anaphor.kind is AnaphorKind.BODY_NOUN:
        return may_be(anaphor.head, member.words)
    return not (anaphor.gender and member.gender and anaphor.gender != member.gender)


def _opens_sentence(cast: Cast, word: int) -> bool:
    """Say whether a word opens its sentence, or what follows a quotation in it."""
    start = cast.reading.sentence_at(word).start
    return word - start <= 1 or cast.reading.region_of[word - 1] >= 0


class _Case(NamedTuple):
    """An anaphor with all that is the same for each of its candidates."""

    cast: Cast
    anaphor: Anaphor
    past: _Past
    most: int
    opens: bool


def _values(case: _Case, record: _Record, rank: int) -> tuple[float, ...]:
    cast, anaphor, past, most, opens = case
    reading, last, member = cast.reading, record.last, record.last.member
    here, there = reading.sentence_of[anaphor.tokens[0]], reading.sentence_of[last.tokens[0]]
    paragraphs = _paragraphs_between(cast, last.tokens[0], anaphor.tokens[0])
    speaks = past.last_source is not None and past.last_source.member is member
    near = speaks and past.last_source is not None and _is_near(cast, anaphor.tokens[0], past.last_source.tokens[0])
    told = member.words
    return (
        1.0,
        float(here == there),
        log1p(here - there),
        float(paragraphs == 0),
        log1p(paragraphs),
        float(rank == 0),
        float(rank == 1),
        log1p(record.count),
        record.count / most,
        float(last.is_source),
        float(speaks),
        float(near),
        float(last.is_subject),
        float(last.is_subject and opens),
        float(last.is_subject and here - there == 1),
        float(last.is_quoted),
        float(last.is_oblique),
        float(anaphor.gender is not None and member.gender == anaphor.gender),
        float(member.gender is None),
        float(member in past.inside),
        float(member in past.first),
        float(member.kind is AgentKind.UNNAMED),
        float(member.kind in {AgentKind.DOCUMENT, AgentKind.GROUP}),
        float(anaphor.speaker is member),
        float(bool(anaphor.head) and anaphor.head in told),
        len(anaphor.words & told) / len(anaphor.words) if anaphor.words else 0.0,
        float(member.is_description),
        float(member.kind is AgentKind.GROUP),
        float(len(past.records) == 1),
        float(past.last_subject is not None and past.last_subject.member is member),
        float(record.spoke_here),
        float(record.spoke_here and _is_quoted(cast, anaphor)),
    )


def _is_quoted(cast: Cast, anaphor: Anaphor) -> bool:
    """Say whether what is attributed to an anaphor begins inside quotation marks."""
    return bool(anaphor.own) and cast.reading.region_of[anaphor.own[0][0]] >= 0


def _paragraphs_between(cast: Cast, one: int, other: int) -> int:
    return cast.reading.sentence_at(other).paragraph - cast.reading.sentence_at(one).paragraph


def _is_near(cast: Cast, word: int, other: int) -> bool:
    sentences = cast.reading.sentence_of[word] - cast.reading.sentence_of[other]
    return sentences <= _FEW and _paragraphs_between(cast, other, word) <= 1
