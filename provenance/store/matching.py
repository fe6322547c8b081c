"""Finds the variants of quotations as they are saved, in the transaction of their article.

A quotation is compared with others once, when it comes. Quotations of the same words are joined to the first of them
alone, so that words which went round the world cost no more than others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, select

from provenance.core.records import Form, Role
from provenance.core.variants.judging import WordingMatch, judge_wordings
from provenance.core.wire import canonical_json, content_id
from provenance.store.candidates import (
    EVERYBODY,
    Bearer,
    Index,
    bearer_of,
    build_bearer,
    load_firsts,
    load_index,
    load_near,
)
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
    search = _Search.begin(connection, bearers)
    found = [match for bearer in bearers for match in search.take(bearer)]
    joined = join_families(connection, bearers, [(left, right) for left, right, _ in found])
    rows = [_wording_row(bearer, search, family=joined.families[bearer.id], now=now) for bearer in bearers]
    insert_plain(connection, quotation_wordings, rows)
    insert_plain(connection, quotation_shingles, search.index.added)
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
        .where(~exists().where(quotation_wordings.c.quotation_id == words.id))
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


_Found = tuple[Bearer, Bearer, WordingMatch]


@dataclass(slots=True, kw_only=True)
class _Search:
    """Compares new quotations with what is stored, and with each other, one by one.

    Attributes:
        index: Where candidates are found.
        firsts: By wording the quotation that is compared for all of them, as far as they are new or were needed.
        rows: By wording the rows of others that may be needed.
        near: By wording its quotations that may be near a short one in voice and time.
        alike: By quotation the wordings that shared enough with it before any of the new ones came.
        joined: By family the one that it has become part of, by what was found so far.
        founding: Those that are the first of their words.
    """

    index: Index
    firsts: dict[int, Bearer]
    rows: dict[int, Any]
    near: dict[int, list[Bearer]]
    alike: dict[str, list[int]]
    joined: dict[str, str] = field(default_factory=dict)
    founding: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls, connection: Connection, bearers: Sequence[Bearer]) -> "_Search":
        """Load whatever the quotations may be compared with, in a few statements for all of them."""
        index = load_index(connection, bearers)
        known = {bearer.wording for bearer in bearers if bearer.wording in index.known}
        new = [bearer for bearer in bearers if bearer.wording not in known and not bearer.words.is_short]
        alike = {bearer.id: index.find_alike(bearer) for bearer in new}
        close = {wording for bearer in bearers for wording in index.find_near(bearer)}
        near: dict[int, list[Bearer]] = {}
        for other in load_near(connection, close, around=bearers):
            near.setdefault(other.wording, []).append(other)
        rows = load_firsts(connection, known.union(*alike.values()))
        return cls(index=index, firsts={}, rows=rows, near=near, alike=alike)

    def take(self, bearer: Bearer) -> Iterator[_Found]:
        """Give the matches of a quotation with those before it, and add it to them."""
        others = [*self._near(bearer), *self._alike(bearer)]
        seen = {bearer.id}
        for other in others:
            # Who is in one family with what was matched already is the same: the closest of a family is enough.
            if other.id in seen or self._family(other) == self._family(bearer):
                continue
            seen.add(other.id)
            found = _judge(*sorted((bearer, other), key=lambda each: each.id))
            if found:
                self.joined[self._family(other)] = self._family(bearer)
                yield found
        self.near.setdefault(bearer.wording, []).append(bearer)
        if bearer.wording not in self.index.known:
            self.founding.add(bearer.id)
            self.firsts[bearer.wording] = bearer
        self.index.add(bearer)

    def first(self, wording: int) -> Bearer:
        """Give the quotation that is compared for all of a wording."""
        if wording not in self.firsts:
            self.firsts[wording] = bearer_of(self.rows[wording])
        return self.firsts[wording]

    def _alike(self, bearer: Bearer) -> Iterator[Bearer]:
        if bearer.words.is_short:
            return
        if bearer.wording in self.index.known:
            # The first of its words was compared with the others when it came.
            yield self.first(bearer.wording)
            return
        is_as_before = self.index.grown.isdisjoint(bearer.shingles)
        alike = self.alike[bearer.id] if is_as_before else self.index.find_alike(bearer)
        held = {w: self.firsts[w].family if w in self.firsts else self.rows[w].family_id for w in alike}
        if len({self._root(family) for family in held.values()}) > EVERYBODY:
            telling = self.index.find_telling(bearer)
            alike = [wording for wording in alike if wording in telling]
        for wording in alike:
            yield self.first(wording)

    def _near(self, bearer: Bearer) -> Iterator[Bearer]:
        """Give the nearest before and after of each wording: whoever else is near is near to one of them."""
        for wording in sorted(self.index.find_near(bearer)):
            close = [other for other in self.near.get(wording, ()) if other.is_near(bearer)]
            yield from _nearest(bearer, [other for other in close if _day(other) <= _day(bearer)])
            yield from _nearest(bearer, [other for other in close if _day(other) > _day(bearer)])

    def _family(self, bearer: Bearer) -> str:
        return self._root(bearer.family)

    def _root(self, family: str) -> str:
        while family in self.joined:
            family = self.joined[family]
        return family


def _nearest(bearer: Bearer, others: Sequence[Bearer]) -> Iterator[Bearer]:
    if others:
        yield min(others, key=lambda other: (abs(_day(other) - _day(bearer)), other.id))


def _day(bearer: Bearer) -> int:
    return bearer.day or 0


def _judge(left: Bearer, right: Bearer) -> _Found | None:
    is_short = left.words.is_short or right.words.is_short
    match = judge_wordings(left.words, right.words, same_occasion=is_short and left.is_near(right))
    return (left, right, match) if match else None


def _wording_row(bearer: Bearer, search: "_Search", *, family: str, now: str) -> Row:
    return {
        "quotation_id": bearer.id,
        "wording": bearer.wording,
        "is_first": int(bearer.id in search.founding),
        "form": bearer.words.form.value,
        "words": len(bearer.words.words),
        "voice_id": bearer.voice,
        "day": bearer.day,
        "family_id": family,
        "saved_at": now,
    }
