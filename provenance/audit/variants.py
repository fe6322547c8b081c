"""PV301 to PV303: how the words of a quotation compare with the fullest printing of them."""

from collections.abc import Iterator
from functools import lru_cache

from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import listing, quote, short
from provenance.core.records import Form
from provenance.core.text import words_of
from provenance.core.variants.diffs import DiffPart, Fate
from provenance.core.variants.judging import Variant, WordingMatch, judge_wordings
from provenance.core.variants.lexicon import FUNCTION_WORDS
from provenance.core.variants.wording import read_wording
from provenance.store.audited import AuditedQuotation, FamilyMember

_PART = 0.6
# Less is missing than makes a partial quotation, but enough that readers may want the rest.
_SHORTENED = 0.75
_CONTAINED = 0.9
_SHOWN = 3
_MARKS = " \"“”'‘’,"
_CACHED = 4096
_VERBATIM = frozenset({Variant.EXACT, Variant.FORMAT, Variant.TRUNCATED, Variant.ELLIPSIS, Variant.EDITED})


@check("PV301", "altered-words", Severity.HIGH, about=AuditedQuotation)
def find_altered(said: AuditedQuotation) -> Iterator[Remark]:
    """Words inside the quotation marks differ from the fullest printing of them, and the change is not marked."""
    found = _against_fullest(said)
    if found is None or found[1].variant is not Variant.EDITED or found[1].meanings:
        return
    fullest, match = found
    changed = [part for part in _unmarked(match) if _has_content(part)]
    if changed:
        yield Remark(message=f"{_difference(fullest, match)}, so the two cannot both be verbatim.")


@check("PV302", "meaning-bearing-change", Severity.HIGH, about=AuditedQuotation)
def find_turned(said: AuditedQuotation) -> Iterator[Remark]:
    """A "not", a "may", a number or a name differs from the fullest printing, which may turn what was said."""
    found = _against_fullest(said)
    if found and found[1].meanings:
        fullest, match = found
        what = listing(f"a {meaning.value}" for meaning in match.meanings)
        yield Remark(message=f"{_difference(fullest, match)}, and {what} may turn what was said.")


@check("PV303", "partial-quote", Severity.LOW, about=AuditedQuotation)
def find_partial(said: AuditedQuotation) -> Iterator[Remark]:
    """The quotation is a part of a longer one that was printed elsewhere, where its context can be read."""
    found = _against_fullest(said)
    if found is None or found[1].variant not in {Variant.TRUNCATED, Variant.ELLIPSIS}:
        return
    fullest, match = found
    whole, here = (len(words_of(text)) for text in (match.left, match.right))
    if match.containment < _CONTAINED or here >= _SHORTENED * whole:
        return
    severity = None if here < _PART * whole else Severity.INFO
    longer = f"{fullest.place} prints {whole} words in a row, {quote(short(match.left))}"
    yield Remark(message=f"{longer}, of which {here} stand here.", severity=severity)


def _against_fullest(said: AuditedQuotation) -> tuple[FamilyMember, WordingMatch] | None:
    """Compare a quotation with the fullest printing; None where it stands beside it, or claims nothing verbatim."""
    fullest = said.family.fullest if said.family else None
    # Whoever reads one printing in an article reads the other one too.
    if fullest is None or fullest.article == said.stored.article.id or said.form is Form.INDIRECT:
        return None
    match = _compare(fullest.text, fullest.form, said.stored.text, said.form)
    return (fullest, match) if match and match.variant in _VERBATIM else None


@lru_cache(maxsize=_CACHED)
def _compare(left: str, left_form: Form, right: str, right_form: Form) -> WordingMatch | None:
    """Compare two printings that are one family already, so that few words in common are no chance."""
    return judge_wordings(read_wording(left, left_form), read_wording(right, right_form), same_occasion=True)


def _unmarked(match: WordingMatch) -> list[DiffPart]:
    return [part for part in match.diff if part.fate is not Fate.KEPT and not part.is_marked and not part.is_cut]


def _has_content(part: DiffPart) -> bool:
    return any(word.casefold() not in FUNCTION_WORDS for word in words_of(part.text))


def _difference(fullest: FamilyMember, match: WordingMatch) -> str:
    """Say what differs between the two printings, from the fullest one to this one."""
    parts = [part for part in match.diff if part.meanings] or _unmarked(match)
    told = listing(_told(part, match) for part in parts[:_SHOWN])
    return f"Compared with the fullest printing ({fullest.place}), {told} here"


def _told(part: DiffPart, match: WordingMatch) -> str:
    words = quote(part.text.strip(_MARKS))
    following = match.diff[match.diff.index(part) + 1 :][:1]
    if part.fate is Fate.GONE and following and following[0].fate is Fate.ADDED:
        return f"{words} reads {quote(following[0].text.strip(_MARKS))}"
    return f"{words} is missing" if part.fate is Fate.GONE else f"{words} is added"
