"""Finds the variants of quotations as they are saved, in the transaction of their article.

A quotation is compared with others once, when it comes. Quotations of the same words are joined to the first of them
alone, so that words which went round the world cost no more than others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from provenance.core.records import Form, Role
from provenance.core.variants.judging import WordingMatch, judge_wordings
from provenance.core.wire import canonical_json, content_id
from provenance.store.candidates import Bearer, Index, build_bearer, load_firsts, load_index, load_near
from provenance.store.copies import link_copies
from provenance.store.grouping import join_families, regroup
from provenance.store.sql import insert_new, insert_plain
from provenance.store.tables import article_versions, attributions, hops, quotations
from provenance.store.wordings import RULE_RANK, SAME, quotation_matches, quotation_shingles, quotation_wordings

WORDS_RULE = "rule:words"
"""Who judges that two quotations hold the same words."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuotation:
    """A quotation that is being saved.

    Attributes:
        id: `qt_…`.
        version: `av_…`.
        text: The words as shown.
        form: How much of them stands in quotation marks.
        voice: `ag_…` of the speaker as observed, so that no later merge tells another story; None where it is unknown.
        published: ISO 8601 date of the article; None where it is unknown.
    """

    id: str
    version: str
    text: str
    form: Form
    voice: str | None
    published: str | None


def match_version(connection: Connection, version: str, *, now: str) -> int:
    """Find the variants of what a version of an article quotes, unless they were looked for before.

    Args:
        connection: In a transaction for writing, in which the version with its assertions is saved.
        version: `av_…`
        now: UTC time.

    Returns:
        Number of matches added.
    """
    return match_quotations(connection, _load_unmatched(connection, version), now=now)


def match_everything(connection: Connection) -> int:
    """Find the variants of every quotation, and the copies of every article, as if it had been done when they came.

    Args:
        connection: In a transaction for writing, of a database in which nobody ever looked.

    Returns:
        Number of matches added.
    """
    version = article_versions.c
    rows = connection.execute(select(version.id, version.fetched_at).order_by(version.fetched_at, version.id)).all()
    for row in rows:
        link_copies(connection, row.id, now=row.fetched_at)
    return sum(match_version(connection, row.id, now=row.fetched_at) for row in rows)


def match_quotations(connection: Connection, said: Iterable[NewQuotation], *, now: str) -> int:
    """Find the variants of quotations that are not in the index yet, judge them, and let them join families.

    Args:
        connection: In a transaction for writing.
        said: Quotations of one article or several, each once; those without a word are left out.
        now: UTC time.

    Returns:
        Number of matches added.
    """
    bearers = [bearer for bearer in map(_read, said) if bearer.words.words]
    if not bearers:
        return 0
    index = load_index(connection, bearers)
    pairs = list(_find_pairs(connection, index, bearers))
    found = [(left, right, match) for left, right, match in map(_judge, pairs) if match]
    joined = join_families(connection, bearers, [(left, right) for left, right, _ in found])
    rows = [_wording_row(bearer, index, family=joined.families[bearer.id], now=now) for bearer in bearers]
    insert_plain(connection, quotation_wordings, rows)
    insert_plain(connection, quotation_shingles, index.added)
    added = insert_new(connection, quotation_matches, [match_row(*each, now=now) for each in found])
    if joined.contested:
        regroup(connection, joined.contested)
    return len(added)


def match_row(left: Bearer, right: Bearer, match: WordingMatch, *, now: str) -> Row:
    """Build the row by which the rule joins two quotations, which it does only once."""
    return {
        "id": rule_match_id(left.id, right.id),
        "left_id": left.id,
        "right_id": right.id,
        "judgement": SAME,
        "variant": match.variant.value,
        "similarity": match.similarity,
        "containment": match.containment,
        "meanings": canonical_json([meaning.value for meaning in match.meanings]),
        "diff": diff_json(match),
        "reasons": canonical_json(list(match.reasons)),
        "rank": RULE_RANK,
        "who": WORDS_RULE,
        "created_at": now,
        "retracted_at": None,
    }


def rule_match_id(left: str, right: str) -> str:
    """Return the id of the match by which the rule joins two quotations."""
    return content_id("qm", left, right, WORDS_RULE)


def diff_json(match: WordingMatch) -> str:
    """Write a diff: for each part its fate, its text, whether it is marked, whether it is cut, and what it means.

    Nothing is written where the words are the same.
    """
    parts = [] if match.similarity == 1 else match.diff
    return canonical_json([[p.fate, p.text, int(p.is_marked), int(p.is_cut), list(p.meanings)] for p in parts])


