"""Whom a source means, as every rule of this package answers it."""

from dataclasses import dataclass

from provenance.core.records import AgentKind, MentionKind
from provenance.nlp.members import Member
from provenance.nlp.sentences import TokenRange


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
        member: Who it is in the cast; None for whoever no later word can mean again.
    """

    name: str
    kind: AgentKind
    mention: MentionKind
    method: str
    score: float
    antecedent: TokenRange | None = None
    principal: Member | None = None
    member: Member | None = None


def voice_of(
    member: Member,
    *,
    mention: MentionKind,
    method: str,
    score: float,
    antecedent: TokenRange | None = None,
    principal: Member | None = None,
) -> Voice:
    """Build the voice of a member of the cast; the arguments are those of `Voice`."""
    return Voice(
        name=member.name,
        kind=member.kind,
        mention=mention,
        method=method,
        score=score,
        antecedent=antecedent,
        principal=principal,
        member=member,
    )
