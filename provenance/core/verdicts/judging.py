"""The verdict on one quotation of a draft, given the passages of the database that share words with it.

Owns what counts as quoting right. Words first, then the voice: what nobody has said cannot be said by the wrong one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from provenance.core.records import Form
from provenance.core.text import words_of
from provenance.core.variants.diffs import Fate, Meaning
from provenance.core.variants.judging import Variant, WordingMatch, judge_wordings
from provenance.core.variants.lexicon import NEGATIONS
from provenance.core.variants.wording import Wording, read_wording
from provenance.core.verdicts.nearness import is_telling, judge_contained, judge_nearly
from provenance.core.verdicts.reasons import (
    bare,
    name_of,
    reasons_changed,
    reasons_form,
    reasons_unknown,
    reasons_voice,
)
from provenance.core.verdicts.records import Evidence, Fit, Ruling, Verdict
from provenance.core.verdicts.stitching import (
    SHORTEST_PIECE,
    Piece,
    choose_part,
    find_pieces,
    find_stitch,
    is_one_utterance,
)
from provenance.core.verdicts.voices import AGREEING, NAMED, Claim, Passage, Voice, judge_voice

# Words that no passage has, of all that the draft has: with more it is another utterance.
_MOST_NEW = 0.4
_MOST_NEW_AT_ENDS = 0.25
_BRACKETED = re.compile(r"^\W*[\[(].*[\])]\W*$", re.DOTALL)
# How alike words must be for a changed quotation to be taken for somebody else's.
_OF_ANOTHER = 0.8
_WORDS_OF_ANOTHER = 6
# The words of so many voices are nobody's own.
_COMMON = 3
# So near before a quotation the draft itself may deny it: they would not “attack”.
_DENIED_WITHIN = 5
# So near before the words that are left a cut denies them; of “will not build the bridge” one may quote “the bridge”.
_CUT_WITHIN = 2
# Fewer words, such as “the bridge”, say nothing that could be denied.
_FEWEST_DENIED = 4


def judge_claim(claim: Claim, passages: Iterable[Passage]) -> Ruling:
    """Decide how a draft quotes.

    Quotation style, the case of the first letter, Unicode form and white space make no difference, and neither do
    passages that share no words with the claim.

    Args:
        claim: What the draft says.
        passages: What the database has that may be meant, in any order.
    """
    claimed = read_wording(claim.words, Form.DIRECT)
    known = sorted(passages, key=lambda passage: (passage.place.published or "~", passage.id))
    evidence = sorted((e for p in known if (e := _compare(claim, claimed, p))), key=_order)
    said = [e for e in evidence if e.fit is Fit.VERBATIM and e.voice in AGREEING]
    if said:
        return _rule_verbatim(said)
    pieces = find_pieces(claimed, known)
    stitch = find_stitch(claimed, known, pieces=pieces)
    if stitch and is_one_utterance(stitch):
        return _rule_joined(stitch, claim, claimed)
    return (
        _rule_other(evidence)
        or _rule_unconfirmed(evidence)
        or _rule_stitched(stitch, claim, claimed, evidence)
        or _rule_changed(evidence)
        or _rule_unknown(choose_part(claimed, pieces), claim, claimed, evidence)
    )


def _compare(claim: Claim, claimed: Wording, passage: Passage) -> Evidence | None:
    voice = judge_voice(claim, passage)
    theirs = passage.wording
    match = judge_wordings(theirs, claimed, same_occasion=voice in AGREEING)
    if match is None and (voice in AGREEING or is_telling(claimed)):
        match = judge_contained(theirs, claimed)
    if match is None and voice in NAMED:
        match = judge_nearly(theirs, claimed)
    fit = _fit_of(match, claim) if match else Fit.WEAK
    if theirs.keys == claimed.keys and not all(word.is_quoted for word in theirs.words):
        fit = Fit.PARAPHRASE
    elif fit is not Fit.VERBATIM and theirs.form is not Form.DIRECT:
        # What the draft has in marks may be what the reporter says around them.
        retold = judge_wordings(read_wording(theirs.text, Form.INDIRECT), claimed)
        if retold and not _new_words(retold) and not _left_out(retold):
            match, fit = retold, Fit.PARAPHRASE
    return Evidence(passage=passage, voice=voice, fit=fit, match=match, part=claim.words) if match else None


def _fit_of(match: WordingMatch, claim: Claim) -> Fit:
    """Decide what the comparison of a passage with a draft comes to."""
    if match.variant is Variant.PARAPHRASE or _fills_gap(match):
        return Fit.WEAK
    new, at_ends = _new_words(match), _new_words(match, at_ends=True)
    total = max(len(words_of(claim.words)), 1)
    if new > _MOST_NEW * total or at_ends > max(1, _MOST_NEW_AT_ENDS * total):
        return Fit.WEAK
    if new or _left_out(match):
        return Fit.ALTERED
    return Fit.ALTERED if _denial_lost(match, claim) else Fit.VERBATIM


def _fills_gap(match: WordingMatch) -> bool:
    """Say whether a draft has words where the passage leaves some out, so that nobody can tell whether they are those.

    Words that a draft puts in brackets are its own editor's.
    """
    added = (part for part in match.diff if part.fate is Fate.ADDED and part.is_marked)
    return any(not _BRACKETED.search(part.text) for part in added)


def _new_words(match: WordingMatch, *, at_ends: bool = False) -> int:
    """Count the words that the draft alone has, but for those that it marks as an editor's."""
    added = (part for part in match.diff if part.fate is Fate.ADDED and not part.is_marked)
    return sum(len(words_of(part.text)) for part in added if part.is_cut or not at_ends)


