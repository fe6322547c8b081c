"""The page of a checked draft, over rulings made by hand."""

from dataclasses import replace

from provenance.core.agents import agent_id
from provenance.core.records import Agent, AgentKind, Article, Form, Rejected, RejectReason
from provenance.core.text import Span
from provenance.core.variants.wording import read_wording
from provenance.core.verdicts.judging import judge_claim
from provenance.core.verdicts.voices import Claim, Names, Passage, Place
from provenance.core.wire import text_sha256
from provenance.pages.verified import build_draft_page, summary_of
from provenance.verify.checking import Checked, CheckedDraft
from provenance.verify.drafts import Draft, Drafted

ADA = Names(agent=Agent(id=agent_id("Ada", AgentKind.PERSON), name="Ada <b>", kind=AgentKind.PERSON))
PASSAGE = Passage(
    id="qt_1",
    wording=read_wording("“The harbour must stay open to every boat.”", Form.DIRECT),
    version="av_1",
    start=0,
    end=43,
    speaker=ADA,
    place=Place(
        locator="a.txt",
        publisher="Harbour Times",
        title="Ships & co",
        url="https://harbour.example/a",
        published="2025-07-13",
        prefix="nister. She said ",
        suffix=" And lef",
    ),
)
TEXT = "<i>Ships</i>\n\n“The harbour must stay shut to every boat,” Ada said.\nThe “login” button, “quite so” he said."


def checked(passage: Passage = PASSAGE) -> CheckedDraft:
    first = TEXT.index("“The harbour")
    quoted = (Span(first, TEXT.index(" Ada said")), Span(TEXT.index("“quite"), TEXT.index(" he said")))
    claims = (Claim(words=quoted[0].text_in(TEXT).strip("“”"), speaker="Ada <b>"), Claim(words="quite so"))
    login = Span(TEXT.index("“login”"), TEXT.index("“login”") + 7)
    draft = Draft(
        article=Article(locator="d.txt", text=TEXT, raw_sha256=text_sha256(TEXT), title="Ships <1>"),
        quotations=tuple(Drafted(spans=(span,), claim=claim) for span, claim in zip(quoted, claims, strict=True)),
        set_aside=(Rejected(span=login, reason=RejectReason.LABEL),),
    )
    found = (Checked(drafted=one, ruling=judge_claim(one.claim, [passage])) for one in draft.quotations)
    return CheckedDraft(draft=draft, quotations=tuple(found), set_aside=draft.set_aside)


def page(passage: Passage = PASSAGE) -> str:
    return build_draft_page(checked(passage), made_at="2025-07-13T08:00:00+00:00", database="news.db")


def test_every_quotation_is_marked_and_noted() -> None:
    """Marks lead to notes and back; a verdict is a word, a line and a colour."""
    shown = page()
    assert '<mark class="altered" id="d1">“The harbour must stay shut to every boat,”</mark>' in shown
    assert '<a href="#q1" class="chip altered">1 altered</a>' in shown
    assert '<article class="card altered" id="q1"><h3><a href="#d1">1 · altered</a></h3>' in shown
    assert '<mark class="unknown" id="d2">“quite so”</mark>' in shown


def test_note_shows_what_changed_and_where_it_stands() -> None:
    """A note has the words that changed, the article with its address, the chain, and the words around."""
    shown = page()
    assert "<del>open</del> <ins>shut</ins>" in shown
    assert '<a href="https://harbour.example/a" rel="noreferrer">Harbour Times: Ships &amp; co</a>' in shown
    assert "Ada &lt;b&gt; → Harbour Times" in shown
    # Words that were cut in two are left out.
    assert "<blockquote>… She said <b>“The harbour" in shown


def test_draft_is_shown_as_text() -> None:
    """Markup in a draft is shown and not obeyed, and what was set aside is told with its reason."""
    shown = page()
    assert "&lt;i&gt;Ships&lt;/i&gt;" in shown
    assert "<h1>Ships &lt;1&gt;</h1>" in shown
    assert "“login” (a label)" in shown


def test_addresses_are_of_the_web() -> None:
    """An article's address is linked only where it leads to the web."""
    place = Place(locator="a.txt", url="javascript:alert(1)")
    assert "javascript" not in page(
        Passage(id="qt_1", wording=PASSAGE.wording, version="av_1", start=0, end=43, speaker=ADA, place=place)
    )


def test_summary() -> None:
    """One sentence says how much work is left."""
    assert summary_of(checked()) == "2 quotations; 1 must be put right; 1 must be looked up elsewhere."
    empty = CheckedDraft(draft=checked().draft, quotations=())
    assert summary_of(empty) == "No quotation was found in it."


def test_headline_stands_once() -> None:
    """A draft that begins with its headline shows it above alone."""
    draft = checked().draft
    titled = replace(checked(), draft=replace(draft, article=replace(draft.article, title="<i>Ships</i>")))
    shown = build_draft_page(titled, made_at="2025-07-13T08:00:00", database="news.db")
    assert shown.count("&lt;i&gt;Ships&lt;/i&gt;") == 2, "in the title of the page and in its heading"
