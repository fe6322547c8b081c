"""The passages of the database that a quotation of a draft may come from: found by index, and compared elsewhere.

Candidates come from two indexes: quotations that hold the very words in a row, by the search index, and such that share
runs of three words, by the shingles. Only what holds now counts: the newest version of each article, and no quotation
that was rejected.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, case, exists, func, literal, or_, select

from provenance.core.chain import ENDS
from provenance.core.records import Form, Role
from provenance.core.variants.judging import Variant
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import Wording, read_wording, shingles_of
from provenance.core.verdicts.nearness import MOST_WORDS
from provenance.core.verdicts.voices import Claim, Names, Passage, Place
from provenance.store.current import described
from provenance.store.engine import Store
from provenance.store.filters import find_named
from provenance.store.linking import Canon, holds_at, load_canon
from provenance.store.loading import load_agent_records, load_chains
from provenance.store.queries import select_held
from provenance.store.records import QuotationFilter
from provenance.store.rows import read_spans
from provenance.store.searching import holds_any, holds_phrase
from provenance.store.sql import one_of, one_of_numbers
from provenance.store.tables import article_versions, articles, attributions, hops, quotations
from provenance.store.wordings import quotation_matches, quotation_shingles, quotation_wordings
from provenance.store.words import search_words
from provenance.store.world import agent_names

# So many candidates of each kind are compared with one claim; those with the most in common come first.
_MOST = 200
# Fewer words than these share one run of three with what they come from, others two.
_FEW_WORDS = 6
# The language of an article that does not tell its own.
_WRITTEN = "en"
_DESCRIBED = ("publisher", "title", "url", "published_at")


def load_passages(store: Store, claims: Sequence[Claim]) -> list[list[Passage]]:
    """Load for each claim the passages that share words with it.

    Args:
        store: Open.
        claims: Of one draft or several.

    Returns:
        For each claim its passages, by id; empty where nothing is like it.
    """
    with store.reading() as connection:
        canon = load_canon(connection)
        speakers = {claim.speaker for claim in claims if claim.speaker}
        voices = {name: find_named(connection, name, canon=canon, as_of=None) for name in sorted(speakers)}
        found = [_find_candidates(connection, claim, voices=voices.get(claim.speaker or "", ())) for claim in claims]
        wanted = sorted(set().union(*found))
        passages = {passage.id: passage for passage in _load(connection, wanted, canon=canon)}
    return [[passages[one] for one in sorted(ids & passages.keys())] for ids in found]


def _find_candidates(connection: Connection, claim: Claim, *, voices: Collection[str]) -> set[str]:
    """Find what a claim may come from; `voices` are the agents that its speaker may mean."""
    claimed = read_wording(claim.words, Form.DIRECT)
    found = {one for part in _parts_of(claimed) for one in _find_phrase(connection, part)}
    if voices and len(claimed.words) <= MOST_WORDS:
        found.update(_find_said(connection, claimed, voices=voices))
    return found | _find_alike(connection, claimed)


def _parts_of(claimed: Wording) -> Iterator[str]:
    """Give the parts of a claim between its ellipses."""
    starts = [0, *(place for place, word in enumerate(claimed.words) if place and word.after_gap)]
    for start, stop in zip(starts, [*starts[1:], len(claimed.words)], strict=True):
        if start < stop:
            yield claimed.shown(range(start, stop))


def _find_phrase(connection: Connection, words: str) -> Iterable[str]:
    """Find the quotations that hold words in a row, whatever their case, accents and punctuation."""
    asked = select(quotations.c.id).where(holds_phrase(connection, search_words(words)))
    return connection.execute(asked.order_by(quotations.c.id).limit(_MOST)).scalars()


def _find_said(connection: Connection, claimed: Wording, *, voices: Collection[str]) -> Iterable[str]:
    """Find what a speaker said with the words of a short claim, or some of them, those with the most first.

    Few words stand in many quotations, and one word changed in five leaves no run of three.
    """
    telling = [key for key in claimed.keys if key not in FUNCTION_WORDS] or claimed.keys
    words = sorted({word for key in telling for word in search_words(key)})
    if not words:
        return ()
    spaced = literal(" ").concat(quotations.c.search_words).concat(" ")
    held = sum((case((spaced.contains(f" {word} "), 1), else_=0) for word in words), start=literal(0))
    said_by = (
        select(1)
        .join(hops, hops.c.attribution_id == attributions.c.id)
        .where(attributions.c.quotation_id == quotations.c.id, hops.c.role == Role.SPEAKER.value)
        .where(one_of(connection, hops.c.agent_id, voices))
    )
    asked = select(quotations.c.id).where(holds_any(connection, words), exists(said_by))
    return connection.execute(asked.order_by(held.desc(), quotations.c.id).limit(_MOST)).scalars()


def _find_alike(connection: Connection, claimed: Wording) -> set[str]:
    """Find the quotations that share runs of words with a claim, those that share most first."""
    shingle, bears = quotation_shingles.c, quotation_wordings.c
    shared = func.count()
    # Those of few words have few runs to share.
    enough = or_(shared > 1, func.max(shingle.words) < _FEW_WORDS) if len(claimed.words) >= _FEW_WORDS else shared > 0
    wordings = (
        select(shingle.wording)
        .where(one_of_numbers(connection, shingle.shingle, shingles_of(claimed)))
        .group_by(shingle.wording)
        .having(enough)
        .order_by(shared.desc(), shingle.wording)
        .limit(_MOST)
    )
    found = set(connection.execute(wordings).scalars())
    rows = select(bears.quotation_id).where(one_of_numbers(connection, bears.wording, found))
    return set(connection.execute(rows.order_by(bears.is_first.desc(), bears.quotation_id).limit(2 * _MOST)).scalars())


def _load(connection: Connection, wanted: Collection[str], *, canon: Canon) -> Iterator[Passage]:
    rows = _load_rows(connection, wanted, canon=canon)
    chains = load_chains(connection, [row.attribution for row in rows])
    originals = _load_originals(connection, wanted)
    speaking = {row.on_behalf_of_id for row in rows} | {hop.agent_id for chain in chains.values() for hop in chain}
    names = _load_names(connection, {agent for agent in speaking if agent}, canon=canon)
    for row in rows:
        chain = chains.get(row.attribution, ())
        yield Passage(
            id=row.id,
            wording=read_wording(row.text, _form_of(row)),
            version=row.version_id,
            start=row.start_char,
            end=row.end_char,
            speaker=next((names.get(hop.agent_id) for hop in chain if hop.role == Role.SPEAKER.value), None),
            principal=names.get(row.on_behalf_of_id),
            relays=tuple(names[hop.agent_id] for hop in chain if hop.role not in ENDS and hop.agent_id),
            translated_from=_translated_from(row, chain, original=originals.get(row.id)),
            place=Place(
                locator=row.locator,
                publisher=_publisher_of(row, chain, names=names),
                title=row.title,
                url=row.url,
                published=row.published_at,
                prefix=row.prefix,
                suffix=row.suffix,
            ),
        )


def _load_rows(connection: Connection, wanted: Collection[str], *, canon: Canon) -> Sequence[Row[Any]]:
    quotation, said, version = quotations.c, attributions.c, article_versions.c
    asked: Select[Any] = select_held(connection, QuotationFilter(), canon=canon).with_only_columns(
        quotation.id,
        said.id.label("attribution"),
        *(quotation.version_id, quotation.start_char, quotation.end_char, quotation.segments),
        *(quotation.text, quotation.prefix, quotation.suffix),
        *(said.form, said.source_end, said.on_behalf_of_id, said.quoted_lang),
        *(version.block_quotations, version.lang, articles.c.locator),
        *(described(article_versions, name, as_of=None).label(name) for name in _DESCRIBED),
    )
    return connection.execute(asked.where(one_of(connection, quotation.id, wanted)).order_by(quotation.id)).all()


def _form_of(row: Row[Any]) -> Form:
    """Return how much of a quotation claims to be verbatim: block quotations and transcripts do without marks."""
    blocks = read_spans(row.block_quotations)
    in_block = all(any(block.contains(part) for block in blocks) for part in read_spans(row.segments))
    return Form.DIRECT if in_block or _is_transcript(row) else Form(row.form)


def _is_transcript(row: Row[Any]) -> bool:
    """Say whether nothing but a colon stands between the source and the words: “WALLACE: Let's start”."""
    since = row.start_char - row.source_end if row.source_end is not None else 0
    return 0 < since <= len(row.prefix) and row.prefix[-since:].strip() == ":"


