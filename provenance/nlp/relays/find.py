"""Puts the relays of an article together: named in the sentence, in brackets, carried over, one inside another.

Owns the order of these steps, and the order of hops in a chain.
"""

from collections.abc import Sequence
from dataclasses import replace

from provenance.nlp.cast import Cast
from provenance.nlp.relays.binding import bind_relays
from provenance.nlp.relays.carrying import carry_relays
from provenance.nlp.relays.columns import find_column
from provenance.nlp.relays.links import find_credits_in_brackets
from provenance.nlp.relays.parts import Medium, Relay, Statement, Way
from provenance.nlp.relays.posts import find_own_posts
from provenance.nlp.relays.recordings import spread_recordings
from provenance.nlp.relays.tellers import nest_relays
from provenance.nlp.sentences import Reading

# How many paragraphs from its guest a journalist is on air.
_BESIDE = 2


def find_relays(cast: Cast, statements: Sequence[Statement], media: Sequence[Medium]) -> tuple[tuple[Relay, ...], ...]:
    """Find the relays of each statement, from the speaker outwards.

    Args:
        cast: The people and bodies of the article.
        statements: The attributions of the article, in order.
        media: What `find_media` found.

    Returns:
        For each statement its relays.
    """
    own, occasions = bind_relays(cast, statements, media)
    own = [[*relays, *find_own_posts(cast.reading, s)] for relays, s in zip(own, statements, strict=True)]
    columns = (find_column(cast, s, media) for s in statements)
    own = [relays or ([column] if column else []) for relays, column in zip(own, columns, strict=True)]
    recorded = spread_recordings(cast, statements, own, occasions)
    carried = carry_relays(cast.reading, statements, recorded, occasions)
    carried = _with_hosts(statements, carried, media)
    credited = _credited(cast.reading, statements, media)
    whole = [(*relays, *credits_) for relays, credits_ in zip(carried, credited, strict=True)]
    nested = nest_relays(cast.reading, statements, whole)
    return tuple(_in_order(relays, statement) for relays, statement in zip(nested, statements, strict=True))


def _with_hosts(
    statements: Sequence[Statement], found: Sequence[tuple[Relay, ...]], media: Sequence[Medium]
) -> list[tuple[Relay, ...]]:
    """Give a journalist what carried the words of the guest beside him: "Blitzer asked" in an interview with CNN."""
    employers: dict[str | None, str] = {medium.host: medium.name for medium in media if medium.host}
    talks = [
        (s.sentence.paragraph, r)
        for s, relays in zip(statements, found, strict=True)
        for r in relays
        if r.way in {Way.TALK, Way.TOLD}
    ]
    given: list[tuple[Relay, ...]] = []
    for statement, relays in zip(statements, found, strict=True):
        employer = employers.get(statement.speaker)
        near = (
            relay
            for paragraph, relay in talks
            if relay.name == employer and abs(paragraph - statement.sentence.paragraph) <= _BESIDE
        )
        aired = next(near, None) if not relays else None
        given.append((replace(aired, explicit=False),) if aired else relays)
    return given


def _credited(reading: Reading, statements: Sequence[Statement], media: Sequence[Medium]) -> list[tuple[Relay, ...]]:
    """Give the credit that closes a paragraph to all that the paragraph reports."""
    credits_ = dict(find_credits_in_brackets(reading, media))
    found: list[tuple[Relay, ...]] = []
    for statement in statements:
        credit = credits_.get(statement.sentence.paragraph)
        inside = credit and statement.sentence.start <= credit.evidence[0] < statement.sentence.end
        found.append((credit if inside else replace(credit, explicit=False),) if credit else ())
    return found


def _in_order(relays: Sequence[Relay], statement: Statement) -> tuple[Relay, ...]:
    others = (relay for relay in relays if relay.name != statement.speaker)
    return tuple(sorted(others, key=lambda relay: relay.outward))