def _left_out(match: WordingMatch) -> bool:
    """Say whether the draft leaves words out between others without telling so."""
    return any(part.fate is Fate.GONE and not (part.is_marked or part.is_cut) for part in match.diff)


def _denial_lost(match: WordingMatch, claim: Claim) -> bool:
    """Say whether what is left out, though rightly marked or cut off, denies what is quoted.

    “We will not attack” gives no “We will … attack”, and “attack” only where the draft itself says that they will not.
    """
    for part in match.diff:
        if part.fate is Fate.KEPT or Meaning.NEGATION not in part.meanings:
            continue
        if part.is_cut:
            is_lost = len(words_of(claim.words)) >= _FEWEST_DENIED and _denies(part.text, within=_CUT_WITHIN)
            is_lost = is_lost and not _denies(claim.before, within=_DENIED_WITHIN)
        else:
            # Whole sentences that are left out deny nothing of what stays.
            is_lost = not bare(part.text).endswith((".", "!", "?"))
        if is_lost:
            return True
    return False


def _denies(before: str, *, within: int) -> bool:
    """Say whether one of the last words is a negation."""
    return not NEGATIONS.isdisjoint(read_wording(before, Form.DIRECT).keys[-within:])


def _order(evidence: Evidence) -> tuple[int, int, float, float]:
    match = evidence.match
    voices = list(Voice)
    alike = (match.containment, match.similarity) if match else (0.0, 0.0)
    return evidence.fit, voices.index(evidence.voice), -alike[0], -alike[1]


def _rule_verbatim(said: Sequence[Evidence]) -> Ruling:
    translated = next((e.passage.translated_from for e in said if e.passage.translated_from), None)
    first = said[0]
    reasons = [f"translated: {translated}"] if translated else []
    verdict = Verdict.TRANSLATED if translated else Verdict.VERBATIM
    told = (*reasons, *reasons_form(first), *reasons_voice(first))
    return Ruling(verdict=verdict, evidence=tuple(said), reasons=told)


def _rule_joined(pieces: Sequence[Piece], claim: Claim, claimed: Wording) -> Ruling:
    """Rule on an utterance that the article breaks with a cue, so that the database has it in parts."""
    evidence = _evidence_of(pieces, claim, claimed)
    voices = {e.voice for e in evidence}
    if Voice.OTHER in voices:
        said_by = f"said by {name_of(pieces[0].passage)}"
        return Ruling(verdict=Verdict.MISATTRIBUTED, evidence=evidence, reasons=(said_by,))
    reasons = ("the article breaks the quotation with its cue", *reasons_voice(evidence[0]))
    return Ruling(verdict=Verdict.VERBATIM, evidence=evidence, reasons=reasons)


