"""Filling what checks look at in articles of several versions: edits of quotations, and decisions left behind."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from operator import attrgetter

from sqlalchemy import Connection, func, select

from provenance.core.marks import marked_parts
from provenance.core.records import Form
from provenance.core.text import Span, hull
from provenance.store.audited import AuditedEdit, StrandedDecision
from provenance.store.auditing import Background
from provenance.store.changes import Change, QuotedWords, compare_quotations
from provenance.store.current import newest
from provenance.store.engine import Store
from provenance.store.linking import Canon
from provenance.store.loading import load_articles, load_newest, load_stored
from provenance.store.records import StoredArticle, StoredQuotation
from provenance.store.rows import HUMAN
from provenance.store.sql import one_of
from provenance.store.tables import article_versions, attributions, quotations
from provenance.store.versions import Left, load_held, load_left

_ARTICLES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A quotation of one version, reduced to what it has in quotation marks."""

    words: QuotedWords
    place: Span


def stream_edits(store: Store, *, only: Collection[str] | None, background: Background) -> Iterator[AuditedEdit]:
    """Load each two versions of an article that follow each other, by article and number.

    Args:
        store: Open; best frozen.
        only: `ar_…` of the articles; None for all.
        background: From `load_background`, of the same moment.
    """
    version = article_versions.c
    several = select(version.article_id).group_by(version.article_id).having(func.count() > 1)
    with store.reading() as connection:
        if only is not None:
            several = several.where(one_of(connection, version.article_id, only))
        found = iter(connection.execute(several.order_by(version.article_id)).scalars().all())
        while batch := list(islice(found, _ARTICLES)):
            yield from _load_edits(connection, batch, canon=background.canon)


def stream_stranded(
    store: Store, *, only: Collection[str] | None, background: Background
) -> Iterator[StrandedDecision]:
    """Load the human decisions on older versions that hold for nothing in the newest one.

    A decision that a reviewer has made again, on what became of the words, is none of them.

    Args:
        store: Open; best frozen.
        only: `ar_…` of the articles; None for all.
        background: From `load_background`, of the same moment.
    """
    with store.reading() as connection:
        decided = _decided_versions(connection, only=only)
        if not decided:
            return
        left = load_left(connection, decided)
        older = load_articles(connection, left)
        latest = load_newest(connection, {each.id for each in older.values()})
        again = _load_decided(connection, [each.version for each in latest.values()], canon=background.canon)
    for version, article in sorted(older.items()):
        now = latest[article.id]
        stranded = [each for each in left[version] if each.origin != now.version]
        for each in _not_decided_again(stranded, again.get(now.version, ())):
            yield StrandedDecision(article=now, left=each.behind)


def _load_edits(connection: Connection, batch: Collection[str], *, canon: Canon) -> Iterator[AuditedEdit]:
    version = article_versions.c
    rows = connection.execute(
        select(version.id, version.article_id)
        .where(one_of(connection, version.article_id, batch))
        .order_by(version.article_id, version.version_no)
    ).all()
    texts = load_articles(connection, [row.id for row in rows])
    said = _load_marked(connection, texts, canon=canon)
    for _, versions in groupby(rows, attrgetter("article_id")):
        for old, new in pairwise(row.id for row in versions):
            yield _edit_of(texts[old], texts[new], before=said.get(old, ()), after=said.get(new, ()))


def _edit_of(old: StoredArticle, new: StoredArticle, *, before: Sequence[_Said], after: Sequence[_Said]) -> AuditedEdit:
    return AuditedEdit(
        old=old,
        new=new,
        changes=compare_quotations([each.words for each in before], [each.words for each in after]),
        places={each.words.id: each.place for each in after},
    )


def _load_marked(connection: Connection, versions: Collection[str], *, canon: Canon) -> dict[str, list[_Said]]:
    """Load the quotations of each version that have quotation marks, in the order of the text."""
    held = load_held(connection, versions)
    found = load_stored(connection, held, canon=canon)
    marked = [each for each in found if each.current.quotation.form is not Form.INDIRECT]
    return {
        version: [_said_of(each) for each in group]
        for version, group in groupby(marked, key=lambda each: each.article.version)
    }


def _said_of(stored: StoredQuotation) -> _Said:
    quotation, text = stored.current.quotation, stored.article.article.text
    marked = " ".join(marked_parts(text, quotation.content, quotation.form))
    speaker = quotation.speaker
    words = QuotedWords(id=stored.id, text=marked, speaker=speaker.name if speaker else None)
    return _Said(words=words, place=hull(quotation.content))


def _decided_versions(connection: Connection, *, only: Collection[str] | None) -> list[str]:
    """Find the versions that have human decisions and are no longer the newest of their article."""
    asked = (
        select(quotations.c.version_id)
        .distinct()
        .join(attributions, attributions.c.quotation_id == quotations.c.id)
        .join(article_versions, article_versions.c.id == quotations.c.version_id)
        .where(attributions.c.rank == HUMAN, ~newest(article_versions, as_of=None))
    )
    if only is not None:
        asked = asked.where(one_of(connection, article_versions.c.article_id, only))
    return list(connection.execute(asked).scalars())


def _load_decided(
    connection: Connection, versions: Collection[str], *, canon: Canon
) -> Mapping[str, list[QuotedWords]]:
    """Load the quotations of each version on which a reviewer has decided."""
    found = load_stored(connection, load_held(connection, versions, human=True), canon=canon)
    grouped = groupby(found, key=lambda each: each.article.version)
    return {version: [QuotedWords(id=e.id, text=e.text, speaker=None) for e in group] for version, group in grouped}


def _not_decided_again(stranded: Sequence[Left], again: Sequence[QuotedWords]) -> Iterator[Left]:
    before = [QuotedWords(id=each.behind.quotation, text=each.behind.text, speaker=None) for each in stranded]
    gone = {
        change.old.id for change in compare_quotations(before, again) if change.old and change.change is Change.GONE
    }
    return (each for each in stranded if each.behind.quotation in gone)
