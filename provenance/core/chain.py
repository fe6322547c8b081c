"""The rules of a chain: speaker first, relays from the speaker outwards, publisher last.

Owns what makes a sequence of hops a chain. Where the hops come from is the business of `provenance.nlp.relays`.
"""

from collections.abc import Iterable, Sequence

from provenance.core.records import Agent, AgentKind, Anonymity, Article, Hop, Role
from provenance.core.text import Span

ENDS = frozenset({Role.SPEAKER, Role.PUBLISHER})


def build_chain(
    speaker: Agent | None, *, source: Span | None, relays: Sequence[Hop], publisher: Agent | None
) -> tuple[Hop, ...]:
    """Build a chain from its parts.

    A relay that is the speaker is left out, since nobody carries their own words; a relay that is named twice keeps
    its first place, and the explicit one of the two; the publisher is never listed among the relays.

    Args:
        speaker: Whose words they are; None where that is unknown.
        source: The words to which the content is attributed.
        relays: From the speaker outwards.
        publisher: Who published the article; None where that is unknown.
    """
    first = Hop(
        role=Role.SPEAKER,
        agent=speaker,
        mention=source,
        evidence=source,
        explicit=source is not None,
        anonymity=judge_anonymity(speaker),
    )
    last = Hop(role=Role.PUBLISHER, agent=publisher, explicit=False)
    ends = {agent.id for agent in (speaker, publisher) if agent}
    return (first, *_distinct(hop for hop in relays if not hop.agent or hop.agent.id not in ends), last)


def _distinct(hops: Iterable[Hop]) -> Iterable[Hop]:
    kept: dict[object, Hop] = {}
    for hop in hops:
        key = hop.agent.id if hop.agent else (hop.role, hop.evidence)
        if key not in kept or (hop.explicit and not kept[key].explicit):
            kept[key] = hop
    return kept.values()


def publisher_name(chain: Sequence[Hop], *, article: Article) -> str | None:
    """Return the name of whoever published an article: as the chain knows it, else as the input gives it.

    Returns:
        None where neither tells.

    Example:
        >>> publisher_name((), article=Article(locator="a.txt", text="", raw_sha256="", publisher="The Daily"))
        'The Daily'
    """
    last = chain[-1] if chain else None
    known = last.agent if last and last.role is Role.PUBLISHER else None
    return known.name if known else article.publisher


def judge_anonymity(agent: Agent | None) -> Anonymity:
    """Decide how far an article lets us know an agent from its kind and its description.

    A description is `described` where it holds a name ("a U.S. official"), and `unnamed` where it does not
    ("officials").

    Example:
        >>> judge_anonymity(Agent(id="ag_1", name="several officials", kind=AgentKind.UNNAMED)).value
        'unnamed'
    """
    if agent is None:
        return Anonymity.UNNAMED
    if agent.kind in {AgentKind.PERSON, AgentKind.ORGANISATION, AgentKind.DOCUMENT, AgentKind.AUTHOR}:
        return Anonymity.NAMED
    words = agent.name.split()
    # The first word of a description may have its one capital ("A spokesman") for its place in the sentence alone.
    named = any(w[:1].isupper() for w in words[1:]) or any(len(w) > 1 and w[:2].isupper() for w in words[:1])
    return Anonymity.DESCRIBED if named else Anonymity.UNNAMED


def check_chain(chain: Sequence[Hop]) -> list[str]:
    """List what is wrong with a chain, in words; empty for a chain that is right."""
    wrong = []
    roles = [hop.role for hop in chain]
    if not roles or roles[0] is not Role.SPEAKER:
        wrong.append("it does not start at the speaker")
    if not roles or roles[-1] is not Role.PUBLISHER:
        wrong.append("it does not end at the publisher")
    if any(role in ENDS for role in roles[1:-1]):
        wrong.append("a speaker or publisher stands among the relays")
    agents = [hop.agent.id for hop in chain[:-1] if hop.agent]
    if len(agents) != len(set(agents)):
        wrong.append("an agent stands in it twice")
    return wrong
