"""Why a verdict is what it is, in words for people."""

from collections.abc import Iterator, Sequence

from provenance.core.variants.diffs import DiffPart, Fate
from provenance.core.variants.judging import Variant
from provenance.core.verdicts.records import Evidence, Fit, is_only_cut
from provenance.core.verdicts.voices import Passage, Voice

# Longer runs of words are told by their ends.
_TOLD_WORDS = 12


def reasons_voice(evidence: Evidence) -> Iterator[str]:
    """Say what is to be known of the speaker, where the draft does not simply name the right one."""
    name = name_of(evidence.passage)
    told = {
        Voice.PART: f"the draft gives a part of the name: {name}",
        Voice.PRINCIPAL: f"one speaks for the other: {name}",
        Voice.RELAY: f"the draft names who carried the words; said by {name}",
        Voice.UNCLAIMED: f"the draft names nobody; said by {name}",
        Voice.UNCONFIRMED: f"the speaker is not confirmed: the database has {name}",
    }
    if evidence.voice in told:
        yield told[evidence.voice]


def reasons_form(evidence: Evidence) -> Iterator[str]:
    """Say in which form a draft gives words that it gives rightly."""
    match = evidence.match
    marked = {part.fate for part in match.diff if part.is_marked} if match else set()
    if Fate.ADDED in marked:
        yield "the words in brackets are an editor's"
    elif Fate.GONE in marked:
        yield "words are left out, and the draft says so"
    if match and match.variant is Variant.FORMAT:
        yield "the same words in another style"


def reasons_changed(evidence: Evidence) -> Iterator[str]:
    """Say what a draft changed."""
    if evidence.fit is Fit.PARAPHRASE:
        yield "the article has some of these words outside quotation marks: they are the reporter's"
        return
    diff = evidence.match.diff if evidence.match else ()
    for before, part, after in zip((None, *diff), diff, (*diff[1:], None), strict=False):
        is_told = before is not None and before.fate is Fate.GONE and part.fate is Fate.ADDED
        if part.fate is not Fate.KEPT and not is_told and not is_only_cut(part):
            yield _told(part, after)


def reasons_unknown(evidence: Sequence[Evidence]) -> Iterator[str]:
    """Say what comes nearest to words that nothing says."""
    if evidence:
        yield f"nothing says this; {name_of(evidence[0].passage)} said something like it"
    else:
        yield "the database has nothing like it"


def name_of(passage: Passage) -> str:
    """Return the name of who speaks, or words for nobody."""
    return passage.speaker.agent.name if passage.speaker else "nobody known"


def bare(text: str) -> str:
    """Return words without the marks and spaces around them."""
    return text.strip(" \t\r\n\"“”‘’'«»")


def shorten(text: str) -> str:
    """Cut a long run of words in its middle, for those who only want to know which it is.

    Example:
        >>> shorten("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
        'one two three four five six … nine ten eleven twelve thirteen fourteen'
    """
    words = text.split()
    kept = _TOLD_WORDS // 2
    return text if len(words) <= _TOLD_WORDS else f"{' '.join(words[:kept])} … {' '.join(words[-kept:])}"


def _told(part: DiffPart, following: DiffPart | None) -> str:
    """Say in words what became of some words."""
    bears = f", which bears the meaning ({', '.join(part.meanings)})" if part.meanings else ""
    if part.fate is Fate.GONE and following and following.fate is Fate.ADDED:
        return f"“{shorten(bare(part.text))}” became “{shorten(bare(following.text))}”{bears}"
    what = "put in" if part.fate is Fate.ADDED else "cut off before it" if part.is_cut else "left out"
    return f"{what}: “{shorten(bare(part.text))}”{bears}"
