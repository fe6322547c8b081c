"""PV3xx: what became of the words between one printing and the next."""

import re
from collections.abc import Iterator
from itertools import pairwise

from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import paragraph_at, quote, short
from provenance.core.marks import marked_parts
from provenance.core.records import Article, Form
from provenance.core.text import text_key
from provenance.store.audited import AuditedEdit, AuditedQuotation
from provenance.store.changes import Change, QuotedWords

_ELLIPSIS = re.compile(r"\w[^\w“”\"…]*(?:…|\.\s?\.\s?\.)\W*\w")
# “[T]he talks” has another case alone.
_BRACKETS = re.compile(r"\[(?!\s*(?:sic|…|\.|\w\])\b)[^\]]*\w\w[^\]]*\]", re.IGNORECASE)
# A news sentence goes on for that long before its quotation does: cue, source, and what the source is.
_FAR = 200
_NOTE = re.compile(
    r"\b(?:corrections?(?=\s*[:(–—-]|\s+and\s+clarif|\s*$)|corrected\b|clarification\b|clarified\b|"
    r"editor(?:s|['’]s|s['’])? note|"
    r"(?:this|the) (?:article|story|report|headline|text|page)[^.]{0,60} (?:updated|amended|corrected|changed|edited)|"
    r"(?:earlier|previous) version of this|updated (?:to|with|at|on)\b|an earlier version)",
    re.IGNORECASE | re.MULTILINE,
)


@check("PV304", "stitched-quote", Severity.LOW, about=AuditedQuotation)
def find_stitched(said: AuditedQuotation) -> Iterator[Remark]:
    """The quotation is put together: words were left out or put in, or its parts stand far apart."""
    if said.form is Form.INDIRECT:
        return
    content = said.stored.current.quotation.content
    parts = list(marked_parts(said.stored.article.article.text, content, said.form))
    how = []
    if any(_ELLIPSIS.search(part) for part in parts):
        how.append("it holds an ellipsis")
    brackets = [found.group() for part in parts for found in _BRACKETS.finditer(part)]
    if brackets:
        how.append(f"it holds words that the writer put in ({', '.join(brackets)})")
    gap = max((right.start - left.end for left, right in pairwise(content)), default=0)
    if gap > _FAR:
        how.append(f"its parts stand {gap} characters apart")
    if how:
        yield Remark(
            message=f"The quotation is put together: {'; '.join(how)}, so it may not have been said in one go."
        )


@check("PV305", "silent-edit", Severity.HIGH, about=AuditedEdit)
def find_silent(edit: AuditedEdit) -> Iterator[Remark]:
    """Quoted words or their speaker changed between two versions of an article, and no note tells its readers."""
    old, new = edit.old.article, edit.new.article
    if _NOTE.search(_added(old, new)):
        return
    still_there = f" {text_key(new.text)} "
    for change in edit.changes:
        if change.new is None or change.old is None:
            continue
        # Two models may cut the same text differently; an edit changes what is printed.
        reworded = change.change is Change.CHANGED and f" {text_key(change.old.text)} " not in still_there
        revoiced = change.change is Change.REATTRIBUTED
        if reworded or (revoiced and paragraph_at(new.text, edit.places[change.new.id]) not in old.text):
            yield Remark(message=_edit_message(edit, change.old, change.new), quotation=change.new.id)


def _edit_message(edit: AuditedEdit, old: QuotedWords, new: QuotedWords) -> str:
    versions = f"between versions {edit.old.version_no} and {edit.new.version_no}"
    if text_key(old.text) == text_key(new.text):
        voices = f"{old.speaker or 'nobody'} to {new.speaker or 'nobody'}"
        return f"The same words went from {voices} {versions}, and no note says so."
    return f"{quote(short(old.text))} became {quote(short(new.text))} {versions}, and no note says so."


def _added(old: Article, new: Article) -> str:
    """Give the paragraphs and the headline that the newer version has and the older one has not."""
    before = set(old.text.splitlines()) | {old.title or ""}
    return "\n".join(line for line in (*new.text.splitlines(), new.title or "") if line not in before)