def day_of(published: str | None) -> int | None:
    """Return a publication day as an ordinal; None where it is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _load_unmatched(connection: Connection, version: str) -> list[NewQuotation]:
    """Load what a version quotes, as it was asserted first, without what is in the index."""
    words, claim, hop = quotations.c, attributions.c, hops.c
    speaks = (hop.attribution_id == claim.id) & (hop.role == Role.SPEAKER.value)
    rows = connection.execute(
        select(words.id, words.text, claim.form, hop.agent_id, article_versions.c.published_at)
        .join(attributions, claim.quotation_id == words.id)
        .join(article_versions, article_versions.c.id == words.version_id)
        .outerjoin(hops, speaks)
        .where(words.version_id == version, claim.assertion == "assert")
        .where(words.id.not_in(select(quotation_wordings.c.quotation_id)))
        .order_by(words.id, claim.created_at.desc(), claim.id.desc())
    )
    return list(
        {
            row[0]: NewQuotation(
                id=row[0], version=version, text=row[1], form=Form(row[2]), voice=row[3], published=row[4]
            )
            for row in rows
        }.values()
    )


def _read(said: NewQuotation) -> Bearer:
    return build_bearer(
        said.id,
        text=said.text,
        form=said.form,
        version=said.version,
        voice=said.voice,
        day=day_of(said.published),
    )


_Pair = tuple[Bearer, Bearer]


def _find_pairs(connection: Connection, index: Index, bearers: Sequence[Bearer]) -> Iterator[_Pair]:
    """Give the pairs to judge, each once."""
    wanted: list[tuple[Bearer, bool, list[int]]] = []
    stored = set(index.firsts)
    for bearer in bearers:
        is_new = bearer.wording not in index.firsts
        wanted.append((bearer, is_new, index.candidates(bearer)))
        index.add(bearer)
    found = {wording for _, _, candidates in wanted for wording in candidates}
    own = {bearer.wording: bearer for bearer in load_firsts(connection, found - index.firsts.keys())}
    firsts = {**index.firsts, **own}
    stored |= own.keys()
    short = [bearer for bearer, _, candidates in wanted if _asks_for_near(bearer, candidates, firsts)]
    for near in load_near(connection, found & stored, around=short):
        index.near.setdefault(near.wording, []).append(near)
    seen: set[tuple[str, str]] = set()
    for bearer, is_new, candidates in wanted:
        for wording in candidates:
            for other in _others(bearer, firsts[wording], is_new=is_new, near=index.near.get(wording, ())):
                left, right = sorted((bearer, other), key=lambda each: each.id)
                if (left.id, right.id) not in seen:
                    seen.add((left.id, right.id))
                    yield left, right


def _asks_for_near(bearer: Bearer, candidates: Sequence[int], firsts: dict[int, Bearer]) -> bool:
    return any(bearer.words.is_short or firsts[wording].words.is_short for wording in candidates)


def _others(bearer: Bearer, first: Bearer, *, is_new: bool, near: Sequence[Bearer]) -> Iterator[Bearer]:
    """Give the quotations of one wording that a quotation is compared with."""
    if not bearer.words.is_short and not first.words.is_short:
        # The first of its wording was compared with the others when it came.
        if first.id != bearer.id and (is_new or first.wording == bearer.wording):
            yield first
        return
    close = [other for other in near if other.id != bearer.id and other.is_near(bearer)]
    # The nearest before and after: whoever else is near is near to one of them.
    yield from _nearest(bearer, [other for other in close if _day(other) <= _day(bearer)])
    yield from _nearest(bearer, [other for other in close if _day(other) > _day(bearer)])


def _nearest(bearer: Bearer, others: Sequence[Bearer]) -> Iterator[Bearer]:
    if others:
        yield min(others, key=lambda other: (abs(_day(other) - _day(bearer)), other.id))


def _day(bearer: Bearer) -> int:
    return bearer.day or 0


def _judge(pair: _Pair) -> tuple[Bearer, Bearer, WordingMatch | None]:
    left, right = pair
    is_short = left.words.is_short or right.words.is_short
    return left, right, judge_wordings(left.words, right.words, same_occasion=is_short and left.is_near(right))


def _wording_row(bearer: Bearer, index: Index, *, family: str, now: str) -> Row:
    return {
        "quotation_id": bearer.id,
        "wording": bearer.wording,
        "is_first": int(index.firsts[bearer.wording].id == bearer.id),
        "form": bearer.words.form.value,
        "words": len(bearer.words.words),
        "voice_id": bearer.voice,
        "day": bearer.day,
        "family_id": family,
        "saved_at": now,
    }