def _rule_other(evidence: Sequence[Evidence]) -> Ruling | None:
    """Rule on words that somebody else is known to have said."""
    mine = [e for e in evidence if e.voice in AGREEING and e.fit in {Fit.ALTERED, Fit.PARAPHRASE} and _is_close(e)]
    others = [e for e in evidence if e.voice is Voice.OTHER and e.fit is Fit.VERBATIM]
    if not others or mine:
        return None
    names = sorted({name_of(e.passage) for e in others})
    if len(names) >= _COMMON:
        reason = f"common words: {', '.join(names)} said them, but not the speaker of the draft"
        return Ruling(verdict=Verdict.UNKNOWN, evidence=tuple(others), reasons=(reason,))
    return Ruling(verdict=Verdict.MISATTRIBUTED, evidence=tuple(others), reasons=(f"said by {' and '.join(names)}",))


def _rule_unconfirmed(evidence: Sequence[Evidence]) -> Ruling | None:
    found = [e for e in evidence if e.voice is Voice.UNCONFIRMED and e.fit is Fit.VERBATIM]
    return _rule_verbatim(found) if found else None


def _rule_stitched(
    pieces: Sequence[Piece], claim: Claim, claimed: Wording, evidence: Sequence[Evidence]
) -> Ruling | None:
    """Rule on a quotation that is put together, unless it is one that was only changed a little."""
    near = next((e for e in evidence if e.fit is Fit.ALTERED), None)
    if not pieces or (near and near.match and _new_words(near.match) < SHORTEST_PIECE):
        return None
    parts = _evidence_of(pieces, claim, claimed)
    reasons = [f"“{bare(part.part)}” is of {name_of(part.passage)}" for part in parts]
    return Ruling(verdict=Verdict.STITCHED, evidence=parts, reasons=tuple(reasons))


def _rule_changed(evidence: Sequence[Evidence]) -> Ruling | None:
    """Rule on words that are nearly those of a passage."""
    mine = [e for e in evidence if e.voice is not Voice.OTHER and e.fit in {Fit.ALTERED, Fit.PARAPHRASE}]
    others = [e for e in evidence if e.voice is Voice.OTHER and e.fit in {Fit.ALTERED, Fit.PARAPHRASE} and _is_close(e)]
    if mine:
        first = mine[0]
        verdict = Verdict.PARAPHRASE if first.fit is Fit.PARAPHRASE else Verdict.ALTERED
        reasons = (*reasons_changed(first), *reasons_voice(first))
        return Ruling(verdict=verdict, evidence=tuple(mine), reasons=reasons)
    if others:
        told = (f"nearly as said by {name_of(others[0].passage)}", *reasons_changed(others[0]))
        return Ruling(verdict=Verdict.MISATTRIBUTED, evidence=tuple(others), reasons=told)
    return None


def _rule_unknown(part: Piece | None, claim: Claim, claimed: Wording, evidence: Sequence[Evidence]) -> Ruling:
    """Rule on words that nothing says, and tell what comes nearest."""
    if evidence or part is None:
        return Ruling(verdict=Verdict.UNKNOWN, evidence=tuple(evidence), reasons=tuple(reasons_unknown(evidence)))
    nearest = tuple(replace(one, fit=Fit.WEAK) for one in _evidence_of([part], claim, claimed))
    reason = f"nothing says all of this; {name_of(part.passage)} said “{bare(nearest[0].part)}”"
    return Ruling(verdict=Verdict.UNKNOWN, evidence=nearest, reasons=(reason,))


def _is_close(evidence: Evidence) -> bool:
    match = evidence.match
    size = len(words_of(evidence.part))
    return match is not None and match.containment >= _OF_ANOTHER and size >= _WORDS_OF_ANOTHER


def _evidence_of(pieces: Sequence[Piece], claim: Claim, claimed: Wording) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            passage=piece.passage,
            voice=judge_voice(claim, piece.passage),
            fit=Fit.VERBATIM,
            part=claimed.shown(piece.words),
        )
        for piece in pieces
    )