def _publisher_of(row: Row[Any], chain: Sequence[Row[Any]], *, names: Mapping[str, Names]) -> str | None:
    known = (names.get(hop.agent_id) for hop in chain if hop.role == Role.PUBLISHER.value and hop.agent_id)
    return next((found.agent.name for found in known if found), row.publisher)


def _load_originals(connection: Connection, wanted: Collection[str]) -> Mapping[str, str]:
    """Load for each quotation that is known to be a translation the words of the other language."""
    match, other = quotation_matches.c, quotations.alias()
    found: dict[str, str] = {}
    for mine, theirs in ((match.left_id, match.right_id), (match.right_id, match.left_id)):
        asked = select(mine, other.c.text).join(other, other.c.id == theirs)
        asked = asked.where(match.variant == Variant.TRANSLATED.value, match.retracted_at.is_(None))
        rows = connection.execute(asked.where(one_of(connection, mine, wanted)).order_by(mine, other.c.id))
        found.update({row[0]: row[1] for row in rows})
    return found


def _translated_from(row: Row[Any], chain: Iterable[Row[Any]], *, original: str | None) -> str | None:
    """Say why a quotation is known to be a translation; None where nothing says so."""
    if original is not None:
        return f"the original is {original}"
    for hop in chain:
        if hop.role == Role.TRANSLATION.value:
            return f"through {hop.surface}" if hop.surface else "through a translation"
        if hop.lang_from:
            return f"from the language {hop.lang_from}"
    written = (row.lang or _WRITTEN).partition("-")[0]
    spoken = (row.quoted_lang or written).partition("-")[0]
    return f"said in the language {row.quoted_lang}" if spoken != written else None


def _load_names(connection: Connection, wanted: Collection[str], *, canon: Canon) -> Mapping[str, Names]:
    """Load agents with all their names, by the ids that were given."""
    records = load_agent_records(connection, wanted, canon=canon)
    name = agent_names.c
    asked = select(name.agent_id, name.name).where(
        one_of(connection, name.agent_id, canon.expand(wanted)), holds_at(name.created_at, name.retracted_at, None)
    )
    held: dict[str, set[str]] = {}
    for row in connection.execute(asked):
        held.setdefault(canon.of(row.agent_id), set()).add(row.name)
    return {
        agent: Names(agent=record, others=frozenset(held.get(canon.of(agent), ()))) for agent, record in records.items()
    }
