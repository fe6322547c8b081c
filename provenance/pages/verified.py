"""The page of a checked draft: its text with every quotation marked, and beside each what the database says of it.

A verdict shows in three ways at once - its word, the line under the quotation, its colour - so that none is needed to
see it. Notes stand beside their paragraph on a wide screen and below it on a narrow one, and print as they are read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from provenance.core.records import NOBODY, RejectReason
from provenance.core.text import Span
from provenance.core.variants.diffs import DiffPart, Fate
from provenance.core.verdicts.reasons import shorten
from provenance.core.verdicts.records import FAULTS, Evidence, Verdict
from provenance.core.verdicts.voices import Passage, Place, Voice
from provenance.exports.pictures.markup import Html, element, join
from provenance.pages.markup import build_page
from provenance.verify.checking import Checked, CheckedDraft

_MOST_EVIDENCE = 3
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_ASIDE = {
    RejectReason.TITLE: "a title",
    RejectReason.NICKNAME: "a nickname",
    RejectReason.LABEL: "a label",
    RejectReason.SCARE: "no voice",
}
_WEB = ("http://", "https://")
_COLOURS = {
    Verdict.VERBATIM: ("green", "solid"),
    Verdict.TRANSLATED: ("blue", "double"),
    Verdict.PARAPHRASE: ("orange", "dotted"),
    Verdict.ALTERED: ("orange", "wavy"),
    Verdict.STITCHED: ("purple", "dashed"),
    Verdict.MISATTRIBUTED: ("red", "wavy"),
    Verdict.UNKNOWN: ("grey", "dotted"),
}
_STYLE = """
.row { display: grid; grid-template-columns: minmax(0, 38rem) minmax(0, 1fr); gap: 0 2.5rem; margin: 0 0 1rem; }
.row > p { margin: 0; font: 1.06rem/1.7 Georgia, "Noto Serif", serif; }
.row > div { display: grid; gap: .7rem; align-content: start; }
mark { background: none; color: inherit; text-decoration: underline .14em var(--tone); text-underline-offset: .22em; }
.chip { font: 600 .72rem/1 system-ui, sans-serif; color: var(--tone); text-decoration: none; white-space: nowrap;
  border: 1px solid var(--tone); border-radius: .8em; padding: .12em .5em; margin-left: .3em; vertical-align: .12em; }
.card { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--tone);
  border-radius: .25rem; padding: .6rem .8rem; break-inside: avoid; font-size: .92rem; }
.card:target, mark:target { outline: 3px solid var(--tone); outline-offset: 2px; }
.card h3 a { color: var(--tone); text-decoration: none; }
.card ul { margin: .3rem 0; padding-left: 1.1rem; }
.card blockquote { margin: .4rem 0; padding-left: .7rem; border-left: 2px solid var(--line); }
.counts { display: flex; flex-wrap: wrap; gap: .4rem; margin: .8rem 0 1.6rem; padding: 0; list-style: none; }
.counts .chip { font-size: .85rem; padding: .35em .7em; margin: 0; }
del { color: var(--red); } ins { color: var(--green); font-weight: 600; text-decoration-thickness: .12em; }
time { white-space: nowrap; } .alarm { font-weight: 600; }
@media (max-width: 60rem) { .row { grid-template-columns: minmax(0, 1fr); gap: .8rem; } }
@media print { .row { grid-template-columns: 58% 1fr; gap: 0 1.2rem; } }
"""


def build_draft_page(checked: CheckedDraft, *, made_at: str, database: str) -> str:
    """Build the page.

    Args:
        checked: The draft with its verdicts.
        made_at: UTC time.
        database: Name of the database, without a password.
    """
    article = checked.draft.article
    title = article.title or "Draft"
    head = element(
        "header", element("h1", title), element("p", f"Quotations checked against {database}.", class_="dim"),
        element("p", summary_of(checked), class_="alarm" if checked.has_faults else None), _counts(checked),
    )  # fmt: skip
    foot = element(
        "footer",
        element("p", f"Checked {made_at[:16].replace('T', ' ')} UTC. {_READ}", class_="dim small"),
        *(element("p", told, class_="dim small") for told in set_aside_text(checked)),
    )
    return build_page(title, head, element("main", *_rows(checked)), foot, style=_STYLE + "".join(_tones()))


_READ = (
    "A verdict compares words and names with what the database holds. Unknown means that it holds nothing like it, not"
    " that nobody said it; verbatim means that an article has it so."
)


def summary_of(checked: CheckedDraft) -> str:
    """Say in one sentence how many quotations there are, and how many need work."""
    total = len(checked.quotations)
    wrong = sum(one.ruling.verdict in FAULTS for one in checked.quotations)
    unknown = checked.counts.get(Verdict.UNKNOWN, 0)
    if not total:
        return "No quotation was found in it."
    found = f"{total} quotation{'s' if total != 1 else ''}"
    faults = f"{wrong} must be put right" if wrong else "nothing must be put right"
    elsewhere = [f"{unknown} must be looked up elsewhere"] if unknown else []
    return "; ".join([found, faults, *elsewhere]) + "."


def _tones() -> Iterator[str]:
    for verdict, (colour, line) in _COLOURS.items():
        name = _class_of(verdict)
        yield f".{name} {{ --tone: var(--{colour}); }} mark.{name} {{ text-decoration-style: {line}; }}\n"


def _class_of(verdict: Verdict) -> str:
    return verdict.name.lower()


def _counts(checked: CheckedDraft) -> Html:
    chips = (
        element("li", f"{n} {verdict.value}", class_=f"chip {_class_of(verdict)}")
        for verdict, n in checked.counts.items()
    )
    return element("ul", *chips, class_="counts")


def _rows(checked: CheckedDraft) -> Iterator[Html]:
    """Build a row for each paragraph: its text, and the notes on the quotations that begin in it."""
    numbered = list(enumerate(checked.quotations, start=1))
    for line in _LINE.finditer(checked.draft.article.text):
        here = Span(*line.span())
        notes = [_card(n, one) for n, one in numbered if here.start <= one.drafted.spans[0].start < here.end]
        # The headline stands above already.
        if line.group().isspace() or (not notes and line.group().strip() == checked.draft.article.title):
            continue
        text = element("p", *_marked(here, numbered, text=checked.draft.article.text))
        yield element("section", text, element("div", *notes), class_="row")


def _marked(line: Span, numbered: Sequence[tuple[int, Checked]], *, text: str) -> Iterator[Html | str]:
    position = line.start
    parts = sorted((span.start, span.end, n, one) for n, one in numbered for span in one.drafted.spans)
    for start, end, n, one in parts:
        if start < position or not line.start <= start < line.end:
            continue
        stop = min(end, line.end)
        yield text[position:start]
        yield _mark(text[start:stop], n, one, is_first=start == one.drafted.spans[0].start)
        position = stop
    yield text[position : line.end]


def _mark(words: str, number: int, checked: Checked, *, is_first: bool) -> Html:
    verdict = checked.ruling.verdict
    marked = element("mark", words, class_=_class_of(verdict), id=f"d{number}" if is_first else None)
    if not is_first:
        return marked
    chip = element("a", f"{number} {verdict.value}", href=f"#q{number}", class_=f"chip {_class_of(verdict)}")
    return join([marked, chip])


def _card(number: int, checked: Checked) -> Html:
    ruling, claim = checked.ruling, checked.drafted.claim
    heading = element("h3", element("a", f"{number} · {ruling.verdict.value}", href=f"#d{number}"))
    is_plain = ruling.verdict is Verdict.VERBATIM and ruling.evidence[0].voice is Voice.SAME
    named = claim.speaker and not is_plain
    said = element("p", f"In the draft: {claim.speaker}", class_="dim small") if named else Html()
    diff = element("p", *_diff(ruling.diff)) if ruling.diff else Html()
    reasons = element("ul", *(element("li", reason) for reason in ruling.reasons)) if ruling.reasons else Html()
    most = 1 if ruling.verdict is Verdict.VERBATIM else _MOST_EVIDENCE
    shown = [_evidence(one, is_folded=ruling.verdict is Verdict.VERBATIM) for one in ruling.evidence[:most]]
    left = len(ruling.evidence) - len(shown)
    more = element("p", f"and {left} more in the database", class_="dim small") if left else Html()
    classes = f"card {_class_of(ruling.verdict)}"
    return element("article", heading, said, diff, reasons, *shown, more, class_=classes, id=f"q{number}")


def _diff(parts: Iterable[DiffPart]) -> Iterator[Html | str]:
    names = {Fate.GONE: "del", Fate.ADDED: "ins"}
    for part in parts:
        if part.fate is Fate.KEPT:
            yield part.text
        elif part.is_cut and part.fate is Fate.GONE and not part.meanings:
            yield "…"
        else:
            yield element(names[part.fate], shorten(part.text))
        yield " "


def _evidence(evidence: Evidence, *, is_folded: bool) -> Html:
    """Show a passage; of what is right its words are folded away, for those who want to look."""
    passage = evidence.passage
    before, after = whole_words(passage.place)
    words = element("blockquote", f"… {before}", element("b", passage.wording.text), f"{after} …")
    context = join([words, element("p", element("code", passage.id), class_="dim small")])
    if is_folded:
        context = element("details", element("summary", "in its context", class_="dim small"), context)
    return element("div", element("p", _place(passage.place)), element("p", chain_text(passage)), context)


def whole_words(place: Place) -> tuple[str, str]:
    """Return the words before and after a passage without those that were cut in two.

    Example:
        >>> whole_words(Place(locator="a.txt", prefix="day. He said ", suffix=" and wen"))
        ('He said ', ' and')
    """
    return re.sub(r"^\S*\s", "", place.prefix), re.sub(r"\s\S*$", "", place.suffix)


def chain_text(passage: Passage) -> str:
    """Write the way of the words: speaker, relays, publisher."""
    speaker = passage.speaker.agent.name if passage.speaker else NOBODY
    stations = (speaker, *(relay.agent.name for relay in passage.relays), passage.place.publisher or NOBODY)
    return " → ".join(stations)


def place_text(place: Place) -> str:
    """Return the name under which people know an article: its publisher and its title, or where it lies."""
    return ": ".join(part for part in (place.publisher, place.title) if part) or PurePosixPath(place.locator).stem


def _place(place: Place) -> Html:
    named = place_text(place)
    link = element("a", named, href=place.url, rel="noreferrer") if (place.url or "").startswith(_WEB) else named
    day = element("time", place.published[:10]) if place.published else None
    return join([link, *([", ", day] if day else [])])


def set_aside_text(checked: CheckedDraft) -> Iterator[str]:
    """Say what was not looked up, and why; nothing where all was."""
    text = checked.draft.article.text
    aside = [f"{one.span.text_in(text)} ({_ASIDE[one.reason]})" for one in checked.set_aside]
    if aside:
        yield f"Not checked, since they quote nobody: {', '.join(aside)}."
